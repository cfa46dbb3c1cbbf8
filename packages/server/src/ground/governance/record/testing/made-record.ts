import {
  bodyText,
  type ChainName,
  type Checkpoint,
  checkpointHash,
  checkpointText,
  genesis,
  hashedText,
  merkleRoot,
  type RecordBody,
  saidText,
} from '@claimwright/core/ground/governance';
import { sha256, type Witness } from '../../../../gate/index.ts';
import { type BundleCheckpoint, type BundleEntry, type BundleParts, bundleOf } from '../bundle.ts';

export const tenant = '01900000-0000-7000-8000-000000000001';
export type Entry = BundleEntry & { readonly chain: ChainName; readonly seq: number };

/** A chain of so many entries, hashed as the record hashes. */
export function chainOf(chain: ChainName, count: number, of = tenant): Entry[] {
  const entries: Entry[] = [];
  let previous = genesis;
  for (let seq = 1; seq <= count; seq++) {
    const body: RecordBody = {
      ...{ v: 2, tenant: of, chain, seq, id: `01900000-0000-7000-8000-${String(seq).padStart(12, '0')}`, at: '2026-03-02T15:00:00.000Z' },
      ...{ actor: { kind: 'person', id: 'dana' }, what: 'revenue/posting/post-remit', outcome: 'applied', subjects: [`remit:${seq}`] },
      ...(seq === 2 ? { said: sha256(saidText('5a17', 'because the payer called')) } : {}),
    };
    const text = bodyText(body);
    const hash = sha256(hashedText(previous, text));
    entries.push({ chain, seq, body: text, previous, hash });
    previous = hash;
  }
  return entries;
}

/** Its checkpoints, of so many entries each. */
export function pointsOf(entries: readonly Entry[], size: number, witness: Witness, of = tenant): BundleCheckpoint[] {
  const points: BundleCheckpoint[] = [];
  for (let i = 0; i < entries.length; i += size) {
    const batch = entries.slice(i, i + size);
    const [first, last] = [batch[0], batch.at(-1)];
    if (!first || !last) continue;
    const before = points.at(-1);
    const checkpoint: Checkpoint = {
      ...{ v: 1, tenant: of, chain: first.chain, n: points.length + 1, from: first.seq, to: last.seq },
      root: merkleRoot(
        batch.map(({ hash }) => hash),
        sha256,
      ),
      ...{ previous: first.previous, head: last.hash, at: '2026-03-02T15:01:00.000Z' },
      before: before ? checkpointHash(before.text, sha256) : genesis,
      key: witness.key,
      publicKey: witness.publicKey.replace(/-----[A-Z ]+-----|\s/g, ''),
    };
    const text = checkpointText(checkpoint);
    points.push({ checkpoint, text, signature: witness.sign(text) });
  }
  return points;
}

export const within = (entries: readonly Entry[], { chain, from, to }: Checkpoint): Entry[] =>
  entries.filter((entry) => entry.chain === chain && entry.seq >= from && entry.seq <= to);
export const basics = { tenant, at: '2026-03-03T09:00:00.000Z', by: 'dana', asked: {} };

export async function gather(parts: BundleParts, witness: Witness): Promise<string> {
  let text = '';
  for await (const line of bundleOf(parts, witness)) text += line;
  return text;
}
