import type { Finding } from '@claimwright/core/ground/base';
import { closesWrong, fileClosesWrong } from '@claimwright/core/revenue/remits';

/**
 * Of a remit, what says that it or the file that it came in is not closed as it was opened: its claims balance, and others may be
 * missing. It stands beside what the plan finds.
 */
export function closingFindings(
  remit: { readonly findings: readonly Finding[] },
  ofFile: readonly Finding[],
  shown: readonly Finding[],
): readonly Finding[] {
  const closing = [...remit.findings.filter(closesWrong), ...ofFile.filter(fileClosesWrong)];
  return closing.filter(({ code, at }) => !shown.some((one) => one.code === code && one.at === at));
}
