import type { Claims } from './claims.ts';
import { value } from './dates.ts';
import { flagsAt, gap, gapAt, isCapital, isMark, isNumber, isWord, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';
import { anyName, is, vocabulary } from './words.ts';

/** `in her nineties`. */
export function inNineties(r: Reading, c: Claims, i: number): boolean {
  if (word(r, i) !== 'nineties' && word(r, i) !== 'centenarian') return false;
  if (
    word(r, i) === 'nineties' &&
    !['her', 'his', 'their', 'my', 'late', 'mid', 'early', 'the'].includes(isMark(r, i - 1, '-') ? word(r, i - 2) : word(r, i - 1))
  )
    return false;
  if (word(r, i - 1) === 'the') return false;
  c.take(i, i + 1, 'AGE', 'age over 89');
  return true;
}

const tens = new Map([['ninety', 90]]);

/** Ages over 89: `92-year-old`, `age 94`, `ninety-two years old`, `aged 101`. */
export function greatAge(r: Reading, c: Claims, i: number): boolean {
  const spelled = tens.has(word(r, i)) || (word(r, i) === 'one' && word(r, i + 1) === 'hundred');
  const number = isNumber(r, i) && lengthAt(r, i) <= 3 ? value(r, i) : 0;
  if (!spelled && (number < 90 || number > 125)) return false;
  let end = i + 1;
  if (spelled) {
    if (word(r, i) === 'one') end++;
    if (word(r, end) === 'and') end++;
    if (isMark(r, end, '-') && isWord(r, end + 1)) end++;
    if ((flagsAt(r, end) & is.digit) !== 0 && word(r, end) !== 'double') end++;
    else if (isMark(r, end - 1, '-')) end--;
  }
  let back = i - 1;
  while (
    isMark(r, back, ':') ||
    isMark(r, back, '(') ||
    isMark(r, back, '=') ||
    isMark(r, back, '-') ||
    word(r, back) === 'is' ||
    word(r, back) === 'of'
  )
    back--;
  const lead = word(r, back);
  const led =
    (lead === 'age' ||
      lead === 'aged' ||
      lead === 'ages' ||
      lead === 'turned' ||
      lead === 'turning' ||
      lead === 'yo' ||
      lead === 'elderly') &&
    back < i;
  const lived =
    (lead === 'to' && word(r, back - 1) === 'lived') || (lead === 'at' && ['died', 'passed', 'deceased'].includes(word(r, back - 1)));
  if (
    !led &&
    !lived &&
    !(isMark(r, end, '?') && isMark(r, i - 1, '(')) &&
    !(isMark(r, end, ')') && isMark(r, i - 1, ',') && (flagsAt(r, i - 2) & is.relation) !== 0) &&
    !yearsOld(r, end) &&
    !sexAfter(r, i, end) &&
    !saidOfSomebody(r, i, end) &&
    !toldAge(r, i, end) &&
    !afterName(r, i, end)
  )
    return false;
  c.take(i, end, 'AGE', 'age over 89');
  return true;
}

/** `born in 1931`, `DOB: 1931`: a birth year that tells an age over 89 in the year of reading. */
export function birthYear(r: Reading, c: Claims, i: number, asOf: number | undefined): boolean {
  const year = value(r, i);
  if (asOf === undefined || lengthAt(r, i) !== 4 || year < 1850 || asOf - year < 90 || year > asOf) return false;
  let k = i - 1;
  while (isMark(r, k, ':') || isMark(r, k, '(') || ['in', 'is', 'of', 'year', 'about', 'around', 'circa'].includes(word(r, k))) k--;
  if (!['born', 'dob', 'yob', 'birth', 'birthdate', 'b'].includes(word(r, k)) || k < 0) return false;
  c.take(i, i + 1, 'AGE', 'birth year of an age over 89');
  return true;
}

function yearsOld(r: Reading, at: number): boolean {
  let k = at;
  if (isMark(r, k, '-')) k++;
  const w = word(r, k);
  if (w === 'yo' || w === 'yof' || w === 'yom' || w === 'yoa' || w === 'yrold') return true;
  if (w === 'y' && (isMark(r, k + 1, '/') || isMark(r, k + 1, '.')) && word(r, k + 2) === 'o') return true;
  if (!/^(?:years?|yrs?|y|yr)$/.test(w)) return false;
  if (w.startsWith('yr') && ['.', ',', ';', ')'].includes(word(r, k + 1)) && word(r, k + 2) !== 'old') return true;
  if (isMark(r, k + 1, '.')) k++;
  if (isMark(r, k + 1, '-')) k++;
  const next = word(r, k + 1);
  return next === 'old' || (next === 'of' && word(r, k + 2) === 'age') || next === 'young' || next === 'o';
}

const people = new Set('she he pt patient who resident client'.split(' '));

/** `She is 97 and`, `mother (102)`. */
function saidOfSomebody(r: Reading, i: number, end: number): boolean {
  const who = isMark(r, i - 1, '(')
    ? i - 2
    : ['is', 'was', 's'].includes(word(r, i - 1))
      ? i - 2
      : ['now', 'already', 'almost'].includes(word(r, i - 1)) && ['is', 'was'].includes(word(r, i - 2))
        ? i - 3
        : -1;
  const person =
    people.has(word(r, who)) ||
    (((flagsAt(r, who) & anyName) !== 0 || flagsAt(r, who) === 0) && isCapital(r, who)) ||
    (flagsAt(r, who) & is.relation) !== 0 ||
    (isMark(r, who, "'") && people.has(word(r, who - 1)));
  if (who < 0 || !person) return false;
  return isMark(r, i - 1, '(')
    ? isMark(r, end, ')')
    : ['.', ',', '?', ';', '!'].includes(word(r, end)) ||
        gapAt(r, end) === gap.line ||
        ['and', 'now', 'who', 'with', 'but', 'today', 'years'].includes(word(r, end));
}

/** `At 95, she still drives`, `grandmother, now 101,`, `dad d. 94 of MI`. */
function toldAge(r: Reading, i: number, end: number): boolean {
  const w = word(r, i - 1);
  const comma = isMark(r, end, ',') && gapAt(r, end) === gap.none;
  if (w === 'at' && comma) return ['he', 'she', 'pt', 'mr', 'mrs', 'ms', 'her', 'his'].includes(word(r, end + 1));
  if (w === 'now' && (comma || isMark(r, end, '.')))
    return isMark(r, i - 2, ',') && ((flagsAt(r, i - 3) & is.relation) !== 0 || isCapital(r, i - 3));
  const died = isMark(r, i - 1, '.') && word(r, i - 2) === 'd' ? i - 3 : w === 'd' ? i - 2 : -1;
  return died >= 0 && (flagsAt(r, died) & is.relation) !== 0;
}

/** `94F`, `91 M with`. */
function sexAfter(r: Reading, i: number, end: number): boolean {
  const w = word(r, end);
  if ((w !== 'f' && w !== 'm') || shapeAt(r, end) !== shape.single) return false;
  return gapAt(r, end) === gap.none
    ? gapAt(r, i) !== gap.none
    : ['with', 'here', 'w', 'who', 'presents', 'c', 's'].includes(word(r, end + 1));
}

/** `Ingeborg Tvedt, 96, for`. */
function afterName(r: Reading, i: number, end: number): boolean {
  if (
    !isMark(r, i - 1, ',') ||
    !(isMark(r, end, ',') || isMark(r, end, '.') || isMark(r, end, ')')) ||
    gapAt(r, i) !== gap.blank ||
    gapAt(r, end) !== gap.none
  )
    return false;
  const surname = i - 2;
  if (
    ((flagsAt(r, surname - 1) & is.relation) !== 0 || isMark(r, surname - 1, '(')) &&
    shapeAt(r, surname) === shape.title &&
    (flagsAt(r, surname) & vocabulary) === 0
  )
    return true;
  const named = (flagsAt(r, surname) & anyName) !== 0 || flagsAt(r, surname) === 0;
  const own =
    shapeAt(r, surname) === shape.title && named && (flagsAt(r, surname) & (vocabulary | is.eponym)) === 0 && lengthAt(r, surname) > 2;
  if (own || ((flagsAt(r, surname) & is.relation) !== 0 && isMark(r, end, ','))) return true;
  const first = isMark(r, surname - 1, '-') ? surname - 3 : surname - 1;
  return named && shapeAt(r, surname) === shape.title && shapeAt(r, first) === shape.title && (flagsAt(r, first) & is.clinical) === 0;
}
