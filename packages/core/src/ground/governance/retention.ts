import type { PlainDate } from '../base/index.ts';

interface RetentionText {
  readonly holds: string;
  /** What counts where a practice sets nothing else. */
  readonly years: number;
  /** Never less, whatever a practice sets. */
  readonly least: number;
  readonly basis: string;
  /** What destroying does; absent where nothing may: what must be kept is said. */
  readonly destroys?: string;
  readonly kept?: string;
}

/**
 * How long what is kept. Defaults: HIPAA documentation six years (45 CFR 164.316(b)(2), 164.528), records behind Medicare claims seven.
 * States differ and ask for more, above all for children: a practice sets its own over these.
 */
export const retentionClasses = {
  reasons: {
    holds: 'What people wrote as the reason of an act',
    ...{ years: 6, least: 6, basis: 'HIPAA documentation, 45 CFR 164.316(b)(2)' },
    destroys: 'The words are deleted. The entry keeps their salted digest, from which nothing can be read.',
  },
  disclosures: {
    holds: 'Disclosures to somebody outside',
    ...{ years: 6, least: 6, basis: 'Accounting of disclosures, 45 CFR 164.528' },
    destroys: 'The row is deleted. The record keeps that there was one, and who recorded it.',
  },
  documents: {
    holds: 'Files as they came: claims, remits, bank files',
    ...{ years: 7, least: 6, basis: 'Records behind Medicare claims, seven years; state law may ask for more' },
    destroys: 'The bytes are deleted with the key that sealed them, and so is the name. Its number, size and hash stay.',
  },
  answers: {
    holds: 'First answers to repeated requests',
    ...{ years: 1, least: 1, basis: 'Working data; no law asks for it' },
    destroys: 'The row is deleted.',
  },
  record: {
    holds: 'The chained record: who did and who saw what',
    ...{ years: 6, least: 6, basis: 'HIPAA documentation, 45 CFR 164.316(b)(2)' },
    kept: 'It is only ever added to: its entries carry numbers and codes and no patient’s name, and each proves the others.',
  },
  ledger: {
    holds: 'Journal, movements and postings',
    ...{ years: 7, least: 7, basis: 'Tax and Medicare, seven years' },
    kept: 'It is only ever added to, and balances as a whole; it carries amounts and codes and no patient’s name.',
  },
} as const satisfies { readonly [name: string]: RetentionText };

export type RetentionClass = keyof typeof retentionClasses;
export const retentionClassNames = Object.keys(retentionClasses) as readonly RetentionClass[];
export const retentionOf = (name: RetentionClass): RetentionText => retentionClasses[name];

/** The first day that is still kept: what is older may go. The 29th of February becomes the 28th. */
export function keptFrom(today: PlainDate, years: number): PlainDate {
  const [year = '', month = '', day = ''] = today.split('-');
  const last = month === '02' && day === '29' ? '28' : day;
  return `${String(Number(year) - years).padStart(4, '0')}-${month}-${last}` as PlainDate;
}

/** Why the law lets or makes one tell somebody outside, of which the patient can ask an account (45 CFR 164.512, 164.528). */
export const disclosureBases = {
  'public-health': 'Public health authority',
  'abuse-or-neglect': 'Report of abuse, neglect or violence',
  'health-oversight': 'Health oversight agency',
  judicial: 'Court order or subpoena',
  'law-enforcement': 'Law enforcement',
  'coroner-or-funeral': 'Coroner, medical examiner or funeral director',
  'organ-donation': 'Organ and tissue donation',
  research: 'Research without authorization',
  'serious-threat': 'To avert a serious threat',
  'government-function': 'Specialized government function',
  'workers-compensation': 'Workers’ compensation',
  'required-by-law': 'Required by law',
  breach: 'Disclosed by mistake or by breach',
} as const;
export type DisclosureBasis = keyof typeof disclosureBases;

/** What need not be accounted for, and why: whoever records one is told so. */
export const notAccounted: { readonly [basis: string]: string } = {
  treatment: 'Treatment, payment and health care operations are not accounted for (45 CFR 164.528(a)(1)(i)).',
  payment: 'Treatment, payment and health care operations are not accounted for (45 CFR 164.528(a)(1)(i)).',
  operations: 'Treatment, payment and health care operations are not accounted for (45 CFR 164.528(a)(1)(i)).',
  patient: 'What the patient was told is not accounted for (45 CFR 164.528(a)(1)(ii)).',
  authorization: 'What the patient authorized is not accounted for (45 CFR 164.528(a)(1)(iv)).',
};

/** An account goes back six years from the day on which it is asked for. */
export const accountYears = 6;
