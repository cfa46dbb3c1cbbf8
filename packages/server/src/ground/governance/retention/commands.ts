import type { PlainDate } from '@claimwright/core/ground/base';
import { plainDate } from '@claimwright/core/ground/base';
import { canonical, keptFrom, type RetentionClass, retentionClassNames, retentionOf } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound, refuseLimited, sha256 } from '../../../gate/index.ts';
import {
  addDestruction,
  addHold,
  addRule,
  certify,
  type DestructionRow,
  decide,
  destroyed,
  destructionById,
  type Expired,
  expiredOf,
  holdById,
  holdsOf,
  liftHold,
  rulesOf,
  type Tx,
} from './store.ts';

const classes = z.enum(retentionClassNames as [RetentionClass, ...RetentionClass[]]);
const reason = z.string().trim().min(3).max(500);
const governs = { workflow: 'governance', consequence: 'administers', permission: 'retention.set' } as const;

type RuleInput = { class: RetentionClass; years: number; basis: string };
const setRule = command<RuleInput, null, null, { class: string }>({
  ...governs,
  name: 'ground/governance/retention/set-rule',
  summary: 'Set a retention rule',
  whole: 'How long records are kept',
  input: z.object({ class: classes, years: z.int().min(1).max(100), basis: reason }),
  load: async () => null,
  plan: (_facts, { class: of, years }) => {
    const { least, basis, kept } = retentionOf(of);
    if (kept !== undefined) throw cannot('This is kept for good.', kept, 'Leave it as it is.');
    if (years < least) throw cannot(`This is kept for at least ${least} years.`, basis, 'Set a longer time; state law may ask for more.');
    return null;
  },
  apply: async ({ tx, now, actor, actId }, _plan, { class: of, years, basis }) => {
    await addRule(tx, { class: of, years, basis, setAt: now, setBy: actor.id, actId });
    return { result: { class: of }, subjects: [`retention:${of}`], details: { years }, because: basis };
  },
});

const subjects = z
  .string()
  .regex(/^(practice|(patient|claim|document|remit):[0-9a-f-]{36})$/, 'Say practice, or patient:…, claim:…, document:… with its id.');
const everythingHeld = 'A hold on everything';
const destroys = 'A destruction';
const placeHold = command<{ subject: string; matter: string }, null, null, { holdId: string }>({
  ...governs,
  name: 'ground/governance/retention/place-hold',
  summary: 'Place a legal hold',
  input: z.object({ subject: subjects, matter: reason }),
  subjects: ({ subject }) => [subject],
  load: async (ctx, { subject }) => {
    if (subject === 'practice') await refuseLimited(ctx, everythingHeld);
    return null;
  },
  plan: () => null,
  apply: async ({ tx, now, actor, actId, newId }, _plan, { subject, matter }) => {
    const id = newId();
    await addHold(tx, { id, subject, matter, placedBy: actor.id, placedAt: now, actId });
    return { result: { holdId: id }, subjects: [`hold:${id}`, subject], because: matter };
  },
});

const lift = command<{ holdId: string; reason: string }, null, null, { holdId: string }>({
  ...governs,
  name: 'ground/governance/retention/lift-hold',
  summary: 'Lift a legal hold',
  input: z.object({ holdId: z.uuid(), reason }),
  subjects: ({ holdId }) => [`hold:${holdId}`],
  load: async (ctx, { holdId }) => {
    if ((await holdById(ctx.tx, holdId))?.subject === 'practice') await refuseLimited(ctx, everythingHeld);
    return null;
  },
  plan: () => null,
  apply: async ({ tx, now, actor, actId }, _plan, { holdId, reason: why }) => {
    const subject = await liftHold(tx, holdId, actor.id, now, actId);
    if (subject === undefined) throw notFound('hold');
    return { result: { holdId }, subjects: [`hold:${holdId}`, subject], because: why };
  },
});

/** What may be destroyed of a class today: until which day, and what that is. */
async function candidates(
  tx: Tx,
  of: RetentionClass,
  today: PlainDate,
  wanted: PlainDate | undefined,
): Promise<{ before: PlainDate; items: Expired[] }> {
  const { years: usual, kept } = retentionOf(of);
  if (kept !== undefined) throw cannot('Nothing of this is ever destroyed.', kept, 'Choose another class.');
  const years = (await rulesOf(tx)).find((rule) => rule.class === of)?.years ?? usual;
  const latest = keptFrom(today, years);
  const before = wanted ?? latest;
  if (before > latest)
    throw cannot(
      'Its time is not over.',
      `It is kept for ${years} years: what is from ${latest} on stays.`,
      `Choose ${latest} or an earlier day.`,
    );
  return { before, items: await expiredOf(tx, of, before) };
}

const digestOf = (items: readonly Expired[]): string =>
  sha256(items.map(({ kind, item, sha256: hash }) => `${kind} ${item} ${hash ?? ''}`).join('\n'));

type ProposeInput = { class: RetentionClass; before?: PlainDate | undefined };
const propose = command<
  ProposeInput,
  { before: PlainDate; items: Expired[]; held: boolean },
  { before: PlainDate; items: Expired[] },
  { destructionId: string; items: number }
>({
  ...governs,
  name: 'ground/governance/retention/propose-destruction',
  summary: 'Propose a destruction',
  whole: destroys,
  input: z.object({
    class: classes,
    before: z
      .string()
      .refine((day) => plainDate(day) !== undefined, 'This is no date, such as 2019-01-31.')
      .optional(),
  }) as unknown as z.ZodType<ProposeInput>,
  load: async ({ tx, today }, { class: of, before }) => ({
    ...(await candidates(tx, of, today, before)),
    held: (await holdsOf(tx)).some((hold) => hold.subject === 'practice' && hold.liftedAt === null),
  }),
  plan: ({ before, items, held }) => {
    if (held) throw cannot('The whole practice is under a legal hold.', 'Nothing is destroyed until it is lifted.', 'See the holds.');
    if (items.length === 0)
      throw cannot('There is nothing to destroy.', `Nothing of this is from before ${before} and not held.`, 'Come back later.');
    return { before, items };
  },
  apply: async ({ tx, now, actor, actId, newId }, { before, items }, { class: of }) => {
    const id = newId();
    await addDestruction(tx, {
      id,
      class: of,
      before,
      items: items.length,
      digest: digestOf(items),
      proposedBy: actor.id,
      proposedAt: now,
      actId,
    });
    return {
      result: { destructionId: id, items: items.length },
      subjects: [`destruction:${id}`],
      details: { class: of, items: items.length },
    };
  },
});

async function proposed(tx: Tx, id: string): Promise<DestructionRow> {
  const row = await destructionById(tx, id);
  if (!row) throw notFound('destruction');
  if (row.state !== 'proposed') throw cannot('This was decided already.', `It is ${row.state}.`, 'Look at the list again.');
  return row;
}

type OfDestruction = { destructionId: string };
const approve = command<OfDestruction, { row: DestructionRow; items: Expired[] }, DestructionRow, OfDestruction & { items: number }>({
  ...governs,
  permission: 'destruction.approve',
  name: 'ground/governance/retention/approve-destruction',
  summary: 'Approve a destruction',
  whole: destroys,
  input: z.object({ destructionId: z.uuid() }),
  load: async ({ tx, today }, { destructionId }) => {
    const row = await proposed(tx, destructionId);
    return { row, items: (await candidates(tx, row.class, today, row.before)).items };
  },
  plan: ({ row, items }, _input, { actor }) => {
    if (actor.id === row.proposedBy)
      throw cannot('Somebody else must approve this.', 'Who proposes a destruction does not approve it.', 'Ask another officer.');
    if (digestOf(items) !== row.digest)
      throw cannot(
        'It is no longer what was proposed.',
        'A hold was placed, or the schedule changed, since then.',
        'Decline it, and propose it anew.',
      );
    return row;
  },
  weigh: ({ proposedBy }) => ({ author: proposedBy }),
  apply: async (ctx, row, { destructionId }) => {
    await decide(ctx.tx, destructionId, 'approved', ctx.actor.id, ctx.now);
    const gone = await destroyed(ctx.tx, destructionId);
    const text = certificateOf(ctx, row, gone);
    const certificate = ctx.witness ? { text, signature: ctx.witness.sign(text), key: ctx.witness.key } : { text };
    await certify(ctx.tx, destructionId, certificate);
    return {
      result: { destructionId, items: gone.length },
      subjects: [`destruction:${destructionId}`],
      details: { class: row.class, items: gone.length },
      evidence: { certificate: sha256(text) },
    };
  },
});

/** What was destroyed, by which rule, who proposed and who approved it; a list by its hash alone. */
const certificateOf = ({ tx, actor, now }: Ctx, row: DestructionRow, gone: readonly Expired[]): string =>
  canonical({
    ...{ v: 1, what: 'certificate of destruction', tenant: tx.tenant, destruction: row.id, class: row.class, before: row.before },
    ...{ items: gone.length, list: digestOf(gone), how: retentionOf(row.class).destroys ?? '' },
    ...{ proposedBy: row.proposedBy, approvedBy: actor.id, at: now.toISOString() },
  });

const decline = command<OfDestruction & { reason: string }, null, null, OfDestruction>({
  ...governs,
  name: 'ground/governance/retention/decline-destruction',
  summary: 'Decline a destruction',
  whole: destroys,
  input: z.object({ destructionId: z.uuid(), reason }),
  load: async () => null,
  plan: () => null,
  apply: async ({ tx, actor, now }, _plan, { destructionId, reason: why }) => {
    await proposed(tx, destructionId);
    await decide(tx, destructionId, 'declined', actor.id, now);
    return { result: { destructionId }, subjects: [`destruction:${destructionId}`], because: why };
  },
});

export const retentionCommands: readonly Command[] = [setRule, placeHold, lift, propose, approve, decline];
