import type { Claims } from './claims.ts';
import { flagsAt, gap, gapAt, isCapital, isMark, isNumber, isWord, lengthAt, type Reading, shape, shapeAt, word } from './reading.ts';
import { is, vocabulary } from './words.ts';

const value = (r: Reading, i: number): number => (isNumber(r, i) && lengthAt(r, i) <= 8 ? Number(word(r, i)) : -1);
const isDay = (n: number): boolean => n >= 1 && n <= 31;
const isMonth = (n: number): boolean => n >= 1 && n <= 12;
const isYear = (r: Reading, i: number): boolean => lengthAt(r, i) === 4 && value(r, i) >= 1850 && value(r, i) <= 2199;
const isShortYear = (r: Reading, i: number): boolean => lengthAt(r, i) === 2 && isNumber(r, i);
const near = (r: Reading, i: number): boolean => gapAt(r, i) !== gap.line;
const separators = new Set(['/', '-', '.', '–', '—', '\\', '\u2011', '\u2010']);

/** Words before a bare 3/14 that make it a date. */
const leads = new Set(
  'called pt patient back on since from until till thru through by before after dated date dates dos dob seen visit visits appt appointment due next last f/u followup exam scheduled for of between and to starting started effective eff begin ending ended ends expires exp received rec paid posted admitted discharged admit discharge dc born expired collected drawn performed done given resulted ordered signed updated reviewed recheck lmp edd called arrived week w/e wk'.split(
    ' ',
  ),
);
/** Words around a fraction that make it none of a date. */
const fractions = new Set(
  'iop tonometry goldmann applanation tonopen gat nct schirmer tbut apgar apgars gleason mmse moca phq gad cage mini cog gcs bmi od os ou c d pd sh k ks add sph cyl pulse dp pt radial brachial patellar achilles biceps triceps deltoid quad quads quadriceps hamstring iliopsoas grip ehl dorsiflexion plantarflexion extension flexion bilaterally throughout visits sessions session carpule carpules lido prism stereo hba tid ratio odds part parts stage bp trace edema pitting effusion breaths kg lb moca moderate mild severe lachman drawer tender tenderness bleeding mobility furcation pocket ear canal cup strength murmur systolic pain grade reflexes reflex pulses pulse motor va acuity vision ratio score scale level rated tab tablet tablets tsp cup inch inches dose dtr dtrs power bp sev severity muscle intensity'.split(
    ' ',
  ),
);
const seldomDays = new Set(
  'percentile rib ribs tooth teeth finger toe nerve nerves cranial digit ray metacarpal metatarsal degree grade grader trimester molar premolar cuneiform ventricle dose attempt floor visit time'.split(
    ' ',
  ),
);

/** `3/14/1962`, `1962-03-14`, `14.3.62`, `03/2019`, `3/14`: a number followed by a separator. */
export function numericDate(r: Reading, c: Claims, i: number): number {
  const mark = word(r, i + 1);
  if (isMark(r, i - 1, '.') && gapAt(r, i) === gap.none && gapAt(r, i - 1) === gap.none && isNumber(r, i - 2)) return 0;
  if (!separators.has(mark) || !isNumber(r, i + 2) || !near(r, i + 1) || !near(r, i + 2)) return 0;
  if (gapAt(r, i) === gap.none && i > 0 && (separators.has(word(r, i - 1)) || '$#:'.includes(word(r, i - 1))) && !startsAfterRange(r, i))
    return 0;
  const spaced = gapAt(r, i + 1) !== gap.none || gapAt(r, i + 2) !== gap.none;
  if (spaced && mark !== '/') return 0;
  const third =
    word(r, i + 3) === mark &&
    isNumber(r, i + 4) &&
    near(r, i + 3) &&
    near(r, i + 4) &&
    (spaced || gapAt(r, i + 3) + gapAt(r, i + 4) === 0);
  if (third && wholeDate(r, i)) {
    if (separators.has(word(r, i + 5)) && isNumber(r, i + 6) && gapAt(r, i + 5) === gap.none && mark === '.') return 0;
    const end = afterTime(r, i + 5);
    const first = gapAt(r, i) === gap.none && (word(r, i - 1) === 'o' || word(r, i - 1) === 'l') && lengthAt(r, i) === 1 ? i - 1 : i;
    c.take(first, end, 'DATE', 'numeric date');
    return end;
  }
  if (third || spaced) return 0;
  return monthYear(r, c, i) || monthDay(r, c, i);
}

const startsAfterRange = (r: Reading, i: number): boolean =>
  (isMark(r, i - 1, '-') || isMark(r, i - 1, '–') || isMark(r, i - 1, '—')) && isNumber(r, i - 2) && !isMark(r, i + 1, '-');

function wholeDate(r: Reading, i: number): boolean {
  const [a, b, d] = [value(r, i), value(r, i + 2), value(r, i + 4)];
  if (lengthAt(r, i) === 4) return isYear(r, i) && lengthAt(r, i + 2) <= 2 && lengthAt(r, i + 4) <= 2 && isMonth(b) && isDay(d);
  if (lengthAt(r, i) > 2 || lengthAt(r, i + 2) > 2) return false;
  const fits = (isMonth(a) && isDay(b)) || (isDay(a) && isMonth(b));
  return fits && (isYear(r, i + 4) || isShortYear(r, i + 4));
}

/** `T10:20:00Z` belongs to the date that it is written onto. */
function afterTime(r: Reading, end: number): number {
  const w = word(r, end);
  if (gapAt(r, end) !== gap.none || (w !== 't' && !/^t\d/.test(w))) return end;
  let at = end + 1;
  while (gapAt(r, at) === gap.none && (isNumber(r, at) || [':', '.', 'z', '+', '-'].includes(word(r, at))) && at < r.count) at++;
  return at;
}

function monthYear(r: Reading, c: Claims, i: number): number {
  if (!isMark(r, i + 1, '/') && !isMark(r, i + 1, '-')) return 0;
  const forward = isMonth(value(r, i)) && isYear(r, i + 2) && lengthAt(r, i) <= 2;
  const backward = isYear(r, i) && isMonth(value(r, i + 2)) && lengthAt(r, i + 2) === 2;
  if (!forward && !backward) return 0;
  c.take(i, i + 3, 'DATE', 'month and year');
  return i + 3;
}

function monthDay(r: Reading, c: Claims, i: number): number {
  const slash = isMark(r, i + 1, '/');
  if (!slash && !isMark(r, i + 1, '-')) return 0;
  if (!isMonth(value(r, i)) || !isDay(value(r, i + 2)) || lengthAt(r, i) > 2 || lengthAt(r, i + 2) > 2) return 0;
  const next = word(r, i + 3);
  if (
    gapAt(r, i + 3) === gap.none &&
    (isWord(r, i + 3) || next === '/' || next === '%' || next === '"' || (next === '.' && isNumber(r, i + 4)))
  )
    return 0;
  if (isMark(r, i - 1, '#') || isMark(r, i - 1, '$') || !(slash ? slashIsDate(r, c, i) : dashIsDate(r, i))) return 0;
  c.take(i, i + 3, 'DATE', 'month and day');
  return i + 3;
}

/** The token that leads up to `i`, past brackets and dots. */
function leadOf(r: Reading, i: number): number {
  let back = i - 1;
  while (isMark(r, back, '(') || isMark(r, back, '.') || isMark(r, back, ':')) back--;
  return back;
}

const weekdayBefore = (r: Reading, back: number): boolean =>
  (flagsAt(r, back) & is.weekday) !== 0 || (isMark(r, back, ',') && (flagsAt(r, back - 1) & is.weekday) !== 0);
const isPadded = (r: Reading, i: number): boolean => lengthAt(r, i) === 2 && word(r, i).startsWith('0') && lengthAt(r, i + 2) === 2;

function dashIsDate(r: Reading, i: number): boolean {
  const back = leadOf(r, i);
  const lead = word(r, back);
  return weekdayBefore(r, back) || (leads.has(lead) && !joints.has(lead) && (isPadded(r, i) || lead === 'dos' || lead === 'dob'));
}

const joints = new Set(['of', 'and', 'to', 'for', '-', '–', ',', '&', 'or', 'through', 'thru']);
/** What people divide by when they mean a share or a grade. */
const denominators = new Set([1, 2, 3, 4, 5, 6, 8, 10, 12, 30]);

function slashIsDate(r: Reading, c: Claims, i: number): boolean {
  const back = leadOf(r, i);
  const lead = word(r, back);
  const next = word(r, i + 3);
  const measured =
    fractions.has(next) ||
    fractions.has(word(r, i + 4)) ||
    [back, back - 1, back - 2, back - 3].some((k) => k >= 0 && fractions.has(word(r, k)));
  if (isPadded(r, i) && !measured) return true;
  if (weekdayBefore(r, back)) return true;
  if (leads.has(lead) && !joints.has(lead) && near(r, i) && !fractions.has(next)) return true;
  if (joints.has(lead) && c.taken(back - 1)) return true;
  if (measured || (flagsAt(r, i + 3) & is.unit) !== 0) return false;
  if (gapAt(r, i) === gap.line && (next === ':' || next === '-' || next === '–' || (isWord(r, i + 3) && near(r, i + 3)))) return true;
  const range =
    (next === '-' || next === '–') &&
    isMark(r, i + 5, '/') &&
    isNumber(r, i + 4) &&
    isNumber(r, i + 6) &&
    isMonth(value(r, i + 4)) &&
    isDay(value(r, i + 6));
  if (range) return true;
  // By a name or a place that no vocabulary holds: "by Dr. Roe 7/8".
  if (isWord(r, back) && isCapital(r, back) && (flagsAt(r, back) & (vocabulary | is.eponym)) === 0 && lengthAt(r, back) > 3 && near(r, i))
    return true;
  const [above, below] = [value(r, i), value(r, i + 2)];
  return !denominators.has(below) || (above > below && !isMark(r, i - 1, '-') && below < 4);
}

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
  const dashed = at > i && gapAt(r, at) === gap.none && !isMark(r, at - 1, ',') && !isMark(r, at - 1, '.');
  if (isShortYear(r, at) && (dashed || (short && at > i && isMark(r, at - 1, ',')))) return at + 1;
  return i;
}

const monthLeads = new Set(
  'in since during last this next early late mid until til till by of from through thru before after every each around approximately to and end beginning middle past'.split(
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
  const dayEnd = !before && near(r, at) ? dayAt(r, joint ? at + 1 : at) : 0;
  if (before) first = before - 1;
  if (dayEnd) {
    const bare = isNumber(r, dayEnd - 1);
    const year = yearAfter(r, dayEnd, true);
    const doubtful =
      (name === 'may' || name === 'march' || name === 'mar' || name === 'oct' || name === 'sep') && !capital && written !== shape.title;
    if (doubtful && bare && year === dayEnd) return 0;
    if ((flagsAt(r, dayEnd) & is.unit) !== 0 && bare && year === dayEnd && doubtful) return 0;
    at = rangeOfDays(r, dayEnd) || dayEnd;
    at = spokenYear(r, yearAfter(r, at, true));
  } else {
    const year =
      isYear(r, at) || isMark(r, at, ',') || word(r, at) === 'of' || isMark(r, at, "'") || isMark(r, at, '’') || joint
        ? yearAfter(r, at, false)
        : at;
    if (!before && year === at && !monthAlone(r, i, capital)) return 0;
    at = year === at && !before ? i + 1 : year;
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

const spanishMonths = new Set(
  'enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre'.split(' '),
);

/** `11 22 1985`, and a letter O read for a nought. */
export function spacedDate(r: Reading, c: Claims, i: number): boolean {
  const fits = isMonth(value(r, i)) && isDay(value(r, i + 1)) && isYear(r, i + 2) && lengthAt(r, i) <= 2 && lengthAt(r, i + 1) <= 2;
  if (!fits || gapAt(r, i + 1) !== gap.blank || gapAt(r, i + 2) !== gap.blank || isNumber(r, i - 1) || gapAt(r, i) === gap.none)
    return false;
  c.take(i, i + 3, 'DATE', 'numeric date');
  return true;
}

/** `3 de mayo de 1962`. `i` stands on the day. */
export function spanishDate(r: Reading, c: Claims, i: number): boolean {
  if (word(r, i + 1) !== 'de' || !spanishMonths.has(word(r, i + 2)) || !isDay(value(r, i))) return false;
  const joint = word(r, i + 3) === 'de' || word(r, i + 3) === 'del' ? i + 4 : i + 3;
  c.take(i, isYear(r, joint) ? joint + 1 : i + 3, 'DATE', 'date in Spanish');
  return true;
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
  const long = word(r, i).length > 1;
  return end && (!long || end === i + 3 || isMark(r, end, ',')) ? end : 0;
}

function monthAlone(r: Reading, i: number, capital: boolean): boolean {
  const name = word(r, i);
  const lead = word(r, i - 1);
  if (name === 'oct' || name === 'mar' || name === 'sep' || name === 'dec') return monthLeads.has(lead) && shapeAt(r, i) === shape.title;
  if (name === 'may' || name === 'march')
    return capital && shapeAt(r, i) === shape.title && monthLeads.has(lead) && !(name === 'may' && (flagsAt(r, i + 1) & is.first) !== 0);
  if (ambiguousMonths.has(name) && name !== 'jan')
    return monthLeads.has(lead) || (name.length > 4 && name !== 'april' && name !== 'august' && capital);
  return name.length > 4 || monthLeads.has(lead);
}

/** A weekday before a date is part of it. */
export function withWeekday(r: Reading, first: number): number {
  let k = first - 1;
  if (word(r, k) === 'the') k--;
  if (isMark(r, k, ',') || isMark(r, k, '.')) k--;
  return (flagsAt(r, k) & is.weekday) !== 0 && near(r, first) && k >= 0 && word(r, k).length > 2 ? k : first;
}

/** `on the 14th`. `i` stands on the number. */
export function dayAlone(r: Reading, c: Claims, i: number): boolean {
  if (!suffixes.has(word(r, i + 1)) || gapAt(r, i + 1) !== gap.none || !isDay(value(r, i)) || word(r, i - 1) !== 'the') return false;
  const lead = word(r, i - 2);
  if (!['on', 'by', 'until', 'since', 'from', 'before', 'after', 'till', 'through', 'for', 'to'].includes(lead) && !weekdayBefore(r, i - 2))
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

const holidays: readonly (readonly string[])[] = [
  ['christmas', 'eve'],
  ['christmas', 'day'],
  ['christmas'],
  ['thanksgiving', 'day'],
  ['thanksgiving'],
  ['halloween'],
  ['easter', 'sunday'],
  ['easter'],
  ['new', 'year', 's', 'eve'],
  ['new', 'year', 's', 'day'],
  ['new', 'years', 'eve'],
  ['new', 'years', 'day'],
  ['new', 'years'],
  ['labor', 'day'],
  ['memorial', 'day'],
  ['independence', 'day'],
  ['fourth', 'of', 'july'],
  ['mother', 's', 'day'],
  ['father', 's', 'day'],
  ['mothers', 'day'],
  ['fathers', 'day'],
  ['valentine', 's', 'day'],
  ['valentines', 'day'],
  ['veterans', 'day'],
  ['columbus', 'day'],
  ['mlk', 'day'],
  ['juneteenth'],
  ['hanukkah'],
  ['ramadan'],
  ['passover'],
  ['diwali'],
  ['yom', 'kippur'],
  ['good', 'friday'],
];
const holidayStarts = new Map<string, (readonly string[])[]>();
for (const holiday of holidays) holidayStarts.set(holiday[0] ?? '', [...(holidayStarts.get(holiday[0] ?? '') ?? []), holiday]);

/** Feasts that fall on a day. */
export function holiday(r: Reading, c: Claims, i: number): boolean {
  const starts = holidayStarts.get(word(r, i));
  if (!starts || (shapeAt(r, i) === shape.lower && word(r, i) === 'new' && word(r, i + 1) === 'years')) return false;
  for (const parts of starts) {
    let at = i;
    const fits = parts.every((part) => {
      if (isMark(r, at, "'") || isMark(r, at, '’')) at++;
      return word(r, at++) === part;
    });
    if (!fits) continue;
    if (word(r, i) === 'christmas' && word(r, at) === 'disease') return false;
    c.take(i, at, 'DATE', 'holiday');
    return true;
  }
  return false;
}

/** Eight digits that can only be a date: 20240314, or 03141962 where a birth date is announced. */
export function packedDate(r: Reading, i: number, announced: boolean): boolean {
  const w = word(r, i);
  if (w.length !== 8 && !(announced && w.length === 6)) return false;
  const part = (from: number, to: number) => Number(w.slice(from, to));
  const yearFirst = w.length === 8 && part(0, 4) >= 1900 && part(0, 4) <= 2099 && isMonth(part(4, 6)) && isDay(part(6, 8));
  const monthFirst = isMonth(part(0, 2)) && isDay(part(2, 4)) && (w.length === 6 || (part(4, 8) >= 1900 && part(4, 8) <= 2099));
  return yearFirst || (announced && monthFirst);
}

const tens = new Map([['ninety', 90]]);

/** Ages over 89: `92-year-old`, `age 94`, `ninety-two years old`, `aged 101`. */
export function greatAge(r: Reading, c: Claims, i: number): boolean {
  const spelled = tens.has(word(r, i)) || (word(r, i) === 'one' && word(r, i + 1) === 'hundred');
  const number = isNumber(r, i) && lengthAt(r, i) <= 3 ? value(r, i) : 0;
  if (!spelled && (number < 90 || number > 125)) return false;
  let end = i + 1;
  if (spelled) {
    if (word(r, i) === 'one') end++;
    if (word(r, end) === 'and') end++;
    if (isMark(r, end, '-') && isWord(r, end + 1)) end++;
    if ((flagsAt(r, end) & is.digit) !== 0 && word(r, end) !== 'double') end++;
    else if (isMark(r, end - 1, '-')) end--;
  }
  let back = i - 1;
  while (
    isMark(r, back, ':') ||
    isMark(r, back, '(') ||
    isMark(r, back, '=') ||
    isMark(r, back, '-') ||
    word(r, back) === 'is' ||
    word(r, back) === 'of'
  )
    back--;
  const lead = word(r, back);
  const led =
    (lead === 'age' ||
      lead === 'aged' ||
      lead === 'ages' ||
      lead === 'turned' ||
      lead === 'turning' ||
      lead === 'yo' ||
      lead === 'elderly') &&
    back < i;
  if (!led && !yearsOld(r, end) && !sexAfter(r, i, end)) return false;
  c.take(i, end, 'AGE', 'age over 89');
  return true;
}

function yearsOld(r: Reading, at: number): boolean {
  let k = at;
  if (isMark(r, k, '-')) k++;
  const w = word(r, k);
  if (w === 'yo' || w === 'yof' || w === 'yom' || w === 'yoa' || w === 'yrold') return true;
  if (w === 'y' && (isMark(r, k + 1, '/') || isMark(r, k + 1, '.')) && word(r, k + 2) === 'o') return true;
  if (!/^(?:years?|yrs?|y|yr)$/.test(w)) return false;
  if (isMark(r, k + 1, '.')) k++;
  if (isMark(r, k + 1, '-')) k++;
  const next = word(r, k + 1);
  return next === 'old' || (next === 'of' && word(r, k + 2) === 'age') || next === 'young' || next === 'o';
}

/** `94F`, `91 M with`. */
function sexAfter(r: Reading, i: number, end: number): boolean {
  const w = word(r, end);
  if ((w !== 'f' && w !== 'm') || shapeAt(r, end) !== shape.single) return false;
  return gapAt(r, end) === gap.none
    ? gapAt(r, i) !== gap.none
    : ['with', 'here', 'w', 'who', 'presents', 'c', 's'].includes(word(r, end + 1));
}
