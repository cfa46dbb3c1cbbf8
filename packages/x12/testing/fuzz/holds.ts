import {
  createAcknowledger,
  createChecker,
  createExplainer,
  createJson,
  createReader,
  createSummary,
  overlayFrom,
  segmentsAround,
  writeAcknowledgments,
  writeStatus,
  type X12Finding,
} from '../../src/index.ts';
import { chunksOf, type Input } from './inputs.ts';

/** What does not hold of a file, and at which door. */
export interface Fault {
  readonly door: string;
  readonly why: string;
}
/** How long each door took, in milliseconds of processor time. */
export type Took = (door: string, milliseconds: number) => void;

class Broken extends Error {}

const guide = overlayFrom({
  name: 'Cedar Mutual',
  set: '837',
  version: '005010X222',
  rules: [
    { at: '2300 CLM01', maxLength: 20 },
    { at: '2310B', required: true, says: 'Cedar Mutual pays only a named rendering provider.' },
    { at: '2400', most: 6 },
  ],
});

/** All that a reader tells of a file, as one number: files are long, and only their sameness counts. */
class Told {
  private high = 0x811c9dc5;
  private low = 0x01000193;

  add(name: string, value: unknown): void {
    const text = name + JSON.stringify(value, (_, inner) => (inner instanceof Uint32Array ? [...inner] : inner));
    let { high, low } = this;
    for (let i = 0; i < text.length; i++) {
      high = Math.imul(high ^ text.charCodeAt(i), 0x01000193);
      low = Math.imul(low + text.charCodeAt(i), 0x85ebca6b) ^ (high >>> 15);
    }
    this.high = high;
    this.low = low;
  }

  get sum(): string {
    return `${this.high >>> 0} ${this.low >>> 0}`;
  }
}

interface Heard {
  readonly objects: string;
  readonly findings: string;
  readonly readable: boolean;
  readonly errors: number;
}

const events = [
  'interchange',
  'setStart',
  'remitHeader',
  'remitClaim',
  'remitTrailer',
  'claimsHeader',
  'claim',
  'interchangeAcknowledged',
  'acknowledgmentHeader',
  'setAcknowledged',
  'groupAcknowledged',
  'statusHeader',
  'claimStatus',
  'eligibilityHeader',
  'eligibilityInquiry',
  'eligibilityResponse',
  'reviewHeader',
  'review',
  'setEnd',
] as const;

/** A finding tells what is wrong, where billers look for it, and which bytes of the file it means. */
function lookAt(finding: X12Finding, length: number): void {
  const { from, to } = finding.bytes;
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to >= from && to <= length))
    throw new Broken(`finding ${finding.code} points to bytes ${from} to ${to} of ${length}`);
  if (finding.at === '' || finding.says === '' || /\{\w{2,}\}/.test(finding.says))
    throw new Broken(`finding ${finding.code} lacks its words`);
}

function readIn(chunks: readonly Uint8Array[], length: number, check: boolean): Heard {
  const told = new Told();
  const said = new Told();
  let errors = 0;
  const hear = (event: string) => (value: unknown) => told.add(event, value);
  const reader = createReader(
    {
      ...Object.fromEntries(events.map((event) => [event, hear(event)])),
      finding: (finding) => {
        lookAt(finding, length);
        if (finding.severity === 'error') errors++;
        said.add('finding', finding);
      },
    },
    { check },
  );
  for (const chunk of chunks) reader.push(chunk);
  const end = reader.end();
  told.add('end', end);
  if (!end.readable && errors === 0) throw new Broken('a file that cannot be read, and no finding says why');
  return { objects: told.sum, findings: said.sum, readable: end.readable, errors };
}

const through = (view: { push(chunk: Uint8Array): void }, input: Input): void => {
  for (const chunk of chunksOf(input)) view.push(chunk);
};

/** The answers to a file, written, read back without an error. */
function answer(input: Input): void {
  const acknowledger = createAcknowledger({ date: '2024-03-16', time: '10:00', interchangeControl: '000000042' });
  through(acknowledger, input);
  const { acknowledgments, claims, interchanges } = acknowledger.end();
  const errors: string[] = [];
  const reader = createReader({ finding: ({ severity, says }) => severity === 'error' && errors.push(says) });
  if (acknowledgments.length > 0) reader.push(writeAcknowledgments(acknowledgments, { interchanges }));
  for (const batch of claims) reader.push(writeStatus(batch));
  if (acknowledgments.length + claims.length === 0) return;
  reader.end();
  if (errors.length > 0) throw new Broken(`the answer has errors of its own: ${errors[0]}`);
}

const doors: { readonly [door: string]: (input: Input, heard: Heard) => void } = {
  chunks: (input, heard) => {
    const again = readIn(chunksOf(input), input.bytes.length, true);
    if (again.objects !== heard.objects) throw new Broken('chunks make other objects');
    if (again.findings !== heard.findings) throw new Broken('chunks make other findings');
  },
  unchecked: (input, heard) => {
    const plain = readIn([input.bytes], input.bytes.length, false);
    if (plain.objects !== heard.objects) throw new Broken('unchecked, the objects are others');
    if (plain.errors > heard.errors) throw new Broken('unchecked, there are more errors');
  },
  check: (input, heard) => {
    const checker = createChecker((finding) => lookAt(finding, input.bytes.length), { overlays: [guide] });
    through(checker, input);
    const { errors, readable, status } = checker.end();
    if (readable !== heard.readable || errors < heard.errors) throw new Broken('the checker says less than the reader');
    if (status !== (readable ? (errors > 0 ? 1 : 0) : 2)) throw new Broken('the exit status is another');
  },
  summary: (input, heard) => {
    const summed = (objects: boolean) => {
      const said = new Told();
      const summary = createSummary('a file', (finding) => said.add('finding', finding), objects);
      through(summary, input);
      return { end: summary.end(), said: said.sum };
    };
    const [figures, objects] = [summed(false), summed(true)];
    if (JSON.stringify(figures) !== JSON.stringify(objects)) throw new Broken('the summary by figures is not that by objects');
    const { readable, errors } = figures.end;
    if (readable !== heard.readable || errors !== heard.errors) throw new Broken('the summary counts other errors');
  },
  explain: (input) => {
    const explainer = createExplainer((line) => {
      if (typeof line !== 'string') throw new Broken('an explanation that is no text');
    });
    through(explainer, input);
    explainer.end();
  },
  json: (input) => {
    const parts: string[] = [];
    const json = createJson((text) => parts.push(text));
    through(json, input);
    json.end();
    JSON.parse(parts.join(''));
  },
  ack: (input) => answer(input),
  around: ({ bytes }) => {
    const middle = bytes.length >> 1;
    const cut = segmentsAround(bytes.subarray(0, 4096), bytes.subarray(middle, middle + 3000), middle);
    const size = cut.reduce((sum, piece) => sum + piece.to - piece.from, 0);
    if (size !== Math.min(3000, bytes.length - middle)) throw new Broken('pieces that are not the whole');
  },
};

/** A hang: a quarter of a second, which a pause of the collector may take, and one more for each megabyte. */
const limitOf = (bytes: Uint8Array): number => 250 + bytes.length / 1000;

/**
 * Puts a file through every door of the package. Answers the first thing that does not hold.
 * @param clock milliseconds of processor time
 */
export function faultOf(input: Input, clock: () => number, took: Took = () => {}): Fault | undefined {
  let heard: Heard | undefined;
  const all: [string, () => void][] = [
    [
      'read',
      () => {
        heard = readIn([input.bytes], input.bytes.length, true);
      },
    ],
    ...Object.entries(doors).map(([door, run]): [string, () => void] => [door, () => heard !== undefined && run(input, heard)]),
  ];
  for (const [door, run] of all) {
    const from = clock();
    try {
      run();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { door, why: error instanceof Broken ? error.message : `throws ${error.name}: ${error.message}` };
    }
    const spent = clock() - from;
    took(door, spent);
    // Once more, since a collector or a compiler may have had its moment.
    if (spent > limitOf(input.bytes) && again(run, clock) > limitOf(input.bytes))
      return { door, why: 'hangs: more than a second a megabyte' };
  }
  return undefined;
}

function again(run: () => void, clock: () => number): number {
  const from = clock();
  run();
  return clock() - from;
}
