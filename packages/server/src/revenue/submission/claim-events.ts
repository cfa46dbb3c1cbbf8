import type { DraftStatus } from '@claimwright/core/revenue/claims';
import {
  type AnsweredEvent,
  type Cause,
  type Ladder,
  ladderOf,
  type NumberChosen,
  type PlacedAnswer,
  type SendingEvent,
  type Step,
  understood,
} from '@claimwright/core/revenue/submission';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Ctx } from '../../gate/index.ts';
import type { WriteBackJob } from '../../ground/governance/index.ts';
import { moveDrafts } from '../claims/index.ts';
import { noteOutcomes, type Outcome } from './first-pass/store.ts';
import { grouped } from './grouped.ts';
import { claimEvent } from './schema.ts';
import { meaningsOf } from './statuses/store.ts';
import { closeWork, type NewWork, openWork } from './store.ts';
import { tellStatuses } from './tell-statuses.ts';

type Reading = Pick<Ctx, 'tx'>;

/** Keeps what answers say of claims; what was said before in the same words is not kept again. Answers how many were new. */
export async function addEvents(ctx: Ctx, documentId: string, placed: readonly PlacedAnswer[]): Promise<number> {
  const { tx, now, actId } = ctx;
  const values = placed.map(({ batchId, key, event }) => ({
    ...{ tenantId: tx.tenant, id: ctx.newId(), draftId: key, batchId, event, eventKey: tx.blind('answer', JSON.stringify(event)) },
    ...{ documentId, at: now, actId },
  }));
  let added = 0;
  for (let from = 0; from < values.length; from += 1000)
    added += (
      await tx.db
        .insert(claimEvent)
        .values(values.slice(from, from + 1000))
        .onConflictDoNothing()
        .returning({ id: claimEvent.id })
    ).length;
  return added;
}

export interface ToldEvent {
  readonly event: AnsweredEvent;
  readonly documentId: string;
}

const told = (tx: Ctx['tx'], draftIds: readonly string[]) =>
  tx.db
    .select({ draftId: claimEvent.draftId, event: claimEvent.event, documentId: claimEvent.documentId })
    .from(claimEvent)
    .where(and(eq(claimEvent.tenantId, tx.tenant), inArray(claimEvent.draftId, [...draftIds])))
    .orderBy(asc(claimEvent.id));

interface Sending {
  readonly draftId: string;
  readonly attempt: number;
  readonly payerId: string;
  readonly open: boolean;
  readonly approvedAt: Date | null;
  readonly sentAt: Date | null;
  readonly chosen: Pick<NumberChosen, 'number' | 'among' | 'at'> | null;
}

/** All that happened to drafts on their way out, and where each stands by it. */
export interface Standing {
  readonly ladder: Ladder;
  readonly events: readonly SendingEvent[];
  readonly answers: readonly ToldEvent[];
  /** Whether the newest sending counts still: not where the claim was taken up again. */
  readonly open: boolean;
  readonly sentAt: Date | null;
}

export async function standingsOf({ tx }: Reading, draftIds: readonly string[]): Promise<Map<string, Standing>> {
  const sendings = await tx.rows<Sending>(
    `select c.draft_id as "draftId", c.attempt, b.payer_id as "payerId", c.open, b.approved_at as "approvedAt", b.sent_at as "sentAt", c.number_chosen as chosen
       from submission.batch_claim c join submission.batch b on b.tenant_id = c.tenant_id and b.id = c.batch_id
      where c.tenant_id = $1 and c.draft_id = any($2::uuid[]) and b.approved_at is not null order by c.attempt`,
    [tx.tenant, draftIds],
  );
  const made = await tx.rows<{ id: string; madeAt: Date }>(
    'select id, made_at as "madeAt" from claims.draft where tenant_id = $1 and id = any($2::uuid[])',
    [tx.tenant, draftIds],
  );
  const meanings = await meaningsOf(
    tx,
    sendings.map(({ payerId }) => payerId),
  );
  const sent = grouped(sendings, ({ draftId }) => draftId);
  const inOurWords = ({ draftId, event, documentId }: ToldEvent & { readonly draftId: string }) => {
    const payerId = sent.get(draftId)?.find(({ attempt }) => attempt === event.attempt)?.payerId;
    return { draftId, documentId, event: understood(event, meanings.get(payerId ?? '') ?? new Map()) };
  };
  const answers = grouped((await told(tx, draftIds)).map(inOurWords), ({ draftId }) => draftId);
  return new Map(made.map(({ id, madeAt }) => [id, standing(madeAt, sent.get(id) ?? [], answers.get(id) ?? [])]));
}

function standing(madeAt: Date, sendings: readonly Sending[], answers: readonly ToldEvent[]): Standing {
  const events: SendingEvent[] = [
    { kind: 'drafted', at: madeAt.toISOString() },
    ...sendings.flatMap(({ attempt, approvedAt, sentAt, chosen }): SendingEvent[] => [
      ...(approvedAt === null ? [] : [{ kind: 'approved', attempt, at: approvedAt.toISOString() } as const]),
      ...(sentAt === null ? [] : [{ kind: 'sent', attempt, at: sentAt.toISOString() } as const]),
      ...(chosen === null ? [] : [{ kind: 'number chosen', attempt, ...chosen } as const]),
    ]),
    ...answers.map(({ event }) => event),
  ];
  const last = sendings.at(-1);
  return { ladder: ladderOf(events), events, answers, open: last?.open ?? false, sentAt: last?.sentAt ?? null };
}

const statuses: { readonly [step in Step]: DraftStatus } = {
  drafted: 'drafted',
  approved: 'approved',
  sent: 'sent',
  received: 'received',
  'accepted by the clearinghouse': 'accepted-by-clearinghouse',
  'accepted by the payer': 'accepted-by-payer',
  adjudicated: 'adjudicated',
};
const onTheWay = ['approved', 'sent', 'received', 'accepted-by-clearinghouse', 'accepted-by-payer', 'adjudicated', 'rejected'] as const;

const taken: readonly Step[] = ['accepted by the clearinghouse', 'accepted by the payer', 'adjudicated'];

/**
 * Moves drafts to where their answers put them; a rejection opens work with its cause and fix, and what overtakes it closes that. An answer
 * that takes a claim after somebody took it up again moves nothing: that it must not be sent twice is a person’s to see.
 */
export async function climb(ctx: Ctx, draftIds: readonly string[]): Promise<readonly WriteBackJob[]> {
  const all = await standingsOf(ctx, draftIds);
  const counting = [...all].filter(([, { open }]) => open);
  const byStatus = grouped(counting, ([, { ladder }]) => statusBy(ladder));
  const moved: string[] = [];
  for (const [to, rows] of byStatus)
    moved.push(
      ...(await moveDrafts(
        ctx,
        rows.map(([id]) => id),
        { from: onTheWay.filter((status) => status !== to), to },
      )),
    );
  await noteOutcomes(
    ctx,
    counting.flatMap(([draftId, { ladder }]) => outcomeOf(draftId, ladder)),
  );
  const rejected = counting.flatMap(([id, { ladder }]) => (ladder.rejection ? [{ id, causes: ladder.rejection.causes }] : []));
  const late = [...all].filter(([, { open, ladder }]) => !open && !ladder.rejection && taken.includes(ladder.step));
  await openWork(ctx, [
    ...rejected.map(({ id, causes }) => ({ kind: 'rejected', key: `rejected:${id}`, draftId: id, causes }) as const),
    ...late.map(([id, { ladder }]) => ({ kind: 'late', key: lateKey(id), draftId: id, causes: [takenAfterAll(ladder)] }) as const),
    ...[...all].flatMap(([id, { ladder }]) => inDoubt(id, ladder)),
  ]);
  await closeWork(ctx, [
    ...counting.filter(([, { ladder }]) => !ladder.rejection).map(([id]) => `rejected:${id}`),
    ...[...all].filter(([id, { ladder }]) => inDoubt(id, ladder).length === 0).map(([id]) => numberKey(id)),
  ]);
  return tellStatuses(ctx, moved);
}

const numberKey = (draftId: string): string => `number:${draftId}`;

/** Two numbers of one claim: by the wrong one a void would take back somebody else’s, so neither is used until a person chose. */
function inDoubt(draftId: string, { numbers, payerControlNumber }: Ladder): readonly NewWork[] {
  if (numbers === undefined || payerControlNumber !== undefined) return [];
  const told = numbers.map(({ number, by, set, on }) => `${number} (${set} of the ${by}, ${on.replace('T', ' ')})`);
  const cause = {
    code: 'number.differs',
    says: `The payer’s number of this claim is told in ${numbers.length} ways: ${told.join('; ')}.`,
    fix: 'Ask the payer, then choose the one that is right: a corrected claim or a void goes by it.',
  };
  return [{ kind: 'number', key: numberKey(draftId), draftId, causes: [cause] }];
}

/** The work that says a claim was taken after somebody took it up again. */
export const lateKey = (draftId: string): string => `late:${draftId}`;

const takenAfterAll = ({ step }: Ladder): Cause => ({
  code: 'taken after all',
  says: `Its first sending was ${step} after somebody took it up again.`,
  fix: 'Let the first sending stand, so that it is not sent twice; what is to be changed goes as a corrected claim.',
});

const outcomeOf = (draftId: string, { attempt, rejection, step }: Ladder): readonly Outcome[] =>
  rejection !== undefined
    ? [{ draftId, attempt, outcome: 'rejected' }]
    : step === 'accepted by the payer' || step === 'adjudicated'
      ? [{ draftId, attempt, outcome: 'accepted' }]
      : [];

/** Where a draft stands by its newest sending. */
export const statusBy = ({ rejection, step }: Ladder): DraftStatus => (rejection === undefined ? statuses[step] : 'rejected');
