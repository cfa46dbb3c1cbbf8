export { idKey, nameKey, sameParty } from './keys.ts';
export { isNpi } from './npi.ts';
export { isOwnPayee, type OwnNumbers } from './own-payee.ts';
export { type PlaceNumbers, type SiteNumbers, siteOf } from './site-of.ts';
