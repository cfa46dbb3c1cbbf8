import type { Claims } from './claims.ts';
import { isEponym } from './eponyms.ts';
import type { IdentifierClass } from './identifier.ts';
import { isEveryones, isPlainCare } from './organisations.ts';
import { isProduct } from './products.ts';
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

/** What stands before places and bodies. */
const leads = new Set(
  'at from in near to via past around along behind beside across toward towards outside inside visiting visited via through off the with for by of on attends attended leads left leaving dest destination mortuary union into facility hospital school pharmacy lab clinic daycare company church'.split(
    ' ',
  ),
);
const firmLeads = new Set(
  'union facility hospital school pharmacy lab clinic daycare company church at from near past around along behind beside across outside visiting visited attends attended dest mortuary'.split(
    ' ',
  ),
);

/** Kinds of body beyond those that `organisations.ts` weighs. */
const bodies = new Set(
  'pavilion conservatory philharmonic symphony orchestra choir band nursery works station parish mission tabernacle mandir gurdwara cathedral chapel basilica synagogue cooperative coop mortuary cemetery crematory haulage boatworks shipyard cannery upholstery packers lending zinc ortho perio endo pedo derm cardio neuro peds gi imaging primary regional memorial behavioral bistro trattoria cantina taqueria creamery roasters mine quarry legion post local council tribe nation league troop institute lab labs laboratory laboratories studio studios ctr hosp med univ elem hs sch hospital center centre office clinic associates group partners dental optical vision health healthcare medical care rehab hospice manor terrace gardens place court commons village homes house supply freight trucking logistics motors tools steel paper glass textiles apparel outfitters rentals properties insurance agency society guild theatre arena stadium casino resort camp daycare montessori charter prep seminary penitentiary prison jail detention correctional barracks battalion regiment squadron fleet department dept district authority commission bureau market mart grocery deli diner grill cafe bakery store shop outlet stop warehouse terminal depot garage salon spa barbershop laundromat cleaners pharmacy drug drugs apothecary outreach ministries fellowship congregation ame synod monastery abbey convent bookstore library museum zoo aquarium'.split(
    ' ',
  ),
);
/** What lies in the land. */
const lands = new Set(
  'lake river creek bay park bridge canyon valley hill hills mountain mountains mount beach island falls springs pond forest woods harbor harbour pier mall plaza square monument reservation subdivision trailer corner corners county heights flats crossing fountain butte mesa prairie ranch reservoir dam marina airport campground drawbridge overpass junction summit peak ridge gulch hollow meadows grove point landing cove estates drive road street pike turnpike parkway boulevard avenue lane trail route highway quarter neighborhood'.split(
    ' ',
  ),
);
const landFirst = new Set('lake mount mt fort ft camp port cape point lago rio'.split(' '));

const barred = is.title | is.credential | is.month | is.weekday | is.relation | is.digit;
/** Words with capitals that names of forms, scales, specialties and programmes are made of. */
const things = new Set(
  'plan assessment history physical exam review systems note notes chief complaint present illness past family social medication medications allergies vital signs labs imaging impression recommendations diagnosis procedure report summary discharge admission consult consultation referral letter form portal chart record records explanation benefits coordination remittance advice prior authorization appeal appeals claim claims billing accounts payable receivable customer provider member services service line department date time page subject urgent care emergency room intensive unit nursing pediatrics surgery oncology radiology cardiology neurology dermatology orthopedics psychiatry pathology anesthesia infectious disease internal medicine family practice palliative hospice primary specialty therapy occupational speech language cervical thoracic lumbar education counseling coast spine worst best time movement disorders division health home social security workers compensation disability act protocol trial study score scale index inventory questionnaire test screen screening survey criteria classification stage class grade type phase step level group system association academy society american national international federal state united states north south east west medicare medicaid advantage insurance company english spanish french german mandarin cantonese vietnamese tamil arabic russian korean tagalog portuguese hispanic african asian caucasian white black native indian christian catholic jewish muslim buddhist hindu protestant veteran army navy marines force guard god internet google amazon facebook zoom teams iphone android tylenol advil color blood type left right upper lower bilateral anterior posterior superior inferior medial lateral'.split(
    ' ',
  ),
);

const labels = new Set('id fax tel dob mrn npi ph phone ext dx rx cc hpi pmh ros'.split(' '));

/** Whether a word can be part of what a place or a body is called. */
function fits(r: Reading, i: number): boolean {
  if (labels.has(word(r, i)) && shapeAt(r, i) === shape.upper) return false;
  if (!isWord(r, i) || !isCapital(r, i) || (flagsAt(r, i) & barred) !== 0) return false;
  return shapeAt(r, i) === shape.title || (shapeAt(r, i) === shape.upper && r.shouted[i] === 0 && (flagsAt(r, i) & is.clinical) === 0);
}

/** The end of a run of words with capitals, with `of`, `&`, `'s` and a number at its end. */
function runEnd(r: Reading, c: Claims, i: number): number {
  let end = i;
  while (end < r.count && end < i + 9 && !c.taken(end) && (end === i || gapAt(r, end) !== gap.line)) {
    if (end > i && (r.from[end] ?? 0) - (r.to[end - 1] ?? 0) > 1) break;
    if (fits(r, end) || (end > i && (flagsAt(r, end) & is.digit) !== 0 && shapeAt(r, end) === shape.title)) end++;
    else if (end > i && isMark(r, end, "'") && word(r, end + 1) === 's' && gapAt(r, end) === gap.none) end += 2;
    else if (end > i && isMark(r, end, '’') && word(r, end + 1) === 's' && gapAt(r, end) === gap.none) end += 2;
    else if (
      end > i &&
      (isMark(r, end, '&') || (isMark(r, end, '-') && gapAt(r, end) + gapAt(r, end + 1) === gap.none)) &&
      fits(r, end + 1) &&
      !c.taken(end + 1)
    )
      end++;
    else if (end > i && ['of', 'and', 'de', 'del', 'la', 'los', 'las'].includes(word(r, end)) && fits(r, end + 1) && !c.taken(end + 1))
      end++;
    else if (end > i && word(r, end) === 'of' && word(r, end + 1) === 'the' && fits(r, end + 2) && !c.taken(end + 2)) end += 2;
    else if (end > i && isMark(r, end, '.') && ['st', 'mt', 'ft', 'sta'].includes(word(r, end - 1)) && fits(r, end + 1)) end++;
    else break;
  }
  if (word(r, end - 1) === 'co' && isMark(r, end, '-') && word(r, end + 1) === 'op') end += 2;
  if (end > i + 1 && isMark(r, end, ',') && incorporated.has(word(r, end + 1)) && isCapital(r, end + 1)) end += 2;
  if (
    end > i + 1 &&
    isMark(r, end, ',') &&
    shapeAt(r, end + 1) === shape.single &&
    isMark(r, end + 2, '.') &&
    shapeAt(r, end + 3) === shape.single &&
    gapAt(r, end + 3) === gap.none
  )
    end += isMark(r, end + 4, '.') ? 5 : 4;
  if (end > i && isNumber(r, end) && gapAt(r, end) === gap.blank && lengthAt(r, end) < 5 && placeWord(r, end - 1)) end++;
  return end;
}

const incorporated = new Set('inc llc llp ltd corp pc pllc pa plc co'.split(' '));
const placeWord = (r: Reading, i: number): boolean =>
  bodies.has(word(r, i)) || lands.has(word(r, i)) || (flagsAt(r, i) & is.organisation) !== 0;

/** Nothing but care, forms and illness: `Review of Systems`, `Home Health`, `Boston Naming Test`. */
export function isThing(r: Reading, first: number, end: number): boolean {
  let own = 0;
  for (let k = first; k < end; k++) {
    if (!isWord(r, k) || lengthAt(r, k) < 2) continue;
    const w = word(r, k);
    const flags = flagsAt(r, k);
    if (things.has(w) || isEveryones(w) || isPlainCare(w) || (flags & (is.function | is.eponymHead)) !== 0) continue;
    if ((flags & is.clinical) !== 0 && (flags & (anyName | is.organisation)) === 0) continue;
    own++;
  }
  return own === 0;
}

/** `Education and Counseling:`: words of the language before a colon; short forms alone. */
function isHeading(r: Reading, first: number, end: number): boolean {
  let titled = false;
  let unheard = false;
  for (let k = first; k < end; k++) {
    if (shapeAt(r, k) === shape.title) titled = true;
    if (isWord(r, k) && (flagsAt(r, k) & vocabulary) === 0) unheard = true;
  }
  return !titled || (isMark(r, end, ':') && !unheard);
}

/** Places and bodies that no list holds: two words with capitals and more, where a sentence goes on. `i` stands on the first. */
export function properRun(r: Reading, c: Claims, i: number, onlyKinded: boolean): number {
  if (c.taken(i) || !fits(r, i) || r.shouted[i] === 1 || gapAt(r, i) === gap.none || lengthAt(r, i) < 2) return 0;
  const article = word(r, i - 1) === 'the' || word(r, i - 1) === 'a';
  const before = article ? i - 2 : i - 1;
  const withSlash = isMark(r, before, '/') && word(r, before - 1) === 'w';
  const lead = withSlash ? 'with' : isMark(r, before, ':') ? word(r, before - 1) : word(r, before);
  if (onlyKinded && !leads.has(lead) && gapAt(r, i) !== gap.line) return 0;
  const end = runEnd(r, c, i);
  const words = countWords(r, i, end);
  const flags = flagsAt(r, i);
  if (words === 0 || isThing(r, i, end) || isHeading(r, i, end)) return 0;
  if (onlyKinded && !(words > 1 && (leads.has(lead) || gapAt(r, i) === gap.line) && (bodies.has(word(r, end - 1)) || isNumber(r, end - 1))))
    return 0;
  const led = leads.has(lead) && gapAt(r, i) === gap.blank;
  const last = isNumber(r, end - 1) ? end - 2 : end - 1;
  const kinded = words > 1 && anyPlaceWord(r, word(r, i + 1) === 'of' ? i : i + 1, end);
  const landed = words > 1 && (lands.has(word(r, last)) || (landFirst.has(word(r, i)) && !isNumber(r, i + 1)));
  const lady = word(r, i) === 'our' && word(r, i + 1) === 'lady';
  const the = word(r, i) === 'the' && firmLeads.has(lead) && words > 0;
  if ((flags & is.function) !== 0 && !(kinded && !begins(r, i)) && !lady && !the) return 0;
  if (lady || the) return take(c, i, end, 'ORG');
  if ((flags & (is.clinical | is.eponym)) !== 0 && !kinded && word(r, i) !== 'st') return 0;
  if ((!kinded && isProduct(r, last)) || (!kinded && !landed && isEponym(r, last)) || (!kinded && (flagsAt(r, end) & is.eponymHead) !== 0))
    return 0;
  const open = !begins(r, i) || lead === 'clinic';
  if (landed && open && (led || lands.has(word(r, last)))) return take(c, i, end, 'GEO');
  const proper = (flags & vocabulary) === 0 || (flags & (anyName | is.city)) !== 0;
  if (kinded && (open || (gapAt(r, i) === gap.line && ownLine(r, end)) || (proper && !isMark(r, end, ':')))) return take(c, i, end, 'ORG');
  if (led && (lead === 'at' || (lead === 'with' && article)) && words === 1) return aloneAt(r, c, i, end);
  if (!led || words < 2 || (isNameLed(lead, article) && personLike(r, i, end))) return 0;
  return take(c, i, end, lead === 'in' || lead === 'from' || lead === 'near' || lead === 'on' ? 'GEO' : 'ORG');
}

/** `at Love's`, `at Bean There`: one word with a capital where everybody else would write a place. */
function aloneAt(r: Reading, c: Claims, i: number, end: number): number {
  const barredHere = is.clinical | is.eponym | is.function | is.state | is.nameLabel | is.idLabel;
  if ((flagsAt(r, i) & barredHere) !== 0 || shapeAt(r, i) !== shape.title || lengthAt(r, i) < 3 || isEponym(r, i)) return 0;
  const there = word(r, end) === 'there' || word(r, end) === 'here';
  return take(c, i, there && isCapital(r, end) ? end + 1 : end, 'ORG');
}

const anyPlaceWord = (r: Reading, first: number, end: number): boolean => {
  for (let k = first; k < end; k++) if (isWord(r, k) && placeWord(r, k)) return true;
  return false;
};

/** A first name, or a title before: rather somebody than something. */
const personLike = (r: Reading, first: number, end: number): boolean =>
  ((flagsAt(r, first) & (is.first | is.rareFirst | is.particle)) !== 0 && word(r, first) !== 'st') ||
  end - first > 6 ||
  isMark(r, end, ',') ||
  (flagsAt(r, end) & is.credential) !== 0;

/** After `with`, `for`, `by`, `of` and `to` rather people stand, unless an article comes between. */
const isNameLed = (lead: string, article: boolean): boolean => !firmLeads.has(lead) && lead !== 'in' && !article;

const ownLine = (r: Reading, end: number): boolean =>
  end >= r.count ||
  gapAt(r, end) === gap.line ||
  (isMark(r, end, '-') && gapAt(r, end) === gap.blank) ||
  isMark(r, end, '/') ||
  isMark(r, end, ',');

function countWords(r: Reading, first: number, end: number): number {
  let words = 0;
  for (let k = first; k < end; k++) if (isWord(r, k) && lengthAt(r, k) > 1 && (flagsAt(r, k) & is.function) === 0) words++;
  return words + (isNumber(r, end - 1) ? 1 : 0);
}

function take(c: Claims, first: number, end: number, as: IdentifierClass): number {
  c.take(first, end, as, 'what is called so');
  return end;
}

/** `at lake tillery`. */
export function lowerLand(r: Reading, c: Claims, i: number): number {
  if (shapeAt(r, i) !== shape.lower || !landFirst.has(word(r, i)) || lengthAt(r, i) < 4 || gapAt(r, i + 1) !== gap.blank || c.taken(i + 1))
    return 0;
  const unheard = isWord(r, i + 1) && (flagsAt(r, i + 1) & (vocabulary | is.function | is.eponym)) === 0 && lengthAt(r, i + 1) > 3;
  return unheard && ['lake', 'mount', 'fort', 'port', 'camp'].includes(word(r, i)) ? take(c, i, i + 2, 'GEO') : 0;
}

const roadWords = new Set('exit milepost mile mm'.split(' '));

const premises = new Set('office location clinic branch campus store site practice shop'.split(' '));

/** `our Larkspur office`. */
export function branch(r: Reading, c: Claims, i: number): number {
  if (shapeAt(r, i) !== shape.title || !premises.has(word(r, i + 1)) || shapeAt(r, i + 1) !== shape.lower || gapAt(r, i + 1) !== gap.blank)
    return 0;
  if (!['our', 'the', 'their', 'your', 'her', 'his'].includes(word(r, i - 1)) || isEponym(r, i) || c.taken(i)) return 0;
  if ((flagsAt(r, i) & (is.clinical | is.function | is.everyday | is.month | is.weekday)) !== 0 && (flagsAt(r, i) & is.city) === 0)
    return 0;
  return take(c, i, i + 1, 'GEO');
}

const ships = new Set(['uss', 'usns', 'uscgc', 'hms', 'usav']);

/** `USS Nimitz`. */
export function ship(r: Reading, c: Claims, i: number): number {
  if (shapeAt(r, i) !== shape.upper || !ships.has(word(r, i)) || !isCapital(r, i + 1) || gapAt(r, i + 1) !== gap.blank) return 0;
  const more = isCapital(r, i + 2) && gapAt(r, i + 2) === gap.blank && shapeAt(r, i + 2) === shapeAt(r, i + 1);
  return take(c, i, more ? i + 3 : i + 2, 'ORG');
}

const schools = new Set(
  'middle elementary elem high school academy preschool kindergarten daycare clinic hospital pharmacy dental church parish library gym'.split(
    ' ',
  ),
);

const anySchool = new Set(
  'public private local new old another different same his her their online virtual first second large small big good regular normal full part time free special local home after before during high middle grade trade nursing'.split(
    ' ',
  ),
);
/** `goes to tiny tractors daycare`: two words and a kind where somebody learns. Answers the first, or 0. */
function wordsAttended(r: Reading, c: Claims, i: number): number {
  if (!['daycare', 'preschool', 'elementary', 'elem', 'kindergarten'].includes(word(r, i))) return 0;
  const first = i - 2;
  const lead =
    word(r, first - 1) === 'to'
      ? ['goes', 'go', 'went', 'going'].includes(word(r, first - 2))
      : ['attends', 'at'].includes(word(r, first - 1));
  const own = (k: number) =>
    isWord(r, k) &&
    !c.taken(k) &&
    shapeAt(r, k) === shape.lower &&
    gapAt(r, k) === gap.blank &&
    (flagsAt(r, k) & (is.function | is.clinical)) === 0 &&
    !anySchool.has(word(r, k));
  return lead && own(first) && own(first + 1) ? first : 0;
}

/** `goes to harlan middle`, `St. Procopia parish`: what no vocabulary holds before a kind without a capital. */
export function lowerBody(r: Reading, c: Claims, i: number): number {
  if (shapeAt(r, i) !== shape.lower || !schools.has(word(r, i)) || gapAt(r, i) !== gap.blank || c.taken(i - 1) || !isWord(r, i - 1))
    return 0;
  const flags = flagsAt(r, i - 1);
  const attended = wordsAttended(r, c, i);
  if (attended) return take(c, attended, i + 1, 'ORG');
  if (
    (flags & (vocabulary | is.function | is.eponym)) !== 0 ||
    lengthAt(r, i - 1) < 4 ||
    (word(r, i) === 'high' && shapeAt(r, i - 1) !== shape.lower)
  )
    return 0;
  const saint = isMark(r, i - 2, '.') && word(r, i - 3) === 'st';
  return take(c, saint ? i - 3 : i - 1, i + 1, 'ORG');
}

/** `exit 325`, `the old Teche drawbridge`, `the Saucon covered bridge`, `corner of Tamarind and E 9th`. */
export function landmark(r: Reading, c: Claims, i: number): number {
  const w = word(r, i);
  if (
    roadWords.has(w) &&
    isNumber(r, i + 1) &&
    lengthAt(r, i + 1) < 4 &&
    ['near', 'at', 'off', 'by', 'past', 'the'].includes(word(r, i - 1))
  )
    return take(c, i, i + 2, 'GEO');
  if (w === 'corner' && word(r, i + 1) === 'of') return corner(r, c, i + 2);
  if (shapeAt(r, i) !== shape.title || (flagsAt(r, i) & (vocabulary | is.function)) !== 0 || isEponym(r, i)) return 0;
  const next = lands.has(word(r, i + 1)) ? i + 1 : lands.has(word(r, i + 2)) && (flagsAt(r, i + 1) & is.everyday) !== 0 ? i + 2 : 0;
  if (!next || shapeAt(r, next) !== shape.lower || gapAt(r, next) !== gap.blank || gapAt(r, i + 1) !== gap.blank) return 0;
  if (!['the', 'old', 'near', 'by', 'in', 'at', 'past'].includes(word(r, i - 1))) return 0;
  return take(c, i, next + 1, 'GEO');
}

function corner(r: Reading, c: Claims, first: number): number {
  let end = first;
  let words = 0;
  while (
    end < first + 8 &&
    gapAt(r, end) !== gap.line &&
    (isCapital(r, end) || isNumber(r, end) || ['and', '&', 'th', 'st', 'nd', 'rd'].includes(word(r, end)))
  ) {
    if (isCapital(r, end) || isNumber(r, end)) words++;
    end++;
  }
  return words > 1 && (word(r, first) !== 'and' || words > 2) ? take(c, first, end, 'GEO') : 0;
}

/** In a line of capitals: `FROM HAMTRAMCK`, `SENT TO KEYSTONE FOOT LAB`: what no vocabulary holds, or what ends with a kind. */
export function shoutedRun(r: Reading, c: Claims, i: number): number {
  if (r.shouted[i] !== 1 || c.taken(i) || !isWord(r, i) || gapAt(r, i) !== gap.blank || lengthAt(r, i) < 3) return 0;
  const lead = word(r, i - 1) === 'the' ? word(r, i - 2) : word(r, i - 1);
  if (!leads.has(lead) || lead === 'on') return 0;
  if ((flagsAt(r, i) & (is.function | is.title | is.relation | is.month | is.weekday | is.nameLabel)) !== 0) return 0;
  let end = i;
  let kind = 0;
  while (
    end < i + 5 &&
    isWord(r, end) &&
    !c.taken(end) &&
    (end === i || gapAt(r, end) === gap.blank) &&
    (flagsAt(r, end) & (is.function | is.personVerb | is.title)) === 0
  ) {
    end++;
    if (end > i + 1 && bodies.has(word(r, end - 1))) kind = end;
  }
  const first = word(r, i);
  if (kind && !isThing(r, i, kind) && !things.has(first) && !isEveryones(first) && !isPlainCare(first)) return take(c, i, kind, 'ORG');
  const unheard = (flagsAt(r, i) & (vocabulary | is.clinical | is.eponym | is.idLabel | is.street)) === 0 && lengthAt(r, i) > 3;
  if (!unheard || !['from', 'in', 'at', 'near', 'to'].includes(lead)) return 0;
  return take(c, i, i + 1, 'GEO');
}

/** The first words of a page in capitals, where they end with a kind: `PRECISION PEAK DENTAL STUDIO Rx`. */
export function letterhead(r: Reading, c: Claims): void {
  let end = 0;
  let kind = 0;
  while (end < 7 && isWord(r, end) && !c.taken(end) && shapeAt(r, end) === shape.upper && (end === 0 || gapAt(r, end) === gap.blank)) {
    end++;
    if (end > 1 && (bodies.has(word(r, end - 1)) || (flagsAt(r, end - 1) & is.organisation) !== 0)) kind = end;
  }
  const first = word(r, 0);
  if (
    kind > 1 &&
    !isThing(r, 0, kind) &&
    (flagsAt(r, 0) & is.nameLabel) === 0 &&
    !things.has(first) &&
    !isMark(r, kind, ':') &&
    (flagsAt(r, 0) & is.clinical) === 0
  )
    take(c, 0, kind, 'ORG');
}
