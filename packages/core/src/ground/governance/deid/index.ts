export { type DeidentifiedRecord, deidentifyRecord, type FieldClass, type FieldClasses, type Json } from './fields.ts';
export { type Facts, findIdentifiers } from './find.ts';
export { type Identifier, type IdentifierClass, identifierClasses } from './identifier.ts';
export type { KnownPerson } from './known.ts';
export {
  type Deidentified,
  deidentify,
  openVault,
  type Random,
  reidentify,
  type TokenMap,
  type UnknownToken,
  type Vault,
} from './vault.ts';
export { type Dictionaries, type MoreWords, usDictionaries } from './words.ts';
