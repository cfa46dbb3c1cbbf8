import { checkClaim, foundOf, type ScrubFacts, type ScrubFinding } from '@claimwright/core/revenue/scrub';
import type { Ctx } from '../../gate/index.ts';
import { type Draft, draftsByIds } from '../claims/index.ts';
import { scrubFacts } from './facts.ts';
import { type Override, overridesOf } from './store.ts';

export interface CheckedDraft {
  readonly draft: Draft;
  readonly findings: readonly ScrubFinding[];
  readonly note: ScrubFacts['note'];
  /** What they were found of. */
  readonly facts: ScrubFacts;
  /** Those of this version. */
  readonly overrides: readonly (Override & { readonly by: string })[];
}

export const isOf = ({ code, at, found }: Pick<Override, 'code' | 'at' | 'found'>, finding: ScrubFinding): boolean =>
  finding.code === code && finding.at === at && (found === '' || found === foundOf(finding));

async function overridesByDraft(ctx: Ctx, ids: readonly string[]) {
  const byDraft = new Map<string, CheckedDraft['overrides']>();
  for (const one of await overridesOf(ctx, ids)) byDraft.set(one.draftId, [...(byDraft.get(one.draftId) ?? []), one]);
  return byDraft;
}

/** What is found at drafts as they stand now, and what of it somebody set aside. */
export async function checkDrafts(ctx: Ctx, ids: readonly string[]): Promise<readonly CheckedDraft[]> {
  const drafts = await draftsByIds(ctx, ids);
  if (drafts.length === 0) return [];
  const facts = await scrubFacts(ctx, drafts);
  const overrides = await overridesByDraft(ctx, ids);
  return drafts.flatMap((draft, i) => {
    const own = facts[i];
    if (own === undefined) return [];
    const findings = checkClaim(own);
    return [
      {
        draft,
        findings,
        note: own.note,
        facts: own,
        overrides: (overrides.get(draft.id) ?? []).filter(({ version }) => version === draft.version),
      },
    ];
  });
}

/** A hold that a person set aside is still looked at by whoever lets the claim go; a warning is done with. */
const asideSeverity = ({ severity }: ScrubFinding) => (severity === 'error' ? ('warning' as const) : ('info' as const));

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
          ...{ code, severity: aside === undefined ? severity : asideSeverity(finding) },
          says: aside === undefined ? says : `${says} Set aside by ${aside.by} (${aside.role}).`,
          ...(fix === undefined ? {} : { fix }),
          ...(aside === undefined ? {} : { aside: { by: aside.by, role: aside.role, because: aside.because } }),
        };
      }),
    ]),
  );
}
