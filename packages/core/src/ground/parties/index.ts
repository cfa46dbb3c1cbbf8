export { idKey, nameKey, sameParty } from './keys.ts';
export { isNpi } from './npi.ts';
export { type PlaceNumbers, type SiteNumbers, siteOf } from './site-of.ts';
