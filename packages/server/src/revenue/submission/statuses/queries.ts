import { z } from 'zod';
import { type Query, query } from '../../../gate/index.ts';
import { draftsByIds } from '../../claims/index.ts';
import { grouped } from '../grouped.ts';
import { meaningVersions, saidBy } from './store.ts';
import type { StatusClaimsView, StatusMeaningView } from './views.ts';

/** What a payer said in words of its own, what people made of it, and how many claims hang on each. */
export const statusMeanings: Query = query<{ payerId: string }, readonly StatusMeaningView[]>({
  name: 'revenue/submission/status-meanings',
  summary: 'See what a payer means by its statuses',
  permission: 'submissions.read',
  patientData: false,
  input: z.object({ payerId: z.uuid() }),
  read: async ({ tx }, { payerId }) => {
    const versions = grouped(await meaningVersions(tx, payerId), ({ code }) => code);
    const said = grouped(await saidBy(tx, [payerId]), ({ code }) => code);
    return [...said].map(([code, claims]) => {
      const history = (versions.get(code) ?? []).map(({ version, meaning, by, at }) => ({
        ...{ version, by, at: at.toISOString() },
        ...(meaning === null ? {} : { meaning }),
      }));
      const now = history[0]?.meaning;
      return { code, claims: claims.length, history, ...(now === undefined ? {} : { meaning: now }) };
    });
  },
});

const most = 100;

/** Which claims a payer said it of: those that wait for what it means, or go by it. */
export const statusClaims: Query = query<{ payerId: string; code: string }, StatusClaimsView>({
  name: 'revenue/submission/status-claims',
  summary: 'See of which claims a payer said a status of its own',
  permission: 'submissions.read',
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'audit'], patients: 'many', rows: most, fields: ['identity', 'money'] },
  input: z.object({ payerId: z.uuid(), code: z.string().trim().min(1).max(60) }),
  read: async (ctx, { payerId, code }) => {
    const said = (await saidBy(ctx.tx, [payerId])).filter((one) => one.code === code).map(({ draftId }) => draftId);
    const drafts = await draftsByIds(ctx, said.slice(0, most));
    return {
      total: said.length,
      rows: drafts.map(({ id, status, claim }) => ({
        ...{ draftId: id, status, patientControlNumber: claim.patientControlNumber, billed: claim.billed },
        patientName: [claim.patient.last, claim.patient.first].filter((part) => part !== '').join(', '),
      })),
    };
  },
  subjects: ({ rows }) => rows.map(({ draftId }) => `draft:${draftId}`),
});
