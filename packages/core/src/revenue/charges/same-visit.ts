import type { Finding } from '../../ground/base/index.ts';
import type { Charge } from './charge.ts';

/**
 * Whether two charges of one account tell of one visit: one patient, and a day of service that both know. An account that somebody uses
 * for each visit of a patient, or gave to another patient by mistake, is none: what was entered first would be lost.
 */
export function sameVisit(one: Charge, other: Charge): boolean {
  const [mine, theirs] = [daysOf(one), daysOf(other)];
  const days = mine.size === 0 || theirs.size === 0 || [...mine].some((day) => theirs.has(day));
  return one.kind === other.kind && samePatient(one, other) && days;
}

/**
 * The number of its claims, which payers answer by (CLM01). Where an account is a patient's, each visit has its own: the account, V, and
 * the visit. Made of both alone, so that a list that comes again makes the same; beginning with the account, by which a biller searches;
 * and of letters and digits, which no payer takes out.
 */
export const controlNumberOf = ({ account, visit }: Pick<Charge, 'account' | 'visit'>): string =>
  visit === undefined ? account : `${account}V${visit}`;

const daysOf = ({ lines }: Charge): ReadonlySet<string> => new Set(lines.flatMap(({ servedOn }) => servedOn ?? []));

export function samePatient({ patient: one }: Charge, { patient: other }: Charge): boolean {
  const written = (text: string): string => text.trim().toLowerCase();
  const born = one.birthDate === undefined || other.birthDate === undefined || one.birthDate === other.birthDate;
  return written(one.last) === written(other.last) && written(one.first) === written(other.first) && born;
}

const entered = (code: string, account: string, says: string, because: string, fix: string): Finding => ({
  ...{ code: `charges.${code}`, severity: 'error', at: `account ${account}`, says, because, fix },
});
const ownAccount = 'give this charge an account of its own and enter it again';

/** Why a charge is not taken whose account is here already, or stands for several in what is entered. */
export const accountFinding = {
  billed: (account: string): Finding =>
    entered(
      ...(['account-billed', account, 'The account is here with other content, and claims were made of it.'] as const),
      'A second claim under the same number, with the same services, is a duplicate.',
      `Change the draft that was made of it, or withdraw all that were and enter it again; or, where this is another visit, ${ownAccount}.`,
    ),
  another: (account: string): Finding =>
    entered(
      ...(['account-taken', account, 'The account is here, for another patient, kind or day of service.'] as const),
      'An account is one charge: what was entered first is not lost to another.',
      `Correct the account: ${ownAccount}; or, where the patient was entered wrongly before, correct the patient at the charge.`,
    ),
  twice: (account: string): Finding =>
    entered(
      ...(['account-twice', account, 'Several charges that differ name this account.'] as const),
      'An account is one charge, and which of them is meant nobody can tell.',
      `Leave one of them, or ${ownAccount}.`,
    ),
  /** Taken none the less: for two, so that neither is held against the other. */
  twoPeople: (account: string): Finding => ({
    ...entered(
      ...(['two-people', account, 'Somebody else of this name and birth date is here: this one was taken for another patient.'] as const),
      'The member id at the same payer differs, and so does the address: two people may bear one name and one birth date.',
      'Say at the charge or its claim whether they are one; or correct the patient there, where the member id or the address is wrong.',
    ),
    severity: 'warning',
  }),
};
