/**
 * Posts a remittance of 10,000 claims (read, match, plan, post, journal, record; foreign keys on; one transaction for the reading, one
 * for the posting) and copies the very same rows into like tables by bare COPY, in turn. Writes medians into bench/RESULTS.md.
 */
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adjudicateClaims, makeClaims, makePractice } from '@claimwright/twin';
import { removeData, startEmbedded } from '../packages/server/src/store/embedded.ts';
import { prepare } from '../packages/server/src/store/prepare.ts';
import { createDatabase } from '../packages/server/src/store/provision.ts';
import { openStore } from '../packages/server/src/store/store.ts';
import { copyAgain, type TableRows, takeRows } from '../packages/server/src/store/testing/copy-again.ts';
import { testKeys } from '../packages/server/src/store/testing/test-keys.ts';
import { twinPayers } from '../packages/server/testing/conserve.ts';
import { openDesk } from '../packages/server/testing/desk.ts';
import { machine, median, writeSection } from './results.ts';

const claims = 10_000;
const rounds = Number(process.env.CLAIMWRIGHT_ROUNDS ?? 5);
const tables = [
  'remits.remit',
  'remits.remit_claim',
  'remits.provider_adjustment',
  'remits.patient_search',
  'posting.posted_remit',
  'posting.posted_claim',
  'posting.work_item',
  'ledger.entry',
  'ledger.line',
  'ledger.movement',
];

interface Round {
  readonly read: number;
  readonly post: number;
  readonly copy: number;
  readonly rows: number;
}

/** One practice whose patients all have the same payer, its claims, and one remit that answers them. */
function files(): { bytes837: Uint8Array; bytes835: Uint8Array } {
  const practice = makePractice('bench');
  const payer = practice.payers[0];
  const patients = practice.patients.filter((patient) => patient.coverages[0]?.payer === payer && patient.coverages.length === 1);
  const batch = makeClaims({ seed: 'bench', count: claims, until: '2026-01-30', practice: { ...practice, patients } });
  const { remits } = adjudicateClaims(batch.claims, {
    seed: 'bench',
    from: '2026-02-06',
    claimsPerRemit: claims * 2,
    mix: { contracted: 80, deductible: 12, denied: 8 },
  });
  const largest = [...remits].sort((a, b) => b.remit.claims.length - a.remit.claims.length)[0];
  if (!largest) throw new Error('the twin answered nothing');
  return { bytes837: batch.bytes837, bytes835: largest.bytes835 };
}

async function round(store: ReturnType<typeof openStore>, adminUrl: string, made: ReturnType<typeof files>): Promise<Round> {
  const desk = await openDesk(store, twinPayers);
  await desk.feed('claims.837', made.bytes837);
  const started = performance.now();
  await desk.feed('remit.835', made.bytes835);
  const readDone = performance.now();
  const { rows: tray } = await desk.ask<{ rows: { id: string }[] }>('revenue/posting/tray', { view: 'all' });
  const remitId = tray[0]?.id;
  if (!remitId) throw new Error('the remit did not come in');
  const posting = performance.now();
  await desk.act('revenue/posting/post-remit', { remitId });
  const posted = performance.now();
  const rows: TableRows[] = await takeRows(adminUrl, tables, desk.tenant, remitId);
  const copy = await copyAgain(adminUrl, rows);
  await desk.close();
  return { read: readDone - started, post: posted - posting, copy, rows: rows.reduce((sum, table) => sum + table.rows, 0) };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-bench-'));
  chmodSync(folder, 0o711);
  const data = join(folder, 'data');
  const embedded = await startEmbedded(data, 'bench');
  const found: Round[] = [];
  try {
    await createDatabase(embedded.adminUrl);
    await prepare(embedded);
    const store = openStore(embedded.appUrl, { max: 4, keys: testKeys(embedded.appUrl) });
    const made = files();
    for (let i = 0; i <= rounds; i++) {
      const one = await round(store, embedded.adminUrl, made);
      console.log(
        `round ${i}${i === 0 ? ' (warm-up)' : ''}: read ${ms(one.read)}, post ${ms(one.post)}, bare COPY ${ms(one.copy)} of ${one.rows} rows`,
      );
      if (i > 0) found.push(one);
    }
    await store.close();
  } finally {
    await embedded.stop();
    removeData(data);
  }
  report(found);
}

const ms = (value: number): string => `${Math.round(value)} ms`;

function report(found: readonly Round[]): void {
  const read = median(found.map((one) => one.read));
  const post = median(found.map((one) => one.post));
  const copy = median(found.map((one) => one.copy));
  const ratio = median(found.map((one) => (one.read + one.post) / one.copy));
  writeSection('posting', [
    '## Posting an 835 of 10,000 claims',
    '',
    `\`node bench/posting.ts\` on ${machine()}; ${found.length} rounds in turn after a warm-up, medians; embedded PostgreSQL with fsync and foreign keys on.`,
    '',
    '| step | median |',
    '|---|---|',
    `| read the file and keep its remit (one transaction) | ${ms(read)} |`,
    `| match, plan, post, journal and record it (one transaction) | ${ms(post)} |`,
    `| bare COPY of the same ${found[0]?.rows ?? 0} rows into like tables with their indexes (one transaction) | ${ms(copy)} |`,
    `| whole road / bare COPY | ${ratio.toFixed(2)} × (goal: within 3 ×) |`,
  ]);
}

await main();
