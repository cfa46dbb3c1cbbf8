import { initialDriftRule, initialPolicy, type Level, type MachinePolicy } from '@claimwright/core/ground/governance';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { within } from '../../../../testing/context.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { standAt } from '../../../../testing/machine-day.ts';
import type { Actor } from '../../../gate/index.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import type { LadderEventView, SwitchboardView } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  desk = await openDesk(db.store, twinPayers);
  return () => desk.close();
});

interface Outcome {
  readonly agree: boolean;
  readonly amount?: number;
  readonly cost?: number;
}
let n = 0;
/** Outcomes as the scorekeeper keeps them, one after the other: those of a trial after it began, the others before today. */
const keep = (outcomes: readonly Outcome[], trialId: string | null = null) =>
  within(desk.store, desk.tenant, async ({ tx }) => {
    for (const { agree, amount = 50 + ((n * 37) % 100), cost = 0 } of outcomes) {
      n += 1;
      await tx.rows(
        `insert into autonomy.trial_item (tenant_id, workflow, subject, trial_id, arm, command, digest, figures, confidence, amount, decided_at, person_digest, person_at, agree, seconds, error_cost)
         values ($1, 'posting', $2, $3, 'control', 'revenue/posting/post-remit', 'd', '{}', 9900, $4, $5, 'd', $5, $6, 40, $7)`,
        [desk.tenant, `remit:${n}`, trialId, amount, new Date(Date.UTC(trialId === null ? 2026 : 2027, 0, 1) + n * 1000), agree, cost],
      );
    }
  });
const usual = (count: number): Outcome[] => Array.from({ length: count }, () => ({ agree: true }));
const watch = async () =>
  (
    await desk.act<{ lowered: number; alerts: number; promotions: number }>(
      'ground/governance/watch-machines',
      { workflow: 'posting' },
      desk.system,
    )
  ).result;
const board = () => desk.ask<SwitchboardView>('ground/governance/switchboard', {});
const posting = async () => (await board()).workflows.find(({ workflow }) => workflow === 'posting');
const startTrial = async () =>
  (await desk.act<{ trialId: string }>('ground/governance/start-trial', { workflow: 'posting', controlShare: 50 })).result.trialId;

describe('drift', () => {
  test('that is injected is noticed within a window, lowers the level by the system’s own act, and once', async () => {
    await standAt(desk, 'guided');
    await keep(usual(120));
    expect(await watch()).toEqual({ lowered: 0, alerts: 0, promotions: 0 });
    let within = 0;
    for (let i = 0; i < initialDriftRule.window; i++) {
      await keep([{ agree: i % 3 !== 0 }]);
      within += 1;
      if ((await watch()).alerts > 0) break;
    }
    expect(within).toBeLessThanOrEqual(initialDriftRule.window);
    const { alerts } = await board();
    expect(alerts.map(({ sign }) => sign)).toContain('overrides');
    expect((await posting())?.level).toBe('assist');
    const { rows } = await desk.ask<{ rows: readonly LadderEventView[] }>('ground/governance/ladder-history', { workflow: 'posting' });
    expect(rows[0]).toMatchObject({ machine: true, says: 'Set to assist', because: 'The machine drifted: overrides.' });
    expect(await watch()).toEqual({ lowered: 0, alerts: 0, promotions: 0 });
  });

  test('of the population: other amounts than ever before', async () => {
    await standAt(desk, 'guided');
    await keep(usual(120));
    await keep(Array.from({ length: 40 }, () => ({ agree: true, amount: 900_000 })));
    expect(await watch()).toMatchObject({ alerts: 1 });
    expect((await board()).alerts[0]).toMatchObject({ sign: 'population', loweredTo: 'assist' });
  });
});

describe('a trial', () => {
  test('that goes wrong is ended by its stop rule, which alerts and lowers', async () => {
    await standAt(desk, 'guided');
    const trialId = await startTrial();
    await keep([...usual(10), { agree: false }, { agree: false }, { agree: false }], trialId);
    expect(await watch()).toMatchObject({ alerts: 1, lowered: 1 });
    const view = await posting();
    expect(view).toMatchObject({ level: 'assist', trials: [{ test: 'stop', endedWhy: expect.stringMatching(/stop rule/) }] });
  });

  test('whose evidence carries a step asks people for it, once; a person decides, and only while it is true', async () => {
    const trialId = await startTrial();
    await keep(usual(49), trialId);
    expect(await watch()).toMatchObject({ promotions: 0 });
    await keep(usual(11), trialId);
    expect(await watch()).toMatchObject({ promotions: 1, lowered: 0 });
    expect(await watch()).toMatchObject({ promotions: 0 });
    const [asked] = (await board()).promotions;
    expect(asked).toMatchObject({ workflow: 'posting', from: 'assist', to: 'guided', evidence: { n: 60, agreed: 60 } });
    expect((await posting())?.level).toBe('assist');
    const decide = (approve: boolean, actor = desk.biller) =>
      desk.act<{ level: Level }>('ground/governance/decide-promotion', { promotionId: asked?.id, approve, because: 'seen it work' }, actor);
    await expect(decide(true, { ...desk.biller, roles: ['biller'] })).rejects.toThrow(/may not/);
    await expect(decide(true, { ...desk.system, roles: ['office-manager'] })).rejects.toThrow(/may not/);
    expect((await decide(true)).result.level).toBe('guided');
    expect((await posting())?.level).toBe('guided');
    await expect(decide(true)).rejects.toThrow(/decided already/);
    // The next step starts from nothing.
    await keep(usual(250), trialId);
    expect((await posting())?.trials[0]?.missing).toEqual([]);
  });

  test('lapses when what it showed is not so any more', async () => {
    const trialId = await startTrial();
    await keep(usual(60), trialId);
    await watch();
    await keep(
      Array.from({ length: 30 }, () => ({ agree: false, cost: 5000 })),
      trialId,
    );
    const [asked] = (await board()).promotions;
    await expect(
      desk.act('ground/governance/decide-promotion', { promotionId: asked?.id, approve: true, because: 'too late' }),
    ).rejects.toThrow(/does not carry/);
    await desk.act('ground/governance/decide-promotion', { promotionId: asked?.id, approve: false, because: 'too late' });
    expect((await board()).promotions).toEqual([]);
  });
});

describe('what the practice asks of the machine', () => {
  const { thresholds, drift } = initialPolicy;
  const set = (rules: Partial<MachinePolicy>, from = 0, actor?: Actor) =>
    desk.act(
      'ground/governance/set-policy',
      { workflow: 'posting', from, rules: { ...initialPolicy, ...rules }, because: 'we say so' },
      actor,
    );
  const raise = (level: Level) => desk.act('ground/governance/set-level', { workflow: 'posting', level, because: 'we say so' });
  const decide = (promotionId: string) =>
    desk.act('ground/governance/decide-promotion', { promotionId, approve: true, because: 'we say so' });

  test('is its own for each workflow, versioned, with who set it and why; the program’s until somebody does', async () => {
    expect((await posting())?.policy).toEqual({ version: 0, rules: initialPolicy });
    await set({ thresholds: { ...thresholds, guided: { ...thresholds.guided, n: 80 } } });
    expect((await posting())?.policy).toMatchObject({
      version: 1,
      setBy: 'dana',
      because: 'we say so',
      rules: { thresholds: { guided: { n: 80 } } },
    });
    expect((await board()).workflows.find(({ workflow }) => workflow === 'deposits')?.policy.version).toBe(0);
    const { rows } = await desk.ask<{ rows: readonly LadderEventView[] }>('ground/governance/ladder-history', { workflow: 'posting' });
    expect(rows[0]).toMatchObject({ says: 'Policy 1 set', by: 'dana', machine: false });
    await expect(set({}, 0)).rejects.toThrow(/another policy meanwhile/);
    await expect(set({ thresholds: { ...thresholds, conditional: { ...thresholds.conditional, n: 5 } } }, 1)).rejects.toMatchObject({
      code: 'bad-input',
      because: expect.stringMatching(/too few/),
    });
    for (const kind of ['agent', 'service', 'system'] as const)
      await expect(set({}, 1, { ...desk.biller, kind, id: 'm', roles: ['office-manager', 'compliance-officer'] })).rejects.toThrow(
        /may not/,
      );
    expect((await posting())?.policy.version).toBe(1);
  });

  test('decides when a promotion is proposed, and whether it still holds when it is approved', async () => {
    await standAt(desk, 'assist');
    const trialId = await startTrial();
    await set({ thresholds: { ...thresholds, guided: { ...thresholds.guided, n: 80 } } });
    await keep(usual(79), trialId);
    expect((await watch()).promotions).toBe(0);
    await expect(raise('guided')).rejects.toMatchObject({ because: expect.stringContaining('79 of 80') });
    await keep(usual(1), trialId);
    expect((await watch()).promotions).toBe(1);
    const [promotion] = (await board()).promotions;
    await set({ thresholds: { ...thresholds, guided: { ...thresholds.guided, n: 90 } } }, 1);
    await expect(decide(promotion?.id ?? '')).rejects.toThrow(/does not carry this step/);
    await set({ thresholds: { ...thresholds, guided: { ...thresholds.guided, n: 40 } } }, 2);
    await decide(promotion?.id ?? '');
    expect((await posting())?.level).toBe('guided');
  });

  test('decides what counts as drift', async () => {
    await standAt(desk, 'guided');
    await set({ drift: { ...drift, overrides: 0.2, calibration: 0.3 } });
    const drifting = (every: number) => Array.from({ length: drift.window }, (_, i) => ({ agree: i % every !== 0 }));
    await keep(usual(120));
    await keep(drifting(6));
    expect(await watch()).toMatchObject({ alerts: 0 });
    await set({ drift: { ...drift, overrides: 0.05, calibration: 0.3 } }, 1);
    expect(await watch()).toMatchObject({ alerts: 1 });
    expect((await posting())?.level).toBe('assist');
  });

  test('says by which rule the next trial is stopped', async () => {
    await set({ stop: { ...initialPolicy.stop, bad: 0.95, good: 0.99 } });
    await startTrial();
    await within(desk.store, desk.tenant, async ({ tx }) => {
      expect(await tx.rows('select rule from autonomy.trial where tenant_id = $1', [desk.tenant])).toMatchObject([
        { rule: { bad: 0.95, good: 0.99 } },
      ]);
    });
  });
});
