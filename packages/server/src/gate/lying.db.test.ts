import { makeRemits } from '@claimwright/twin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { twinPayers } from '../../testing/conserve.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import { commands, queries } from '../rooms.ts';
import { idSource } from '../store/new-id.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { type Actor, type Command, type Ctx, command, createGate, type Done, type Gate } from './index.ts';
import { agentActor, systemActor } from './machine.ts';

let db: FreshDatabase;
let desk: Desk;
let gate: Gate;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
  const [batch] = makeRemits({ seed: 'lies', count: 2 });
  await desk.feed('claims.837', batch?.bytes837 ?? new Uint8Array());
  const newId = idSource(Date.now);
  gate = createGate({
    ...{ store: db.store, blobs: desk.blobs, queries, commands: [...commands, ...lies.map(lying)], newId },
    clock: () => new Date('2026-03-02T15:00:00Z'),
    enqueue: async () => undefined,
    changed: () => undefined,
  });
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

test('what only calls itself a person comes in nowhere, and the refusal is on the record', async () => {
  const agent = { kind: 'person', id: 'posting-agent', name: 'Posting', tenant: desk.tenant, roles: ['office-manager'] };
  const passedOff = agent as unknown as Actor;
  await expect(desk.act('ground/governance/stop', { workflow: 'all', because: 'to see' }, passedOff)).rejects.toThrow(
    /shown that this is a person/,
  );
  await expect(desk.ask('gate/approvals', {}, passedOff)).rejects.toThrow(/shown that this is a person/);
  const rows = await db.store.inTenant(desk.tenant, (tx) =>
    tx.rows("select outcome from gate.record where tenant_id = $1 and actor_id = 'posting-agent'", [desk.tenant]),
  );
  expect(rows).toEqual([{ outcome: 'refused' }, { outcome: 'refused' }]);
});

/** Commands that say less of themselves than they do, each by its own effect, before the gate that the program has. */
const lies: readonly {
  name: string;
  consequence: 'none' | 'keeps-document';
  does: (ctx: Ctx) => Promise<Partial<Done<null>>>;
  found: RegExp;
}[] = [
  {
    name: 'revenue/submission/transmit-batch',
    consequence: 'none',
    does: async () => ({ jobs: [{ queue: 'write-back', data: {} }] }),
    found: /declares “none”, and queued write-back/,
  },
  {
    name: 'revenue/statements/text-reminder',
    consequence: 'keeps-document',
    does: async () => ({ jobs: [{ queue: 'alert-emergency', data: {} }] }),
    found: /queued alert-emergency/,
  },
  {
    name: 'revenue/statements/tell-patient',
    consequence: 'none',
    does: (ctx) =>
      rowsIn(
        ctx,
        "insert into parties.payer (tenant_id, id, name, ids, in_network) select tenant_id, tenant_id, 'New', '{}', true from parties.practice where tenant_id = $1",
      ),
    found: /added to parties.payer/,
  },
  {
    name: 'revenue/collections/forgive-balance',
    consequence: 'none',
    does: (ctx) => booked(ctx, 'write-off'),
    found: /added to ledger.entry, added to ledger.line, added to ledger.movement/,
  },
  {
    name: 'revenue/collections/forgive-by-paper',
    consequence: 'keeps-document',
    does: (ctx) => booked(ctx, 'allowance'),
    found: /booked on a claim that was here before/,
  },
  {
    name: 'revenue/collections/pay-back',
    consequence: 'keeps-document',
    does: (ctx) => booked(ctx, 'refund'),
    found: /a machine booked “refund”/,
  },
  {
    name: 'revenue/coding/replace-cpt',
    consequence: 'keeps-document',
    does: (ctx) => rowsIn(ctx, "update claims.service_line set code = '99214' where tenant_id = $1"),
    found: /changed claims.service_line/,
  },
  {
    name: 'ground/parties/better-terms',
    consequence: 'none',
    does: (ctx) => rowsIn(ctx, 'update parties.payer set in_network = false where tenant_id = $1'),
    found: /changed parties.payer/,
  },
  {
    name: 'review/cases/not-covered',
    consequence: 'none',
    does: (ctx) => rowsIn(ctx, "update claims.standing set status = 'denied' where tenant_id = $1"),
    found: /changed claims.standing/,
  },
  {
    name: 'ground/governance/more-of-it',
    consequence: 'none',
    does: (ctx) => rowsIn(ctx, "update parties.practice set specialty = 'dental' where tenant_id = $1"),
    found: /changed parties.practice/,
  },
];

async function rowsIn({ tx }: Ctx, sql: string): Promise<Partial<Done<null>>> {
  await tx.rows(sql, [tx.tenant]);
  return {};
}

/** Past every face, as a careless hand would: straight into the tables. */
async function booked(ctx: Ctx, kind: string): Promise<Partial<Done<null>>> {
  const { tx, actId, now, newId } = ctx;
  const [claim] = await tx.rows<{ id: string }>('select id from claims.claim where tenant_id = $1 limit 1', [tx.tenant]);
  const entryId = newId();
  await tx.rows(
    `insert into ledger.entry (tenant_id, id, booked_on, source_kind, source_id, description, booked_at, act_id)
     values ($1, $2, '2026-03-02', 'claim', $3, 'x', $4, $5)`,
    [tx.tenant, entryId, claim?.id, now, actId],
  );
  await tx.rows(
    `insert into ledger.line (tenant_id, entry_id, n, account, amount) values ($1, $2, 0, '1100', 500), ($1, $2, 1, '4000', -500)`,
    [tx.tenant, entryId],
  );
  await tx.rows(
    `insert into ledger.movement (tenant_id, id, entry_id, claim_id, party, kind, amount, account, because)
     values ($1, $2, $3, $4, 'patient', $5, -500, '4000', 'x')`,
    [tx.tenant, newId(), entryId, claim?.id, kind],
  );
  return {};
}

const lying = ({ name, consequence, does }: (typeof lies)[number]): Command =>
  command<object, null, null, null>({
    ...{ name, consequence, summary: 'Look after things', permission: 'remits.read', workflow: 'posting', input: z.object({}) },
    load: async () => null,
    plan: () => null,
    apply: async (ctx) => ({ result: null, subjects: [], ...(await does(ctx)) }),
  });

const kept = () =>
  db.store.inTenant(desk.tenant, (tx) =>
    tx.rows(`select (select count(*) from ledger.entry) as entries, (select count(*) from claims.standing) as claims,
                    (select count(*) from codes.reason) as reasons, (select bool_and(in_network) from parties.payer) as terms,
                    (select count(*) from gate.record where outcome = 'applied') as acts`),
  );

test.each(lies)('$name, declared as $consequence, fails at what it does, whoever asked for it', async ({ name, found }) => {
  const before = await kept();
  await expect(gate.act(name, {}, systemActor(desk.tenant))).rejects.toThrow(found);
  expect(await kept()).toEqual(before);
});

test('a person’s act is held to the declaration too, and so is each of several in one transaction', async () => {
  for (const { name, consequence } of lies) {
    // What the ledger takes of a machine by its consequence a person may book.
    if (/by-paper|pay-back/.test(name)) continue;
    await expect(gate.act(name, {}, desk.biller)).rejects.toThrow(`declares “${consequence}”`);
  }
  const limit = { role: 'billing-manager', right: 'postings.undo', upTo: 100_00, because: 'the practice says so' };
  const act = (name: string, input: object) => ({ name, input });
  const honest = act('ground/governance/people/set-limit', limit);
  await expect(gate.actAll([honest, act('revenue/coding/replace-cpt', {})], desk.biller)).rejects.toThrow(/changed claims.service_line/);
  // What the first wrote is not held against the second.
  const still = { name: 'ground/parties/nothing', consequence: 'none', does: async () => ({}), found: /./ } as const;
  const two = createGate({
    ...{ store: db.store, blobs: desk.blobs, queries, commands: [...commands, lying(still)], newId: idSource(Date.now) },
    clock: () => new Date('2026-03-02T15:00:00Z'),
    enqueue: async () => undefined,
    changed: () => undefined,
  });
  expect(await two.actAll([honest, act(still.name, {})], desk.biller)).toHaveLength(2);
});

test('what loads cannot write where the act is only put forward', async () => {
  const writes = command<object, null, null, null>({
    ...{ name: 'ground/bank/quiet', consequence: 'ties-deposit', summary: 'Tie', permission: 'deposits.match', workflow: 'deposits' },
    input: z.object({}),
    load: async (ctx) => {
      await booked(ctx, 'write-off');
      return null;
    },
    plan: () => null,
    apply: async () => ({ result: null, subjects: [] }),
  });
  const quiet = createGate({
    ...{ store: db.store, blobs: desk.blobs, queries, commands: [...commands, writes], newId: idSource(Date.now) },
    clock: () => new Date('2026-03-02T15:00:00Z'),
    enqueue: async () => undefined,
    changed: () => undefined,
  });
  await expect(quiet.act(writes.name, {}, agentActor(desk.tenant, 'deposits-agent', '1'))).rejects.toThrow(/added to ledger.movement/);
});
