import type { Claims } from './claims.ts';
import { packedDate } from './dates.ts';
import type { IdentifierClass } from './identifier.ts';
import { extension, groupedDigits } from './numbers.ts';
import { flagsAt, gap, gapAt, isMark, isNumber, isWord, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';
import { is } from './words.ts';

interface Family {
  readonly class: IdentifierClass;
  /** Words that announce such a number by themselves. */
  readonly alone: ReadonlySet<string>;
  /** Words that do so with `#`, `:`, `no.`, `number`, `ID` after them. */
  readonly marked: ReadonlySet<string>;
}

const family = (as: IdentifierClass, alone: string, marked: string): Family => ({
  class: as,
  alone: new Set(alone.split(' ')),
  marked: new Set(marked.split(' ')),
});

/** In the order of their say: `fax` before `phone`, `medical record` before `medical`. */
const families: readonly Family[] = [
  family('SSN', 'ssn social ss', ''),
  family('BIOMETRIC', 'fingerprint biometric voiceprint retinal template', ''),
  family('VEHICLE', 'vin', 'vehicle plate plates tag tail'),
  family(
    'DEVICE',
    'sn imei udi serial lot tray',
    'monitor pump machine generator concentrator stapler device mac implant model barcode part tray asset warranty',
  ),
  family(
    'LICENSE',
    'npi dea upin dl cdl clia',
    'license licence lic cert certificate certification registration drivers driver passport taxonomy',
  ),
  family('FAX', 'fax facsimile', 'f'),
  family('ACCOUNT', 'acct account iban eft check cheque chk invoice', 'act acc inv trace routing card ccn cc transaction trans batch'),
  family(
    'PLAN',
    'mbi hicn hic memb mbr pcn',
    'member medicare medicaid subscriber sub insured policy pol group grp beneficiary insurance ins plan',
  ),
  family('MRN', 'mrn mr pid fin csn har', 'med medical chart record rec patient pt'),
  family('PHONE', 'tel telephone pager pgr beeper ext extension', 'phone ph cell mobile home work call text'),
  family(
    'ID',
    'icn dcn tcn booking spn wristband userid username tracking accession badge job',
    'run trip incident band bands inmate req requisition claim reference ref confirmation conf case ticket order acc specimen encounter visit auth authorization preauth precert tin ein tax user login badge employee student school locker token key pin passcode password sop study uid rma job file folder document doc image photo sample rx prescription id ids identifier identification',
  ),
];

const qualifiers = new Set(['number', 'no', 'num', 'nbr', 'id', 'ids', 'identifier', 'identification', 'code', 'numbers']);
const skipped = new Set(['is', 'was', 'are', 'ending', 'in', 'of', 'on', 'the', 'reads', 'with']);

interface Label {
  readonly class: IdentifierClass;
  readonly at: number;
  readonly explicit: boolean;
  readonly alone: boolean;
}

/** The label that begins at `i` and where its value should stand. */
function labelAt(r: Reading, i: number): Label | undefined {
  const said: string[] = [];
  let explicit = false;
  let at = i;
  for (let k = 0; k < 8 && at < r.count; k++, at++) {
    const w = word(r, at);
    if (
      at > i &&
      (gapAt(r, at) === gap.line || (isNumber(r, at + 1) && gapAt(r, at + 1) === gap.none) || shortPrefix(r, at) || codeStart(r, at))
    )
      break;
    if (qualifiers.has(w) && (at > i || w === 'id' || w === 'ids' || w === 'identifier')) {
      explicit = true;
      if (at === i) said.push(w);
    } else if (isWord(r, at) && (flagsAt(r, at) & is.idLabel) !== 0) said.push(w);
    else if (
      (w === '.' || w === '/' || w === '-' || w === "'" || w === '&') &&
      at > i &&
      (isWord(r, at + 1) || isMark(r, at + 1, ':') || isNumber(r, at + 1)) &&
      gapAt(r, at) === gap.none
    ) {
      if (w === '/' && isNumber(r, at + 1)) return undefined;
    } else if (w === 's' && isMark(r, at - 1, "'")) continue;
    else if (isMark(r, at, '(') && (flagsAt(r, at + 1) & is.idLabel) !== 0 && isMark(r, at + 2, ')')) continue;
    else if (isMark(r, at, ')') && isMark(r, at - 2, '(')) continue;
    else break;
  }
  for (let k = 0; k < 5 && at < r.count; k++, at++) {
    const w = word(r, at);
    if (w === ':' || w === '#' || w === '=' || w === '№') explicit = true;
    else if (
      !(w === '-' && gapAt(r, at) !== gap.none) &&
      !(isWord(r, at) && (skipped.has(w) || qualifiers.has(w)) && gapAt(r, at) !== gap.line && explicitEnough(r, at))
    )
      break;
  }
  for (const one of families) {
    const alone = said.some((w) => one.alone.has(w));
    if (alone || said.some((w) => one.marked.has(w))) return { class: one.class, at, explicit, alone };
  }
  return undefined;
}

/** `PH-88213-L`: capitals that a dash joins to digits begin a value, whatever they mean elsewhere. */
const codeStart = (r: Reading, i: number): boolean =>
  shapeAt(r, i) === shape.upper && isMark(r, i + 1, '-') && isNumber(r, i + 2) && gapAt(r, i + 1) + gapAt(r, i + 2) === gap.none;

const explicitEnough = (r: Reading, at: number): boolean => word(r, at) !== 'in' || word(r, at - 1) === 'ending';

/** `DN 21177`, `KTR 4471`: capitals that begin the value. */
const shortPrefix = (r: Reading, i: number): boolean =>
  shapeAt(r, i) === shape.upper &&
  (lengthAt(r, i) <= 3 || (lengthAt(r, i) <= 5 && lengthAt(r, i + 1) > 4 && (flagsAt(r, i) & (is.everyday | is.idLabel)) === 0)) &&
  isNumber(r, i + 1) &&
  gapAt(r, i + 1) === gap.blank &&
  lengthAt(r, i + 1) > 2 &&
  !qualifiers.has(word(r, i)) &&
  !['fax', 'tel', 'ph', 'sn'].includes(word(r, i)) &&
  !['mrn', 'ssn', 'npi', 'dea', 'rx', 'ext'].includes(word(r, i));

/** Where a run of letters, digits, dashes ends, and what it holds. */
function valueAt(r: Reading, at: number): { end: number; digits: number; letters: number; known: boolean } {
  let end = at;
  let digits = 0;
  let letters = 0;
  let known = false;
  while (end < r.count && (end === at || gapAt(r, end) === gap.none)) {
    if (isNumber(r, end)) digits += lengthAt(r, end);
    else if (isWord(r, end)) {
      letters += lengthAt(r, end);
      if (lengthAt(r, end) > 3 && (flagsAt(r, end) & (is.everyday | is.wider | is.clinical)) !== 0) known = true;
    } else if (!['-', '_', '.', '/', '–', '*', '+', '(', ')'].includes(word(r, end))) break;
    end++;
  }
  while (end > at && !isNumber(r, end - 1) && !isWord(r, end - 1)) end--;
  return { end, digits, letters, known };
}

const needsMany: ReadonlySet<IdentifierClass> = new Set(['PHONE', 'FAX']);

/** Numbers that a label announces: `MRN: 0012345`, `Member ID W2231 44`, `lic. no. D-1234`. Answers the token after them, or 0. */
export function labelledNumber(r: Reading, c: Claims, i: number): number {
  if (gapAt(r, i) === gap.none && isMark(r, i - 1, '-')) return 0;
  const label = labelAt(r, i);
  if (!label || label.at >= r.count) return 0;
  const { at, explicit, alone } = label;
  if (needsMany.has(label.class) && isNumber(r, at) && !c.taken(at)) {
    const end = groupedDigits(r, c, at);
    if (end) return end;
  }
  if (gapAt(r, at) === gap.line && !(explicit || alone)) return 0;
  const value = valueAt(r, at);
  if (value.end === at || c.taken(at)) return 0;
  const lettered =
    explicit && shapeAt(r, at) === shape.single && isNumber(r, at + 1) && gapAt(r, at + 1) === gap.blank && isNumber(r, at + 2);
  if (value.digits === 0 && value.end === at + 1 && (lettered || shortPrefix(r, at))) {
    let end = moreGroups(r, at + 2, true);
    while (
      gapAt(r, end) === gap.none &&
      (isWord(r, end) || isNumber(r, end) || (isMark(r, end, '-') && gapAt(r, end + 1) === gap.none)) &&
      end < r.count
    )
      end++;
    c.take(at, end, label.class, `number of kind ${label.class}`);
    return end;
  }
  // SN60WF is a lens, SN 60 a serial number.
  if (at === i + 1 && gapAt(r, at) === gap.none && value.digits < 4) return 0;
  if (value.digits === 0) return lettersOnly(r, c, label, value.end);
  if (value.known || isMark(r, at - 1, '$') || /^\d+(?:\.\d{1,2})$/.test(r.text.slice(r.from[at], r.to[value.end - 1]))) return 0;
  if (isMark(r, value.end, '%') || (isMark(r, value.end, ',') && isNumber(r, value.end + 1) && gapAt(r, value.end + 1) === gap.none))
    return 0;
  if (
    (flagsAt(r, value.end) & is.unit) !== 0 &&
    value.letters === 0 &&
    value.digits < 5 &&
    gapAt(r, value.end) !== gap.line &&
    label.class !== 'SSN'
  )
    return 0;
  const grouped = value.letters > 0 && isNumber(r, value.end) && lengthAt(r, value.end) >= 3 && gapAt(r, value.end) === gap.blank;
  const spread = alone || explicit ? moreGroups(r, value.end, true) - value.end : 0;
  const fewest =
    spread > 3 || (spread > 0 && explicit && value.digits > 1 && lengthAt(r, value.end) > 2)
      ? 1
      : needsMany.has(label.class)
        ? 4
        : explicit && alone
          ? 2
          : explicit
            ? 3
            : 4;
  if ((!grouped && value.digits + value.letters < fewest) || (spread <= 3 && value.digits < 2 && value.letters < 3)) return 0;
  const coded = value.letters > 0 && value.digits > 1 && value.digits + value.letters > 4;
  if (!explicit && !alone && value.digits < 6 && !coded && !grouped && !(value.digits > 3 && word(r, at).startsWith('0'))) return 0;
  if (looksLikeDate(r, at, value.end) && !alone && !(explicit && spread > 1)) return 0;
  const groups = moreGroups(r, value.end, alone || explicit || grouped || coded);
  const end = needsMany.has(label.class) ? extension(r, groups) : alike(r, groups);
  const first = at === i + 2 && isMark(r, i + 1, '-') && gapAt(r, i + 1) + gapAt(r, at) === 0 ? i : at;
  c.take(first, end, label.class, `number of kind ${label.class}`);
  return end;
}

/** `70442/70443`, `912 - 04 - 5533`: what goes on after a slash or a dash. */
function alike(r: Reading, end: number): number {
  let at = end;
  while (at < end + 6) {
    const slash =
      isMark(r, at, '/') &&
      isNumber(r, at + 1) &&
      gapAt(r, at) + gapAt(r, at + 1) === 0 &&
      lengthAt(r, at + 1) > 3 &&
      lengthAt(r, at + 1) === lengthAt(r, at - 1);
    const dash =
      isMark(r, at, '-') && isNumber(r, at + 1) && isNumber(r, at - 1) && gapAt(r, at) === gap.blank && gapAt(r, at + 1) === gap.blank;
    if (!slash && !dash) break;
    at += 2;
  }
  return at;
}

const looksLikeDate = (r: Reading, at: number, end: number): boolean => {
  const written = r.text.slice(r.from[at], r.to[end - 1]);
  return /^\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?$|^(?:19|20)\d\d(?:-\d\d-\d\d)?$/.test(written) || packedDate(r, at, false);
};

/** `TE5`, `MK72` after `1EG4`: a short group of capitals and digits. */
const mixedGroup = (r: Reading, i: number): boolean => {
  if (gapAt(r, i) !== gap.blank || !(shapeAt(r, i) === shape.upper || shapeAt(r, i) === shape.single || isNumber(r, i))) return false;
  const { end, digits, letters, known } = valueAt(r, i);
  return (
    digits > 0 &&
    letters > 0 &&
    letters < 4 &&
    end - i < 4 &&
    !known &&
    (flagsAt(r, end - 1) & is.unit) === 0 &&
    (flagsAt(r, i) & is.idLabel) === 0
  );
};

/** `W123 456 789`: further groups after blanks. */
function moreGroups(r: Reading, from: number, announced: boolean): number {
  let end = from;
  while (announced && mixedGroup(r, end)) end = valueAt(r, end).end;
  while (
    announced &&
    isNumber(r, end) &&
    gapAt(r, end) === gap.blank &&
    (lengthAt(r, end) >= 2 || lengthAt(r, end - 1) === 1) &&
    isNumber(r, end - 1)
  ) {
    if ((flagsAt(r, end + 1) & is.unit) !== 0 || isMark(r, end + 1, '/') || (isMark(r, end + 1, '.') && isNumber(r, end + 2))) break;
    end++;
  }
  return end;
}

/** Numbers that are never letters alone. */
const wordless: ReadonlySet<string> = new Set(['MRN', 'PHONE', 'FAX', 'SSN', 'LICENSE']);

/** `plate: KLMNOP`, `username: janeroe`: a value without digits. */
function lettersOnly(r: Reading, c: Claims, label: Label, end: number): number {
  const { at, explicit } = label;
  const before = word(r, at - 1);
  if (!explicit || !(before === ':' || before === '#' || before === '=') || end !== at + 1 || gapAt(r, at) === gap.line) return 0;
  if (isMark(r, end, ',') || wordless.has(label.class) || (gapAt(r, end) === gap.blank && isWord(r, end) && label.class !== 'VEHICLE'))
    return 0;
  const login = ['username', 'userid', 'login', 'password'].some((w) => [word(r, at - 2), word(r, at - 3)].includes(w));
  const shouts = shapeAt(r, at) === shape.upper && lengthAt(r, at) >= 5 && flagsAt(r, at) === 0;
  if (!login && !shouts) return 0;
  c.take(at, end, label.class, 'letters after their label');
  return end;
}

const cards = new Set('visa mastercard mc amex discover card debit credit acct account'.split(' '));
/** `card ending in 4242`, `last four 6789`. `i` stands on the number. */
export function lastDigits(r: Reading, c: Claims, i: number): boolean {
  if (lengthAt(r, i) !== 4) return false;
  let k = i - 1;
  while (
    isMark(r, k, ':') ||
    word(r, k) === 'digits' ||
    word(r, k) === 'is' ||
    word(r, k) === 'are' ||
    word(r, k) === 'of' ||
    word(r, k) === 'ssn' ||
    word(r, k) === 'social'
  )
    k--;
  const before = word(r, k) === 'in' || word(r, k) === 'with' ? word(r, k - 1) : word(r, k);
  const ending = before === 'ending' || before === 'ends' || before === 'end';
  const last = (word(r, k) === 'four' || word(r, k) === '4') && word(r, k - 1) === 'last';
  const hidden =
    /^x{2,}$/.test(word(r, i - 1)) ||
    (isMark(r, i - 1, '*') && (isMark(r, i - 2, '*') || cards.has(word(r, i - 2)))) ||
    (word(r, i - 1) === 'x' && gapAt(r, i) === gap.none && cards.has(word(r, i - 2)));
  if (!ending && !last && !hidden) return false;
  c.take(i, i + 1, 'ACCOUNT', 'last digits');
  return true;
}
