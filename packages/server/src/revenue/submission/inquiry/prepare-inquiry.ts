import { sum } from '@claimwright/core/ground/base';
import { asRouted, controlsOf, inquiryToWrite } from '@claimwright/core/revenue/submission';
import { writeStatus } from '@claimwright/x12';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound } from '../../../gate/index.ts';
import { type Draft, draftsByIds } from '../../claims/index.ts';
import { type Standing, standingsOf } from '../claim-events.ts';
import { grouped } from '../grouped.ts';
import { partnerFacts } from '../partner-facts.ts';
import { addBatches, type ClearinghouseRow, claimsOfBatch, clearinghouseRows, lockSubmission, takeControls } from '../store.ts';
import { addInquiryClaims, askedAmong, type SentDraft, sendingsOf } from './store.ts';

const most = 500;
const inquiryInput = z.object({
  draftIds: z.array(z.uuid()).min(1).max(most).optional(),
  /** All claims of a batch of which the payer has not said that it has them. */
  batchId: z.uuid().optional(),
});
type InquiryInput = z.infer<typeof inquiryInput>;

interface Facts {
  readonly drafts: readonly Draft[];
  readonly asked: ReadonlySet<string>;
  readonly sent: ReadonlyMap<string, SentDraft>;
  readonly standings: ReadonlyMap<string, Standing>;
  readonly partners: readonly ClearinghouseRow[];
}
interface Question {
  readonly partner: ClearinghouseRow;
  readonly payerId: string;
  readonly payerNumber: string | undefined;
  readonly claims: readonly { readonly draft: Draft; readonly attempt: number; readonly payerControlNumber?: string }[];
}
interface Asked {
  readonly batches: readonly { readonly batchId: string; readonly sha256: string; readonly claims: number }[];
}

/**
 * Writes the question to a payer how claims stand that were sent to it (276). It tells nobody: a person lets it go as any batch, for it
 * says of patients that they are treated here. The clock may write it where a payer is silent.
 */
export const prepareInquiry: Command = command<InquiryInput, Facts, readonly Question[], Asked>({
  name: 'revenue/submission/prepare-inquiry',
  summary: 'Make a question to a payer about the status of claims ready',
  permission: 'submissions.prepare',
  workflow: 'submission',
  consequence: 'none',
  whole: 'A question to a payer',
  input: inquiryInput as unknown as z.ZodType<InquiryInput>,
  subjects: ({ draftIds = [], batchId }) => [
    ...draftIds.map((id) => `draft:${id}`),
    ...(batchId === undefined ? [] : [`batch:${batchId}`]),
  ],
  load: factsOf,
  plan: ({ drafts, asked, sent, standings, partners }) => {
    const open = drafts.filter(({ id }) => {
      const { ladder } = standings.get(id) ?? {};
      return sent.has(id) && !asked.has(id) && ladder !== undefined && ladder.rejection === undefined && ladder.step !== 'adjudicated';
    });
    if (open.length === 0)
      throw cannot(
        'There is nothing to ask the payer.',
        'These claims were not sent, were rejected or decided, or a question about them is on its way.',
        'Look at the way of the claim.',
      );
    const byWay = grouped(open, ({ id, payerId, claim }) =>
      [sent.get(id)?.clearinghouseId, payerId, sent.get(id)?.payerNumber, claim.kind].join('|'),
    );
    return [...byWay.values()].flatMap((own): Question[] => {
      const [{ id, payerId } = { id: '', payerId: '' }] = own;
      const partner = partners.find((one) => one.id === sent.get(id)?.clearinghouseId);
      const claims = own.map((draft) => {
        const number = standings.get(draft.id)?.ladder.payerControlNumber;
        return { draft, attempt: sent.get(draft.id)?.attempt ?? 1, ...(number === undefined ? {} : { payerControlNumber: number }) };
      });
      return partner === undefined ? [] : [{ partner, payerId, payerNumber: sent.get(id)?.payerNumber ?? undefined, claims }];
    });
  },
  essence: (questions) =>
    questions.map(({ partner, payerId, claims }) => ({ partner: partner.id, payerId, ids: claims.map(({ draft }) => draft.id) })),
  weigh: (_plan, { drafts }) => ({
    payers: [...new Set(drafts.map(({ payerId }) => payerId))],
    sites: [...new Set(drafts.map(({ siteId }) => siteId ?? undefined))],
  }),
  apply: async (ctx, questions) => {
    let control = await takeControls(ctx.tx, questions.length, ctx.now);
    const batches: Asked['batches'][number][] = [];
    for (const question of questions) batches.push(await keep(ctx, question, control++));
    const claims = batches.reduce((all, one) => all + one.claims, 0);
    return {
      result: { batches },
      subjects: batches.map(({ batchId }) => `batch:${batchId}`),
      details: { questions: batches.length, claims },
      changes: [{ topic: 'batches' }],
    };
  },
});

async function factsOf(ctx: Ctx, { draftIds, batchId }: InquiryInput): Promise<Facts> {
  await lockSubmission(ctx.tx);
  const claims = batchId === undefined ? [] : await claimsOfBatch(ctx.tx, batchId);
  if (batchId !== undefined && claims.length === 0) throw notFound('batch');
  const named = [...new Set([...(draftIds ?? []), ...claims.filter(({ open }) => open).map(({ draftId }) => draftId)])];
  const drafts = await draftsByIds(ctx, named);
  if (drafts.length < named.length) throw notFound('draft of a claim');
  const standings = await standingsOf(ctx, named);
  // Of a whole batch those are meant that the payer has not spoken of; who is named, is asked about.
  const silent = (id: string) => draftIds?.includes(id) === true || standings.get(id)?.ladder.step !== 'accepted by the payer';
  return {
    drafts: drafts.filter(({ id }) => silent(id)).sort((a, b) => (a.id < b.id ? -1 : 1)),
    asked: await askedAmong(ctx.tx, named),
    sent: new Map((await sendingsOf(ctx.tx, named)).map((row) => [row.draftId, row])),
    standings,
    partners: await clearinghouseRows(ctx.tx),
  };
}

async function keep(ctx: Ctx, { partner, payerId, payerNumber, claims }: Question, control: number): Promise<Asked['batches'][number]> {
  const { reference } = controlsOf(control);
  const asked = claims.map((one, i) => ({ ...one, claim: asRouted(one.draft.claim, payerNumber), trace: `${reference}-${i + 1}` }));
  const bytes = writeStatus(inquiryToWrite(asked, partnerFacts(ctx, partner, control)));
  const kept = await ctx.blobs.put(ctx.tx.tenant, bytes);
  const batchId = ctx.newId();
  const [first] = asked;
  await addBatches(
    ctx,
    [
      {
        ...{
          id: batchId,
          clearinghouseId: partner.id,
          payerId,
          payerNumber: payerNumber ?? null,
          kind: first?.claim.kind ?? 'professional',
          purpose: 'status',
          control,
          reference,
        },
        ...{ state: 'prepared', ...kept, claims: asked.length, billed: sum(asked.map(({ claim }) => claim.billed)) },
        ...{ preparedAt: ctx.now, tries: 0 },
      },
    ],
    [],
  );
  await addInquiryClaims(
    ctx,
    asked.map(({ draft, attempt, trace }) => ({ batchId, draftId: draft.id, attempt, trace })),
  );
  return { batchId, sha256: kept.sha256, claims: asked.length };
}
