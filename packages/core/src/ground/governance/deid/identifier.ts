/** What an identifier is, after the eighteen of 45 CFR 164.514(b)(2)(i); ages, postal codes and organisations are told apart from their families. */
export const identifierClasses = [
  'NAME',
  'GEO',
  'ZIP',
  'DATE',
  'AGE',
  'PHONE',
  'FAX',
  'EMAIL',
  'SSN',
  'MRN',
  'PLAN',
  'ACCOUNT',
  'LICENSE',
  'VEHICLE',
  'DEVICE',
  'URL',
  'IP',
  'BIOMETRIC',
  'FILE',
  'ORG',
  'ID',
] as const;
export type IdentifierClass = (typeof identifierClasses)[number];

export interface Identifier {
  /** Character offsets into the text, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly class: IdentifierClass;
  /** Which rule found it. */
  readonly why: string;
}
