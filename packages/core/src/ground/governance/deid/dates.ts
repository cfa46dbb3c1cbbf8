import type { Claims } from './claims.ts';
import { flagsAt, gap, gapAt, isCapital, isMark, isNumber, isWord, lengthAt, type Reading, word } from './reading.ts';
import { is, vocabulary } from './words.ts';

export const value = (r: Reading, i: number): number => (isNumber(r, i) && lengthAt(r, i) <= 8 ? Number(word(r, i)) : -1);
export const isDay = (n: number): boolean => n >= 1 && n <= 31;
export const isMonth = (n: number): boolean => n >= 1 && n <= 12;
export const isYear = (r: Reading, i: number): boolean => lengthAt(r, i) === 4 && value(r, i) >= 1850 && value(r, i) <= 2199;
export const isShortYear = (r: Reading, i: number): boolean => lengthAt(r, i) === 2 && isNumber(r, i);
export const near = (r: Reading, i: number): boolean => gapAt(r, i) !== gap.line;
export const separators = new Set(['/', '-', '.', '–', '—', '\\', '\u2011', '\u2010']);

/** Words before a bare 3/14 that make it a date. */
const leads = new Set(
  'call called pt patient back on since from until till thru through by before after dated date dates dos dob seen visit visits checked home appt appointment due next last f/u followup exam scheduled for of between and to starting started effective eff begin ending ended ends expires exp received rec paid posted admitted discharged admit discharge dc born expired collected drawn performed done given resulted ordered signed updated reviewed recheck lmp edd called arrived week w/e wk'.split(
    ' ',
  ),
);
/** Words around a fraction that make it none of a date. */
const fractions = new Set(
  'titmus ishihara randot stereopsis hrr wirt iop tonometry goldmann applanation tonopen gat nct schirmer tbut apgar apgars gleason mmse moca phq gad cage mini cog gcs bmi od os ou c d pd sh k ks add sph cyl pulse dp radial brachial patellar achilles biceps triceps deltoid quad quads quadriceps hamstring iliopsoas grip ehl dorsiflexion plantarflexion extension flexion bilaterally throughout visits sessions session carpule carpules lido prism stereo hba tid ratio odds part parts stage bp trace edema pitting effusion breaths kg lb moca moderate mild severe lachman drawer tender tenderness bleeding mobility furcation pocket ear canal cup strength murmur systolic pain grade reflexes reflex pulses pulse motor va acuity vision ratio score scale level rated tab tablet tablets tsp cup inch inches dose dtr dtrs power bp sev severity muscle intensity'.split(
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
    if (separators.has(word(r, i + 5)) && isNumber(r, i + 6) && gapAt(r, i + 5) + gapAt(r, i + 6) === 0 && mark === '.') return 0;
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

/** `Gracey 11/12`: the two ends of an instrument. */
const instruments = new Set(
  'gracey graceys columbia mccall langer younger goldman curette curettes scaler hoe file sickle barnhart nabers'.split(' '),
);

function monthDay(r: Reading, c: Claims, i: number): number {
  const slash = isMark(r, i + 1, '/');
  if (!slash && !isMark(r, i + 1, '-')) return 0;
  if (!isMonth(value(r, i)) || !isDay(value(r, i + 2)) || lengthAt(r, i) > 2 || lengthAt(r, i + 2) > 2) return 0;
  const next = word(r, i + 3);
  if (
    gapAt(r, i + 3) === gap.none &&
    (isWord(r, i + 3) ||
      next === '/' ||
      next === '%' ||
      next === '"' ||
      (next === '.' && isNumber(r, i + 4) && gapAt(r, i + 4) === gap.none))
  )
    return 0;
  if (
    instruments.has(word(r, i - 1)) ||
    (isMark(r, i - 1, ',') && isNumber(r, i - 2) && isMark(r, i - 3, '/') && instruments.has(word(r, i - 5)))
  )
    return 0;
  if (isMark(r, i - 1, '#') || isMark(r, i - 1, '$') || !(slash ? slashIsDate(r, c, i) : dashIsDate(r, i))) return 0;
  const ranged = (isMark(r, i + 3, '-') || isMark(r, i + 3, '–')) && isDay(value(r, i + 4)) && isMark(r, i + 5, '/') && isYear(r, i + 6);
  const end = ranged ? i + 7 : i + 3;
  c.take(i, end, 'DATE', 'month and day');
  return end;
}

/** The token that leads up to `i`, past brackets and dots. */
function leadOf(r: Reading, i: number): number {
  let back = i - 1;
  while (isMark(r, back, '(') || isMark(r, back, '.') || isMark(r, back, ':')) back--;
  return back;
}

export const weekdayBefore = (r: Reading, back: number): boolean =>
  (flagsAt(r, back) & is.weekday) !== 0 || (isMark(r, back, ',') && (flagsAt(r, back - 1) & is.weekday) !== 0);
const isPadded = (r: Reading, i: number): boolean => lengthAt(r, i) === 2 && word(r, i).startsWith('0') && lengthAt(r, i + 2) === 2;

function dashIsDate(r: Reading, i: number): boolean {
  const back = leadOf(r, i);
  const lead = word(r, back);
  const firm =
    (firmly.has(lead) || lead === 'date' || lead === 'due') &&
    (value(r, i + 2) > 12 || isPadded(r, i)) &&
    (flagsAt(r, i + 3) & is.unit) === 0;
  const counted = [
    'weeks',
    'week',
    'days',
    'day',
    'months',
    'hours',
    'hrs',
    'times',
    'x',
    'minutes',
    'min',
    'reps',
    'years',
    'wks',
    'mos',
  ].includes(word(r, i + 3));
  if (firm && !counted) return true;
  return weekdayBefore(r, back) || (leads.has(lead) && !joints.has(lead) && (isPadded(r, i) || lead === 'dos' || lead === 'dob'));
}

const joints = new Set(['of', 'and', 'to', 'for', '-', '–', ',', '&', 'or', 'through', 'thru']);
/** What people divide by when they mean a share or a grade. */
const denominators = new Set([1, 2, 3, 4, 5, 6, 8, 10]);

const firmly = new Set(
  'recheck rtc recall return appt nv thru through until till since dated effective expires exp valid ends begins on'.split(' '),
);
const studies = new Set(
  'mri ct xray radiograph films film echo labs lab exam visit scan study letter note notes call night week day morning evening report panorex pano culture biopsy ultrasound us mammogram dexa eeg ekg ecg holter'.split(
    ' ',
  ),
);
const graded = new Set(
  'graded rated scored improved increased decreased reduced weakened limited measured tested needed diminished based red med bed listed'.split(
    ' ',
  ),
);

/** What is measured, up to four words before in the same sentence. */
function measuredBefore(r: Reading, back: number): boolean {
  for (let k = back; k > back - 4 && k >= 0; k--) {
    if (isMark(r, k, '.') && gapAt(r, k + 1) !== gap.none) return false;
    if (fractions.has(word(r, k))) return true;
  }
  return false;
}

function slashIsDate(r: Reading, c: Claims, i: number): boolean {
  const back = leadOf(r, i);
  const lead = word(r, back);
  const next = word(r, i + 3);
  if (next === '@' || (next === 'at' && isNumber(r, i + 4))) return true;
  const cell = isMark(r, i - 1, '|') && (next === '|' || gapAt(r, i + 3) === gap.line);
  if (
    cell ||
    ([
      'addendum',
      'fill',
      'filled',
      'refilled',
      'culture',
      'cultures',
      'cx',
      'start',
      'starts',
      'began',
      'seen',
      'egd',
      'colonoscopy',
      'sx',
      'surgery',
    ].includes(lead) &&
      near(r, i))
  )
    return true;
  const above = value(r, i);
  const below = value(r, i + 2);
  if (firmly.has(lead) && (below > 12 || isPadded(r, i)) && !fractions.has(next) && (flagsAt(r, i + 3) & is.unit) === 0) return true;
  if (lead === 'of' && studies.has(word(r, back - 1))) return true;
  const done = /[a-z]ed$/.test(lead) && !graded.has(lead) && (flagsAt(r, i + 3) & is.unit) === 0 && next !== 'of' && next !== '(';
  if (done && near(r, i)) return true;
  const timed =
    isNumber(r, i + 3) && gapAt(r, i + 3) === gap.blank && (['am', 'pm', 'a', 'p'].includes(word(r, i + 4)) || isMark(r, i + 4, ':'));
  if (timed) return true;
  const coded = gapAt(r, i + 4) === gap.none && isNumber(r, i + 4);
  const measured = (fractions.has(next) && !coded) || fractions.has(word(r, i + 4)) || measuredBefore(r, back);
  if (isPadded(r, i) && !measured) return true;
  if (!measured && (next === 'by' || next === 'w' || next === 'with') && near(r, i + 3) && below > 5) return true;
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
  if (below === 12 && above < 7) return false;
  return !denominators.has(below) || (above > below && !isMark(r, i - 1, '-') && below < 4);
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

/** Eight digits that can only be a date: 20240314, or 03141962 where a birth date is announced. */
export function packedDate(r: Reading, i: number, announced: boolean): boolean {
  const w = word(r, i);
  if (w.length !== 8 && !(announced && w.length === 6)) return false;
  const part = (from: number, to: number) => Number(w.slice(from, to));
  const yearFirst = w.length === 8 && part(0, 4) >= 1900 && part(0, 4) <= 2099 && isMonth(part(4, 6)) && isDay(part(6, 8));
  const monthFirst = isMonth(part(0, 2)) && isDay(part(2, 4)) && (w.length === 6 || (part(4, 8) >= 1900 && part(4, 8) <= 2099));
  return yearFirst || (announced && monthFirst);
}
