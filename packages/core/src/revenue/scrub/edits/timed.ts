import type { Edit, Report } from '../edit.ts';
import type { ServedLine } from '../facts.ts';
import type { LineLook, Look } from '../look.ts';
import { sameProvider } from '../same-provider.ts';

const unitMinutes = 15;
const half = 7;

/** Units of the minutes of several services: by Medicare from the total, each whole quarter first and then the largest rests; by the AMA each for itself. */
export function timedUnits(minutes: readonly number[], way: 'medicare' | 'ama'): number[] {
  const alone = (m: number): number => Math.floor((m + half) / unitMinutes);
  if (way === 'ama') return minutes.map(alone);
  const units = minutes.map((m) => Math.floor(m / unitMinutes));
  let left = alone(minutes.reduce((a, b) => a + b, 0)) - units.reduce((a, b) => a + b, 0);
  const byRest = minutes.map((m, i) => ({ i, rest: m % unitMinutes })).sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of byRest) {
    if (left <= 0) break;
    units[i] = (units[i] ?? 0) + 1;
    left--;
  }
  return units;
}

interface Group {
  readonly lines: readonly LineLook[];
  readonly billed: number;
  readonly right: readonly number[];
  readonly total: number;
  /** Whether services of other claims that day are counted in. */
  readonly across: boolean;
}

const noneServed: readonly ServedLine[] = [];

/** By Medicare the minutes of the day count together, on whatever claim they stand: timed services of other claims, where all their minutes are known. */
function timedElsewhere({ sameDays, tables }: Look, { on, ...who }: LineLook): readonly ServedLine[] {
  if (sameDays.length === 0 || on === undefined) return noneServed;
  const day = tables.on(on);
  const served = sameDays.filter((one) => one.on === on && day.procedure(one.code).about.timed === true && sameProvider(one, who));
  return served.some(({ minutes }) => minutes === undefined) ? noneServed : served;
}

/** Timed lines of each day and provider whose minutes are all known. */
function everyGroup(look: Look, tell: (group: Group) => void): void {
  const way = look.facts.payer.minutes ?? (look.medicare ? 'medicare' : 'ama');
  const timed = look.lines.filter(({ about, line }) => about.timed === true && line.unit === 'UN');
  for (const first of timed) {
    const lines = timed.filter(({ on, provider }) => on === first.on && provider === first.provider);
    if (lines[0] !== first || lines.some(({ line }) => line.minutes === undefined)) continue;
    const elsewhere = way === 'medicare' ? timedElsewhere(look, first) : noneServed;
    const minutes = [...lines.map(({ line }) => line.minutes ?? 0), ...elsewhere.map((one) => one.minutes ?? 0)];
    const right = timedUnits(minutes, way);
    const billed = [...lines, ...elsewhere].reduce((n, { units }) => n + units, 0);
    tell({ lines, billed, right, total: right.reduce((a, b) => a + b, 0), across: elsewhere.length > 0 });
  }
}

/** A line that has a unit more than it should, and its rest does not tie with that of another. */
function misplaced({ lines, right }: Group): number {
  const rest = (i: number): number => (lines[i]?.line.minutes ?? 0) % unitMinutes;
  const differs = lines.findIndex(({ units }, i) => units > (right[i] ?? 0));
  if (differs < 0) return -1;
  const oneMore = lines[differs]?.units === (right[differs] ?? 0) + 1;
  const tied = oneMore && lines.some(({ units }, i) => units < (right[i] ?? 0) && rest(i) === rest(differs));
  return tied ? -1 : differs;
}

/** Each service for itself, from all its minutes: one that stands on two lines makes no more units. */
function checkEachService(lines: readonly LineLook[], report: Report): void {
  for (const code of new Set(lines.map((line) => line.code))) {
    const [line, ...also] = lines.filter((one) => one.code === code);
    if (line === undefined) continue;
    const all = [line, ...also];
    const [most = 0] = timedUnits([all.reduce((sum, one) => sum + (one.line.minutes ?? 0), 0)], 'ama');
    const billed = all.reduce((sum, { units }) => sum + units, 0);
    if (billed > most) report({ line, also, values: { billed, total: most, where: '' } });
  }
}

const whereOf = (across: boolean): string => (across ? ', with those of other claims that day' : '');

function checkOver(look: Look, report: Report): void {
  const ama = (look.facts.payer.minutes ?? (look.medicare ? 'medicare' : 'ama')) === 'ama';
  everyGroup(look, (group) => {
    const { lines, billed, total, across } = group;
    if (ama) checkEachService(lines, report);
    else if (billed > total) {
      const [line, ...also] = lines;
      if (line !== undefined) report({ line, also, values: { billed, total, where: whereOf(across) } });
    }
  });
}

function checkSpread(look: Look, report: Report): void {
  everyGroup(look, (group) => {
    if (group.across || group.billed !== group.total) return;
    const i = misplaced(group);
    const line = group.lines[i];
    if (line !== undefined) report({ line, values: { code: line.code, units: group.right[i] ?? 0 } });
  });
}

const source = 'Medicare claims processing manual, chapter 5, 20.2; AMA counting of timed services';
const edit = (rest: Omit<Edit, 'family' | 'kinds' | 'snip' | 'source' | 'action'>): Edit => ({
  family: 'timed',
  kinds: ['professional', 'institutional'],
  snip: 6,
  source,
  action: 'correct_units',
  ...rest,
});

export const timed: readonly Edit[] = [
  edit({
    code: 'timed-units-over',
    severity: 'hold',
    only: ['timed'],
    says: '{billed} units are billed for minutes that make {total}{where}.',
    because:
      'A unit is fifteen minutes, and eight of the next: counted from all minutes of the day by Medicare, of each service by the AMA.',
    fix: 'Correct the units by the minutes of the note.',
    check: checkOver,
  }),
  edit({
    code: 'timed-units-under',
    severity: 'warn',
    only: ['timed'],
    says: '{billed} units are billed for minutes that make {total}{where}.',
    because: 'More was done than is billed.',
    fix: 'Check the minutes; add the unit where they are right.',
    check: (look, report) =>
      everyGroup(look, ({ lines, billed, total, across }) => {
        const [line, ...also] = lines;
        if (line !== undefined && billed < total) report({ line, also, values: { billed, total, where: whereOf(across) } });
      }),
  }),
  edit({
    code: 'timed-units-misplaced',
    severity: 'warn',
    only: ['timed'],
    says: 'Of the units of the day, {code} has more than its minutes give: {units}.',
    because: 'Whole quarters first, and then the largest rests.',
    fix: 'Move the unit to the service with the larger rest.',
    check: checkSpread,
  }),
  edit({
    code: 'timed-minutes-missing',
    severity: 'warn',
    only: ['timed'],
    says: '{code} is paid by time, and no minutes are known.',
    because: 'Units of a timed service rest on minutes in the note.',
    fix: 'Enter the minutes with the charge.',
    check: (look, report) => {
      for (const line of look.lines)
        if (line.about.timed === true && line.line.unit === 'UN' && line.line.minutes === undefined)
          report({ line, values: { code: line.code } });
    },
  }),
];
