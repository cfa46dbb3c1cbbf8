import type { Claims } from './claims.ts';
import { mayHold } from './columns.ts';
import type { IdentifierClass } from './identifier.ts';

type Fields = { readonly [field: number]: IdentifierClass | 'person' };

/** Fields of HL7 v2 by segment, counted as the standard does. `person` is a number and a name (XCN). */
const hl7: { readonly [segment: string]: Fields } = {
  MSH: { 4: 'ORG', 6: 'ORG', 7: 'DATE', 10: 'ID' },
  EVN: { 2: 'DATE', 5: 'person', 6: 'DATE' },
  PID: {
    2: 'MRN',
    3: 'MRN',
    4: 'MRN',
    5: 'NAME',
    6: 'NAME',
    7: 'DATE',
    9: 'NAME',
    11: 'GEO',
    12: 'GEO',
    13: 'PHONE',
    14: 'PHONE',
    18: 'ACCOUNT',
    19: 'SSN',
    20: 'LICENSE',
    21: 'ID',
    23: 'GEO',
    29: 'DATE',
  },
  NK1: { 2: 'NAME', 4: 'GEO', 5: 'PHONE', 6: 'PHONE', 12: 'ID', 13: 'ORG', 16: 'DATE', 30: 'NAME', 31: 'PHONE', 32: 'GEO', 33: 'ID' },
  PV1: { 5: 'ID', 7: 'person', 8: 'person', 9: 'person', 17: 'person', 19: 'ID', 44: 'DATE', 45: 'DATE', 50: 'ID', 52: 'person' },
  PV2: { 8: 'DATE', 9: 'DATE' },
  GT1: { 2: 'ID', 3: 'NAME', 4: 'NAME', 5: 'GEO', 6: 'PHONE', 7: 'PHONE', 8: 'DATE', 12: 'SSN', 16: 'ORG' },
  IN1: {
    2: 'PLAN',
    8: 'PLAN',
    9: 'ORG',
    10: 'ID',
    11: 'ORG',
    12: 'DATE',
    13: 'DATE',
    16: 'NAME',
    18: 'DATE',
    19: 'GEO',
    36: 'PLAN',
    49: 'PLAN',
  },
  ORC: { 2: 'ID', 3: 'ID', 4: 'ID', 9: 'DATE', 10: 'person', 11: 'person', 12: 'person', 14: 'PHONE', 21: 'ORG', 22: 'GEO', 23: 'PHONE' },
  OBR: {
    2: 'ID',
    3: 'ID',
    6: 'DATE',
    7: 'DATE',
    8: 'DATE',
    10: 'person',
    14: 'DATE',
    16: 'person',
    17: 'PHONE',
    22: 'DATE',
    28: 'person',
    32: 'person',
    34: 'person',
  },
  OBX: { 14: 'DATE', 16: 'person', 18: 'DEVICE', 19: 'DATE', 23: 'ORG', 24: 'GEO', 25: 'person' },
  DG1: { 5: 'DATE', 16: 'person' },
  TXA: { 4: 'DATE', 5: 'person', 6: 'DATE', 9: 'person', 12: 'ID', 16: 'FILE' },
  SCH: { 1: 'ID', 2: 'ID', 12: 'person', 16: 'person', 20: 'person' },
  AIP: { 3: 'person', 6: 'DATE' },
  ACC: { 1: 'DATE', 3: 'GEO' },
  FT1: { 2: 'ID', 4: 'DATE', 5: 'DATE', 20: 'person', 21: 'person' },
  RXA: { 3: 'DATE', 4: 'DATE', 10: 'person', 15: 'DEVICE' },
  SPM: { 2: 'ID', 17: 'DATE', 18: 'DATE' },
};

/** Elements of X12 by segment. */
const x12: { readonly [segment: string]: Fields } = {
  NM1: { 3: 'NAME', 4: 'NAME', 5: 'NAME', 9: 'ID' },
  N1: { 2: 'ORG', 4: 'ID' },
  N3: { 1: 'GEO', 2: 'GEO' },
  N4: { 1: 'GEO', 3: 'ZIP' },
  PER: { 2: 'NAME', 4: 'PHONE', 6: 'PHONE', 8: 'PHONE' },
  DMG: { 2: 'DATE' },
  REF: { 2: 'ID' },
  CLM: { 1: 'ACCOUNT' },
  CLP: { 1: 'ACCOUNT', 7: 'ID' },
  TRN: { 2: 'ID', 3: 'ID' },
  DTP: { 3: 'DATE' },
  DTM: { 2: 'DATE' },
  SBR: { 3: 'PLAN' },
  BHT: { 3: 'ID', 4: 'DATE' },
  ISA: { 6: 'ID', 8: 'ID', 9: 'DATE', 13: 'ID' },
  GS: { 2: 'ID', 3: 'ID', 4: 'DATE' },
};

const line = /(?:^|[\n\r~])[^\S\n]*([A-Z][A-Z0-9]{1,2})(?:(\|)([^\n\r]*)|(\*)([^\n\r~]*))/g;

/** Segments of HL7 and X12 messages, whole or quoted in a text. */
export function segments(text: string, c: Claims): void {
  if (!text.includes('|') && !text.includes('*')) return;
  for (const match of text.matchAll(line)) {
    const [whole, name = ''] = match;
    const mark = match[2] ?? '*';
    const rest = match[3] ?? match[5] ?? '';
    const fields = mark === '|' ? hl7[name] : x12[name];
    if (!fields) continue;
    let at = match.index + whole.length - rest.length;
    const parts = rest.split(mark);
    // A heading that is a segment's name by chance has no such fields.
    if (parts.length < 2) continue;
    parts.forEach((value, k) => {
      // The separator itself is the first field of MSH.
      const number = name === 'MSH' ? k + 2 : k + 1;
      const as = fields[number];
      if (as && value) field(c, as, value, at);
      at += value.length + 1;
    });
  }
}

/** A field's components, one by one; of a person only the number and the parts of the name. */
function field(c: Claims, as: IdentifierClass | 'person', value: string, from: number): void {
  let at = from;
  for (const repeat of value.split(/(?<=~)/)) {
    let start = at;
    const name = as === 'NAME' ? /^[^^~:>]+(?:\^[^^~:>]+)*/.exec(repeat)?.[0] : undefined;
    if (name && mayHold('NAME', name)) {
      c.takeCharacters(at, at + name.length, 'NAME', 'field of a message');
      at += repeat.length;
      continue;
    }
    repeat.split('^').forEach((part, k) => {
      const said = part.replace(/[~:>]+$/, '');
      const meant = componentClass(as, k, said);
      if (meant && said.trim() && mayHold(meant, said)) c.takeCharacters(start, start + said.length, meant, 'field of a message');
      start += part.length + 1;
    });
    at += repeat.length;
  }
}

const states = /^[A-Z]{2}$/;
function componentClass(as: IdentifierClass | 'person', k: number, value: string): IdentifierClass | undefined {
  if (as === 'person') return k === 0 ? (/\d/.test(value) ? 'ID' : 'NAME') : k < 4 && value.length > 0 ? 'NAME' : undefined;
  if (as === 'GEO') return k === 4 || /^\d{5}(?:-\d{4})?$/.test(value) ? 'ZIP' : states.test(value) || k > 4 ? undefined : 'GEO';
  if (as === 'MRN' || as === 'ID') return k === 0 ? as : /^(?:[A-Z]{2}|MRN|SSN)$/.test(value) ? undefined : 'ORG';
  if (as === 'PHONE') return /@/.test(value) ? 'EMAIL' : /\d{3}/.test(value) ? 'PHONE' : undefined;
  return k === 0 ? as : undefined;
}
