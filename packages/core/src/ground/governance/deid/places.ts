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
import { anyName, is, vocabulary } from './words.ts';

const states = new Set(
  'alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming'.split(
    ' ',
  ),
);
const twoWordStates = new Set([
  'new hampshire',
  'new jersey',
  'new mexico',
  'new york',
  'north carolina',
  'north dakota',
  'south carolina',
  'south dakota',
  'rhode island',
  'west virginia',
  'puerto rico',
]);
const short = new Set(
  'al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr'.split(
    ' ',
  ),
);

/** The token after a state that begins at `i`, or 0. */
export function stateEnd(r: Reading, i: number): number {
  if (!isWord(r, i)) return 0;
  const w = word(r, i);
  if (twoWordStates.has(`${w} ${word(r, i + 1)}`)) return i + 2;
  if (states.has(w)) return i + 1;
  if (!short.has(w)) return 0;
  return shapeAt(r, i) === shape.upper || (isNumber(r, i + 1) && lengthAt(r, i + 1) === 5) ? i + 1 : 0;
}

const near = (r: Reading, i: number): boolean => gapAt(r, i) !== gap.line;
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
]);
const routes = new Set(['highway', 'hwy', 'route', 'rte', 'rt', 'interstate', 'fm', 'cr', 'sr']);

/** `1420 N. Oak St Apt 4B`: a house number, up to four words, what kind of street it is. `i` stands on the number. */
export function street(r: Reading, c: Claims, i: number): number {
  if (lengthAt(r, i) > 6 || isMark(r, i - 1, '$') || isMark(r, i - 1, '.') || isMark(r, i - 1, '/') || (isMark(r, i - 1, ':') && gapAt(r, i) === gap.none)) return 0;
  let at = i + 1;
  if (isWord(r, at) && gapAt(r, at) === gap.none && lengthAt(r, at) === 1) at++;
  else if (isMark(r, at, '-') && isNumber(r, at + 1) && gapAt(r, at) === gap.none) at += 2;
  const first = at;
  if (gapAt(r, at) !== gap.blank) return 0;
  if (directions.has(word(r, at))) at++;
  if (isMark(r, at, '.')) at++;
  if (routes.has(word(r, at)) && isNumber(r, at + 1)) return finishStreet(r, c, i, at + 2);
  for (let k = 0; k < 4 && at < r.count && near(r, at); k++, at++) {
    if (k > 0 && isMark(r, at, ',') && (flagsAt(r, at) & is.unit) === 0 && units.has(word(r, at + 1)) && isCapital(r, at - 1))
      return finishStreet(r, c, i, at);
    if (isNumber(r, at)) {
      if (!['st', 'nd', 'rd', 'th'].includes(word(r, at + 1))) return 0;
      at++;
      continue;
    }
    if (!isWord(r, at)) return 0;
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
  return 0;
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

const units = new Set('apt apartment unit suite ste lot bldg building floor fl rm room trlr trailer po box'.split(' '));

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
    else break;
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
  if (isMark(r, first - 1, ',') && isCapital(r, first) && near(r, first) && (flagsAt(r, first) & is.everyday) === 0 && !c.taken(first)) {
    const end =
      isCapital(r, first + 1) && gapAt(r, first + 1) === gap.blank && (flagsAt(r, first + 1) & is.everyday) === 0 ? first + 2 : first + 1;
    c.take(first, end, 'GEO', 'place in an address');
  }
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
  if (isNumber(r, i - 1) && word(r, i - 2) === 'rr') first = i - 2;
  if (first === i) return 0;
  return finishStreet(r, c, first, value + 1);
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

/** A street without a number: `on Alder Avenue`. `i` stands on the kind of street. */
export function namedStreet(r: Reading, c: Claims, i: number): boolean {
  const w = word(r, i);
  if (lowerStreet(r, c, i)) return true;
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
  c.take(first, hyphen + 1, 'GEO', 'road with a number');
  return true;
}

/** Postal codes: after a state, after a place, after `zip`, or with their four more digits. */
export function postalCode(r: Reading, c: Claims, i: number): number {
  if (lengthAt(r, i) !== 5) return 0;
  const plus = isMark(r, i + 1, '-') && isNumber(r, i + 2) && lengthAt(r, i + 2) === 4 && gapAt(r, i + 1) + gapAt(r, i + 2) === 0;
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
  const zip = word(r, k) === 'zip' || word(r, k) === 'zipcode' || word(r, k) === 'postal';
  const w = word(r, k);
  const state =
    near(r, i) &&
    isWord(r, k) &&
    ((short.has(w) && shapeAt(r, k) === shape.upper) ||
      states.has(w) ||
      twoWordStates.has(`${word(r, k - 1)} ${w}`) ||
      (short.has(w) && (isMark(r, k - 1, ',') || c.taken(k - 1))));
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
const afterHeld = new Set([
  'scientific',
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

/** Cities: before a state, known ones, and what people live in or come from. */
export function city(r: Reading, c: Claims, i: number): number {
  if (c.taken(i) || !isWord(r, i)) return 0;
  const several = placeOfWords(r, i);
  const known = several || ((flagsAt(r, i) & is.city) !== 0 ? i + 1 : 0);
  if (!known) return 0;
  if (['county', 'parish', 'township'].includes(word(r, known)) && isCapital(r, i) && gapAt(r, known) === gap.blank)
    return takeCity(c, i, known + 1);
  const lower = shapeAt(r, i) === shape.lower;
  const state = stateEnd(r, isMark(r, known, ',') ? known + 1 : known);
  const beforeState = state > 0 && near(r, state - 1) && (isMark(r, known, ',') || !lower);
  if (beforeState && !(known === i + 1 && lower && (flagsAt(r, i) & vocabulary) !== 0)) return takeCity(c, i, known);
  if (afterHeld.has(word(r, known)) || gapAt(r, i) === gap.none) return 0;
  const led = placeLeads.has(word(r, i - 1));
  if (several) return (!lower || led) && word(r, i) + word(r, i + 1) !== 'newyork' ? takeCity(c, i, known) : 0;
  const flags = flagsAt(r, i);
  if (twoWordStates.has(`${word(r, i - 1)} ${word(r, i)}`) || states.has(word(r, i)) || shapeAt(r, i) === shape.single) return 0;
  const otherwise = (flags & (vocabulary | anyName | is.eponym)) !== 0 || heldPlaces.has(word(r, i));
  if (!otherwise && !lower) return takeCity(c, i, known);
  if (led && !lower && residence(r, i) && (flags & is.function) === 0) return takeCity(c, i, known);
  if (!led || (lower && otherwise)) return 0;
  const next = word(r, known);
  const nameFollows = isCapital(r, known) && near(r, known) && (flagsAt(r, known) & anyName) !== 0;
  if ((flags & is.everyday) !== 0 || nameFollows || (flags & is.clinical) !== 0 || next === "'" || next === '’') return 0;
  const lead = word(r, i - 1);
  if ((flags & anyName) !== 0 && !['in', 'near', 'outside', 'around', 'downtown', 'visiting', 'visited'].includes(lead) && !residence(r, i))
    return 0;
  return takeCity(c, i, known);
}

function takeCity(c: Claims, i: number, end: number): number {
  c.take(i, end, 'GEO', 'place');
  return end;
}

const residence = (r: Reading, i: number): boolean => {
  for (let k = i - 1; k >= i - 3; k--)
    if (
      [
        'lives',
        'live',
        'lived',
        'living',
        'resides',
        'residing',
        'resident',
        'moved',
        'relocated',
        'born',
        'drove',
        'traveled',
        'drives',
        'commutes',
        'raised',
        'grew',
        'hometown',
        'native',
      ].includes(word(r, k))
    )
      return true;
  return false;
};

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
    (word(r, i - 1) === 'in' || word(r, i - 1) === 'from' || word(r, i - 1) === 'to' || word(r, i - 1) === 'near') &&
    (flagsAt(r, i) & (is.everyday | is.clinical | is.state)) === 0 &&
    !stateEnd(r, i)
  ) {
    let stop = i + 1;
    while (stop < end && (flagsAt(r, stop) & (is.function | is.clinical)) === 0) stop++;
    c.take(i, stop, 'GEO', 'where somebody lives');
    return stop;
  }
  return 0;
}
