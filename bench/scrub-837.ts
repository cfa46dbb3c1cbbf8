/**
 * An 837 that a practice's own system made, on its way to drafts that were looked at: received, read, and every draft checked with what was
 * found kept, on a real database. Writes claims a second into bench/RESULTS.md. CLAIMWRIGHT_SCALE makes a smaller file, CLAIMWRIGHT_DRY
 * writes nothing; code tables' files of their publishers may be named as arguments.
 */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { makeClaims, makePractice, sampleCodeTables } from '@claimwright/twin';
import { samplePack } from '../packages/core/src/revenue/scrub/testing/pack.ts';
import { scrubUnattended } from '../packages/server/src/agents/scrub.ts';
import { person } from '../packages/server/src/gate/person.ts';
import { importEdition } from '../packages/server/src/ground/codes/index.ts';
import { removeData, startEmbedded } from '../packages/server/src/store/embedded.ts';
import { prepare } from '../packages/server/src/store/prepare.ts';
import { createDatabase } from '../packages/server/src/store/provision.ts';
import { openStore } from '../packages/server/src/store/store.ts';
import { testKeys } from '../packages/server/src/store/testing/test-keys.ts';
import { twinPayers } from '../packages/server/testing/conserve.ts';
import { type Desk, openDesk } from '../packages/server/testing/desk.ts';
import { machine, writeSection } from './results.ts';

const count = Math.round(20_000 * Number(process.env.CLAIMWRIGHT_SCALE ?? 1));

interface Step {
  readonly what: string;
  readonly ms: number;
  /** Of this process, and of the database's. */
  readonly cpu: number;
  readonly database: number;
}
const steps: Step[] = [];

async function step<T>(cluster: string, what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const before = process.cpuUsage();
  const databaseBefore = cpuOfDatabase(cluster);
  const answer = await work();
  const { user, system } = process.cpuUsage(before);
  const database = cpuOfDatabase(cluster) - databaseBefore;
  steps.push({ what, ms: performance.now() - started, cpu: (user + system) / 1000, database });
  return answer;
}

/** Milliseconds that the database's processes took so far, those that ended among them. Told by Linux alone. */
function cpuOfDatabase(cluster: string): number {
  const [root = ''] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  if (!existsSync('/proc/self/stat')) return 0;
  const children = readFileSync(`/proc/${root}/task/${root}/children`, 'utf8').split(' ');
  const ticks = [root, ...children].flatMap((pid) => {
    if (pid === '' || !existsSync(`/proc/${pid}/stat`)) return [];
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return fields.slice(11, pid === root ? 15 : 13).map(Number);
  });
  return ticks.reduce((sum, one) => sum + one, 0) * 10;
}

const once = async function* (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
};

/** A practice with twenty rules on, and what it brought of code tables: the sample's, or the files that were named. */
async function setUp(desk: Desk, files: readonly string[]): Promise<void> {
  const manager = person('test', { id: 'mara', name: 'Mara', tenant: desk.tenant, roles: ['office-manager', 'biller'] });
  const parts = { gate: desk.gate, store: desk.store, blobs: desk.blobs };
  const wish = { name: 'brought', source: 'whoever publishes it', from: '2020-01-01', attested: true };
  for (const { name, table, text } of sampleCodeTables)
    if (files.length === 0 || table === 'procedures')
      await importEdition(parts, manager, { ...wish, table }, [{ name, bytes: once(Buffer.from(text)) }]);
  for (const file of files)
    await importEdition(parts, manager, { source: wish.source, attested: true, from: '2024-07-01' }, [
      { name: basename(file), bytes: once(readFileSync(file)) },
    ]);
  const rules = samplePack.rules.map(({ version: _v, author: _a, writtenOn: _w, pack: _p, ...rule }) => ({ ...rule, payers: ['*'] }));
  await desk.act('revenue/scrub/import-rules', { rules }, manager);
  for (const { id } of rules)
    await desk.act(
      'revenue/scrub/switch-rule',
      { ruleId: id, version: 1, active: true, previewed: 0, because: 'The bench has it on.' },
      manager,
    );
}

async function measure(desk: Desk, cluster: string, bytes: Uint8Array): Promise<{ checked: number; findings: number }> {
  await step(cluster, 'received, read and checked: drafts and findings kept', () => desk.feed('tonight.837', bytes, 'claims-to-send'));
  await step(cluster, 'what is left to the scrubbing agent', () => scrubUnattended(desk.gate, desk.tenant));
  const [row] = await desk.store.inTenant(desk.tenant, (tx) =>
    tx.rows<{ checked: number; findings: number }>(
      'select count(*)::int as checked, coalesce(sum(jsonb_array_length(findings)), 0)::int as findings from scrub.checked where tenant_id = $1',
      [tx.tenant],
    ),
  );
  return row ?? { checked: 0, findings: 0 };
}

const whole = (n: number): string => Math.round(n).toLocaleString('en-US');

async function main(files: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-bench-'));
  chmodSync(folder, 0o711);
  const practice = makePractice('scrub-837', { patients: Math.max(200, Math.round(count / 3)) });
  const { bytes837 } = makeClaims({ seed: 'scrub-837', count, until: '2026-02-27', practice });
  const data = join(folder, 'data');
  const embedded = await startEmbedded(data, 'bench');
  let kept = { checked: 0, findings: 0 };
  try {
    await createDatabase(embedded.adminUrl);
    await prepare(embedded);
    const store = openStore(embedded.appUrl, { max: 4, keys: testKeys(embedded.appUrl) });
    const desk = await openDesk(store, twinPayers);
    await setUp(desk, files);
    kept = await measure(desk, embedded.place.cluster, bytes837);
    await desk.close();
    await store.close();
  } finally {
    await embedded.stop();
    removeData(data);
    rmSync(folder, { recursive: true, force: true });
  }
  const ms = steps.reduce((sum, one) => sum + one.ms, 0);
  const cpu = steps.reduce((sum, one) => sum + one.cpu, 0);
  const database = steps.reduce((sum, one) => sum + one.database, 0);
  const rows = [...steps, { what: 'the whole road', ms, cpu, database }].map(
    (one) =>
      `| ${one.what} | ${whole(one.ms)} ms | ${whole(one.cpu)} ms | ${whole(one.database)} ms | ${one.what === 'the whole road' ? `${whole((count / one.ms) * 1000)} | 3,000 |` : '| |'}`,
  );
  console.log(rows.join('\n'), kept);
  if (kept.checked !== count) throw new Error(`${kept.checked} of ${count} were checked`);
  if (process.env.CLAIMWRIGHT_DRY !== undefined) return;
  writeSection('scrub-837', [
    `## From an 837 of ${whole(count)} claims to findings that are kept`,
    '',
    `\`node bench/scrub-837.ts [FILE…]\` on ${machine()}; tables: ${files.length === 0 ? 'the small ones of the demo' : files.map((file) => basename(file)).join(', ')}; ${samplePack.rules.length} payer rules on; embedded PostgreSQL with fsync on; once. ${whole(kept.findings)} findings are kept.`,
    '',
    '| step | took | CPU of the server | of the database | claims a second | goal |',
    '|---|---|---|---|---|---|',
    ...rows,
  ]);
}

await main(process.argv.slice(2));
