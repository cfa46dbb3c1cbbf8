import type { Claims } from './claims.ts';
import { endOfName, flipped, likeness, type NameHit, nameJoints } from './names.ts';
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

/** After Mr., Dr., Nurse …. `i` stands on the title. */
export function afterTitle(r: Reading, i: number): NameHit | undefined {
  const title = word(r, i);
  const dotted = isMark(r, i + 1, '.') && gapAt(r, i + 1) === gap.none;
  const at = dotted ? i + 2 : i + 1;
  const courtesy = ['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'drs', 'prof', 'doctor'].includes(title);
  if (!courtesy && shapeAt(r, i) === shape.lower && !isCapital(r, at)) return undefined;
  if (gapAt(r, at) === gap.line || !isWord(r, at) || (title === 'agent' && word(r, at) === 'orange')) return undefined;
  if (courtesy && (word(r, at) === 'and' || isMark(r, at, '&')) && (flagsAt(r, at + 1) & is.title) !== 0) return undefined;
  // "MR. Bruce protocol", "Laurel, MS. Supervisor": no courtesy.
  if ((title === 'ms' || title === 'mr') && shapeAt(r, i) === shape.upper && r.shouted[i] === 0 && shapeAt(r, at) === shape.title)
    return undefined;
  // "Dr" after a street's name is a drive.
  if (title === 'dr' && !dotted && isNumber(r, i + 1)) return undefined;
  if (courtesy && (flagsAt(r, at) & is.particle) !== 0 && shapeAt(r, at) === shape.lower) {
    let proper = at + 1;
    if ((flagsAt(r, proper) & is.particle) !== 0 && shapeAt(r, proper) === shape.lower) proper++;
    if (shapeAt(r, proper) === shape.title && gapAt(r, proper) === gap.blank)
      return { first: at, end: Math.max(endOfName(r, proper, { bold: true }), proper + 1), why: 'after a title' };
  }
  const lower = shapeAt(r, at) === shape.lower;
  const flags = flagsAt(r, at);
  if (title === 'ms' && shapeAt(r, i) === shape.lower && (isNumber(r, i - 1) || !dotted)) return undefined;
  if ((flags & is.function) !== 0 && (flags & (is.first | is.surname)) === 0) return undefined;
  const bold = courtesy && (!lower || (flags & anySurname) !== 0);
  if (
    !courtesy &&
    (likeness(r, at) < 2 || (flags & vocabulary) !== 0) &&
    !(isCapital(r, at) ? (flags & anyName) !== 0 && isCapital(r, at) && (flags & is.function) === 0 : false)
  )
    return undefined;
  if (lower && (flags & (is.function | is.personVerb | is.relation)) !== 0) return undefined;
  if (lower && (flags & is.everyday) !== 0 && (flags & anySurname) === 0) return undefined;
  if (!lower && (flags & is.function) !== 0 && (flags & anyName) === 0) return undefined;
  const single = shapeAt(r, at) === shape.single && !isMark(r, at + 1, '.') && !isCapital(r, at + 1);
  let end = single ? at + 1 : endOfName(r, at, { bold, lower });
  if (end === at && lower && courtesy && ((flags & vocabulary) === 0 || (flags & is.surname) !== 0)) end = at + 1;
  if (end === at && !lower && courtesy && (flags & is.function) !== 0) end = at + 1;
  if (isMark(r, end, "'") && lower) end = Math.max(end, at);
  while (word(r, end) === 'and' && title === 'drs' && isCapital(r, end + 1)) end = endOfName(r, end + 1, { bold: true });
  // Mr Two Bulls, Mrs Poor Bear: two words of the language with capitals.
  const twoWords =
    courtesy && end === at + 1 && shapeAt(r, at) === shape.title && (flags & vocabulary) !== 0 && shapeAt(r, end) === shape.title;
  if (
    twoWords &&
    gapAt(r, end) === gap.blank &&
    (flagsAt(r, end) & (is.function | is.clinical | is.credential | is.relation | is.organisation)) === 0
  )
    end++;
  // MRS. JADWIGA KESTREL, WAS: the surname is a word too.
  const surname = courtesy && end === at + 1 && isCapital(r, end) && gapAt(r, end) === gap.blank && isMark(r, end + 1, ',');
  if (surname && (flagsAt(r, end) & (is.function | is.personVerb | is.clinical | is.credential)) === 0) end++;
  return end > at ? { first: at, end, why: 'after a title' } : undefined;
}

/** Before MD, DDS, RN …. `i` stands on the credential. */
export function beforeCredential(r: Reading, c: Claims, i: number): NameHit | undefined {
  if (shapeAt(r, i) === shape.lower || (shapeAt(r, i) === shape.title && !['pharmd', 'psyd', 'phd', 'esq'].includes(word(r, i))))
    return undefined;
  let end = i;
  const comma = isMark(r, end - 1, ',');
  if (comma) end--;
  else if (gapAt(r, i) !== gap.blank) return undefined;
  if (gapAt(r, i) === gap.line) return undefined;
  let first = end;
  let real = false;
  for (let k = 0; k < 5 && first > 0 && gapAt(r, first) !== gap.line; k++) {
    let p = first - 1;
    if (isMark(r, p, '.') && shapeAt(r, p - 1) === shape.single) p--;
    if (nameJoints.has(word(r, p)) && isCapital(r, p - 1) && gapAt(r, p) === gap.none) p--;
    if (nameJoints.has(word(r, p - 1)) && prefixes.has(word(r, p - 2)) && gapAt(r, p) === gap.none) break;
    if (!isWord(r, p) || c.taken(p) || !isCapital(r, p)) break;
    const single = shapeAt(r, p) === shape.single;
    const flags = flagsAt(r, p);
    if ((flags & (is.title | is.credential)) !== 0 && (flags & (is.first | is.surname)) === 0) break;
    if (!single && likeness(r, p) < 1 && (flags & (is.everyday | is.clinical)) !== 0) {
      if (real || (flags & is.clinical) !== 0 || (flags & is.function) !== 0 || !isMark(r, end, ',')) break;
    }
    if (!single) real = true;
    first = p;
    if (gapAt(r, p) === gap.line) break;
  }
  if (!real) return undefined;
  // OD, DO, MA, PA and PT are also an eye, a verb and states: without a comma they want two words of name.
  if (
    !comma &&
    end - first < 2 &&
    ['od', 'do', 'ma', 'pa', 'pt', 'ot', 'dc', 'pc', 'ms', 'np', 'coa', 'cma', 'ma', 'rn', 'md'].includes(word(r, i)) &&
    !(['md', 'rn', 'np'].includes(word(r, i)) && (flagsAt(r, first) & anyName) !== 0)
  )
    return undefined;
  const everydayAlone = end === first + 1 && ((flagsAt(r, first) & vocabulary) !== 0 || lengthAt(r, first) < 3) && !isMark(r, end, ',');
  if (everydayAlone || (begins(r, first) && end === first + 1 && (flagsAt(r, first) & is.everyday) !== 0)) return undefined;
  return { first, end, why: 'before a credential' };
}

const prefixes = new Set(['pre', 'post', 'non', 'intra', 'peri', 're', 'co', 'follow', 'well', 'x']);

/** What is done by somebody who is named. */
const doneBy = new Set(
  'goes went known signed dictated reviewed authenticated transcribed interpreted verified seen performed approved prepared entered taken read ordered referred witnessed completed called documented accompanied cosigned submitted requested treated examined evaluated administered edited written scribed supervised attested recorded received collected noted'.split(
    ' ',
  ),
);
const closings = new Set(
  'regards sincerely thanks warmly best respectfully cordially truly yours cheers gratefully love faithfully wishes blessings'.split(' '),
);
const lowerLabels = new Set(['named', 'dear', 'hi', 'hello', 'hey']);

/** After `Patient:`, `cc:`, `Dear`, `signed by`. `i` stands on the label's last word. */
export function afterLabel(r: Reading, i: number): NameHit | undefined {
  const w = word(r, i);
  let at = i + 1;
  let marked = false;
  if (isMark(r, at, '(') && isMark(r, at + 2, ')')) at += 3;
  if (isMark(r, at, ':') || (isMark(r, at, '-') && gapAt(r, at) !== gap.none) || isMark(r, at, '=')) {
    marked = true;
    at++;
  } else if (isMark(r, at, ',') && (closings.has(w) || w === 'by')) {
    marked = true;
    at++;
  }
  // Columns of a form: `PATIENT  MARK D. FAITHFUL`.
  if (
    at === i + 1 &&
    gapAt(r, i) === gap.line &&
    gapAt(r, at) === gap.blank &&
    isCapital(r, at) &&
    isCapital(r, at + 1) &&
    (r.from[at] ?? 0) - (r.to[i] ?? 0) > 1 &&
    personLabels.has(w)
  )
    marked = true;
  if (marked && shapeAt(r, at) === shape.upper && isNumber(r, at + 1) && gapAt(r, at + 1) === gap.blank && lengthAt(r, at) < 5)
    return undefined;
  const by = w === 'by' && doneBy.has(word(r, i - 1));
  const free = w === 'named' || w === 'dear' || by;
  if (!marked && !free) return undefined;
  if (isMark(r, at, '"')) at++;
  if ((flagsAt(r, at) & is.title) !== 0 && isCapital(r, at)) return undefined;
  if (gapAt(r, at) === gap.line && !marked) return undefined;
  if (!isWord(r, at) || (gapAt(r, at) === gap.line && (isMark(r, i - 1, ':') || followedByLabel(r, at)))) return undefined;
  const lower = shapeAt(r, at) === shape.lower;
  const flags = flagsAt(r, at);
  if ((flags & (is.function | is.relation | is.organisation)) !== 0 && (flags & anyFirst) === 0) return undefined;
  if (lower && marked && (flags & is.first) !== 0 && givenAndUnheard(r, at)) return { first: at, end: at + 2, why: 'after a label' };
  if (lower && w === 'named' && (flags & is.first) !== 0 && (flags & (is.function | is.clinical)) === 0)
    return { first: at, end: at + 1, why: 'named so' };
  if (lower && (flags & (vocabulary | is.function)) !== 0 && likeness(r, at) < 1) return undefined;
  const twoCapitals =
    personLabels.has(w) &&
    isCapital(r, at + 1) &&
    gapAt(r, at + 1) === gap.blank &&
    (flagsAt(r, at + 1) & (is.clinical | is.function | is.relation)) === 0;
  const bold =
    marked &&
    (flags & (is.everyday | is.clinical | is.function)) === 0 &&
    ((flags & is.wider) === 0 || twoCapitals || isMark(r, at + 1, ','));
  const taking = { lower: lower || lowerLabels.has(w), bold };
  let end = endOfName(r, at, taking);
  const initials = by && shapeAt(r, at) === shape.upper && lengthAt(r, at) < 4 && flags === 0;
  if (end === at && initials) return { first: at, end: at + 1, why: 'initials of who did it' };
  if (end === at) return undefined;
  const turned = flipped(r, end, taking);
  if (turned === end && !sureEnough(r, at, end, marked)) return undefined;
  end = turned;
  return { first: at, end, why: 'after a label' };
}

/** `grace obuya`: a first name that is a word too, and what no vocabulary holds. */
const givenAndUnheard = (r: Reading, at: number): boolean =>
  isWord(r, at + 1) && gapAt(r, at + 1) === gap.blank && (flagsAt(r, at + 1) & (vocabulary | is.function)) === 0 && lengthAt(r, at + 1) > 2;

const personLabels = new Set('patient pt name subscriber insured member guarantor attn attention cc contact author'.split(' '));
const followedByLabel = (r: Reading, i: number): boolean => isMark(r, i + 1, ':') || isMark(r, i + 2, ':');

/** A single everyday word after a label is rather its text (`Patient: Young man`). */
function sureEnough(r: Reading, first: number, end: number, marked: boolean): boolean {
  let best = 0;
  let words = 0;
  for (let k = first; k < end; k++) {
    if (!isWord(r, k) || lengthAt(r, k) < 2) continue;
    words++;
    const plain = (flagsAt(r, k) & vocabulary) !== 0 || (flagsAt(r, k) & is.eponym) !== 0;
    best = Math.max(best, plain ? ((flagsAt(r, k) & anyName) !== 0 ? 0.6 : 0) : (flagsAt(r, k) & anyName) !== 0 ? 2 : 1);
  }
  if (best >= 1) return true;
  if (best === 0) return false;
  const closed =
    gapAt(r, end) === gap.line ||
    end >= r.count ||
    isMark(r, end, ',') ||
    isMark(r, end, '(') ||
    isMark(r, end, '|') ||
    isMark(r, end, ';');
  const given = (flagsAt(r, first) & anyFirst) !== 0 && (flagsAt(r, first) & is.clinical) === 0;
  return marked && (words >= 2 || closed || given) && isCapital(r, first);
}

/** After a relative (`his wife Linda`, `daughter, Priya,`), a greeting, `my name is`, `patient`. `i` stands on that word. */
export function afterPerson(r: Reading, i: number): NameHit | undefined {
  const w = word(r, i);
  const flags = flagsAt(r, i);
  let at = i + 1;
  if (w === 'thank' && word(r, at) === 'you') at++;
  if (w === 'its' || w === 'im' || w === 'is' || w === 'm' || w === 'am') return introducing(r, i);
  if ((flags & is.relation) !== 0 && word(r, at) === 'of') at++;
  if (isMark(r, at, ',') || isMark(r, at, '(') || isMark(r, at, '"') || (word(r, at) === 'is' && w === 'name')) at++;
  else if (word(r, at) === 'named' || word(r, at) === 'called') at++;
  if (isMark(r, at, '"')) at++;
  if (gapAt(r, at) === gap.line || !isWord(r, at)) return undefined;
  const next = flagsAt(r, at);
  const written = shapeAt(r, at);
  if (written === shape.single) return undefined;
  if ((next & is.title) !== 0 && (next & is.first) === 0) return undefined;
  const lower = written === shape.lower;
  const like = likeness(r, at);
  const punctuated = at > i + 1 && w !== 'name' && word(r, at - 1) !== 'named';
  const named = (next & anyName) !== 0;
  if (
    lower &&
    (like < 0.5 ||
      (!named && !((flags & is.relation) !== 0 && next === 0 && lengthAt(r, at) > 3) && !((flags & is.greeting) !== 0 || w === 'name')) ||
      (punctuated && like < 2))
  )
    return undefined;
  if (lower && !named && next !== 0) return undefined;
  const shouted = r.shouted[at] === 1;
  const unheard = shouted && next === 0 && lengthAt(r, at) > 3;
  if (!lower && !unheard && (like < 1 || (!named && (next & vocabulary) !== 0))) return undefined;
  if (!lower && (next & (is.everyday | is.clinical)) !== 0 && !((next & anyFirst) !== 0 && (next & is.clinical) === 0)) return undefined;
  if (shouted && like < 2 && !unheard) return undefined;
  const taking = { lower, most: 3 };
  const end = endOfName(r, at, taking);
  if (shouted && (w === 'patient' || w === 'pt') && isMark(r, end, ','))
    return { first: at, end: flipped(r, end, { ...taking, bold: true }), why: 'after a person' };
  return end > at ? { first: at, end, why: 'after a person' } : undefined;
}

/** `its delphine roe`, `this is Buck`, `I'm Rose`: only words that are names, and not what somebody feels. */
function introducing(r: Reading, i: number): NameHit | undefined {
  const at = i + 1;
  const flags = flagsAt(r, at);
  const both = [at, at + 1].every(
    (k) => shapeAt(r, k) === shape.title && gapAt(r, k) === gap.blank && (flagsAt(r, k) & (is.clinical | is.function | is.eponym)) === 0,
  );
  if (both && (flagsAt(r, at + 1) & is.everyday) === 0)
    return { first: at, end: endOfName(r, at, { bold: true }), why: 'somebody says who it is' };
  if (!isWord(r, at) || gapAt(r, at) !== gap.blank || (flags & anyName) === 0 || (flags & (is.function | is.clinical)) !== 0)
    return undefined;
  const lower = shapeAt(r, at) === shape.lower;
  if (lower && (flags & vocabulary) !== 0) return undefined;
  if (!lower && (flags & is.everyday) !== 0 && (flags & is.first) === 0) return undefined;
  const end = endOfName(r, at, { lower, most: 3 });
  return end > at ? { first: at, end, why: 'somebody says who it is' } : undefined;
}
