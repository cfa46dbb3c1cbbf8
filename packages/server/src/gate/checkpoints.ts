import {
  type ChainName,
  type Checkpoint,
  chainNames,
  checkpointHash,
  checkpointText,
  genesis,
  markLength,
  merkleRoot,
  readCheckpoint,
  type SignedCheckpoint,
} from '@claimwright/core/ground/governance';
import type { Tx } from '../store/store.ts';
import { sha256 } from './record.ts';
import type { Witness } from './witness.ts';

/** A checkpoint is made of so many entries, or of fewer when the oldest of them has waited so long. */
const batchSize = 1_000;
const patience = 60_000;

interface Last {
  readonly n: number;
  readonly to_seq: number;
  readonly body: string;
}

/**
 * Signs what was appended to a tenant's chains since the last time, batch by batch: into the database, and then to the second place. A
 * batch that is not full waits for a minute, unless `all` is wanted now. Answers how many checkpoints there were.
 */
export async function makeCheckpoints(tx: Tx, witness: Witness, now: Date, all = false): Promise<number> {
  await alone(tx);
  let made = 0;
  for (const chain of chainNames) while (await makeOne(tx, witness, chain, now, all)) made += 1;
  return made;
}

/** Two processes at once: the second waits, and finds nothing left to do. */
const alone = (tx: Tx) => tx.rows("select pg_advisory_xact_lock(hashtextextended('checkpoints/' || $1, 7))", [tx.tenant]);

/** A key without the lines around it. */
const spkiOf = (pem: string): string => pem.replace(/-----[A-Z ]+-----|\s/g, '');

async function makeOne(tx: Tx, witness: Witness, chain: ChainName, now: Date, all: boolean): Promise<boolean> {
  const [last] = await tx.rows<Last>(
    'select n, to_seq, body from gate.checkpoint where tenant_id = $1 and chain = $2 order by n desc limit 1',
    [tx.tenant, chain],
  );
  const entries = await tx.rows<{ seq: number; hash: string; previous: string; at: Date }>(
    `select seq, hash, previous, at from gate.record where tenant_id = $1 and chain = $2 and seq > $3 order by seq limit ${batchSize}`,
    [tx.tenant, chain, last?.to_seq ?? 0],
  );
  const [first] = entries;
  const end = entries.at(-1);
  if (!first || !end) return false;
  if (!all && entries.length < batchSize && now.getTime() - first.at.getTime() < patience) return false;
  const checkpoint: Checkpoint = {
    ...{ v: 1, tenant: tx.tenant, chain, n: (last?.n ?? 0) + 1, from: first.seq, to: end.seq },
    root: merkleRoot(
      entries.map(({ hash }) => hash),
      sha256,
    ),
    ...{ previous: first.previous, head: end.hash, at: now.toISOString() },
    before: last ? checkpointHash(last.body, sha256) : genesis,
    key: witness.key,
    publicKey: spkiOf(witness.publicKey),
  };
  const text = checkpointText(checkpoint);
  await tx.rows(
    'insert into gate.checkpoint (tenant_id, chain, n, from_seq, to_seq, body, signature) values ($1, $2, $3, $4, $5, $6, $7)',
    [tx.tenant, chain, checkpoint.n, checkpoint.from, checkpoint.to, text, witness.sign(text)],
  );
  return true;
}

/** Carries what the second place does not hold yet there. After the commit, so that it never holds what the database does not. */
export async function witnessCheckpoints(tx: Tx, witness: Witness): Promise<number> {
  await alone(tx);
  let kept = 0;
  for (const chain of chainNames) {
    const until = await witness.keptUntil(tx.tenant, chain);
    for (const { text, signature } of await checkpointsOf(tx, chain, until)) {
      const checkpoint = readCheckpoint(text);
      if (!checkpoint) continue;
      const rows = await tx.rows<{ mark: string }>(
        `select left(hash, ${markLength}) as mark from gate.record where tenant_id = $1 and chain = $2 and seq between $3 and $4 order by seq`,
        [tx.tenant, chain, checkpoint.from, checkpoint.to],
      );
      await witness.keep(tx.tenant, chain, { text, signature, marks: rows.map(({ mark }) => mark).join('') });
      kept += 1;
    }
  }
  return kept;
}

/** A chain's checkpoints after the `after`th, as the database has them, in their order. */
export async function checkpointsOf(tx: Tx, chain: ChainName, after = 0): Promise<SignedCheckpoint[]> {
  return tx.rows<{ text: string; signature: string }>(
    'select body as text, signature from gate.checkpoint where tenant_id = $1 and chain = $2 and n > $3 order by n',
    [tx.tenant, chain, after],
  );
}
