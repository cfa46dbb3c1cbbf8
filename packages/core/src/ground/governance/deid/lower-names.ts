import type { Claims } from './claims.ts';
import { isEponym } from './eponyms.ts';
import type { NameHit } from './names.ts';
import { isProduct } from './products.ts';
import { flagsAt, gap, gapAt, isMark, isWord, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';
import { anyFirst, anyName, anySurname, is, vocabulary } from './words.ts';

/** Without capitals only first names that are no words, with what follows them. */
export function lowercase(r: Reading, c: Claims, i: number, like: number): NameHit | undefined {
  const rare = like >= 1.5 && (flagsAt(r, i) & anyFirst) !== 0 && lengthAt(r, i) > 3;
  if ((like < 3 && !rare) || isEponym(r, i) || isProduct(r, i)) return undefined;
  const before = word(r, i - 1);
  if (gapAt(r, i) === gap.none && (isMark(r, i - 1, '-') || isMark(r, i - 1, '.'))) return undefined;
  const end = lowerRun(r, c, i);
  if (before === 'hey' && word(r, i) === 'dragon') return undefined;
  return { first: i, end, why: 'first name without a capital' };
}

/** `maria del carmen ruiz-ibarra`: up to four words that are no words, particles between, a tail after a hyphen. */
function lowerRun(r: Reading, c: Claims, i: number): number {
  const unheard = (k: number) =>
    isWord(r, k) &&
    gapAt(r, k) !== gap.line &&
    shapeAt(r, k) === shape.lower &&
    !c.taken(k) &&
    (flagsAt(r, k) & (vocabulary | is.function | is.eponym)) === 0 &&
    lengthAt(r, k) > 2;
  let end = i + 1;
  for (let words = 1; words < 5; words++) {
    if (isMark(r, end, '-') && gapAt(r, end) + gapAt(r, end + 1) === gap.none && unheard(end + 1)) end += 2;
    let next = end;
    while (next < end + 2 && runParticles.has(word(r, next)) && gapAt(r, next) === gap.blank) next++;
    const known =
      next > end && (flagsAt(r, next) & anyName) !== 0 && shapeAt(r, next) === shape.lower && (flagsAt(r, next) & is.function) === 0;
    const plain = next === end && unheard(next) && (words === 1 || (flagsAt(r, next) & anySurname) !== 0 || isMark(r, next + 1, '-'));
    if (gapAt(r, next) !== gap.blank || !(known || plain)) break;
    end = next + 1;
  }
  return end;
}
const runParticles = new Set('de del la las los van von der dos da di'.split(' '));
