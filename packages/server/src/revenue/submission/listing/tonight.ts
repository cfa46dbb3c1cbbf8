import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { z } from 'zod';
import { type Ctx, pageOf, type Query, query, readCursor } from '../../../gate/index.ts';
import type { Page } from '../../../gate/views.ts';
import { type Draft, draftPage, draftsByIds } from '../../claims/index.ts';
import { lightOf, type RemarksOf } from '../remarks.ts';
import { isByUs, scopeOf } from '../scope/store.ts';
import { openAmong } from '../store.ts';
import type { TonightRow } from '../views.ts';
import { countOf } from './store.ts';

const pageSize = 100;
/** So many are looked through at once for what is searched. */
const stride = 500;
const place = z.tuple([z.uuid()]);
const tonightInput = z.object({ cursor: z.string().max(500).optional(), search: z.string().trim().max(100).optional() });
type TonightInput = z.infer<typeof tonightInput>;

const nameOf = ({ name, first }: { readonly name: string; readonly first?: string }): string =>
  [name, first].filter((part) => part !== undefined && part !== '').join(', ');

/** Who did it; of a facility’s claim whoever bills it. */
export const providerOf = ({ rendering, billing }: ClaimToSend): string => nameOf(rendering ?? billing);

type Listed = Awaited<ReturnType<typeof draftPage>>[number];
const withProvider = async (ctx: Ctx, rows: readonly Listed[]): Promise<(Listed & { readonly provider: string })[]> => {
  const ids = rows.map(({ id }) => id);
  const drafts = new Map((await draftsByIds(ctx, ids)).map((draft: Draft) => [draft.id, draft]));
  return rows.map((row) => {
    const claim = drafts.get(row.id)?.claim;
    return { ...row, provider: claim === undefined ? '' : providerOf(claim) };
  });
};

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The next of them, all words of the search in what the list shows; names and providers are sealed, so they are looked through one by one. */
async function nextRows(ctx: Ctx, after: string | undefined, search: string) {
  const words = plain(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return withProvider(ctx, await draftPage(ctx, { status: 'drafted', after, limit: pageSize + 1 }));
  const found: (Listed & { readonly provider: string })[] = [];
  for (let from = after; found.length <= pageSize; ) {
    const rows = await draftPage(ctx, { status: 'drafted', after: from, limit: stride });
    found.push(
      ...(await withProvider(ctx, rows)).filter(({ patientName, patientControlNumber, payerName, provider }) => {
        const shown = plain([patientName, patientControlNumber, payerName, provider].join(' '));
        return words.every((word) => shown.includes(word));
      }),
    );
    from = rows.at(-1)?.id;
    if (rows.length < stride) break;
  }
  return found.slice(0, pageSize + 1);
}

export const tonight = (remarksOf: RemarksOf): Query =>
  query<TonightInput, Page<TonightRow>>({
    name: 'revenue/submission/tonight',
    summary: 'See the claims that can be sent',
    permission: 'submissions.read',
    patientData: true,
    serves: { purposes: ['payment', 'operations', 'audit'], patients: 'many', rows: pageSize, fields: ['identity', 'coverage', 'money'] },
    input: tonightInput as unknown as z.ZodType<TonightInput>,
    read: async (ctx, { cursor, search = '' }) => {
      const [after] = readCursor(place, cursor) ?? [];
      const page = pageOf(await nextRows(ctx, after, search), pageSize, ({ id }) => [id]);
      const ids = page.rows.map(({ id }) => id);
      const scope = await scopeOf(ctx.tx);
      const remarks = await remarksOf(
        ctx,
        page.rows.filter(({ payerId }) => isByUs(scope, payerId)).map(({ id }) => id),
      );
      const open = new Map((await openAmong(ctx.tx, ids)).map(({ draftId, batchId }) => [draftId, batchId]));
      const rows = page.rows.map(({ id, version, status: _status, servedFrom, ...row }): TonightRow => {
        const batchId = open.get(id);
        const found = remarks.get(id) ?? [];
        return {
          ...{ ...row, draftId: id, version, light: lightOf(found), remarks: found, byUs: isByUs(scope, row.payerId) },
          ...(servedFrom === null ? {} : { servedFrom }),
          ...(batchId === undefined ? {} : { batchId }),
        };
      });
      // Of what is searched only that there is more is known.
      return { ...page, rows, total: search === '' ? await countOf(ctx.tx, 'tonight') : rows.length };
    },
    subjects: ({ rows }) => rows.map(({ draftId }) => `draft:${draftId}`),
  });
