import type { Edit, Report } from '../edit.ts';
import type { LimitHit, LineLook, Look } from '../look.ts';
import { sameProvider } from '../same-provider.ts';
import { daysOfLine, isServedOn, unitsPerDay } from '../span.ts';

function lookUpLimits(look: Look): readonly LimitHit[] {
  const supplier = look.claim.billing.taxonomy?.startsWith('332') === true;
  const setting = look.claim.kind === 'institutional' ? 'outpatient' : supplier ? 'supplier' : 'practitioner';
  let found: LimitHit[] | undefined;
  for (const line of look.lines) {
    if (line.dental || line.line.unit !== 'UN') continue;
    const answer = line.known.limit(setting);
    if (answer?.is !== 'found') continue;
    found ??= [];
    found.push({ line, row: answer.row, edition: answer.edition });
  }
  return found ?? noLimits;
}
const noLimits: readonly LimitHit[] = [];

function limitsOf(look: Look): readonly LimitHit[] {
  if (look.facts.payer.ncci === false) return noLimits;
  look.lookedUp.limits ??= lookUpLimits(look);
  return look.lookedUp.limits;
}

const sameService = (a: LineLook, b: LineLook): boolean => a.code === b.code && sameProvider(a, b);
const sameDay = (a: LineLook, b: LineLook): boolean => a.on === b.on && sameService(a, b);

/** All units of the code that day by that provider, whatever the modifiers; told at the first line only. */
function checkDay(look: Look, report: Report, adjudication: 2 | 3): void {
  for (const { line, row, edition } of limitsOf(look)) {
    if (row.adjudication !== adjudication || look.lines.find((other) => sameDay(line, other)) !== line) continue;
    const { units, lines } = fullestDay(look, line);
    if (units <= row.units) continue;
    const also = lines.filter((other) => other !== line);
    report({ line, also, values: { code: line.code, units, most: row.units, count: countOf(units, lines) }, edition });
  }
}

interface UnitsOfDay {
  readonly units: number;
  readonly lines: readonly LineLook[];
}

/** The day the line begins on; of a line that spans days, any of them on which another claim has the code too. */
function fullestDay(look: Look, line: LineLook): UnitsOfDay {
  let most = unitsOn(look, line, line.on);
  if (line.line.servedTo === undefined) return most;
  for (const served of look.sameDays) {
    if (served.code !== line.code || served.on === line.on || !isServedOn(line, served.on)) continue;
    const that = unitsOn(look, line, served.on);
    if (that.units > most.units) most = that;
  }
  return most;
}

function unitsOn(look: Look, line: LineLook, day: LineLook['on']): UnitsOfDay {
  const lines = look.lines.filter(
    (other) => sameService(line, other) && (other.on === day || (day !== undefined && isServedOn(other, day))),
  );
  let units = 0;
  for (const other of lines) units += unitsPerDay(other);
  for (const served of look.sameDays)
    if (served.code === line.code && served.on === day && sameProvider(served, line)) units += served.units;
  return { units, lines };
}

/** In words: of a line that spans days what it has in all, too. */
function countOf(units: number, lines: readonly LineLook[]): string {
  const long = lines.find((line) => daysOfLine(line) > 1);
  return long === undefined
    ? `${units} units that day`
    : `${units} units a day (line ${long.line.number}: ${long.units} over ${daysOfLine(long)} days)`;
}

const source = 'NCCI medically unlikely edits';

export const unitLimits: readonly Edit[] = [
  {
    code: 'units-over-line-limit',
    family: 'unit-limits',
    severity: 'hold',
    snip: 6,
    kinds: ['professional', 'institutional'],
    says: '{code} has {count} on one line, {most} are the most (MAI 1).',
    because: 'The limit is of each line; more units stand on lines of their own with the modifier that tells why.',
    source,
    fix: 'Split the units over lines with 76, 77, 91, an anatomic modifier or 59, as the note shows it.',
    action: 'review_units',
    check: (look, report) => {
      for (const { line, row, edition } of limitsOf(look))
        if (row.adjudication === 1 && line.units > row.units) {
          const units = unitsPerDay(line);
          if (units <= row.units) continue;
          const count = daysOfLine(line) > 1 ? countOf(units, [line]) : `${units} units`;
          report({ line, values: { code: line.code, units, most: row.units, count }, edition });
        }
    },
  },
  {
    code: 'units-over-day-limit',
    family: 'unit-limits',
    severity: 'hold',
    untilMended: true,
    snip: 6,
    kinds: ['professional', 'institutional'],
    says: '{code} has {count}, {most} are the most by policy (MAI 2).',
    because: 'The limit is absolute, whatever modifiers stand there.',
    source,
    fix: 'Correct the units; more cannot be paid.',
    action: 'correct_units',
    check: (look, report) => checkDay(look, report, 2),
  },
  {
    code: 'units-over-clinical-limit',
    family: 'unit-limits',
    severity: 'hold',
    snip: 6,
    kinds: ['professional', 'institutional'],
    says: '{code} has {count}, more than {most} are unlikely (MAI 3).',
    because: 'The limit is clinical: more is paid only on documentation, mostly on appeal.',
    source,
    fix: 'Check the units against the note; where they are right, override with the reason and keep the note at hand.',
    action: 'review_documentation',
    check: (look, report) => checkDay(look, report, 3),
  },
];
