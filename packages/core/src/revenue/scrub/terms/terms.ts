import type { PlainDate } from '../../../ground/base/index.ts';
import type { PayerSettings } from '../facts.ts';
import { type TermField, termFields } from './term-fields.ts';
import { writeTerm } from './term-text.ts';
import type { TermValues } from './term-values.ts';

/** What is set. What is not goes by its default. */
export type PayerTerms = { readonly [F in TermField]?: TermValues[F] };
/** A change of some of them: what it does not name stays as it is, null takes away. */
export type TermsChange = { readonly [F in TermField]?: TermValues[F] | null };

/** A change as it was saved; `from`: the first day of service that it is of, absent where it is of all. */
export interface SavedTerms {
  readonly from?: PlainDate;
  readonly change: TermsChange;
}

type Value = TermValues[TermField];
type Loose = { readonly [field in TermField]?: Value | null };

/** An empty list says nothing, as if nobody had set it. */
export const plainChange = (change: TermsChange): TermsChange =>
  Object.fromEntries(
    termFields.flatMap(({ id }) => {
      const value = (change as Loose)[id];
      if (value === undefined) return [];
      return [[id, Array.isArray(value) && value.length === 0 ? null : value]];
    }),
  );

/** The terms of a day of service: of each the change with the latest first day counts, of several of one day the last that was saved. `saved` is in the order of saving. */
export function termsOn(saved: readonly SavedTerms[], on: PlainDate | undefined): PayerTerms {
  const inForce = saved.filter(({ from }) => from === undefined || (on !== undefined && from <= on));
  const terms: { [field in TermField]?: Value } = {};
  for (const { change } of inForce.toSorted(byFirstDay))
    for (const [field, value] of Object.entries(change) as [TermField, Value | null][]) {
      if (value === null) delete terms[field];
      else terms[field] = value;
    }
  return terms as PayerTerms;
}
const byFirstDay = ({ from: a = '' as PlainDate }: SavedTerms, { from: b = '' as PlainDate }: SavedTerms): number =>
  a < b ? -1 : a > b ? 1 : 0;

const textOf = (terms: PayerTerms | TermsChange, field: TermField): string => writeTerm(field, (terms as Loose)[field] ?? undefined);

/** What of a change is one: the rest is so already on its first day. */
export function changeBy(saved: readonly SavedTerms[], { from, change }: SavedTerms): TermsChange {
  const before = termsOn(saved, from);
  return Object.fromEntries(
    Object.entries(plainChange(change)).filter(([field]) => textOf(before, field as TermField) !== textOf(change, field as TermField)),
  );
}

/** Terms that a change does not reach, because they are set anew from a later day on. */
export const setLater = (saved: readonly SavedTerms[], { from, change }: SavedTerms): readonly { field: TermField; from: PlainDate }[] =>
  (Object.keys(change) as TermField[]).flatMap((field) => {
    const days = saved.flatMap((one) =>
      one.from !== undefined && (from === undefined || one.from > from) && one.change[field] !== undefined ? [one.from] : [],
    );
    const [next] = days.sort();
    return next === undefined ? [] : [{ field, from: next }];
  });

export interface TermChanged {
  readonly field: TermField;
  /** As text; empty: not set. */
  readonly before: string;
  readonly after: string;
}
export interface TermsSaved<T extends SavedTerms> {
  readonly saved: T;
  readonly changed: readonly TermChanged[];
  /** The change that takes this one back; absent where one of its terms was changed again since, for the same day. */
  readonly undo?: TermsChange;
}

/** What each saving changed, from what to what; the newest first. */
export function historyOf<T extends SavedTerms>(saved: readonly T[]): readonly TermsSaved<T>[] {
  const history = saved.map((one, at): TermsSaved<T> => {
    const before = termsOn(saved.slice(0, at), one.from);
    const fields = Object.keys(one.change) as TermField[];
    const changed = fields
      .map((field) => ({ field, before: textOf(before, field), after: textOf(one.change, field) }))
      .filter(({ before: was, after }) => was !== after);
    const now = termsOn(saved, one.from);
    const since = changed.some(({ field, after }) => textOf(now, field) !== after);
    const undo = Object.fromEntries(changed.map(({ field }) => [field, before[field] ?? null])) as TermsChange;
    return { saved: one, changed, ...(since || changed.length === 0 ? {} : { undo }) };
  });
  return history.toReversed();
}

/** Terms as the edits look at them. */
export function settingsOf(terms: PayerTerms): Omit<PayerSettings, 'payerId'> {
  const { ages, waiting, missingTooth, alternates, replacementYears, ...rest } = terms;
  const dental = [ages, waiting, missingTooth, alternates, replacementYears].some((one) => one !== undefined);
  const { frequencies = [], authorizationFor = [], orderingFor = [], narrativeFor = [], attachments = [] } = terms;
  const benefits = {
    ...{ ages: ages ?? [], waiting: waiting ?? [], missingTooth: missingTooth ?? false, alternates: alternates ?? [] },
    ...(replacementYears === undefined ? {} : { replacementYears }),
  };
  return { ...rest, frequencies, authorizationFor, orderingFor, narrativeFor, attachments, ...(dental ? { benefits } : {}) };
}
