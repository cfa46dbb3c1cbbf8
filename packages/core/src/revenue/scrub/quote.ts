import type { Evidence } from '../../ground/base/index.ts';
import type { ClinicalNote } from './facts.ts';

/** How many bytes of UTF-8 the first `until` units of a text are. */
function bytesUntil(text: string, until: number): number {
  let bytes = 0;
  for (let i = 0; i < until; i++) {
    const unit = text.charCodeAt(i);
    // Each half of a pair counts two of its four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}

/** The words from one byte of a text to another; undefined where it has no such bytes. */
export function wordsBetween(text: string, from: number, to: number): string | undefined {
  if (from < 0 || to <= from) return undefined;
  let bytes = 0;
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    if (start < 0 && bytes >= from) start = i;
    if (bytes >= to) return text.slice(start, i);
    bytes += bytesUntil(text.charAt(i), 1);
  }
  return undefined;
}

const negated =
  /\b(?:no|not|without|denies|denied|never|nor|neither|absent|negative for|instead of|rather than|declined|deferred)\b[^.;\n]{0,30}$/i;

const before = 60;

/** What a sentence says of another day, or of what was left undone. */
const ofAnotherDay =
  /\b(?:not(?! related)|never|deferred|declined|postponed|reschedul\w*|return\w*|come back|previous(?:ly)?|history of|(?:next|last) (?:day|week|month|year|visit|time|appointment))\b/i;

/** The sentence in which a match stands. */
function sentenceAround(text: string, from: number, to: number): string {
  const start = Math.max(text.lastIndexOf('.', from), text.lastIndexOf(';', from), text.lastIndexOf('\n', from)) + 1;
  const end = text.slice(to).search(/[.;\n]/);
  return end < 0 ? text.slice(start) : text.slice(start, to + end);
}

/** The first words of the note that match and are not denied in their sentence, as bytes of its document. */
export const quote = (note: ClinicalNote | undefined, words: RegExp): Evidence | undefined => quoted(note, words, () => true);

/** What a sentence says was not done that day, whatever else it says; and what it only says shall be done. */
const undone =
  /\b(?:deferred|declin\w+|refus\w+|postponed|reschedul\w*|cancel\w*|unable|could not|cannot|not (?:yet |be |been )?(?:done|taken|performed|obtained|completed|placed|possible|tolerated|started))\b/i;
const wanted =
  /\b(?:recommend\w*|planned|plan (?:for|to)|will need|needs|to be (?:done|scheduled|taken|placed)|scheduled (?:for|to)|consider\w*)\b/i;
const did = /\b(?:placed|seated|cemented|delivered|performed|taken|done|completed|prepared|prepped|obtained|captured|reviewed)\b/i;
const isUndone = (sentence: string): boolean => undone.test(sentence) || (wanted.test(sentence) && !did.test(sentence));

/** As `quote`, but where the sentence says that it was put off, declined, or only shall be done. */
export const quotePresent = (note: ClinicalNote | undefined, words: RegExp): Evidence | undefined =>
  quoted(note, words, (sentence) => !isUndone(sentence));

/** The words where the note says so. */
export const quoteUndone = (note: ClinicalNote | undefined, words: RegExp): Evidence | undefined =>
  quoted(note, words, isUndone, 'denied too');

/** As `quote`, of what was done that day only: what unlocks payment rests on nothing less. */
export const quoteDone = (note: ClinicalNote | undefined, words: RegExp): Evidence | undefined =>
  quoted(note, words, (sentence) => !ofAnotherDay.test(sentence));

function quoted(
  note: ClinicalNote | undefined,
  words: RegExp,
  counts: (sentence: string) => boolean,
  which: 'not denied' | 'denied too' = 'not denied',
): Evidence | undefined {
  if (note === undefined) return undefined;
  const all = new RegExp(words.source, words.flags.includes('g') ? words.flags : `${words.flags}g`);
  for (const match of note.text.matchAll(all)) {
    const sentence = note.text.slice(match.index < before ? 0 : match.index - before, match.index);
    if (
      (which === 'not denied' && negated.test(sentence)) ||
      !counts(sentenceAround(note.text, match.index, match.index + match[0].length))
    )
      continue;
    const from = bytesUntil(note.text, match.index);
    return { document: note.document, from, to: from + bytesUntil(match[0], match[0].length) };
  }
  return undefined;
}
