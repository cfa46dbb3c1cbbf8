import type { Claims } from './claims.ts';
import { isEponym } from './eponyms.ts';
import { likeness, type NameHit } from './names.ts';
import { isProduct } from './products.ts';
import { begins, flagsAt, gap, gapAt, isMark, isNumber, isWord, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';
import { anyFirst, anyName, is, vocabulary } from './words.ts';

/** People told by what is theirs, by how old they are, by who they are to somebody, where no list holds their name. */

const phones = new Set('cell phone number email mobile voicemail address birthday insurance card appointment appt mychart'.split(' '));

const owned = (r: Reading, i: number): number =>
  (isMark(r, i + 1, "'") || isMark(r, i + 1, '’')) && word(r, i + 2) === 's' && gapAt(r, i + 2) === gap.none && gapAt(r, i + 1) === gap.none
    ? i + 3
    : 0;

/** `Tad's brother`, `Thabo's cell`: a word with a capital that has relatives. */
function owner(r: Reading, i: number): NameHit | undefined {
  const thing = owned(r, i);
  if (!thing || shapeAt(r, i) !== shape.title || gapAt(r, thing) !== gap.blank || lengthAt(r, i) < 3) return undefined;
  const flags = flagsAt(r, i);
  if (
    (flags &
      (is.function | is.title | is.relation | is.month | is.weekday | is.clinical | is.state | is.eponym | is.nameLabel | is.idLabel)) !==
    0
  )
    return undefined;
  const kin = (flagsAt(r, thing) & is.relation) !== 0 && word(r, thing) !== 'baby' && word(r, thing) !== 'child';
  const theirs = phones.has(word(r, thing)) && (flags & vocabulary) === 0;
  if (!kin && !theirs) return undefined;
  if ((flags & vocabulary) !== 0 && begins(r, i) && (flags & anyName) === 0) return undefined;
  return { first: i, end: i + 1, why: 'has relatives' };
}

const aged = new Set(['yo', 'yom', 'yof', 'y', 'mo', 'yrs', 'yr', 'wk']);

/** `Wrenna 3yo`: a word that no vocabulary holds opens a line, and an age follows. */
function ageAfter(r: Reading, i: number): NameHit | undefined {
  if (gapAt(r, i) !== gap.line || shapeAt(r, i) !== shape.title || lengthAt(r, i) < 3) return undefined;
  if ((flagsAt(r, i) & (vocabulary | is.function | is.eponym | is.idLabel | is.nameLabel)) !== 0) return undefined;
  const age = isMark(r, i + 1, ',') ? i + 2 : i + 1;
  return isNumber(r, age) && lengthAt(r, age) < 3 && gapAt(r, age) === gap.blank && aged.has(word(r, age + 1))
    ? { first: i, end: i + 1, why: 'with an age' }
    : undefined;
}

const closes = (r: Reading, k: number): boolean =>
  k >= r.count ||
  gapAt(r, k) === gap.line ||
  [',', '.', ';', ')', '(', '/', '&'].includes(word(r, k)) ||
  ['and', 'is', 'was', 'has', 'will', 'who', 'to'].includes(word(r, k));

/** `DAUGHTER IRIS IS`, `GRANDSON WILL.`, `W/ ROSE.`: in a line of capitals a first name that is a word too. */
function shoutedFirst(r: Reading, i: number): NameHit | undefined {
  if (shapeAt(r, i) !== shape.upper || (flagsAt(r, i) & is.first) === 0 || lengthAt(r, i) < 3 || !closes(r, i + 1)) return undefined;
  const kin = r.shouted[i] === 1 && (flagsAt(r, i - 1) & is.relation) !== 0 && gapAt(r, i) === gap.blank && word(r, i - 1) !== 'foster';
  const withWhom = isMark(r, i - 1, '/') && word(r, i - 2) === 'w' && (gapAt(r, i + 1) === gap.line || isMark(r, i + 1, '.'));
  if (!kin && !withWhom) return undefined;
  if (kin && (flagsAt(r, i) & is.function) !== 0 && !['.', ',', ')', ';'].includes(word(r, i + 1))) return undefined;
  return { first: i, end: i + 1, why: 'after a relative' };
}

const staff = new Set('md do dds dmd od np rn lpn rdh rda crna pa fnp dpm cma'.split(' '));

/** `s okonjo np 11/2`, `r delacroix rdh`: who signs without capitals. */
function lowerSigned(r: Reading, i: number): NameHit | undefined {
  if (shapeAt(r, i) !== shape.lower || gapAt(r, i) !== gap.line) return undefined;
  const initial = lengthAt(r, i) === 1;
  const name = initial ? (isMark(r, i + 1, '.') ? i + 2 : i + 1) : i;
  const unheard = isWord(r, name) && shapeAt(r, name) === shape.lower && (flagsAt(r, name) & (vocabulary | is.function)) === 0;
  if (!unheard || lengthAt(r, name) < 3) return undefined;
  const next = isMark(r, name + 1, ',') ? name + 2 : name + 1;
  if (!staff.has(word(r, next)) || shapeAt(r, next) !== shape.lower || gapAt(r, next) !== gap.blank) return undefined;
  const closed = next + 1 >= r.count || gapAt(r, next + 1) === gap.line || isNumber(r, next + 1);
  return closed ? { first: i, end: name + 1, why: 'signs without capitals' } : undefined;
}

/** `she is jozefa nowak 2/2/32`: two words that no vocabulary holds after `is`. */
function lowerTold(r: Reading, c: Claims, i: number): NameHit | undefined {
  if ((flagsAt(r, i) & vocabulary) !== 0) return undefined;
  const lead = word(r, i - 1);
  const opened =
    (lead === 'is' && ['she', 'he', 'this', 'name', 'patient', 'pt', 'it'].includes(word(r, i - 2))) ||
    (lead === 's' && isMark(r, i - 2, "'"));
  if (!opened || shapeAt(r, i) !== shape.lower) return undefined;
  const unheard = (k: number) =>
    isWord(r, k) &&
    !c.taken(k) &&
    gapAt(r, k) === gap.blank &&
    lengthAt(r, k) > 2 &&
    (flagsAt(r, k) & (vocabulary | is.function | is.eponym | is.relation)) === 0;
  return unheard(i) && unheard(i + 1) ? { first: i, end: i + 2, why: 'who somebody is' } : undefined;
}

/** `told april up front`: first names that are months. */
function toldMonth(r: Reading, i: number): NameHit | undefined {
  if ((flagsAt(r, i) & is.month) === 0 || (flagsAt(r, i) & is.first) === 0 || gapAt(r, i) !== gap.blank) return undefined;
  const told =
    ['told', 'asked', 'call', 'thanked', 'paged'].includes(word(r, i - 1)) ||
    (word(r, i - 1) === 'with' && ['spoke', 'talked', 'met'].includes(word(r, i - 2)));
  return told && !isNumber(r, i + 1) ? { first: i, end: i + 1, why: 'told somebody' } : undefined;
}

const users = new Set(['user', 'username', 'userid', 'login', 'operator', 'logon']);

/** `USER RHOLLOWAY`: how somebody signs in. */
function userName(r: Reading, i: number): NameHit | undefined {
  const back = isMark(r, i - 1, ':') || isMark(r, i - 1, '=') ? i - 2 : i - 1;
  if (!users.has(word(r, back)) || gapAt(r, i) === gap.line || lengthAt(r, i) < 5) return undefined;
  return (flagsAt(r, i) & ~anyName) === 0 && (shapeAt(r, i) !== shape.lower || back === i - 2)
    ? { first: i, end: i + 1, why: 'signs in' }
    : undefined;
}

/** `Nuñez (mother)`, `Bryndis, his wife,`: a word with a capital that is said to be a relative. */
function kinAfter(r: Reading, i: number): NameHit | undefined {
  if (shapeAt(r, i) !== shape.title || (flagsAt(r, i) & (vocabulary | is.function | is.eponym | is.title)) !== 0) return undefined;
  const bracket = isMark(r, i + 1, '(') && (flagsAt(r, i + 2) & is.relation) !== 0;
  const his = ['his', 'her', 'their', 'my', 'the', 'pts'].includes(word(r, i + 2));
  const comma = isMark(r, i + 1, ',') && his && (flagsAt(r, i + 3) & is.relation) !== 0;
  return (bracket || comma) && (flagsAt(r, i) & anyFirst || likeness(r, i) >= 1)
    ? { first: i, end: i + 1, why: 'is a relative' }
    : undefined;
}

const roleLabels = new Set(
  'volunteer circulator scrub tech aide assistant driver escort interpreter chaplain sitter nurse rn lpn hyg hygienist crna scribe caller agent rep operator witness'.split(
    ' ',
  ),
);

/** `RN (Dell): …`, `Volunteer: Hope, reads`, `[07:13] Faith: done`: who does or says it. */
function inRoleOf(r: Reading, i: number): NameHit | undefined {
  if (shapeAt(r, i) !== shape.title || (flagsAt(r, i) & (is.clinical | is.month | is.weekday | is.title | is.relation | is.idLabel)) !== 0)
    return undefined;
  const flags = flagsAt(r, i);
  const named = (flags & is.first) !== 0 || (flags & (vocabulary | is.function)) === 0;
  const headed = isMark(r, i + 2, ':') && (flags & is.function) === 0;
  if (!named && !headed) return undefined;
  const bracket = isMark(r, i - 1, '(') && isMark(r, i + 1, ')') && roleLabels.has(word(r, i - 2));
  const spoken =
    isMark(r, i - 1, ']') &&
    isMark(r, i + 1, ':') &&
    gapAt(r, i + 1) === gap.none &&
    (isNumber(r, i - 2) || ['am', 'pm'].includes(word(r, i - 2)));
  const label = isMark(r, i - 1, ':') && roleLabels.has(word(r, i - 2)) && gapAt(r, i) === gap.blank && !isProduct(r, i);
  const initial = shapeAt(r, i + 1) === shape.single && isMark(r, i + 2, '.') && gapAt(r, i + 1) === gap.blank;
  const after = initial ? i + 3 : i + 1;
  const closed =
    after >= r.count ||
    gapAt(r, after) === gap.line ||
    [',', '.', ';', '/'].includes(word(r, after)) ||
    (r.from[after] ?? 0) - (r.to[after - 1] ?? 0) > 1;
  return bracket || spoken || (label && (closed || initial)) ? { first: i, end: after, why: 'in a role' } : undefined;
}

/** `mentioned by Bozena W., who`: what no vocabulary holds, and an initial. */
function unheardAndInitial(r: Reading, i: number): NameHit | undefined {
  if (shapeAt(r, i) !== shape.title || (flagsAt(r, i) & ~anyName) !== 0 || lengthAt(r, i) < 3) return undefined;
  if (shapeAt(r, i + 1) !== shape.single || !isMark(r, i + 2, '.') || gapAt(r, i + 1) !== gap.blank || gapAt(r, i + 2) !== gap.none)
    return undefined;
  return isMark(r, i + 3, ',') && gapAt(r, i + 3) === gap.none ? { first: i, end: i + 3, why: 'name and initial' } : undefined;
}

/** `spelled b r o u s s a r d`: letters one by one. */
function spelled(r: Reading, c: Claims, i: number): NameHit | undefined {
  if (lengthAt(r, i) !== 1 || lengthAt(r, i - 1) === 1) return undefined;
  let end = i;
  while (end < r.count && isWord(r, end) && lengthAt(r, end) === 1 && !c.taken(end) && (end === i || gapAt(r, end) === gap.blank)) end++;
  const told = ['spelled', 'spelt', 'spelling', 'spell'].includes(word(r, i - 1));
  return end - i > (told ? 2 : 5) ? { first: i, end, why: 'spelled' } : undefined;
}

const nets = new Set([
  'instagram',
  'insta',
  'ig',
  'fb',
  'facebook',
  'snapchat',
  'snap',
  'tiktok',
  'venmo',
  'twitter',
  'login',
  'username',
  'handle',
]);

/** `instagram is kels.brou94`, `login junipereye2`. */
function onTheNet(r: Reading, i: number): NameHit | undefined {
  const back = isMark(r, i - 1, ':') || isMark(r, i - 1, '@') || word(r, i - 1) === 'is' ? i - 2 : i - 1;
  if (!nets.has(word(r, back)) || gapAt(r, i) === gap.line || lengthAt(r, i) < 2) return undefined;
  let end = i + 1;
  while (
    end < r.count &&
    gapAt(r, end) === gap.none &&
    (isWord(r, end) || isNumber(r, end) || ((isMark(r, end, '.') || isMark(r, end, '_')) && gapAt(r, end + 1) === gap.none))
  )
    end++;
  return end > i + 1 ? { first: i, end, why: 'name on the net' } : undefined;
}

/** `my brother hunter who`, `roommate tiff,`: without a capital, a first name that is a word too. */
function lowerKin(r: Reading, i: number): NameHit | undefined {
  const related = (flagsAt(r, i - 1) & is.relation) !== 0 && shapeAt(r, i - 1) === shape.lower && gapAt(r, i) === gap.blank;
  if (
    !related ||
    (flagsAt(r, i) & anyFirst) === 0 ||
    (flagsAt(r, i) & (is.function | is.clinical | is.month | is.relation | is.personVerb)) !== 0
  )
    return undefined;
  if (word(r, i - 1) === 'child' || word(r, i - 1) === 'baby' || lengthAt(r, i) < 3) return undefined;
  return ['who', 'is', 'was', 'has', 'may', 'will', 'can'].includes(word(r, i + 1)) || isMark(r, i + 1, ',')
    ? { first: i, end: i + 1, why: 'after a relative' }
    : undefined;
}

export function toldSo(r: Reading, c: Claims, i: number): NameHit | undefined {
  if (!isWord(r, i)) return undefined;
  const written = shapeAt(r, i);
  if (written === shape.lower)
    return (
      lowerSigned(r, i) ?? toldMonth(r, i) ?? lowerTold(r, c, i) ?? onTheNet(r, i) ?? spelled(r, c, i) ?? lowerKin(r, i) ?? userName(r, i)
    );
  const mine = owner(r, i);
  if (mine) return mine;
  const hit =
    inRoleOf(r, i) ??
    unheardAndInitial(r, i) ??
    ageAfter(r, i) ??
    shoutedFirst(r, i) ??
    kinAfter(r, i) ??
    userName(r, i) ??
    toldMonth(r, i);
  return hit && !isEponym(r, i) ? hit : undefined;
}
