/** The chart's fixed places, as hledger and Beancount both accept them. */
export const accounts = {
  bank: 'Assets:Bank',
  clearing: 'Assets:Clearing',
  payerReceivable: 'Assets:AR:Payer',
  patientReceivable: 'Assets:AR:Patient',
  allowance: 'Assets:AR:Allowance',
  suspense: 'Assets:Suspense',
  withhold: 'Assets:Payer:Withhold',
  taxWithheld: 'Assets:TaxWithheld',
  unapplied: 'Liabilities:Unapplied',
  patientCredit: 'Liabilities:Patient:Credit',
  recoupment: 'Liabilities:Payer:Recoupment',
  forward: 'Liabilities:Payer:Forward',
  refund: 'Liabilities:Payer:Refund',
  advance: 'Liabilities:Payer:Advance',
  opening: 'Equity:Opening',
  charges: 'Income:Charges',
  contractual: 'Income:Contractual',
  implicitConcession: 'Income:ImplicitConcession',
  capitation: 'Income:Capitation',
  interest: 'Income:Interest',
  payerAllowance: 'Income:PayerAllowance',
  denialWriteOff: 'Expenses:DenialWriteOff',
  badDebt: 'Expenses:BadDebt',
  sequestration: 'Expenses:Sequestration',
  levy: 'Expenses:Levy',
  payerPenalty: 'Expenses:PayerPenalty',
} as const;

/** A small, stable mark of a text, for names that had to be altered to be account names. */
function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0').toUpperCase();
}

/**
 * One component of an account name out of any text: capital or digit first, then letters, digits and dashes. A text that had to be
 * altered carries a mark of what it was, so that two texts never share an account.
 */
export function accountComponent(text: string): string {
  const trimmed = text.trim();
  const plain = trimmed.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const name = plain === '' ? 'None' : plain[0] === plain[0]?.toUpperCase() ? plain : plain[0]?.toUpperCase() + plain.slice(1);
  return name === trimmed ? name : `${name}-${markOf(trimmed)}`;
}

/** Where the cash of one payment waits for its deposit. Two payers may give the same trace, so the payer's key goes before it. */
export const clearingAccount = (payer: string, trace: string): string =>
  `${accounts.clearing}:${accountComponent(payer)}:${accountComponent(trace)}`;

/** A control account's place for one payer's reference, or for the payer where it gives none: no payer settles another's. */
export const referenceAccount = (root: string, payer: string, reference: string | undefined): string => {
  const ofPayer = `${root}:${accountComponent(payer)}`;
  return reference === undefined || reference.trim() === '' ? ofPayer : `${ofPayer}:${accountComponent(reference)}`;
};

/** Where the cash of one parked remit claim waits: by the last twelve letters and digits of its id. */
export const unappliedAccount = (remitClaimId: string): string =>
  `${accounts.unapplied}:${accountComponent(
    remitClaimId
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(-12)
      .toUpperCase(),
  )}`;

export const receivableAccount = (party: string): string => (party === 'patient' ? accounts.patientReceivable : accounts.payerReceivable);
