import { type Cents, cents } from '../../ground/base/index.ts';
import { remarkWords } from '../../ground/codes/index.ts';
import type { Adjustment } from '../remits/index.ts';
import type { PostingSettings } from './facts.ts';
import type { AdjustmentPlan, Treatment, WorkKind } from './plan.ts';
import type { Payer } from './standing.ts';

/** What deciding about an adjustment needs to know of its line. */
export interface LineSituation {
  readonly settings: PostingSettings;
  readonly family: ReadonlySet<string>;
  readonly as: Payer;
  /** CLP02. */
  readonly status: string;
  /** What the line was paid. */
  readonly paid: Cents;
  readonly inNetwork: boolean;
  /** The payer pays by the month under an agreement that the practice has on file. */
  readonly capitation: boolean;
  /** The patient's share goes to the next payer first. */
  readonly nextPays: boolean;
  /** This payer paid for this claim before, was not reversed, and says so: only what it adds is new. */
  readonly supplements: boolean;
  /** Nothing of the whole claim, or of this line of it, was paid or left to the patient, and all was taken off. */
  readonly nothingAllowed: boolean;
  /** A line of the claim was paid above its charge: only the claim as a whole makes sense, so another line with nothing is no refusal. */
  readonly paidAbove: boolean;
  /** A negative claim: it takes back, so nothing is refused. */
  readonly takesBack: boolean;
}

/** Room left while a line's adjustments are decided one after the other. */
export interface LineRoom {
  /** What the contract still lets this line lose; undefined: no contract is loaded. */
  contract: number | undefined;
  /** What a later payer's write-off may still take: what is open with it less what it pays and passes on; undefined for the first payer. */
  open: number | undefined;
}

export interface Decision {
  readonly treatment: Treatment;
  readonly amount: Cents;
  readonly work?: WorkKind;
}

/** Shares that the patient owes without anyone having refused anything. */
const patientShares: ReadonlySet<string> = new Set(['1', '2', '3', '45', '66', '96', '100', '187', '204']);

const whole = (a: Adjustment, treatment: Treatment, work?: WorkKind): Decision[] => [
  { treatment, amount: a.amount, ...(work !== undefined && { work }) },
];

const refusal = (s: LineSituation): WorkKind | undefined => {
  if (s.takesBack) return undefined;
  if (s.status === '4') return 'patient-not-recognised';
  return s.paid === 0 ? 'denial' : 'short-pay';
};

const staysOpen = (a: Adjustment, s: LineSituation): Decision[] => whole(a, 'stays-open', refusal(s));

/** A write-off that a later payer repeats is not taken twice: only what is still open with it may go. */
function asLaterPayer(a: Adjustment, room: LineRoom): Decision[] {
  const left = room.open ?? 0;
  if (a.amount <= left) {
    room.open = left - a.amount;
    return whole(a, 'contractual');
  }
  if (left <= 0) return whole(a, 'restates');
  room.open = 0;
  return [
    { treatment: 'contractual', amount: cents(left) },
    { treatment: 'restates', amount: cents(a.amount - left) },
  ];
}

/** The contract speaking: it posts as far as the contract goes; what is above it stays open. */
function contractual(a: Adjustment, s: LineSituation, room: LineRoom): Decision[] {
  if (s.takesBack || a.amount < 0) {
    if (room.contract !== undefined) room.contract -= a.amount;
    return whole(a, 'contractual');
  }
  if (s.nothingAllowed && room.contract === undefined) return staysOpen(a, s);
  if (room.contract === undefined && !s.inNetwork) return whole(a, 'stays-open', 'over-contract');
  if (s.as !== 'primary') return asLaterPayer(a, room);
  if (room.contract === undefined) return whole(a, 'contractual');
  const left = room.contract;
  if (a.amount <= left + s.settings.contractToleranceCents) {
    room.contract = left - a.amount;
    return whole(a, 'contractual');
  }
  room.contract = 0;
  if (left <= 0) return whole(a, 'stays-open', s.paid === 0 ? 'denial' : 'over-contract');
  return [
    { treatment: 'contractual', amount: cents(left) },
    { treatment: 'stays-open', amount: cents(a.amount - left), work: 'over-contract' },
  ];
}

function patientShare(a: Adjustment, s: LineSituation): Decision[] {
  if (s.status === '4' || s.settings.carcAccounts[a.carc] !== undefined) return staysOpen(a, s);
  const owed = patientShares.has(a.carc) || s.settings.reasons.get(a.carc)?.family === 'patient-share';
  const refused = s.paid === 0 && !s.takesBack && !owed;
  return whole(a, s.nextPays ? 'next-payer' : 'patient', refused ? 'denial' : undefined);
}

/**
 * An account of its own: sequestration, withhold, capitation. Sequestration comes off a payment, so without one it is a refusal; and who
 * pays by the visit has no month's payment that would cover anything.
 */
function ownAccount(a: Adjustment, s: LineSituation): Decision[] | undefined {
  const own = s.settings.carcAccounts[a.carc];
  if (own === undefined || (a.group !== 'CO' && a.group !== 'CR')) return undefined;
  if (own.kind === 'capitation' && !s.capitation) return whole(a, 'stays-open', s.takesBack ? undefined : 'no-capitation');
  if (s.paid === 0 && own.kind !== 'capitation' && a.amount !== 0) return staysOpen(a, s);
  return whole(a, own.kind);
}

/** What posting does with an adjustment, in one part or two. A refusal is never a write-off: what no rule posts stays open. */
export function decide(a: Adjustment, s: LineSituation, room: LineRoom): Decision[] {
  if (a.amount === 0) return whole(a, 'restates');
  if (!s.settings.reasons.has(a.carc)) return whole(a, 'parked', 'unknown-code');
  if (a.carc === '23' && (a.group === 'OA' || (a.group === 'CO' && s.as !== 'primary'))) return whole(a, 'restates');
  if (s.supplements && (a.carc === 'B13' || a.group === 'PR' || s.family.has(a.carc))) return whole(a, 'restates');
  const own = ownAccount(a, s);
  if (own !== undefined) return own;
  switch (a.group) {
    case 'PR':
      return patientShare(a, s);
    case 'CO':
    case 'CR':
      return s.family.has(a.carc) && s.status !== '4' ? contractual(a, s, room) : staysOpen(a, s);
    case 'OA':
    case 'PI':
      return staysOpen(a, s);
    default:
      return whole(a, 'parked', 'unknown-code');
  }
}

const endings: { readonly [treatment in Treatment]: string } = {
  contractual: '',
  sequestration: ': the practice bears it',
  withhold: ': held back by the plan',
  capitation: ': paid by the month',
  patient: ': patient owes',
  'next-payer': ': goes to the next payer',
  'stays-open': ': stays open with the payer',
  restates: ': only repeats, nothing to post',
  parked: ': parked until someone looks',
  reversed: ': taken back',
};

const endingsOfWork: { readonly [work: string]: string } = {
  'over-contract': ': no contract of ours allows this, stays open with the payer',
  'no-capitation': ': no agreement of ours says so, stays open with the payer',
};

type Reasons = PostingSettings['reasons'];

/** The adjustment in plain words. */
function wordsOf(reasons: Reasons, a: Adjustment, decision: Decision): string {
  const reason = reasons.get(a.carc);
  const remarks = a.rarcs.map(remarkWords).filter((words) => words !== undefined);
  const what = reason?.words ?? `Unmapped code ${a.group}-${a.carc}`;
  const denied = decision.work === 'denial' && reason !== undefined ? 'Denied: ' : '';
  const more = remarks.length === 0 || decision.treatment !== 'stays-open' ? '' : ` (${remarks.join('; ').toLowerCase()})`;
  const name = denied === '' ? what : what.charAt(0).toLowerCase() + what.slice(1);
  const ending = endingsOfWork[decision.work ?? ''] ?? endings[decision.treatment];
  if (denied !== '' && reason?.family === 'contractual') return `Denied: all of the charge taken off${endings[decision.treatment]}`;
  return `${denied}${name}${more}${ending}`;
}

export const adjustmentPlan = (reasons: Reasons, a: Adjustment, decision: Decision): AdjustmentPlan => ({
  group: a.group,
  carc: a.carc,
  rarcs: a.rarcs,
  amount: decision.amount,
  treatment: decision.treatment,
  says: wordsOf(reasons, a, decision),
  bytes: a.bytes,
});
