import type { Cents } from '@claimwright/core/ground/base';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound } from '../../gate/index.ts';
import { keepOwnDocument } from '../../ground/intake/index.ts';
import { type Draft, draftsByIds, draftVersions, moveDrafts } from '../claims/index.ts';
import { lateAmong } from './late/store.ts';
import { refuseUnsendable } from './may-send.ts';
import { lightOf, type RemarksOf } from './remarks.ts';
import { keepReports } from './reports/keep-report.ts';
import { asSentNow, fileNameOf } from './sending.ts';
import {
  type BatchClaimRow,
  type BatchRow,
  type ClearinghouseRow,
  claimsOfBatch,
  clearinghouseRows,
  closeClaims,
  closeWork,
  heldBatch,
  lockSubmission,
  setBatch,
} from './store.ts';

const approveInput = z.object({
  batchId: z.uuid(),
  /** The hash of the bytes that were shown: nothing else is approved. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
type ApproveInput = z.infer<typeof approveInput>;

interface Facts {
  readonly row: BatchRow | undefined;
  readonly claims: readonly BatchClaimRow[];
  readonly drafts: readonly Draft[];
  readonly bytes: number | undefined;
  readonly partner: ClearinghouseRow | undefined;
  readonly late: boolean;
  /** Where it is to be approved: whether something was found since it was made ready that holds a claim. */
  readonly held?: boolean;
}
interface Approved {
  readonly batchId: string;
  readonly claims: number;
  readonly billed: Cents;
}

const batchFacts = async (ctx: Ctx, batchId: string): Promise<Facts> => {
  await lockSubmission(ctx.tx);
  const row = await heldBatch(ctx.tx, batchId);
  const claims = row ? await claimsOfBatch(ctx.tx, batchId) : [];
  const ids = claims.map(({ draftId }) => draftId);
  const drafts = await draftsByIds(ctx, ids);
  const partner = (await clearinghouseRows(ctx.tx)).find(({ id }) => id === row?.clearinghouseId);
  const late = (await lateAmong(ctx.tx, ids)).size > 0;
  return { row, claims, drafts, partner, late, bytes: row ? await ctx.blobs.size(ctx.tx.tenant, row.sha256) : undefined };
};

const approved = z.object({ batchId: z.uuid(), claims: z.int(), billed: z.int() }) as unknown as z.ZodType<Approved>;

/** A person lets a batch go, after its totals were shown. No machine ever does: to file a claim always needs a person. */
export const approveBatch = (remarksOf: RemarksOf): Command =>
  command<ApproveInput, Facts, { row: BatchRow; drafts: readonly Draft[]; byPaper: boolean }, Approved>({
    name: 'revenue/submission/approve-batch',
    summary: 'Approve a batch of claims to be sent',
    permission: 'submissions.approve',
    workflow: 'submission',
    consequence: 'submit',
    whole: 'A batch of claims',
    input: approveInput as unknown as z.ZodType<ApproveInput>,
    answers: approved,
    subjects: ({ batchId }) => [`batch:${batchId}`],
    load: async (ctx, { batchId }) => {
      const facts = await batchFacts(ctx, batchId);
      const ids = facts.row?.purpose === 'claims' ? facts.claims.map(({ draftId }) => draftId) : [];
      const remarks = await remarksOf(ctx, ids);
      return { ...facts, held: [...remarks.values()].some((found) => lightOf(found) === 'red') };
    },
    plan: ({ row, claims, drafts, bytes, partner, late, held }, { sha256 }, { today }) => {
      if (!row) throw notFound('batch');
      const anew = 'Drop this batch and make it ready again.';
      if (row.state !== 'prepared') throw cannot('This batch is not waiting for approval.', `It is ${row.state}.`, 'Look at its progress.');
      if (row.sha256 !== sha256) throw cannot('This is not the batch that was shown.', 'Its bytes are others.', 'Look at it again.');
      if (bytes !== row.size) throw cannot('The bytes of this batch are not here.', 'They were lost since it was made ready.', anew);
      refuseUnsendable(partner, today);
      if (late) throw cannot('A claim of this batch was taken after all.', 'Its first sending stands: it would be filed twice.', anew);
      const versions = new Map(drafts.map(({ id, version, status }) => [id, status === 'drafted' ? version : undefined]));
      if (claims.some(({ draftId, version }) => versions.get(draftId) !== version))
        throw cannot(
          'A claim of this batch was changed since it was made ready.',
          'What would be sent is not what stands there now.',
          anew,
        );
      if (held) throw cannot('A claim of this batch is held now.', 'Something was found or learned since it was made ready.', anew);
      return { row, drafts, byPaper: partner?.kind === 'paper' };
    },
    essence: ({ row }) => ({ batch: row.id, sha256: row.sha256, claims: row.claims, billed: row.billed }),
    weigh: ({ row }, facts) => weighBatch(row, facts),
    apply: async (ctx, { row, drafts, byPaper }) => {
      const ids = drafts.map(({ id }) => id);
      const moved = await moveDrafts(ctx, ids, { from: ['drafted'], to: 'approved' });
      // Their rows are taken now: what was changed since they were read is not what is in the file.
      const versions = await draftVersions(ctx, ids);
      if (moved.length !== ids.length || drafts.some(({ id, version }) => versions.get(id) !== version))
        throw cannot('A claim of this batch was changed or is gone.', 'Somebody was faster.', 'Drop this batch and make it ready again.');
      const question = row.purpose === 'status' ? ({ kind: 'status-question', toBeKept: true } as const) : { kind: '837' };
      const documentId = await keepOwnDocument(ctx, { sha256: row.sha256, size: row.size, name: fileNameOf(row), ...question });
      // The report as it stands now, whose hash is on the record: the one that was made with the batch, where nothing else is found since.
      const reports = row.purpose === 'claims' ? await keepReports(ctx, [row.id], remarksOf) : { subjects: [], evidence: {} };
      const approved = { state: 'approved', approvedBy: ctx.actor.id, approvedAt: ctx.now, documentId } as const;
      await setBatch(ctx.tx, row.id, approved);
      await closeWork(
        ctx,
        ids.map((id) => `unwritable:${id}`),
      );
      return {
        result: { batchId: row.id, claims: row.claims, billed: row.billed },
        subjects: [`batch:${row.id}`, `document:${documentId}`, ...reports.subjects],
        evidence: reports.evidence,
        details: { claims: row.claims, billedCents: row.billed, control: row.control },
        source: row.sha256,
        // Whoever approves what is mailed has mailed it.
        jobs: byPaper
          ? await asSentNow(ctx, { ...row, ...approved }, 'paper')
          : [{ queue: 'submit', data: { tenant: ctx.tx.tenant, batchId: row.id } }],
        changes: [{ topic: 'batches', id: row.id }],
      };
    },
  });

/** What it bills, to whom and of which sites. */
const weighBatch = ({ billed, payerId }: BatchRow, { drafts }: Facts) => ({
  ...{ amount: billed, payers: [payerId] },
  sites: [...new Set(drafts.map(({ siteId }) => siteId ?? undefined))],
});

const dropInput = z.object({ batchId: z.uuid() });

/** Lets the claims of a batch that was not approved go back: nothing of it was sent, and its number is never used again. */
export const dropBatch: Command = command<{ batchId: string }, Facts, BatchRow, { batchId: string }>({
  name: 'revenue/submission/drop-batch',
  summary: 'Drop a batch that was not sent',
  permission: 'submissions.prepare',
  workflow: 'submission',
  consequence: 'decides',
  whole: 'A batch of claims',
  input: dropInput,
  subjects: ({ batchId }) => [`batch:${batchId}`],
  load: (ctx, { batchId }) => batchFacts(ctx, batchId),
  weigh: weighBatch,
  plan: ({ row }) => {
    if (!row) throw notFound('batch');
    if (row.state !== 'prepared')
      throw cannot(
        'This batch cannot be dropped.',
        `It is ${row.state}: it is on its way, or was sent.`,
        'To take a claim back, send its void.',
      );
    return row;
  },
  apply: async (ctx, row) => {
    await setBatch(ctx.tx, row.id, { state: 'dropped' });
    await closeClaims(ctx.tx, { batchId: row.id });
    return {
      result: { batchId: row.id },
      subjects: [`batch:${row.id}`],
      details: { claims: row.claims, control: row.control },
      changes: [{ topic: 'batches', id: row.id }],
    };
  },
});

const reopenInput = z.object({ draftId: z.uuid() });

/** Takes a rejected claim up again, to be mended and sent anew. */
export const reopenClaim: Command = command<{ draftId: string }, Draft | undefined, Draft, { draftId: string }>({
  name: 'revenue/submission/reopen',
  summary: 'Take a rejected claim up again',
  permission: 'submissions.prepare',
  workflow: 'submission',
  consequence: 'decides',
  input: reopenInput,
  subjects: ({ draftId }) => [`draft:${draftId}`],
  load: async (ctx, { draftId }) => {
    await lockSubmission(ctx.tx);
    return (await draftsByIds(ctx, [draftId]))[0];
  },
  plan: (draft) => {
    if (!draft) throw notFound('draft of a claim');
    if (draft.status !== 'rejected')
      throw cannot(
        'This claim was not rejected.',
        `It stands at ${draft.status}.`,
        'Wait for its answer, or send a corrected claim or a void.',
      );
    return draft;
  },
  weigh: ({ payerId, siteId }) => ({ payers: [payerId], sites: [siteId ?? undefined] }),
  apply: async (ctx, { id }) => {
    const moved = await moveDrafts(ctx, [id], { from: ['rejected'], to: 'drafted' });
    if (moved.length === 0) throw cannot('This claim stands elsewhere now.', 'Somebody was faster.', 'Look at it again.');
    await closeClaims(ctx.tx, { draftId: id });
    await closeWork(ctx, [`rejected:${id}`]);
    return { result: { draftId: id }, subjects: [`draft:${id}`], changes: [{ topic: 'batches' }, { topic: 'drafts', id }] };
  },
});
