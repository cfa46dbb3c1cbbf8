/**
 * Appends chained entries in batches to a tenant's record on PostgreSQL, verifies all of them anew, and looks up who saw one claim among
 * them. Writes medians into bench/RESULTS.md, unless CLAIMWRIGHT_DRY is set.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  appendAll,
  checkpointsOf,
  makeCheckpoints,
  type Unsequenced,
  verifyRecord,
  type Witness,
  witnessCheckpoints,
} from '../packages/server/src/gate/index.ts';
import { openWitness } from '../packages/server/src/ground/governance/record/index.ts';
import { removeData, startEmbedded } from '../packages/server/src/store/embedded.ts';
import { openSealedStore } from '../packages/server/src/store/keys/open-sealed-store.ts';
import { idSource } from '../packages/server/src/store/new-id.ts';
import { prepare } from '../packages/server/src/store/prepare.ts';
import { createDatabase } from '../packages/server/src/store/provision.ts';
import type { Store } from '../packages/server/src/store/store.ts';
import { machine, median, writeSection } from './results.ts';

const entries = Number(process.env.CLAIMWRIGHT_ENTRIES ?? 1_000_000);
const batch = 10_000;
const rounds = Number(process.env.CLAIMWRIGHT_ROUNDS ?? 5);
const newId = idSource(Date.now);

interface Found {
  readonly appends: number[];
  readonly verifies: number[];
  readonly lookUps: number[];
  signing: number;
  memory: number;
}

/** Readings as a busy practice has them: a hundred people, a claim each, now and then two. */
const reading = (n: number, claims: number): Unsequenced => ({
  ...{ chain: 'reads', id: newId(), at: new Date().toISOString(), actor: { kind: 'person', id: `person-${n % 100}` } },
  ...{ what: 'revenue/claims/claim', outcome: 'read', purpose: n % 50 === 0 ? 'operations' : 'payment' },
  subjects: [`claim:01900000-0000-7000-8000-${String(n % claims).padStart(12, '0')}`],
});

async function appendMany(store: Store, tenant: string, found: Found): Promise<void> {
  for (let done = 0; done < entries; done += batch) {
    const made = Array.from({ length: Math.min(batch, entries - done) }, (_, i) => reading(done + i, 20_000));
    const started = performance.now();
    await store.inTenant(tenant, (tx) => appendAll(tx, 'reads', made));
    found.appends.push(made.length / ((performance.now() - started) / 1_000));
    found.memory = Math.max(found.memory, process.memoryUsage().rss);
  }
}

async function sign(store: Store, tenant: string, witness: Witness): Promise<number> {
  const started = performance.now();
  await store.inTenant(tenant, (tx) => makeCheckpoints(tx, witness, new Date(), true));
  await store.inTenant(tenant, (tx) => witnessCheckpoints(tx, witness));
  return performance.now() - started;
}

async function measure(store: Store, witness: Witness): Promise<Found> {
  const found: Found = { appends: [], verifies: [], lookUps: [], signing: 0, memory: 0 };
  const tenant = newId();
  await store.found(tenant, (tx) =>
    appendAll(
      tx,
      'reads',
      Array.from({ length: batch }, (_, i) => reading(i, 20_000)),
    ),
  );
  await appendMany(store, tenant, found);
  found.signing = await sign(store, tenant, witness);
  const signed = await store.inTenant(tenant, (tx) => checkpointsOf(tx, 'reads'));
  console.log(`${entries} entries appended, ${signed.length} checkpoints`);
  for (let i = 0; i <= rounds; i++) {
    const started = performance.now();
    const { ok } = await store.inTenant(tenant, (tx) => verifyRecord(tx, () => performance.now(), witness), { readOnly: true });
    if (!ok) throw new Error('the record does not verify');
    if (i > 0) found.verifies.push((entries + batch) / ((performance.now() - started) / 1_000));
    found.memory = Math.max(found.memory, process.memoryUsage().rss);
    found.lookUps.push(await lookUp(store, tenant, i));
  }
  return found;
}

/** Milliseconds to find who saw one claim. */
async function lookUp(store: Store, tenant: string, n: number): Promise<number> {
  const started = performance.now();
  const subject = `claim:01900000-0000-7000-8000-${String(n * 37).padStart(12, '0')}`;
  await store.inTenant(
    tenant,
    (tx) =>
      tx.rows(
        `select r.actor_id, count(*), min(r.at), max(r.at) from gate.record r where r.tenant_id = $1 and r.chain = 'reads'
          and r.seq = any(array(select s.seq from gate.record_subject s where s.tenant_id = $1 and s.subject = $2 and s.chain = 'reads')) group by 1`,
        [tenant, subject],
      ),
    { readOnly: true },
  );
  return performance.now() - started;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-bench-'));
  chmodSync(folder, 0o711);
  const data = join(folder, 'data');
  const embedded = await startEmbedded(data, 'bench');
  try {
    await createDatabase(embedded.adminUrl);
    await prepare(embedded);
    const store = await openSealedStore(embedded.appUrl, data, { say: () => undefined });
    const found = await measure(store, openWitness({ data: join(folder, 'keys') }));
    await store.close();
    report(found);
  } finally {
    await embedded.stop();
    removeData(data);
    rmSync(folder, { recursive: true, force: true });
  }
}

const each = (value: number): string => `${Math.round(value).toLocaleString('en-US')} a second`;

function report(found: Found): void {
  const lines = [
    '## The record',
    '',
    `\`node bench/record.ts\` on ${machine()}; ${entries.toLocaleString('en-US')} readings of patient data in one chain, batches of ${batch.toLocaleString('en-US')}, medians; embedded PostgreSQL with fsync, indexes and row-level security on.`,
    '',
    '| step | median |',
    '|---|---|',
    `| chained appends, with what they are looked up by | ${each(median(found.appends))} (goal: 50,000) |`,
    `| verify: every hash, link, column, look-up, Merkle root and signature | ${each(median(found.verifies))} (goal: 150,000) |`,
    `| who saw one claim, among all of them | ${median(found.lookUps).toFixed(1)} ms (goal: 1,000) |`,
    `| signing all batches and carrying them to the second place | ${Math.round(found.signing)} ms |`,
    `| most memory of the process | ${Math.round(found.memory / 1e6)} MB |`,
  ];
  console.log(lines.join('\n'));
  if (process.env.CLAIMWRIGHT_DRY === undefined) writeSection('record', lines);
}

await main();
