import { makeClaims } from '@claimwright/twin';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ownBalances } from '../../../testing/check-books.ts';
import { differences, twinPayers } from '../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { type AnsweredClaim, answer, answered, writeRemit } from '../../../testing/write-remit.ts';
import type { Page } from '../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { ClaimView } from '../claims/views.ts';
import type { CandidateView, LineCandidateView, LineDividedView, RemitClaimRow, RemitClaimView, RemitView, TrayRow } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const made = makeClaims({ seed: 'exceptions', count: 120, until: '2026-02-10' });
const payerName = made.claims.find((claim) => claim.coverages.length === 1)?.coverages[0]?.payer.name;
/** Claims of one payer and no other, whose first two lines cannot be taken for one another. */
const claims = made.claims.filter(
  ({ coverages, lines }) =>
    coverages.length === 1 &&
    coverages[0]?.payer.name === payerName &&
    lines.length >= 2 &&
    new Set(lines.map((line) => line.code)).size === lines.length,
);
const payer = claims[0]?.coverages[0]?.payer ?? { name: '', id: '' };
const claimAt = (at: number) => claims[at] ?? fail(`${claims.length} claims are too few`);
const lineAt = (at: number, line: number) => claimAt(at).lines[line] ?? fail('no such line');
function fail(what: string): never {
  throw new Error(what);
}

const first = (at: number, rest: AnsweredClaim['lines']): AnsweredClaim =>
  answered(claimAt(at), [
    answer(lineAt(at, 0)),
    ...rest,
    ...claimAt(at)
      .lines.slice(1 + rest.length)
      .map((line) => answer(line)),
  ]);

/** Ordinary; a code that nobody knows on one line, and on all; a line that we did not bill; a claim that is none of ours. */
const exceptions = (): AnsweredClaim[] => [
  first(0, []),
  first(1, [answer(lineAt(1, 1), '997')]),
  answered(
    claimAt(2),
    claimAt(2).lines.map((line) => answer(line, '997')),
  ),
  first(3, [answer(lineAt(3, 1), '45', { code: '66984', billed: lineAt(3, 1).billed - 500 })]),
  { ...first(4, []), control: 'NOTHING9', memberId: 'NOBODY' },
];

beforeEach(async () => {
  desk = await openDesk(db.store, twinPayers);
  await desk.feed('claims.837', made.bytes837);
  return () => desk.close();
});

async function bring(trace: string, answers: readonly AnsweredClaim[]): Promise<string> {
  await desk.feed(`${trace}.835`, writeRemit(trace, payer, answers));
  await desk.settle();
  const [row] = (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'open', search: trace })).rows;
  return row?.id ?? fail('the remit is not in the tray');
}
async function post(trace: string, answers: readonly AnsweredClaim[]): Promise<string> {
  const remitId = await bring(trace, answers);
  await desk.act('revenue/posting/post-remit', { remitId });
  await sound();
  return remitId;
}
const rowsOf = async (remitId: string) => (await desk.ask<Page<RemitClaimRow>>('revenue/posting/remit-claims', { remitId })).rows;
const idAt = async (remitId: string, at: number) => (await rowsOf(remitId)).find((row) => row.index === at)?.id ?? fail('no such claim');
const view = async (remitId: string, at: number) =>
  desk.ask<RemitClaimView>('revenue/posting/remit-claim', { remitClaimId: await idAt(remitId, at) });
const states = async (remitId: string) => (await rowsOf(remitId)).map((row) => row.state);
const ours = async (at: number) =>
  (await desk.ask<Page<{ id: string }>>('revenue/claims/claims', { search: claimAt(at).control })).rows[0]?.id ?? fail('not on the books');
const claimView = async (at: number) => desk.ask<ClaimView>('revenue/claims/claim', { claimId: await ours(at) });

/** Everything that must agree, agrees; and the remit's own figures add up. */
async function sound(): Promise<void> {
  expect(await differences(desk)).toEqual([]);
  expect([...(await ownBalances(desk)).values()].reduce((a, b) => a + b, 0)).toBe(0);
  for (const row of (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'posted' })).rows) {
    const { totals } = await desk.ask<RemitView>('revenue/posting/remit', { remitId: row.id });
    expect(totals.paid - totals.applied - totals.unapplied + totals.providerAdjustments).toBe(0);
    const counted = (await rowsOf(row.id)).reduce(
      (sums, { state }) => sums.set(state, (sums.get(state) ?? 0) + 1),
      new Map<string, number>(),
    );
    expect([totals.clean, totals.work, totals.parked]).toEqual(['clean', 'work', 'parked'].map((state) => counted.get(state) ?? 0));
  }
}
async function act(name: string, input: object): Promise<void> {
  await desk.act(`revenue/posting/${name}`, input);
  await sound();
}
const unapplied = async () =>
  [...(await ownBalances(desk))].reduce((sum, [account, amount]) => (account.startsWith('Liabilities:Unapplied') ? sum - amount : sum), 0);
const paidOf = ({ lines }: AnsweredClaim) => lines.reduce((sum, line) => sum + line.paid, 0);

/** Accounts, and what each party owes for each line. */
async function books(): Promise<object> {
  const owed = await desk.store.inTenant(desk.tenant, (tx) =>
    tx.rows<{ key: string; open: number }>(
      `select claim_id || coalesce('/' || claim_line_id, '') || '/' || party as key, sum(amount)::bigint as open from ledger.movement
        where tenant_id = $1 group by 1 having sum(amount) <> 0 order by 1`,
      [desk.tenant],
    ),
  );
  const shown = await desk.store.inTenant(desk.tenant, (tx) =>
    tx.rows('select claim_id, payer_open, patient_open, status from claims.standing where tenant_id = $1 order by claim_id', [desk.tenant]),
  );
  return { accounts: new Map([...(await ownBalances(desk))].sort()), owed, shown };
}

describe('the search for the claim that a payer means', () => {
  test('shows only what has every word that was typed, of the name, the account or the member', async () => {
    const remitClaimId = await idAt(await bring('SEARCH', exceptions()), 4);
    const found = async (search?: string) =>
      (
        await desk.ask<{ rows: CandidateView[] }>('revenue/posting/candidates', {
          remitClaimId,
          ...(search === undefined ? {} : { search }),
        })
      ).rows;
    const meant = claimAt(4);
    const { last, first: given, memberId } = { ...meant.patient, memberId: meant.coverages[0]?.memberId ?? '' };
    const numbers = async (search: string) => (await found(search)).map((row) => row.patientControlNumber);
    expect(await numbers(meant.control.slice(-6))).toEqual([meant.control]);
    expect(await numbers(memberId)).toContain(meant.control);
    const named = await found(`${last}, ${given}`);
    expect(named.length).toBeGreaterThan(0);
    expect(named.every((row) => row.patientName === `${last}, ${given}`)).toBe(true);
    // Each word more leaves no more than before.
    expect(await numbers(`${last} ${meant.control}`)).toEqual([meant.control]);
    expect(await numbers(`${last} nobody`)).toEqual([]);
  });
});
const undo = (remitId: string) => act('undo-remit', { remitId, reason: 'to see every balance restored' });
const name = (carc: string, family: string, actor = desk.biller) =>
  desk.act('ground/codes/set-reason', { carc, words: 'Local rule', family }, actor);

describe('a code that nobody knew', () => {
  test('is named by the practice; what is posted stays until it is posted again, and comes out as if it had been known', async () => {
    const before = await books();
    const remitId = await bring('NAMED1', exceptions());
    await desk.act('revenue/posting/post-remit', { remitId });
    await sound();
    expect(await states(remitId)).toEqual(['clean', 'work', 'parked', 'work', 'parked']);
    const again = { remitClaimId: await idAt(remitId, 1) };
    await expect(desk.act('revenue/posting/post-again', again)).rejects.toThrow(/would change nothing/);
    await expect(desk.act('revenue/posting/post-again', { remitClaimId: await idAt(remitId, 0) })).rejects.toThrow(
      /Nothing of this claim is parked/,
    );
    expect((await view(remitId, 1)).workItems[0]).toMatchObject({ kind: 'unknown-code', group: 'CO', carc: '997' });
    const posted = await books();
    await expect(name('997', 'contractual', { ...desk.biller, roles: ['biller'] })).rejects.toThrow(/may not/);
    await name('997', 'contractual');
    expect(await books()).toEqual(posted);
    await act('post-again', again);
    await act('post-again', { remitClaimId: await idAt(remitId, 2) });
    expect(await states(remitId)).toEqual(['clean', 'clean', 'clean', 'work', 'parked']);
    expect((await view(remitId, 1)).plan.lines[1]?.adjustments[0]?.says).toBe('Local rule');
    expect((await view(remitId, 1)).workItems.filter((item) => item.closedAt === undefined)).toEqual([]);
    expect([(await claimView(1)).payerOpen, (await claimView(2)).payerOpen]).toEqual([0, 0]);
    await expect(desk.act('revenue/posting/post-again', again)).rejects.toThrow(/Nothing of this claim is parked/);
    await undo(remitId);
    expect(await books()).toEqual(before);
    expect(await states(remitId)).toEqual(['clean', 'clean', 'clean', 'work', 'parked']);
  });

  test('named as a refusal it leaves the amount open and a denial to work; dropped, it is unknown again', async () => {
    const remitId = await post('NAMED2', exceptions());
    await name('997', 'authorization');
    await act('post-again', { remitClaimId: await idAt(remitId, 1) });
    const { plan } = await view(remitId, 1);
    expect(plan.lines[1]).toMatchObject({ state: 'posts', adjustments: [{ treatment: 'stays-open' }] });
    expect(plan.work.map((item) => item.kind)).toEqual(['short-pay']);
    await desk.act('ground/codes/drop-reason', { carc: '997' });
    await expect(desk.act('ground/codes/drop-reason', { carc: '997' })).rejects.toThrow(/says nothing/);
    const waiting = await bring('NAMED3', [first(5, [answer(lineAt(5, 1), '997')])]);
    expect((await view(waiting, 0)).plan.lines[1]?.state).toBe('parked');
    await expect(desk.act('revenue/posting/post-again', { remitClaimId: await idAt(waiting, 0) })).rejects.toThrow(/not posted yet/);
    await name('997', 'withhold');
    expect((await view(waiting, 0)).plan.lines[1]).toMatchObject({ state: 'posts', adjustments: [{ treatment: 'withhold' }] });
  });

  test('many are taken in at once, or none where a row is wrong', async () => {
    const rows = [
      { carc: '997', words: 'Local rule', family: 'contractual' },
      { carc: '50', words: 'A refusal made small', family: 'contractual' },
    ];
    await expect(desk.act('ground/codes/import-reasons', { rows })).rejects.toMatchObject({ findings: [{ at: 'row 2' }] });
    const known = () => desk.ask<{ rows: readonly { carc: string; house?: object }[] }>('ground/codes/reasons', {});
    expect((await known()).rows).toEqual([]);
    await desk.act('ground/codes/import-reasons', { rows: [rows[0], { carc: '45', words: 'Fee schedule', family: 'contract' }] });
    await name('997', 'coding');
    expect((await known()).rows).toMatchObject([
      { carc: '45', words: 'Fee schedule', family: 'contractual', house: { family: 'contractual' } },
      { carc: '997', words: 'Local rule', family: 'coding' },
    ]);
  });
});

describe('a line that was not found', () => {
  test('is chosen by a person on a posted remit; the choice can be taken back; undo restores everything', async () => {
    const before = await books();
    const remitId = await post('LINE1', exceptions());
    const posted = await books();
    const remitClaimId = await idAt(remitId, 3);
    const { rows } = await desk.ask<{ rows: readonly LineCandidateView[] }>('revenue/posting/line-candidates', {
      remitClaimId,
      lineIndex: 1,
    });
    expect(rows.map((row) => row.code)).toEqual(claimAt(3).lines.map((line) => line.code));
    const chosen = rows[1] ?? fail('no line');
    expect(chosen.open).toBe(lineAt(3, 1).billed);
    const other = (await claimView(0)).lines[0]?.id;
    await expect(desk.act('revenue/posting/match-line', { remitClaimId, lineIndex: 1, claimLineIds: [other] })).rejects.toThrow(
      /none of the claim/,
    );
    await act('match-line', { remitClaimId, lineIndex: 1, claimLineIds: [chosen.claimLineId] });
    expect((await view(remitId, 3)).plan.lines[1]).toMatchObject({ state: 'posts', matchedBy: 'by-hand', claimLineId: chosen.claimLineId });
    expect((await claimView(3)).lines[1]).toMatchObject({ payerOpen: 500 });
    await act('unmatch-line', { remitClaimId, lineIndex: 1 });
    expect(await books()).toEqual(posted);
    await act('match-line', { remitClaimId, lineIndex: 1, claimLineIds: [chosen.claimLineId] });
    await undo(remitId);
    expect(await books()).toEqual(before);
  });

  test('stands for several of ours: the division is shown before it is accepted, booked to the cent, and taken back', async () => {
    const before = await books();
    const [one, two] = [lineAt(3, 0), lineAt(3, 1)];
    const merged = answer(one, '45', { code: '66984', billed: one.billed + two.billed - 501 });
    const rest = claimAt(3).lines.slice(2);
    const remitId = await post('LINE3', [answered(claimAt(3), [merged, ...rest.map((line) => answer(line))])]);
    const posted = await books();
    expect((await view(remitId, 0)).plan.lines[0]).toMatchObject({ state: 'parked', claimLineIds: [] });
    const remitClaimId = await idAt(remitId, 0);
    const own = (await claimView(3)).lines;
    const claimLineIds = own.slice(0, 2).map((line) => line.id);
    const input = { remitClaimId, lineIndex: 0, claimLineIds };
    const seen = await desk.gate.act<{ line: LineDividedView }>('revenue/posting/match-line', input, desk.biller, { preview: true });
    const { line } = seen.result;
    expect(line).toMatchObject({ posts: true, billed: merged.billed, paid: merged.paid });
    expect(line.parts.map(({ charge }) => charge)).toEqual([one.billed, two.billed]);
    expect(line.parts.map(({ balance }) => balance)).toEqual(line.parts.map(({ charge, billed }) => charge - billed));
    expect([line.balance, line.warnings.filter((says) => / less than its charge\.$/.test(says)).length]).toEqual([501, 2]);
    const alone = { ...input, claimLineIds: claimLineIds.slice(0, 1) };
    const told = (await desk.gate.act<{ line: LineDividedView }>('revenue/posting/match-line', alone, desk.biller, { preview: true }))
      .result;
    expect(told.line).toMatchObject({ balance: one.billed - merged.billed, warnings: [expect.stringMatching(/ more than its charge\.$/)] });
    expect(line.parts.map((part) => part.claimLineId)).toEqual(claimLineIds);
    for (const amount of ['billed', 'paid'] as const) expect(line.parts.reduce((sum, part) => sum + part[amount], 0)).toBe(merged[amount]);
    expect(await books()).toEqual(posted);
    await act('match-line', input);
    expect((await view(remitId, 0)).plan.lines[0]).toMatchObject({
      state: 'posts',
      matchedBy: 'by-hand',
      claimLineIds,
      parts: line.parts.map(({ charge: _, balance: __, ...part }) => part),
    });
    expect((await claimView(3)).lines.slice(0, 2).map(({ paid }) => paid)).toEqual(line.parts.map(({ paid }) => paid));
    await expect(desk.act('revenue/posting/match-line', { ...input, claimLineIds: [...claimLineIds].reverse() })).rejects.toThrow(
      /already/,
    );
    await act('unmatch-line', { remitClaimId, lineIndex: 0 });
    expect(await books()).toEqual(posted);
    await act('match-line', input);
    await act('match-line', { ...input, claimLineIds: claimLineIds.slice(0, 1) });
    expect((await view(remitId, 0)).plan.lines[0]?.claimLineIds).toEqual(claimLineIds.slice(0, 1));
    await undo(remitId);
    expect(await books()).toEqual(before);
  });

  test('is chosen before the remit is posted, and not where the claim itself is not settled', async () => {
    const remitId = await bring('LINE2', exceptions());
    const [remitClaimId, stranger] = [await idAt(remitId, 3), await idAt(remitId, 4)];
    const claimLineId = (await claimView(3)).lines[1]?.id;
    await expect(
      desk.act('revenue/posting/match-line', { remitClaimId: stranger, lineIndex: 1, claimLineIds: [claimLineId] }),
    ).rejects.toThrow(/not settled/);
    await act('match-line', { remitClaimId, lineIndex: 1, claimLineIds: [claimLineId] });
    expect((await view(remitId, 3)).plan.lines[1]).toMatchObject({ state: 'posts', matchedBy: 'by-hand' });
    await act('post-remit', { remitId });
    expect((await claimView(3)).lines[1]).toMatchObject({ payerOpen: 500 });
  });
});

describe('a claim that is partly parked', () => {
  test('is unmatched, set aside, taken back and matched again: its cash always has one place, and undo restores everything', async () => {
    const before = await books();
    const remitId = await post('PART1', exceptions());
    const posted = await books();
    const answers = exceptions();
    const parkedCash = await unapplied();
    const [remitClaimId, claimId] = [await idAt(remitId, 1), await ours(1)];
    const lineCash = answers[1]?.lines[1]?.paid ?? 0;
    await expect(desk.act('revenue/posting/claim-not-ours', { remitClaimId, reason: 'no' })).rejects.toThrow(/posted/);
    await act('unmatch-claim', { remitClaimId });
    expect(await unapplied()).toBe(parkedCash - lineCash + paidOf(answers[1] ?? fail('no claim')));
    expect((await claimView(1)).payerOpen).toBe(claimAt(1).billed);
    await act('claim-not-ours', { remitClaimId, reason: 'another practice' });
    expect(await unapplied()).toBe(parkedCash - lineCash);
    expect((await view(remitId, 1)).can).toMatchObject({ ours: true, notOurs: false, postAgain: false });
    await act('unmatch-claim', { remitClaimId });
    expect(await books()).toEqual(posted);
    await act('unmatch-claim', { remitClaimId });
    await act('match-claim', { remitClaimId, claimId });
    expect(await books()).toEqual(posted);
    await undo(remitId);
    expect(await books()).toEqual(before);
  });

  test('set aside before the remit is posted, its cash is owed back, not waiting; ours again, it waits or posts', async () => {
    const before = await books();
    const remitId = await bring('ASIDE1', exceptions());
    const [stranger, ordinary] = [await idAt(remitId, 4), await idAt(remitId, 0)];
    await act('claim-not-ours', { remitClaimId: stranger, reason: 'another practice' });
    await act('claim-not-ours', { remitClaimId: ordinary, reason: 'by mistake' });
    await act('post-remit', { remitId });
    expect(await states(remitId)).toEqual(['not-ours', 'work', 'parked', 'work', 'not-ours']);
    await act('unmatch-claim', { remitClaimId: ordinary });
    await act('unmatch-claim', { remitClaimId: stranger });
    expect(await states(remitId)).toEqual(['clean', 'work', 'parked', 'work', 'parked']);
    await act('match-claim', { remitClaimId: stranger, claimId: await ours(4) });
    expect(await states(remitId)).toEqual(['clean', 'work', 'parked', 'work', 'clean']);
    await undo(remitId);
    expect(await books()).toEqual(before);
  });

  test('taken back by the payer it stays as it is until the reversal goes', async () => {
    const before = await books();
    const remitId = await post('BACK1', exceptions());
    const posted = await books();
    const back = exceptions().map((claim) => ({
      ...claim,
      status: '22',
      lines: claim.lines.map((line) => ({
        ...line,
        billed: -line.billed,
        paid: -line.paid,
        adjustments: line.adjustments.map(([group, carc, amount]) => [group, carc, -amount] as const),
      })),
    }));
    // Enough is paid beside it that the payment as a whole is not negative.
    const paid = [5, 6, 7].map((at) => ({
      ...first(at, []),
      lines: claimAt(at).lines.map((line) => answer(line, '45', { paid: line.billed, adjustments: [] })),
    }));
    const reversal = await post('BACK2', [back[1] ?? fail('no claim'), back[3] ?? fail('no claim'), ...paid]);
    const remitClaimId = await idAt(remitId, 1);
    await name('997', 'contractual');
    await expect(desk.act('revenue/posting/post-again', { remitClaimId })).rejects.toThrow(/took this posting back/);
    await expect(desk.act('revenue/posting/unmatch-claim', { remitClaimId })).rejects.toThrow(/took this posting back/);
    expect((await view(reversal, 0)).plan.reverses).toBe(remitClaimId);
    await act('unmatch-claim', { remitClaimId: await idAt(reversal, 0) });
    expect((await view(reversal, 0)).state).toBe('parked');
    await act('post-again', { remitClaimId });
    expect((await view(remitId, 1)).state).toBe('clean');
    await undo(reversal);
    await act('unmatch-claim', { remitClaimId });
    await undo(remitId);
    expect(await books()).toEqual(before);
    expect(posted).not.toEqual(before);
  });

  test('a second remit that says the same is parked, and does not make the first a duplicate', async () => {
    const before = await books();
    const remitId = await post('TWICE1', exceptions());
    const second = await post('TWICE2', [...exceptions().slice(1, 2), first(7, [])]);
    const [remitClaimId, doubled] = [await idAt(remitId, 1), await idAt(second, 0)];
    expect((await view(second, 0)).plan.work.map((item) => item.kind)).toEqual(['duplicate-claim']);
    await expect(desk.act('revenue/posting/post-again', { remitClaimId: doubled })).rejects.toThrow(/would change nothing/);
    await name('997', 'contractual');
    await act('post-again', { remitClaimId });
    expect((await view(remitId, 1)).state).toBe('clean');
    await expect(desk.act('revenue/posting/post-again', { remitClaimId: doubled })).rejects.toThrow(/would change nothing/);
    await act('unmatch-claim', { remitClaimId });
    await act('post-again', { remitClaimId: doubled });
    expect((await view(second, 0)).state).toBe('clean');
    await undo(remitId);
    await undo(second);
    expect(await books()).toEqual(before);
  });
});
