import { makeClaims } from '@claimwright/twin';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { twinPayers } from '../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { type AnsweredClaim, answer, answered, writeRemit } from '../../../testing/write-remit.ts';
import type { Page } from '../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { RemitClaimRow, RemitView, TrayRow } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const made = makeClaims({ seed: 'again', count: 60, until: '2026-02-10' });
const claims = made.claims.filter(({ coverages, lines }) => coverages.length === 1 && lines.length === 1);
const claim = claims[0] ?? fail('no claim');
const payer = claim.coverages[0]?.payer ?? fail('no payer');
function fail(what: string): never {
  throw new Error(what);
}

beforeEach(async () => {
  desk = await openDesk(db.store, twinPayers);
  return () => desk.close();
});

const paid = (): AnsweredClaim =>
  answered(
    claim,
    claim.lines.map((line) => answer(line)),
  );
const takenBack = (): AnsweredClaim => ({
  ...paid(),
  status: '22',
  lines: paid().lines.map((line) => ({
    ...line,
    billed: -line.billed,
    paid: -line.paid,
    adjustments: line.adjustments.map(([group, carc, amount]) => [group, carc, -amount] as const),
  })),
});
/** Money that the payer gives beside the claims, so that a payment is never negative. */
const beside = (amount: number) => ({ moved: [['FB', 'R1', -amount]] as const });
const sum = ({ lines }: AnsweredClaim) => lines.reduce((total, line) => total + line.paid, 0);

const rowOf = async (trace: string) =>
  (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all', search: trace })).rows[0] ?? fail('not in the tray');
/** Reads a file and plans what it brought, and nothing else. */
async function bring(name: string, bytes: Uint8Array): Promise<void> {
  const { documentId } = await desk.feed(name, bytes);
  await desk.settle(documentId);
}
async function post(trace: string): Promise<string> {
  const { id } = await rowOf(trace);
  await desk.act('revenue/posting/post-remit', { remitId: id });
  await desk.replan();
  return id;
}
const open = (remitId: string) => desk.ask<RemitView>('revenue/posting/remit', { remitId });

test('a remit that waits is planned anew when what it waited for is posted, and when that is undone', async () => {
  await bring('claims.837', made.bytes837);
  await bring('first.835', writeRemit('FIRST', payer, [paid()]));
  await bring('back.835', writeRemit('BACK', payer, [takenBack()], beside(sum(paid()))));
  expect(await rowOf('BACK')).toMatchObject({ parkedClaims: 1, cleanClaims: 0 });
  const first = await post('FIRST');
  expect(await rowOf('BACK')).toMatchObject({ parkedClaims: 0, cleanClaims: 1 });
  await desk.act('revenue/posting/undo-remit', { remitId: first, reason: 'Too early' });
  await desk.replan();
  expect(await rowOf('BACK')).toMatchObject({ parkedClaims: 1, cleanClaims: 0 });
});

test('a forwarded balance is planned anew when the remit that gave it is posted', async () => {
  await bring('claims.837', made.bytes837);
  const other = claims[1] ?? fail('too few');
  const lines = other.lines.map((line) => answer(line));
  await bring('give.835', writeRemit('GIVE', payer, [paid()], { moved: [['FB', 'F9', -500]] }));
  await bring('take.835', writeRemit('TAKE', payer, [answered(other, lines)], { moved: [['FB', 'F9', 500]] }));
  await bring('else.835', writeRemit('ELSE', payer, [answered(claims[2] ?? fail('too few'), [])]));
  const { id } = await rowOf('GIVE');
  await desk.act('revenue/posting/post-remit', { remitId: id });
  const planned = await desk.act<{ remits: number }>('revenue/posting/propose', { beside: id }, desk.system);
  // Not all that wait.
  expect(planned.result.remits).toBe(1);
});

test('a claim that was posted parked asks to be posted again when its claim comes', async () => {
  await bring('first.835', writeRemit('EARLY', payer, [paid()]));
  const remitId = await post('EARLY');
  expect((await open(remitId)).work.map(({ kind }) => kind)).toEqual(['unmatched']);
  await bring('claims.837', made.bytes837);
  const { work, because } = await open(remitId);
  expect(work.map(({ kind, fix }) => [kind, fix])).toEqual([['post-again', 'Post it again.']]);
  expect(because).toMatch(/can be posted now: Post again/);
  const [claimRow] = (await desk.ask<Page<RemitClaimRow>>('revenue/posting/remit-claims', { remitId })).rows;
  await desk.act('revenue/posting/post-again', { remitClaimId: claimRow?.id });
  expect((await open(remitId)).work.filter(({ closedAt }) => closedAt === undefined)).toEqual([]);
  expect(await rowOf('EARLY')).toMatchObject({ cleanClaims: 1, parkedClaims: 0, unapplied: 0 });
});

test('a reversal that was posted parked asks to be posted again when its original is posted, and no more when that is undone', async () => {
  await bring('claims.837', made.bytes837);
  await bring('back.835', writeRemit('BACK2', payer, [takenBack()], beside(sum(paid()))));
  const back = await post('BACK2');
  const kinds = async () => (await open(back)).work.map(({ kind }) => kind).filter((kind) => kind !== 'provider-adjustment');
  expect(await kinds()).toEqual(['reversal-without-original']);
  await bring('first.835', writeRemit('FIRST2', payer, [paid()]));
  const first = await post('FIRST2');
  expect(await kinds()).toEqual(['post-again']);
  await desk.act('revenue/posting/undo-remit', { remitId: first, reason: 'Too early' });
  await desk.replan();
  expect(await kinds()).toEqual(['reversal-without-original']);
});
