import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { differences, twinPayers } from '../../../../testing/conserve.ts';
import { within } from '../../../../testing/context.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { cleanRemits, machineDay, payerIdOf, standAt, trayOf } from '../../../../testing/machine-day.ts';
import { agentOf } from '../../../agents/unattended.ts';
import type { Page, ProposalView, RecordRow } from '../../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import type { DepositView } from '../../bank/views.ts';
import { exportBooks } from '../../ledger/index.ts';
import type { ChangeView } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
const made = cleanRemits('deposits', 3);
const dollars = (amount: number): string => `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  desk = await openDesk(db.store, twinPayers);
  await desk.feed('claims.837', made.bytes837);
  for (const { trace, bytes } of made.remits) await desk.feed(`${trace}.835`, bytes);
  await desk.settle();
  for (const row of await trayOf(desk, 'open')) await desk.act('revenue/posting/post-remit', { remitId: row.id });
  const rows = await trayOf(desk);
  // The first two as they were announced, the third a dollar short.
  const lines = rows.map((row, i) => `${row.paidOn},"HCCLAIMPMT",${dollars(row.paid - (i === 2 ? 100 : 0))},${row.traceNumber}\n`);
  await desk.feed('bank.csv', new TextEncoder().encode(`Date,Description,Amount,Reference\n${lines.join('')}`));
  return () => desk.close();
});

const tied = async () => (await desk.ask<Page<DepositView>>('ground/bank/deposits', { view: 'tied' })).rows;
const set = (level: 'guided' | 'conditional' | 'shadow') => standAt(desk, level, {}, undefined, 'deposits');

describe('deposits', () => {
  test('that agree to the cent are put before a person where the workflow is guided', async () => {
    await set('guided');
    expect(await machineDay(desk)).toEqual({ applied: 0, parked: 2, watched: 0, left: 0 });
    const { rows } = await desk.ask<Page<ProposalView>>('gate/approvals', {});
    expect(rows.map((row) => row.command)).toEqual(['ground/bank/tie-deposit', 'ground/bank/tie-deposit']);
    expect(await tied()).toEqual([]);
  });

  test('in shadow are compared with what people tie, each by itself', async () => {
    await set('shadow');
    expect(await machineDay(desk)).toMatchObject({ watched: 2 });
    await desk.act('ground/bank/tie-exact', {});
    const rows = await within(desk.store, desk.tenant, ({ tx }) =>
      tx.rows<{ agree: boolean }>("select agree from autonomy.trial_item where tenant_id = $1 and workflow = 'deposits'", [desk.tenant]),
    );
    expect(rows).toEqual([{ agree: true }, { agree: true }]);
  });

  test('that agree tie themselves where it is conditional; one that differs by a dollar never does', async () => {
    await set('conditional');
    expect(await machineDay(desk)).toEqual({ applied: 2, parked: 0, watched: 0, left: 0 });
    expect(await tied()).toHaveLength(2);
    expect(await differences(desk)).toEqual([]);
    const changes = (await desk.ask<Page<ChangeView>>('ground/governance/end-of-day', {})).rows;
    expect(changes.map(({ kind }) => kind)).toEqual(['tie-exact-deposit', 'tie-exact-deposit']);
    const { rows: open } = await desk.ask<Page<DepositView>>('ground/bank/deposits', { view: 'open' });
    const short = open[0];
    const remit = (await trayOf(desk)).find((row) => row.traceNumber === short?.traceNumber);
    const asked = await desk.act(
      'ground/bank/tie-deposit',
      { depositId: short?.id, remitIds: [remit?.id] },
      agentOf('deposits', desk.tenant),
    );
    expect(asked).toMatchObject({ outcome: 'parked', because: expect.stringMatching(/not among those/) });
    const [change] = changes;
    await desk.act(change?.reversal.command ?? '', { ...change?.reversal.input, reason: 'wrong account' });
    expect(await tied()).toHaveLength(1);
    expect(await machineDay(desk)).toMatchObject({ applied: 0, parked: 0 });
  });

  test('and postings that applied themselves are marked as the machine’s in the exported books', async () => {
    await set('conditional');
    await machineDay(desk);
    const payerId = await payerIdOf(desk, made.payer.name);
    for (const format of ['hledger', 'beancount'] as const) {
      let text = '';
      await within(desk.store, desk.tenant, async ({ tx }) => {
        for await (const piece of exportBooks(tx, format)) text += piece;
      });
      expect(text.match(/machine: "?deposits-agent rules-1/g), format).toHaveLength(2);
    }
    expect(payerId).not.toBe('');
    const { rows } = await desk.ask<Page<RecordRow>>('gate/record', { chain: 'acts' });
    expect(rows.filter((row) => row.what === 'ground/bank/tie-deposit').every((row) => row.actor.kind === 'agent')).toBe(true);
  });
});
