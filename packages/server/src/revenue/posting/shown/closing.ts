import type { Finding } from '@claimwright/core/ground/base';
import { closesWrong, fileClosesWrong } from '@claimwright/core/revenue/remits';

/**
 * Of a remit, what says that it or the file that it came in is not closed as it was opened: its claims balance, and others may be
 * missing. It stands beside what the plan finds; of several ends that are wrong in the same way the first is told.
 */
export function closingFindings(
  remit: { readonly findings: readonly Finding[] },
  ofFile: readonly Finding[],
  shown: readonly Finding[],
): readonly Finding[] {
  const closing = [...remit.findings.filter(closesWrong), ...ofFile.filter(fileClosesWrong)];
  const isNew = ({ code, at }: Finding, before: readonly Finding[]): boolean => !before.some((one) => one.code === code && one.at === at);
  return closing.filter((one, i) => isNew(one, shown) && isNew(one, closing.slice(0, i)));
}
