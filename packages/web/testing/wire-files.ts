import { adjudicateClaims, type CaseName, makeClaims, makePractice, type RemitFile } from '@claimwright/twin';

/** The fictional practice that `npm start` makes, so that what we drop is addressed to it. */
const practice = makePractice('demo', { patients: 200 });

const [payer] = practice.payers;
const ofOnePayer = {
  ...practice,
  patients: practice.patients.filter(({ coverages }) => coverages.length === 1 && coverages[0]?.payer === payer),
};

const day = (daysAgo: number): string => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

export interface Batch {
  readonly claims: { readonly name: string; readonly bytes: Uint8Array };
  readonly remits: readonly RemitFile[];
}

/** Claims that went out and what the payers answered, each claim's answer being one of `cases`. Numbers of their own for each seed. */
export function makeBatch(wish: {
  readonly seed: string;
  readonly count: number;
  readonly first: number;
  readonly cases: readonly CaseName[];
  /** At most so many in a payment. */
  readonly claimsPerRemit?: number;
  /** All of patients whom one payer covers, so that one payment answers them. */
  readonly onePayer?: boolean;
}): Batch {
  const { claims, bytes837 } = makeClaims({
    seed: wish.seed,
    count: wish.count,
    until: day(40),
    firstNumber: wish.first,
    practice: wish.onePayer ? ofOnePayer : practice,
    specialties: ['medical'],
  });
  const mix = Object.fromEntries(wish.cases.map((name) => [name, 1]));
  const { remits } = adjudicateClaims(claims, { seed: wish.seed, from: day(20), mix, claimsPerRemit: wish.claimsPerRemit ?? 6 });
  return { claims: { name: `${wish.seed}.837`, bytes: bytes837 }, remits };
}

export const dollars = (cents: number): string => {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '−' : ''}${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
};

/** The smallest PNG there is: a picture where an 835 was meant. */
export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * The same payment as a payer would write it that lost who the patient is: another account number, another member, no line numbers.
 * Days and amounts stay.
 */
export function estranged(file: RemitFile, at: number): { readonly bytes: Uint8Array; readonly number: string; readonly ours: string } {
  const claim = file.remit.claims[at];
  if (!claim) throw new Error(`the payment has no claim ${at}`);
  const number = `LOST${at}77`;
  const text = Buffer.from(file.bytes835).toString('latin1');
  const from = text.indexOf(`CLP*${claim.control}*`);
  const after = text.indexOf('CLP*', from + 4);
  const to = after < 0 ? text.length : after;
  const own = text
    .slice(from, to)
    .replace(claim.control, number)
    .replace(/(\*MI\*)\w+/, '$1X9999999')
    .replace(/(REF\*6R\*)\w+/g, '$1NONE');
  return { bytes: Buffer.from(`${text.slice(0, from)}${own}${text.slice(to)}`, 'latin1'), number, ours: claim.control };
}
