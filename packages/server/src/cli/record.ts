import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { cents, toDecimal } from '@claimwright/core/ground/base';
import type { TrainingView } from '../ground/governance/autonomy/views.ts';
import type { ApiQueries, FoundView, VerifyView } from '../http/api.ts';
import { served } from '../main.ts';
import { fileTrouble, Trouble } from '../trouble.ts';
import { batched } from './out.ts';
import { say } from './outcome.ts';
import { atDesk, type Desk } from './with-program.ts';

interface OfPractice {
  readonly practice?: string;
}
interface AsJson extends OfPractice {
  readonly json: boolean;
}

const asked = <N extends keyof ApiQueries>(
  { program, actor }: Desk,
  name: N,
  input: ApiQueries[N]['input'],
): Promise<ApiQueries[N]['answer']> => program.gate.ask(name, input, actor, 'audit');

/** `record verify`: 1 where the record is broken. */
export function verify({ json, practice }: AsJson): Promise<number> {
  return atDesk('record verify', practice, async (desk) => {
    const view = await asked(desk, 'gate/verify', {});
    if (json) console.log(JSON.stringify(view, null, 2));
    else for (const line of verdict(view)) console.log(line);
    return view.ok ? 0 : 1;
  });
}

/** `training-manifest`: 1 where something that is learnt from is not listed, or names somebody. */
export function trainingManifest({ json, practice }: AsJson): Promise<number> {
  return atDesk('training-manifest', practice, async ({ program, actor }) => {
    const view = await program.gate.ask<TrainingView>('ground/governance/training', {}, actor);
    if (json) console.log(JSON.stringify(view, null, 2));
    else {
      for (const { table, origin, rows, serves } of view.datasets) console.log(`${table}: ${rows} rows, ${origin}, for ${serves}`);
      for (const { table, column, rows, says } of view.findings) console.log(`  ${table}.${column} ${says} (${rows} rows)`);
      console.log(
        view.findings.length === 0 ? 'Nothing of it names anybody. No model is trained or tuned.' : 'This must not be learnt from.',
      );
    }
    return view.findings.length === 0 ? 0 : 1;
  });
}

function verdict({ ok, chains, digests, checkpoints, milliseconds }: VerifyView): string[] {
  return [
    ...chains.flatMap(({ chain, entries, head, breaks }) =>
      breaks.length === 0
        ? [`whole  ${chain}: ${entries} entries, head ${head.slice(0, 16)}`]
        : breaks.map(({ says }) => `BROKEN ${chain}: ${says}`),
    ),
    ...digests.broken.map((broken) => `BROKEN ${broken}`),
    ...checkpoints.broken.map((broken) => `BROKEN ${broken}`),
    ...checkpoints.unknownKeys.map((key) => `note   signed with the key ${key}, which this installation does not know`),
    `${checkpoints.made} checkpoints, ${checkpoints.witnessed} of them in ${checkpoints.place ?? 'no second place'}; they reach to entry ${checkpoints.acts} of acts, ${checkpoints.reads} of reads.`,
    `${digests.checked} sets of ledger rows checked in ${milliseconds} ms: ${ok ? 'everything is as it was written' : 'something was changed'}.`,
  ];
}

export interface Exporting extends OfPractice {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly entry?: string;
  readonly words: boolean;
  readonly output?: string;
}

/** `record export`: to standard output, or into a file that is there whole or not at all. */
export function exportTo({ from, to, subject, entry, words, output, practice }: Exporting): Promise<number> {
  return atDesk('record export', practice, async ({ program, actor }) => {
    const lines = await served(program, undefined).exportRecord(actor, {
      ...(from === undefined ? {} : { from: instantOf(from) }),
      ...(to === undefined ? {} : { to: instantOf(to) }),
      ...(subject === undefined ? {} : { subject }),
      ...(entry === undefined ? {} : { entry: entryOf(entry) }),
      ...(words ? { words } : {}),
    });
    if (output === undefined || output === '-') {
      const printer = batched();
      for await (const line of lines) printer.text(line);
      await printer.end();
      return 0;
    }
    await writeWhole(resolve(output), lines);
    say(`The record is in ${resolve(output)}. Its key is ${program.witness.key}: tell it to whoever verifies, by another way.`);
    return 0;
  });
}

async function writeWhole(path: string, lines: AsyncIterable<string>): Promise<void> {
  const half = `${path}.${process.pid}`;
  try {
    const file = await open(half, 'w', 0o600);
    try {
      for await (const line of lines) await file.writeFile(line);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw fileTrouble(error, path);
  }
}

function entryOf(text: string): { chain: string; seq: number } {
  const [chain = '', seq = ''] = text.split(':');
  if ((chain !== 'acts' && chain !== 'reads') || !/^[1-9]\d{0,14}$/.test(seq))
    throw new Trouble('usage', `${text} is no entry.`, { fix: 'An entry is said with its chain and its number: acts:1204.' });
  return { chain, seq: Number(seq) };
}

/** A day, which begins at midnight UTC, or an instant. */
function instantOf(text: string): string {
  const value = new Date(text);
  if (Number.isNaN(value.getTime())) throw new Trouble('usage', `${text} is no date.`, { fix: 'Say 2026-03-02 or 2026-03-02T15:00:00Z.' });
  return value.toISOString();
}

export interface Looking extends AsJson {
  readonly by?: string;
  readonly purpose?: ApiQueries['gate/who-saw']['input']['purpose'];
  readonly from?: string;
  readonly to?: string;
}

const addressed = /^[a-z-]+:[\w-]{1,64}$/;
/** A name or number that means several, or nobody. */
class Unclear {
  readonly said: string;
  readonly found: readonly FoundView[];
  constructor(said: string, found: readonly FoundView[]) {
    this.said = said;
    this.found = found;
  }
}

/** What somebody means: an address as it is, else the one that goes by this name or number. */
async function meant(desk: Desk, said: string, as: 'subject' | 'actor'): Promise<string | Unclear> {
  if (as === 'subject' && addressed.test(said)) return said;
  const { rows } = await asked(desk, 'ground/governance/record/look-up', { search: said });
  const hits = rows.filter((row) => row[as] !== undefined);
  // Who is looked for as somebody that was seen is a patient or a claim, unless only a person goes by the name.
  const seen = as === 'subject' ? hits.filter(({ actor }) => actor === undefined) : hits;
  const found = seen.length > 0 ? seen : hits;
  const [one] = found;
  if (found.length !== 1) return new Unclear(said, found);
  return (as === 'actor' ? one?.actor : one?.subject) ?? new Unclear(said, []);
}

/** Says that it is unknown, or whom it may mean; nobody is guessed. */
function unclear({ said, found }: Unclear, as: 'subject' | 'actor', json: boolean): number {
  const rows = found.map((one) => ({ address: one[as] ?? '', says: one.says }));
  if (json) console.log(JSON.stringify({ asked: said, unknown: rows.length === 0, candidates: rows }, null, 2));
  else if (rows.length === 0) say(`Nobody and nothing is known here as “${said}”: that is not to say that nobody saw it.`);
  else {
    say(`“${said}” may mean several. Say which:`);
    for (const { address, says } of rows) console.log(`${address}  ${says}`);
  }
  return 2;
}

/** `record who-saw`: of a patient, a claim, a remit or a file, by address, name or number; or what somebody saw. */
export function whoSaw(subject: string | undefined, { by, purpose, from, to, json, practice }: Looking): Promise<number> {
  return atDesk('record who-saw', practice, async (desk) => {
    if (subject === undefined && by === undefined)
      throw new Trouble(
        'usage',
        'Say whom or what: a patient, a claim’s number, patient:…, claim:…, remit:…, document:…, or --by somebody.',
      );
    const about = subject === undefined ? undefined : await meant(desk, subject, 'subject');
    if (about instanceof Unclear) return unclear(about, 'subject', json);
    const actor = by === undefined ? undefined : await meant(desk, by, 'actor');
    // Machines and the command line go by ids that are no names.
    const reader = actor instanceof Unclear && actor.found.length === 0 ? by : actor;
    if (reader instanceof Unclear) return unclear(reader, 'actor', json);
    const input = {
      ...(about === undefined ? {} : { subject: about }),
      ...(reader === undefined ? {} : { actor: reader }),
      ...(purpose === undefined ? {} : { purpose }),
      ...(from === undefined ? {} : { from: instantOf(from) }),
      ...(to === undefined ? {} : { until: instantOf(to) }),
    };
    const view = await asked(desk, 'gate/who-saw', input);
    if (json) console.log(JSON.stringify(view, null, 2));
    else {
      if (about !== undefined && about !== subject) console.log(`${subject} is ${about}.`);
      for (const { actor, times, first, last, purposes } of view.who)
        console.log(`${actor.name} (${actor.kind}) ${times} ×, ${first} to ${last}, for ${purposes.join(', ') || 'nothing said'}`);
      for (const { at, actor, says, purpose: why, seq } of view.rows)
        console.log(`  reads ${seq}  ${at}  ${actor.name}  ${says}  ${why ?? ''}`);
      console.log(`${view.total} readings${view.rows.length < view.total ? `, the newest ${view.rows.length} shown` : ''}.`);
    }
    return 0;
  });
}

/** `record replay`: a case as it stood at a moment. */
export function replay(said: string, { at, json, practice }: AsJson & { readonly at: string }): Promise<number> {
  return atDesk('record replay', practice, async (desk) => {
    const subject = await meant(desk, said, 'subject');
    if (subject instanceof Unclear) return unclear(subject, 'subject', json);
    const view = await asked(desk, 'ground/governance/record/replay', { subject, at: instantOf(at) });
    if (json) console.log(JSON.stringify(view, null, 2));
    else {
      console.log(`${view.subject} as it was at ${view.at}`);
      for (const row of [...view.acts, ...view.reads].sort((a, b) => (a.at < b.at ? -1 : 1)))
        console.log(`  ${row.at}  ${row.chain} ${row.seq}  ${row.actor.name}  ${row.says}  ${row.outcome}`);
      for (const { party, kind, amount, movements } of view.ledger?.lines ?? [])
        console.log(`  ledger  ${party}  ${kind}  ${toDecimal(cents(amount))}  (${movements} movements)`);
      if (view.ledger)
        console.log(`  open  payers ${toDecimal(cents(view.ledger.payerOpen))}, patient ${toDecimal(cents(view.ledger.patientOpen))}`);
    }
    return 0;
  });
}

/** `record key`: the fingerprint that an auditor is told, and where checkpoints lie. */
export function key({ practice }: OfPractice): Promise<number> {
  return atDesk('record key', practice, async ({ program: { witness } }) => {
    console.log(`${witness.key}\n${witness.publicKey.trimEnd()}\ncheckpoints in ${witness.place}`);
    return 0;
  });
}
