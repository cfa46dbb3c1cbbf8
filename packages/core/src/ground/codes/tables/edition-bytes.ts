import { type PlainDate, plainDate } from '../../base/index.ts';
import { type TableName, tableNames } from '../code-tables.ts';

/** What an edition says of itself, in its own bytes. */
export interface EditionHead {
  readonly table: TableName;
  /** Of a table that comes from several publishers, which one's: CPT, CDT and HCPCS stand beside each other. Empty: there is one. */
  readonly part: string;
  readonly name: string;
  readonly source: string;
  /** The days that it was published for; without `to` it counts until a later one begins. */
  readonly from: PlainDate;
  readonly to?: PlainDate;
  /** It holds what was in force before, too, back to this day. */
  readonly back?: PlainDate;
  readonly rows: number;
}

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;
export interface Sections {
  readonly [name: string]: Numbers;
}

const mark = 0x31545743;
const widths = { u8: 1, u16: 2, u32: 4, f64: 8 } as const;
type Kind = keyof typeof widths;

const kindOf = (numbers: Numbers): Kind =>
  numbers instanceof Float64Array ? 'f64' : numbers instanceof Uint32Array ? 'u32' : numbers instanceof Uint16Array ? 'u16' : 'u8';
const aligned = (at: number): number => Math.ceil(at / 8) * 8;

/** One edition as bytes: what it is, then columns of numbers that are looked at where they lie. */
export function writeEdition(head: EditionHead, sections: Sections): Uint8Array<ArrayBuffer> {
  let at = 0;
  const parts = Object.entries(sections).map(([name, numbers]) => {
    const part = { name, kind: kindOf(numbers), at, length: numbers.length };
    at = aligned(at + numbers.byteLength);
    return part;
  });
  const text = JSON.stringify({ ...head, parts });
  const begin = aligned(8 + text.length * 2);
  const bytes = new Uint8Array(begin + at);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, mark, true);
  view.setUint32(4, text.length, true);
  for (let unit = 0; unit < text.length; unit++) view.setUint16(8 + unit * 2, text.charCodeAt(unit), true);
  for (const part of parts) {
    const numbers = sections[part.name];
    if (numbers) bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), begin + part.at);
  }
  return bytes;
}

/** Thrown by bytes that are no edition, or are cut off. */
export class NotAnEdition extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'NotAnEdition';
  }
}

/** The columns are views into the bytes, which must not be changed afterwards. */
export function readEdition(given: Uint8Array): { readonly head: EditionHead; readonly sections: Sections } {
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8 || view.getUint32(0, true) !== mark) throw new NotAnEdition('these bytes are no edition of a code table');
  const length = view.getUint32(4, true);
  const begin = aligned(8 + length * 2);
  if (begin > bytes.length) throw new NotAnEdition('this edition is cut off');
  let text = '';
  for (let unit = 0; unit < length; unit++) text += String.fromCharCode(view.getUint16(8 + unit * 2, true));
  const said: { readonly [name: string]: unknown } = Object(JSON.parse(text));
  const parts = Array.isArray(said.parts) ? said.parts : [];
  return { head: headOf(said), sections: Object.fromEntries(parts.map((part) => sectionOf(bytes, begin, Object(part)))) };
}

function headOf(said: { readonly [name: string]: unknown }): EditionHead {
  const table = tableNames.find((name) => name === said.table);
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const from = plainDate(text(said.from));
  if (table === undefined || from === undefined) throw new NotAnEdition('this edition does not say of what and when it is');
  const to = plainDate(text(said.to));
  const back = plainDate(text(said.back));
  return {
    ...{ table, part: text(said.part), name: text(said.name), source: text(said.source), from, rows: Number(said.rows) },
    ...(to ? { to } : {}),
    ...(back ? { back } : {}),
  };
}

function sectionOf(bytes: Uint8Array, begin: number, part: { readonly [name: string]: unknown }): [string, Numbers] {
  const at = bytes.byteOffset + begin + Number(part.at);
  const length = Number(part.length);
  const kind = part.kind === 'f64' || part.kind === 'u32' || part.kind === 'u16' ? part.kind : 'u8';
  if (at + length * widths[kind] > bytes.byteOffset + bytes.length) throw new NotAnEdition('this edition is cut off');
  const name = String(part.name);
  if (kind === 'f64') return [name, new Float64Array(bytes.buffer, at, length)];
  if (kind === 'u32') return [name, new Uint32Array(bytes.buffer, at, length)];
  return [name, kind === 'u16' ? new Uint16Array(bytes.buffer, at, length) : new Uint8Array(bytes.buffer, at, length)];
}

/** Numbers in the narrowest column that holds the largest of them. */
export function narrow(values: ArrayLike<number>): Uint8Array | Uint16Array | Uint32Array {
  let most = 0;
  for (let at = 0; at < values.length; at++) most = Math.max(most, values[at] ?? 0);
  if (most > 0xffff_ffff) throw new RangeError('a number of a code table is out of range');
  return most < 1 << 8 ? Uint8Array.from(values) : most < 1 << 16 ? Uint16Array.from(values) : Uint32Array.from(values);
}
