import { flagsAt, gap, gapAt, isMark, isNumber, isWord, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';
import { is, vocabulary } from './words.ts';

const isNoun = (w: string, flags: number): boolean =>
  (flags & is.clinical) !== 0 || ((flags & vocabulary) !== 0 && !/(?:ed|ly|ing|s)$/.test(w));

/** How the finding of a test named after somebody is told. */
const signs = new Set(
  'dz dx sx lateralizes lateralized localizes localized nl wnl neg negative pos positive absent present intact out + ++ +/- - weak normal abnormal equivocal deferred brackets contractions'.split(
    ' ',
  ),
);
/** Things of the ward that go by a surname alone. */
const bareThings = new Set(
  'gram swan foley holter bovie hickman kegel doppler hemovac penrose balfour yankauer bair hoyer mohs lasegue graves'.split(' '),
);

/** Beside another such word or a clinical one in a list: `Foley, Babinski`, `Crohn, Graves and Addison`. */
function listedWith(r: Reading, at: number, step: number): boolean {
  const joint = word(r, at);
  if (joint !== ',' && joint !== 'and' && joint !== 'or' && joint !== '/') return false;
  const flags = flagsAt(r, at + step);
  return (
    (flags & (is.eponym | is.clinical)) !== 0 &&
    (flags & (is.first | is.rareFirst | is.state | is.credential | is.relation | is.title | is.month | is.weekday)) === 0 &&
    lengthAt(r, at + step) > 3
  );
}

const ownedThings = new Set(
  'office chart clinic appointment visit house home plan patient patients practice secretary assistant nurse record records account bill insurance family note notes letter recommendation message'.split(
    ' ',
  ),
);
const bodyParts = new Set('circle ligament sphincter islets loop bundle angle foramen ampulla crypts zonule'.split(' '));
const scales = new Set('braden glasgow apgar epworth norton morse tinetti mallampati gleason berg'.split(' '));
const weakHeads = new Set(
  'crown crowns bracket knee hip shoulder elbow foot toe finger thumb boot collar chart charts file files repair operation fracture set change changes march strip strips mask masks filter visions slit clip line lines position point points plan block level cement implant solution wash excess views view series space area'.split(
    ' ',
  ),
);
const spoken = new Set('from per with by saw told called spoke to asked met'.split(' '));
const signLeads = new Set('no neg negative positive pos + ++ stool rx'.split(' '));

/** `for Jamal Whitfield - Barrett's`: a sure first name before, and nothing after that is named after people. */
function afterFirstName(r: Reading, i: number): boolean {
  const before = flagsAt(r, i - 1);
  if (shapeAt(r, i) !== shape.title || shapeAt(r, i - 1) !== shape.title || gapAt(r, i) !== gap.blank) return false;
  if ((before & is.first) === 0 || (before & (vocabulary | is.eponym)) !== 0 || (flagsAt(r, i) & is.surname) === 0) return false;
  const k = isMark(r, i + 1, "'") || isMark(r, i + 1, '’') ? i + 3 : i + 1;
  return (flagsAt(r, k) & (is.eponymHead | is.clinical | is.product)) === 0 && (flagsAt(r, k + 1) & is.eponymHead) === 0;
}

/** `O'Leary plaque index`: whoever it is, something clinical and its measure follow. */
const measuredBy = (r: Reading, i: number, k: number): boolean =>
  shapeAt(r, i) === shape.title &&
  k === i + 1 &&
  (flagsAt(r, i - 1) & (is.first | is.title)) === 0 &&
  shapeAt(r, k) === shape.lower &&
  gapAt(r, k) === gap.blank &&
  (flagsAt(r, k) & vocabulary) !== 0 &&
  (flagsAt(r, k) & (is.function | is.personVerb | is.relation)) === 0 &&
  gapAt(r, k + 1) === gap.blank &&
  measures.has(word(r, k + 1));
const measures = new Set('index score scale classification criteria arch bars screw plate forceps retractor elevator'.split(' '));
/** What a pair of surnames before it was invented by. */
const inventions = new Set(
  'screw plate plates forceps retractor elevator sign syndrome disease maneuver reflex osteotomy procedure flap wire wires pin nail classification index scale criteria approach incision technique tube drain clamp'.split(
    ' ',
  ),
);

/** `Parkinson disease`, `Baker's cyst`, `Bell palsy`, `Foley`: named after somebody else. */
export function isEponym(r: Reading, i: number): boolean {
  let k = i + 1;
  if (afterFirstName(r, i)) return false;
  if (isMark(r, k, "'") || isMark(r, k, '’')) k += word(r, k + 1) === 's' && gapAt(r, k + 1) === gap.none ? 2 : 1;
  if (isMark(r, k, '-') && gapAt(r, k) === gap.none) {
    // Epley-like pairs: the other half decides, or what they invented.
    if (
      shapeAt(r, k + 1) === shape.title &&
      gapAt(r, k + 1) === gap.none &&
      gapAt(r, k + 2) === gap.blank &&
      inventions.has(word(r, k + 2))
    )
      return true;
    return isWord(r, k + 1) && (flagsAt(r, k + 1) & is.eponym) !== 0 && ((flagsAt(r, i) & is.eponym) !== 0 || isEponym(r, k + 1));
  }
  if (isMark(r, i - 1, '-') && gapAt(r, i) === gap.none && (flagsAt(r, i - 2) & flagsAt(r, i) & is.eponym) !== 0) return true;
  if ((flagsAt(r, i) & is.eponym) !== 0 && (bareThings.has(word(r, i)) || listedWith(r, i + 1, 1) || listedWith(r, i - 1, -1))) return true;
  if (measuredBy(r, i, k)) return true;
  const next = flagsAt(r, k);
  if (scales.has(word(r, i)) && isNumber(r, k)) return true;
  if (word(r, i - 1) === 'of' && bodyParts.has(word(r, i - 2))) return true;
  if ((flagsAt(r, i) & is.eponym) !== 0 && (flagsAt(r, i - 1) & (is.first | is.title)) === 0) {
    // Clark II, circle of Willis.
    if (shapeAt(r, k) === shape.upper && ['ii', 'iii', 'iv', 'vi'].includes(word(r, k))) return true;
    if (word(r, i - 1) === 'of' && (flagsAt(r, i - 2) & is.eponymHead) !== 0) return true;
  }
  if ((flagsAt(r, i) & is.eponym) !== 0 && (flagsAt(r, i - 1) & (is.first | is.title)) === 0 && gapAt(r, k) === gap.blank) {
    // Katz 5/6, Wagner 2; Boston naming test.
    if (isNumber(r, k) && !spoken.has(word(r, i - 1)) && !(isMark(r, k + 1, '/') && isMark(r, k + 3, '/'))) return true;
    const after = shapeAt(r, k) === shape.lower && (next & (is.function | is.personVerb)) === 0;
    if (after && shapeAt(r, k + 1) === shape.lower && (flagsAt(r, k + 1) & is.eponymHead) !== 0) return true;
    if (after && isMark(r, k + 1, '-') && (flagsAt(r, k + 2) & is.eponymHead) !== 0) return true;
  }
  // Smith's daughter, Smith's office: somebody's.
  if (k > i + 1 && ((next & is.relation) !== 0 || ownedThings.has(word(r, k)))) return false;
  if ((flagsAt(r, i) & is.eponym) !== 0 && (signs.has(word(r, k)) || signLeads.has(word(r, i - 1)))) return true;
  if (
    (flagsAt(r, i) & is.eponym) !== 0 &&
    (flagsAt(r, i) & is.first) === 0 &&
    shapeAt(r, k) === shape.lower &&
    gapAt(r, k) === gap.blank &&
    (next & (is.function | is.personVerb | is.relation)) === 0 &&
    isNoun(word(r, k), next)
  )
    return true;
  if ((flagsAt(r, i) & is.eponym) !== 0 && (next & is.product) !== 0 && gapAt(r, k) === gap.blank && shapeAt(r, k) === shape.lower)
    return true;
  if (weakHeads.has(word(r, k)) && (flagsAt(r, i) & is.eponym) === 0) return false;
  if ((next & is.eponymHead) !== 0 && gapAt(r, k) === gap.blank) return (next & is.personVerb) === 0 || (flagsAt(r, i) & is.eponym) !== 0;
  return k > i + 1 && (flagsAt(r, i) & is.eponym) !== 0;
}
