import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differences, twinPayers } from '../../../../testing/conserve.ts';
import { within } from '../../../../testing/context.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { cleanRemits, machineDay, payerIdOf, standAt, trayOf } from '../../../../testing/machine-day.ts';
import { createGate } from '../../../gate/index.ts';
import { commands, queries } from '../../../rooms.ts';
import { openStore } from '../../../store/store.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { testKeys } from '../../../store/testing/test-keys.ts';

const count = 200;
let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
  const made = cleanRemits('switch', count);
  await desk.feed('claims.837', made.bytes837);
  for (const { trace, bytes } of made.remits) await desk.feed(`${trace}.835`, bytes);
  await standAt(desk, 'conditional', { payerId: await payerIdOf(desk, made.payer.name) });
}, 300_000);
afterAll(async () => {
  await desk.close();
  await db.drop();
});

/** Another server on the same database: its own connections, its own gate. */
function otherServer() {
  const store = openStore(db.appUrl, { max: 2, keys: testKeys(db.appUrl) });
  const gate = createGate({
    store,
    blobs: desk.blobs,
    commands,
    queries,
    clock: () => new Date(),
    newId: () => v7(),
    enqueue: async () => undefined,
    changed: () => undefined,
  });
  return { gate, close: () => store.close() };
}

const committed = () =>
  within(desk.store, desk.tenant, async ({ tx }) => {
    const [row] = await tx.rows<{ postings: number; changes: number; halves: number }>(
      `select (select count(*) from posting.posted_remit p where p.tenant_id = $1 and p.posted_by = 'Claimwright posting') as postings,
              (select count(*) from autonomy.change c where c.tenant_id = $1) as changes,
              (select count(*) from remits.remit r where r.tenant_id = $1 and (r.state = 'posted') <>
                 exists (select 1 from posting.posted_remit p where p.tenant_id = r.tenant_id and p.remit_id = r.id and p.undone_by is null)) as halves`,
      [desk.tenant],
    );
    return row ?? { postings: 0, changes: 0, halves: 0 };
  });

async function until(reached: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 1200 && !(await reached()); i++) await new Promise((resolve) => setTimeout(resolve, 25));
}

test('the switch, thrown by another server in the middle of 200 automatic postings, stops them at once; people go on; what waited is taken up again', async () => {
  const other = otherServer();
  const batch = machineDay(desk);
  await until(async () => (await committed()).postings >= 40);
  await other.gate.act('ground/governance/stop', { workflow: 'posting', because: 'a test of the brake' }, desk.biller);
  const atFlip = (await committed()).postings;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const oneSecondLater = await committed();
  const done = await batch;
  const after = await committed();
  expect(after).toEqual(oneSecondLater);
  // At most the one act that was past its last look when the switch was thrown.
  expect(after.postings - atFlip).toBeLessThanOrEqual(1);
  expect(after.postings).toBeGreaterThanOrEqual(40);
  expect(after.postings).toBeLessThan(count);
  expect(after).toMatchObject({ changes: after.postings, halves: 0 });
  expect(done).toMatchObject({ applied: after.postings, left: 1 });
  expect(await differences(desk)).toEqual([]);

  // The core business goes on: people read, plan and post.
  await desk.settle();
  const [open] = await trayOf(desk, 'open');
  await desk.act('revenue/posting/post-remit', { remitId: open?.id });
  expect(await machineDay(desk)).toEqual({ applied: 0, parked: 0, watched: 0, left: 0 });

  await desk.act('ground/governance/resume', { workflow: 'posting', because: 'the test is over' });
  expect(await machineDay(desk)).toMatchObject({ applied: count - after.postings - 1, left: 0 });
  expect((await committed()).halves).toBe(0);
  expect(await differences(desk)).toEqual([]);
  await other.close();
}, 300_000);

test('an act that was under way when the switch was thrown is taken back whole', async () => {
  const made = cleanRemits('under-way', 1);
  await desk.feed('more.837', made.bytes837);
  await desk.feed('more.835', made.remits[0]?.bytes ?? new Uint8Array());
  await desk.settle();
  const [open] = await trayOf(desk, 'open');
  const other = otherServer();
  const post = commands.find((one) => one.name === 'revenue/posting/post-remit');
  if (!post) throw new Error('nothing posts');
  // The posting is done, and before it is committed somebody throws the switch of everything.
  const slow = createGate({
    ...{ store: desk.store, blobs: desk.blobs, queries, clock: () => new Date('2026-03-02T15:00:00Z'), newId: () => v7() },
    enqueue: async () => undefined,
    changed: () => undefined,
    commands: [
      {
        ...post,
        apply: async (ctx, plan, input) => {
          const done = await post.apply(ctx, plan, input);
          await other.gate.act('ground/governance/stop', { workflow: 'all', because: 'now' }, desk.biller);
          return done;
        },
      },
    ],
  });
  await standAt(desk, 'conditional', { payerId: await payerIdOf(desk, made.payer.name) });
  const agent = { kind: 'agent', id: 'posting-agent', name: 'A', tenant: desk.tenant, roles: ['posting-agent'] } as const;
  await expect(slow.act(post.name, { remitId: open?.id }, agent)).rejects.toThrow(/may not do this here now/);
  expect((await trayOf(desk, 'open')).map(({ id }) => id)).toContain(open?.id);
  expect((await committed()).halves).toBe(0);
  await other.close();
});
