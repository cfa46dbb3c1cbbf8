import { type Consequence, levels } from '@claimwright/core/ground/governance';
import { makeClaims } from '@claimwright/twin';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { twinPayers } from '../../../../testing/conserve.ts';
import { within } from '../../../../testing/context.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { cleanRemits } from '../../../../testing/machine-day.ts';
import { type Actor, approve, type Command, command, createGate, type Gate } from '../../../gate/index.ts';
import { commands, queries } from '../../../rooms.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { addSetting } from './store.ts';

let db: FreshDatabase;
let desk: Desk;
let gate: Gate;
const done: string[] = [];

/** Rooms that are still to come, as they would come: the thing that a model wants done, and nothing of its own to stop it. */
const wished = (name: string, workflow: Command['workflow'], consequence: Consequence): Command =>
  command<{ subject: string; value: string; confidence: number }, null, null, null>({
    name,
    summary: 'Try it',
    permission: 'practice.read',
    workflow,
    consequence,
    input: z.object({ subject: z.string(), value: z.string(), confidence: z.number() }),
    load: async () => null,
    plan: () => null,
    weigh: (_plan, _facts, { subject, confidence }) => ({
      kind: 'post-clean-remit',
      amount: 0,
      ageDays: 0,
      confidence,
      decisions: [{ subject, figures: {} }],
    }),
    apply: async (_ctx, _plan, { value }) => {
      done.push(`${name} ${value}`);
      return { result: null, subjects: [] };
    },
  });
const changeCode = wished('revenue/coding/try-code', 'coding', 'change-code');
const draft = wished('revenue/charges/try-draft', 'charges', 'none');
const submit = wished('revenue/submission/try', 'submission', 'submit');

beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
  await desk.feed('claims.837', makeClaims({ seed: 'codes', count: 5, until: '2026-02-10' }).bytes837);
  gate = createGate({
    store: db.store,
    blobs: desk.blobs,
    commands: [...commands, changeCode, draft, submit],
    queries,
    clock: () => new Date('2026-03-02T15:00:00Z'),
    newId: () => crypto.randomUUID(),
    enqueue: async () => undefined,
    changed: () => undefined,
  });
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const model = (): Actor => ({
  kind: 'agent',
  id: 'model',
  name: 'Model',
  tenant: desk.tenant,
  roles: ['posting-agent', 'office-manager', 'coder'],
});
const setTo = (workflow: Command['workflow'], level: (typeof levels)[number]) =>
  within(desk.store, desk.tenant, (ctx) =>
    addSetting(ctx, { workflow, level, limits: { minConfidence: 0, maxAmount: 1e9, maxAgeDays: 1e4 }, because: 'as high as it goes' }),
  );
const codes = () =>
  within(desk.store, desk.tenant, ({ tx }) =>
    tx.rows('select id, code from claims.service_line where tenant_id = $1 order by id', [desk.tenant]),
  );

describe('anti-patterns of the sources', () => {
  test('T-01: a code that a model proposes, however sure, reaches no claim without an approver', async () => {
    const before = await codes();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...levels),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.uuid(),
        async (level, confidence, subject) => {
          await setTo('coding', level);
          done.length = 0;
          const acted = await gate
            .act(changeCode.name, { subject, value: 'D2740', confidence }, model())
            .catch((error: Error) => ({ outcome: 'refused', error }));
          expect(['parked', 'watched', 'refused']).toContain(acted.outcome);
          expect(done).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
    expect(await codes()).toEqual(before);
    await setTo('coding', 'conditional');
    const parked = await gate.act<{ proposalId: string }>(changeCode.name, { subject: 'claim:1', value: 'D2740', confidence: 1 }, model());
    await expect(approve(gate, model(), parked.result.proposalId)).rejects.toThrow(/may not/);
    expect(done).toEqual([]);
    await approve(gate, desk.biller, parked.result.proposalId);
    expect(done).toEqual(['revenue/coding/try-code D2740']);
  });

  test('T-02: high confidence makes a draft at most; to submit it waits for a person at every level', async () => {
    for (const level of levels) {
      await setTo('charges', level);
      await setTo('submission', level);
      done.length = 0;
      await gate.act(draft.name, { subject: 'charge:1', value: level, confidence: 1 }, model());
      expect(done).toEqual([`revenue/charges/try-draft ${level}`]);
      const acted = await gate
        .act(submit.name, { subject: `claim:${level}`, value: level, confidence: 1 }, model())
        .catch(() => ({ outcome: 'refused' }));
      expect(acted.outcome).not.toBe('applied');
      expect(done).toHaveLength(1);
    }
  });

  test('a command that says “none” and books money is taken back when a machine commits it', async () => {
    const liar: Command = { ...commandNamed('revenue/posting/post-remit'), name: 'revenue/posting/liar', consequence: 'none' };
    const lying = createGate({
      store: db.store,
      blobs: desk.blobs,
      commands: [liar],
      queries: [],
      clock: () => new Date('2026-03-02T15:00:00Z'),
      newId: () => crypto.randomUUID(),
      enqueue: async () => undefined,
      changed: () => undefined,
    });
    const made = cleanRemits('liar', 1);
    await desk.feed('liar.837', made.bytes837);
    await desk.feed('liar.835', made.remits[0]?.bytes ?? new Uint8Array());
    await desk.settle();
    const [row] = (await desk.ask<{ rows: { id: string; state: string }[] }>('revenue/posting/tray', { view: 'open' })).rows;
    await expect(lying.act(liar.name, { remitId: row?.id }, model())).rejects.toThrow(/declares “none”, and .*ledger\.entry/s);
    expect((await desk.ask<{ rows: unknown[] }>('revenue/posting/tray', { view: 'open' })).rows).toHaveLength(1);
  });
});

function commandNamed(name: string): Command {
  const found = commands.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
}
