import { flagsAt, gap, gapAt, isCapital, isMark, isNumber, isWord, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';
import { anyFirst, anyName, anySurname, is, vocabulary } from './words.ts';

/** How much a token by itself looks like a name: 0 a word, 1 only beside a name, 2 in the middle of a sentence, 3 anywhere. */
export function likeness(r: Reading, i: number): number {
  if (!isWord(r, i) || lengthAt(r, i) < 2) return 0;
  const flags = flagsAt(r, i);
  const written = shapeAt(r, i);
  if ((flags & is.function) !== 0 && pronouns.has(word(r, i - 1))) return 0;
  if ((flags & is.idLabel) !== 0 && (isMark(r, i + 1, ':') || isMark(r, i + 1, '#') || (isMark(r, i + 1, '.') && lengthAt(r, i) < 5)))
    return 0;
  if (written === shape.lower || (written === shape.upper && r.shouted[i] === 1))
    return likenessWithoutCase(r, i, flags, written === shape.upper);
  if (written === shape.mixed) return (flags & vocabulary) === 0 && (flags & anyName) !== 0 ? 2 : 0;
  const short = lengthAt(r, i) < 3;
  const named = (flags & anyName) !== 0;
  if ((flags & (is.month | is.weekday | is.state)) !== 0) return named ? 1 : 0;
  if ((flags & (is.title | is.relation)) !== 0 && (flags & (is.first | is.surname)) === 0) return 0;
  if ((flags & is.function) !== 0)
    return named && (flags & anyFirst) !== 0 && (flags & (is.first | is.surname)) !== 0 && lengthAt(r, i) > 2 ? 1 : 0;
  if ((flags & is.clinical) !== 0) return named ? 1 : 0;
  if ((flags & is.everyday) !== 0)
    return (flags & is.first) !== 0 && written === shape.title && (flags & (is.organisation | is.relation | is.title)) === 0
      ? 2
      : named
        ? 1
        : 0;
  if ((flags & is.nameLabel) !== 0 && (flags & is.first) === 0) return named ? 1 : 0;
  if ((flags & is.eponym) !== 0) return (flags & (is.first | is.surname)) !== 0 && written === shape.title ? 2 : named ? 1 : 0;
  if (written === shape.upper)
    return !named
      ? lengthAt(r, i) > 5 && flags === 0
        ? 1
        : 0
      : short
        ? 1
        : (flags & is.wider) !== 0
          ? 1
          : (flags & is.first) !== 0 || lengthAt(r, i) > 4
            ? 2
            : 1;
  if ((flags & is.wider) !== 0) return (flags & (is.first | is.surname)) !== 0 ? 2 : named ? 1 : 0;
  if (short) return 1;
  // A unit that no list holds, rather than a name: but a date may stand before a name.
  if (
    !named &&
    isNumber(r, i - 1) &&
    !/^(?:19|20)\d\d$|^\d{5,}$/.test(word(r, i - 1)) &&
    gapAt(r, i) === gap.blank &&
    gapAt(r, i - 1) !== gap.none
  )
    return 0;
  if ((flags & is.first) !== 0 || ((flags & anyFirst) !== 0 && lengthAt(r, i) > 3)) return 3;
  if ((flags & is.surname) !== 0) return 3;
  return 2;
}

const pronouns = new Set('he she they it you we i who that this'.split(' '));

function likenessWithoutCase(r: Reading, i: number, flags: number, upper: boolean): number {
  if (lengthAt(r, i) < 3 || (flags & (is.everyday | is.clinical | is.function | is.month | is.state)) !== 0)
    return (flags & anyName) !== 0 && upper ? 1 : 0;
  if ((flags & is.wider) !== 0) return upper && (flags & anyName) !== 0 ? 1 : 0;
  if ((flags & is.eponym) !== 0) return (flags & anyName) !== 0 && upper ? 1 : 0;
  if ((flags & is.first) !== 0) return 3;
  if ((flags & is.surname) !== 0) return upper ? 2 : lengthAt(r, i) > 4 ? 2 : 1;
  if ((flags & anyName) !== 0) return lengthAt(r, i) > 4 ? (upper && (flags & anyFirst) !== 0 ? 2 : 1.5) : 1;
  return 0.5;
}

const arabic = new Set(['al', 'el', 'abu', 'ibn', 'bin', 'ash', 'as', 'ad']);
export const nameJoints = new Set(['-', '‑', '‐']);
export const generations = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);

export interface Taking {
  /** The first word may be any word that is no function word (after Mr., in a field). */
  readonly bold?: boolean;
  /** Words in lower case may be names. */
  readonly lower?: boolean;
  readonly most?: number;
}

const mayFollow = (r: Reading, i: number, taking: Taking): boolean => {
  const like = likeness(r, i);
  const flags = flagsAt(r, i);
  if (shapeAt(r, i) === shape.lower)
    return (
      taking.lower === true &&
      (like >= 0.5 || ((flags & is.eponym) !== 0 && (flags & anySurname) !== 0 && (flagsAt(r, i - 1) & anyFirst) !== 0))
    );
  if ((flags & (is.month | is.weekday)) !== 0 && (flags & is.first) === 0) return false;
  // Burnsed, Harding, Skelly: an ending makes no word of what stands after a first name.
  const onlyGuessed =
    (flags & is.guessed) !== 0 &&
    (flags & is.clinical) === 0 &&
    ((flagsAt(r, i - 1) & anyFirst) !== 0 || likeness(r, i - 1) >= 2) &&
    shapeAt(r, i) === shape.title &&
    shapeAt(r, i - 1) === shape.title;
  return like >= 0.5 || onlyGuessed || ((flags & anySurname) !== 0 && (flags & is.function) === 0);
};

export const isInitial = (r: Reading, i: number): boolean => shapeAt(r, i) === shape.single && gapAt(r, i) !== gap.none;

/** The token after a name that begins at `i`, or `i` where none does. Takes initials, particles, joints and generations along. */
export function endOfName(r: Reading, i: number, taking: Taking = {}): number {
  let at = i;
  let words = 0;
  let real = false;
  const most = taking.most ?? 4;
  while (at < r.count && words < most && (at === i || gapAt(r, at) !== gap.line)) {
    if (isInitial(r, at) && (isMark(r, at + 1, '.') || at > i || isCapital(r, at + 1))) {
      if (word(r, at) === 'i' && !isMark(r, at + 1, '.')) break;
      at += isMark(r, at + 1, '.') && gapAt(r, at + 1) === gap.none ? 2 : 1;
    } else if (
      arabic.has(word(r, at)) &&
      nameJoints.has(word(r, at + 1)) &&
      isCapital(r, at + 2) &&
      gapAt(r, at + 1) + gapAt(r, at + 2) === 0
    ) {
      at += 3;
      real = true;
      words++;
    } else if (
      isWord(r, at) &&
      (flagsAt(r, at) & is.particle) !== 0 &&
      (mayFollow(r, at + 1, taking) ||
        (real && (flagsAt(r, at + 1) & is.particle) !== 0 && mayFollow(r, at + 2, taking) && isCapital(r, at + 2))) &&
      !(shapeAt(r, at) === shape.lower && !real) &&
      (isCapital(r, at + 1) || (flagsAt(r, at + 1) & is.particle) !== 0)
    ) {
      at++;
    } else if (word(r, at) === 'st' && isMark(r, at + 1, '.') && mayFollow(r, at + 2, taking)) at += 2;
    else if (isWord(r, at) && at > i && generations.has(word(r, at)) && isCapital(r, at)) {
      at++;
      break;
    } else if (
      isWord(r, at) &&
      (mayFollow(r, at, taking) || (taking.bold === true && (at === i || nameJoints.has(word(r, at + 1))) && isBold(r, at, taking)))
    ) {
      real = true;
      words++;
      at++;
      if (
        nameJoints.has(word(r, at)) &&
        gapAt(r, at) === gap.none &&
        gapAt(r, at + 1) === gap.none &&
        isWord(r, at + 1) &&
        (isCapital(r, at + 1) || taking.lower || (lengthAt(r, at + 1) < 5 && (flagsAt(r, at + 1) & vocabulary) === 0))
      ) {
        if ((flagsAt(r, at + 1) & is.function) !== 0) break;
        at += 2;
      }
    } else break;
  }
  if (isMark(r, at, ',') && generations.has(word(r, at + 1)) && isCapital(r, at + 1)) at += 2;
  return real || at > i ? trimmed(r, i, at) : i;
}

const isBold = (r: Reading, i: number, taking: Taking): boolean =>
  (isCapital(r, i) || (taking.lower === true && (flagsAt(r, i) & vocabulary) === 0)) &&
  (flagsAt(r, i) & is.function) === 0 &&
  lengthAt(r, i) > 1;

/** A function word or a verb in capitals at the end is the next word of a shouted line. */
function trimmed(r: Reading, i: number, end: number): number {
  let at = end;
  while (
    at > i + 1 &&
    isWord(r, at - 1) &&
    (flagsAt(r, at - 1) & (is.function | is.credential)) !== 0 &&
    !isMark(r, at - 2, '-') &&
    lengthAt(r, at - 1) > 1 &&
    likeness(r, at - 1) < 2
  )
    at--;
  while (at > i + 1 && nameJoints.has(word(r, at - 1))) at--;
  return at;
}

/** `Doe, Jane M.`: the end of what stands after the comma. */
export function flipped(r: Reading, at: number, taking: Taking): number {
  if (!isMark(r, at, ',') || gapAt(r, at + 1) === gap.line) return at;
  if (shapeAt(r, at - 1) === shape.upper && lengthAt(r, at - 1) < 3 && (flagsAt(r, at - 1) & is.surname) === 0) return at;
  const first = at + 1;
  const flags = flagsAt(r, first);
  // "(Bernard, MI at 60)": an illness in capitals is no first name.
  if ((flags & is.clinical) !== 0 && shapeAt(r, first) === shape.upper && lengthAt(r, first) < 5 && r.shouted[first] === 0) return at;
  const degree = shapeAt(r, first) === shape.single && shapeAt(r, first + 2) === shape.single && gapAt(r, first + 2) === gap.none;
  if (degree) return at;
  const announced =
    taking.bold === true && isCapital(r, first) && (flags & (is.everyday | is.clinical | is.credential)) === 0 && isWord(r, first);
  if (announced) return endOfName(r, first, { ...taking, bold: true, most: 2 });
  const given =
    (flags & anyFirst) !== 0 ||
    (likeness(r, first) >= 2 && (flags & is.credential) === 0) ||
    (isInitial(r, first) && (isMark(r, first + 1, '.') || (isMark(r, first + 1, '"') && (flagsAt(r, at - 1) & vocabulary) === 0)));
  if (!given || ((flags & is.credential) !== 0 && shapeAt(r, first) === shape.upper)) return at;
  if (isCapital(r, first) || taking.lower) return endOfName(r, first, { ...taking, bold: false, most: 2 });
  return at;
}

export interface NameHit {
  readonly first: number;
  readonly end: number;
  readonly why: string;
}
