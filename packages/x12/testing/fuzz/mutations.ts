import { bytesOf } from '../files.ts';
import type { Dice } from './dice.ts';

/** What is done to a file to hurt it. `others` are whole files to take from. */
export type Mutation = (bytes: Uint8Array, dice: Dice, others: readonly Uint8Array[]) => Uint8Array;

export const joined = (...parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};
const put = (bytes: Uint8Array, at: number, drop: number, add: Uint8Array): Uint8Array =>
  joined(bytes.subarray(0, at), add, bytes.subarray(Math.min(bytes.length, at + drop)));

const SIGNS = bytesOf('*:~^|>\r\n \t0-.9ISAGTEZ\u0000\u001c\u001d\u001a');
const TOKENS = [
  'ISA*',
  'IEA*1*1~',
  'GS*',
  'GE*1*1~',
  'ST*835*0001~',
  'ST*837*1*005010X222A1~',
  'SE*',
  'HL*9*1*22*1~',
  'CLP*A*1*',
  'SVC*HC:',
];
const MORE_TOKENS = [
  'CAS*CO*45*',
  'PLB*',
  'LX*',
  'CLM*A*1***11:B:1~',
  'TA1*',
  'NM1*QC*',
  'IK5*',
  'LE*2120~',
  'LS*2120~',
  '~~~~',
  '\r\n',
  'BIN*5*',
];
const tokens = [...TOKENS, ...MORE_TOKENS].map(bytesOf);

/** Values that no one expects of an element. */
const VALUES = [
  '',
  ' ',
  '-',
  '.',
  '-.',
  '+1',
  '-0',
  '1e5',
  '0x1F',
  '00000000000000000000',
  '9'.repeat(17),
  '9'.repeat(40),
  '90071992547409.91',
];
const MORE_VALUES = ['90071992547409.92', '-90071992547409.93', '.005', '1.999', '20240230', '00000000', '99999999', '20240101-20231231'];
const TEXTS = [
  ':::',
  '^^^',
  'HC:::::::::',
  'A'.repeat(81),
  'é',
  '\u{1f600}',
  '\ufffd',
  '__proto__',
  'constructor',
  'toString',
  '<b>',
  '"',
  '\\',
  '%s',
];
const values = [...VALUES, ...MORE_VALUES, ...TEXTS].map(bytesOf);

interface Cut {
  readonly element: number;
  readonly end: number;
  /** Where each segment begins; the last is the end of the file. */
  readonly starts: readonly number[];
}

function cut(bytes: Uint8Array): Cut {
  const whole = bytes[0] === 0x49 && bytes.length > 106;
  const element = whole ? (bytes[3] as number) : 0x2a;
  const end = whole ? (bytes[105] as number) : 0x7e;
  const starts = [0];
  for (let i = bytes.indexOf(end); i >= 0 && starts.length < 5000; i = bytes.indexOf(end, i + 1)) starts.push(i + 1);
  if (starts.at(-1) !== bytes.length) starts.push(bytes.length);
  return { element, end, starts };
}

const bits: Mutation = (bytes, dice) => {
  const out = bytes.slice();
  for (let n = dice.spread(1, 9); n > 0; n--) {
    const at = dice.below(out.length);
    out[at] = (out[at] as number) ^ (1 << dice.below(8));
  }
  return out;
};

const changed: Mutation = (bytes, dice) => {
  const out = bytes.slice();
  for (let n = dice.spread(1, 9); n > 0; n--) out[dice.below(out.length)] = dice.once(2) ? dice.one([...SIGNS]) : dice.below(256);
  return out;
};

const dropped: Mutation = (bytes, dice) => put(bytes, dice.below(bytes.length), dice.spread(1, 200), new Uint8Array());
const inserted: Mutation = (bytes, dice) => put(bytes, dice.below(bytes.length), dice.below(3), dice.one(tokens));
const truncated: Mutation = (bytes, dice) =>
  dice.once(4) ? bytes.slice(dice.below(bytes.length)) : bytes.slice(0, dice.below(bytes.length));

const element: Mutation = (bytes, dice) => {
  const { element: separator, starts, end } = cut(bytes);
  const n = dice.below(starts.length - 1);
  const from = starts[n] as number;
  const stops: number[] = [];
  for (let i = from; i < (starts[n + 1] as number); i++) if (bytes[i] === separator || bytes[i] === end) stops.push(i);
  if (stops.length === 0) return bytes;
  const which = dice.below(stops.length);
  const at = which === 0 ? from : (stops[which - 1] as number) + 1;
  return put(bytes, at, (stops[which] as number) - at, dice.one(values));
};

const segments: Mutation = (bytes, dice) => {
  const { starts } = cut(bytes);
  const count = starts.length - 1;
  const a = dice.below(count);
  const b = Math.min(count, a + dice.spread(1, 6));
  const block = bytes.subarray(starts[a], starts[b]);
  const without = put(bytes, starts[a] as number, block.length, new Uint8Array());
  if (dice.once(3)) return without;
  const to = starts[dice.below(count)] as number;
  return dice.once(2) ? put(bytes, to, 0, block) : put(without, Math.min(to, without.length), 0, block);
};

const spliced: Mutation = (bytes, dice, others) => {
  const other = dice.one(others);
  if (dice.once(2)) return joined(bytes.subarray(0, dice.below(bytes.length)), other.subarray(dice.below(other.length)));
  const [here, there] = [dice.one(cut(bytes).starts), dice.one(cut(other).starts)];
  return joined(bytes.subarray(0, here), other.subarray(there));
};

/** One separator becomes another byte: everywhere, where it is declared only, or everywhere else only. */
const separators: Mutation = (bytes, dice) => {
  const out = bytes.slice();
  const places = [3, 82, 104, 105];
  const at = dice.one(places);
  const old = out[at] as number;
  const other = dice.once(3) ? (out[dice.one(places)] as number) : dice.once(2) ? dice.one([...SIGNS]) : dice.below(256);
  const how = dice.below(3);
  for (let i = 0; i < out.length; i++) if (out[i] === old && (how === 0 || (how === 1) === i < 106)) out[i] = other;
  return out;
};

/** Levels far below levels, or loops opened and opened. */
const nested: Mutation = (bytes, dice) => {
  const { element: e, end, starts } = cut(bytes);
  const s = String.fromCharCode(e);
  const t = String.fromCharCode(end);
  const kind = dice.one(['20', '21', '22', '23', 'PT', '19', 'EV', 'SS']);
  const openings = [
    'NM1*QC*1*A',
    'LX*1',
    'CLP*A*1*1*1',
    'SVC*HC:1*1*1',
    'SBR*P',
    'N1*PR*A',
    'CLM*A*1',
    'LS*2120',
    'AK2*837*0001',
    'IK3*CLM*1',
    'TRN*1*A',
  ];
  const lines: string[] = [];
  for (let n = dice.spread(10, 3000); n > 0; n--) {
    const opening = dice.once(2) ? `HL*${lines.length + 1}*${lines.length}*${kind}*1` : dice.one(openings);
    lines.push(opening.replaceAll('*', s) + t);
  }
  return put(bytes, dice.one(starts), 0, bytesOf(lines.join('')));
};

const huge: Mutation = (bytes, dice) => {
  const fill = dice.once(3) ? dice.below(256) : dice.one([0x41, 0x39, 0x20, 0x00, 0x0a, 0x3a, 0x5e, bytes[3] ?? 0x2a, bytes[105] ?? 0x7e]);
  return put(bytes, dice.below(bytes.length), 0, new Uint8Array(dice.spread(500, dice.once(8) ? 2_500_000 : 60_000)).fill(fill));
};

const repeated: Mutation = (bytes, dice) => {
  const { starts } = cut(bytes);
  const a = dice.below(starts.length - 1);
  const b = Math.min(starts.length - 1, a + dice.spread(1, 20));
  const block = bytes.subarray(starts[a], starts[b]);
  const times = Math.min(dice.spread(3, 20_000), Math.ceil((dice.once(8) ? 600_000 : 40_000) / Math.max(1, block.length)));
  return put(bytes, starts[b] as number, 0, joined(...new Array<Uint8Array>(times).fill(block)));
};

const doubled = (bytes: Uint8Array, low: boolean): Uint8Array => {
  const out = new Uint8Array(bytes.length * 2);
  for (let i = 0; i < bytes.length; i++) out[i * 2 + (low ? 0 : 1)] = bytes[i] as number;
  return out;
};

const MARKS = [
  Uint8Array.of(0xef, 0xbb, 0xbf),
  Uint8Array.of(0xff, 0xfe),
  Uint8Array.of(0xfe, 0xff),
  Uint8Array.of(0x1a),
  Uint8Array.of(0, 0),
];

const encoded: Mutation = (bytes, dice) => {
  switch (dice.below(6)) {
    case 0:
      return joined(dice.one(MARKS), doubled(bytes, dice.once(2)));
    case 1:
      return joined(dice.one(MARKS), bytes);
    case 2:
      return bytes.map((b) => (dice.once(9) ? b | 0x80 : b));
    case 3: // EBCDIC has its letters elsewhere; any fixed shift will do.
      return bytes.map((b) => (b + 0x80) & 0xff);
    case 4:
      return bytesOf(String.fromCharCode(...bytes.slice(0, 60_000).map((b) => (dice.once(9) ? b | 0x80 : b))));
    default:
      return put(bytes, dice.below(bytes.length), 0, dice.one(MARKS));
  }
};

/** Line breaks where none belong: after so many bytes, or after every segment. */
const wrapped: Mutation = (bytes, dice) => {
  const width = dice.one([1, 10, 72, 80, 106, 200]);
  const line = bytesOf(dice.one(['\n', '\r\n', '\r', '\r\r\n', ' \n', '\n\t']));
  const parts: Uint8Array[] = [];
  for (let i = 0; i < bytes.length; i += width) parts.push(bytes.subarray(i, i + width), line);
  return joined(...parts);
};

const noise: Mutation = (bytes, dice) => {
  if (dice.once(2)) return Uint8Array.from({ length: dice.spread(1, 4000) }, () => dice.below(256));
  const parts: Uint8Array[] = dice.once(2) ? [bytes.subarray(0, 106)] : [];
  for (let n = dice.spread(1, 300); n > 0; n--) parts.push(dice.one(dice.once(3) ? values : tokens), Uint8Array.of(dice.one([...SIGNS])));
  return joined(...parts);
};

const several: Mutation = (bytes, dice, others) =>
  joined(
    bytes,
    dice.once(2) ? bytesOf(dice.one(['\n', 'mail text\n', '\u001a', '~', ''])) : new Uint8Array(),
    dice.one(others),
    dice.one(others),
  );

/** Those that leave a file as large as it was: they may come upon others. */
export const small: { readonly [kind: string]: Mutation } = { bits, changed, dropped, inserted, truncated, element, segments };
export const large: { readonly [kind: string]: Mutation } = {
  spliced,
  separators,
  nested,
  huge,
  repeated,
  encoded,
  wrapped,
  noise,
  several,
};
