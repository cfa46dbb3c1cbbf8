import type { RemitBatch, RemitFile } from '@claimwright/twin';
import { makeRemits, payers } from '@claimwright/twin';
import type { Page } from '../src/gate/views.ts';
import type { TieOutView } from '../src/ground/ledger/views.ts';
import type { RemitView, TrayRow } from '../src/revenue/posting/views.ts';
import type { Desk, DeskPayer } from './desk.ts';

/** The twin's payers as a practice knows them. */
export const twinPayers: readonly DeskPayer[] = payers.map((payer) => ({
  name: payer.name,
  ids: [payer.id, payer.traceId, payer.traceId.slice(1)],
}));

export interface Tally {
  batches: number;
  remits: number;
  posted: number;
  parked: number;
  repeated: number;
  /** Cents that the files of posted remits say were paid. */
  paidInFiles: number;
  /** Cents that the bank's files say came in for them. */
  deposited: number;
  claims: number;
  clean: number;
  work: number;
  /** What was decided otherwise than the twin holds right. */
  readonly wrong: string[];
}

export const emptyTally = (): Tally => ({
  batches: 0,
  remits: 0,
  posted: 0,
  parked: 0,
  repeated: 0,
  paidInFiles: 0,
  deposited: 0,
  claims: 0,
  clean: 0,
  work: 0,
  wrong: [],
});

/** Plays batch after batch of claims, remits and deposits against a practice, as a biller would who accepts what is proposed. */
export async function playBatches(
  desk: Desk,
  wish: { seed: string; count: number },
  after: (batch: RemitBatch, tally: Tally) => Promise<void> = async () => undefined,
): Promise<Tally> {
  const tally = emptyTally();
  for (const batch of makeRemits({ seed: wish.seed, count: wish.count })) {
    tally.batches += 1;
    await desk.feed(`claims-${batch.number}.837`, batch.bytes837);
    for (const file of batch.remits) await playRemit(desk, file, tally);
    await desk.feed(`${batch.number}-${batch.bank.name}`, batch.bank.bytes);
    tally.deposited += batch.bank.lines.reduce((sum, line) => sum + line.amount, 0);
    await desk.act('ground/bank/tie-exact', {});
    await after(batch, tally);
  }
  return tally;
}

async function playRemit(desk: Desk, file: RemitFile, tally: Tally): Promise<void> {
  const before = await newest(desk);
  const received = await desk.feed(file.name, file.bytes835);
  if (!received.repeated) await desk.settle(received.documentId);
  tally.remits += 1;
  const rows = (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all', search: file.remit.trace })).rows;
  const row = received.repeated
    ? undefined
    : rows.find((candidate) => candidate.documentId === received.documentId && !before.has(candidate.id));
  const { truth } = file;
  if (!row) {
    tally.repeated += 1;
    if (truth.disposition !== 'repeated') tally.wrong.push(`${file.name}: kept nothing, but it was new`);
    return;
  }
  if (row.state === 'parked') {
    tally.parked += 1;
    if (truth.disposition === 'post') tally.wrong.push(`${file.name}: parked, but it should post (${row.because})`);
    return;
  }
  if (truth.disposition !== 'post' && !truth.claimMayPark)
    tally.wrong.push(`${file.name}: posts, but it should be ${truth.disposition} (${truth.because})`);
  await score(desk, row.id, file, tally);
  await desk.act('revenue/posting/post-remit', { remitId: row.id });
  tally.posted += 1;
  tally.paidInFiles += truth.amount;
}

async function newest(desk: Desk): Promise<Set<string>> {
  const rows = (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'parked' })).rows;
  return new Set(rows.map((row) => row.id));
}

/** Compares what is proposed for each claim with what the twin knows to be right. */
async function score(desk: Desk, remitId: string, file: RemitFile, tally: Tally): Promise<void> {
  const remit = await desk.ask<RemitView>('revenue/posting/remit', { remitId });
  if (remit.totals.unexplained !== 0) tally.wrong.push(`${file.name}: ${remit.totals.unexplained} cents unexplained`);
  const { rows } = await desk.ask<Page<{ index: number; state: string; work: readonly string[] }>>('revenue/posting/remit-claims', {
    remitId,
  });
  for (const row of rows) {
    const truth = file.truth.claims[row.index];
    tally.claims += 1;
    if (row.state === 'clean') tally.clean += 1;
    if (row.state === 'work') tally.work += 1;
    if (!truth) continue;
    const right = [truth.outcome, ...truth.alsoRight];
    // A denial posts and leaves its work; nothing to do is clean.
    const said =
      row.state === 'not-ours'
        ? ['parked']
        : row.state === 'work'
          ? ['work', 'denial']
          : [row.state, ...(row.state === 'clean' ? ['nothing'] : [])];
    if (!said.some((one) => right.includes(one as typeof truth.outcome)))
      tally.wrong.push(
        `${file.name} claim ${row.index} (${truth.case}/${truth.part}): ${row.state}, should be ${right.join(' or ')}: ${row.work.join(' ')}`,
      );
  }
}

/** Every pair of sums that must be equal and is not. */
export async function differences(desk: Desk): Promise<string[]> {
  const tieOut = await desk.ask<TieOutView>('ground/ledger/tie-out', {});
  return tieOut.rows
    .filter((row) => row.difference !== 0)
    .map((row) => `${row.name}: ${row.left.label} ${row.left.amount}, ${row.right.label} ${row.right.amount}`);
}
