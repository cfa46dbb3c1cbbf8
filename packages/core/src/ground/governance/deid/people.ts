import type { Claims } from './claims.ts';
import { isEponym } from './eponyms.ts';
import { afterLabel, afterPerson, afterTitle, beforeCredential } from './introductions.ts';
import { lowercase } from './lower-names.ts';
import { endOfName, flipped, generations, likeness, type NameHit } from './names.ts';
import { misread, oddName } from './odd-names.ts';
import { isColour } from './places.ts';
import { isProduct, withoutBrand } from './products.ts';
import {
  begins,
  flagsAt,
  gap,
  gapAt,
  isCapital,
  isMark,
  isNumber,
  isWord,
  kind,
  lengthAt,
  type Reading,
  shape,
  shapeAt,
  word,
} from './reading.ts';
import { again, caretName, isNameOnly, loneLines, personAfter, remember, shortened } from './repeats.ts';
import { companions, signed } from './signing.ts';
import { toldSo } from './told.ts';
import { anyFirst, anyName, anySurname, is, vocabulary } from './words.ts';

/** Finds the names of people: first by what stands beside them, then by what they are, then wherever a name found once comes again. */
export function people(r: Reading, c: Claims): void {
  const said = new Set<string>();
  const named = new Uint8Array(r.count + 1);
  const keep = (hit: NameHit, sure: boolean) => {
    let first = hit.first;
    while (first < hit.end && c.taken(first)) first++;
    while (lowerParticles.has(word(r, first - 1)) && gapAt(r, first) === gap.blank && isCapital(r, first) && !c.taken(first - 1)) first--;
    let end = first;
    while (end < hit.end && !c.taken(end)) end++;
    if (end === first) return;
    c.take(first, end, 'NAME', hit.why);
    named.fill(1, first, end);
    if (sure) remember(r, first, end, said);
  };
  for (let i = 0; i < r.count; i++) {
    if (!isNumber(r, i) || lengthAt(r, i) !== 1 || gapAt(r, i) !== gap.none || c.taken(i - 1)) continue;
    const hit = misread(r, c, i - 1);
    if (hit) keep(hit, true);
  }
  for (let i = 0; i < r.count; i++) {
    const flags = flagsAt(r, i);
    if (r.kind[i] !== kind.word || ((flags & contexts) === 0 && (lengthAt(r, i) > 5 || !introducers.has(word(r, i))))) continue;
    const hit = byContext(r, c, i, flags);
    if (hit && !c.taken(hit.first)) keep(hit, true);
  }
  for (let i = 0; i < r.count; ) {
    const hit =
      c.taken(i) || isPlainWord(r, i)
        ? undefined
        : (signed(r, i) ?? oddName(r, c, i) ?? toldSo(r, c, i) ?? withoutBrand(r, freestanding(r, c, i)));
    if (hit) keep(hit, hit.end - hit.first > 1 || likeness(r, hit.first) === 3);
    i = hit ? Math.max(hit.end, i + 1) : i + 1;
  }
  loneLines(r, c, keep);
  companions(r, c, named, keep);
  again(r, c, said);
  shortened(r, c, said);
}

/** A word without a capital that is English or medicine, no particle and not the last of the text: nothing that asks for a name begins with it. */
const isPlainWord = (r: Reading, i: number): boolean => {
  if (r.kind[i] === kind.number) return true;
  // Of the marks only an opening quote begins a name.
  if (r.kind[i] === kind.mark) return !isMark(r, i, '"') && !isMark(r, i, '“');
  const flags = r.flags[i] ?? 0;
  if (r.shape[i] !== shape.lower || (flags & vocabulary) === 0 || (flags & (is.particle | is.month)) !== 0 || i + 1 >= r.count)
    return false;
  if ((r.to[i] ?? 0) - (r.from[i] ?? 0) === 1)
    return gapAt(r, i) !== gap.line && !(r.shape[i + 1] === shape.lower && lengthAt(r, i + 1) === 1);
  return (flags & anyFirst) === 0 || (flagsAt(r, i - 1) & is.relation) === 0;
};

const lowerParticles = new Set('van von der den ter ten del della bin ibn dos das'.split(' '));
const contexts = is.title | is.credential | is.nameLabel | is.relation | is.greeting | is.personVerb;
const introducers = new Set(['its', 'im', 'is', 'm', 'am', 'name']);

function byContext(r: Reading, c: Claims, i: number, flags: number): NameHit | undefined {
  if (c.taken(i) || (word(r, i + 1) === 'mary' && word(r, i + 2) === 'joseph' && word(r, i) === 'sister')) return undefined;
  if ((flags & is.title) !== 0) {
    const hit = afterTitle(r, i);
    if (hit) return hit;
  }
  if ((flags & is.credential) !== 0) {
    const hit = beforeCredential(r, c, i);
    if (hit) return hit;
  }
  if ((flags & is.nameLabel) !== 0) {
    const hit = afterLabel(r, i);
    if (hit) return hit;
  }
  const w = word(r, i);
  const introduced =
    w === 'its' ||
    w === 'im' ||
    (w === 'is' && word(r, i - 1) === 'this') ||
    (w === 'm' && word(r, i - 2) === 'i') ||
    (w === 'am' && word(r, i - 1) === 'i') ||
    (w === 'name' && (word(r, i + 1) === 'is' || isMark(r, i + 1, ':'))) ||
    ((w === 'patient' || w === 'pt' || w === 'named') && !isMark(r, i + 1, ':'));
  if ((flags & (is.relation | is.greeting)) !== 0 || introduced) {
    const hit = afterPerson(r, i);
    if (hit) return hit;
  }
  return (flags & is.personVerb) !== 0 ? beforeVerb(r, i) : undefined;
}

const strongVerbs = new Set(
  'states stated reports reported denies denied complains presents presented called calls says said asks asked endorses endorsed admits lives works returns arrived came feels felt agrees declined tolerated wants wishes describes notes mentions mentioned recalls verbalized consents refuses saw phoned texted emailed wrote replied underwent drove brought accompanied picked texts emails phones thinks signed consented tolerates agreed helps drives smokes drinks'.split(
    ' ',
  ),
);

/** `Grace reports`, `Hunter is a 6-year-old`: a name that is a word too, told by what the person does. `i` stands on the verb. */
function beforeVerb(r: Reading, i: number): NameHit | undefined {
  const n = i - 1;
  if (
    strongVerbs.has(word(r, i)) &&
    begins(r, n) &&
    isWord(r, n) &&
    (flagsAt(r, n) === 0 || ((flagsAt(r, n) & anyName) !== 0 && (flagsAt(r, n) & (vocabulary | is.eponym)) === 0)) &&
    gapAt(r, i) === gap.blank &&
    lengthAt(r, n) > 2 &&
    shapeAt(r, n) !== shape.mixed
  )
    return { first: n, end: i, why: 'before a verb of people' };
  if (
    strongVerbs.has(word(r, i)) &&
    begins(r, n) &&
    (flagsAt(r, n) & is.first) !== 0 &&
    (flagsAt(r, n) & (is.state | is.city)) !== 0 &&
    (flagsAt(r, n) & is.everyday) === 0
  )
    return { first: n, end: i, why: 'before a verb of people' };
  if (gapAt(r, i) !== gap.blank || !isWord(r, n) || shapeAt(r, n) !== shape.title || (flagsAt(r, n) & anyName) === 0) return undefined;
  const flags = flagsAt(r, n);
  if (
    ((flags & is.clinical) !== 0 && (flags & is.first) === 0) ||
    ((flags & is.function) !== 0 && word(r, n) !== 'will' && word(r, n) !== 'may')
  )
    return undefined;
  const w = word(r, i);
  const aged =
    (w === 'is' || w === 'was') &&
    (word(r, i + 1) === 'a' || word(r, i + 1) === 'an') &&
    (isNumber(r, i + 2) || flagsAt(r, i + 2) & is.digit || ['very', 'pleasant', 'delightful'].includes(word(r, i + 2)));
  if (!strongVerbs.has(w) && !aged) return undefined;
  if ((flags & is.everyday) !== 0 && ((flags & is.first) === 0 || (flags & is.relation) !== 0)) return undefined;
  let first = n;
  while (
    first > 0 &&
    gapAt(r, first) === gap.blank &&
    (likeness(r, first - 1) >= 1 || shapeAt(r, first - 1) === shape.single) &&
    isCapital(r, first - 1) &&
    n - first < 3 &&
    (flagsAt(r, first - 1) & anyFirst || shapeAt(r, first - 1) === shape.single)
  )
    first--;
  return { first, end: i, why: 'before a verb of people' };
}

/** Names that nothing announces. Answers the run of name-like words from `i`, where enough of them look like names. */
function freestanding(r: Reading, c: Claims, i: number): NameHit | undefined {
  if (!isWord(r, i)) return undefined;
  const joined = caretName(r, c, i);
  if (joined) return joined;
  const single = shapeAt(r, i) === shape.single;
  if (single) return initialFirst(r, c, i);
  if (signOff(r, i)) return { first: i, end: i + 1, why: 'initials under a note' };
  const like = likeness(r, i);
  if (shapeAt(r, i) === shape.lower && isMark(r, i + 1, '(') && (flagsAt(r, i + 2) & is.relation) !== 0 && isNameOnly(r, i))
    return { first: i, end: i + 1, why: 'somebody’s relative' };
  if (like < 1) return undefined;
  if (shapeAt(r, i) === shape.lower) return lowercase(r, c, i, like);
  if (
    gapAt(r, i) === gap.none &&
    (isMark(r, i - 1, '-') || isMark(r, i - 1, '/')) &&
    isWord(r, i - 2) &&
    (flagsAt(r, i - 2) & anyName) === 0
  )
    return undefined;
  // A white Tacoma: a car.
  if ((flagsAt(r, i) & is.city) !== 0 && isMark(r, i + 1, ',') && isColour(word(r, i - 1))) return undefined;
  let end = endOfName(r, i, { most: 4 });
  for (let k = i; k < end; k++) if (c.taken(k)) end = k;
  if (end === i) return undefined;
  const half = isMark(r, i + 1, '-') ? i + 2 : i + 1;
  if (eponymPairs.has(`${word(r, i)} ${word(r, half)}`) || eponymPairs.has(`${word(r, i - 1)} ${word(r, i)}`)) return undefined;
  if (isMark(r, i - 1, '-') && gapAt(r, i) === gap.none && eponymPairs.has(`${word(r, i - 2)} ${word(r, i)}`)) return undefined;
  const graded = generations.has(word(r, end - 1)) && isEponym(r, end - 2);
  const turned = graded || bothEponyms(r, i, end + 1) ? end : flipped(r, end, {});
  if (turned > end && likeness(r, i) >= 1 && !c.taken(end + 1) && (flagsAt(r, i) & anyName || likeness(r, i) >= 2)) {
    if (isMark(r, turned, ',') && ((flagsAt(r, i) | flagsAt(r, turned + 1)) & is.eponym) !== 0 && (flagsAt(r, end + 1) & is.eponym) !== 0)
      return undefined;
    const listed = isMark(r, turned, ',') || (word(r, turned) === 'and' && (flagsAt(r, end + 1) & anySurname) === 0);
    if (!listed || (flagsAt(r, i) & anySurname) !== 0) return { first: i, end: turned, why: 'surname, first name' };
  }
  return weigh(r, i, end);
}

/** Things named after one person with two names, or after two. */
const eponymPairs = new Set(
  'child pugh|schmitt thompson|house brackmann|irvine gass|sauder thompson|braxton hicks|swan ganz|marcus gunn|gunn pupil|ramsay hunt|charles bonnet|argyll robertson|grey turner|austin flint|graham steell|foster kennedy|lou gehrig|treacher collins|pierre robin|mary joseph|silver russell|dandy walker|vincent angina|robertson pupil|turner sign'.split(
    '|',
  ),
);

/** `Conn, Nelson` in a list of syndromes is no surname and first name. */
const bothEponyms = (r: Reading, a: number, b: number): boolean =>
  (flagsAt(r, a) & is.eponym) !== 0 && (flagsAt(r, b) & is.eponym) !== 0 && !begins(r, a);

function weigh(r: Reading, first: number, end: number): NameHit | undefined {
  let start = first;
  // The first word of a sentence is no name only because it could be one.
  if (begins(r, start) && end - start > 1 && (flagsAt(r, start) & (is.everyday | is.clinical | is.function)) !== 0 && !pairs(r, start))
    start++;
  let stop = end;
  if (stop - start > 1 && generations.has(word(r, stop - 1)) && isEponym(r, stop - 2)) return undefined;
  if (isEponym(r, stop - 1)) {
    if (stop - start === 3 && isMark(r, stop - 2, '-') && gapAt(r, stop - 2) + gapAt(r, stop - 1) === gap.none && isEponym(r, start))
      return undefined;
    if (stop - start === 1 || !strongBefore(r, start, stop - 1)) return undefined;
    stop--;
  }
  // Charles Bonnet syndrome: the next word is the eponym.
  if (stop - start === 1 && isCapital(r, stop) && gapAt(r, stop) === gap.blank && (flagsAt(r, stop) & is.eponym) !== 0 && isEponym(r, stop))
    return undefined;
  let sure = 0;
  let likely = 0;
  let weak = 0;
  let unknown = 0;
  for (let k = start; k < stop; k++) {
    const like = likeness(r, k);
    if (like >= 3) sure++;
    else if (like >= 1.5) likely++;
    else if (like >= 1 || (like >= 0.5 && k > start && (flagsAt(r, k - 1) & anyFirst) !== 0)) weak++;
    if (like >= 1.5 && (flagsAt(r, k) & anyName) === 0) unknown++;
  }
  const words = sure + likely + weak;
  if (words === 1 && end === first + 1 && (flagsAt(r, first) & is.everyday) !== 0 && inHeading(r, first) && !spokenWith(r, first, end))
    return undefined;
  if (words === 0 || (isProduct(r, stop - 1) && sure === 0)) return undefined;
  const heading = isMark(r, stop, ':') && (begins(r, start) || words === 1) && sure === 0;
  if (heading) return undefined;
  const hit = { first: start, end: stop, why: words > 1 ? 'name words together' : 'name word' };
  if (words === 1 && onlySurname(r, start, stop)) return surnameAlone(r, start, stop) ? hit : undefined;
  if (sure > 0) return hit;
  if (likely + weak > 1 && (likely > 0 || pairs(r, start)) && unknown < words) return hit;
  if (words === 1 && spokenWith(r, start, stop)) return hit;
  if (likely > 1) return allCaps(r, start, stop) ? undefined : hit;
  const everyday = end === start + 1 && (flagsAt(r, start) & is.everyday) !== 0;
  return likely === 1 && !begins(r, start) && !allCaps(r, start, stop)
    ? hit
    : likely === 1 && !everyday && begins(r, start) && personAfter(r, stop)
      ? hit
      : undefined;
}

const company = new Set('from per with w by spoke called told asked met saw cc phoned texted emailed thanks thank'.split(' '));

/** `TC from Buck`, `spoke with Tad`, `Will (son)`: a first name that is a word, where people stand. */
function spokenWith(r: Reading, i: number, end: number): boolean {
  const flags = flagsAt(r, i);
  if ((flags & anyFirst) === 0 || ((flags & is.clinical) !== 0 && (flags & is.first) === 0) || shapeAt(r, i) !== shape.title) return false;
  if (
    isMark(r, end, '(') &&
    ((flagsAt(r, end + 1) & is.relation) !== 0 || ['pts', 'he', 'she', 'they', 'age', 'pt'].includes(word(r, end + 1)))
  )
    return true;
  return (
    company.has(word(r, i - 1)) &&
    gapAt(r, i) === gap.blank &&
    !(isCapital(r, end) && gapAt(r, end) === gap.blank && (flagsAt(r, end) & is.credential) === 0) &&
    (flags & is.function) === 0
  );
}

/** Words with capitals on either side: a heading, a label, the name of a thing. */
const inHeading = (r: Reading, i: number): boolean =>
  (isCapital(r, i + 1) && gapAt(r, i + 1) === gap.blank) ||
  (isCapital(r, i - 1) && gapAt(r, i) === gap.blank && !begins(r, i - 1)) ||
  isMark(r, i + 1, ':') ||
  isMark(r, i - 1, '-') ||
  isMark(r, i + 1, '-') ||
  gapAt(r, i + 1) === gap.line ||
  isMark(r, i + 1, '®') ||
  r.shouted[i] === 1 ||
  isProduct(r, i);

const allCaps = (r: Reading, first: number, end: number): boolean => {
  for (let k = first; k < end; k++) if (isWord(r, k) && shapeAt(r, k) !== shape.upper) return false;
  return true;
};
const onlySurname = (r: Reading, first: number, end: number): boolean =>
  end === first + 1 && (flagsAt(r, first) & anyFirst) === 0 && (flagsAt(r, first) & anySurname) !== 0;

/** A surname alone: in the middle of a sentence, or with a verb of people after it; in a line of capitals only so. */
function surnameAlone(r: Reading, i: number, end: number): boolean {
  const like = likeness(r, i);
  if ((flagsAt(r, i) & is.nameLabel) !== 0 && begins(r, i)) return false;
  if (personAfter(r, end)) return true;
  if (r.shouted[i] === 1 || shapeAt(r, i) === shape.upper) return like >= 3;
  return like >= 3 || (like >= 2 && !begins(r, i));
}

/** First name and surname side by side, both with capitals, neither clinical: `Mark Young`, `Rose Bishop`. */
function pairs(r: Reading, i: number): boolean {
  const a = flagsAt(r, i);
  let n = i + 1;
  if (shapeAt(r, n) === shape.single) n += isMark(r, n + 1, '.') ? 2 : 1;
  const b = flagsAt(r, n);
  if (gapAt(r, n) !== gap.blank || !isWord(r, n)) return false;
  const plainWords = (a & is.everyday) !== 0 && (b & is.everyday) !== 0;
  const surname = (b & anySurname) !== 0 || ((b & (vocabulary | is.function)) === 0 && shapeAt(r, n) === shape.title && lengthAt(r, n) > 2);
  const fits = (a & anyFirst) !== 0 && surname && (a & (is.clinical | is.title)) === 0 && (b & is.clinical) === 0;
  return fits && !(plainWords && (a & is.first) === 0) && (flagsAt(r, n + 1) & is.eponymHead) === 0 && (b & is.function) === 0;
}

const strongBefore = (r: Reading, first: number, end: number): boolean => {
  for (let k = first; k < end; k++) if ((flagsAt(r, k) & anyFirst) !== 0 && likeness(r, k) >= 2) return (flagsAt(r, end) & is.eponym) === 0;
  return false;
};

/** `J. Roe`, `J.R. Roe`. */
/** `-KJM` at the end of a line: who wrote it. */
function signOff(r: Reading, i: number): boolean {
  const dash = isMark(r, i - 1, '-') || isMark(r, i - 1, '–') || isMark(r, i - 1, '/');
  return (
    dash &&
    gapAt(r, i - 1) !== gap.none &&
    gapAt(r, i) === gap.none &&
    gapAt(r, i + 1) === gap.line &&
    ((i + 1 >= r.count &&
      (shapeAt(r, i) === shape.upper || (shapeAt(r, i) === shape.lower && (flagsAt(r, i) & vocabulary) === 0)) &&
      lengthAt(r, i) <= 3 &&
      lengthAt(r, i) > 1) ||
      (shapeAt(r, i) === shape.title && ((flagsAt(r, i) & (vocabulary | is.eponym)) === 0 || (flagsAt(r, i) & is.first) !== 0)))
  );
}

function initialFirst(r: Reading, c: Claims, i: number): NameHit | undefined {
  let at = i;
  while (shapeAt(r, at) === shape.single && isMark(r, at + 1, '.') && at < i + 6) at += 2;
  if (at === i || !isCapital(r, at) || gapAt(r, at) === gap.line || c.taken(at)) return undefined;
  const flags = flagsAt(r, at);
  const like = likeness(r, at);
  // "E. coli", "H. Pylori", "St. A. Bath" and "vitamin D. Patient" are none.
  const by = ['by', 'with', 'w', 'per', 'from', 'dr', 'to', 'cc', 'and'].includes(isMark(r, i - 1, ':') ? word(r, i - 2) : word(r, i - 1));
  const surname = by && (flags & is.surname) !== 0 && (flags & (is.function | is.clinical)) === 0 && shapeAt(r, at) === shape.title;
  if (like < 2 && !surname && !((flags & (is.surname | is.rareSurname)) !== 0 && (flags & (is.function | is.everyday | is.clinical)) === 0))
    return undefined;
  if (like < 1 && surname) return { first: i, end: at + 1, why: 'initial and name' };
  if (begins(r, i) && (word(r, i) === 'a' || word(r, i) === 'i') && like < 3) return undefined;
  if (
    gapAt(r, i) === gap.none &&
    i > 0 &&
    !isMark(r, i - 1, '(') &&
    !isMark(r, i - 1, '/') &&
    !(isMark(r, i - 1, '-') && gapAt(r, i - 1) !== gap.none)
  )
    return undefined;
  const end = endOfName(r, at, { most: 2 });
  return end > at && !isEponym(r, end - 1) ? { first: i, end, why: 'initial and name' } : undefined;
}
