import type { RuleFinds } from '@claimwright/server/api';
import { formatCount, plural } from '../../../ui/format.ts';

/** Among which claims a rule's finds are counted: of a large practice's ninety days the newest only, and then the column says so. */
export const foundHead = (finds: RuleFinds | undefined): string =>
  finds?.more === true ? `Of last ${formatCount(finds.claims)}` : 'Found, 90 days';

/** The same in a sentence, beside a rule's state. */
export const foundWords = (finds: RuleFinds, ruleId: string): string => {
  const found = finds.found[ruleId] ?? 0;
  return finds.more ? `finds ${formatCount(found)} of the last ${formatCount(finds.claims)}` : `finds ${plural(found, 'claim')}`;
};

/** What the counts leave out, and where all are counted. */
export const foundNote = ({ claims }: RuleFinds): string =>
  `Counted among the last ${formatCount(claims)} claims only; a rule’s preview counts all of the last 90 days.`;
