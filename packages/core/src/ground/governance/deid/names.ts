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
import { anyFirst, anyName, anySurname, is, vocabulary } from './words.ts';

/** How much a token by itself looks like a name: 0 a word, 1 only beside a name, 2 in the middle of a sentence, 3 anywhere. */
export function likeness(r: Reading, i: number): number {
  if (!isWord(r, i) || lengthAt(r, i) < 2) return 0;
  const flags = flagsAt(r, i);
  const written = shapeAt(r, i);
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
  if (!named && isNumber(r, i - 1) && gapAt(r, i) === gap.blank) return 0;
  if ((flags & is.first) !== 0 || ((flags & anyFirst) !== 0 && lengthAt(r, i) > 3)) return 3;
  if ((flags & is.surname) !== 0) return 3;
  return 2;
}

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

const nameJoints = new Set(['-', '‑', '‐']);
const generations = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);

interface Taking {
  /** The first word may be any word that is no function word (after Mr., in a field). */
  readonly bold?: boolean;
  /** Words in lower case may be names. */
  readonly lower?: boolean;
  readonly most?: number;
}

const mayFollow = (r: Reading, i: number, taking: Taking): boolean => {
  const like = likeness(r, i);
  const flags = flagsAt(r, i);
  if (shapeAt(r, i) === shape.lower) return taking.lower === true && like >= 0.5;
  if ((flags & (is.month | is.weekday)) !== 0 && (flags & is.first) === 0) return false;
  // Burnsed, Harding, Skelly: an ending makes no word of what stands after a first name.
  const onlyGuessed =
    (flags & is.guessed) !== 0 &&
    (flags & is.clinical) === 0 &&
    (flagsAt(r, i - 1) & anyFirst) !== 0 &&
    shapeAt(r, i) === shape.title &&
    shapeAt(r, i - 1) === shape.title;
  return like >= 0.5 || onlyGuessed || ((flags & anySurname) !== 0 && (flags & is.function) === 0);
};

const isInitial = (r: Reading, i: number): boolean => shapeAt(r, i) === shape.single && gapAt(r, i) !== gap.none;

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
      isWord(r, at) &&
      (flagsAt(r, at) & is.particle) !== 0 &&
      mayFollow(r, at + 1, taking) &&
      !(shapeAt(r, at) === shape.lower && !real) &&
      isCapital(r, at + 1)
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
        (isCapital(r, at + 1) || taking.lower)
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
  const first = at + 1;
  const flags = flagsAt(r, first);
  const announced =
    taking.bold === true && isCapital(r, first) && (flags & (is.everyday | is.clinical | is.credential)) === 0 && isWord(r, first);
  if (announced) return endOfName(r, first, { ...taking, bold: true, most: 2 });
  const given =
    (flags & anyFirst) !== 0 ||
    (likeness(r, first) >= 2 && (flags & is.credential) === 0) ||
    (isInitial(r, first) && isMark(r, first + 1, '.'));
  if (!given || ((flags & is.credential) !== 0 && shapeAt(r, first) === shape.upper)) return at;
  if (isCapital(r, first) || taking.lower) return endOfName(r, first, { ...taking, bold: false, most: 2 });
  return at;
}

export interface NameHit {
  readonly first: number;
  readonly end: number;
  readonly why: string;
}

/** After Mr., Dr., Nurse …. `i` stands on the title. */
export function afterTitle(r: Reading, i: number): NameHit | undefined {
  const title = word(r, i);
  const dotted = isMark(r, i + 1, '.') && gapAt(r, i + 1) === gap.none;
  const at = dotted ? i + 2 : i + 1;
  const courtesy = ['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'drs', 'prof'].includes(title);
  if (!courtesy && shapeAt(r, i) === shape.lower && !isCapital(r, at)) return undefined;
  if (gapAt(r, at) === gap.line || !isWord(r, at)) return undefined;
  if (courtesy && (word(r, at) === 'and' || isMark(r, at, '&')) && (flagsAt(r, at + 1) & is.title) !== 0) return undefined;
  // "Dr" after a street's name is a drive.
  if (title === 'dr' && !dotted && isNumber(r, i + 1)) return undefined;
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
  if (end === at && lower && courtesy && (flags & vocabulary) === 0) end = at + 1;
  if (end === at && !lower && courtesy && (flags & is.function) !== 0) end = at + 1;
  if (isMark(r, end, "'") && lower) end = Math.max(end, at);
  while (word(r, end) === 'and' && title === 'drs' && isCapital(r, end + 1)) end = endOfName(r, end + 1, { bold: true });
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
    if (!isWord(r, p) || c.taken(p) || !isCapital(r, p)) break;
    const single = shapeAt(r, p) === shape.single;
    const flags = flagsAt(r, p);
    if ((flags & (is.title | is.credential)) !== 0 && (flags & (is.first | is.surname)) === 0) break;
    if (!single && likeness(r, p) < 1 && !((flags & vocabulary) === 0)) {
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
  const by =
    w === 'by' &&
    [
      'goes',
      'went',
      'known',
      'signed',
      'dictated',
      'reviewed',
      'authenticated',
      'transcribed',
      'interpreted',
      'verified',
      'seen',
      'performed',
      'approved',
      'prepared',
      'entered',
      'taken',
      'read',
      'ordered',
      'referred',
      'witnessed',
      'completed',
      'called',
      'documented',
      'accompanied',
      'cosigned',
      'submitted',
      'requested',
      'treated',
      'examined',
      'evaluated',
      'administered',
      'edited',
      'written',
      'scribed',
      'supervised',
      'attested',
      'recorded',
      'received',
      'collected',
      'noted',
    ].includes(word(r, i - 1));
  const free = w === 'named' || w === 'dear' || by;
  if (!marked && !free) return undefined;
  if (isMark(r, at, '"')) at++;
  if ((flagsAt(r, at) & is.title) !== 0 && isCapital(r, at)) return undefined;
  if (gapAt(r, at) === gap.line && !marked) return undefined;
  if (!isWord(r, at) || (gapAt(r, at) === gap.line && (isMark(r, i - 1, ':') || followedByLabel(r, at)))) return undefined;
  const lower = shapeAt(r, at) === shape.lower;
  const flags = flagsAt(r, at);
  if ((flags & (is.function | is.relation | is.organisation)) !== 0 && (flags & anyFirst) === 0) return undefined;
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
  if (end === at) return undefined;
  const turned = flipped(r, end, taking);
  if (turned === end && !sureEnough(r, at, end, marked)) return undefined;
  end = turned;
  return { first: at, end, why: 'after a label' };
}

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
  if (w === 'its' || w === 'im' || w === 'is' || w === 'm') return introducing(r, i);
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
  if (lower && (like < 0.5 || (!named && !((flags & is.greeting) !== 0 || w === 'name')) || (punctuated && like < 2))) return undefined;
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
  if (!isWord(r, at) || gapAt(r, at) !== gap.blank || (flags & anyName) === 0 || (flags & (is.function | is.clinical)) !== 0)
    return undefined;
  const lower = shapeAt(r, at) === shape.lower;
  if (lower && (flags & vocabulary) !== 0) return undefined;
  if (!lower && (flags & is.everyday) !== 0 && (flags & is.first) === 0) return undefined;
  const end = endOfName(r, at, { lower, most: 3 });
  return end > at ? { first: at, end, why: 'somebody says who it is' } : undefined;
}

/** Whether the word is a product, by what stands after it: a dose, a form, a maker's sign. */
export function isProduct(r: Reading, i: number): boolean {
  const next = i + 1;
  if (isMark(r, next, '®') || isMark(r, next, '™') || (isMark(r, next, '(') && ['r', 'tm'].includes(word(r, next + 1)))) return true;
  if (isNumber(r, next) && gapAt(r, next) !== gap.line) {
    let k = next + 1;
    while (isMark(r, k, '.') || isMark(r, k, '-') || isMark(r, k, '/') || isMark(r, k, ',') || isNumber(r, k)) k++;
    return (flagsAt(r, k) & is.unit) !== 0 || isMark(r, k, '%') || isMark(r, next + 1, '.');
  }
  if ((flagsAt(r, i) & anyName) !== 0) return false;
  if ((flagsAt(r, next) & is.product) !== 0 && gapAt(r, next) === gap.blank) return true;
  const before = isMark(r, i - 1, ':') ? word(r, i - 2) : word(r, i - 1);
  if (productLeads.has(before) || usedAfter.has(word(r, next))) return true;
  return beside(r, i - 1, -1) || beside(r, next, 1);
}

const productLeads = new Set(
  'rx taking takes took start started starting restart continue continued failed tried trial trialed uses using used on stop stopped hold held increase increased decrease decreased refill refilled prescribed prescribe dispensed w frame frames lens lenses mask brand anes bond sealer shade allergy allergic allergies via than sample samples given'.split(
    ' ',
  ),
);
const usedAfter = new Set(
  'applied prescribed injected refilled dispensed instilled administered titrated tapered bid tid qid qhs daily prn weekly gtt pa copay'.split(
    ' ',
  ),
);

/** In a list with a thing that the dictionaries know: `Remicade, Entyvio and methotrexate`. */
function beside(r: Reading, at: number, step: number): boolean {
  const joint = word(r, at);
  if (joint !== ',' && joint !== 'and' && joint !== 'or' && joint !== '/' && joint !== '+') return false;
  const other = at + step;
  const flags = flagsAt(r, other);
  return (
    (flags & is.clinical) !== 0 &&
    (flags & (anyName | is.everyday | is.credential | is.title | is.state | is.month | is.weekday | is.relation | is.function)) === 0 &&
    lengthAt(r, other) > 4
  );
}
