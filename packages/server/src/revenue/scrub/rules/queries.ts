import { packDocument, sightOf } from '@claimwright/core/revenue/scrub';
import { z } from 'zod';
import { notFound, type Query, query } from '../../../gate/index.ts';
import { draftsByIds } from '../../claims/index.ts';
import { scrubFacts } from '../facts.ts';
import { ruleInput } from '../input.ts';
import { previewRule, ruleFinds } from './preview.ts';
import { ruleHistory, rulesKept } from './store.ts';
import type { PreviewedClaim, RuleQueries } from './views.ts';

type Asked<N extends keyof RuleQueries> = RuleQueries[N]['input'];
type Told<N extends keyof RuleQueries> = RuleQueries[N]['answer'];
const nothing = z.object({}) as unknown as z.ZodType<Record<string, never>>;

const rules = query<Asked<'revenue/scrub/rules'>, Told<'revenue/scrub/rules'>>({
  name: 'revenue/scrub/rules',
  summary: 'See the payer rules',
  permission: 'practice.read',
  patientData: false,
  input: nothing,
  read: async (ctx) => {
    const kept = await rulesKept(ctx);
    const page = packDocument({ id: 'practice', title: 'Payer rules', version: kept.length, rules: kept.map(({ rule }) => rule) });
    return { rules: kept, page };
  },
});

const finds = query<Asked<'revenue/scrub/rule-finds'>, Told<'revenue/scrub/rule-finds'>>({
  name: 'revenue/scrub/rule-finds',
  summary: 'See how many claims the payer rules find',
  permission: 'practice.read',
  patientData: false,
  input: nothing,
  read: (ctx) => ruleFinds(ctx),
});

const history = query<Asked<'revenue/scrub/rule-history'>, Told<'revenue/scrub/rule-history'>>({
  name: 'revenue/scrub/rule-history',
  summary: 'See the versions of a payer rule',
  permission: 'practice.read',
  patientData: false,
  input: z.object({ ruleId: z.string().min(1).max(61) }),
  read: async (ctx, { ruleId }) => {
    const found = await ruleHistory(ctx, ruleId);
    if (found.versions.length === 0) throw notFound('rule');
    return found;
  },
});

const preview = query<Asked<'revenue/scrub/preview-rule'>, Told<'revenue/scrub/preview-rule'>>({
  name: 'revenue/scrub/preview-rule',
  summary: 'See what a payer rule would have found',
  permission: 'rules.write',
  patientData: false,
  input: z.object({ rule: ruleInput }),
  read: (ctx, { rule }) => previewRule(ctx, { ...rule, version: 0, author: '', writtenOn: ctx.today }),
});

const mostClaims = 200;
const claims = query<Asked<'revenue/scrub/previewed-claims'>, Told<'revenue/scrub/previewed-claims'>>({
  name: 'revenue/scrub/previewed-claims',
  summary: 'See the claims that a payer rule would have found',
  permission: 'claims.read',
  patientData: true,
  serves: {
    purposes: ['payment', 'operations', 'audit', 'emergency'],
    patients: 'many',
    rows: mostClaims,
    fields: ['identity', 'coverage', 'money'],
  },
  input: z.object({ draftIds: z.array(z.uuid()).max(mostClaims) }),
  read: async (ctx, { draftIds }) => ({
    rows: (await draftsByIds(ctx, draftIds)).map(({ id, claim, status }): PreviewedClaim => {
      const { patient, coverages, lines } = claim;
      const [servedFrom] = lines.flatMap(({ servedOn }) => servedOn ?? []).sort();
      return {
        ...{
          draftId: id,
          waits: status === 'drafted',
          patientName: [patient.last, patient.first].filter(Boolean).join(', '),
          billed: claim.billed,
        },
        patientControlNumber: claim.patientControlNumber,
        payerName: coverages.find(({ rank }) => rank === claim.sentAs)?.payerName ?? '',
        procedures: [...new Set(lines.map(({ procedure }) => procedure.code))],
        ...(servedFrom === undefined ? {} : { servedFrom }),
      };
    }),
  }),
  subjects: ({ rows }) => rows.map(({ draftId }) => `draft:${draftId}`),
});

const sight = query<Asked<'revenue/scrub/claim-sight'>, Told<'revenue/scrub/claim-sight'>>({
  name: 'revenue/scrub/claim-sight',
  summary: 'See what a payer rule sees of a claim',
  permission: 'claims.read',
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'audit', 'emergency'], patients: 'one', rows: 1, fields: ['clinical', 'money'] },
  input: z.object({ draftId: z.uuid(), asked: z.array(z.string().max(60)).max(100) }),
  read: async (ctx, { draftId, asked }) => {
    const drafts = await draftsByIds(ctx, [draftId]);
    const [facts] = await scrubFacts(ctx, drafts, []);
    if (facts === undefined) throw notFound('draft of a claim');
    return { draftId, sight: sightOf(facts, asked) };
  },
  subjects: ({ draftId }) => [`draft:${draftId}`],
});

export const ruleQueries: readonly Query[] = [rules, finds, history, preview, claims, sight];
