import type { Claims } from './claims.ts';
import { isDay, isShortYear, isYear, near, separators, value, weekdayBefore } from './dates.ts';
import { flagsAt, gap, gapAt, isMark, isNumber, isWord, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';
import { is } from './words.ts';

const suffixes = new Set(['st', 'nd', 'rd', 'th']);
const ordinals = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first'
    .split(' ')
    .map((w, k) => [w, k + 1]),
);

/** The end of a day at `i` (`3`, `3rd`, `third`, `twenty-first`), or 0. */
function dayAt(r: Reading, i: number): number {
  if (isNumber(r, i)) {
    if (!isDay(value(r, i)) || lengthAt(r, i) > 2) return 0;
    if (suffixes.has(word(r, i + 1)) && near(r, i + 1)) return i + 2;
    return gapAt(r, i + 1) === gap.none && isWord(r, i + 1) && (flagsAt(r, i + 1) & is.month) === 0 ? 0 : i + 1;
  }
  if (ordinals.has(word(r, i))) return i + 1;
  const hyphen = isMark(r, i + 1, '-') ? 2 : 1;
  return ordinals.has(`${word(r, i)}-${word(r, i + hyphen)}`) ? i + hyphen + 1 : 0;
}

/** The end of a year after a day or month: `, 1962`, `of 1962`, `'62`, `1962`. */
function yearAfter(r: Reading, i: number, short: boolean): number {
  let at = i;
  if (isMark(r, at, ',') || isMark(r, at, '.') || isMark(r, at, '-') || isMark(r, at, '/') || word(r, at) === 'of') at++;
  if (isMark(r, at, "'") || isMark(r, at, '’')) return isShortYear(r, at + 1) ? at + 2 : i;
  if (isYear(r, at) && near(r, at)) return at + 1;
  if (at === i && isShortYear(r, at) && gapAt(r, at) === gap.none && gapAt(r, i - 1) === gap.none && (flagsAt(r, i - 1) & is.month) !== 0)
    return at + 1;
  const dashed = at > i && gapAt(r, at) === gap.none && !isMark(r, at - 1, ',') && !isMark(r, at - 1, '.');
  if (isShortYear(r, at) && (dashed || (short && at > i && isMark(r, at - 1, ',')))) return at + 1;
  return i;
}

const monthLeads = new Set(
  'recare exam visit appt start begin begins starting due recheck recall return rtc available reschedule scheduled in since during last this next early late mid until til till by of from through thru before after every each around approximately to and end beginning middle past ~'.split(
    ' ',
  ),
);
const ambiguousMonths = new Set(['may', 'march', 'mar', 'sep', 'dec', 'oct', 'jan', 'jun', 'august', 'april', 'june', 'apr', 'aug']);

/** Dates that name their month. `i` stands on the month. */
export function monthDate(r: Reading, c: Claims, i: number): number {
  const name = word(r, i);
  const written = shapeAt(r, i);
  const capital = written === shape.title || (written === shape.upper && name !== 'oct' && r.shouted[i] === 0);
  let first = i;
  let at = i + 1;
  if (isMark(r, at, '.') && gapAt(r, at) === gap.none && name.length <= 4) at++;
  const joint = isMark(r, at, '-') || isMark(r, at, '/');
  // 14 March, 14-Mar, the 14th of March
  const before = dayBefore(r, i);
  const the = word(r, at) === 'the' && suffixes.has(word(r, at + 2)) ? at + 1 : at;
  const dayEnd = !before && near(r, at) ? dayAt(r, joint ? at + 1 : the) : 0;
  if (before) first = before - 1;
  if (dayEnd) {
    const bare = isNumber(r, dayEnd - 1);
    const year = yearAfter(r, dayEnd, true);
    const doubtful =
      (name === 'may' || name === 'march' || name === 'mar' || name === 'oct' || name === 'sep') && !capital && written !== shape.title;
    const announced = r.shouted[i] === 1 && (monthLeads.has(word(r, i - 1)) || word(r, i - 1) === 'on');
    if (doubtful && bare && year === dayEnd && !announced) return 0;
    if ((flagsAt(r, dayEnd) & is.unit) !== 0 && bare && year === dayEnd && doubtful) return 0;
    at = rangeOfDays(r, dayEnd) || dayEnd;
    at = spokenYear(r, yearAfter(r, at, true));
  } else {
    const year =
      isYear(r, at) ||
      (isShortYear(r, at) && gapAt(r, at) === gap.none) ||
      isMark(r, at, ',') ||
      word(r, at) === 'of' ||
      isMark(r, at, "'") ||
      isMark(r, at, '’') ||
      joint
        ? yearAfter(r, at, false)
        : at;
    if (!before && year === at && !monthAlone(r, i, capital)) return 0;
    at = year === at && !before ? i + 1 : year;
    const short = before > 0 && year === i + 1 && isShortYear(r, year) && gapAt(r, year) === gap.blank;
    if (short && !isWord(r, year + 1) && !isMark(r, year + 1, '/') && !isMark(r, year + 1, '%')) at = year + 1;
    else if (short && (gapAt(r, year + 1) === gap.line || (r.from[year + 1] ?? 0) - (r.to[year] ?? 0) > 1)) at = year + 1;
    if (short && at === year + 1) {
      c.take(first, at, 'DATE', 'date with a month');
      return at;
    }
    if (before && year === i + 1) at = i + 1;
  }
  first = withWeekday(r, first);
  if (c.taken(first)) first = i;
  c.take(first, at, 'DATE', 'date with a month');
  return at;
}

const decades = new Set(
  'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred oh thousand'.split(
    ' ',
  ),
);

/** `nineteen seventy two`, `two thousand and five` after a day in words. */
function spokenYear(r: Reading, i: number): number {
  let at = isMark(r, i, ',') ? i + 1 : i;
  const starts = word(r, at) === 'nineteen' || word(r, at) === 'twenty' || (word(r, at) === 'two' && word(r, at + 1) === 'thousand');
  if (!starts || !near(r, at)) return i;
  at++;
  while (
    near(r, at) &&
    (decades.has(word(r, at)) || (flagsAt(r, at) & is.digit) !== 0 || (word(r, at) === 'and' && decades.has(word(r, at - 1))))
  )
    at++;
  return word(r, at - 1) === 'and' ? at - 1 : at;
}

/** 1 + the first token of a day that stands before the month, or 0. */
function dayBefore(r: Reading, i: number): number {
  let k = i - 1;
  if (!near(r, i)) return 0;
  if (isMark(r, k, '-') || isMark(r, k, '/') || isMark(r, k, '.')) {
    if (gapAt(r, k) !== gap.none) return 0;
    k--;
  } else if (word(r, k) === 'of') k--;
  if (suffixes.has(word(r, k)) && isNumber(r, k - 1) && isDay(value(r, k - 1))) return k;
  if (isNumber(r, k) && isDay(value(r, k)) && lengthAt(r, k) <= 2) {
    const plainMonth = word(r, i) !== 'may' && word(r, i) !== 'march';
    const sure = k < i - 1 || gapAt(r, i) === gap.none || isNumber(r, i + 1) || plainMonth || shapeAt(r, i) === shape.title;
    return sure && !isMark(r, k - 1, '/') && !isMark(r, k - 1, '.') ? k + 1 : 0;
  }
  if (ordinals.has(word(r, k)) && k < i - 1) return ordinals.has(`${word(r, k - 2)}-${word(r, k)}`) ? k - 1 : k + 1;
  return 0;
}

function rangeOfDays(r: Reading, i: number): number {
  const joins =
    isMark(r, i, '-') ||
    isMark(r, i, '–') ||
    word(r, i) === 'to' ||
    word(r, i) === 'and' ||
    word(r, i) === 'through' ||
    word(r, i) === 'thru';
  if (!joins || !near(r, i)) return 0;
  const end = dayAt(r, i + 1);
  if (separators.has(word(r, end)) && isNumber(r, end + 1) && gapAt(r, end) + gapAt(r, end + 1) === 0) return 0;
  const long = word(r, i).length > 1;
  return end && (!long || end === i + 3 || isMark(r, end, ',')) ? end : 0;
}

function monthAlone(r: Reading, i: number, capital: boolean): boolean {
  const name = word(r, i);
  const lead = isMark(r, i - 1, '-') ? word(r, i - 2) : word(r, i - 1);
  if (word(r, i + 1) === 'of' && ['twenty', 'nineteen', 'last', 'this'].includes(word(r, i + 2))) return true;
  if (name === 'oct' || name === 'mar' || name === 'sep' || name === 'dec') return monthLeads.has(lead) && shapeAt(r, i) === shape.title;
  // IN MAY, of a line in capitals.
  if (
    r.shouted[i] === 1 &&
    (name === 'may' || name === 'march') &&
    ['in', 'since', 'until', 'by'].includes(lead) &&
    (isMark(r, i + 1, ',') || isMark(r, i + 1, '.'))
  )
    return true;
  if (name === 'may' || name === 'march')
    return capital && shapeAt(r, i) === shape.title && monthLeads.has(lead) && !(name === 'may' && (flagsAt(r, i + 1) & is.first) !== 0);
  if (ambiguousMonths.has(name) && name !== 'jan')
    return monthLeads.has(lead) || (name.length > 4 && name !== 'april' && name !== 'august' && capital);
  return name.length > 3 || monthLeads.has(lead);
}

/** A weekday before a date is part of it. */
export function withWeekday(r: Reading, first: number): number {
  let k = first - 1;
  if (word(r, k) === 'the') k--;
  if (isMark(r, k, ',') || isMark(r, k, '.')) k--;
  return (flagsAt(r, k) & is.weekday) !== 0 && near(r, first) && k >= 0 && word(r, k).length > 2 ? k : first;
}

const seldomDays = new Set(
  'percentile rib ribs tooth teeth finger toe nerve nerves cranial digit ray metacarpal metatarsal degree grade grader trimester molar premolar cuneiform ventricle dose attempt floor visit time'.split(
    ' ',
  ),
);

/** `on the 14th`. `i` stands on the number. */
export function dayAlone(r: Reading, c: Claims, i: number): boolean {
  if (!suffixes.has(word(r, i + 1)) || gapAt(r, i + 1) !== gap.none || !isDay(value(r, i)) || word(r, i - 1) !== 'the') return false;
  if (word(r, i + 2) === 'of' && (flagsAt(r, i + 3) & is.month) !== 0) return false;
  const lead = word(r, i - 2);
  if (
    !['on', 'by', 'until', 'since', 'from', 'before', 'after', 'till', 'through', 'for', 'to', 'seen', 'returns', 'due', 'around'].includes(
      lead,
    ) &&
    !weekdayBefore(r, i - 2)
  )
    return false;
  if (weekdayBefore(r, i - 2)) {
    c.take(i, i + 2, 'DATE', 'day of a month');
    return true;
  }
  const next = word(r, i + 2);
  if (
    seldomDays.has(next) ||
    (isWord(r, i + 2) &&
      near(r, i + 2) &&
      ![
        'at',
        'and',
        'of',
        'for',
        'to',
        'with',
        'in',
        'or',
        'but',
        'because',
        'if',
        'so',
        'when',
        'she',
        'he',
        'we',
        'i',
        'am',
        'pm',
        'please',
        'by',
        'per',
      ].includes(next))
  )
    return false;
  c.take(i, i + 2, 'DATE', 'day of a month');
  return true;
}
