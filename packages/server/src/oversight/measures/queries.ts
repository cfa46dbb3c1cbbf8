import { judge } from '@claimwright/core/revenue/denials';
import { z } from 'zod';
import { type Query, query } from '../../gate/index.ts';
import { claimsOfMonth, countedNow, denialThresholdNow, likelyDrafts, newestModel, scoredPredictions } from './store.ts';
import type { Counted, DenialsView, LikelyView, MeasuredClaimView, MeasuresView } from './views.ts';

type Nothing = Record<string, never>;
const nothing = z.object({}) as unknown as z.ZodType<Nothing>;
const many = { purposes: ['payment', 'audit', 'operations'], patients: 'many', rows: 200, fields: ['money'] } as const;

const measures = query<Nothing, MeasuresView>({
  name: 'oversight/measures/measures',
  summary: 'See the measures of the work on claims',
  permission: 'performance.read',
  patientData: false,
  input: nothing,
  read: async ({ tx }) => {
    const kept = await countedNow(tx);
    return kept === undefined ? {} : { ...kept.content, night: kept.night };
  },
});

interface Bar {
  readonly measure: keyof Counted['months'];
  readonly month: string;
}
const claims = query<Bar, { readonly rows: readonly MeasuredClaimView[] }>({
  name: 'oversight/measures/claims',
  summary: 'See the claims behind a measure',
  permission: 'performance.read',
  patientData: true,
  serves: many,
  input: z.object({ measure: z.enum(['clean-claims', 'first-pass', 'denials']), month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
  read: async ({ tx }, { measure, month }) => ({ rows: await claimsOfMonth(tx, measure, month) }),
  subjects: ({ rows }) => rows.map(({ id }) => `draft:${id}`),
});

/** Fewer outcomes are no measure of how well it foretells. */
const fewestScored = 50;

const denials = query<Nothing, DenialsView>({
  name: 'oversight/measures/denials',
  summary: 'See how well denials are foretold',
  permission: 'performance.read',
  patientData: false,
  input: nothing,
  read: async ({ tx }) => {
    const [kept, threshold, told] = [await newestModel(tx), await denialThresholdNow(tx), await scoredPredictions(tx)];
    const scored = told.flatMap(({ probability, denied }) => (denied === null ? [] : [{ probability, denied }]));
    const base = scored.filter(({ denied }) => denied).length / Math.max(1, scored.length);
    return {
      ...{ threshold, speaks: kept !== undefined && kept.model !== null, scored: scored.length, waiting: told.length - scored.length },
      ...(kept === undefined ? {} : { version: kept.version, learnedAt: kept.learnedAt.toISOString(), report: kept.report }),
      ...(scored.length < fewestScored ? {} : { measured: judge(scored, base) }),
    };
  },
});

const likely = query<Nothing, { readonly rows: readonly LikelyView[] }>({
  name: 'oversight/measures/likely-denied',
  summary: 'See the claims that are likely to be denied',
  permission: 'performance.read',
  patientData: true,
  serves: many,
  input: nothing,
  read: async ({ tx }) => {
    const kept = await newestModel(tx);
    return { rows: kept === undefined || kept.model === null ? [] : await likelyDrafts(tx, kept.version, await denialThresholdNow(tx)) };
  },
  subjects: ({ rows }) => rows.map(({ draftId }) => `draft:${draftId}`),
});

export const measuresQueries: readonly Query[] = [measures, claims, denials, likely];
