import { permissionsOf } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Actor, type Command, cannot, command, notFound, type Query, query } from '../../../gate/index.ts';
import {
  addEmergency,
  type EmergencyRow,
  emergenciesOf,
  emergencyById,
  endEmergency,
  isLimited,
  letInTo,
  namesOf,
  openFor,
  reviewEmergency,
  seenUnder,
  unreviewed,
} from './store.ts';
import type { EmergencyKind, EmergencyNotice, EmergencyView } from './views.ts';

/** How long it lasts: long enough for what cannot wait, and then one says again why. */
export const lasts = 60 * 60_000;
const base = { workflow: 'governance', consequence: 'administers' } as const;
const changes = [{ topic: 'emergencies' }];
const words = z.string().trim().min(10, 'Say it in a sentence.').max(500);

const kinds = ['care-now', 'nobody-else', 'system-down', 'other'] as const satisfies readonly EmergencyKind[];
const taking = z.object({ reason: words, kind: z.enum(kinds).default('other') });
interface Standing {
  readonly open: { readonly id: string } | undefined;
  readonly limited: boolean;
}
const take = command<z.infer<typeof taking>, Standing, { id: string }, { emergencyId: string; endsAt: string }>({
  name: 'ground/governance/take-emergency',
  summary: 'Take emergency access',
  permission: 'emergency.take',
  ...base,
  input: taking,
  load: async (ctx) => ({
    open: await openFor(ctx.tx, ctx.actor.id, ctx.now),
    limited: await isLimited(ctx.tx, ctx.actor.id),
  }),
  plan: ({ open, limited }, _, ctx) => {
    if (ctx.actor.kind !== 'person')
      throw cannot('Only a person takes emergency access.', 'A program has no emergencies.', 'Ask a person.');
    if (!limited && permissionsOf(ctx.actor.roles).includes('claims.read'))
      throw cannot(
        'Your role shows patients already.',
        'Emergency access is for those whose role does not, and for those who are limited to sites or payers.',
        'Go on as usual.',
      );
    if (open) throw cannot('You have emergency access already.', 'It lasts an hour from when you took it.', 'Go on, or end it first.');
    return { id: ctx.newId() };
  },
  apply: async (ctx, { id }, { reason, kind }) => {
    const endsAt = new Date(ctx.now.getTime() + lasts);
    await addEmergency(ctx.tx, { id, userId: ctx.actor.id, kind, reason, takenAt: ctx.now, endsAt, actId: ctx.actId });
    return {
      result: { emergencyId: id, endsAt: endsAt.toISOString() },
      subjects: [`emergency:${id}`, `person:${ctx.actor.id}`],
      because: reason,
      details: { minutes: lasts / 60_000, kind },
      changes,
      jobs: [{ queue: 'alert-emergency', data: { tenant: ctx.tx.tenant, emergencyId: id } }],
    };
  },
});

const one = z.object({ emergencyId: z.uuid() });
const standing = async (tx: Parameters<typeof emergencyById>[0], id: string): Promise<EmergencyRow> => {
  const row = await emergencyById(tx, id);
  if (!row) throw notFound('emergency access');
  return row;
};

const ending = (name: string, summary: string, permission: 'emergency.take' | 'emergency.review', own: boolean) =>
  command<z.infer<typeof one>, EmergencyRow, EmergencyRow, { emergencyId: string }>({
    name,
    summary,
    permission,
    ...base,
    input: one,
    load: ({ tx }, { emergencyId }) => standing(tx, emergencyId),
    plan: (row, _, ctx) => {
      if (own && row.userId !== ctx.actor.id) throw notFound('emergency access');
      return row;
    },
    apply: async (ctx, row) => {
      if (row.endsAt <= ctx.now || (await endEmergency(ctx.tx, row.id, ctx.now)) === 0)
        throw cannot('This emergency access is over.', 'It ended by itself, or was ended.', 'Nothing is to be done.');
      return { result: { emergencyId: row.id }, subjects: [`emergency:${row.id}`, `person:${row.userId}`], changes };
    },
  });

const reviewing = one.extend({ finding: z.enum(['justified', 'not-justified']), note: words });
/** Whoever took it, whoever saw the link by which they came in, and whoever came in by a link that they saw, may be one person. */
function refuseOneself({ row, letInBy }: Taken, actor: Pick<Actor, 'id' | 'letInBy'>): void {
  const fix = 'Ask another compliance officer.';
  if (row.userId === actor.id) throw cannot('You took this emergency access yourself.', 'Somebody else looks at it.', fix);
  if (letInBy === actor.id)
    throw cannot('You let in whoever took it.', 'They came in by a password whose link you saw: it could be you who took it.', fix);
  if (actor.letInBy === row.userId)
    throw cannot('Whoever took it let you in.', 'They saw the link by which your password was set: it could be they who review it.', fix);
}
interface Taken {
  readonly row: EmergencyRow;
  readonly letInBy: string | undefined;
}

const review = command<z.infer<typeof reviewing>, Taken, EmergencyRow, { emergencyId: string }>({
  name: 'ground/governance/review-emergency',
  summary: 'Review an emergency access',
  permission: 'emergency.review',
  ...base,
  input: reviewing,
  load: async ({ tx }, { emergencyId }) => {
    const row = await standing(tx, emergencyId);
    return { row, letInBy: await letInTo(tx, row) };
  },
  plan: ({ row, letInBy }, _, ctx) => {
    refuseOneself({ row, letInBy }, ctx.actor);
    if (!row.endedAt && row.endsAt > ctx.now)
      throw cannot('It is not over yet.', 'What it was used for is not known before.', 'End it, or wait until it ends.');
    return row;
  },
  weigh: (row) => ({ author: row.userId }),
  apply: async (ctx, row, { finding, note }) => {
    if ((await reviewEmergency(ctx.tx, row.id, { finding, note, by: ctx.actor.id, at: ctx.now })) === 0)
      throw cannot('It was reviewed already.', 'A review stands as it was given.', 'Look at what was found.');
    return {
      result: { emergencyId: row.id },
      subjects: [`emergency:${row.id}`, `person:${row.userId}`],
      because: note,
      details: { finding },
      changes,
    };
  },
});

export const emergencyCommands: readonly Command[] = [
  take,
  ending('ground/governance/end-emergency', 'End your emergency access', 'emergency.take', true),
  ending('ground/governance/stop-emergency', 'Stop somebody’s emergency access', 'emergency.review', false),
  review,
];

const nothing = z.object({});
const list = query<z.infer<typeof nothing>, { rows: readonly EmergencyView[] }>({
  name: 'ground/governance/emergencies',
  summary: 'See emergency access',
  permission: 'emergency.review',
  patientData: false,
  input: nothing,
  read: async ({ tx, now, actor }) => {
    const rows = await emergenciesOf(tx, 100);
    const names = await namesOf(tx, [...new Set(rows.map(({ userId }) => userId))]);
    const views: EmergencyView[] = [];
    for (const row of rows)
      views.push({
        ...present(row, now),
        ...(await seenUnder(tx, row)),
        name: names.get(row.userId) ?? row.userId,
        own: row.userId === actor.id,
      });
    return { rows: views };
  },
});

const present = (row: EmergencyRow, now: Date): Omit<EmergencyView, 'name' | 'readings' | 'seen' | 'own'> => ({
  ...{ id: row.id, userId: row.userId, kind: row.kind, reason: row.reason },
  ...{ takenAt: row.takenAt.toISOString(), endsAt: row.endsAt.toISOString() },
  ...(row.endedAt ? { endedAt: row.endedAt.toISOString() } : {}),
  state: row.reviewedAt ? 'reviewed' : !row.endedAt && row.endsAt > now ? 'open' : 'review-owed',
  ...(row.finding ? { finding: row.finding } : {}),
  ...(row.note ? { note: row.note } : {}),
  ...(row.reviewedAt ? { reviewedAt: row.reviewedAt.toISOString() } : {}),
  ...(row.reviewedBy ? { reviewedBy: row.reviewedBy } : {}),
});

/** What stands on every screen of those who review: who, which kind of reason and since when; what they wrote stands in the list. */
const owed = query<z.infer<typeof nothing>, { rows: readonly EmergencyNotice[] }>({
  name: 'ground/governance/emergencies-owed',
  summary: 'See which emergency access is open or waits for a review',
  permission: 'emergency.review',
  patientData: false,
  input: nothing,
  read: async ({ tx, now, actor }) => {
    const rows = await unreviewed(tx, 100);
    const names = await namesOf(tx, [...new Set(rows.map(({ userId }) => userId))]);
    const notice = (row: EmergencyRow): EmergencyNotice => ({
      ...{ id: row.id, name: names.get(row.userId) ?? row.userId, kind: row.kind, takenAt: row.takenAt.toISOString() },
      ...(!row.endedAt && row.endsAt > now ? { secondsLeft: Math.ceil((row.endsAt.getTime() - now.getTime()) / 1000) } : {}),
      own: row.userId === actor.id,
    });
    return { rows: rows.map(notice) };
  },
});

export const emergencyQueries: readonly Query[] = [list, owed];
