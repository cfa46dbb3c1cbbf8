import type { PlainDate } from '@claimwright/core/ground/base';
import {
  isRows,
  type PayerTerms,
  readRows,
  readTerm,
  rowsOf,
  type SavedTerms,
  type TermField,
  type TermRow,
  type TermsChange,
  type TermValues,
  termField,
  termFields,
  termsOn,
  writeTerm,
} from '@claimwright/core/revenue/scrub';

/** A term as it is being typed: text, or rows of cells. */
export type TypedTerm = string | readonly TermRow[];
/** What was touched; the rest stands as it is. */
export type Typed = { readonly [field in TermField]?: TypedTerm };

export interface Unsaved {
  readonly typed: Typed;
  /** The change as which it was saved: it stands until that one is among those that the server tells. */
  readonly savedAs?: string | undefined;
}
/** What was being written stays while one looks elsewhere in the app. */
export const unsaved = new Map<string, Unsaved>();

export const shownTerm = (terms: PayerTerms, typed: Typed, field: TermField): TypedTerm => {
  const own = typed[field];
  if (own !== undefined) return own;
  const value = terms[field] as TermValues[TermField] | undefined;
  return isRows(termField[field].kind) ? rowsOf(field, value) : writeTerm(field, value);
};

const readTyped = (field: TermField, typed: TypedTerm) => {
  const { kind } = termField[field];
  if (typeof typed === 'string') return readTerm(field, typed);
  return isRows(kind) ? readRows(kind, typed) : { value: null };
};

export interface Reading {
  /** What differs from what stands. */
  readonly change: TermsChange;
  readonly changed: readonly TermField[];
  readonly wrong: { readonly [field in TermField]?: string };
}

/** What was typed as a change of what stands, or what is wrong with it, term by term. */
export function readAll(terms: PayerTerms, typed: Typed): Reading {
  const change: { [field in TermField]?: TermValues[TermField] | null } = {};
  const wrong: { [field in TermField]?: string } = {};
  for (const [field, own] of Object.entries(typed) as [TermField, TypedTerm][]) {
    const read = readTyped(field, own);
    if ('wrong' in read) wrong[field] = read.wrong;
    else if (writeTerm(field, read.value ?? undefined) !== writeTerm(field, terms[field])) change[field] = read.value;
  }
  return { change: change as TermsChange, changed: Object.keys(change) as TermField[], wrong };
}

/** The days from which something else counts, the earliest first. */
export const startsOf = (saved: readonly SavedTerms[]): readonly PlainDate[] =>
  [...new Set(saved.flatMap(({ from }) => from ?? []))].sort();

/** The days that one would change without saying which: those in force today. */
export const startNow = (saved: readonly SavedTerms[], today: PlainDate): PlainDate | undefined =>
  startsOf(saved).findLast((from) => from <= today);

/** What takes back a change of these terms. */
export const backTo = (terms: PayerTerms, fields: readonly TermField[]): TermsChange =>
  Object.fromEntries(fields.map((field) => [field, terms[field] ?? null]));

/** The labels of what is set on a day, in the order of the form. */
export function setLabels(saved: readonly SavedTerms[], on: PlainDate): readonly string[] {
  const terms = termsOn(saved, on);
  return termFields.filter(({ id }) => terms[id] !== undefined).map(({ label }) => label);
}
