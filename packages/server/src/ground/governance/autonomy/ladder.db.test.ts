import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { differences, twinPayers } from '../../../../testing/conserve.ts';
import { within } from '../../../../testing/context.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { cleanRemits, machineDay, payerIdOf, standAt, trayOf } from '../../../../testing/machine-day.ts';
import { agentOf } from '../../../agents/unattended.ts';
import type { Actor } from '../../../gate/index.ts';
import { approve } from '../../../gate/index.ts';
import { person } from '../../../gate/person.ts';
import type { Page, ProposalView, RecordRow } from '../../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import type { ChangeView, SwitchboardView, WorkflowView } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
let payerId: string;
const made = cleanRemits('ladder', 6);
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  desk = await openDesk(db.store, twinPayers);
  await desk.feed('claims.837', made.bytes837);
  for (const { trace, bytes } of made.remits) await desk.feed(`${trace}.835`, bytes);
  payerId = await payerIdOf(desk, made.payer.name);
  return () => desk.close();
});

const supervisor = (): Actor => person('test', { id: 'vera', name: 'Vera', tenant: desk.tenant, roles: ['billing-manager'] });
const waiting = async () => (await desk.ask<Page<ProposalView>>('gate/approvals', {})).rows;
const endOfDay = async () => (await desk.ask<Page<ChangeView>>('ground/governance/end-of-day', {})).rows;
const record = async (chain = 'acts') => (await desk.ask<Page<RecordRow>>('gate/record', { chain }, desk.biller)).rows;
const items = () =>
  within(desk.store, desk.tenant, ({ tx }) =>
    tx.rows<{ subject: string; agree: boolean | null; error_cost: number; touched: boolean; arm: string }>(
      'select subject, agree, error_cost, touched, arm from autonomy.trial_item where tenant_id = $1 order by subject',
      [desk.tenant],
    ),
  );
const posting = async (): Promise<WorkflowView> => {
  const { workflows } = await desk.ask<SwitchboardView>('ground/governance/switchboard', {});
  return workflows.find(({ workflow }) => workflow === 'posting') ?? fail();
};
function fail(): never {
  throw new Error('there is no posting');
}
const startTrial = (controlShare: number) => desk.act('ground/governance/start-trial', { workflow: 'posting', controlShare });

describe('a workflow at each level', () => {
  test('assists until somebody sets it, and does nothing of its own accord', async () => {
    expect(await posting()).toMatchObject({ level: 'assist', ceiling: 'conditional', stopped: false });
    expect(await machineDay(desk)).toEqual({ applied: 0, parked: 0, watched: 0, left: 0 });
    expect(await items()).toEqual([]);
  });

  test('off it is refused, on the record', async () => {
    await standAt(desk, 'off');
    const [row] = await trayOf(desk);
    await expect(desk.act('revenue/posting/post-remit', { remitId: row?.id }, agentOf('posting', desk.tenant))).rejects.toThrow(/may not/);
    expect((await record())[0]).toMatchObject({ outcome: 'refused' });
  });

  test('in shadow it decides unseen, and is compared with what people do', async () => {
    await standAt(desk, 'shadow');
    expect(await machineDay(desk)).toEqual({ applied: 0, parked: 0, watched: 6, left: 0 });
    expect(await machineDay(desk)).toMatchObject({ watched: 6 });
    expect(await waiting()).toEqual([]);
    expect((await trayOf(desk)).every((row) => row.state === 'open')).toBe(true);
    const rows = await trayOf(desk);
    const [first, second] = rows;
    await desk.ask('revenue/posting/remit', { remitId: first?.id });
    await desk.act('revenue/posting/post-remit', { remitId: first?.id });
    await desk.act('revenue/posting/remit-not-ours', { remitId: second?.id, reason: 'another practice' });
    const compared = await items();
    expect(compared).toHaveLength(6);
    expect(compared.find((item) => item.subject === `remit:${first?.id}`)).toMatchObject({ agree: true, error_cost: 0 });
    const wrong = compared.find((item) => item.subject === `remit:${second?.id}`);
    expect(wrong?.agree).toBe(false);
    expect(wrong?.error_cost).toBeGreaterThan(0);
    expect(compared.filter((item) => item.agree === null)).toHaveLength(4);
  });

  test('guided it puts each before a person once, whose click applies it', async () => {
    await standAt(desk, 'guided');
    expect(await machineDay(desk)).toEqual({ applied: 0, parked: 6, watched: 0, left: 0 });
    expect(await machineDay(desk)).toMatchObject({ parked: 0, watched: 6 });
    const proposals = await waiting();
    expect(proposals).toHaveLength(6);
    await approve(desk.gate, desk.biller, proposals[0]?.id ?? '');
    expect((await trayOf(desk)).filter((row) => row.state === 'posted')).toHaveLength(1);
    expect((await items()).filter((item) => item.agree)).toHaveLength(1);
  });

  test('conditional for the workflow is not earned by the payer: it only proposes', async () => {
    await standAt(desk, 'conditional');
    expect(await machineDay(desk)).toMatchObject({ applied: 0, parked: 6 });
    expect((await waiting())[0]?.because).toMatch(/not earned it/);
  });

  test('in the control group people work without the machine, whatever the level', async () => {
    await standAt(desk, 'conditional', { payerId });
    await startTrial(100);
    expect(await machineDay(desk)).toEqual({ applied: 0, parked: 0, watched: 6, left: 0 });
    expect(await waiting()).toEqual([]);
    expect((await items()).every((item) => item.arm === 'control')).toBe(true);
  });
});

describe('what applies itself', () => {
  test('is clean, small and young enough; the rest is proposed and says why', async () => {
    await standAt(desk, 'conditional', { payerId }, { minConfidence: 0.95, maxAmount: 1, maxAgeDays: 45 });
    expect(await machineDay(desk)).toMatchObject({ applied: 0, parked: 6 });
    expect((await waiting())[0]?.because).toMatch(/amount/);
    await standAt(desk, 'conditional', { payerId }, { minConfidence: 0.999, maxAmount: 1e8, maxAgeDays: 45 });
    const [row] = await trayOf(desk);
    const acted = await desk.act('revenue/posting/post-remit', { remitId: row?.id }, agentOf('posting', desk.tenant));
    expect(acted).toMatchObject({ outcome: 'parked', because: 'It is not sure enough to apply itself.' });
  });

  test('is tagged as the machine’s in the record and in the rows, and lands in the end-of-day review', async () => {
    await standAt(desk, 'conditional', { payerId });
    expect(await machineDay(desk)).toEqual({ applied: 6, parked: 0, watched: 0, left: 0 });
    expect(await differences(desk)).toEqual([]);
    const [entry] = (await record()).filter((row) => row.what === 'revenue/posting/post-remit');
    expect(entry).toMatchObject({ outcome: 'applied', actor: { kind: 'agent', id: 'posting-agent' } });
    expect(JSON.parse(entry?.body ?? '{}').details).toMatchObject({ automatic: true, kind: 'post-clean-remit', confidence: 9900 });
    const rows = await within(desk.store, desk.tenant, ({ tx }) =>
      tx.rows<{ by: string }>('select posted_by as by from posting.posted_remit where tenant_id = $1', [desk.tenant]),
    );
    expect(rows.every(({ by }) => by === 'Claimwright posting')).toBe(true);
    expect(await endOfDay()).toHaveLength(6);
    expect((await posting()).waitingReview).toBe(6);
  });

  test('is signed off in one go, but for what was drawn to be looked at by itself', async () => {
    await standAt(desk, 'conditional', { payerId });
    await machineDay(desk);
    const changes = await endOfDay();
    await within(desk.store, desk.tenant, ({ tx }) => tx.rows('select 1'));
    const drawn = changes.filter((change) => change.sampled);
    const rest = changes.filter((change) => !change.sampled).map(({ id }) => id);
    if (drawn.length > 0)
      await expect(
        desk.act('ground/governance/review-changes', { changeIds: changes.map(({ id }) => id), says: 'signed' }, supervisor()),
      ).rejects.toThrow(/drawn/);
    await desk.act('ground/governance/review-changes', { changeIds: rest, says: 'signed' }, supervisor());
    for (const { id } of drawn) await desk.act('ground/governance/review-changes', { changeIds: [id], says: 'checked' }, supervisor());
    expect(await endOfDay()).toEqual([]);
    expect((await items()).every((item) => item.agree)).toBe(true);
    await expect(desk.act('ground/governance/review-changes', { changeIds: [...rest], says: 'signed' }, supervisor())).rejects.toThrow(
      /reviewed/,
    );
    await expect(
      desk.act('ground/governance/review-changes', { changeIds: rest, says: 'signed' }, { ...desk.biller, roles: ['biller'] }),
    ).rejects.toThrow(/may not/);
  });

  test('is taken back one by one by its reversal, counts as an override, and does not come again', async () => {
    await standAt(desk, 'conditional', { payerId });
    await machineDay(desk);
    const [change] = await endOfDay();
    const { command, input } = change?.reversal ?? { command: '', input: {} };
    await desk.act(command, { ...input, reason: 'not yet' }, supervisor());
    expect(await endOfDay()).toHaveLength(5);
    expect((await items()).filter((item) => item.agree === false)).toHaveLength(1);
    expect(await differences(desk)).toEqual([]);
    expect(await machineDay(desk)).toMatchObject({ applied: 0, parked: 0 });
    expect((await trayOf(desk)).filter((row) => row.state === 'open')).toHaveLength(1);
    // Asked for outright it proposes, and does not apply itself.
    const remitId = (input as { remitId?: string }).remitId;
    const acted = await desk.act('revenue/posting/post-remit', { remitId }, agentOf('posting', desk.tenant));
    expect(acted).toMatchObject({ outcome: 'parked', because: 'A person has decided on this before.' });
  });
});

describe('who sets the ladder', () => {
  const set = (level: string, actor?: Actor) =>
    desk.act('ground/governance/set-level', { workflow: 'posting', payerId, level, because: 'we say so' }, actor);

  test('lowers it at once, and raises it by a step on evidence only', async () => {
    await expect(set('guided')).rejects.toThrow(/evidence/);
    await expect(set('conditional')).rejects.toThrow(/one step at a time/);
    await set('off');
    expect((await posting()).settings).toMatchObject([{ level: 'off', machine: false, setBy: 'dana' }]);
    await set('shadow');
    await expect(set('assist')).rejects.toThrow(/evidence/);
    await expect(
      desk.act('ground/governance/set-level', { workflow: 'submission', level: 'conditional', because: 'we say so' }),
    ).rejects.toThrow(/ceiling|step/);
  });

  test('is never a machine, whatever roles it was given', async () => {
    for (const kind of ['agent', 'service', 'system'] as const)
      for (const name of ['set-level', 'stop', 'resume', 'start-trial', 'decide-promotion', 'review-changes', 'set-policy']) {
        const machine: Actor = { ...desk.biller, kind, id: 'm', roles: ['office-manager', 'compliance-officer', 'operations-lead'] };
        const input = {
          workflow: 'posting',
          level: 'off',
          because: 'I would',
          controlShare: 5,
          promotionId: payerId,
          approve: true,
          changeIds: [payerId],
          says: 'signed',
        };
        await expect(desk.act(`ground/governance/${name}`, input, machine)).rejects.toThrow(/may not/);
      }
  });
});
