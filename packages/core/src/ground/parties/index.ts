export { idKey, nameKey, sameParty } from './keys.ts';
export { isNpi } from './npi.ts';
