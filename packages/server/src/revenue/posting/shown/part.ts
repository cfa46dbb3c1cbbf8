import type { Finding } from '@claimwright/core/ground/base';
import type { ClaimPlan } from '@claimwright/core/revenue/posting';
import type { RemitClaimRecord } from '../../remits/index.ts';

/** Our claims that a plan names. */
export const claimsNamed = (plans: readonly ClaimPlan[]): string[] => [
  ...new Set(
    plans.flatMap(({ match, candidates = [], work }) => [
      ...(match === undefined ? [] : [match.claimId, ...match.others]),
      ...candidates,
      ...work.flatMap(({ claimId }) => claimId ?? []),
    ]),
  ),
];

/** A plan as it is shown to somebody who may not see some of our claims: it names none of those, nor their lines. */
export function partOfPlan({ match, candidates, work, ...plan }: ClaimPlan, seen: ReadonlySet<string>): ClaimPlan {
  const isSeen = (id: string): boolean => seen.has(id);
  const hidden = match !== undefined && !isSeen(match.claimId);
  return {
    ...plan,
    ...(match === undefined || hidden ? {} : { match: { ...match, others: match.others.filter(isSeen) } }),
    ...(candidates === undefined ? {} : { candidates: candidates.filter(isSeen) }),
    lines: hidden ? plan.lines.map(withoutOurLines) : plan.lines,
    work: work.map(({ claimId, ...item }) => (claimId === undefined || !isSeen(claimId) ? item : { ...item, claimId })),
  };
}

const withoutOurLines = ({
  claimLineId: _,
  parts: __,
  matchedBy: ___,
  ...line
}: ClaimPlan['lines'][number]): ClaimPlan['lines'][number] => ({
  ...line,
  claimLineIds: [],
});

type Claim = Pick<RemitClaimRecord, 'index' | 'from' | 'to' | 'patientControlNumber'>;

/** Of the findings of a remit those that do not speak of a claim that is not shown, by where they stand in the file and what they say. */
export function partOfFindings(
  findings: readonly Finding[],
  claims: readonly Claim[],
  seen: ReadonlySet<number>,
): { readonly findings: readonly Finding[]; readonly notShown: number } {
  const hidden = claims.filter(({ index }) => !seen.has(index));
  const within = ({ bytes }: Finding): boolean =>
    bytes !== undefined && hidden.some(({ from, to }) => from <= bytes.from && bytes.from < to);
  const named = ({ says, because = '', fix = '' }: Finding): boolean =>
    hidden.some(({ patientControlNumber: number }) => number !== '' && [says, because, fix].some((words) => words.includes(number)));
  const shown = findings.filter((one) => !within(one) && !named(one));
  return { findings: shown, notShown: findings.length - shown.length };
}
