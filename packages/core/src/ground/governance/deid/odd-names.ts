import type { Claims } from './claims.ts';
import { isEponym } from './eponyms.ts';
import { endOfName, type NameHit } from './names.ts';
import {
  begins,
  flagsAt,
  gap,
  gapAt,
  isCapital,
  isMark,
  isNumber,
  isWord,
  lengthAt,
  type Reading,
  shape,
  shapeAt,
  word,
} from './reading.ts';
import { anyFirst, anyName, anySurname, is, vocabulary } from './words.ts';

/** Names written in a way that no list holds: particles first, initials last, everyday words where only a person stands. */
export function oddName(r: Reading, c: Claims, i: number): NameHit | undefined {
  if (!isWord(r, i)) return undefined;
  return (
    particleFirst(r, i) ??
    signature(r, i) ??
    quoted(r, i) ??
    afterRelation(r, i) ??
    asSubject(r, i) ??
    generation(r, i) ??
    capitals(r, c, i) ??
    withAge(r, i) ??
    opening(r, i) ??
    lowerFlipped(r, c, i)
  );
}

const misreadings: readonly (readonly [string, readonly string[]])[] = [
  ['0', ['o']],
  ['1', ['i', 'l']],
  ['3', ['e']],
  ['5', ['s']],
  ['8', ['b']],
];

/** The end of a word that has digits for letters (`MARGUER1TE`), and what it may read. */
function printedWord(r: Reading, i: number): { end: number; readings: readonly string[] } | undefined {
  let readings = [''];
  let end = i;
  let digits = 0;
  while (end < r.count && (end === i || gapAt(r, end) === gap.none) && (isWord(r, end) || isNumber(r, end))) {
    const instead = isNumber(r, end) ? misreadings.find(([digit]) => digit === word(r, end))?.[1] : [word(r, end)];
    if (!instead || readings.length > 8) return undefined;
    if (isNumber(r, end)) digits++;
    readings = readings.flatMap((start) => instead.map((one) => start + one));
    end++;
  }
  return digits > 0 && isWord(r, end - 1) && (readings[0]?.length ?? 0) > 3 ? { end, readings } : undefined;
}

const readsAsName = (r: Reading, readings: readonly string[]): boolean =>
  readings.some((one) => {
    const flags = r.dictionaries.flags.get(one) ?? 0;
    return (flags & anyName) !== 0 && (flags & (is.everyday | is.clinical)) === 0;
  });

/** `MARGUER1TE L0PEZ`. `i` stands on the first letters. */
export function misread(r: Reading, c: Claims, i: number): NameHit | undefined {
  if (!isCapital(r, i) || (gapAt(r, i) === gap.none && i > 0 && isNumber(r, i - 1))) return undefined;
  const start = printedWord(r, i);
  if (!start || !readsAsName(r, start.readings)) return undefined;
  let end = start.end;
  while (gapAt(r, end) === gap.blank && isCapital(r, end) && !c.taken(end)) {
    const next = printedWord(r, end);
    if (next) end = next.end;
    else if ((flagsAt(r, end) & (is.nameLabel | is.idLabel | is.function | is.clinical)) !== 0 || isMark(r, end + 1, ':')) break;
    else if ((flagsAt(r, end) & anyName) !== 0 || flagsAt(r, end) === 0) end++;
    else break;
  }
  return { first: i, end, why: 'misread name' };
}

const eponymsWithParticle = new Set(
  'willebrand recklinghausen graefe hippel gierke waals buchem kossa rosen frey woude herick bogaert hansemann meyenburg economo monakow noorden'.split(
    ' ',
  ),
);

/** `van der Berg`, `de la Cruz`, `St. James attended`. */
function particleFirst(r: Reading, i: number): NameHit | undefined {
  const w = word(r, i);
  if (w === 'st' && isMark(r, i + 1, '.') && isCapital(r, i + 2) && (flagsAt(r, i + 2) & anyName) !== 0)
    return (flagsAt(r, i + 3) & is.personVerb) !== 0 && gapAt(r, i + 3) === gap.blank && r.shouted[i] === 0
      ? { first: i, end: i + 3, why: 'saintly name before a verb of people' }
      : undefined;
  if (w !== 'van' && w !== 'von' && !(w === 'de' && word(r, i + 1) === 'la')) return undefined;
  let at = i + 1;
  while ((flagsAt(r, at) & is.particle) !== 0 && gapAt(r, at) === gap.blank && at < i + 3) at++;
  const proper = shapeAt(r, at) === shape.title && gapAt(r, at) === gap.blank && lengthAt(r, at) > 2;
  if (!proper || (flagsAt(r, at) & is.function) !== 0 || eponymsWithParticle.has(word(r, at))) return undefined;
  const alone = (flagsAt(r, at) & is.everyday) !== 0 && at === i + 1;
  return alone || (flagsAt(r, at + 1) & is.eponymHead) !== 0 ? undefined : { first: i, end: at + 1, why: 'name with particles' };
}

/** `/s/ K Oyelaran`. `i` stands on the s. */
function signature(r: Reading, i: number): NameHit | undefined {
  if (word(r, i) !== 's' || !isMark(r, i - 1, '/') || !isMark(r, i + 1, '/') || gapAt(r, i) !== gap.none) return undefined;
  let end = i + 2;
  while (
    end < i + 7 &&
    gapAt(r, end) !== gap.line &&
    (isCapital(r, end) || (end > i + 2 && (isMark(r, end, '.') || isMark(r, end, '-'))))
  ) {
    if ((flagsAt(r, end) & is.credential) !== 0 && shapeAt(r, end) === shape.upper) break;
    end++;
  }
  return end > i + 2 ? { first: i + 2, end, why: 'signature' } : undefined;
}

const quoteLeads = new Set('pt patient by nickname aka called preferred prefers client name'.split(' '));

/** `Pt "Bear"`: what somebody is called. */
function quoted(r: Reading, i: number): NameHit | undefined {
  const opened = isMark(r, i - 1, '"') || isMark(r, i - 1, '“');
  const closed = isMark(r, i + 1, '"') || isMark(r, i + 1, '”');
  return opened && closed && quoteLeads.has(word(r, i - 2)) && shapeAt(r, i) === shape.title && (flagsAt(r, i) & is.clinical) === 0
    ? { first: i, end: i + 1, why: 'what somebody is called' }
    : undefined;
}

/** `partner Ash`, `sister-in-law Dot`: with a capital in the middle of a sentence, whatever word it is. */
function afterRelation(r: Reading, i: number): NameHit | undefined {
  const inLaw = word(r, i - 1) === 'law' && isMark(r, i - 2, '-') && word(r, i - 3) === 'in';
  const related = (flagsAt(r, i - 1) & is.relation) !== 0 || inLaw || word(r, i - 1) === 'driver';
  const labelled =
    isMark(r, i - 1, ':') && (flagsAt(r, i - 2) & is.relation) !== 0 && shapeAt(r, i + 1) === shape.title && gapAt(r, i + 1) === gap.blank;
  if (labelled && (flagsAt(r, i + 1) & anySurname) !== 0 && (flagsAt(r, i) & is.clinical) === 0 && shapeAt(r, i) === shape.title)
    return { first: i, end: endOfName(r, i, { bold: true, most: 3 }), why: 'after a relative and a colon' };
  const opens = begins(r, i - 1) && shapeAt(r, i - 1) === shape.title && shapeAt(r, i + 1) === shape.lower;
  if (!related || (shapeAt(r, i - 1) !== shape.lower && !opens) || gapAt(r, i) !== gap.blank || shapeAt(r, i) !== shape.title)
    return undefined;
  if ((flagsAt(r, i) & is.clinical) !== 0 && (flagsAt(r, i) & is.first) === 0) return undefined;
  if ((flagsAt(r, i) & (is.eponym | is.title | is.relation | is.month | is.weekday)) !== 0) return undefined;
  if ((flagsAt(r, i) & is.nameLabel) !== 0 && (flagsAt(r, i) & is.first) === 0) return undefined;
  if ((flagsAt(r, i) & is.state) !== 0 && lengthAt(r, i) > 2) return undefined;
  if ((flagsAt(r, i) & is.function) !== 0 && (flagsAt(r, i) & is.first) === 0) return undefined;
  return isEponym(r, i) ? undefined : { first: i, end: endOfName(r, i, { bold: true, most: 2 }), why: 'after a relative' };
}

const ofPeople = new Set(
  'pleasant cooperative alert awake oriented tearful anxious happy sad well fine stable here seen doing accompanied brought admitted discharged married widowed divorced retired single homeless homebound nonverbal verbal ambulatory able unable unhappy worried concerned aware eager motivated examined evaluated referred interviewed diagnosed hospitalized born raised employed living staying complaining having feeling taking asking requesting present interested satisfied comfortable calm agitated upset'.split(
    ' ',
  ),
);

/** `Rose is pleasant`, `Mark was seen`: a first name that is a word, with what only people are. */
function asSubject(r: Reading, i: number): NameHit | undefined {
  if (shapeAt(r, i) !== shape.title || (flagsAt(r, i) & anyFirst) === 0 || (flagsAt(r, i) & is.relation) !== 0) return undefined;
  const verb = word(r, i + 1);
  const his = ['his', 'her', 'their', 'my'].includes(word(r, i + 2)) && (flagsAt(r, i + 3) & is.relation) !== 0;
  if (isMark(r, i + 1, ',') && his && (flagsAt(r, i) & is.clinical) === 0) return { first: i, end: i + 1, why: 'told as a relative' };
  if (!begins(r, i) || !['is', 'was', 'has', 'had'].includes(verb) || gapAt(r, i + 1) !== gap.blank) return undefined;
  const what = word(r, i + 2) === 'very' || word(r, i + 2) === 'a' || word(r, i + 2) === 'not' || word(r, i + 2) === 'been' ? i + 3 : i + 2;
  return ofPeople.has(word(r, what)) ? { first: i, end: i + 1, why: 'what only people are' } : undefined;
}

/** `Smith JR`, `J.R. Smith`: a surname that is a thing too, beside initials. */
function generation(r: Reading, i: number): NameHit | undefined {
  const named = (j: number) => (flagsAt(r, j) & is.surname) !== 0 && shapeAt(r, j) === shape.title && (flagsAt(r, j) & is.function) === 0;
  if (named(i) && (word(r, i + 1) === 'jr' || word(r, i + 1) === 'sr') && isCapital(r, i + 1) && gapAt(r, i + 1) === gap.blank)
    return { first: i, end: i + 2, why: 'surname and generation' };
  let at = i;
  while (shapeAt(r, at) === shape.single && isMark(r, at + 1, '.') && at < i + 6) at += 2;
  const initials = at >= i + 4 && (gapAt(r, i) !== gap.none || i === 0) && gapAt(r, i + 2) === gap.none;
  const beside = initials && gapAt(r, at) === gap.blank && named(at) && (flagsAt(r, at) & vocabulary & is.clinical) === 0;
  return beside && (flagsAt(r, at + 1) & is.eponymHead) === 0 ? { first: i, end: at + 1, why: 'initials and surname' } : undefined;
}

/** `PT WINSLOW, TAMSIN`, `Rendering SOTO, MIRELA`: surname and first name in capitals, after a word that leads to people. */
function capitals(r: Reading, c: Claims, i: number): NameHit | undefined {
  const proper = (k: number) =>
    shapeAt(r, k) === shape.upper &&
    lengthAt(r, k) > 2 &&
    !c.taken(k) &&
    (flagsAt(r, k) & (is.clinical | is.function | is.nameLabel | is.idLabel | is.title | is.credential | is.state)) === 0;
  if (!isMark(r, i + 1, ',') || gapAt(r, i + 2) === gap.line || !proper(i) || !proper(i + 2)) return undefined;
  const lead = isMark(r, i - 1, ':') ? i - 2 : i - 1;
  const led = (flagsAt(r, lead) & (is.nameLabel | is.relation)) !== 0 && gapAt(r, i) !== gap.none;
  const unheard = (k: number) => (flagsAt(r, k) & vocabulary) === 0;
  const known = (flagsAt(r, i + 2) & anyFirst) !== 0 && (flagsAt(r, i) & anyName) !== 0 && unheard(i) && unheard(i + 2);
  const either =
    (r.shouted[i] === 0 || ((flagsAt(r, i) & anyName) !== 0 && (flagsAt(r, i + 2) & anyName) !== 0)) &&
    unheard(i) &&
    unheard(i + 2) &&
    ((flagsAt(r, i) | flagsAt(r, i + 2)) & anyName) !== 0 &&
    !isEponym(r, i);
  const shown = [':', '"', '“', '|'].includes(word(r, i - 1)) && unheard(i) && unheard(i + 2) && lengthAt(r, i) > 3 && !isEponym(r, i);
  const whole = known || either || shown || (led && (unheard(i) || unheard(i + 2)));
  if (!whole || (!led && isEponym(r, i))) return undefined;
  const middle = shapeAt(r, i + 3) === shape.single && gapAt(r, i + 3) === gap.blank ? i + 4 : i + 3;
  return { first: i, end: middle, why: 'surname and first name in capitals' };
}

/** `Thessaly Brandt, 62F`, `Faith 29 G2P1`: what opens a line, with an age and a sex. */
function withAge(r: Reading, i: number): NameHit | undefined {
  if (!begins(r, i) || shapeAt(r, i) !== shape.title || (flagsAt(r, i) & is.function) !== 0) return undefined;
  let end = i + 1;
  while (end < i + 3 && shapeAt(r, end) === shape.title && gapAt(r, end) === gap.blank) end++;
  if (
    shapeAt(r, end) === shape.single &&
    isMark(r, end + 1, '.') &&
    isMark(r, end + 2, ',') &&
    isNumber(r, end + 3) &&
    (flagsAt(r, i) & anyName) !== 0
  )
    return { first: i, end: end + 2, why: 'name and initial before an age' };
  const age = isMark(r, end, ',') ? end + 1 : end;
  if (!isNumber(r, age) || lengthAt(r, age) > 3 || gapAt(r, age) !== gap.blank) return undefined;
  const told =
    ['f', 'm', 'yo', 'yom', 'yof', 'y', 'g', 'year', 'yr'].includes(word(r, age + 1)) && (word(r, age + 1) !== 'g' || isNumber(r, age + 2));
  const plain =
    (flagsAt(r, end - 1) & (is.clinical | is.function)) !== 0 || ((flagsAt(r, i) & is.clinical) !== 0 && (flagsAt(r, i) & anyFirst) === 0);
  const alone = end === i + 1 && (flagsAt(r, i) & anyFirst) === 0;
  return told && !plain && !alone ? { first: i, end, why: 'with age and sex' } : undefined;
}

/** `Gareth Llewellyn is a 52 yo man`: two words with capitals that open a sentence, and what people are. */
function opening(r: Reading, i: number): NameHit | undefined {
  const proper = (k: number) => shapeAt(r, k) === shape.title && (flagsAt(r, k) & (is.clinical | is.function | is.organisation)) === 0;
  const end = i + 2;
  if (!begins(r, i) || !proper(i) || !proper(i + 1) || gapAt(r, i + 1) !== gap.blank) return undefined;
  const verb = word(r, end) === 'is' || word(r, end) === 'was';
  const article = word(r, end + 1) === 'a' || word(r, end + 1) === 'an';
  const aged = article && isNumber(r, end + 2);
  const unheard = (flagsAt(r, i) & vocabulary) === 0 || (flagsAt(r, i + 1) & vocabulary) === 0;
  return verb && (aged || (unheard && ofPeople.has(word(r, end + 1)))) ? { first: i, end, why: 'who a sentence is about' } : undefined;
}

/** `fitzgerald, moira called`: at the start of a line, without capitals. */
function lowerFlipped(r: Reading, c: Claims, i: number): NameHit | undefined {
  const given = i + 2;
  const plain = (k: number) =>
    shapeAt(r, k) === shape.lower && (flagsAt(r, k) & (vocabulary | is.function)) === 0 && lengthAt(r, k) > 2 && !c.taken(k);
  const fits = begins(r, i) && plain(i) && isMark(r, i + 1, ',') && plain(given) && gapAt(r, given) === gap.blank;
  const calls = (flagsAt(r, i) & is.surname) !== 0 && (flagsAt(r, given + 1) & is.personVerb) !== 0;
  if (fits && calls) return { first: i, end: given + 1, why: 'surname, first name before a verb of people' };
  const known = (flagsAt(r, given) & anyFirst) !== 0 && ((flagsAt(r, i) & anyName) !== 0 || flagsAt(r, i) === 0);
  return fits && known && !isMark(r, given + 1, ',')
    ? { first: i, end: given + 1, why: 'surname, first name without capitals' }
    : undefined;
}
