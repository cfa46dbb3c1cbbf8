import { createSegmentExplainer, type ExplainedSegment, writeClaims, X12WriteError } from '@claimwright/x12';
import { cents, type PlainDate } from '../../ground/base/index.ts';
import type { ClaimToSend } from '../claims/index.ts';
import { type BatchFacts, claimsToWrite } from './write-claims.ts';

/** One segment of a claim on the wire, each of its elements in words. */
export interface ClaimSegment {
  readonly id: string;
  /** With its terminator, as it is written. */
  readonly text: string;
  readonly name: string;
  /** Of the loop that it opens. */
  readonly loop?: string;
  /** Which of the claim's lines it belongs to, from 0. */
  readonly line?: number;
  readonly elements: readonly { readonly ref: string; readonly name: string; readonly value: string }[];
}

/** Where on the wire something of a claim stands: `NM103` of the seventh segment. */
export interface FactOnWire {
  readonly at: string;
  readonly segment: number;
  readonly elements: readonly string[];
}

export interface ClaimOnWire {
  readonly segments: readonly ClaimSegment[];
  readonly facts: readonly FactOnWire[];
  /** From its CLM on, as it is written: what a file that holds this claim holds. */
  readonly claimText: string;
}

/** Whoever sends it, and when, is said by segments that are not shown. */
const nobody: BatchFacts = {
  ...{ interchangeControl: '000000001', groupControl: '1', control: '0001', reference: '1', on: '2001-01-01' as PlainDate, at: '00:00' },
  ...{ test: true, submitter: { name: 'X', id: 'X', contact: 'X', phone: '5555550100' }, receiver: { name: 'X', id: 'X' } },
};

const fromUtf8 = (bytes: Uint8Array): string =>
  decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));

/** The segments of a claim, from whoever bills it to its last line; what cannot be written is said by `X12WriteError`. */
function written(claim: ClaimToSend): { readonly bytes: Uint8Array; readonly texts: string[]; readonly first: number } {
  const bytes = writeClaims(claimsToWrite([claim], nobody));
  const all = fromUtf8(bytes)
    .split(/(?<=~)\s*/)
    .filter((text) => text !== '');
  const first = all.findIndex((text) => text.startsWith('HL*'));
  return {
    bytes,
    texts: all.slice(
      first,
      all.findLastIndex((text) => text.startsWith('SE*')),
    ),
    first,
  };
}

/** A claim as it goes on the wire, and which of its facts stands in which element. Throws where it cannot be written. */
export function claimOnWire(claim: ClaimToSend): ClaimOnWire {
  const { bytes, texts, first } = written(claim);
  const told = explained(bytes, first);
  const lines = lineOfSegments(texts);
  const segments = texts.map((text, i): ClaimSegment => {
    const own = told[i];
    if (own === undefined || own.id !== idOf(text)) throw new Error('what is written is what is explained');
    const { name, loop } = own;
    const line = lines[i] ?? -1;
    return { id: own.id, text, name, elements: elementsOf(own), ...(loop === undefined ? {} : { loop }), ...(line < 0 ? {} : { line }) };
  });
  const from = texts.findIndex((text) => text.startsWith('CLM*'));
  return { segments, facts: factsOnWire(claim, texts, lines), claimText: texts.slice(from).join('') };
}

const idOf = (text: string): string => /^[A-Z0-9]+/.exec(text)?.[0] ?? '';

function lineOfSegments(texts: readonly string[]): number[] {
  let line = -1;
  return texts.map((text) => {
    if (text.startsWith('LX*')) line += 1;
    return line;
  });
}

/** What the explainer says of each segment but the first `first` of the file. */
function explained(bytes: Uint8Array, first: number): ExplainedSegment[] {
  const told: ExplainedSegment[] = [];
  const explainer = createSegmentExplainer((segment) => told.push(segment));
  explainer.push(bytes);
  explainer.end();
  return told.slice(first);
}

/** Each element, and of one that has parts each part; a part that has no name of its own has the element's. */
const elementsOf = ({ elements }: ExplainedSegment): ClaimSegment['elements'] =>
  elements.flatMap(({ ref, name, value, parts = [] }) => [
    ...(value === undefined ? [] : [{ ref, name, value }]),
    ...parts.map((part) => (part.name === 'unnamed' ? { ...part, name } : part)),
  ]);

/** Facts that stand nowhere by themselves: they make the claim what it is, or are never written. */
const unwritten =
  /^(?:kind|sentAs|billed|predetermination|coverages\.\d+\.rank|lines\.\d+\.(?:number|minutes|expectedAllowed))$|^lines\.\d+\.expected\.|^leftOut\.|\.decision\.|\.entity$/;
const others: { readonly [value: string]: string } = {
  employer: 'person',
  person: 'employer',
  auto: 'other',
  employment: 'other',
  other: 'auto',
};

/** Another value of the same look. */
function altered(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string' || value === '') return undefined;
  if (others[value] !== undefined) return others[value];
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value.endsWith('-01') ? `${value.slice(0, 8)}02` : `${value.slice(0, 8)}01`;
  if (/^\d\d:\d\d$/.test(value)) return value === '01:01' ? '02:02' : '01:01';
  const last = value.slice(-1);
  return `${value.slice(0, -1)}${/\d/.test(last) ? (Number(last) + 1) % 10 : last === 'Q' ? 'X' : 'Q'}`;
}

function leavesOf(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return unwritten.test(at) ? [] : [at];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, at === '' ? key : `${at}.${key}`));
}

/** The same with every place altered that `pattern` names, `#` being any line. */
function changedAll(value: unknown, wanted: ReadonlySet<string>, at = ''): unknown {
  if (wanted.has(at)) return altered(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner, i) => changedAll(inner, wanted, at === '' ? `${i}` : `${at}.${i}`));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, changedAll(inner, wanted, at === '' ? key : `${at}.${key}`)]),
  );
}

/** What becomes of a fact is what changes with it: found by writing the claim with another value there, of all lines at once. */
function factsOnWire(claim: ClaimToSend, texts: readonly string[], lines: readonly number[]): FactOnWire[] {
  const groups = new Map<string, string[]>();
  for (const at of leavesOf(claim)) {
    const key = at.replace(/^lines\.\d+\./, 'lines.#.');
    groups.set(key, [...(groups.get(key) ?? []), at]);
  }
  return [...groups].flatMap(([key, places]) => {
    const changed = changedAll(claim, new Set(places)) as ClaimToSend;
    const isCharge = key === 'lines.#.billed';
    // A claim that does not add up is not written.
    const after = textsOf(isCharge ? { ...changed, billed: cents(claim.billed + places.length) } : changed);
    if (after === undefined) return [];
    return differing(texts, after).flatMap(({ segment, elements }) => {
      const at = key.startsWith('lines.#.') ? key.replace('#', `${lines[segment]}`) : key;
      if (isCharge && texts[segment]?.startsWith('CLM*')) return [{ at: 'billed', segment, elements }];
      return places.includes(at) ? [{ at, segment, elements }] : [];
    });
  });
}

function textsOf(claim: ClaimToSend): string[] | undefined {
  try {
    return written(claim).texts;
  } catch (error) {
    if (error instanceof X12WriteError) return undefined;
    throw error;
  }
}

/** Of as many segments, all that differ; of more or fewer, the first that says something else. */
function differing(before: readonly string[], after: readonly string[]): { segment: number; elements: string[] }[] {
  const found = before.flatMap((text, segment) => {
    const other = after[segment] ?? '';
    return text === other || idOf(text) !== idOf(other) ? [] : [{ segment, elements: elementsBetween(text, other) }];
  });
  return before.length === after.length ? found : found.filter(({ segment }) => !before[segment]?.startsWith('HL*')).slice(0, 1);
}

function elementsBetween(one: string, other: string): string[] {
  const [a, b] = [one.slice(0, -1).split('*'), other.slice(0, -1).split('*')];
  const id = a[0] ?? '';
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => i).flatMap((i) => {
    if (a[i] === b[i]) return [];
    const ref = `${id}${String(i).padStart(2, '0')}`;
    const [parts, now] = [(a[i] ?? '').split(':'), (b[i] ?? '').split(':')];
    if (parts.length === 1) return [ref];
    return parts.flatMap((part, k) => (part === now[k] ? [] : [`${ref}-${k + 1}`]));
  });
}
