import { createTappedReader } from '../create-reader.ts';
import { pack } from '../engine/compile.ts';
import { formatCents } from '../engine/money.ts';
import type { SegmentTap } from '../engine/reader.ts';
import type { CasAdjustment, Cents, ClaimLoop, RemitClaimLoop, RemitTrailer, X12Finding } from '../types.ts';
import { type ExitStatus, exitStatus, Tally } from './status.ts';

/** One ST. Amounts are decimal strings with two places; null is what the set does not have. */
export interface SetSummary {
  /** ST01. */
  readonly set: string;
  /** GS08, or ST03 where the group says nothing. */
  readonly version: string;
  /** ST02. */
  readonly control: string;
  readonly claims: number | null;
  readonly serviceLines: number | null;
  /** Sum of CLP03, or of CLM02. */
  readonly charged: string | null;
  /** Sum of CLP04. */
  readonly paid: string | null;
  /** Sum of all CAS amounts. */
  readonly adjusted: string | null;
  /** Sum of the PLB amounts as signed in the file: positive lowers the payment. */
  readonly providerAdjustments: string | null;
  /** BPR02. */
  readonly payment: string | null;
  /** 835: service, claim and transaction balance; 837P: each CLM02 is the sum of its SV102. Never true where an amount could not be read. */
  readonly balanced: boolean | null;
  /** Findings of severity error within this set. */
  readonly findings: number;
}

/** What a file comes to, set by set. */
export interface FileSummary {
  readonly file: string;
  readonly interchanges: number;
  /** Findings of severity error outside of any set: of envelopes, and of the file. */
  readonly findings: number;
  readonly sets: readonly SetSummary[];
}

/** A file that is being summed up: chunks of any size, then the end. */
export interface Summary {
  push(chunk: Uint8Array): void;
  /** The summary, whether anything could be read, and the exit status for this file. */
  end(): { readonly summary: FileSummary; readonly readable: boolean; readonly errors: number; readonly status: ExitStatus };
}

/** An exact sum: what a number cannot hold goes to a whole of any size. */
class Sum {
  private near = 0;
  private far = 0n;

  add(amount: Cents): void {
    const next = this.near + amount;
    if (Number.isSafeInteger(next)) this.near = next;
    else {
      this.far += BigInt(this.near);
      this.near = amount;
    }
  }

  /** `-12.50`. */
  told(): string {
    if (this.far === 0n) return formatCents(this.near);
    const all = this.far + BigInt(this.near);
    const digits = String(all < 0n ? -all : all).padStart(3, '0');
    return `${all < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }
}

interface Sums {
  claims: number;
  lines: number;
  readonly charged: Sum;
  readonly paid: Sum;
  readonly adjusted: Sum;
  /** Whether any CAS came: an 837 without one has no adjustments to tell of. */
  adjusts: boolean;
  readonly providerAdjustments: Sum;
  payment: Cents | undefined;
  /** All amounts without their signs: above what a number counts exactly, the reader's own balance cannot be trusted. */
  size: number;
  balanced: boolean;
  errors: number;
  known: 'remit' | 'claims' | undefined;
}

const CLM = pack('CLM');

/**
 * Counts and sums per set, from a file's bytes in chunks; memory grows only with the number of sets.
 * @param file the name to put into the summary
 * @param finding hears of every finding, if given
 * @param objects reads whole claims on the way, as `createReader` does: slower, and the sums are the same
 * @returns the file to feed
 */
export function createSummary(file: string, finding?: (finding: X12Finding) => void, objects = false): Summary {
  const sets: SetSummary[] = [];
  const tally = new Tally();
  let sums = noSums();
  const tap: SegmentTap = (segment, use) => {
    if (use === undefined && sums.known === undefined && segment.id === CLM) sums.claims++;
  };
  const reader = createTappedReader(
    {
      setStart: () => {
        sums = noSums();
      },
      remitHeader: (header) => {
        sums.known = 'remit';
        if (header.payment.place !== 0) sums.payment = header.payment.amount;
      },
      claimsHeader: () => {
        sums.known = 'claims';
      },
      remitClaim: (claim) => addRemitClaim(sums, claim),
      claim: (claim) => addClaim(sums, claim),
      remitTrailer: (trailer) => addTrailer(sums, trailer),
      claimStatus: ({ level }) => {
        if (level === 'claim') sums.claims++;
      },
      setEnd: ({ set, version, control }) => {
        sets.push({ set, version, control, ...(sums.known === undefined ? unknownSet(set, sums) : knownSet(sums)), findings: sums.errors });
        sums = noSums();
      },
      finding: (found) => {
        tally.add(found);
        if (found.severity === 'error') sums.errors++;
        if (found.severity === 'error' && (found.snip === 3 || leavesUnknown(found))) sums.balanced = false;
        finding?.(found);
      },
    },
    { segments: tap, figures: !objects },
  );
  return {
    push: (chunk) => reader.push(chunk),
    end: () => {
      const { readable, interchanges } = reader.end();
      const { errors } = tally;
      const findings = sets.reduce((outside, set) => outside - set.findings, errors);
      return { summary: { file, interchanges, findings, sets }, readable, errors, status: exitStatus({ readable, errors }) };
    },
  };
}

/** Figures that nobody knows balance with nothing: an amount that was not read, or the end that is missing. */
const leavesUnknown = ({ code, at }: X12Finding): boolean =>
  code.startsWith('money.') || code === 'st.not-closed' || (code === 'element.missing' && /(?:BPR02|CLP0[34])$/.test(at));

const noSums = (): Sums => ({
  claims: 0,
  lines: 0,
  charged: new Sum(),
  paid: new Sum(),
  adjusted: new Sum(),
  adjusts: false,
  providerAdjustments: new Sum(),
  payment: undefined,
  size: 0,
  balanced: true,
  errors: 0,
  known: undefined,
});

function count(sums: Sums, sum: Sum, amount: Cents): void {
  sum.add(amount);
  sums.size += Math.abs(amount);
}

function addAdjustments(sums: Sums, adjustments: readonly CasAdjustment[]): void {
  for (const { amount } of adjustments) count(sums, sums.adjusted, amount);
  if (adjustments.length > 0) sums.adjusts = true;
}

function addRemitClaim(sums: Sums, claim: RemitClaimLoop): void {
  sums.claims++;
  sums.lines += claim.lines.length;
  count(sums, sums.charged, claim.charged);
  count(sums, sums.paid, claim.paid);
  addAdjustments(sums, claim.adjustments);
  for (const line of claim.lines) addAdjustments(sums, line.adjustments);
}

function addTrailer(sums: Sums, trailer: RemitTrailer): void {
  for (const { amount } of trailer.providerAdjustments) count(sums, sums.providerAdjustments, amount);
}

function addClaim(sums: Sums, claim: ClaimLoop): void {
  sums.claims++;
  sums.lines += claim.lines.length;
  count(sums, sums.charged, claim.charged);
  for (const payer of claim.otherPayers) addAdjustments(sums, payer.adjustments);
  for (const line of claim.lines) for (const payment of line.otherPayments) addAdjustments(sums, payment.adjustments);
}

type Figures = Omit<SetSummary, 'set' | 'version' | 'control' | 'findings'>;

function knownSet(sums: Sums): Figures {
  const remit = sums.known === 'remit';
  return {
    claims: sums.claims,
    serviceLines: sums.lines,
    charged: sums.charged.told(),
    paid: remit ? sums.paid.told() : null,
    adjusted: remit || sums.adjusts ? sums.adjusted.told() : null,
    providerAdjustments: remit ? sums.providerAdjustments.told() : null,
    payment: sums.payment === undefined ? null : formatCents(sums.payment),
    balanced: sums.balanced && sums.size <= Number.MAX_SAFE_INTEGER && (!remit || sums.payment !== undefined),
  };
}

/** 276 and 277 ask about and tell of claims, but sum up nothing. */
const asksForClaims = (set: string): boolean => set === '276' || set === '277';

function unknownSet(set: string, sums: Sums): Figures {
  return {
    claims: set === '837' || asksForClaims(set) ? sums.claims : null,
    serviceLines: null,
    charged: null,
    paid: null,
    adjusted: null,
    providerAdjustments: null,
    payment: null,
    balanced: null,
  };
}
