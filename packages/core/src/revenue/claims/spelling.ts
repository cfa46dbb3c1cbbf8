/** Letters that are no letter of ours with a mark, and the marks that word processors write. */
const others: { readonly [letter: string]: string } = {
  ...{ ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D' },
  ...{ þ: 'th', Þ: 'TH', ı: 'i', ħ: 'h', Ħ: 'H', ŋ: 'n', Ŋ: 'N', ŧ: 't', Ŧ: 'T', ĸ: 'k' },
  ...{ '‘': "'", '’': "'", ʼ: "'", '“': '"', '”': '"', '–': '-', '—': '-', '‑': '-', '…': '...', '\u00a0': ' ', º: 'o', ª: 'a' },
};

const beyond = /\P{ASCII}/u;
const allBeyond = /\P{ASCII}/gu;

/**
 * A name or words as the file of a claim spells them: in the letters of ASCII, which is what payers’ systems take of the basic and extended
 * character sets of X12 (TR3 005010, appendix B.1.1.2.2). José is Jose, Łukasz is Lukasz. What is kept of the practice is never changed;
 * letters that have no such spelling stay as they are.
 */
export const spelled = (text: string): string =>
  beyond.test(text)
    ? text
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .replace(allBeyond, (letter) => others[letter] ?? letter)
    : text;

/** The letters of a text that are no letters of ASCII, each once. */
export const lettersBeyond = (text: string): string => [...new Set(text.normalize('NFC').match(allBeyond) ?? [])].join('');
