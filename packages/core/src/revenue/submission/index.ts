export { readClaim } from './read-claim.ts';
