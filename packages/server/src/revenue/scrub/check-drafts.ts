import { checkClaim, type PayerRule, type ScrubFacts, type ScrubFinding } from '@claimwright/core/revenue/scrub';
import type { Ctx } from '../../gate/index.ts';
import { type Draft, draftsByIds } from '../claims/index.ts';
import { scrubFacts } from './facts.ts';
import { draftsServed, type Override, overridesOf } from './store.ts';

export interface CheckedDraft {
  readonly draft: Draft;
  readonly findings: readonly ScrubFinding[];
  readonly note: ScrubFacts['note'];
  /** Those of this version. */
  readonly overrides: readonly (Override & { readonly by: string })[];
}

export const isOf = ({ code, at }: Pick<Override, 'code' | 'at'>, finding: ScrubFinding): boolean =>
  finding.code === code && finding.at === at;

/** What is found at drafts as they stand now, and what of it somebody set aside. */
export async function checkDrafts(ctx: Ctx, ids: readonly string[]): Promise<readonly CheckedDraft[]> {
  const drafts = await draftsByIds(ctx, ids);
  if (drafts.length === 0) return [];
  const facts = await scrubFacts(ctx, drafts);
  const overrides = await overridesOf(ctx, ids);
  return drafts.flatMap((draft, i) => {
    const own = facts[i];
    if (own === undefined) return [];
    const findings = checkClaim(own);
    return [
      {
        draft,
        findings,
        note: own.note,
        overrides: overrides.filter(({ draftId, version }) => draftId === draft.id && version === draft.version),
      },
    ];
  });
}

/** A port of those who send: what is found of drafts before they leave. What was set aside holds nothing any more, and stays to be read. */
export async function remarksOf(ctx: Ctx, ids: readonly string[]) {
  const found = await checkDrafts(ctx, ids);
  return new Map(
    found.map(({ draft, findings, overrides }) => [
      draft.id,
      findings.map((finding) => {
        const aside = overrides.find((one) => isOf(one, finding));
        const { code, severity, says, fix } = finding;
        return {
          ...{ code, severity: aside === undefined ? severity : ('info' as const) },
          says: aside === undefined ? says : `${says} Set aside by ${aside.by} (${aside.role}).`,
          ...(fix === undefined ? {} : { fix }),
        };
      }),
    ]),
  );
}

const pageSize = 500;

export interface RulePreview {
  readonly claims: number;
  readonly hits: number;
}

/** What a rule would have found at the claims of the last ninety days, switched on or not. */
export async function previewRule(ctx: Ctx, rule: PayerRule, from: Parameters<typeof draftsServed>[1]): Promise<RulePreview> {
  let [claims, hits] = [0, 0];
  let after: string | undefined;
  for (;;) {
    const ids = await draftsServed(ctx, from, after, pageSize);
    after = ids.at(-1);
    if (after === undefined) return { claims, hits };
    const drafts = await draftsByIds(ctx, ids);
    const facts = await scrubFacts(ctx, drafts, rule);
    claims += drafts.length;
    for (const own of facts) if (checkClaim(own).some(({ family }) => family === 'payer')) hits++;
  }
}
