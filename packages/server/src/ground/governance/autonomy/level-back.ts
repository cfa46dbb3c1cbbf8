import {
  highestWithout,
  initialRestoreDays,
  isWorkflow,
  type Level,
  rank,
  type WayBack,
  type Workflow,
  wayBack,
  whyNotRestored,
  workflowCards,
} from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Command, cannot, command, refuseLimited } from '../../../gate/index.ts';
import { type Ladder, loadLadder } from './ladder.ts';
import { addSetting, lockLadder, type SettingRow } from './store.ts';

/** What is set at a wider place than one's own. */
export const howFar = 'How far a machine goes';

interface Scope {
  readonly payerId?: string | null | undefined;
  readonly siteId?: string | null | undefined;
}
interface Asked extends Scope {
  readonly workflow: Workflow;
  readonly because: string;
}
const input = z.object({
  workflow: z.string().refine(isWorkflow, 'There is no such workflow.'),
  payerId: z.uuid().optional(),
  siteId: z.uuid().optional(),
  because: z.string().trim().min(3, 'Say why: it stands on the record.').max(500),
}) as unknown as z.ZodType<Asked>;

const dayOf = (at: Date): number => Math.floor(at.getTime() / 86_400_000);
const said = ({ payerId, siteId }: Scope) => ({ ...(payerId ? { payerId } : {}), ...(siteId ? { siteId } : {}) });
const isOf = (row: SettingRow, { payerId, siteId }: Scope): boolean => row.payerId === (payerId ?? null) && row.siteId === (siteId ?? null);

/** Where a scope stands without a word of its own, and when a trial has last shown that much. */
function widerOf(ladder: Ladder, of: Scope, level: Level): WayBack {
  if (!of.payerId && !of.siteId) return { level: workflowCards[ladder.workflow].initial };
  const carried = ladder.rows.findLast(
    (row) => row.evidence !== null && !isOf(row, of) && rank(row.level) >= rank(level) && isWider(row, of),
  );
  return { level, ...(carried ? { shownOn: dayOf(carried.setAt) } : {}) };
}
const isWider = (row: SettingRow, { payerId, siteId }: Scope): boolean =>
  (row.payerId === null || row.payerId === (payerId ?? null)) && (row.siteId === null || row.siteId === (siteId ?? null));

/** The level that people lowered a scope from by hand, as its past tells. `wider`: where it stands without a word of its own. */
export const backOf = (ladder: Ladder, of: Scope, wider: Level = ladder.standingWithout(said(of)).level): WayBack | undefined =>
  wayBack(
    ladder.rows
      .filter((row) => isOf(row, of))
      .map((row) => ({
        ...{ level: row.level, byPerson: row.setByKind === 'person', cleared: row.cleared },
        ...{ day: dayOf(row.setAt), evident: row.evidence !== null },
      })),
    widerOf(ladder, of, wider),
  );

/** Why it may not come back now; undefined where it may. */
export const notBack = (ladder: Ladder, back: WayBack | undefined, kind: Parameters<typeof whyNotRestored>[0]['actor'], now: Date) =>
  whyNotRestored({
    actor: kind,
    workflow: ladder.workflow,
    back,
    today: dayOf(now),
    days: ladder.policy.restoreDays ?? initialRestoreDays,
  });

const about = ({ workflow, payerId, siteId }: Asked): string[] => [
  `workflow:${workflow}`,
  ...(payerId ? [`payer:${payerId}`] : []),
  ...(siteId ? [`site:${siteId}`] : []),
];
const base = { workflow: 'governance', consequence: 'administers', permission: 'autonomy.set', input } as const;
const load = async (ctx: Parameters<Command['load']>[0], asked: Asked): Promise<Ladder> => {
  await refuseLimited(ctx, howFar, asked);
  await lockLadder(ctx.tx);
  return loadLadder(ctx.tx, asked.workflow);
};
const done = (tenant: string, asked: Asked, from: Level, to: Level) => ({
  ...{ result: { level: to }, subjects: about(asked), details: { from, to }, because: asked.because },
  changes: [{ topic: 'autonomy' }],
  jobs: [{ queue: 'propose' as const, data: { tenant } }],
});

/** Back to the level that people lowered by hand, while what carried it is fresh: no new trial, and never a step beyond. */
export const restoreLevel = command<Asked, Ladder, { from: Level; to: Level; ladder: Ladder }, { level: Level }>({
  ...base,
  name: 'ground/governance/restore-level',
  summary: 'Bring back the level that was lowered by hand',
  load,
  plan: (ladder, asked, ctx) => {
    const back = backOf(ladder, asked);
    const wrong = notBack(ladder, back, ctx.actor.kind, ctx.now);
    if (wrong || back === undefined)
      throw cannot(
        wrong?.says ?? '',
        wrong?.because ?? '',
        'Run people and the machine side by side (a trial) until the evidence is there.',
      );
    return { from: ladder.standing(said(asked)).level, to: back.level, ladder };
  },
  apply: async (ctx, { from, to, ladder }, asked) => {
    const { limits } = ladder.standing(said(asked));
    await addSetting(ctx, { workflow: asked.workflow, ...said(asked), level: to, limits, because: asked.because });
    return done(ctx.tx.tenant, asked, from, to);
  },
});

/** A payer or site has no level of its own any more: the next wider counts, where that is no raise beyond the evidence. */
export const clearLevel = command<Asked, Ladder, { from: Level; to: Level; ladder: Ladder }, { level: Level }>({
  ...base,
  name: 'ground/governance/clear-level',
  summary: 'Take back the level of a payer or a site',
  load,
  plan: (ladder, asked, ctx) => {
    const own = ladder.current.get(`${asked.workflow}/${asked.payerId ?? ''}/${asked.siteId ?? ''}`);
    if (own === undefined || (!asked.payerId && !asked.siteId))
      throw cannot('There is no level of its own to take back.', 'It stands on the next wider already.', 'Look at the switchboard again.');
    // A payer's at every site, a site's for every payer: where any of them would stand higher, it is a raise.
    const wider = highestWithout([...ladder.current.values()], { workflow: asked.workflow, ...said(asked) });
    const back = backOf(ladder, asked, wider);
    const wrong = rank(wider) <= rank(own.level) ? undefined : notBack(ladder, back, ctx.actor.kind, ctx.now);
    if (wrong || (rank(wider) > rank(own.level) && rank(wider) > rank(back?.level ?? own.level)))
      throw cannot(
        `Without it, it would stand at ${wider}: a raise.`,
        wrong?.because ?? 'It never stood there by evidence.',
        'Run a trial, or lower the wider level first.',
      );
    return { from: own.level, to: wider, ladder };
  },
  apply: async (ctx, { from, to, ladder }, asked) => {
    const { limits } = ladder.standing(said(asked));
    await addSetting(ctx, { workflow: asked.workflow, ...said(asked), level: to, limits, cleared: true, because: asked.because });
    return done(ctx.tx.tenant, asked, from, to);
  },
});
