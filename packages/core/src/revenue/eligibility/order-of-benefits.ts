import type { PlainDate } from '../../ground/base/index.ts';

/** What of a coverage tells whether it pays before another one of the same patient. */
export interface Orderable {
  /** 18 the patient is the subscriber, 01 the spouse, 19 a child. */
  readonly relationship: string;
  readonly subscriber: { readonly birthDate?: PlainDate };
  /** CI, MB, MC …; of public programs, motor and workers' compensation laws of their own say who pays first. */
  readonly filingIndicator?: string;
  readonly startsOn?: PlainDate;
}

export type OrderRule = 'own before dependent' | 'earlier birthday' | 'longer covered';

const ownLaws = new Set(['16', 'AM', 'CH', 'DS', 'LM', 'MA', 'MB', 'MC', 'OF', 'TV', 'VA', 'WC']);
const self = '18';
const child = '19';
/** Month and day; of the year nothing is asked. */
const birthday = (date: PlainDate): string => date.slice(5);

const earlier = (a: string, b: string, rule: OrderRule): { first: 0 | 1; rule: OrderRule } | undefined =>
  a === b ? undefined : { first: a < b ? 0 : 1, rule };

/**
 * Which of two coverages pays first by the rules that most plans share: that of the patient's own before one as a dependent; of a child that
 * of the parent whose birthday comes first in the year; and the longer one where nothing else tells. Undefined where too little is known, or
 * where another law decides (Medicare, Medicaid, motor, workers' compensation). A court's order for a child comes before all of these.
 * Source: NAIC model regulation 120, section 6.
 */
export function firstToPay(a: Orderable, b: Orderable): { readonly first: 0 | 1; readonly rule: OrderRule } | undefined {
  if (ownLaws.has(a.filingIndicator ?? '') || ownLaws.has(b.filingIndicator ?? '')) return undefined;
  const own = [a, b].map(({ relationship }) => relationship === self);
  if (own[0] !== own[1]) return { first: own[0] ? 0 : 1, rule: 'own before dependent' };
  if (a.relationship === child && b.relationship === child) {
    const [of, and] = [a.subscriber.birthDate, b.subscriber.birthDate];
    if (of === undefined || and === undefined) return undefined;
    const told = earlier(birthday(of), birthday(and), 'earlier birthday');
    if (told !== undefined) return told;
  } else if (!own[0]) return undefined;
  return a.startsOn === undefined || b.startsOn === undefined ? undefined : earlier(a.startsOn, b.startsOn, 'longer covered');
}
