import type { Claims } from './claims.ts';
import { isProduct } from './products.ts';
import { begins, flagsAt, gap, gapAt, isMark, isNumber, isWord, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';
import { anyName, is } from './words.ts';

const titled = (r: Reading, k: number): boolean => isWord(r, k) && shapeAt(r, k) === shape.title;
/** One blank before it. */
const spaced = (r: Reading, k: number): boolean => gapAt(r, k) === gap.blank && (r.from[k] ?? 0) - (r.to[k - 1] ?? 0) === 1;
const announcing =
  is.month | is.weekday | is.title | is.credential | is.relation | is.nameLabel | is.idLabel | is.function | is.unit | is.state;

const kinds = new Set(
  'high middle elementary prep tech state county city drug bar grill hall house home care school church park lane'.split(' '),
);

/** `Anvil` before what was found of `Anvil Bay Castings`, `Quilters` after `Blue Egret`: the rest of what has a name. */
export function restOfName(r: Reading, c: Claims, i: number, office: ReadonlySet<string>): boolean {
  const flags = flagsAt(r, i);
  if (r.shouted[i] === 1 || (flags & announcing) !== 0 || office.has(word(r, i)) || lengthAt(r, i) < 3) return false;
  if (isMark(r, i + 1, ':') || isMark(r, i + 1, '#') || isMark(r, i + 2, ':') || isMark(r, i + 3, ':')) return false;
  const kind = kinds.has(word(r, i)) && c.taken(i - 1) && titled(r, i - 1);
  const plain = !kind && (flags & (is.everyday | is.clinical | is.eponym)) !== 0 && (flags & is.organisation) === 0;
  const joint = isMark(r, i - 1, '&') ? i - 2 : i - 1;
  const after = c.taken(joint) && titled(r, joint) && spaced(r, i) && (joint === i - 1 ? !plain : spaced(r, i - 1));
  const before =
    !begins(r, i) && !plain && c.taken(i + 1) && titled(r, i + 1) && spaced(r, i + 1) && (flags & is.clinical) === 0 && !isProduct(r, i);
  if (!after && !before) return false;
  c.take(after ? joint : i, before ? i + 2 : i + 1, 'ORG', 'the rest of a name');
  return true;
}

/** `INV` before `-00-71882`, `K` after `1202`: the rest of a number. */
export function restOfNumber(r: Reading, c: Claims, i: number): boolean {
  const before = isMark(r, i + 1, '-') && c.taken(i + 1) && gapAt(r, i + 1) === gap.none && isNumber(r, i + 2);
  const closed = i + 1 >= r.count || gapAt(r, i + 1) === gap.line || ['.', ',', ')', ';', '|'].includes(word(r, i + 1));
  const after =
    r.shape[i] === shape.single &&
    c.taken(i - 1) &&
    isNumber(r, i - 1) &&
    spaced(r, i) &&
    closed &&
    lengthAt(r, i - 1) < 6 &&
    !isMark(r, i - 2, '/');
  if (!before && !after) return false;
  c.take(after ? i - 1 : i, before ? i + 2 : i + 1, 'ID', 'the rest of a number');
  return true;
}

const things = new Set(
  'meds med medications medication rx allergies allergy allergic nkda dx imp impression plan brand material shade lens frame lenses tx sig vaccine vaccines drug drugs test tests findings finding exam dental implant device insurance ins payer carrier language religion race ethnicity method scale result results diagnosis procedure subject re sealer anesthetic local cement'.split(
    ' ',
  ),
);
const ends = (r: Reading, k: number): boolean => k >= r.count || gapAt(r, k) === gap.line || ['.', ',', ';', ')', '/'].includes(word(r, k));

/** `Peds: Fitzwilliam.`: one word after a colon that no vocabulary holds. */
export function labelledWord(r: Reading, c: Claims, i: number): boolean {
  if (!isMark(r, i - 1, ':') || gapAt(r, i) !== gap.blank || (flagsAt(r, i) & ~anyName) !== 0 || lengthAt(r, i) < 4) return false;
  if (!isWord(r, i - 2) || things.has(word(r, i - 2)) || isProduct(r, i) || !ends(r, i + 1)) return false;
  c.take(i, i + 1, 'NAME', 'after a label');
  return true;
}

const signing = new Set(
  'cosign cosigned initialed initialled signed entered scanned posted verified closed faxed called scheduled confirmed typed dictated transcribed charted by nsg staff init initials rda da ma provider hyg tech asst op scribe'.split(
    ' ',
  ),
);
const shortForms = new Set(
  'prn bid tid qid po iv im ok us usa er ed or icu ot pt st md rn np pa do dds dmd od ppo hmo eob mri ct xr us ekg ecg lab pcp cob pcn ref fax tel ph am pm est pst cst edt va uhc bcbs aarp ins dme hh snf alf ltc ems ptf hr cfo ceo it cc vm lm tb id nkda wnl nad rx dx tx hx npo hep ros abx dc fu rto rtc ncs nv'.split(
    ' ',
  ),
);

/** `Closed SK.`, `cosign LM`: two or three capitals after what somebody does. */
export function initials(r: Reading, c: Claims, i: number): boolean {
  const back = isMark(r, i - 1, ':') || isMark(r, i - 1, '-') ? i - 2 : i - 1;
  if (!signing.has(word(r, back)) || r.shouted[i] === 1 || shortForms.has(word(r, i)) || gapAt(r, i) !== gap.blank) return false;
  const typed =
    ['dictated', 'typed', 'transcribed', 'scribed'].includes(word(r, back)) && (i + 1 >= r.count || gapAt(r, i + 1) === gap.line);
  if ((!typed && (flagsAt(r, i) & ~(anyName | is.state)) !== 0) || lengthAt(r, i) < 2 || !ends(r, i + 1)) return false;
  c.take(i, i + 1, 'NAME', 'initials');
  return true;
}

/** `at KTVB`: four to six capitals that nobody knows, where people work or are cared for. */
export function acronym(r: Reading, c: Claims, i: number): boolean {
  if (r.shouted[i] === 1 || flagsAt(r, i) !== 0 || lengthAt(r, i) < 4 || lengthAt(r, i) > 6 || word(r, i - 1) !== 'at') return false;
  if (gapAt(r, i) !== gap.blank || (gapAt(r, i + 1) === gap.none && !ends(r, i + 1))) return false;
  c.take(i, i + 1, 'ORG', 'capitals of a body');
  return true;
}

/** `ROSALES/MIGUEL A`: as remittances write it. */
export function slashName(r: Reading, c: Claims, i: number): boolean {
  const upper = (k: number) =>
    r.shape[k] === shape.upper && lengthAt(r, k) > 2 && (flagsAt(r, k) & (is.clinical | is.function | is.everyday)) === 0;
  if (!isMark(r, i + 1, '/') || gapAt(r, i + 1) + gapAt(r, i + 2) > 0 || !upper(i) || !upper(i + 2)) return false;
  if ((flagsAt(r, i) & anyName) === 0 || (flagsAt(r, i + 2) & anyName) === 0) return false;
  const middle = r.shape[i + 3] === shape.single && gapAt(r, i + 3) === gap.blank;
  c.take(i, middle ? i + 4 : i + 3, 'NAME', 'surname and first name with a slash');
  return true;
}

/** `D.M. is a 24 y/o`: initials that a note is about. */
export function subjectInitials(r: Reading, c: Claims, i: number): boolean {
  const dotted = isMark(r, i + 1, '.') && r.shape[i + 2] === shape.single && gapAt(r, i + 2) === gap.none && isMark(r, i + 3, '.');
  if (!dotted || !begins(r, i) || !['is', 'was', 'has', 'presents', 'reports'].includes(word(r, i + 4))) return false;
  c.take(i, i + 4, 'NAME', 'initials a note is about');
  return true;
}

/** `jp/rlm` at the end of a line: who dictated and who typed. */
export function typists(r: Reading, c: Claims, i: number): void {
  if (!isMark(r, i + 1, '/') || gapAt(r, i) === gap.none || gapAt(r, i + 1) + gapAt(r, i + 2) > 0 || c.taken(i + 2)) return;
  if (i + 3 < r.count && gapAt(r, i + 3) !== gap.line) return;
  const unheard = (k: number) => isWord(r, k) && lengthAt(r, k) > 1 && lengthAt(r, k) < 4 && (flagsAt(r, k) & ~anyName) === 0;
  const signed =
    isMark(r, i - 1, ':') &&
    ['dict', 'd', 't', 'typed', 'transcribed'].includes(word(r, i - 2)) &&
    isWord(r, i + 2) &&
    lengthAt(r, i + 2) < 4;
  if (signed || (unheard(i) && unheard(i + 2))) c.take(i, i + 3, 'NAME', 'who dictated and who typed');
}
