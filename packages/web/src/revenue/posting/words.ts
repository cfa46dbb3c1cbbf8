import type { ClaimState, Treatment, WorkKind } from '@claimwright/core/revenue/posting';
import type { RemitClaimRow, RemitState, TrayRow } from '@claimwright/server/api';
import { formatDate, formatMoney, plural } from '../../ui/format.ts';
import type { Part } from '../../ui/outcome-bar.tsx';
import type { Tone } from '../../ui/status.tsx';

interface Said {
  readonly tone: Tone;
  readonly words: string;
}

export const remitStates: { readonly [state in RemitState]: Said } = {
  open: { tone: 'wait', words: 'To post' },
  parked: { tone: 'stop', words: 'Needs a person' },
  posted: { tone: 'good', words: 'Posted' },
  'not-ours': { tone: 'quiet', words: 'Not ours' },
};

export const claimStateWords: { readonly [state in ClaimState]: Said } = {
  clean: { tone: 'good', words: 'Clean' },
  work: { tone: 'work', words: 'Work' },
  parked: { tone: 'stop', words: 'Parked' },
  'not-ours': { tone: 'quiet', words: 'Not ours' },
};

export const workWords: { readonly [kind in WorkKind]: string } = {
  unmatched: 'No claim found',
  'unsure-match': 'Match not sure',
  denial: 'Denied',
  'short-pay': 'Paid short',
  'unknown-code': 'Unknown code',
  'duplicate-claim': 'Paid before',
  'reversal-without-original': 'Reversal, original unknown',
  'out-of-balance': 'Out of balance',
  'line-not-found': 'Line not found',
  'over-contract': 'Adjusted past the contract',
  'no-capitation': 'Paid by the month?',
  'credit-balance': 'Credit balance',
  'not-ours': 'Not ours',
  forwarded: 'Forwarded',
  'secondary-due': 'Secondary due',
  'provider-adjustment': 'Provider adjustment',
  'changed-code': 'Code changed by the payer',
  'patient-not-recognised': 'Patient not recognised',
  'payer-not-billed': 'Payer not billed',
  'post-again': 'Can be posted now',
};

interface Share {
  readonly name: string;
  readonly hue: Part['hue'];
}
const contract: Share = { name: 'Contract and the like', hue: 'quiet' };
export const openShare: Share = { name: 'Stays open', hue: 'work' };

/** Where an adjustment's money goes, as a part of what was billed. */
export const shares: { readonly [treatment in Treatment]: Share } = {
  contractual: contract,
  sequestration: contract,
  withhold: contract,
  capitation: contract,
  restates: { name: 'Prior payer', hue: 'quiet' },
  patient: { name: 'Patient', hue: 'wait' },
  'next-payer': { name: 'Next payer', hue: 'wait' },
  'stays-open': openShare,
  parked: { name: 'Parked', hue: 'stop' },
  reversed: { name: 'Reversed', hue: 'quiet' },
};

/** How the bank's amount differs from the remit's, in words: `12.50 less`; undefined where it does not. */
export function bankDiffers({ deposit, paid }: Pick<TrayRow, 'deposit' | 'paid'>): string | undefined {
  if (deposit.amount === undefined || deposit.amount === paid) return undefined;
  const difference = deposit.amount - paid;
  return `${formatMoney(Math.abs(difference))} ${difference < 0 ? 'less' : 'more'}`;
}

export function depositSaid(row: Pick<TrayRow, 'deposit' | 'paid'>): Said & { readonly says: string } {
  const { deposit } = row;
  const amount = deposit.amount === undefined ? '' : formatMoney(deposit.amount);
  const differs = bankDiffers(row);
  if (deposit.state === 'tied' && differs !== undefined)
    return {
      tone: 'stop',
      words: `Tied, ${differs}`,
      says: `The bank received ${amount} for it: ${differs} than the ${formatMoney(row.paid)} of this remit.`,
    };
  if (deposit.state === 'tied')
    return {
      tone: 'good',
      words: 'Tied',
      says: `The bank credited ${amount} on ${formatDate(deposit.postedOn)}; it is tied to this remit.`,
    };
  if (deposit.state === 'found')
    return { tone: 'wait', words: 'Found', says: `A deposit of ${amount} with the same trace number waits to be tied.` };
  if (deposit.state === 'differs')
    return {
      tone: 'stop',
      words: 'Differs',
      says: `The bank received ${amount} under the same trace number: ${differs} than the ${formatMoney(row.paid)} of this remit.`,
    };
  if (deposit.state === 'none-expected') return { tone: 'quiet', words: 'None due', says: 'Nothing was paid, so no deposit will come.' };
  const waiting = deposit.waitingDays;
  if (waiting !== undefined && waiting < 0)
    return { tone: 'wait', words: 'Not due yet', says: 'The payment date lies ahead: no deposit is to be looked for before it.' };
  return {
    tone: 'work',
    words: waiting === undefined ? 'Not seen' : `Not seen, ${waiting} d`,
    says:
      waiting === undefined
        ? 'No deposit with this trace number has been read.'
        : `No deposit with this trace number has been read; ${plural(waiting, 'business day')} since the payment date.`,
  };
}

/** How a remit's claims divide, for the small bar. */
export const claimParts = (row: Pick<TrayRow, 'cleanClaims' | 'workClaims' | 'parkedClaims'>): readonly Part[] => [
  { name: 'Clean', amount: row.cleanClaims, hue: 'good' },
  { name: 'Work', amount: row.workClaims, hue: 'work' },
  { name: 'Parked', amount: row.parkedClaims, hue: 'stop' },
];

const sumOf = (rows: readonly RemitClaimRow[], field: 'billed' | 'paid' | 'patient' | 'balance'): number =>
  rows.reduce((sum, row) => sum + row[field], 0);

/** What became of what was billed on the claims at hand. */
export function outcomeOf(rows: readonly RemitClaimRow[]): readonly Part[] {
  const [billed, paid, patient, open] = [sumOf(rows, 'billed'), sumOf(rows, 'paid'), sumOf(rows, 'patient'), sumOf(rows, 'balance')];
  return [
    { name: 'Paid', amount: paid, hue: 'good' },
    { name: 'Contract and other payers', amount: billed - paid - patient - open, hue: 'quiet' },
    { name: 'Patient', amount: patient, hue: 'wait' },
    { name: 'Stays open', amount: open, hue: 'work' },
  ];
}

/** What stays wrong with a posted remit for as long as nobody looks after it. */
function ifNothingMore(row: TrayRow): string {
  const { state } = row.deposit;
  const differs = bankDiffers(row);
  const open = [
    row.openWork > 0 ? `${plural(row.openWork, 'exception')} stay open, and what they hold stays unpaid.` : '',
    differs !== undefined && state === 'tied' ? `The ${differs.split(' ')[0]} between the bank and the remit stays in clearing.` : '',
    differs !== undefined && state === 'differs'
      ? 'No deposit is tied to it, so all of it stays in clearing. Ask the payer for the difference, or tie the deposit as it is.'
      : '',
    state === 'found' ? 'Its deposit is not tied, so all of it stays in clearing.' : '',
    state === 'missing' ? 'It stays in clearing until the bank shows its deposit.' : '',
  ].filter((part) => part !== '');
  return open.length === 0 ? 'Nothing is left to do here.' : `The payment is booked. ${open.join(' ')}`;
}

/** What waiting costs, from what is known of the remit; no deadline is made up. */
export function ifNothingIsDone(row: TrayRow): string {
  const paid = formatMoney(row.paid);
  if (row.state === 'posted') return ifNothingMore(row);
  if (row.state === 'not-ours') return 'Nothing: it is kept as it came, and booked nowhere.';
  const bank =
    row.deposit.state === 'tied' || row.deposit.state === 'found'
      ? ` The bank's ${formatMoney(row.deposit.amount ?? row.paid)} stays without an explanation in the books.`
      : '';
  if (row.state === 'parked') return `Nothing of the ${paid} is booked, and its claims look unpaid.${bank}`;
  return row.paid === 0
    ? 'Its claims keep waiting for the payer; what the patient owes is not billed.'
    : `The ${paid} stays unposted, and its ${plural(row.claims, 'claim')} look unpaid.${bank}`;
}
