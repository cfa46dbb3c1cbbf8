import { type Cents, cents } from '../../ground/base/index.ts';
import type { ClaimToSend } from '../claims/index.ts';
import type { ScrubFinding } from './finding.ts';

type Placed = Pick<ScrubFinding, 'severity' | 'lines'>;

const order = { error: 0, warning: 1, info: 2 } as const;

/** What its lines bill; of the claim as a whole, all of it. */
const atStake = ({ lines, billed }: ClaimToSend, finding: Placed): Cents =>
  finding.lines.length === 0
    ? billed
    : cents(lines.reduce((sum, line) => sum + (finding.lines.includes(line.number) ? line.billed : 0), 0));

/** The gravest first; of the same, where the most money is at stake; then in the order of the claim's lines. */
export const byGravity = <Finding extends Placed>(claim: ClaimToSend, findings: readonly Finding[]): Finding[] =>
  findings.toSorted(
    (a, b) =>
      order[a.severity] - order[b.severity] ||
      atStake(claim, b) - atStake(claim, a) ||
      Math.min(...a.lines, 999) - Math.min(...b.lines, 999),
  );
