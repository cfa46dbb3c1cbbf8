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
import { near, stateEnd } from './states.ts';
import { is, vocabulary } from './words.ts';

const directions = new Set('n s e w ne nw se sw north south east west northeast northwest southeast southwest'.split(' '));
const shortStreets = new Set([
  'st',
  'dr',
  'ct',
  'pl',
  'ln',
  'rd',
  'ter',
  'cir',
  'way',
  'run',
  'path',
  'row',
  'sq',
  'pt',
  'cv',
  'av',
  'pass',
  'bend',
  'point',
  'place',
  'court',
  'pike',
  'ridge',
  'heights',
  'square',
  'loop',
  'crossing',
  'trail',
  'drive',
  'circle',
  'landing',
  'cove',
  'alley',
  'plaza',
  'hollow',
  'trace',
  'spur',
  'knoll',
  'bluff',
  'bluffs',
  'chase',
  'vista',
]);
const routes = new Set(['highway', 'hwy', 'route', 'rte', 'rt', 'interstate', 'fm', 'cr', 'sr']);

/** `1420 N. Oak St Apt 4B`: a house number, up to four words, what kind of street it is. `i` stands on the number. */
export function street(r: Reading, c: Claims, i: number): number {
  if (lengthAt(r, i) > 6 || (gapAt(r, i) === gap.none && ['$', '.', '/', ':'].includes(word(r, i - 1)))) return 0;
  let at = i + 1;
  if (isWord(r, at) && gapAt(r, at) === gap.none && lengthAt(r, at) === 1) at++;
  else if (isMark(r, at, '-') && isNumber(r, at + 1) && gapAt(r, at) === gap.none) at += 2;
  const first = at;
  if (gapAt(r, at) !== gap.blank) return 0;
  const direct = directions.has(word(r, at)) ? directed(r, i, at) : 0;
  if (directions.has(word(r, at))) at++;
  if (isMark(r, at, '.')) at++;
  if (routes.has(word(r, at)) && isNumber(r, at + 1)) return finishStreet(r, c, i, at + 2);
  if (isMark(r, i - 1, '#') && gapAt(r, i) === gap.none) return 0;
  for (let k = 0; k < 4 && at < r.count && near(r, at); k++, at++) {
    if (k > 0 && isMark(r, at, "'") && word(r, at + 1) === 's' && gapAt(r, at) === gap.none) at += 2;
    if (k > 0 && lengthAt(r, i) > 1 && ['apt', 'unit', 'apartment'].includes(word(r, at)) && isNumber(r, at + 1))
      return finishStreet(r, c, i, at);
    if (k > 0 && isMark(r, at, ',') && (flagsAt(r, at) & is.unit) === 0 && units.has(word(r, at + 1)) && isCapital(r, at - 1))
      return finishStreet(r, c, i, at);
    if (isNumber(r, at)) {
      if (!['st', 'nd', 'rd', 'th'].includes(word(r, at + 1))) break;
      at++;
      continue;
    }
    if (!isWord(r, at)) break;
    if (k > 0 && routes.has(word(r, at)) && isNumber(r, at + 1)) return finishStreet(r, c, i, at + 2);
    if ((flagsAt(r, at) & is.street) !== 0 && at > first && streetIsMeant(r, i, first, at)) {
      const further =
        (flagsAt(r, at + 1) & is.street) !== 0 &&
        isCapital(r, at + 1) &&
        gapAt(r, at + 1) === gap.blank &&
        !directions.has(word(r, at + 1));
      return finishStreet(r, c, i, further ? at + 2 : at + 1);
    }
    if ((flagsAt(r, at) & (is.function | is.unit)) !== 0 && !isCapital(r, at)) return 0;
    if (isMark(r, at + 1, '.') && lengthAt(r, at) <= 2) at++;
  }
  if (direct) return finishStreet(r, c, i, direct);
  const told = isMark(r, i - 1, ':') ? word(r, i - 2) : word(r, i - 1);
  const addressed = ['addr', 'address', 'adr'].includes(told) && shapeAt(r, first) === shape.title && lengthAt(r, i) > 1;
  return addressed ? finishStreet(r, c, i, first + 1) : 0;
}

function streetIsMeant(r: Reading, i: number, first: number, kind: number): boolean {
  const w = word(r, kind);
  const next = kind + 1;
  // "3 Baker St" is a street, "2 view PA" and "4 times run" are none: short or everyday kinds want capitals or an address after them.
  if (!shortStreets.has(w)) return lengthAt(r, i) > 1 || isCapital(r, first) || isCapital(r, kind);
  const capital = isCapital(r, first) && isCapital(r, kind);
  const followed =
    isMark(r, next, ',') || isMark(r, next, '.') || ['apt', 'unit', 'suite', 'ste', 'lot'].includes(word(r, next)) || isMark(r, next, '#');
  if (flagsAt(r, first) & is.unit) return false;
  return (capital && shapeAt(r, kind) !== shape.single) || (followed && lengthAt(r, i) >= 2 && (flagsAt(r, first) & is.clinical) === 0);
}

const units = new Set(
  'rear front upper lower apt apartment unit suite ste lot bldg building floor fl rm room trlr trailer po box'.split(' '),
);

function finishStreet(r: Reading, c: Claims, first: number, at: number): number {
  let end = at;
  if (isMark(r, end, '.') && near(r, end + 1) && lengthAt(r, end - 1) <= 4 && (isMark(r, end + 1, ',') || units.has(word(r, end + 1))))
    end++;
  if (
    isNumber(r, end) &&
    gapAt(r, end) === gap.blank &&
    ['road', 'rd', 'highway', 'hwy', 'route', 'lane'].includes(word(r, end - 1)) &&
    lengthAt(r, end) < 5
  )
    end++;
  if (directions.has(word(r, end)) && near(r, end) && isCapital(r, end)) end++;
  for (let k = 0; k < 2; k++) {
    let next = end;
    if (isMark(r, next, ',') || isMark(r, next, '.')) next++;
    if (units.has(word(r, next)) && near(r, next) && next < r.count) {
      next++;
      if (isMark(r, next, '.')) next++;
      if (isMark(r, next, '#')) next++;
    } else if (isMark(r, next, '#')) next++;
    else if (isNumber(r, next) && ['st', 'nd', 'rd', 'th'].includes(word(r, next + 1)) && ['floor', 'fl'].includes(word(r, next + 2))) {
      end = next + 3;
      break;
    } else break;
    if (!isNumber(r, next) && lengthAt(r, next) > 2) break;
    next++;
    while (next < r.count && attached(r, next)) next++;
    end = next;
  }
  c.take(first, end, 'GEO', 'street address');
  cityAfter(r, c, end);
  return end;
}

const attached = (r: Reading, k: number): boolean =>
  gapAt(r, k) === gap.none && (isWord(r, k) || isNumber(r, k) || (isMark(r, k, '-') && (isNumber(r, k + 1) || isWord(r, k + 1))));

/** After a street: `, Springfield, IL 62701`, with or without commas, on the next line too. */
function cityAfter(r: Reading, c: Claims, from: number): void {
  let first = from;
  if (isMark(r, first, ',') || isMark(r, first, '.') || isMark(r, first, ';')) first++;
  if (word(r, first) === 'in') first++;
  let at = first;
  for (let k = 0; k < 4 && isWord(r, at) && (k === 0 || near(r, at)); k++, at++) {
    const afterComma = isMark(r, at + 1, ',') ? at + 2 : at + 1;
    const state = stateEnd(r, afterComma);
    const lower = shapeAt(r, at) === shape.lower;
    if (state && near(r, afterComma) && (!lower || isMark(r, at + 1, ',') || isNumber(r, state))) {
      if (!c.taken(first)) c.take(first, at + 1, 'GEO', 'place in an address');
      return;
    }
  }
  const zip = beforeZip(r, c, first);
  if (zip) {
    c.take(first, zip, 'GEO', 'place in an address');
    c.take(zip, zip + 1, 'ZIP', 'postal code');
    return;
  }
  const closed = isMark(r, first + 1, ',') || isMark(r, first + 1, '.') || gapAt(r, first + 1) === gap.line || first + 1 >= r.count;
  const unheard = (flagsAt(r, first) & (vocabulary | is.function)) === 0 && lengthAt(r, first) > 3;
  const lowerCity = isWord(r, first) && shapeAt(r, first) === shape.lower && unheard && closed && near(r, first);
  const wordCity =
    isMark(r, first - 1, ',') &&
    isMark(r, first + 1, ',') &&
    shapeAt(r, first) === shape.title &&
    (flagsAt(r, first) & (is.function | is.clinical)) === 0;
  if ((lowerCity && (isMark(r, first - 1, ',') || (flagsAt(r, first) & is.city) !== 0)) || (wordCity && near(r, first))) {
    if (!c.taken(first)) c.take(first, first + 1, 'GEO', 'place in an address');
    return;
  }
  if (
    isMark(r, first - 1, ',') &&
    isCapital(r, first) &&
    near(r, first) &&
    (flagsAt(r, first) & (is.everyday | is.nameLabel)) === 0 &&
    !c.taken(first)
  ) {
    const end =
      isCapital(r, first + 1) && gapAt(r, first + 1) === gap.blank && (flagsAt(r, first + 1) & is.everyday) === 0 ? first + 2 : first + 1;
    c.take(first, end, 'GEO', 'place in an address');
  }
}

/** `Daly City 94014`: one to three words with capitals, then five digits. Answers where those stand. */
function beforeZip(r: Reading, c: Claims, first: number): number {
  let at = first;
  while (at < first + 3 && isWord(r, at) && isCapital(r, at) && !c.taken(at) && (at === first || gapAt(r, at) === gap.blank)) at++;
  return at > first &&
    isNumber(r, at) &&
    lengthAt(r, at) === 5 &&
    gapAt(r, at) === gap.blank &&
    !(isMark(r, at + 1, '-') && gapAt(r, at + 1) === gap.none)
    ? at
    : 0;
}

/** `5137 W Belmont, 2R`: a house number and a direction are enough. */
function directed(r: Reading, i: number, at: number): number {
  const lettered = shapeAt(r, at) === shape.single && 'nsew'.includes(word(r, at)) && lengthAt(r, i) > 1 && lengthAt(r, i) < 6;
  const name = isMark(r, at + 1, '.') ? at + 2 : at + 1;
  const numbered = isNumber(r, name) && ['st', 'nd', 'rd', 'th'].includes(word(r, name + 1)) && gapAt(r, name + 1) === gap.none;
  if (lettered && numbered && lengthAt(r, i) > 2) return name + 2;
  if (!lettered || shapeAt(r, name) !== shape.title || gapAt(r, name) !== gap.blank || lengthAt(r, name) < 4) return 0;
  if ((flagsAt(r, name) & (is.clinical | is.function | is.month)) !== 0) return 0;
  const unit = isMark(r, name + 1, ',') && isNumber(r, name + 2) && isWord(r, name + 3) && gapAt(r, name + 3) === gap.none;
  return unit && lengthAt(r, name + 3) === 1 ? name + 4 : name + 1;
}

/** `PO Box 1123`, `P.O. Box 9`, `RR 2 Box 5`. */
export function postBox(r: Reading, c: Claims, i: number): number {
  if (word(r, i) !== 'box') return 0;
  const value = isMark(r, i + 1, '#') ? i + 2 : i + 1;
  if (!isNumber(r, value)) return 0;
  let first = i;
  while (
    first > 0 &&
    gapAt(r, first) !== gap.line &&
    ['p', 'o', '.', 'po', 'post', 'office', 'pob', 'rr', 'rural', 'route'].includes(word(r, first - 1))
  )
    first--;
  if (isNumber(r, i - 1) && (word(r, i - 2) === 'rr' || word(r, i - 2) === 'hc')) first = i - 2;
  if (first === i) return 0;
  const lettered = isWord(r, value + 1) && gapAt(r, value + 1) === gap.none && lengthAt(r, value + 1) === 1;
  return finishStreet(r, c, first, lettered ? value + 2 : value + 1);
}

/** `on cerrillos rd`: without capitals only where the name is no word. */
function lowerStreet(r: Reading, c: Claims, i: number): boolean {
  if (
    !['rd', 'ave', 'blvd', 'hwy', 'pkwy', 'avenue', 'boulevard', 'street'].includes(word(r, i)) ||
    shapeAt(r, i) !== shape.lower ||
    gapAt(r, i) !== gap.blank
  )
    return false;
  if (!isWord(r, i - 1) || (flagsAt(r, i - 1) & (vocabulary | is.function)) !== 0 || lengthAt(r, i - 1) < 4) return false;
  c.take(i - 1, i + 1, 'GEO', 'street');
  return true;
}

/** `ON PORTER AVE`: where every word has capitals, only after a word of place. */
function shoutedStreet(r: Reading, c: Claims, i: number): boolean {
  if (r.shouted[i] !== 1 || !['ave', 'avenue', 'blvd', 'boulevard', 'street', 'road', 'lane', 'hwy', 'pkwy'].includes(word(r, i)))
    return false;
  for (let first = i - 1; first >= i - 3; first--) {
    if (gapAt(r, first + 1) !== gap.blank || !isWord(r, first)) return false;
    if (!['on', 'at', 'near', 'from'].includes(word(r, first))) continue;
    if (first === i - 1) return false;
    c.take(first + 1, i + 1, 'GEO', 'street');
    return true;
  }
  return false;
}

/** A street without a number: `on Alder Avenue`. `i` stands on the kind of street. */
export function namedStreet(r: Reading, c: Claims, i: number): boolean {
  const w = word(r, i);
  if (lowerStreet(r, c, i) || shoutedStreet(r, c, i)) return true;
  if (shortStreets.has(w) && w !== 'st' && w !== 'rd' && w !== 'ln') return false;
  if (!isCapital(r, i) || shapeAt(r, i) === shape.single || !isCapital(r, i - 1) || gapAt(r, i) !== gap.blank || r.shouted[i] === 1)
    return false;
  if (w === 'st' && !isMark(r, i + 1, '.') && !isMark(r, i + 1, ',')) return false;
  let first = i - 1;
  if (!isWord(r, first) || (flagsAt(r, first) & (is.function | is.clinical)) !== 0 || lengthAt(r, first) < 2) return false;
  while (
    first > 0 &&
    isWord(r, first - 1) &&
    isCapital(r, first - 1) &&
    gapAt(r, first) === gap.blank &&
    !begins(r, first - 1) &&
    i - first < 3
  )
    first--;
  if (first > 0 && ['st', 'nd', 'rd', 'th'].includes(word(r, first)) && isNumber(r, first - 1)) first--;
  if (isNumber(r, first - 1) && gapAt(r, first) === gap.blank) first--;
  c.take(first, i + 1, 'GEO', 'street');
  return true;
}

/** `Route 9`, `Interstate 40`, `I-40`. `i` stands on the word. */
export function route(r: Reading, c: Claims, i: number): boolean {
  const w = word(r, i);
  const hyphen = isMark(r, i + 1, '-') ? i + 2 : i + 1;
  const long = w === 'route' || w === 'interstate' || w === 'highway' || w === 'hwy' || w === 'rte';
  if (!isNumber(r, hyphen) || lengthAt(r, hyphen) > 4 || gapAt(r, hyphen) === gap.line) return false;
  if (
    !(long && isCapital(r, i)) &&
    !(w === 'i' && hyphen === i + 2 && gapAt(r, i + 1) + gapAt(r, hyphen) === 0 && lengthAt(r, hyphen) <= 3)
  )
    return false;
  const before = word(r, i - 1);
  const first = (before === 'us' || before === 'state' || before === 'county') && isCapital(r, i - 1) ? i - 1 : i;
  const lettered = gapAt(r, hyphen + 1) === gap.none && isWord(r, hyphen + 1) && lengthAt(r, hyphen + 1) === 1;
  c.take(first, lettered ? hyphen + 2 : hyphen + 1, 'GEO', 'road with a number');
  return true;
}

/** `Apt 3B` by itself, and streets as Spanish says them: `calle Ocotillo 221`. `i` stands on the word. */
export function doorOrCalle(r: Reading, c: Claims, i: number): boolean {
  const w = word(r, i);
  if (w === 'apt' || w === 'apartment') {
    let at = i + 1;
    while (at < i + 3 && (isMark(r, at, '.') || isMark(r, at, '#'))) at++;
    if (!isNumber(r, at) || lengthAt(r, at) > 4 || gapAt(r, at) === gap.line) return false;
    const lettered = gapAt(r, at + 1) === gap.none && isWord(r, at + 1) && lengthAt(r, at + 1) === 1;
    c.take(i, lettered ? at + 2 : at + 1, 'GEO', 'apartment');
    return true;
  }
  if (w !== 'calle' && w !== 'avenida' && w !== 'camino') return false;
  let at = i + 1;
  while (at < i + 5 && isWord(r, at) && gapAt(r, at) === gap.blank) at++;
  if (!isNumber(r, at) || at === i + 1 || gapAt(r, at) !== gap.blank) return false;
  c.take(i, at + 1, 'GEO', 'street in Spanish');
  return true;
}
