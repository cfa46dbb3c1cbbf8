import { addDays, type PlainDate } from '@claimwright/core/ground/base';
import {
  auditDays,
  type DayFinding,
  dayAlerts,
  fewestAmounts,
  findOutliers,
  type Outlier,
  outlierKinds,
  type Profiles,
  peerAlerts,
  profile,
  standOut,
} from '@claimwright/core/oversight/compliance';
import { z } from 'zod';
import { type Command, type Ctx, command } from '../../gate/index.ts';
import { codeTablesFor } from '../../ground/codes/index.ts';
import {
  type AlertToKeep,
  amountGroups,
  keepAlerts,
  keepNight,
  keepOutliers,
  knownAlerts,
  lastNight,
  linesBetween,
  specialties,
  withoutNcci,
} from './store.ts';

/** So far back each night looks: what was billed late is found too, and a night that was missed is made up for by the next. */
export const auditedDays = 365;
const chunkDays = 31;
const mostOutliers = 1_000;

interface Audited {
  readonly lines: number;
  readonly alerts: readonly Omit<AlertToKeep, 'id'>[];
  readonly knownIds: ReadonlyMap<string, string>;
  readonly outliers: readonly Outlier[];
}

/** All that is found of the lines since a day, a month of them at a time. */
async function lookAtLines(ctx: Ctx, from: PlainDate, to: PlainDate) {
  const tables = await codeTablesFor(ctx, { from, to }, [
    'procedures',
    'pairs-practitioner',
    'pairs-outpatient',
    'units-practitioner',
    'units-outpatient',
  ]);
  const facts = { tables, withoutNcci: await withoutNcci(ctx.tx), today: ctx.today };
  const profiles: Profiles = new Map();
  const days: DayFinding[] = [];
  let lines = 0;
  for (let start = from; start <= to; start = addDays(start, chunkDays)) {
    const last = addDays(start, chunkDays - 1);
    const chunk = await linesBetween(ctx.tx, start, last < to ? last : to);
    lines += chunk.length;
    profile(profiles, chunk);
    days.push(...auditDays(chunk, facts));
  }
  const familyOf = (code: string): string => {
    const answer = tables.procedure(code, to);
    return answer.is === 'found' ? (answer.row.family ?? '') : '';
  };
  return { lines, days, profiles, familyOf };
}

async function auditNight(ctx: Ctx, to: PlainDate): Promise<Audited> {
  const { tx } = ctx;
  const before = (await lastNight(tx))?.last;
  const usual = addDays(to, -auditedDays);
  const from = before !== undefined && before < usual ? before : usual;
  const { lines, days, profiles, familyOf } = await lookAtLines(ctx, from, to);
  const specialtyOf = await specialties(tx);
  const peers = standOut(profiles, (provider) => specialtyOf.get(provider) ?? '');
  const known = await knownAlerts(tx);
  const alerts = [...dayAlerts(days, familyOf), ...peerAlerts(peers, to.slice(0, 4))].flatMap((alert) => {
    const own = known.get(alert.key);
    const newClaims = alert.claims.filter((claim) => own?.claims.has(claim) !== true);
    return own !== undefined && newClaims.length === 0 && own.says === alert.says ? [] : [{ alert, known: own !== undefined, newClaims }];
  });
  const outliers: Outlier[] = [];
  for (const kind of outlierKinds)
    outliers.push(...findOutliers(await amountGroups(tx, kind, usual, fewestAmounts)).slice(0, mostOutliers));
  return { lines, alerts, knownIds: new Map([...known].map(([key, { id }]) => [key, id])), outliers };
}

interface Planned extends Omit<Audited, 'alerts' | 'knownIds'> {
  readonly alerts: readonly AlertToKeep[];
}

/** The night's look at what was billed: it tells, and changes no claim. */
export const audit: Command = command<{ night: PlainDate }, Audited, Planned, { alerts: number; outliers: number; lines: number }>({
  name: 'oversight/compliance/audit',
  summary: 'Audit what was billed',
  door: 'inside',
  permission: 'compliance.watch',
  workflow: 'scrub',
  consequence: 'none',
  input: z.object({ night: z.iso.date() }) as unknown as z.ZodType<{ night: PlainDate }>,
  load: (ctx, { night }) => auditNight(ctx, night),
  plan: ({ alerts, knownIds, ...rest }, _input, { newId }) => ({
    ...rest,
    alerts: alerts.map((one) => ({ ...one, id: knownIds.get(one.alert.key) ?? newId() })),
  }),
  essence: ({ lines, alerts, outliers }) => ({
    lines,
    alerts: alerts.map(({ alert }) => [alert.key, alert.count]),
    outliers: outliers.length,
  }),
  apply: async (ctx, { lines, alerts, outliers }, { night }) => {
    await keepAlerts(ctx, alerts);
    await keepOutliers(ctx, night, outliers);
    await keepNight(ctx, night, lines);
    const said = alerts.filter(({ known, newClaims }) => !known || newClaims.length > 0).length;
    const details = { alerts: said, outliers: outliers.length, lines };
    return { result: details, subjects: [], details, ...(said > 0 ? { changes: [{ topic: 'compliance' }] } : {}) };
  },
});
