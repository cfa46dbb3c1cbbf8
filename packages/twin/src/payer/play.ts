import type { BilledClaim, BilledLine, ClaimCoverage } from '../claims/claim.ts';
import { addDays, type Day } from '../days.ts';
import type { Random } from '../random.ts';
import type { PaidClaim, PaidLine, ProviderMove, Reason } from './remit.ts';
import { reasonsOf, type Settled, settle } from './terms.ts';
import type { CaseName, ClaimTruth, Outcome, Treatment } from './truth.ts';

/** A claim on the payer's desk. */
export interface Desk {
  readonly random: Random;
  readonly claim: BilledClaim;
  /** The coverage that pays now, and the one after it. */
  readonly cover: ClaimCoverage;
  readonly next: ClaimCoverage | undefined;
  /** CLP07 of the first answer. */
  readonly payerControl: string;
  readonly receivedOn: Day;
}

/** One CLP that goes into the payer's remit of some wave (payment run), with its truth. */
export interface Step {
  readonly cover: ClaimCoverage;
  /** 0 is the payer's next payment run, 1 the one after. */
  readonly wave: number;
  readonly paid: PaidClaim;
  readonly truth: ClaimTruth;
  readonly moves?: readonly ProviderMove[];
  /** In a payment of its own, so that it harms no other claim's. */
  readonly alone?: boolean;
  /** Put into BPR02 by mistake. */
  readonly paymentOffBy?: number;
}

/** A provider move of a later wave that no CLP announces. */
export interface LateMove {
  readonly cover: ClaimCoverage;
  readonly wave: number;
  readonly move: ProviderMove;
}

export interface Script {
  readonly steps: readonly Step[];
  readonly late?: readonly LateMove[];
}

export type Player = (desk: Desk) => Script | undefined;

export function paidLine(settled: Settled, more: Partial<PaidLine> = {}): PaidLine {
  const { line } = settled;
  return {
    procedure: { code: line.code, modifiers: line.modifiers },
    charged: line.billed,
    paid: settled.paid,
    units: line.units,
    servedOn: line.servedOn,
    control: line.control,
    reasons: reasonsOf(settled),
    remarks: [],
    statedAllowed: settled.allowed,
    ...more,
  };
}

/** A line that nothing was paid for. */
export const deniedLine = (
  line: BilledLine,
  reason: { readonly group: string; readonly code: string },
  remarks: readonly string[] = [],
): PaidLine => ({
  procedure: { code: line.code, modifiers: line.modifiers },
  charged: line.billed,
  paid: 0,
  units: line.units,
  servedOn: line.servedOn,
  control: line.control,
  reasons: [{ ...reason, amount: line.billed }],
  remarks,
});

const allReasons = (paid: { readonly reasons: readonly Reason[]; readonly lines: readonly PaidLine[] }): Reason[] => [
  ...paid.reasons,
  ...paid.lines.flatMap((l) => l.reasons),
];

const sumOf = (reasons: readonly Reason[]): number => reasons.reduce((sum, r) => sum + r.amount, 0);

/** The CLP over its lines: charge, payment and patient share follow from them and from the claim-level reasons. */
export function paidClaim(desk: Desk, lines: readonly PaidLine[], more: Partial<PaidClaim> = {}): PaidClaim {
  const { claim, cover } = desk;
  const reasons = more.reasons ?? [];
  const charged = more.charged ?? lines.reduce((sum, l) => sum + l.charged, 0);
  const share = sumOf(allReasons({ reasons, lines }).filter((r) => r.group === 'PR'));
  const dates = claim.lines.map((l) => l.servedOn).sort();
  return {
    control: claim.control,
    status: '1',
    charged,
    paid: charged - sumOf(allReasons({ reasons, lines })),
    patientShare: share,
    filing: cover.payer.filing,
    payerControl: desk.payerControl,
    patient: { ...claim.patient, memberId: cover.memberId },
    ...(claim.rendering ? { renderingNpi: claim.rendering.npi } : {}),
    remarks: [],
    servedFrom: dates[0] ?? desk.receivedOn,
    servedTo: dates.at(-1) ?? desk.receivedOn,
    receivedOn: desk.receivedOn,
    reasons,
    lines,
    ...more,
  };
}

/** The usual answer: every line by contract and benefit. */
export const contracted = (desk: Desk, more: Partial<PaidClaim> = {}): PaidClaim =>
  paidClaim(
    desk,
    settle(desk.claim, desk.cover).map((s) => paidLine(s)),
    more,
  );

const contractual = new Set(['45', '44', '59', '103', '131', '172', '237']);

function treatmentOf(reason: Reason, hasNext: boolean): Treatment {
  if (reason.group === 'PR') return hasNext ? 'next-payer' : 'patient';
  if (reason.code === '23') return 'restates';
  if (reason.group !== 'CO') return 'stays-open';
  if (reason.code === '253') return 'sequestration';
  if (reason.code === '104') return 'withhold';
  return contractual.has(reason.code) ? 'contractual' : 'stays-open';
}

export interface Telling {
  readonly case: CaseName;
  readonly part?: string;
  readonly outcome: Outcome;
  readonly alsoRight?: readonly Outcome[];
  /** None of our claims. */
  readonly notOurs?: boolean;
  /** Where the reasons' plain treatment is wrong: a secondary that repeats the primary's write-off. */
  readonly treat?: (reason: Reason) => Treatment | undefined;
}

/** The truth of a CLP, derived from its reasons. */
export function tell(desk: Desk, paid: PaidClaim, telling: Telling): ClaimTruth {
  const posts = telling.outcome !== 'parked';
  const treatments: { [treatment in Treatment]?: number } = {};
  for (const reason of posts ? allReasons(paid) : []) {
    const treatment = telling.treat?.(reason) ?? treatmentOf(reason, desk.next !== undefined);
    treatments[treatment] = (treatments[treatment] ?? 0) + reason.amount;
  }
  return {
    case: telling.case,
    part: telling.part ?? 'only',
    ...(telling.notOurs ? {} : { control: desk.claim.control }),
    outcome: telling.outcome,
    alsoRight: telling.alsoRight ?? [],
    paid: paid.paid,
    applied: posts ? paid.paid : 0,
    patient: treatments.patient ?? 0,
    nextPayer: treatments['next-payer'] ?? 0,
    treatments,
  };
}

/** A step with its truth in one go. */
export const step = (desk: Desk, wave: number, paid: PaidClaim, telling: Telling, more: Partial<Step> = {}): Step => ({
  cover: desk.cover,
  wave,
  paid,
  truth: tell(desk, paid, telling),
  ...more,
});

/** Posting leaves work where the next payer has to be billed. */
export const leavesWork = (desk: Desk, paid: PaidClaim): Outcome => (desk.next && (paid.patientShare ?? 0) > 0 ? 'work' : 'clean');

/** The mirror of an earlier answer: status 22, every amount negated under the same reasons. */
export function reversalOf(paid: PaidClaim): PaidClaim {
  const negated = (reasons: readonly Reason[]): Reason[] => reasons.map((r) => ({ ...r, amount: -r.amount }));
  const { interest: _, crossover: __, ...rest } = paid;
  return {
    ...rest,
    status: '22',
    charged: -paid.charged,
    paid: -paid.paid,
    ...(paid.patientShare === undefined ? {} : { patientShare: -paid.patientShare }),
    reasons: negated(paid.reasons),
    lines: paid.lines.map(({ statedAllowed: ___, ...line }) => ({
      ...line,
      charged: -line.charged,
      paid: -line.paid,
      reasons: negated(line.reasons),
    })),
  };
}

export const received = (claim: BilledClaim): Day => addDays(claim.lines[0]?.servedOn ?? '2025-01-01', 4);
