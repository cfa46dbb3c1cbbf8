import {
  type AcknowledgmentToWrite,
  type ClaimLoop,
  type ClaimsHeader,
  createReader,
  type Envelope,
  type EnvelopeToWrite,
  type InterchangeAcknowledgmentToWrite,
  segmentRange,
} from '@claimwright/x12';
import type { Day } from '../days.ts';
import { placeRules, readingRules } from './published.ts';

type Segments = AcknowledgmentToWrite['sets'][number]['segments'];

/** One 837 of the file. */
export interface ReadSet {
  readonly header: ClaimsHeader;
  readonly claims: readonly ClaimLoop[];
  /** IK501 of its answer. */
  readonly code: 'A' | 'E' | 'R';
  readonly segments: Segments;
}

/** The file as whoever takes it in sees it. */
export interface ReadFile {
  readonly envelope: Envelope | undefined;
  /** TA105; 000 where nothing is wrong. */
  readonly note: string;
  readonly sets: readonly ReadSet[];
}

interface Opened {
  readonly at: number;
  readonly header: ClaimsHeader;
  readonly claims: ClaimLoop[];
}

/** Reads an 837 with nothing but the engine’s reader, and judges it by the published rules of reading. */
export function readFile837(bytes: Uint8Array, seen: ReadonlySet<string>): ReadFile {
  const opened: Opened[] = [];
  const faults: string[] = [];
  let envelope: Envelope | undefined;
  let at = 0;
  const reader = createReader(
    {
      interchange: (one) => {
        envelope ??= one;
      },
      setStart: (start) => {
        at = start.at;
      },
      claimsHeader: (header) => opened.push({ at, header, claims: [] }),
      claim: (claim) => opened.at(-1)?.claims.push(claim),
      finding: ({ code }) => faults.push(code),
    },
    { check: false },
  );
  reader.push(bytes);
  const { readable } = reader.end();
  return { envelope, note: noteOf(envelope, readable, faults, seen), sets: opened.map((set) => judged(set, bytes)) };
}

/** What whoever takes in an interchange says of it. Repeated: 025; cut off: 023; numbers that differ: 001; no interchange: 022. */
function noteOf(envelope: Envelope | undefined, readable: boolean, faults: readonly string[], seen: ReadonlySet<string>): string {
  if (envelope === undefined || envelope.interchangeControl === '') return '022';
  if (faults.includes('isa.not-closed')) return '023';
  if (faults.includes('control.interchange')) return '001';
  if (seen.has(`${envelope.sender}|${envelope.interchangeControl}`)) return '025';
  return readable ? '000' : '022';
}

function judged({ at, header, claims }: Opened, bytes: Uint8Array): ReadSet {
  const broken = claims.flatMap((claim) =>
    readingRules.flatMap((rule) => {
      const where = rule.broken(claim);
      return where === undefined ? [] : [{ rule, claim, ...where }];
    }),
  );
  const terminator = header.envelope.separators.segment.charCodeAt(0);
  const misplaced = claims.flatMap((claim) => outOfPlace(claim, bytes, terminator, at));
  const ofElements = broken.map(({ rule, claim, places, place, value }): Segments[number] => ({
    segment: rule.segment,
    position: 1 + countOf(bytes, terminator, at, segmentRange(places, place).from),
    loop: rule.loop,
    error: '8',
    contexts: [{ name: 'CLM01', value: claim.patientControlNumber }],
    elements: [{ number: rule.element, error: rule.error, ...(value === undefined ? {} : { value }), contexts: [] }],
  }));
  const refused = misplaced.length > 0 || broken.some(({ rule }) => rule.refuses);
  return { header, claims, code: refused ? 'R' : broken.length > 0 ? 'E' : 'A', segments: [...ofElements, ...misplaced] };
}

/** What stands in a claim where the guide has no room for it, by the names of its segments alone. */
function outOfPlace(claim: ClaimLoop, bytes: Uint8Array, terminator: number, at: number): Segments[number][] {
  const rules = placeRules.filter(({ kind }) => kind === claim.claimType);
  if (rules.length === 0) return [];
  const { from, to } = claim.bytes;
  const names = new TextDecoder()
    .decode(bytes.subarray(from, to))
    .split(String.fromCharCode(terminator))
    .map((segment) => /^[A-Z0-9]+/.exec(segment.trim())?.[0] ?? '');
  return rules.flatMap(({ broken, segment, loop, error }) => {
    const after = broken(names);
    if (after === undefined) return [];
    const position = 1 + countOf(bytes, terminator, at, from) + after;
    return [{ segment, position, loop, error, contexts: [{ name: 'CLM01', value: claim.patientControlNumber }], elements: [] }];
  });
}

function countOf(bytes: Uint8Array, sign: number, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (bytes[i] === sign) count += 1;
  return count;
}

/** Who answers whom, when, and under which number. */
export interface Stamp {
  readonly day: Day;
  /** HH:MM. */
  readonly time: string;
  /** Up to nine digits. */
  readonly control: number;
}

export function envelopeBack(to: Envelope | undefined, { day, control }: Stamp): EnvelopeToWrite {
  return {
    interchangeControl: String(control).padStart(9, '0'),
    groupControl: String(control),
    sender: to?.receiver || 'TWINHOUSE',
    receiver: to?.sender || 'UNKNOWN',
    interchangeDate: day,
    test: to?.test ?? false,
  };
}

export function ta1Of({ envelope, note }: ReadFile, stamp: Stamp): InterchangeAcknowledgmentToWrite {
  return {
    envelope: envelopeBack(envelope, stamp),
    answeredAt: stamp.time,
    control: (envelope?.interchangeControl ?? '').padStart(9, '0').slice(0, 9),
    date: envelope?.interchangeDate ?? stamp.day,
    time: '00:00',
    code: note === '000' ? 'A' : 'R',
    note,
  };
}

/** The 999 of the file’s one group: A all, E with remarks, P some of its sets, R none. */
export function answer999({ envelope, sets }: ReadFile, stamp: Stamp): AcknowledgmentToWrite {
  const accepted = sets.filter(({ code }) => code !== 'R').length;
  const remarked = sets.some(({ code }) => code === 'E');
  const code = accepted === 0 ? 'R' : accepted < sets.length ? 'P' : remarked ? 'E' : 'A';
  const version = sets[0]?.header.version;
  return {
    envelope: envelopeBack(envelope, stamp),
    time: stamp.time,
    control: '0001',
    group: { kind: 'HC', control: sets[0]?.header.envelope.groupControl ?? '1', ...(version === undefined ? {} : { version }) },
    sets: sets.map(({ header, code: own, segments }) => ({
      transaction: '837',
      control: header.control,
      version: header.version,
      code: own,
      errors: own === 'R' ? ['5'] : [],
      segments,
    })),
    outcome: { code, included: sets.length, received: sets.length, accepted, errors: [] },
  };
}
