import { toDecimal } from '@claimwright/core/ground/base';
import type { BilledClaim, BilledLine } from '@claimwright/twin';

/** A line as a test's payer answers it. Cents. */
export interface AnsweredLine {
  readonly code: string;
  readonly billed: number;
  readonly paid: number;
  readonly servedOn: string;
  readonly adjustments: readonly (readonly [group: string, carc: string, amount: number])[];
}
export interface AnsweredClaim {
  readonly control: string;
  readonly status: string;
  readonly memberId: string;
  readonly patient: { readonly last: string; readonly first: string };
  readonly lines: readonly AnsweredLine[];
}

const money = (cents: number): string => toDecimal(cents as Parameters<typeof toDecimal>[0]);
const sum = (lines: readonly AnsweredLine[], of: 'billed' | 'paid'): number => lines.reduce((total, line) => total + line[of], 0);
const day = (date: string): string => date.replaceAll('-', '');

function claimSegments(claim: AnsweredClaim): string[] {
  const charge = money(sum(claim.lines, 'billed'));
  return [
    `CLP*${claim.control}*${claim.status}*${charge}*${money(sum(claim.lines, 'paid'))}**12*ICN${claim.control}`,
    `NM1*QC*1*${claim.patient.last.toUpperCase()}*${claim.patient.first.toUpperCase()}****MI*${claim.memberId}`,
    ...claim.lines.flatMap((line) => [
      `SVC*HC:${line.code}*${money(line.billed)}*${money(line.paid)}**1`,
      `DTM*472*${day(line.servedOn)}`,
      ...line.adjustments.map(([group, carc, amount]) => `CAS*${group}*${carc}*${money(amount)}`),
    ]),
  ];
}

export interface RemitChange {
  /** TRN03. */
  readonly traceId?: string;
  readonly payee?: { readonly name: string; readonly npi: string; readonly taxId?: string };
  /** PLB: code, reference, amount in cents. */
  readonly moved?: readonly (readonly [code: string, reference: string, amount: number])[];
}

/** An 835 of exactly these answers, in balance by itself. */
export function writeRemit(
  trace: string,
  payer: { name: string; id: string },
  claims: readonly AnsweredClaim[],
  { traceId = '1512345678', payee = { name: 'Sample Practice', npi: '1234567893' }, moved = [] }: RemitChange = {},
): Uint8Array {
  const gone = moved.reduce((total, [, , amount]) => total + amount, 0);
  const paid = claims.reduce((total, claim) => total + sum(claim.lines, 'paid'), -gone);
  const body = [
    'ST*835*0001',
    `BPR*I*${money(paid)}*C*ACH************20260227`,
    `TRN*1*${trace}*${traceId}`,
    'DTM*405*20260227',
    `N1*PR*${payer.name}`,
    `REF*2U*${payer.id}`,
    `N1*PE*${payee.name}*XX*${payee.npi}`,
    ...(payee.taxId === undefined ? [] : [`REF*TJ*${payee.taxId}`]),
    'LX*1',
    ...claims.flatMap(claimSegments),
    ...moved.map(([code, reference, amount]) => `PLB*${payee.npi}*20261231*${code}:${reference}*${money(amount)}`),
  ];
  const text = [
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PROVIDER       *260227*1200*^*00501*000000019*0*P*:',
    'GS*HP*PAYER*PROVIDER*20260227*1200*19*X*005010X221A1',
    ...body,
    `SE*${body.length + 1}*0001`,
    'GE*1*19',
    'IEA*1*000000019',
    '',
  ].join('~\n');
  return new TextEncoder().encode(text);
}

/** A line paid at six tenths, the rest taken off under `carc`. */
export const answer = (line: BilledLine, carc = '45', change: Partial<AnsweredLine> = {}): AnsweredLine => {
  const billed = change.billed ?? line.billed;
  const paid = Math.round(billed * 0.6);
  return { code: line.code, servedOn: line.servedOn, billed, paid, adjustments: [['CO', carc, billed - paid]], ...change };
};

export const answered = (claim: BilledClaim, lines: readonly AnsweredLine[], change: Partial<AnsweredClaim> = {}): AnsweredClaim => ({
  control: claim.control,
  status: '1',
  memberId: claim.coverages[0]?.memberId ?? '',
  patient: claim.patient,
  lines,
  ...change,
});
