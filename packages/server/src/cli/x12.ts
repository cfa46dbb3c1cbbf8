import { createReadStream, readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import {
  createChecker,
  createExplainer,
  createJson,
  createSummary,
  type FileSummary,
  findingLine,
  type Overlay,
  OverlayError,
  overlayFrom,
  type X12Finding,
} from '@claimwright/x12';
import { codeOf } from '../trouble.ts';
import { batched, type Out, taken } from './out.ts';
import { say } from './outcome.ts';
import { summaryInHalves } from './summary-in-halves.ts';

/** What one file came to: 0 clean, 1 findings of severity error, 2 unreadable. Several files: the worst of them. */
export type Status = 0 | 1 | 2;

export interface View {
  push(chunk: Uint8Array): void;
  end(): { readonly status: Status; readonly readable: boolean };
}

/** The bytes of a file (`-`: standard input), unpacked where it is packed. */
export async function* chunksOf(path: string): AsyncGenerator<Uint8Array, void> {
  yield* unpacked(path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 1 << 18 }));
}

/** Feeds a file to a view. A file that cannot be read says so on stderr, and to `unread` if given. */
export async function feed(path: string, view: View, unread?: (reason: string) => void): Promise<Status> {
  try {
    for await (const chunk of chunksOf(path)) {
      view.push(chunk);
      await taken();
    }
  } catch (error) {
    view.end();
    sayUnread(path, error);
    unread?.(reasonOf(error));
    return 2;
  }
  const { status, readable } = view.end();
  if (!readable) {
    sayNothingIn(path);
    unread?.(NOTHING_IN);
  }
  return status;
}

const NOTHING_IN = 'this is no X12 file, or nothing of it can be read.';
export const sayUnread = (path: string, error: unknown): void => say(`${nameOf(path)}: ${reasonOf(error)}`);
export const sayNothingIn = (path: string): void => say(`${nameOf(path)}: ${NOTHING_IN}`);

async function* unpacked(stream: Readable): AsyncIterable<Uint8Array> {
  const chunks = (stream as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  let first: Uint8Array = new Uint8Array();
  while (first.length < 2) {
    const next = await chunks.next();
    if (next.done) break;
    first = first.length === 0 ? next.value : Buffer.concat([first, next.value]);
  }
  const rest = { [Symbol.asyncIterator]: () => chunks };
  if (first[0] !== 0x1f || first[1] !== 0x8b) {
    if (first.length > 0) yield first;
    yield* rest;
    return;
  }
  const unzip = createGunzip({ chunkSize: 1 << 18 });
  const pushing = (async () => {
    unzip.write(first);
    for await (const chunk of rest) if (!unzip.write(chunk)) await new Promise((resolve) => unzip.once('drain', resolve));
    unzip.end();
  })();
  pushing.catch((error: Error) => unzip.destroy(error));
  yield* unzip;
}

export const nameOf = (path: string): string => (path === '-' ? 'standard input' : path);

function reasonOf(error: unknown): string {
  const code = codeOf(error) ?? '';
  const known: { readonly [code: string]: string } = {
    ENOENT: 'there is no such file.',
    EISDIR: 'this is a folder.',
    EACCES: 'no permission to read it.',
    EPERM: 'no permission to read it.',
  };
  return known[code] ?? (code.startsWith('Z_') ? 'the packed file is damaged or cut off.' : `it cannot be read (${code || 'unknown'}).`);
}

async function each(files: readonly string[], one: (file: string) => Promise<Status>): Promise<number> {
  let worst: Status = 0;
  for (const file of files) {
    const status = await one(file);
    if (status > worst) worst = status;
  }
  return worst;
}

/** A file as `summary --json` tells of it; `error`: why it could not be read, or not to its end. */
type ToldFile = FileSummary & { readonly error?: string };

/** Counts and sums of each file, as a JSON array or as a table. */
export async function summary(files: readonly string[], { json }: { json: boolean }): Promise<number> {
  const told: ToldFile[] = [];
  const status = await each(files, async (file) => {
    const halves = await summaryInHalves(file);
    if (halves !== undefined) {
      told.push(halves.summary);
      return halves.status;
    }
    const view = createSummary(file);
    let end: ReturnType<typeof view.end> | undefined;
    const once = { push: view.push, end: () => (end ??= view.end()) };
    let error: string | undefined;
    const answer = await feed(file, once, (reason) => {
      error = reason;
    });
    const { file: name, ...rest } = once.end().summary;
    told.push({ file: name, ...(error === undefined ? {} : { error }), ...rest });
    return answer;
  });
  const out = batched();
  if (json) out.line(JSON.stringify(told, null, 2));
  else for (const one of told) table(one, out);
  await out.end();
  return status;
}

const columns = [
  'set',
  'version',
  'control',
  'claims',
  'serviceLines',
  'charged',
  'paid',
  'adjusted',
  'providerAdjustments',
  'payment',
  'balanced',
  'findings',
] as const;
const heads = [
  'set',
  'version',
  'control',
  'claims',
  'lines',
  'charged',
  'paid',
  'adjusted',
  'provider adj.',
  'payment',
  'balanced',
  'errors',
];

function table({ file, interchanges, findings, sets }: FileSummary, out: Out): void {
  const outside = findings === 0 ? '' : `, ${findings} ${findings === 1 ? 'error' : 'errors'} outside of sets`;
  out.line(
    `${nameOf(file)}: ${interchanges} ${interchanges === 1 ? 'interchange' : 'interchanges'}, ${sets.length} ${sets.length === 1 ? 'set' : 'sets'}${outside}`,
  );
  if (sets.length === 0) return;
  const rows = sets.map((set) => columns.map((column) => cell(set[column])));
  const widths = heads.map((head, i) => rows.reduce((most, row) => Math.max(most, (row[i] ?? '').length), head.length));
  // Words to the left, figures to the right.
  const print = (row: readonly string[]) =>
    out.line(`  ${row.map((text, i) => (i < 3 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0))).join('  ')}`.trimEnd());
  print(heads);
  for (const row of rows) print(row);
}

const cell = (value: string | number | boolean | null): string =>
  value === null ? '–' : value === true ? 'yes' : value === false ? 'no' : String(value);

interface CheckWish {
  readonly json: boolean;
  readonly overlay?: readonly string[];
  readonly codes?: readonly string[];
}

/** Every finding of each file, a line each, or as JSON; held to companion guides and to lists of codes, where they are given. */
export async function check(files: readonly string[], { json, overlay, codes }: CheckWish): Promise<number> {
  const overlays = overlaysOf(overlay ?? []);
  if (overlays === undefined) return 2;
  const tables = codes && (await (await import('./x12-codes.ts')).codesOf(codes));
  if (codes !== undefined && tables === undefined) return 2;
  const out = batched();
  let many = 0;
  if (json) out.text('[');
  const status = await each(files, async (file) => {
    const told = json ? findingsAsJson(file, out, many++ > 0) : findingsAsLines(file, out);
    const checker = createChecker(told.finding, { overlays, ...(tables ? { codes: tables } : {}) });
    let outcome: Outcome | undefined;
    const view = { push: checker.push, end: () => (outcome ??= checker.end()) };
    const answer = await feed(file, view);
    told.end(view.end());
    return answer;
  });
  if (json) out.line('\n]');
  await out.end();
  return status;
}

type Outcome = ReturnType<ReturnType<typeof createChecker>['end']>;
interface Told {
  finding(finding: X12Finding): void;
  end(outcome: Outcome): void;
}

const findingsAsLines = (file: string, out: Out): Told => ({
  finding: (finding) => out.line(`${nameOf(file)}: ${findingLine(finding)}`),
  end: ({ sets, errors, warnings, codes }) =>
    out.line(`${nameOf(file)}: ${sets} ${sets === 1 ? 'set' : 'sets'}, ${errors} errors, ${warnings} warnings${levelFive(codes)}`),
});

/** What was not checked of level 5 is said: silence would pass for a clean bill. */
const levelFive = ({ checked, without }: Outcome['codes']): string =>
  !checked ? '; level 5 not checked: no code tables' : without.length === 0 ? '' : `; level 5 not checked of: ${without.join(', ')}`;

/** Each finding as it is found, the counts at the end: a file may have millions, which no memory holds. */
function findingsAsJson(file: string, out: Out, further: boolean): Told {
  let many = 0;
  out.text(`${further ? ',' : ''}\n  {\n    "file": ${JSON.stringify(file)},\n    "findings": [`);
  return {
    finding: (finding) => out.text(`${many++ > 0 ? ',' : ''}\n      ${JSON.stringify(finding)}`),
    end: ({ readable, interchanges, sets, errors, warnings, codes }) => {
      const told = { readable, interchanges, sets, errors, warnings, codes };
      const counts = JSON.stringify(told, null, 2).slice(4, -2).replaceAll('\n  ', '\n    ');
      out.text(`${many > 0 ? '\n    ' : ''}],\n    ${counts}\n  }`);
    },
  };
}

/** Companion guides from their files; nothing where one cannot be read (which is said). */
export function overlaysOf(paths: readonly string[]): readonly Overlay[] | undefined {
  const overlays: Overlay[] = [];
  for (const path of paths) {
    try {
      overlays.push(overlayFrom(JSON.parse(readFileSync(path, 'utf8'))));
    } catch (error) {
      if (error instanceof OverlayError) say(`${path}: ${error.message}`);
      else if (error instanceof SyntaxError) say(`${path}: this is no JSON.`);
      else say(`${path}: ${reasonOf(error)}`);
      return undefined;
    }
  }
  return overlays;
}

/** Each file as the tree that a biller can read. */
export async function explain(files: readonly string[]): Promise<number> {
  const out = batched();
  const status = await each(files, (file) => {
    if (files.length > 1) out.line(`== ${nameOf(file)}`);
    return feed(
      file,
      createExplainer((line) => out.line(line)),
    );
  });
  await out.end();
  return status;
}

/** Everything that is in a file, as JSON: one array for one file, one array a line for several. */
export async function json(files: readonly string[]): Promise<number> {
  const out = batched();
  const status = await each(files, async (file) => {
    const answer = await feed(
      file,
      createJson((text) => out.text(text)),
    );
    out.text('\n');
    return answer;
  });
  await out.end();
  return status;
}
