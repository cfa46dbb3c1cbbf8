/** The words of a name as searches compare them: lower case, without accents and apostrophes. */
export const wordsOf = (name: string): string[] =>
  name
    .normalize('NFD')
    .replace(/\p{M}|['’`]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Which beginnings of a word are kept for searching. Few, so that little can be learned from how often each comes. */
const lengths = [2, 4] as const;

type Part = 'last' | 'first';
const beginning = (part: Part, word: string, length: number): string => `${part} ${[...word].slice(0, length).join('')}`;
const born = (date: string): string => `born ${date}`;

/** What a patient is found by, before it is hashed. */
export function tokensOf(person: { readonly last: string; readonly first: string; readonly birthDate?: string | undefined }): string[] {
  const named = (part: Part): string[] =>
    wordsOf(person[part]).flatMap((word) =>
      lengths.filter((length, i) => i === 0 || [...word].length >= length).map((length) => beginning(part, word, length)),
    );
  return [...new Set([...named('last'), ...named('first'), ...(person.birthDate === undefined ? [] : [born(person.birthDate)])])];
}

/** One word that was typed, and the parts of the name in which it may stand. */
export interface TypedWord {
  readonly word: string;
  readonly parts: readonly Part[];
}

/** The hashes to look up for a typed word: those of its longest beginning that is kept. */
export const lookedUp = ({ word, parts }: TypedWord): string[] => {
  const length = lengths.findLast((one) => [...word].length >= one) ?? lengths[0];
  return parts.map((part) => beginning(part, word, length));
};

/** Whether it begins a word of the name: the hashes know only its first letters. */
export const beginsIn = ({ word, parts }: TypedWord, person: { readonly last: string; readonly first: string }): boolean =>
  parts.some((part) => wordsOf(person[part]).some((own) => own.startsWith(word)));

/** `Last, First` says which is which; without a comma each word may begin any word of the name. */
export function typedWords(search: string): TypedWord[] {
  const [before = '', ...after] = search.split(',');
  if (after.length === 0) return wordsOf(before).map((word) => ({ word, parts: ['last', 'first'] }));
  return [
    ...wordsOf(before).map((word): TypedWord => ({ word, parts: ['last'] })),
    ...wordsOf(after.join(' ')).map((word): TypedWord => ({ word, parts: ['first'] })),
  ];
}

/** A date as people type one, `2/14/1980` or `1980-02-14`; undefined where it is none. */
export function typedDate(search: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(search);
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(search);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : us ? [us[3], us[1], us[2]] : [];
  return year && month && day ? born(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) : undefined;
}
