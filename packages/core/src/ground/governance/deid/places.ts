import type { Claims } from './claims.ts';
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
import { near, shortStates, stateEnd, states, twoWordStates } from './states.ts';
import { anyName, is, vocabulary } from './words.ts';

/** Postal codes: after a state, after a place, after `zip`, or with their four more digits. */
export function postalCode(r: Reading, c: Claims, i: number): number {
  if (lengthAt(r, i) !== 5) return 0;
  const plus =
    isMark(r, i + 1, '-') &&
    isNumber(r, i + 2) &&
    lengthAt(r, i + 2) === 4 &&
    gapAt(r, i + 1) + gapAt(r, i + 2) === 0 &&
    !(isMark(r, i + 3, '-') && isNumber(r, i + 4) && gapAt(r, i + 3) + gapAt(r, i + 4) === 0);
  let k = i - 1;
  while (
    isMark(r, k, ',') ||
    isMark(r, k, ':') ||
    isMark(r, k, '.') ||
    word(r, k) === 'is' ||
    word(r, k) === 'code' ||
    word(r, k) === 'codes'
  )
    k--;
  const zip = word(r, i + 1) === 'zip' || word(r, k) === 'zip' || word(r, k) === 'zipcode' || word(r, k) === 'postal';
  const w = word(r, k);
  const state =
    near(r, i) &&
    !isMark(r, i - 1, ':') &&
    isWord(r, k) &&
    ((shortStates.has(w) && shapeAt(r, k) === shape.upper) ||
      states.has(w) ||
      twoWordStates.has(`${word(r, k - 1)} ${w}`) ||
      (shortStates.has(w) && (isMark(r, k - 1, ',') || c.taken(k - 1))));
  const place = near(r, i) && (c.taken(i - 1) || (isMark(r, i - 1, ',') && c.taken(i - 2))) && isWord(r, k) && !c.taken(i);
  if (!zip && !state && !(plus && !isMark(r, i - 1, '-')) && !(place && (flagsAt(r, k) & is.city) !== 0)) return 0;
  const end = plus ? i + 3 : i + 1;
  c.take(i, end, 'ZIP', 'postal code');
  return end;
}

const placeLeads = new Set(
  'in from near to at of around outside visiting visited via leaving toward towards resides live lives living moved relocated born downtown'.split(
    ' ',
  ),
);
const heldPlaces = new Set([
  'boston',
  'denver',
  'milwaukee',
  'rochester',
  'minnesota',
  'baltimore',
  'vancouver',
  'glasgow',
  'oxford',
  'cambridge',
  'norwalk',
  'lexington',
  'mobile',
  'orange',
  'reading',
  'normal',
  'hope',
  'union',
  'liberty',
  'independence',
  'temple',
  'media',
  'weed',
  'bath',
  'aurora',
  'phoenix',
  'columbia',
  'manchester',
  'bristol',
  'lyme',
  'marathon',
  'pacific',
  'republic',
  'clinton',
]);
const lands = new Set(
  'peru wales mexico lebanon jordan cuba poland china chile panama norway denmark holland ireland scotland england germany france spain italy russia india turkey egypt israel jamaica haiti guatemala honduras ecuador colombia brazil japan korea vietnam nepal iran iraq syria kenya ghana nigeria ethiopia somalia sudan liberia greece sweden belgium austria hungary romania ukraine canada australia'.split(
    ' ',
  ),
);
const afterHeld = new Set([
  'staging',
  'stage',
  'scientific',
  'rules',
  'rule',
  'ankle',
  'criterion',
  'shunt',
  'brace',
  'type',
  'scale',
  'coma',
  'virus',
  'disease',
  'criteria',
  'test',
  'tube',
  'classification',
  'score',
  'developmental',
  'ii',
  'knee',
  'index',
  'hip',
  'collar',
  'health',
  'healthcare',
  'medical',
]);

/** A white Tacoma, a silver Malibu: cars. */
const colours = new Set('white black silver red blue gray grey green gold tan maroon beige'.split(' '));
export const isColour = (w: string): boolean => colours.has(w);

/** Cities: before a state, known ones, and what people live in or come from. */
export function city(r: Reading, c: Claims, i: number): number {
  if (
    c.taken(i) ||
    !isWord(r, i) ||
    (isMark(r, i - 1, '-') && gapAt(r, i) === gap.none && isCapital(r, i - 2) && (flagsAt(r, i + 1) & is.credential) !== 0)
  )
    return 0;
  if (colours.has(word(r, i - 1)) && isMark(r, i + 1, ',') && shapeAt(r, i - 1) === shape.lower) return 0;
  const several = placeOfWords(r, i);
  const known = several || ((flagsAt(r, i) & is.city) !== 0 ? i + 1 : 0);
  if (!known) return 0;
  if (['county', 'parish', 'township'].includes(word(r, known)) && isCapital(r, i) && gapAt(r, known) === gap.blank)
    return takeCity(r, c, i, known + 1);
  const lower = shapeAt(r, i) === shape.lower;
  const state = stateEnd(r, isMark(r, known, ',') ? known + 1 : known);
  // A land is larger than a state.
  if (known === i + 1 && state === 0 && lands.has(word(r, i))) return 0;
  const beforeState = state > 0 && near(r, state - 1) && (isMark(r, known, ',') || !lower);
  const credential = (flagsAt(r, state - 1) & is.credential) !== 0 && !isNumber(r, state) && !isMark(r, state, ',');
  if (credential && (isMark(r, i - 1, '.') || (flagsAt(r, i - 1) & anyName) !== 0)) return 0;
  if (isMark(r, state, '-') && gapAt(r, state) === gap.none && state > 0) return 0;
  if (beforeState && !(known === i + 1 && lower && (flagsAt(r, i) & vocabulary) !== 0)) return takeCity(r, c, i, known);
  if (afterHeld.has(word(r, known)) || gapAt(r, i) === gap.none) return 0;
  const led = placeLeads.has(word(r, i - 1));
  if (several) return (!lower || led) && word(r, i) + word(r, i + 1) !== 'newyork' ? takeCity(r, c, i, known) : 0;
  const flags = flagsAt(r, i);
  if (twoWordStates.has(`${word(r, i - 1)} ${word(r, i)}`) || states.has(word(r, i)) || shapeAt(r, i) === shape.single) return 0;
  const otherwise = (flags & (vocabulary | anyName | is.eponym)) !== 0 || heldPlaces.has(word(r, i));
  if (!otherwise && !lower) return takeCity(r, c, i, known);
  if (led && !lower && residence(r, i) && (flags & is.function) === 0) return takeCity(r, c, i, known);
  if (!led || (lower && otherwise)) return 0;
  const next = word(r, known);
  const nameFollows = isCapital(r, known) && near(r, known) && (flagsAt(r, known) & anyName) !== 0;
  const closed =
    known >= r.count ||
    gapAt(r, known) === gap.line ||
    [',', '.', ';', ')', '!', '?'].includes(next) ||
    (flagsAt(r, known) & is.function) !== 0;
  if (
    closed &&
    !lower &&
    !begins(r, i) &&
    ['in', 'near', 'outside', 'around', 'via'].includes(word(r, i - 1)) &&
    (flags & (is.function | is.clinical)) === 0
  )
    return takeCity(r, c, i, known);
  if ((flags & is.everyday) !== 0 || nameFollows || (flags & is.clinical) !== 0 || next === "'" || next === '’') return 0;
  const lead = word(r, i - 1);
  if ((flags & anyName) !== 0 && !['in', 'near', 'outside', 'around', 'downtown', 'visiting', 'visited'].includes(lead) && !residence(r, i))
    return 0;
  return takeCity(r, c, i, known);
}

const landforms = new Set(
  'beach lake river creek bay park canyon valley hill hills island falls springs pond forest woods harbor pier mall plaza square heights flats crossing county estates village grove point junction'.split(
    ' ',
  ),
);

function takeCity(r: Reading, c: Claims, i: number, known: number): number {
  const end = landforms.has(word(r, known)) && isCapital(r, known) && gapAt(r, known) === gap.blank ? known + 1 : known;
  c.take(i, end, 'GEO', 'place');
  return end;
}

const residing = new Set(
  'lives live lived living resides residing resident moved relocated born drove traveled travelled traveling travel drives commutes raised grew hometown native skiing hiking camping fishing golfing vacation vacationing vacationed trip stationed flew visiting visited stayed staying house home apartment cabin farm wedding office practice dds md od dmd do based located winters summers family relatives'.split(
    ' ',
  ),
);
const residence = (r: Reading, i: number): boolean => [i - 1, i - 2, i - 3, i - 4].some((k) => k >= 0 && residing.has(word(r, k)));

function placeOfWords(r: Reading, i: number): number {
  if ((flagsAt(r, i) & is.placeStart) === 0) return 0;
  let longest = 0;
  for (const rest of r.dictionaries.places.get(word(r, i)) ?? []) {
    let at = i + 1;
    if (isMark(r, at, '.')) at++;
    const fits = rest.every((w) => word(r, at) === w && gapAt(r, at++) === gap.blank);
    if (fits && at > longest) longest = at;
  }
  return longest && (shapeAt(r, i) === shape.lower || isCapital(r, longest - 1)) ? longest : 0;
}

const doubtfulStates = new Set([
  'id',
  'in',
  'or',
  'me',
  'ok',
  'hi',
  'al',
  'pa',
  'md',
  'ma',
  'co',
  'de',
  'ms',
  'mt',
  'la',
  'ct',
  'mo',
  'sc',
  'nc',
  'va',
  'ar',
  'mi',
  'ne',
  'dc',
]);

const livedIn = new Set(['born', 'lives', 'lived', 'live', 'living', 'raised', 'resides', 'moved']);

/** `she was born in opelousas`: without a capital, what no vocabulary holds. */
export function lowerHome(r: Reading, c: Claims, i: number): boolean {
  if (shapeAt(r, i) !== shape.lower || c.taken(i) || gapAt(r, i) !== gap.blank || lengthAt(r, i) < 4) return false;
  if (!['in', 'to', 'near', 'from'].includes(word(r, i - 1)) || !livedIn.has(word(r, i - 2))) return false;
  if ((flagsAt(r, i) & (vocabulary | is.function | is.state | is.relation | is.eponym)) !== 0) return false;
  c.take(i, i + 1, 'GEO', 'where somebody lives');
  return true;
}

/** A place that no list holds, told by what stands around it: `Quillby, OH`, `lives in Quillby`, `Quillby County`. */
export function unknownPlace(r: Reading, c: Claims, i: number): number {
  if (c.taken(i) || !isCapital(r, i) || shapeAt(r, i) === shape.single || lengthAt(r, i) < 3) return 0;
  let end = i + 1;
  while (
    end < i + 3 &&
    isWord(r, end) &&
    isCapital(r, end) &&
    gapAt(r, end) === gap.blank &&
    !c.taken(end) &&
    shapeAt(r, end) !== shape.single
  )
    end++;
  for (let e = end; e > i; e--) {
    const w = word(r, e);
    if (
      (w === 'county' || w === 'parish' || w === 'township' || w === 'borough') &&
      near(r, e) &&
      (flagsAt(r, e - 1) & (is.function | is.clinical)) === 0 &&
      (isCapital(r, e) || (flagsAt(r, e - 1) & is.everyday) === 0)
    ) {
      if (begins(r, i) && (flagsAt(r, i) & is.function) !== 0) return 0;
      c.take(i, e + 1, 'GEO', 'county');
      return e + 1;
    }
    if (!isMark(r, e, ',') || !near(r, e + 1)) continue;
    const state = stateEnd(r, e + 1);
    if (!state || !isCapital(r, e + 1)) continue;
    const zip =
      (lengthAt(r, state) === 5 && isNumber(r, state)) || (isMark(r, state, ',') && isNumber(r, state + 1) && lengthAt(r, state + 1) === 5);
    let named = true;
    for (let k = i; k < e; k++) if ((flagsAt(r, k) & (is.clinical | is.organisation | is.function)) !== 0) named = false;
    if (!named && !zip) continue;
    if (!zip && doubtfulStates.has(word(r, e + 1)) && !placeLeads.has(word(r, i - 1))) continue;
    // MD, PA, OD, DO, MA stand after names as well.
    const credential = (flagsAt(r, e + 1) & is.credential) !== 0 && shapeAt(r, e + 1) === shape.upper;
    if (credential && !zip && !placeLeads.has(word(r, i - 1))) continue;
    if (e - i === 1 && (flagsAt(r, i) & is.function) !== 0) continue;
    c.take(i, e, 'GEO', 'place before a state');
    return e;
  }
  if (
    residence(r, i) &&
    (word(r, i - 1) === 'in' ||
      word(r, i - 1) === 'of' ||
      word(r, i - 1) === 'from' ||
      word(r, i - 1) === 'to' ||
      word(r, i - 1) === 'near' ||
      (word(r, i - 1) === 'on' && ['live', 'lives', 'lived', 'living'].includes(word(r, i - 2)))) &&
    ((flagsAt(r, i) & (is.everyday | is.clinical | is.state)) === 0 ||
      (end > i + 1 && (flagsAt(r, i) & (is.function | is.organisation | is.state | is.title)) === 0 && word(r, i - 1) !== 'to')) &&
    !stateEnd(r, i)
  ) {
    let stop = i + 1;
    while (stop < end && (flagsAt(r, stop) & (is.function | is.clinical)) === 0) stop++;
    c.take(i, stop, 'GEO', 'where somebody lives');
    return stop;
  }
  return 0;
}
