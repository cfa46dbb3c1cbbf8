export { commandAddresses, type DataClass, lineOf, queryAddresses, routeAddresses } from './addresses.ts';
export {
  type Act,
  type Assigned,
  type Beyond,
  beyond,
  type Credential,
  conditionOf,
  elsewhere,
  entersBy,
  type Holder,
  type Limit,
  limitsInForce,
  may,
  money,
  permissionsOf,
  purposeOf,
  type SetLimit,
  type Weighing,
} from './decide.ts';
export { accessDocument, conditionWords } from './document.ts';
export { type Condition, type CredentialKind, credentialKinds, grants } from './grants.ts';
export { managesPeople, type Place, papersFor, type WhyNot, whyNoChange, whyNoPlace } from './place.ts';
export { beyondOwn, manages, scopesWithin, type WorksAt, whySecond, whySecondForLink, whySecondForPlace } from './reach.ts';
export { type Permission, permissions, rightOf, rights, scopeOf, scopes, textOf } from './rights.ts';
export { isRole, personRoles, type Role, roleNames, roles } from './roles.ts';
