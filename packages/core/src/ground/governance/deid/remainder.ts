import type { Claims } from './claims.ts';
import { isEponym } from './eponyms.ts';
import { acronym, initials, labelledWord, restOfName, restOfNumber, slashName, subjectInitials, typists } from './leftovers.ts';
import { isEveryones } from './organisations.ts';
import { isBrand, isProduct } from './products.ts';
import { isThing } from './proper.ts';
import { begins, flagsAt, gap, gapAt, isMark, isNumber, isWord, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';
import { stateEnd } from './states.ts';
import { is, vocabulary } from './words.ts';

const places = new Set('in from near lives lived of outside'.split(' '));
/** What stands before something that has a name of its own, even where the name is made of everyday words. */
const leads = new Set(
  'lives lived resides home at in from near to via outside inside around past behind her his their our my the called named owns owned runs ran with joined joins for by plays attends through visiting calls'.split(
    ' ',
  ),
);
/** Words with capitals that forms, rights, teams and processes are called by. */
const officeWords = new Set(
  'plan notice rights privacy practices consent informed informational form request release authorization information statement letter office committee quality improvement safety team program policy procedure procedures guidelines criteria guide manual code codes rule rules act law laws section chapter title part table figure appendix schedule fee fees payment payments balance due amount allowed billed paid charge charges deductible copay coinsurance benefit coverage covered services service network provider providers member members customer support desk help line hotline website portal account statement invoice appeal appeals review reviewer reviews determination denial decision level grievance resolution complaint complaints board director manager managers coordinator specialist assistant supervisor representative advocate associate resident fellow attending physician doctor dentist hygienist nurse practitioner therapist pharmacist surgeon technician room suite floor unit bed ward wing building entrance lobby parking street avenue standard standards good fair poor excellent normal abnormal mild moderate severe positive negative yes none never always current former past next last first second third final follow up new old total partial full complete incomplete active inactive open closed pending approved denied received sent signed dated reviewed discussed ordered continue start stop increase decrease hold resume return call emergency contact phone fax number numbers name names address date birth age sex gender race ethnicity language marital status married single divorced widowed employed unemployed retired student disabled smoker nonsmoker former tobacco alcohol drug drugs use history exam american mexican native roman orthodox jehovah witness latino latina hispanic african european pacific islander happy birthday merry best wishes kind warm many thanks good morning afternoon evening night dear sir madam whom concern cheer'.split(
    ' ',
  ),
);

const barred = is.clinical | is.month | is.weekday | is.title | is.credential | is.relation | is.unit | is.eponym | is.function;

/** What nobody took and what still looks like something with a name or a number of its own. */
export function remainder(r: Reading, c: Claims): void {
  for (let i = 0; i < r.count; i++) {
    if (c.taken(i)) continue;
    if (isWord(r, i)) {
      const written = r.shape[i];
      if (written === shape.lower) {
        if (lengthAt(r, i) < 4) typists(r, c, i);
        continue;
      }
      if (written === shape.single && word(r, i - 2) === 'mi' && isMark(r, i - 1, ':') && gapAt(r, i) !== gap.line)
        c.take(i, i + 1, 'NAME', 'middle initial');
      if (written === shape.title && (restOfName(r, c, i, officeWords) || labelledWord(r, c, i))) continue;
      if ((written === shape.single || written === shape.upper) && restOfNumber(r, c, i)) continue;
      if (written === shape.upper && (slashName(r, c, i) || acronym(r, c, i))) continue;
      if (written === shape.single && subjectInitials(r, c, i)) continue;
      if (written === shape.upper && lengthAt(r, i) < 4) typists(r, c, i);
      if (c.taken(i)) continue;
      if (written === shape.upper && lengthAt(r, i) < 4 && initials(r, c, i)) continue;
      if (written === shape.title) i = Math.max(i, properName(r, c, i) - 1);
      else if (written === shape.upper || written === shape.single) i = Math.max(i, codeRun(r, c, i) - 1);
    } else if (isNumber(r, i) && !restOfCode(r, c, i)) i = Math.max(i, codeRun(r, c, i) - 1);
  }
}

/** `0098` after `QAR3071`: more of a code. */
function restOfCode(r: Reading, c: Claims, i: number): boolean {
  const code = c.as(i - 1) === 'ID' || c.as(i - 1) === 'PLAN';
  const mixed = isNumber(r, i - 1) && gapAt(r, i - 1) === gap.none && isWord(r, i - 2) && code;
  const last = isNumber(r, i + 1) && gapAt(r, i + 1) === gap.blank && lengthAt(r, i) === 3 && lengthAt(r, i + 1) < 5;
  if (mixed && last && ['.', ',', ')', ';'].includes(word(r, i + 2))) {
    c.take(i - 1, i + 2, 'ID', 'more of a code');
    return true;
  }
  const closed = i + 1 >= r.count || gapAt(r, i + 1) === gap.line || ['.', ',', ')', ';'].includes(word(r, i + 1));
  if (!mixed || !closed || lengthAt(r, i) < 4 || gapAt(r, i) !== gap.blank || (isMark(r, i + 1, '.') && gapAt(r, i + 2) === gap.none))
    return false;
  c.take(i - 1, i + 1, 'ID', 'more of a code');
  return true;
}

const fits = (r: Reading, c: Claims, k: number): boolean =>
  isWord(r, k) && r.shape[k] === shape.title && lengthAt(r, k) > 2 && !c.taken(k) && (flagsAt(r, k) & barred) === 0;

/** `(Anvil Bay Castings)`, `at Black Hat`, `her Blue Egret Quilters`: two words with capitals and more inside a sentence. */
function properName(r: Reading, c: Claims, i: number): number {
  let end = i;
  let words = 0;
  let unheard = 0;
  let office = 0;
  let everyones = 0;
  while (end < r.count && (end === i || gapAt(r, end) !== gap.line)) {
    if (fits(r, c, end)) {
      words++;
      if ((flagsAt(r, end) & (vocabulary | is.organisation | is.street)) === 0) unheard++;
      if (officeWords.has(word(r, end))) office++;
      else if (isEveryones(word(r, end))) everyones++;
      end++;
    } else if (end > i && (isMark(r, end, '&') || word(r, end) === 'of' || word(r, end) === 'and') && fits(r, c, end + 1)) end++;
    else if (end > i && isMark(r, end, '-') && gapAt(r, end) === gap.none && fits(r, c, end + 1)) end++;
    else break;
  }
  if (words < 2) return end;
  const cell = isMark(r, i - 1, ':') || isMark(r, i - 1, '|');
  if (
    cell &&
    generic(r, i, end) < words &&
    (flagsAt(r, end - 1) & is.organisation) !== 0 &&
    gapAt(r, i) !== gap.line &&
    !isMark(r, end, ':')
  ) {
    c.take(i, end, 'ORG', 'what has a name of its own');
    return end;
  }
  if (
    gapAt(r, i) === gap.line ||
    r.shouted[i] === 1 ||
    office > 0 ||
    (everyones > 0 && words - everyones < 2) ||
    isThing(r, i, end) ||
    stateEnd(r, i) === end
  )
    return end;
  const next = flagsAt(r, end);
  const goesOn = gapAt(r, end) === gap.blank && isWord(r, end) && shapeAt(r, end) === shape.title;
  if (isMark(r, end, ':') || isMark(r, end, '®') || isMark(r, end, '™') || goesOn || (next & is.eponymHead) !== 0) return end;
  if (isProduct(r, end - 1) || isEponym(r, end - 1) || (flagsAt(r, end - 1) & is.eponymHead) !== 0) return end;
  if (isBrand(r, i, end)) return end;
  const bracket = isMark(r, i - 1, '(') || isMark(r, i - 1, ',') || isMark(r, i - 1, '@');
  const led = (bracket || leads.has(word(r, i - 1))) && !begins(r, i);
  if (!led && (begins(r, i) || unheard === 0)) return end;
  const last = isNumber(r, end) && gapAt(r, end) === gap.blank && lengthAt(r, end) < 4 && !isMark(r, end + 1, '/') ? end + 1 : end;
  c.take(i, last, places.has(word(r, i - 1)) || isMark(r, i - 1, ',') ? 'GEO' : 'ORG', 'what has a name of its own');
  return last;
}

/** How many words of a run are of the kind that bodies and forms are called by. */
function generic(r: Reading, first: number, end: number): number {
  let all = 0;
  for (let k = first; k < end; k++)
    if (officeWords.has(word(r, k)) || isEveryones(word(r, k)) || (flagsAt(r, k) & is.organisation) !== 0) all++;
  return all;
}

/** What announces a number of whatever kind, where its digits are few or in groups. */
const numbered = new Set(
  'file policy cert certificate permit badge bracelet band tag report receipt hull card loyalty reg registration lot van bus car truck plate trial study chart ref reference emp employee ticket case order locker lottery number no num rx auth authorization claim member id grp group acct account invoice serial sn model key license lic dl passport visa mastercard amex custody fingerprints footprints registry confirmation tracking voucher coupon docket warrant parcel permit accession specimen'.split(
    ' ',
  ),
);

const part = (r: Reading, c: Claims, k: number): boolean =>
  !c.taken(k) && (isNumber(r, k) || (isWord(r, k) && (r.shape[k] === shape.upper || r.shape[k] === shape.single) && lengthAt(r, k) < 6));

/** Codes of procedures and things that are sold: they tell nobody. */
const publicCode =
  /^(?:(?:19|20)\d\d[-–](?:19|20)\d\d$|[A-Z]\d{4}x\d|(?:\d\d? )?G\d+P\d|[A-Z]\d{4}\b(?! \d{4})|G\dP\d|[A-Z]\d\d(?:\.|$)|\d{1,2} D\d{4}|(?:RX|RB|CPT|CDT|ICD|ADA|KT|CMS|HCFA|UB)[- ]?\d)/;

/** Letters and digits that take turns: `7XKQ2R`. */
function turns(r: Reading, first: number, end: number): number {
  let changes = 0;
  for (let k = first + 1; k < end; k++)
    if (gapAt(r, k) === gap.none && isNumber(r, k) !== isNumber(r, k - 1) && r.kind[k] !== 2 && r.kind[k - 1] !== 2) changes++;
  return changes;
}

/** `K 90117`, `GLTA 0077 20 B`, `TN 09 KLP`, `NY-G 211 4470`: capitals and digits in groups. */
function codeRun(r: Reading, c: Claims, i: number): number {
  if (i > 0 && gapAt(r, i) === gap.none && !['(', '#', '*', ':', '"', '[', '='].includes(word(r, i - 1))) return i;
  let end = i;
  let digits = 0;
  let letters = 0;
  let groups = 0;
  let known = 0;
  let longest = 0;
  while (end < r.count && (end === i || gapAt(r, end) !== gap.line)) {
    if (part(r, c, end)) {
      if (end > i && gapAt(r, end) === gap.blank && (r.from[end] ?? 0) - (r.to[end - 1] ?? 0) > 1) break;
      if (isNumber(r, end)) {
        digits += lengthAt(r, end);
        longest = Math.max(longest, lengthAt(r, end));
      } else {
        letters += lengthAt(r, end);
        if (lengthAt(r, end) > 1 && (flagsAt(r, end) & ~(is.surname | is.rareSurname | is.state | is.guessed)) !== 0) known++;
      }
      if (end === i || gapAt(r, end) === gap.blank) groups++;
      end++;
    } else if (end > i && isMark(r, end, '-') && gapAt(r, end) + gapAt(r, end + 1) === gap.none && part(r, c, end + 1)) end++;
    else break;
  }
  if (digits < 2 || digits > 20) return end;
  const mark = word(r, end);
  const measured =
    (gapAt(r, end) === gap.none &&
      ['/', '%', '"', '°', '.', ','].includes(mark) &&
      isNumber(r, end + 1) &&
      gapAt(r, end + 1) === gap.none) ||
    mark === '%' ||
    mark === '°' ||
    (isMark(r, i - 1, '$') && gapAt(r, i) === gap.none) ||
    (gapAt(r, end) !== gap.line && (flagsAt(r, end) & is.unit) !== 0) ||
    (gapAt(r, end) === gap.none && isWord(r, end));
  if (measured || publicCode.test(r.text.slice(r.from[i], r.to[end - 1]))) return end;
  let back = i - 1;
  while (['#', ':', '.', '*', '(', '"'].includes(word(r, back))) back--;
  const label = numbered.has(word(r, back)) && gapAt(r, i) !== gap.line;
  const year = letters === 0 && digits === 4 && /^(?:19|20)/.test(word(r, i));
  const labelled =
    label && !year && (letters > 0 ? digits >= 2 && digits + letters > 4 : digits >= 4 || (digits === 3 && isMark(r, i - 1, '#')));
  const dashed = known < 2 && longest > 4 && isMark(r, i + 1, '-');
  const free =
    letters > 0 &&
    (known === 0 || dashed) &&
    letters < 9 &&
    digits >= 4 &&
    digits + letters > 5 &&
    (longest > 3 || groups > 2) &&
    groups > 1;
  const hashed = letters === 0 && digits > 3 && digits < 9 && isMark(r, i - 1, '#') && groups === 1 && end === i + 1;
  const pair =
    letters === 0 && groups === 2 && digits >= 8 && longest < 7 && lengthAt(r, i) > 3 && !/^(?:19|20)/.test(word(r, i)) && end === i + 2;
  const mixed =
    groups === 1 &&
    digits + letters > 5 &&
    letters > 1 &&
    turns(r, i, end) > 2 &&
    !/^CHA2|^CYP|^T\dN/.test(r.text.slice(r.from[i], r.to[end - 1]));
  if (!labelled && !free && !hashed && !mixed && !pair) return known > 0 && isWord(r, i) ? i + 1 : end;
  c.take(i, end, 'ID', 'capitals and digits in groups');
  return end;
}
