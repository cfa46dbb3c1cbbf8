import { PassThrough } from 'node:stream';
import { type ChainName, chainNames, pathTo, readCheckpoint } from '@claimwright/core/ground/governance';
import { type Actor, cannot, type Gate, sha256, type Witness, witnessCheckpoints } from '../../../gate/index.ts';
import { type BundleCheckpoint, type BundleParts, type BundleWords, bundleOf } from './bundle.ts';
import { type ExportInput, exportInput } from './commands.ts';
import {
  type Beside,
  checkpointsBeside,
  checkpointsWithin,
  entriesWithin,
  type KeptCheckpoint,
  type Store,
  seqsAbout,
  spanOf,
  type Tx,
  wordsWithin,
} from './store.ts';

export interface ExportParts {
  readonly gate: Pick<Gate, 'act'>;
  readonly store: Store;
  readonly witness: Witness;
  clock(): Date;
}

/** The record as one self-contained file, streamed. That it was taken, by whom and how much of it, is on the record first. */
export async function exportRecord(parts: ExportParts, actor: Actor, wanted: unknown): Promise<AsyncIterable<string>> {
  await parts.gate.act('ground/governance/record/export', wanted, actor);
  const asked = exportInput.parse(wanted);
  await parts.store.inTenant(actor.tenant, (tx) => witnessCheckpoints(tx, parts.witness));
  // Looked at before the database: what lies there was committed here.
  const ends = await endsAt(parts.witness, actor.tenant);
  const out = new PassThrough({ encoding: 'utf8' });
  let started = false;
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const writing = parts.store.inTenant(
    actor.tenant,
    async (tx) => {
      for await (const line of bundleOf({ ...(await bundleParts(tx, actor, asked, parts.clock())), ends }, parts.witness)) {
        if (out.destroyed) return;
        started = true;
        begin();
        if (!out.write(line)) await new Promise<void>((resolve) => out.once('drain', resolve).once('close', resolve));
      }
    },
    { readOnly: true },
  );
  writing.then(
    () => out.end(),
    // What fails before the first line is thrown below, to whoever asked.
    (error: Error) => (started ? out.destroy(error) : out.destroy()),
  );
  // Where there is nothing to export it is refused, and not an answer that breaks off.
  await Promise.race([begun, writing]);
  return out;
}

/** The last checkpoint of each chain that the second place holds. */
async function endsAt(witness: Witness, tenant: string): Promise<BundleCheckpoint[]> {
  const ends: BundleCheckpoint[] = [];
  for (const chain of chainNames)
    for (const { text, signature } of (await witness.kept(tenant, chain)).toReversed()) {
      const checkpoint = readCheckpoint(text);
      if (!checkpoint || checkpoint.chain !== chain || witness.trusts(text, signature, checkpoint.key) === false) continue;
      ends.push({ checkpoint, text, signature });
      break;
    }
  return ends;
}

/** Which entries of a chain: whole batches, or picked ones. */
interface Wanted {
  readonly chain: ChainName;
  readonly seqs?: readonly number[];
  readonly checkpoints: readonly KeptCheckpoint[];
  readonly beside?: readonly Beside[];
}

async function bundleParts(tx: Tx, actor: Actor, asked: ExportInput, now: Date): Promise<BundleParts> {
  const wanted: Wanted[] = [];
  for (const chain of chainNames) wanted.push(await wantedOf(tx, chain, asked));
  const checkpoints = wanted.flatMap((one) => one.checkpoints);
  const beside = wanted.flatMap((one) => one.beside ?? []);
  const picks = asked.subject !== undefined || asked.entry !== undefined;
  const picked = wanted.flatMap(({ chain, seqs }) => (seqs ?? []).map((seq) => ({ chain, seq })));
  if (picks && picked.length === 0)
    throw cannot(
      'There is nothing on the record about this.',
      'No entry names it.',
      'Look it up on the Record page, and copy it from there.',
    );
  const chosen = new Set(picked.map(({ chain, seq }) => `${chain} ${seq}`));
  const words: BundleWords[] = [];
  if (asked.words)
    for (const { checkpoint } of checkpoints) words.push(...(await wordsWithin(tx, checkpoint.chain, checkpoint.from, checkpoint.to)));
  return {
    ...{ tenant: tx.tenant, at: now.toISOString(), by: actor.id, checkpoints, beside },
    asked: Object.fromEntries(
      Object.entries(asked).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, String(typeof value === 'object' ? `${value.chain} ${value.seq}` : value)]],
      ),
    ),
    words: words.filter(({ chain, seq }) => !picks || chosen.has(`${chain} ${seq}`)),
    ...(picks ? { picked } : {}),
    entries: async function* ({ chain, from, to }) {
      const batch = await entriesWithin(tx, chain, from, to);
      const hashes = batch.map(({ hash }) => hash);
      for (const [i, { seq, body, previous, hash }] of batch.entries()) {
        if (!picks) yield { body, previous, hash };
        else if (chosen.has(`${chain} ${seq}`)) yield { body, previous, hash, path: pathTo(hashes, i, sha256) };
      }
    },
  };
}

async function wantedOf(tx: Tx, chain: ChainName, { subject, entry, from, to }: ExportInput): Promise<Wanted> {
  if (subject === undefined && entry === undefined) {
    const span = await spanOf(tx, chain, from === undefined ? undefined : new Date(from), to === undefined ? undefined : new Date(to));
    const checkpoints = await checkpointsWithin(tx, chain, span.from, span.to);
    return { chain, checkpoints, beside: await checkpointsBeside(tx, chain, span) };
  }
  const seqs = entry === undefined ? await seqsAbout(tx, chain, subject ?? '') : entry.chain === chain ? [entry.seq] : [];
  const [first, last] = [seqs[0], seqs.at(-1)];
  if (first === undefined || last === undefined) return { chain, seqs, checkpoints: [] };
  const all = await checkpointsWithin(tx, chain, first, last);
  const holds = ({ checkpoint }: KeptCheckpoint): boolean => seqs.some((seq) => seq >= checkpoint.from && seq <= checkpoint.to);
  const checkpoints = all.filter(holds);
  // What was written after the last checkpoint was signed is not in one yet.
  const until = checkpoints.at(-1)?.checkpoint.to ?? 0;
  return { chain, seqs: seqs.filter((seq) => seq <= until), checkpoints };
}
