import { makeRandom, makeRemits } from '@claimwright/twin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownBalances } from '../../../testing/check-books.ts';
import { differences, twinPayers } from '../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { Refusal } from '../../gate/index.ts';
import type { Page } from '../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { RemitClaimRow, RemitClaimView, TrayRow } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const rowsOf = async (remitId: string) => (await desk.ask<Page<RemitClaimRow>>('revenue/posting/remit-claims', { remitId })).rows;

/** What each party owes for each claim's line. */
const owed = () =>
  desk.store.inTenant(desk.tenant, (tx) =>
    tx.rows(
      `select claim_id, claim_line_id, party, sum(amount)::bigint as open from ledger.movement
        where tenant_id = $1 group by 1, 2, 3 having sum(amount) <> 0 order by 1, 2, 3`,
      [desk.tenant],
    ),
  );

/** Does it, or is told why not: true where it was done. */
async function tried(name: string, input: object): Promise<boolean> {
  try {
    await desk.act(name, input);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Everything that a person may do to a claim of a remit, in the eyes of the screen. */
function deeds({ id, can, plan }: RemitClaimView, claimIds: readonly string[], pick: <T>(from: readonly T[]) => T): [string, object][] {
  const remitClaimId = id;
  const found: [string, object][] = [];
  if (can.unmatch || can.ours) found.push(['revenue/posting/unmatch-claim', { remitClaimId }]);
  if (can.notOurs) found.push(['revenue/posting/claim-not-ours', { remitClaimId, reason: 'at random' }]);
  if (can.postAgain) found.push(['revenue/posting/post-again', { remitClaimId }]);
  if (can.match) found.push(['revenue/posting/match-claim', { remitClaimId, claimId: pick([...claimIds, ...(plan.candidates ?? [])]) }]);
  const ours = plan.lines.flatMap((line) => line.claimLineIds);
  const lines = plan.lines.filter((line) => line.index >= 0);
  if (can.matchLine && ours.length > 0 && lines.length > 0)
    found.push(['revenue/posting/match-line', { remitClaimId, lineIndex: pick(lines).index, claimLineIds: [pick(ours), pick(ours)] }]);
  return found;
}

test('remits worked at random leave no cent without a place, and undone they leave the books as they were', {
  timeout: 300_000,
}, async () => {
  const random = makeRandom('worked at random');
  const pick = <T>(from: readonly T[]): T => random.pick(from);
  const [batch] = makeRemits({ seed: 'worked', count: 25 });
  await desk.feed('claims.837', batch?.bytes837 ?? new Uint8Array());
  const before = { accounts: await ownBalances(desk), owed: await owed() };
  const posted: string[] = [];
  for (const file of batch?.remits ?? []) {
    const { documentId } = await desk.feed(file.name, file.bytes835);
    await desk.settle(documentId);
    for (const { id } of (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'open' })).rows)
      if (await tried('revenue/posting/post-remit', { remitId: id })) posted.push(id);
  }
  const claimIds = (await desk.ask<Page<{ id: string }>>('revenue/claims/claims', {})).rows.map((row) => row.id);
  const done = new Map<string, number>();
  for (let n = 0; n < 120; n++) {
    const rows = await rowsOf(pick(posted));
    if (rows.length === 0) continue;
    const row = pick(rows);
    const claim = await desk.ask<RemitClaimView>('revenue/posting/remit-claim', { remitClaimId: row.id });
    const possible = deeds(claim, claimIds, pick);
    if (possible.length === 0) continue;
    const [name, input] = pick(possible);
    if (!(await tried(name, input))) continue;
    done.set(name, (done.get(name) ?? 0) + 1);
    expect([n, name, await differences(desk)]).toEqual([n, name, []]);
  }
  expect([...done.keys()].sort()).toEqual(
    expect.arrayContaining(['match-claim', 'match-line', 'unmatch-claim'].map((name) => `revenue/posting/${name}`)),
  );
  const left = new Set(posted);
  while (left.size > 0) {
    const undone = [];
    for (const remitId of [...left].reverse())
      if (await tried('revenue/posting/undo-remit', { remitId, reason: 'all of them' })) undone.push(remitId);
    expect(undone.length).toBeGreaterThan(0);
    for (const remitId of undone) left.delete(remitId);
  }
  expect(await ownBalances(desk)).toEqual(before.accounts);
  expect(await owed()).toEqual(before.owed);
  expect(await differences(desk)).toEqual([]);
});
