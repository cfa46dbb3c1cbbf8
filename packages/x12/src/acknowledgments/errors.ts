import type { X12Finding } from '../types.ts';

/** How a finding is said in a 999: by a segment's code (IK304), an element's (IK403), or the set's (IK502). */
export interface Said {
  readonly segment?: string;
  readonly element?: string;
  readonly set?: string;
}

const SAID: { readonly [code: string]: Said } = {
  'segment.malformed': { segment: '1' },
  'segment.unexpected': { segment: '2' },
  'segment.qualifier': { segment: '2' },
  'segment.late': { segment: '2' },
  'segment.order': { segment: '7' },
  'segment.repeat': { segment: '5' },
  'segment.missing': { segment: '3' },
  'segment.opening-missing': { segment: '3' },
  'segment.expected': { segment: 'I6' },
  'segment.elements': { segment: '8', element: '3' },
  'element.missing': { segment: '8', element: '1' },
  'element.together': { segment: '8', element: '2' },
  'element.short': { segment: '8', element: '4' },
  'element.long': { segment: '8', element: '5' },
  'element.number': { segment: '8', element: '6' },
  'element.date': { segment: '8', element: '8' },
  'money.decimals': { segment: '8', element: '6' },
  'money.malformed': { segment: '8', element: '6' },
  'money.overflow': { segment: '8', element: '5' },
  'situation.value': { segment: '8', element: '7' },
  'hl.parent': { segment: '8', element: 'I12' },
  'st.not-closed': { set: '2' },
  'control.set': { set: '3' },
  'count.segments': { set: '4' },
};

/** How a 999 says it; nothing where it is no matter of a 999 (balance, lists of codes, a payer's guide, layout). */
export function saidOf(finding: X12Finding): Said | undefined {
  return finding.severity === 'info' ? undefined : SAID[finding.code];
}

/** AK905: what is wrong with a group. */
export const GROUP_ERRORS: { readonly [code: string]: string } = { 'gs.not-closed': '3', 'control.group': '4', 'count.sets': '5' };

const ELEMENT_NOTES: { readonly [at: string]: string } = {
  ISA06: '006',
  ISA08: '008',
  ISA09: '014',
  ISA10: '015',
  ISA12: '017',
  ISA13: '018',
  ISA15: '020',
};
const NOTES: { readonly [code: string]: string } = {
  'control.interchange': '001',
  'count.groups': '021',
  'isa.not-closed': '023',
  'isa.missing': '022',
  'isa.damaged': '022',
  'isa.control-reused': '025',
};

/** TA105: what is wrong with an interchange. */
export const noteOf = ({ code, at }: X12Finding): string | undefined =>
  NOTES[code] ?? (code.startsWith('element.') ? ELEMENT_NOTES[at] : undefined);

/** A text of a file that may be damaged, fit to stand in the answer to it; `otherwise` where nothing of it is left. */
export function fit(text: string, longest: number, otherwise: string): string {
  const left = text
    .replace(/[^ -)+-9;-\]_-}]/g, '')
    .trim()
    .slice(0, longest)
    .trim();
  return left === '' ? otherwise : left;
}

export const versionOf = (text: string, longest: number): { readonly version?: string } => {
  const version = fit(text, longest, '');
  return version === '' ? {} : { version };
};
