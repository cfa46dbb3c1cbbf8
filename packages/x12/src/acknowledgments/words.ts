import type { AcknowledgmentVerdict } from '../types.ts';

const VERDICTS: { readonly [code: string]: AcknowledgmentVerdict } = {
  A: 'accepted',
  E: 'accepted with errors',
  P: 'partly accepted',
  R: 'rejected',
  M: 'rejected',
  W: 'rejected',
  X: 'rejected',
};

/** IK501, AK901 or TA104 in words. */
export const verdictOf = (code: string): AcknowledgmentVerdict => VERDICTS[code] ?? 'unknown';

const SEGMENTS: { readonly [code: string]: string } = {
  '1': 'is no segment that the receiver knows',
  '2': 'was not expected here',
  '3': 'is missing and must be sent',
  '4': 'opens a part that may not come so often',
  '5': 'is sent more often than is allowed here',
  '6': 'does not belong to this kind of file',
  '7': 'stands in the wrong place',
  '8': 'holds a value that is wrong',
};

/** IK304 for whoever must correct it. */
export function segmentWords(segment: string, position: number, code: string | undefined): string {
  const what = (code === undefined ? undefined : SEGMENTS[code]) ?? `was refused with code ${code ?? 'none'}`;
  return `Segment ${segment}, number ${position} of the set, ${what}.`;
}

const ELEMENTS: { readonly [code: string]: string } = {
  '1': 'is missing and must be sent',
  '2': 'is missing, though another value makes it necessary',
  '3': 'is one too many',
  '4': 'is too short',
  '5': 'is too long',
  '6': 'holds a sign that is not allowed',
  '7': 'holds a code that is not valid',
  '8': 'is no valid date',
  '9': 'is no valid time',
  '10': 'may not be sent together with another value',
  '12': 'is repeated too often',
  '13': 'has too many parts',
};

/** IK403 for whoever must correct it. */
export function elementWords(name: string, code: string): string {
  return `${name} ${ELEMENTS[code] ?? `was refused with code ${code}`}.`;
}
