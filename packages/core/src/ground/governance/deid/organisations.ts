import type { Claims } from './claims.ts';
import { begins, flagsAt, gap, gapAt, isCapital, isMark, isWord, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';
import { anyName, is, vocabulary } from './words.ts';

/** Kinds of organisation that, with a capital and a name before them, name one. */
const sure = new Set(
  'inn lutheran baptist methodist presbyterian episcopal endoscopy schools cafe restaurant bistro hospital clinic school university college academy church inc llc llp corp corporation company pharmacy hospice manor elementary kindergarten preschool daycare temple mosque synagogue optometry orthodontics dentistry eyecare optical opticians club gym apartments towers specialists endodontics periodontics pediatrics associates bank motors trucking construction logistics foundry diner brewery bakery restaurant infirmary museum airlines salon studio warehouse industries electric'.split(
    ' ',
  ),
);
/** Kinds that are everyday words of notes: they want a name that no vocabulary holds before them. */
const usual = new Set(
  'haus tire garage spa villa cottages haven coffee lanes manufacturing foods enterprises holdings ministries realty plumbing roofing landscaping auto transport freight shipping brewing winery vineyards orchards dairy tavern pub grill deli pizzeria resort casino theatre hardware furniture lumber mining energy telecom publishing house shelter fitness commons meadows residence lodge ranch theater retina consultants urology podiatry chiropractic spine foot ankle allergy center centre health healthcare dental medical medicine group practice partners rehab rehabilitation nursing laboratory laboratories labs lab imaging radiology surgery cardiology dermatology orthopedics neurology physicians foundation services solutions wellness care living village estates plant factory mill mills union supply systems technologies farms hotel motel department vision smiles middle high market markets store grocery institute library airport brothers bros sons counseling therapy ltd co specialists family general regional memorial community county university children childrens eye surgical urgent'.split(
    ' ',
  ),
);
/** Payers, programmes and bodies that everyone deals with: they tell nobody apart. */
const everyones = new Set(
  'delta united blue cross shield aetna cigna humana medicare medicaid metlife guardian anthem kaiser tricare national american federal social new state department va cdc fda nih who quest labcorp cvs walgreens walmart costco rite medical primary urgent intensive surgical emergency oral family general public home mental behavioral physical occupational speech skilled assisted acute women mens men children eye dental vision pain wound sleep heart cancer stroke cardiac outpatient inpatient pediatric adult prenatal labor ambulatory critical hospice palliative'.split(
    ' ',
  ),
);

/** Organisations by what they are: `Alder Creek Dental Associates`, `St. Brenna's Hospital`. `i` stands on the kind. */
export function organisation(r: Reading, c: Claims, i: number): number {
  if (!isCapital(r, i) || shapeAt(r, i) === shape.single || c.taken(i)) return 0;
  if (gapAt(r, i) !== gap.blank && !isMark(r, i - 1, ',')) return 0;
  let first = i;
  for (let k = 0; k < 5; k++) {
    let before = first - 1;
    if (isMark(r, before, ',') && ['inc', 'llc', 'llp', 'ltd', 'corp', 'co'].includes(word(r, first))) before--;
    if (word(r, before) === 's' && (isMark(r, before - 1, "'") || isMark(r, before - 1, '’'))) before -= 2;
    if (isMark(r, before, '.') && (word(r, before - 1) === 'st' || word(r, before - 1) === 'mt')) before--;
    if (isMark(r, before - 1, '-') && gapAt(r, before) === gap.none && isCapital(r, before) && isCapital(r, before - 2)) before -= 2;
    if (isMark(r, before, '&') && isCapital(r, before - 1)) before--;
    if (
      (word(r, before) === 'of' || word(r, before) === 'and') &&
      isCapital(r, before - 1) &&
      (flagsAt(r, before - 1) & is.organisation) === 0
    )
      before--;
    if (!isWord(r, before) || !isCapital(r, before) || gapAt(r, before + 1) === gap.line || gapAt(r, first) === gap.line) break;
    if (
      (flagsAt(r, before) & is.function) !== 0 ||
      ((flagsAt(r, before) & is.title) !== 0 && word(r, before) !== 'st' && word(r, before) !== 'sister')
    )
      break;
    first = before;
  }
  if (first === i) return 0;
  let end = i + 1;
  while (end < r.count && gapAt(r, end) === gap.blank && isCapital(r, end) && (flagsAt(r, end) & is.organisation) !== 0) end++;
  if (isMark(r, end, ',') && ['inc', 'llc', 'llp', 'ltd', 'corp', 'pc', 'pa', 'pllc'].includes(word(r, end + 1))) end += 2;
  if (word(r, end) === 'of' && isCapital(r, end + 1) && sure.has(word(r, i)) && (flagsAt(r, end + 1) & is.function) === 0) {
    end += 2;
    while (isCapital(r, end) && gapAt(r, end) === gap.blank && isWord(r, end)) end++;
  }
  if (!namesOne(r, first, end)) return 0;
  c.take(first, end, 'ORG', 'organisation');
  return end;
}

function namesOne(r: Reading, first: number, end: number): boolean {
  if (everyones.has(word(r, first)) && !hasProper(r, first + 1, end)) return false;
  const kinds: string[] = [];
  for (let k = first; k < end; k++) if (isWord(r, k)) kinds.push(word(r, k));
  const certain = kinds.some((w) => sure.has(w));
  const proper = hasProper(r, first, end);
  if (r.shouted[first] === 1) return proper && (certain || kinds.length > 2);
  if (begins(r, first) && !certain) return proper;
  if (certain)
    return proper || (kinds.length >= 2 && !kinds.every((w) => usual.has(w) || sure.has(w) || everyones.has(w) || isPlainCare(w)));
  return proper || (kinds.length >= 3 && kinds.filter((w) => usual.has(w)).length >= 1 && !kinds.some(isPlainCare));
}

const plainCare = new Set(
  'the our this that any no other another local retail mail order specialty primary secondary tertiary day night same pre post history review plan home health law bank patient problem past current new old follow next graduate nursing dental medical vision eye red cross blood middle high grade'.split(
    ' ',
  ),
);
export const isEveryones = (w: string): boolean => everyones.has(w);
export const isPlainCare = (w: string): boolean => plainCare.has(w);

/** Whether a word of the run is a name of people or places, or no word at all. */
function hasProper(r: Reading, first: number, end: number): boolean {
  if (((flagsAt(r, first) & is.city) !== 0 || flagsAt(r, first) === is.organisation) && !everyones.has(word(r, first)) && end > first + 1)
    return true;
  for (let k = first; k < end; k++) {
    if (!isWord(r, k) || lengthAt(r, k) < 3 || (flagsAt(r, k) & is.organisation) !== 0) continue;
    const flags = flagsAt(r, k);
    if ((flags & (is.everyday | is.clinical | is.function)) === 0 && ((flags & (anyName | is.city)) !== 0 || (flags & vocabulary) === 0))
      return true;
    if (word(r, k) === 'st' || word(r, k) === 'saint') return true;
  }
  return false;
}

const work = new Set([
  'drives',
  'works',
  'worked',
  'working',
  'work',
  'employed',
  'job',
  'employer',
  'teaches',
  'taught',
  'volunteers',
  'volunteered',
  'student',
  'attends',
  'attended',
  'enrolled',
  'retired',
  'graduated',
  'interned',
  'clerk',
  'manager',
  'teacher',
  'nurse',
  'driver',
  'welder',
  'engineer',
  'mechanic',
  'cashier',
  'supervisor',
  'professor',
  'foreman',
  'position',
  'shift',
  'coach',
  'technician',
  'accountant',
  'janitor',
  'chef',
  'cook',
  'server',
  'waitress',
  'bartender',
  'machinist',
  'operator',
  'electrician',
  'plumber',
  'carpenter',
  'secretary',
  'receptionist',
  'principal',
  'librarian',
  'firefighter',
  'officer',
  'paralegal',
  'attorney',
  'analyst',
  'programmer',
  'grader',
  'freshman',
  'sophomore',
  'junior',
  'senior',
  'custodian',
  'staying',
  'stays',
  'resides',
  'resident',
  'lives',
  'living',
  'admitted',
  'delivered',
  'plays',
  'pro',
  'golf',
  'shops',
  'eating',
  'ate',
  'hospitalized',
]);

const jobs = new Set(
  'operator driver welder cook nurse engineer mechanic cashier supervisor foreman technician accountant machinist electrician plumber carpenter secretary clerk manager analyst programmer conductor pilot courier roofer lineman painter custodian janitor'.split(
    ' ',
  ),
);

/** In a line of capitals the name ends where the sentence goes on. */
const ends = (r: Reading, k: number): boolean =>
  r.shouted[k] === 1 && (flagsAt(r, k) & is.function) !== 0 && (flagsAt(r, k + 1) & is.function) !== 0;

/** Where somebody works or learns: `works at Quillby Foods`, `employed by`, `Employer:`. `i` stands on the word before the name. */
export function employer(r: Reading, c: Claims, i: number): number {
  const w = word(r, i);
  let at = i + 1;
  if (w !== 'employer' && (bodies.has(w) || ((w === 'from' || w === 'to') && isMark(r, at, ':')))) {
    if (!bodyNamed(r, i)) return 0;
    if (isMark(r, at, ':')) at++;
  } else if (w === 'employer') {
    if (isMark(r, at, ':')) at++;
    else if (word(r, at) === 'is' || isMark(r, at, ',')) at++;
    else if (
      shapeAt(r, at) !== shape.title ||
      r.shouted[at] === 1 ||
      (flagsAt(r, at) & (vocabulary | is.function | is.nameLabel | is.idLabel)) !== 0
    )
      return 0;
  } else if (w === 'of') {
    const doctors = [i - 2, i - 3, i - 4].some((k) => word(r, k) === 'dr' || word(r, k) === 'doctor');
    if (
      !(doctors && isCapital(r, i + 2) && (flagsAt(r, i + 1) & is.clinical) === 0) &&
      !['employee', 'owner', 'president', 'manager', 'member', 'director', 'student', 'ceo', 'vp', 'graduate'].includes(word(r, i - 1))
    )
      return 0;
  } else if (w === 'at' || w === 'for' || w === 'by' || w === 'from' || w === 'with') {
    if (!worksBefore(r, i, w) && !(w === 'from' && goesTo(r, i))) return 0;
  } else if (w === 'to') {
    if (!goesTo(r, i)) return 0;
  } else if (w === 'attends' || w === 'attended') {
    if (!isCapital(r, at)) return 0;
  } else return 0;
  if (word(r, at) === 'the' || word(r, at) === 'a' || word(r, at) === 'an') at++;
  if (c.taken(at) || gapAt(r, at) === gap.line) return 0;
  let end = at;
  while (end < r.count && end < at + 6 && (end === at || gapAt(r, end) !== gap.line)) {
    if (isWord(r, end) && isCapital(r, end) && (flagsAt(r, end) & is.title) === 0 && !(end > at && ends(r, end))) end++;
    else if (
      end > at &&
      (isMark(r, end, '&') || isMark(r, end, '-') || ['of', 'and', 'de', 'del', 'la', 'las', 'los'].includes(word(r, end))) &&
      (r.shouted[end] === 0 || (flagsAt(r, end + 1) & is.function) === 0) &&
      isCapital(r, end + 1)
    )
      end++;
    else if (end > at && (isMark(r, end, "'") || isMark(r, end, '’')) && word(r, end + 1) === 's') end += 2;
    else break;
  }
  if (end === at || (end === at + 1 && (flagsAt(r, at) & (is.month | is.weekday | is.clinical | is.function)) !== 0)) return 0;
  if ((flagsAt(r, at) & (is.month | is.weekday)) !== 0) return 0;
  c.take(at, end, 'ORG', 'employer or school');
  return end;
}

function worksBefore(r: Reading, i: number, lead: string): boolean {
  for (let k = i - 1; k >= i - 6 && k >= 0 && gapAt(r, k + 1) !== gap.line; k--) {
    const w = word(r, k);
    if (isMark(r, k, '.') || isMark(r, k, ';')) return false;
    if (!work.has(w)) continue;
    if (lead === 'for' && k === i - 1 && jobs.has(w)) return true;
    if (lead === 'for')
      return (
        word(r, k).startsWith('driv') || word(r, i + 1) === 'the' || w.startsWith('work') || w === 'employed' || w.startsWith('volunteer')
      );
    if (lead === 'by') return w === 'employed';
    if (lead === 'with') return w === 'employed' || w === 'job' || w === 'position';
    if (lead === 'from') return w === 'retired' || w === 'graduated';
    return true;
  }
  return false;
}

const going = new Set(
  'transfer transferred transfers discharged discharge admitted referred moved moves returned returns sent c tx dc arrives arrived'.split(
    ' ',
  ),
);

/** `transferred to Vision Haus`: two words with capitals that are neither care nor illness. `i` stands on the word before. */
function goesTo(r: Reading, i: number): boolean {
  let cue = word(r, i) === 'from' && isCapital(r, i - 1) && (flagsAt(r, i - 1) & anyName) !== 0;
  for (let k = i - 1; k > i - 8 && !cue && !isMark(r, k, '.'); k--) cue = going.has(word(r, k));
  if (!cue || r.shouted[i] === 1) return false;
  const barred = is.clinical | is.function | is.title | is.credential | is.month | is.weekday | is.state | is.relation;
  const unheard = (flagsAt(r, i + 2) & ~is.organisation) === 0 || flagsAt(r, i + 1) === 0;
  return [i + 1, i + 2].every(
    (k) =>
      shapeAt(r, k) === shape.title &&
      gapAt(r, k) === gap.blank &&
      (flagsAt(r, k) & (unheard ? barred & ~is.clinical : barred)) === 0 &&
      (unheard || (!everyones.has(word(r, k)) && !isPlainCare(word(r, k)))),
  );
}

const bodies = new Set(
  'preschool daycare kindergarten lab clinic facility school practice hospital dme workplace church company office employer'.split(' '),
);

/** `Lab: Precision Dental Arts`: two words with capitals after a kind and a colon. */
function bodyNamed(r: Reading, i: number): boolean {
  const at = isMark(r, i + 1, ':') ? i + 2 : i + 1;
  if (at === i + 1 && word(r, i) !== 'dme') return false;
  const proper = (k: number) => shapeAt(r, k) === shape.title && (flagsAt(r, k) & (is.function | is.title)) === 0;
  if (word(r, i) === 'from' || word(r, i) === 'to') {
    let end = at;
    let kinds = 0;
    for (; isCapital(r, end) || (word(r, end) === 'and' && isCapital(r, end + 1)); end++)
      if (usual.has(word(r, end)) && gapAt(r, end) === gap.blank) kinds++;
    return kinds > 0 && end > at + 1 && shapeAt(r, at) === shape.title && !everyones.has(word(r, at)) && !isPlainCare(word(r, at));
  }
  const named = proper(at) && proper(at + 1) && gapAt(r, at) === gap.blank && gapAt(r, at + 1) === gap.blank;
  return named && (flagsAt(r, at) & is.clinical) === 0 && !everyones.has(word(r, at)) && !isMark(r, at + 2, ':') && r.shouted[i] === 0;
}
export const isBody = (w: string): boolean => bodies.has(w);
