import type { PlainDate } from '@claimwright/core/ground/base';
import { asItIs, type PaperForm, paperForm, printForms } from '@claimwright/core/revenue/claims';
import { z } from 'zod';
import { cannot, notFound, query } from '../../../gate/index.ts';
import { alignmentInput, type Draft, draftsByIds } from '../../claims/index.ts';
import { type BatchClaimRow, claimsOfBatch } from '../store.ts';
import type { BatchPaperView } from '../views.ts';
import { printedBatch } from './store.ts';

/** As many as a person lays into a printer at once. */
const atOnce = 200;

interface Input {
  readonly batchId: string;
  readonly from?: number;
  readonly right?: number;
  readonly down?: number;
  readonly scale?: number;
}

const why = {
  changed: 'It was changed since it was in this batch.',
  none: 'It does not go on paper: nobody of its coverages is named as the payer, or an institutional claim says nothing of its stay.',
};

type Sheet = { readonly of: BatchClaimRow; readonly form?: PaperForm; readonly says?: string };

function sheetOf(of: BatchClaimRow, draft: Draft, today: PlainDate): Sheet {
  if (draft.version !== of.version) return { of, says: why.changed };
  const form = paperForm(draft.claim, today);
  return form === undefined ? { of, says: why.none } : { of, form };
}

/** The claims of a batch that goes by mail, for the practice's own forms, one after another. */
export const printBatch = query<Input, BatchPaperView>({
  name: 'revenue/submission/batch-paper',
  summary: 'Print the claims of a batch on paper',
  permission: 'claims.read',
  patientData: true,
  serves: {
    purposes: ['payment', 'operations', 'emergency'],
    patients: 'many',
    rows: atOnce,
    fields: ['identity', 'coverage', 'clinical', 'money'],
  },
  input: z.object({
    batchId: z.uuid(),
    from: z.int().min(0).optional(),
    right: alignmentInput.right.optional(),
    down: alignmentInput.down.optional(),
    scale: alignmentInput.scale.optional(),
  }) as unknown as z.ZodType<Input>,
  read: async (ctx, { batchId, from = 0, ...alignment }) => {
    if ((await printedBatch(ctx.tx, batchId)) === undefined) throw notFound('batch that goes by mail');
    const all = await claimsOfBatch(ctx.tx, batchId);
    const own = all.slice(from, from + atOnce);
    if (own.length === 0) throw cannot('This batch has no more claims.', `It has ${all.length}.`, 'Begin with a smaller number.');
    const drafts = await draftsByIds(
      ctx,
      own.map(({ draftId }) => draftId),
    );
    const byId = new Map(drafts.map((draft) => [draft.id, draft]));
    // Of what somebody may not see they are told nothing.
    const sheets = own.flatMap((one) => {
      const draft = byId.get(one.draftId);
      return draft === undefined ? [] : [sheetOf(one, draft, ctx.today)];
    });
    const printed = sheets.filter(({ form }) => form !== undefined);
    const forms = printed.flatMap(({ form }) => form ?? []);
    const named = ({ of: { draftId, patientControlNumber } }: Sheet) => ({ draftId, patientControlNumber });
    const next = from + own.length;
    return {
      batchId,
      claims: all.length,
      printed: printed.map(({ of }) => of.draftId),
      sheets: forms.reduce((sum, { pages }) => sum + pages.length, 0),
      findings: sheets.flatMap((one) => (one.form?.findings ?? []).map(({ at, says }) => ({ ...named(one), at, says }))),
      notPrinted: sheets.flatMap((one) => (one.says === undefined ? [] : [{ ...named(one), says: one.says }])),
      pdf: forms.length === 0 ? '' : Buffer.from(printForms(forms, { ...asItIs, ...alignment })).toString('base64'),
      ...(next < all.length ? { next } : {}),
    };
  },
  subjects: ({ batchId, printed }) => [`batch:${batchId}`, ...printed.map((id) => `draft:${id}`)],
});
