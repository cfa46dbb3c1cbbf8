import {
  allowList,
  evidenceOf,
  missingFor,
  sequentialTest,
  stepUp,
  type Workflow,
  wilson,
  workflowCards,
  workflows,
} from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Command, type Ctx, pageOf, type Query, query, readCursor } from '../../../gate/index.ts';
import { evidenceFor, type Ladder, loadLadder } from './ladder.ts';
import { backOf, notBack } from './level-back.ts';
import {
  type AlertRow,
  alertsOf,
  changesOf,
  type PromotionRow,
  payersOf,
  peopleOf,
  policiesOf,
  promotionsOf,
  type ReviewedChange,
  type SettingRow,
  type StopRow,
  settingsOf,
  sitesOf,
  stopsOf,
  type TrialRow,
  trialsOf,
  waitingByWorkflow,
} from './store.ts';
import { training } from './training.ts';
import type {
  AlertView,
  ChangeView,
  LadderEventView,
  PolicyView,
  PromotionView,
  SettingView,
  SwitchboardView,
  TrialView,
  WorkflowView,
} from './views.ts';

type People = ReadonlyMap<string, string>;
const named = (people: People, id: string): string => people.get(id) ?? id;
const where = ({ payerId, siteId }: { payerId: string | null; siteId?: string | null }) => ({
  ...(payerId === null ? {} : { payerId }),
  ...(siteId === null || siteId === undefined ? {} : { siteId }),
});

const settingView = (row: SettingRow, people: People): SettingView => ({
  ...where(row),
  level: row.level,
  limits: row.limits,
  setBy: named(people, row.setBy),
  machine: row.setByKind !== 'person',
  setAt: row.setAt.toISOString(),
  because: row.because,
});

/** A point for each of so many equal parts of a trial. */
const mostPoints = 40;

function trialView(trial: TrialRow, ladder: Ladder, people: People): TrialView {
  const items = ladder.items.filter((item) => item.trialId === trial.id);
  const from = ladder.standing(where(trial)).level;
  const to = stepUp(from);
  const points = Math.min(mostPoints, items.length);
  const series = Array.from({ length: points }, (_, i) => {
    const n = Math.round(((i + 1) * items.length) / points);
    const agreed = items.slice(0, n).filter((item) => item.agree).length;
    return { n, agreement: agreed / n, ...wilson(agreed, n) };
  });
  return {
    id: trial.id,
    ...where(trial),
    controlShare: trial.controlShare / 100,
    startedAt: trial.startedAt.toISOString(),
    startedBy: named(people, trial.startedBy),
    ...(trial.endedAt === null ? {} : { endedAt: trial.endedAt.toISOString() }),
    ...(trial.endedWhy === null ? {} : { endedWhy: trial.endedWhy }),
    evidence: evidenceOf(items),
    test: sequentialTest(
      items.map((item) => item.agree),
      trial.rule,
    ).says,
    series,
    missing: to === undefined ? [] : missingFor(to, evidenceFor(ladder, trial.payerId ?? undefined), ladder.policy.thresholds),
  };
}

interface Loaded {
  readonly stops: readonly StopRow[];
  readonly trials: readonly TrialRow[];
  readonly waiting: ReadonlyMap<string, number>;
  readonly people: People;
  readonly now: Date;
}

const thrownBy = (stops: readonly StopRow[], workflow: string, people: People) => {
  const last = stops.findLast((event) => event.workflow === workflow);
  return last?.stopped ? { by: named(people, last.by), at: last.at.toISOString(), because: last.because } : undefined;
};

const policyView = ({ policy, policyRow }: Ladder, people: People): PolicyView => ({
  rules: policy,
  version: policyRow?.version ?? 0,
  ...(policyRow ? { setBy: named(people, policyRow.setBy), setAt: policyRow.setAt.toISOString(), because: policyRow.because } : {}),
});

/** A setting that stands, with the level that it may come back to. */
function standingView(row: SettingRow, ladder: Ladder, { people, now }: Loaded): SettingView {
  const back = backOf(ladder, row);
  const may = back !== undefined && notBack(ladder, back, 'person', now) === undefined;
  return { ...settingView(row, people), ...(may ? { back: back.level } : {}) };
}

async function workflowView(tx: Ctx['tx'], workflow: Workflow, loaded: Loaded): Promise<WorkflowView> {
  const ladder = await loadLadder(tx, workflow);
  const { name, ceiling, because, here } = workflowCards[workflow];
  const { level, limits, stopped } = ladder.standing({});
  const own = ladder.current.get(`${workflow}//`)?.level ?? workflowCards[workflow].initial;
  const newest = new Map(
    ladder.rows.filter((row) => row.payerId !== null || row.siteId !== null).map((row) => [`${row.payerId}/${row.siteId}`, row]),
  );
  const whole = ladder.rows.findLast((row) => row.payerId === null && row.siteId === null);
  const stoppedBy = thrownBy(loaded.stops, workflow, loaded.people);
  return {
    workflow,
    ...{ name, ceiling, because, here, stopped, limits: ladder.current.get(`${workflow}//`)?.limits ?? limits },
    level: ladder.current.size === 0 ? level : own,
    ...(stoppedBy === undefined ? {} : { stoppedBy }),
    ...(whole === undefined ? {} : { own: standingView(whole, ladder, loaded) }),
    kinds: allowList.filter((entry) => entry.workflow === workflow).map(({ kind, says, perPayer }) => ({ kind, says, perPayer })),
    settings: [...newest.values()].filter((row) => !row.cleared).map((row) => standingView(row, ladder, loaded)),
    policy: policyView(ladder, loaded.people),
    trials: loaded.trials.filter((trial) => trial.workflow === workflow).map((trial) => trialView(trial, ladder, loaded.people)),
    waitingReview: loaded.waiting.get(workflow) ?? 0,
  };
}

const promotionView = (row: PromotionRow): PromotionView => ({
  id: row.id,
  workflow: row.workflow,
  ...where(row),
  from: row.from,
  to: row.to,
  evidence: row.evidence,
  proposedAt: row.proposedAt.toISOString(),
});

const alertView = (row: AlertRow): AlertView => ({
  id: row.id,
  workflow: row.workflow,
  ...where(row),
  sign: row.sign as AlertView['sign'],
  value: row.value / 10_000,
  limit: row.limit / 10_000,
  ...(row.loweredTo === null ? {} : { loweredTo: row.loweredTo }),
  at: row.at.toISOString(),
});

const nothing = z.object({}) as unknown as z.ZodType<Record<string, never>>;

const switchboard = query<Record<string, never>, SwitchboardView>({
  name: 'ground/governance/switchboard',
  summary: 'See how far each workflow goes by itself',
  permission: 'autonomy.read',
  patientData: false,
  input: nothing,
  read: async ({ tx, now }) => {
    const people = await peopleOf(tx);
    const loaded = { now, stops: await stopsOf(tx), trials: await trialsOf(tx), waiting: await waitingByWorkflow(tx), people };
    const views: WorkflowView[] = [];
    for (const workflow of workflows) if (workflow !== 'governance') views.push(await workflowView(tx, workflow, loaded));
    const stoppedAll = thrownBy(loaded.stops, 'all', people);
    return {
      ...(stoppedAll === undefined ? {} : { stoppedAll }),
      workflows: views,
      payers: await payersOf(tx),
      sites: await sitesOf(tx),
      promotions: (await promotionsOf(tx)).map(promotionView),
      alerts: (await alertsOf(tx, 20)).map(alertView),
    };
  },
});

const history = query<{ workflow?: string | undefined }, { rows: readonly LadderEventView[]; total: number }>({
  name: 'ground/governance/ladder-history',
  summary: 'See what happened to the ladder',
  permission: 'autonomy.read',
  patientData: false,
  input: z.object({ workflow: z.string().max(40).optional() }),
  read: async ({ tx }, { workflow }) => {
    const people = await peopleOf(tx);
    const of = (name: string) => workflow === undefined || name === workflow || name === 'all';
    const set = (await settingsOf(tx)).map((row): LadderEventView => {
      const { setBy, machine, setAt, level, limits: _limits, ...rest } = settingView(row, people);
      return {
        id: row.id,
        workflow: row.workflow,
        at: setAt,
        by: setBy,
        machine,
        ...rest,
        says: row.cleared ? 'Own level taken back' : `Set to ${level}`,
      };
    });
    const stops = (await stopsOf(tx)).map(
      (row): LadderEventView => ({
        id: row.id,
        workflow: row.workflow,
        at: row.at.toISOString(),
        by: named(people, row.by),
        machine: false,
        says: row.stopped ? 'Switch thrown' : 'Switch let go',
        because: row.because,
      }),
    );
    const policies = (await policiesOf(tx)).map(
      (row): LadderEventView => ({
        id: row.id,
        workflow: row.workflow,
        at: row.setAt.toISOString(),
        by: named(people, row.setBy),
        machine: false,
        says: `Policy ${row.version} set`,
        because: row.because,
      }),
    );
    const rows = [...set, ...stops, ...policies].filter((row) => of(row.workflow)).sort((a, b) => (a.id < b.id ? 1 : -1));
    return { rows: rows.slice(0, 200), total: rows.length };
  },
});

const listInput = z.object({ state: z.enum(['waiting', 'reviewed']).default('waiting'), cursor: z.string().max(500).optional() });
const pageSize = 200;

/** Which command a name means. */
type Named = (name: string) => Command | undefined;

const changeView = (row: ReviewedChange, named: Named, says: string | undefined): ChangeView => ({
  id: row.id,
  workflow: row.workflow,
  command: row.command,
  summary: named(row.command)?.summary ?? row.command,
  kind: row.kind,
  subject: row.subject,
  ...(says === undefined ? {} : { says }),
  ...where(row),
  amount: row.amount,
  confidence: row.confidence / 10_000,
  sampled: row.sampled,
  agent: row.agent,
  agentVersion: row.agentVersion,
  at: row.at.toISOString(),
  state: row.says ?? 'waiting',
  ...(row.reviewer === null ? {} : { by: row.reviewer }),
  reversal: { command: row.reversal, input: row.input },
});

/** What applied itself, the newest first. */
const endOfDay = (named: Named): Query =>
  query<z.infer<typeof listInput>, { rows: readonly ChangeView[]; next?: string; total: number }>({
    name: 'ground/governance/end-of-day',
    summary: 'See what applied itself',
    permission: 'autonomy.read',
    patientData: false,
    input: listInput as z.ZodType<z.infer<typeof listInput>>,
    read: async (ctx, { state, cursor }) => {
      const { tx } = ctx;
      const after = readCursor(z.tuple([z.uuid()]), cursor)?.[0];
      const rows = await changesOf(tx, { waiting: state === 'waiting', after, limit: pageSize + 1 });
      const page = pageOf(rows, pageSize, (row) => [row.id]);
      const waiting = [...(await waitingByWorkflow(tx)).values()].reduce((sum, count) => sum + count, 0);
      const views: ChangeView[] = [];
      for (const row of page.rows) views.push(changeView(row, named, (await named(row.command)?.about?.(ctx, row.input))?.says));
      return { ...page, rows: views, total: state === 'waiting' ? waiting : page.rows.length };
    },
  });

export const autonomyQueries = (named: Named): readonly Query[] => [switchboard, history, endOfDay(named), training];
