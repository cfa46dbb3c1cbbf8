import { z } from 'zod';
import { type Query, query } from '../../../gate/index.ts';
import { scopeOf } from '../scope/store.ts';
import { type FirstPassClaim, type FirstPassRow, firstPassClaims, firstPassRows } from './store.ts';

/** Of ten thousand first sendings that were answered, how many the payer took. */
const shareOf = ({ accepted, rejected }: Pick<FirstPassRow, 'accepted' | 'rejected'>): { share?: number } =>
  accepted + rejected === 0 ? {} : { share: Math.round((accepted * 10_000) / (accepted + rejected)) };

export interface FirstPassView {
  /** What it is measured by, where somebody said it. */
  readonly baseline?: number;
  readonly total: { readonly sent: number; readonly accepted: number; readonly rejected: number; readonly share?: number };
  readonly rows: readonly (FirstPassRow & { readonly share?: number })[];
}

export const firstPass: Query = query<Record<string, never>, FirstPassView>({
  name: 'revenue/submission/first-pass',
  summary: 'See how many claims payers take at the first sending',
  permission: 'submissions.audit',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async ({ tx }) => {
    const [rows, { baseline }] = [await firstPassRows(tx), await scopeOf(tx)];
    const sumOf = (of: 'sent' | 'accepted' | 'rejected') => rows.reduce((sum, row) => sum + row[of], 0);
    const total = { sent: sumOf('sent'), accepted: sumOf('accepted'), rejected: sumOf('rejected') };
    return {
      ...(baseline === null ? {} : { baseline }),
      total: { ...total, ...shareOf(total) },
      rows: rows.map((row) => ({ ...row, ...shareOf(row) })),
    };
  },
});

export interface FirstPassClaimView extends Omit<FirstPassClaim, 'servedFrom' | 'outcome'> {
  readonly servedFrom?: NonNullable<FirstPassClaim['servedFrom']>;
  readonly outcome?: NonNullable<FirstPassClaim['outcome']>;
}

const most = 250;
interface ListInput {
  readonly payerId: string;
  readonly month: string;
}

export const firstPassList: Query = query<ListInput, readonly FirstPassClaimView[]>({
  name: 'revenue/submission/first-pass-claims',
  summary: 'See the claims behind a share of first sendings',
  permission: 'submissions.read',
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'audit'], patients: 'many', rows: most, fields: ['identity', 'coverage', 'money'] },
  input: z.object({ payerId: z.uuid(), month: z.string().regex(/^\d{4}-\d{2}$/) }),
  read: async ({ tx }, { payerId, month }) =>
    (await firstPassClaims(tx, { payerId, month, limit: most })).map(({ servedFrom, outcome, ...row }) => ({
      ...row,
      ...(servedFrom === null ? {} : { servedFrom }),
      ...(outcome === null ? {} : { outcome }),
    })),
  subjects: (rows) => rows.map(({ draftId }) => `draft:${draftId}`),
});
