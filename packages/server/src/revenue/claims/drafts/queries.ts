import { asItIs, draftStatuses, factAt, paperForm, printForm } from '@claimwright/core/revenue/claims';
import { z } from 'zod';
import { cannot, notFound, pageOf, type Query, query, readCursor } from '../../../gate/index.ts';
import type { Page } from '../../../gate/views.ts';
import { patientOwes as owedByPatients } from '../../charges/index.ts';
import { alignmentInput } from '../printers/commands.ts';
import { draftCount, draftPage, draftsByIds, draftsNumbered, versionsOf } from './store.ts';
import type { DraftQueries, DraftRow, DraftView, PaperView } from './views.ts';

const listInput = z.object({
  status: z.enum(draftStatuses),
  payerId: z.uuid().optional(),
  search: z.string().trim().max(100).optional(),
  cursor: z.string().max(500).optional(),
});
const pageSize = 100;

const list = query<z.infer<typeof listInput>, Page<DraftRow>>({
  name: 'revenue/claims/drafts',
  summary: 'See the drafts of claims',
  permission: 'claims.read',
  patientData: true,
  serves: {
    purposes: ['payment', 'operations', 'audit', 'emergency'],
    patients: 'many',
    rows: 100,
    fields: ['identity', 'coverage', 'money'],
  },
  input: listInput,
  read: async (ctx, { cursor, ...filter }) => {
    const after = readCursor(z.tuple([z.uuid()]), cursor)?.[0];
    const page = pageOf(await draftPage(ctx, { ...filter, after, limit: pageSize + 1 }), pageSize, (row) => [row.id]);
    const rows = page.rows.map(({ servedFrom, ...row }) => ({ ...row, ...(servedFrom === null ? {} : { servedFrom }) }));
    return { ...page, rows, total: await draftCount(ctx, filter) };
  },
  subjects: ({ rows }) => rows.map(({ id }) => `draft:${id}`),
});

/** People and scripts name a claim by the number that is on it. */
const numbered = query<{ number: string }, DraftQueries['revenue/claims/drafts-numbered']['answer']>({
  name: 'revenue/claims/drafts-numbered',
  summary: 'See which drafts of claims bear a number',
  permission: 'claims.read',
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'audit', 'emergency'], patients: 'one', rows: 50, fields: ['identity'] },
  input: z.object({ number: z.string().trim().min(1).max(38) }),
  read: async (ctx, { number }) => ({ rows: (await draftsNumbered(ctx, number)).map(({ id, status }) => ({ draftId: id, status })) }),
  subjects: ({ rows }) => rows.map(({ draftId }) => `draft:${draftId}`),
});

const one = query<{ draftId: string }, DraftView>({
  name: 'revenue/claims/draft',
  summary: 'See a draft of a claim',
  permission: 'claims.read',
  patientData: true,
  serves: {
    purposes: ['payment', 'operations', 'audit', 'emergency'],
    patients: 'one',
    rows: 1,
    fields: ['identity', 'coverage', 'clinical', 'money'],
  },
  input: z.object({ draftId: z.uuid() }),
  read: async (ctx, { draftId }) => {
    const [draft] = await draftsByIds(ctx, [draftId]);
    if (draft === undefined) throw notFound('draft of a claim');
    const versions = await versionsOf(ctx, draftId);
    const patientOwes = (await owedByPatients(ctx.tx, [draftId])).get(draftId);
    return {
      ...{ id: draft.id, status: draft.status, version: draft.version, claim: draft.claim },
      ...(patientOwes === undefined ? {} : { patientOwes }),
      ...(draft.claimId === null ? {} : { claimId: draft.claimId }),
      ...(draft.fromClaimId === null ? {} : { fromClaimId: draft.fromClaimId }),
      versions: versions.map(({ version, changed, because, restores, madeAt, by, machine, claim }, i) => ({
        ...{ version, changed, madeAt: madeAt.toISOString() },
        changes: changed.map((at) => ({ at, from: factAt(versions[i - 1]?.claim, at), to: factAt(claim, at) })),
        ...(by === null ? {} : { by }),
        ...(machine === null ? {} : { machine }),
        ...(because === null ? {} : { because }),
        ...(restores === null ? {} : { restores }),
      })),
    };
  },
  subjects: ({ id }) => [`draft:${id}`],
});

type PaperInput = { readonly draftId: string; readonly left?: number; readonly top?: number };
/** For the practice's own forms: words and figures where the boxes are, and nothing of the form. */
const paper = query<PaperInput, PaperView>({
  name: 'revenue/claims/paper',
  summary: 'Print a draft of a claim on paper',
  permission: 'claims.read',
  patientData: true,
  serves: {
    purposes: ['payment', 'operations', 'emergency'],
    patients: 'one',
    rows: 1,
    fields: ['identity', 'coverage', 'clinical', 'money'],
  },
  input: z.object({
    draftId: z.uuid(),
    right: alignmentInput.right.optional(),
    down: alignmentInput.down.optional(),
    scale: alignmentInput.scale.optional(),
  }) as unknown as z.ZodType<PaperInput>,
  read: async (ctx, { draftId, ...alignment }) => {
    const [draft] = await draftsByIds(ctx, [draftId]);
    if (draft === undefined) throw notFound('draft of a claim');
    const form = paperForm(draft.claim, ctx.today);
    if (form === undefined)
      throw cannot(
        'This claim does not go on paper.',
        'It names nobody of its coverages as the payer, or an institutional claim says nothing of its stay.',
        'Complete it, or send it as a file.',
      );
    const { layout, pages, findings } = form;
    const pdf = printForm(form, { ...asItIs, ...alignment });
    return { draftId, form: layout.name, pages: pages.length, findings, pdf: Buffer.from(pdf).toString('base64') };
  },
  subjects: ({ draftId }) => [`draft:${draftId}`],
});

export const draftQueries: readonly Query[] = [list, numbered, one, paper];
