import type { Claims } from './claims.ts';
import { isEponym } from './eponyms.ts';
import type { IdentifierClass } from './identifier.ts';
import { isThing } from './proper.ts';
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
import { is, vocabulary } from './words.ts';

/** What is told of a body by where it stands: before its address, after somebody's degree, under a label, before its kind. */

const barred = is.title | is.credential | is.month | is.weekday | is.relation | is.nameLabel | is.idLabel;
const joints = new Set(['of', 'and', 'de', 'del', 'la', 'las', 'los', 'the']);

/** A word of a run in capitals or with them. */
const part = (r: Reading, c: Claims, k: number): boolean =>
  isWord(r, k) && !c.taken(k) && (isCapital(r, k) || shapeAt(r, k) === shape.mixed) && (flagsAt(r, k) & (is.credential | is.title)) === 0;

const isJoint = (r: Reading, k: number): boolean => isMark(r, k, '&') || (joints.has(word(r, k)) && isWord(r, k));

/** The end of a run of words with capitals from `i`, as bodies are called. */
function runFrom(r: Reading, c: Claims, i: number, most = 7): number {
  let end = i;
  while (end < r.count && end < i + most && (end === i || gapAt(r, end) === gap.blank) && !wide(r, i, end)) {
    if (part(r, c, end)) end++;
    else if (end > i && isJoint(r, end) && part(r, c, end + 1) && gapAt(r, end + 1) === gap.blank) end += 2;
    else if (end > i && (isMark(r, end, "'") || isMark(r, end, '’')) && word(r, end + 1) === 's' && gapAt(r, end) === gap.none) end += 2;
    else break;
    while (isMark(r, end, '-') && gapAt(r, end) + gapAt(r, end + 1) === gap.none && part(r, c, end + 1)) end += 2;
    while ((isMark(r, end, "'") || isMark(r, end, '’')) && word(r, end + 1) === 's' && gapAt(r, end) === gap.none) end += 2;
  }
  return end;
}

/** Columns stand apart by more than a blank. */
const wide = (r: Reading, first: number, k: number): boolean => k > first && (r.from[k] ?? 0) - (r.to[k - 1] ?? 0) > 1;

const wordsIn = (r: Reading, first: number, end: number): number => {
  let words = 0;
  for (let k = first; k < end; k++) if (isWord(r, k) && lengthAt(r, k) > 1 && !joints.has(word(r, k))) words++;
  return words;
};

const ends = (r: Reading, k: number): boolean => k >= r.count || gapAt(r, k) === gap.line;

/** `— Bayou Skin & Laser, 901 Magazine Row`: a run before an address that was found. `i` stands on its first word. */
function beforeAddress(r: Reading, c: Claims, i: number): number {
  const end = runFrom(r, c, i);
  if (!isMark(r, end, ',') && !isMark(r, end, '•') && !isMark(r, end, '|') && !ends(r, end)) return 0;
  const at = gapAt(r, end) === gap.line ? end : end + 1;
  if (wordsIn(r, i, end) < 2 || !isNumber(r, at) || !c.taken(at) || c.as(at) !== 'GEO' || isThing(r, i, end)) return 0;
  return (flagsAt(r, i) & barred) === 0 ? end : 0;
}

/** `MD, PEAK VIEW ORTHOPAEDICS`: a run after a degree and a comma, up to the end of the line or an address. */
function afterDegree(r: Reading, c: Claims, i: number): number {
  if (!isMark(r, i - 1, ',') || (flagsAt(r, i - 2) & is.credential) === 0 || shapeAt(r, i - 2) !== shape.upper) return 0;
  const end = runFrom(r, c, i);
  const closed = ends(r, end) || [',', '.', ';', '|', '•', ')'].includes(word(r, end)) || wide(r, i, end);
  return closed && wordsIn(r, i, end) > 1 && !isThing(r, i, end) && (flagsAt(r, i) & (is.title | is.credential)) === 0 ? end : 0;
}

const groupLabels = new Set(['group', 'grp', 'employer', 'plan']);

/** `Group: 0048831 FRONT RANGE TILE`: a run after the number of a group. */
function afterGroup(r: Reading, c: Claims, i: number): number {
  if (!isNumber(r, i - 1) || !c.taken(i - 1) || gapAt(r, i) !== gap.blank) return 0;
  let label = i - 2;
  while (label > i - 6 && (isMark(r, label, ':') || isMark(r, label, '#') || isNumber(r, label) || isMark(r, label, '-') || c.taken(label)))
    label--;
  if (!groupLabels.has(word(r, label))) return 0;
  const end = runFrom(r, c, i);
  return wordsIn(r, i, end) > 1 && (ends(r, end) || wide(r, i, end)) && !isThing(r, i, end) && !isMark(r, end, ':') ? end : 0;
}

const schools = new Set(
  'elementary kindergarten preschool daycare montessori university academy parish hospital pharmacy hospice church brewery bakery'.split(
    ' ',
  ),
);

/** `Desert Willow Elementary`: three words with capitals and more, wherever they stand, the last of which is a kind. */
function ofKind(r: Reading, c: Claims, i: number): number {
  const end = runFrom(r, c, i, 5);
  if (r.shouted[i] === 1 || !schools.has(word(r, end - 1)) || wordsIn(r, i, end) < 3 || isThing(r, i, end)) return 0;
  if ((flagsAt(r, i) & (is.function | barred | is.clinical)) !== 0 || isMark(r, end, ':')) return 0;
  return end;
}

const agencies = new Set('cps dcfs dhs dss dcf ymca ywca isd usd hoa vfw npd sheriff'.split(' '));

/** `Coconino CPS`: an office by its letters after what no vocabulary holds. */
export function agency(r: Reading, c: Claims, i: number): number {
  if (shapeAt(r, i) !== shape.title || !agencies.has(word(r, i + 1)) || shapeAt(r, i + 1) !== shape.upper || gapAt(r, i + 1) !== gap.blank)
    return 0;
  return (flagsAt(r, i) & (vocabulary | is.function | is.title)) === 0 && !c.taken(i) ? take(c, i, i + 2, 'ORG') : 0;
}

const posts = new Set(['post', 'lodge', 'local', 'chapter', 'troop', 'pack', 'council']);
const orders = new Set(
  'vfw elks moose masonic eagles knights american legion amvets rotary kiwanis lions ibew uaw afscme seiu teamsters scout scouts cub girl boy kofc'.split(
    ' ',
  ),
);

/** `VFW Post 10420`: a body of many, by its number. */
function numberedPost(r: Reading, i: number): number {
  if (!posts.has(word(r, i)) || !isCapital(r, i) || !orders.has(word(r, i - 1)) || !isCapital(r, i - 1)) return 0;
  const at = isMark(r, i + 1, '#') ? i + 2 : i + 1;
  return isNumber(r, at) && gapAt(r, at) !== gap.line && lengthAt(r, at) < 6 ? at + 1 : 0;
}

const inner = /^\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+$/u;
const fields =
  /(?:radiology|dentistry|dental|ortho|orthodontics|endodontics|pediatrics|optometry|vision|eyecare|imaging|labs?|pharmacy|rx|clinic|care|health|medical|therapy|rehab|surgery|dermatology|cardiology|orthopedics|fitness|foods|logistics|systems)$/;

/** `NightOwl Teleradiology`: a capital inside, and a field. */
function innerCapitals(r: Reading, c: Claims, i: number): number {
  if (shapeAt(r, i) !== shape.mixed || !inner.test(r.text.slice(r.from[i], r.to[i])) || flagsAt(r, i) !== 0) return 0;
  const end = runFrom(r, c, i, 5);
  return end > i + 1 && fields.test(word(r, end - 1)) ? end : 0;
}

/** Before or after what was found of it: `Desert ⟦Willow Elementary⟧`, `⟦VFW Post⟧ 10420`, `⟦Three Rivers⟧ OB-GYN`. */
function grown(r: Reading, c: Claims, i: number): number {
  const as = c.as(i);
  const next = i + 1;
  if ((as !== 'ORG' && as !== 'GEO') || c.taken(next) || gapAt(r, next) !== gap.blank || wide(r, i, next)) return 0;
  if (as === 'ORG' && halls.has(word(r, next)) && shapeAt(r, i) === shape.title) return next + 1;
  if (as === 'ORG' && posts.has(word(r, i)) && isNumber(r, next) && lengthAt(r, next) < 6) return next + 1;
  if (word(r, next) === 'ob' && isMark(r, next + 1, '-') && word(r, next + 2) === 'gyn') return next + 3;
  return word(r, next) === 'obgyn' ? next + 1 : 0;
}

/** A word with a capital that opens a sentence, before a school that was found. */
function opensSchool(r: Reading, c: Claims, i: number): boolean {
  if (!begins(r, i) || shapeAt(r, i) !== shape.title || c.as(i + 1) !== 'ORG' || gapAt(r, i + 1) !== gap.blank) return false;
  if ((flagsAt(r, i) & (is.function | is.personVerb | is.guessed | is.clinical | barred)) !== 0) return false;
  let end = i + 1;
  while (c.as(end) === 'ORG' && isWord(r, end) && shapeAt(r, end) === shape.title) end++;
  if ((flagsAt(r, i) & is.digit) !== 0) return end > i + 1;
  return end > i + 2 && schools.has(word(r, end - 1));
}

const halls = new Set(['hall', 'club', 'lodge', 'church', 'school', 'market', 'bakery', 'diner', 'gym', 'pool', 'clinic', 'pharmacy']);

const take = (c: Claims, first: number, end: number, as: IdentifierClass): number => {
  c.take(first, end, as, 'a body by where it stands');
  return end;
};

/** Walks the text once more, after places, bodies and people. */
export function bodiesByPlace(r: Reading, c: Claims): void {
  for (let i = 0; i < r.count; i++) {
    if (r.kind[i] !== 0) continue;
    const written = shapeAt(r, i);
    if (c.taken(i)) {
      const end = grown(r, c, i);
      if (end) take(c, i, end, 'ORG');
      continue;
    }
    if (written === shape.lower) continue;
    const post = numberedPost(r, i);
    if (post) {
      take(c, i - 1, post, 'ORG');
      continue;
    }
    if (opensSchool(r, c, i)) {
      take(c, i, i + 2, 'ORG');
      continue;
    }
    if (written === shape.mixed) {
      const end = innerCapitals(r, c, i);
      if (end) i = take(c, i, end, 'ORG') - 1;
      continue;
    }
    const open = begins(r, i) || r.kind[i - 1] === 2 || isNumber(r, i - 1);
    const end =
      open && gapAt(r, i) !== gap.none && (afterDegree(r, c, i) || afterGroup(r, c, i) || beforeAddress(r, c, i) || ofKind(r, c, i));
    if (end) i = take(c, i, end, 'ORG') - 1;
  }
}

/** Bodies of two words and more that were found once are found wherever they stand again. */
export function bodiesAgain(r: Reading, c: Claims): void {
  if (!c.holds('ORG')) return;
  const said = new Map<string, string[][]>();
  for (let i = 0; i < r.count; ) {
    let end = i + 1;
    if (!c.taken(i) || c.as(i) !== 'ORG' || !isWord(r, i)) {
      i++;
      continue;
    }
    while (end < r.count && c.taken(end) && c.as(end) === 'ORG' && gapAt(r, end) !== gap.line) end++;
    const words = r.words.slice(i, end);
    if (wordsIn(r, i, end) > 1 && words.length < 9) {
      const known = said.get(words[0] ?? '');
      if (known) known.push(words);
      else said.set(words[0] ?? '', [words]);
    }
    i = end;
  }
  if (said.size === 0) return;
  for (let i = 0; i < r.count; i++) {
    if (c.taken(i) || !isCapital(r, i)) continue;
    for (const words of said.get(word(r, i)) ?? []) {
      const whole = words.every((one, k) => word(r, i + k) === one && (k === 0 || gapAt(r, i + k) !== gap.line));
      if (!whole || isEponym(r, i + words.length - 1)) continue;
      c.take(i, i + words.length, 'ORG', 'a body said before');
      break;
    }
  }
}
