import type { Claims } from './claims.ts';
import { packedDate } from './dates.ts';
import { flagsAt, gap, gapAt, isMark, isNumber, isWord, kind, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';
import { is } from './words.ts';

const dashes = new Set(['-', '.', '–', '\u2011', '\u2010', '/', '~', '_', '·']);
const tel = new Set(['fax', 'facsimile', 'efax', 'telefax']);

/** Whether a fax is what the words just before speak of. */
function asFax(r: Reading, i: number): boolean {
  for (let k = i - 1; k >= i - 5 && k >= 0; k--) {
    const w = word(r, k);
    if (tel.has(w) || (w === 'f' && (isMark(r, k + 1, ':') || isMark(r, k + 1, '.')))) return true;
    if (
      isNumber(r, k) ||
      (gapAt(r, k + 1) === gap.line && !isMark(r, k, ':')) ||
      w === 'phone' ||
      w === 'ph' ||
      w === 'tel' ||
      w === 'cell'
    )
      return false;
  }
  return false;
}

/** The digits written from `i` as groups joined by a dash, a dot or a blank: lengths of the groups and where they end. */
function groups(r: Reading, i: number): { lengths: string; end: number } {
  let lengths = String(lengthAt(r, i));
  let at = i + 1;
  for (let k = 0; k < 4; k++) {
    let next = at;
    if (isMark(r, next, ')') && gapAt(r, next) !== gap.line) next++;
    if (isMark(r, next, '(') && k === 0 && lengths === '1') next++;
    const joint = r.kind[next] === kind.mark && dashes.has(word(r, next)) && gapAt(r, next) !== gap.line;
    if (joint && (isMark(r, next, '.') || isMark(r, next, '/')) && gapAt(r, next) + gapAt(r, next + 1) > 0) break;
    if (joint) next++;
    const broken = joint && gapAt(r, next - 1) === gap.none && gapAt(r, next) === gap.line && lengthAt(r, next) === 4;
    if (!isNumber(r, next) || (gapAt(r, next) === gap.line && !broken) || (next === at && gapAt(r, next) === gap.none)) break;
    lengths += `-${lengthAt(r, next)}`;
    at = next + 1;
  }
  return { lengths, end: at };
}

/** `x123`, `ext. 45` after a telephone number. */
export function extension(r: Reading, end: number): number {
  let k = end;
  if (isMark(r, k, ',')) k++;
  const w = word(r, k);
  if (w === 'x' || w === 'ext' || w === 'extension') {
    k++;
    if (isMark(r, k, '.') || isMark(r, k, ':')) k++;
    if (isNumber(r, k) && lengthAt(r, k) <= 6) return k + 1;
  }
  return end;
}

const phoneShapes = ['3-3-4', '1-3-3-4', '3-7', '1-10', '3-3-2-2', '3-4-3', '6-4'];

/** Telephone and fax numbers, social security numbers: digits in groups. */
export function groupedDigits(r: Reading, c: Claims, i: number): number {
  if (gapAt(r, i) === gap.none && i > 0 && (isMark(r, i - 1, '$') || isMark(r, i - 1, '-') || isMark(r, i - 1, '.'))) return 0;
  let first = i;
  if (isMark(r, i - 1, '(') && gapAt(r, i) === gap.none) first = i - 1;
  const plus = isMark(r, first - 1, '+') && gapAt(r, first) === gap.none;
  if (plus) first--;
  const { lengths, end } = groups(r, i);
  const as = () => (asFax(r, first) ? 'FAX' : 'PHONE');
  const shaped = phoneShapes.find((one) => lengths === one || lengths.startsWith(`${one}-`));
  if (shaped && areaCode(r, shaped.startsWith('1-') ? i + (isMark(r, i + 1, '-') || isMark(r, i + 1, '.') ? 2 : 1) : i)) {
    const stop = endOfGroups(r, i, shaped.split('-').length);
    const last = extension(r, stop);
    c.take(first, last, as(), 'telephone number');
    return last;
  }
  const digits = lengths.split('-').reduce((sum, one) => sum + Number(one), 0);
  if (plus && digits > 7) {
    c.take(first, end, as(), 'international number');
    return end;
  }
  if (
    lengths === '3-4' &&
    gapAt(r, i + 1) === gap.blank &&
    calling.has(isMark(r, i - 1, ':') ? word(r, i - 2) : word(r, i - 1)) &&
    localNumber(r, i)
  ) {
    c.take(i, extension(r, i + 2), as(), 'local number');
    return i + 2;
  }
  if (lengths === '4-4-4-4' || lengths === '4-6-5') {
    c.take(i, end, 'ACCOUNT', 'card number');
    return end;
  }
  if (spacedNumber(r, c, i)) return end;
  if (lengths === '3-2-4' && !isMark(r, i + 1, '.')) {
    c.take(i, end, 'SSN', 'social security number');
    return end;
  }
  if ((lengths === '3-4' || lengths.startsWith('3-4-')) && isMark(r, i + 1, '-') && first === i && localNumber(r, i)) {
    const last = extension(r, i + 3);
    c.take(i, last, as(), 'local number');
    return last;
  }
  return 0;
}

/** `1013 664 2219`: groups that no dash joins and no table has; `5 5 5 0 1 2 3`. */
function spacedNumber(r: Reading, c: Claims, i: number): boolean {
  if (gapAt(r, i) === gap.none || isNumber(r, i - 1)) return false;
  let end = i + 1;
  let digits = lengthAt(r, i);
  let ones = lengthAt(r, i) === 1;
  let fours = lengthAt(r, i) > 3;
  while (isNumber(r, end) && gapAt(r, end) === gap.blank && end < i + 12) {
    if ((r.from[end] ?? 0) - (r.to[end - 1] ?? 0) > 1) return false;
    digits += lengthAt(r, end);
    ones &&= lengthAt(r, end) === 1;
    fours ||= lengthAt(r, end) > 3;
    end++;
  }
  const groups = end - i;
  const free = gapAt(r, end) !== gap.none || ['.', ',', ';', ')', '"'].includes(word(r, end));
  if (!free || (isMark(r, end, '.') && gapAt(r, end) === gap.none && isNumber(r, end + 1))) return false;
  if (!(ones && (groups === 7 || groups === 10)) && !(groups >= 3 && groups <= 5 && digits >= 9 && fours)) return false;
  c.take(i, end, ones || groups === 10 ? 'PHONE' : 'ID', 'number in groups');
  return true;
}

const calling = new Set('call called phone ph tel telephone cell number at cb callback fax text mobile'.split(' '));
const areaCode = (r: Reading, i: number): boolean =>
  /^[2-9]/.test(isNumber(r, i) ? word(r, i) : word(r, i + 1)) || /^0{3}|^1/.test(word(r, i));
const localNumber = (r: Reading, i: number): boolean => /^[2-9]/.test(word(r, i)) && !isMark(r, i + 3, '-') && !isMark(r, i + 3, '/');

function endOfGroups(r: Reading, i: number, count: number): number {
  let seen = 0;
  let at = i;
  while (seen < count && at < r.count) {
    if (isNumber(r, at)) seen++;
    at++;
  }
  return at;
}

/** `xxx-xx-1234`, `***-**-1234`. */
export function maskedNumber(r: Reading, c: Claims, i: number): boolean {
  if (lengthAt(r, i) !== 4 || !isMark(r, i - 1, '-') || gapAt(r, i) !== gap.none) return false;
  let k = i - 1;
  while (k > 0 && gapAt(r, k) === gap.none && (isMark(r, k - 1, '*') || isMark(r, k - 1, '-') || /^x+$/.test(word(r, k - 1)))) k--;
  if (i - k < 4) return false;
  c.take(k, i + 1, 'SSN', 'number partly hidden');
  return true;
}

/** Numbers said in words: `five five five, oh one two three`. */
export function spokenDigits(r: Reading, c: Claims, i: number): number {
  let at = i;
  let count = 0;
  let last = i;
  while (at < r.count) {
    if ((flagsAt(r, at) & is.digit) !== 0) {
      count++;
      last = at + 1;
    } else if (isNumber(r, at) && lengthAt(r, at) < 5 && gapAt(r, at) === gap.blank && (count > 0 || lengthAt(r, at) === 1)) {
      count += lengthAt(r, at);
      last = at + 1;
    } else if (
      !isMark(r, at, ',') &&
      !isMark(r, at, '-') &&
      !isMark(r, at, '.') &&
      !(word(r, at) === 'area' || (word(r, at) === 'hundred' && count > 0))
    )
      break;
    at++;
  }
  const announced = [1, 2, 3, 4].some((back) => (flagsAt(r, i - back) & is.idLabel) !== 0 || word(r, i - back) === 'number');
  if (count < (announced ? 4 : 7) || count > 16) return 0;
  const area = isMark(r, i - 1, ')') && isNumber(r, i - 2) && isMark(r, i - 3, '(') ? i - 3 : i;
  c.take(area, last, count === 10 || count === 7 || count === 11 ? 'PHONE' : 'ID', 'number in words');
  return last;
}

const frameLeads = new Set(['frame', 'frames', 'fr', 'eyewear']);
const codeBefore = new Set(
  'icd icd10 cpt hcpcs cdt snomed loinc ndc rxnorm code codes dx procedure proc px dsm drg revenue pos carc rarc modifier'.split(' '),
);

/** Whether letters and digits are one of the codes that name things and not people. */
function isPublicCode(r: Reading, first: number, end: number): boolean {
  const written = r.text.slice(r.from[first], r.to[end - 1]);
  if (
    /^[A-TV-Z]\d[\dA-B](?:\.[\dA-Z]{1,4})?$/i.test(written) ||
    /^[A-Z]\d{4}(?:x\d{1,2})?$/i.test(written) ||
    /^[A-Z]\d{2}[\dA-Z]{3,4}$/.test(written)
  )
    return true;
  if (/^\d{5}(?:-[A-Z0-9]{2})?$|^\d{4}[A-Z]$/.test(written)) return true;
  if (/^\d{1,5}-\d[a-z]?$|^(?:SARS|COVID|HPV|CA|COV|PFT|DSM|ICD|PHQ|GAD|MMSE|SF|FDG|HLA|BRCA|IL|PDL|CYP|ASCVD|CHADS)/i.test(written))
    return true;
  if (/^G\d+P\d+|^KT-?\d|^(?:19|20)\d\d-(?:19|20)\d\d$|^[0-2]\d[0-5]\d-[0-2]\d[0-5]\d$/i.test(written)) return true;
  // Frames are told by their maker and a model.
  if ([2, 3, 4, 5].some((back) => frameLeads.has(word(r, first - back)) && gapAt(r, first) !== gap.line))
    return /^[A-Z]{1,3}\d{3,4}[A-Z]?$/.test(written);
  if (/-.*-/.test(written) && !/^\d/.test(written)) return false;
  return codeBefore.has(word(r, first - 1)) || (isMark(r, first - 1, ':') && codeBefore.has(word(r, first - 2)));
}

const opening = new Set(['(', '[', ':', '#', '"', '=', '/', "'", '|', '^', '~', '*']);

/** Long numbers and codes of letters and digits that nothing announces: `A12-B3345`, `20041187733`. `i` stands on their first token. */
export function uniqueCode(r: Reading, c: Claims, i: number): number {
  if (i > 0 && gapAt(r, i) === gap.none && !opening.has(word(r, i - 1)) && !(isMark(r, i - 1, ',') && lengthAt(r, i) > 5)) return 0;
  let end = i + 1;
  while (end < r.count && gapAt(r, end) === gap.none && (isWord(r, end) || isNumber(r, end) || isMark(r, end, '-') || isMark(r, end, '_')))
    end++;
  while (end > i + 1 && !isWord(r, end - 1) && !isNumber(r, end - 1)) end--;
  let digits = 0;
  let letters = 0;
  let longest = 0;
  for (let k = i; k < end; k++) {
    if (isNumber(r, k)) digits += lengthAt(r, k);
    else if (isWord(r, k)) {
      letters += lengthAt(r, k);
      longest = Math.max(longest, lengthAt(r, k));
      if (lengthAt(r, k) > 3 && (flagsAt(r, k) & (is.everyday | is.wider | is.clinical)) !== 0) return 0;
    }
  }
  if (isMark(r, i - 1, '$')) return 0;
  const decimal = isMark(r, end, '.') && isNumber(r, end + 1) && gapAt(r, end) === gap.none && gapAt(r, end + 1) === gap.none;
  if (letters === 0) return longNumber(r, c, i, end, digits, decimal);
  if (
    digits < 4 ||
    letters + digits < 6 ||
    decimal ||
    (flagsAt(r, end - 1) & is.unit) !== 0 ||
    (flagsAt(r, end) & is.unit) !== 0 ||
    isPublicCode(r, i, end)
  )
    return 0;
  if (isVin(r.text.slice(r.from[i], r.to[end - 1]))) c.take(i, end, 'VEHICLE', 'vehicle identification number');
  else c.take(i, end, 'ID', 'code of letters and digits');
  return end;
}

const isVin = (written: string): boolean => /^(?=(?:.*\d){3})(?=(?:.*[A-Z]){3})[A-HJ-NPR-Z0-9]{17}$/i.test(written);

function longNumber(r: Reading, c: Claims, i: number, end: number, digits: number, decimal: boolean): number {
  const units = (flagsAt(r, end) & is.unit) !== 0 || isMark(r, end, '%') || isMark(r, end, ',');
  const grouped = isMark(r, end, ',') && isNumber(r, end + 1) && lengthAt(r, end + 1) === 3;
  if (decimal || grouped || (units && !isMark(r, end, ',')) || isPublicCode(r, i, end)) return 0;
  if (end === i + 1 && packedDate(r, i, false)) {
    c.take(i, end, 'DATE', 'packed date');
    return end;
  }
  if (digits < 7 && !(digits === 6 && isMark(r, i - 1, '#'))) return 0;
  if (end > i + 1 && isFrameSize(r, i, end)) return 0;
  const phone = digits === 10 && end === i + 1 && /^[2-9]\d{2}[2-9]/.test(word(r, i));
  c.take(i, end, phone ? (asFax(r, i) ? 'FAX' : 'PHONE') : 'ID', phone ? 'ten digits' : 'long number');
  return end;
}

/** Spectacle frames are numbered 53-17-143: that names a product. */
function isFrameSize(r: Reading, i: number, end: number): boolean {
  return /^[3-6]\d-[12]\d-1[1-6]\d$/.test(r.text.slice(r.from[i], r.to[end - 1]));
}

/** Whether a word is written as part of a code (capitals beside digits). */
export const inCode = (r: Reading, i: number): boolean =>
  isWord(r, i) &&
  (shapeAt(r, i) === shape.upper || shapeAt(r, i) === shape.single || shapeAt(r, i) === shape.lower) &&
  ((isNumber(r, i + 1) && gapAt(r, i + 1) === gap.none) ||
    (isMark(r, i + 1, '-') && isNumber(r, i + 2) && gapAt(r, i + 1) + gapAt(r, i + 2) === 0));
