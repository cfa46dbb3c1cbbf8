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
  const names = namesIn(hidden);
  const shown = findings.filter((one) => !within(hidden, one) && !names(one));
  return { findings: shown, notShown: findings.length - shown.length };
}

/** Claims lie one after the other in their file. */
function within(claims: readonly Claim[], { bytes }: Finding): boolean {
  if (bytes === undefined) return false;
  let [low, high] = [0, claims.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((claims[middle]?.from ?? 0) <= bytes.from) low = middle + 1;
    else high = middle;
  }
  const last = claims[low - 1];
  return last !== undefined && bytes.from < last.to;
}

const apart = /[\s,;:()"'“”‘’]+/;
const asTyped = (word: string): string => word.replace(/[.!?]+$/, '');

/** Whether a finding names one of these claims: by its words, and where a number is none, by a piece of what it says. */
function namesIn(claims: readonly Claim[]): (finding: Finding) => boolean {
  const numbers = new Set(claims.map(({ patientControlNumber: number }) => number).filter((number) => number !== ''));
  const odd = [...numbers].filter((number) => number.split(apart).length > 1 || asTyped(number) !== number);
  return ({ says, because = '', fix = '' }) =>
    [says, because, fix].some(
      (text) => text.split(apart).some((word) => numbers.has(asTyped(word))) || odd.some((number) => text.includes(number)),
    );
}
