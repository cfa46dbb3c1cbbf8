import type { Finding } from '../../base/index.ts';

/** A model's answer taken for JSON: the object, or why not. Models like to wrap it in a fence of code, or in a sentence. */
export function readAnswer(text: string): { readonly value: unknown } | { readonly finding: Finding } {
  const trimmed = text.trim();
  if (trimmed === '') return { finding: finding('model.empty', 'The model answered nothing.') };
  const from = trimmed.indexOf('{');
  const to = trimmed.lastIndexOf('}');
  if (from < 0 || to < from)
    return { finding: finding('model.not-json', 'The model answered in words, not in the shape that was asked for.') };
  try {
    return { value: JSON.parse(trimmed.slice(from, to + 1)) };
  } catch {
    return { finding: finding('model.not-json', 'The model’s answer is not well formed.') };
  }
}

/** What an answer may speak of: what we gave it. */
export interface Given {
  readonly codes?: readonly string[] | undefined;
  /** Cents. */
  readonly amounts?: readonly number[] | undefined;
  readonly recipients?: readonly string[] | undefined;
  readonly commands?: readonly string[] | undefined;
}

/** What an answer speaks of, as its task reads it. */
export type Spoken = Given;

const kinds = [
  ['codes', 'model.code-not-given', 'a code'],
  ['amounts', 'model.amount-not-given', 'an amount'],
  ['recipients', 'model.recipient-not-given', 'a recipient'],
  ['commands', 'model.command-not-given', 'a command'],
] as const;

/**
 * Whatever the answer names that it was not given: however right it looks, it did not come from the record. Findings say which kind, and
 * never repeat the value.
 */
export function checkSpoken(spoken: Spoken, given: Given): Finding[] {
  return kinds.flatMap(([kind, code, what]) => {
    const known = new Set<string | number>(given[kind] ?? []);
    const strange = (spoken[kind] ?? []).filter((one) => !known.has(one)).length;
    return strange === 0 ? [] : [finding(code, `The answer names ${what} that is not in what it was given.`)];
  });
}

export const finding = (code: string, says: string): Finding => ({
  code,
  severity: 'error',
  at: 'answer',
  says,
  because: 'A model’s answer is checked like any paper from outside.',
  fix: 'A person does this one by hand.',
});
