import { isRole, roles } from '@claimwright/core/ground/governance';
import {
  isMine,
  ownerOf,
  type QueueOwner,
  queueOf,
  queuesOf,
  type ReviewQueue,
  reviewQueueNames,
  reviewQueues,
} from '@claimwright/core/revenue/scrub';
import { z } from 'zod';
import { type Query, query } from '../../../gate/index.ts';
import { isOf } from '../check-drafts.ts';
import { overridesOf } from '../store.ts';
import { colleagues, draftsWithFindings, routingNow } from './store.ts';
import type { QueuedClaim, QueuesView, QueueView, RoutingView } from './views.ts';

/** More than so many drafts at once are worked off before they are counted. */
const mostDrafts = 2_000;
/** Of one answer; the counts are of all. */
const mostShown = 100;

const input = z.object({
  queue: z.enum(reviewQueueNames).optional(),
  mine: z.boolean().optional(),
  /** Those of a list that somebody looks at. */
  draftIds: z.array(z.uuid()).max(mostShown).optional(),
});
type Input = z.infer<typeof input>;

const whoseOf = (owner: QueueOwner, people: ReadonlyMap<string, string>): string => {
  if ('person' in owner) return people.get(owner.person) ?? 'somebody who works here no more';
  return isRole(owner.role) ? roles[owner.role].title : owner.role;
};

/** What holds a claim and nobody has set aside puts it where somebody knows that kind. */
const queues = query<Input, QueuesView>({
  name: 'revenue/scrub/queues',
  summary: 'See which claims are held, and with whom they wait',
  permission: 'claims.read',
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'audit', 'emergency'], patients: 'many', rows: mostShown, fields: ['money'] },
  input: input as unknown as z.ZodType<Input>,
  read: async (ctx, { queue, mine, draftIds }) => {
    const [routing, people] = [await routingNow(ctx), await colleagues(ctx)];
    const drafts = await draftsWithFindings(ctx, mostDrafts);
    const aside = await overridesOf(
      ctx,
      drafts.filter(({ findings }) => (findings ?? []).length > 0).map(({ draftId }) => draftId),
    );
    const isOwn = (of: ReviewQueue): boolean => isMine(ownerOf(of, routing), ctx.actor);
    const held = drafts.flatMap(({ findings, ...draft }): QueuedClaim[] => {
      const own = aside.filter(({ draftId, version }) => draftId === draft.draftId && version === draft.version);
      const holding = (findings ?? []).filter((one) => one.severity === 'error' && !own.some((made) => isOf(made, one)));
      const waits = queuesOf(holding, routing);
      if (waits.length === 0) return [];
      const told = holding.map((one) => ({ code: one.code, at: one.at, says: one.says, queue: queueOf(one, routing) }));
      return [{ ...draft, queues: waits, mine: waits.some(isOwn), findings: told }];
    });
    const view = (name: ReviewQueue): QueueView => {
      const owner = ownerOf(name, routing);
      const claims = held.filter((claim) => claim.queues.includes(name)).length;
      return { queue: name, name: reviewQueues[name], owner, whose: whoseOf(owner, people), mine: isOwn(name), claims };
    };
    const asked = held.filter(
      (claim) =>
        (queue === undefined || claim.queues.includes(queue)) &&
        (mine !== true || claim.mine) &&
        (draftIds === undefined || draftIds.includes(claim.draftId)),
    );
    return {
      ...{ queues: reviewQueueNames.map(view), claims: asked.slice(0, mostShown) },
      unchecked: drafts.filter(({ findings }) => findings === null).length,
    };
  },
  subjects: ({ claims }) => claims.map(({ draftId }) => `draft:${draftId}`),
});

const routing = query<Record<string, never>, RoutingView>({
  name: 'revenue/scrub/routing',
  summary: 'See with whom held claims wait',
  permission: 'practice.read',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async (ctx) => ({
    routing: await routingNow(ctx),
    people: [...(await colleagues(ctx))].map(([id, name]) => ({ id, name })),
  }),
});

export const queueQueries: readonly Query[] = [queues, routing];
