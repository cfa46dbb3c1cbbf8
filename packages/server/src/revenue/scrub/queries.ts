import {
  byGravity,
  foundOf,
  holdsUntilMended,
  type ScrubFacts,
  type ScrubFinding,
  validationResult,
} from '@claimwright/core/revenue/scrub';
import { z } from 'zod';
import { notFound, type Query, query } from '../../gate/index.ts';
import { beside } from './beside.ts';
import { checkDrafts, isOf } from './check-drafts.ts';
import { type DeniedOf, overrides } from './overrides/queries.ts';
import { promisedFindings } from './promised.ts';
import { proposalQueries } from './proposals/queries.ts';
import { queueQueries } from './queues/queries.ts';
import { ruleQueries } from './rules/queries.ts';
import { termsQueries } from './terms/queries.ts';
import type { FindingsView, FindingView } from './views.ts';

/** The words of the note that a finding rests on. */
const quotesOf = ({ evidence }: ScrubFinding, note: ScrubFacts['note']): readonly string[] => {
  const bytes = Buffer.from(note?.text ?? '', 'utf8');
  return evidence.map(({ from, to }) => bytes.subarray(from, to).toString('utf8'));
};

const findings = query<{ draftId: string }, FindingsView>({
  name: 'revenue/scrub/findings',
  summary: 'See what is found at a draft of a claim',
  permission: 'claims.read',
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'audit', 'emergency'], patients: 'one', rows: 1, fields: ['clinical', 'money'] },
  input: z.object({ draftId: z.uuid() }),
  answers: promisedFindings,
  read: async (ctx, { draftId }) => {
    const [found] = await checkDrafts(ctx, [draftId]);
    if (found === undefined) throw notFound('draft of a claim');
    const { draft, overrides, note } = found;
    const aside = (finding: ScrubFinding) => overrides.find((one) => isOf(one, finding));
    const view = (finding: ScrubFinding): FindingView => {
      const { evidence: _bytes, ...rest } = finding;
      const own = aside(finding);
      return {
        ...{ ...rest, quotes: quotesOf(finding, note), found: foundOf(finding) },
        ...(holdsUntilMended(finding.code) ? { untilMended: true as const } : {}),
        ...(own === undefined ? {} : { aside: { by: own.by, role: own.role, because: own.because } }),
      };
    };
    return {
      ...{ draftId, version: draft.version, today: ctx.today, result: validationResult(found.findings, draft.claim.lines, aside) },
      findings: byGravity(draft.claim, found.findings).map(view),
    };
  },
  subjects: ({ draftId }) => [`draft:${draftId}`],
});

/** What payers said of claims since, the rooms upstairs know. */
export const scrubQueries = (deniedOf: DeniedOf): readonly Query[] => [
  ...[findings, beside, ...ruleQueries, ...termsQueries, ...proposalQueries, ...queueQueries, overrides(deniedOf)],
];
