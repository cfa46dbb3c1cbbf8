/** The words of a file's name, as searches compare them. */
const wordsOf = (name: string): string[] =>
  name
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Which beginnings of a word are kept for searching, of a shorter one all of it. Few, so that little is learned from how often each comes. */
const [short, long] = [3, 8];
const beginning = (word: string, length: number): string => [...word].slice(0, length).join('');

/** By what a file is found, before it is hashed. */
export const tokensOf = (name: string): string[] => [
  ...new Set(
    wordsOf(name).flatMap((word) => ([...word].length < long ? [beginning(word, short)] : [beginning(word, short), beginning(word, long)])),
  ),
];

/** What of a typed name is looked up, and whether a name, opened, is meant: each word that was typed begins one of its words. */
export function typedName(typed: string): { readonly tokens: readonly string[]; means(name: string): boolean } {
  const words = wordsOf(typed);
  return {
    tokens: [...new Set(words.map((word) => beginning(word, [...word].length < long ? short : long)))],
    means: (name) => {
      const own = wordsOf(name);
      return words.every((word) => own.some((one) => one.startsWith(word)));
    },
  };
}
