import { makeRemits } from '@claimwright/twin';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { twinPayers } from '../../testing/conserve.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import type { TrayRow } from '../revenue/posting/views.ts';
import { withAdmin } from '../store/provision.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import type { Actor } from './index.ts';
import { person as personAt } from './person.ts';
import type { Page } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
let open: readonly TrayRow[];
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
  const [batch] = makeRemits({ seed: 'authorise', count: 12 });
  await desk.feed('claims.837', batch?.bytes837 ?? new Uint8Array());
  for (const file of batch?.remits ?? []) await desk.feed(file.name, file.bytes835);
  await desk.settle();
  open = (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'open' })).rows.filter((row) => row.paid > 0);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const person = (id: string, ...roles: string[]): Actor => personAt('test', { id, name: id, tenant: desk.tenant, roles });
const undo = (remitId: string, actor: Actor) => desk.act('revenue/posting/undo-remit', { remitId, reason: 'to see' }, actor);
const limit = (role: string, permission: string, columns: { [name: string]: number | string[] | boolean }) =>
  withAdmin(db.adminUrl, (client) =>
    client.query(
      `insert into governance.role_limit (tenant_id, id, role, permission, up_to, own_up_to, payers, ended, because, by, at, act_id)
       values ($1, $8, $2, $3, $4, $5, $6, $7, 'a test', 'marisol', now(), gen_random_uuid())`,
      [desk.tenant, role, permission, columns.upTo ?? null, columns.ownUpTo ?? null, columns.payers ?? [], columns.ended ?? false, v7()],
    ),
  );

describe('an act that is beyond somebody', () => {
  test('by its amount is refused with the limit and with who may, and nothing of it happens', async () => {
    const [row] = open;
    const remitId = row?.id ?? '';
    await desk.act('revenue/posting/post-remit', { remitId }, person('dana', 'biller'));
    await limit('biller', 'postings.undo', { upTo: (row?.paid ?? 0) - 1 });
    await expect(undo(remitId, person('kim', 'biller'))).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringMatching(/^Undo of more than \$[\d,]+\.\d\d needs the billing manager or the office manager\.$/),
    });
    expect((await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'posted' })).rows.map(({ id }) => id)).toEqual([remitId]);
    await limit('biller', 'postings.undo', { upTo: row?.paid ?? 0 });
    await undo(remitId, person('kim', 'biller'));
  });

  test('because it is their own work above what one may undo oneself', async () => {
    const remitId = open[0]?.id ?? '';
    await limit('billing-manager', 'postings.undo', { ownUpTo: 0 });
    await desk.act('revenue/posting/post-remit', { remitId }, person('lee', 'billing-manager'));
    await expect(undo(remitId, person('lee', 'billing-manager'))).rejects.toThrow('Undo of your own work needs somebody else.');
    await limit('billing-manager', 'postings.undo', { ended: true });
    await undo(remitId, person('lee', 'billing-manager'));
  });

  test('because of the payer', async () => {
    const [row] = open;
    const remitId = row?.id ?? '';
    await limit('ar-specialist', 'postings.post', { upTo: 1 });
    await limit('biller', 'postings.post', { payers: ['01900000-0000-7000-8000-000000000000'] });
    await expect(desk.act('revenue/posting/post-remit', { remitId }, person('dana', 'biller'))).rejects.toThrow(/^Posting here needs/);
    await limit('biller', 'postings.post', { ended: true });
  });

  test('because a limit that names payers leaves the amount where it was', async () => {
    const [row] = open;
    const remitId = row?.id ?? '';
    await desk.act('revenue/posting/post-remit', { remitId }, person('dana', 'biller'));
    await limit('biller', 'postings.undo', { upTo: (row?.paid ?? 0) - 1 });
    const { rows } = await withAdmin(db.adminUrl, (client) => client.query<{ id: string }>('select id from parties.payer'));
    await limit('biller', 'postings.undo', { payers: rows.map(({ id }) => id) });
    await expect(undo(remitId, person('kim', 'biller'))).rejects.toThrow(/^Undo of more than/);
    await limit('biller', 'postings.undo', { ended: true });
    await undo(remitId, person('kim', 'biller'));
  });

  test('because they may not approve so much, even where they might post it', async () => {
    const [row] = open;
    const agent: Actor = { kind: 'agent', id: 'poster', name: 'Poster', tenant: desk.tenant, roles: ['posting-agent'] };
    const { result } = await desk.act<{ proposalId: string }>('revenue/posting/post-remit', { remitId: row?.id }, agent);
    await limit('biller', 'approvals.decide', { upTo: (row?.paid ?? 0) - 1 });
    const approve = (actor: Actor) =>
      desk.gate.act('revenue/posting/post-remit', { remitId: row?.id }, actor, { proposal: result.proposalId });
    await expect(approve(person('dana', 'biller'))).rejects.toThrow(/^Approval of more than \$[\d,.]+ needs the billing manager/);
    await expect(approve(person('lee', 'billing-manager'))).resolves.toMatchObject({ outcome: 'applied' });
  });
});
