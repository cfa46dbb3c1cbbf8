import type { Edit, Report } from '../edit.ts';
import type { LimitHit, LineLook, Look } from '../look.ts';
import { sameProvider } from '../same-provider.ts';

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

const sameDay = (a: LineLook, b: LineLook): boolean => a.code === b.code && a.on === b.on && sameProvider(a, b);

/** All units of the code that day by that provider, whatever the modifiers; told at the first line only. */
function checkDay(look: Look, report: Report, adjudication: 2 | 3): void {
  for (const { line, row, edition } of limitsOf(look)) {
    if (row.adjudication !== adjudication || look.lines.find((other) => sameDay(line, other)) !== line) continue;
    const units = unitsThatDay(look, line);
    if (units <= row.units) continue;
    const also = look.lines.filter((other) => other !== line && sameDay(line, other));
    report({ line, also, values: { code: line.code, units, most: row.units }, edition });
  }
}

function unitsThatDay(look: Look, line: LineLook): number {
  let units = 0;
  for (const other of look.lines) if (sameDay(line, other)) units += other.units;
  for (const served of look.sameDays)
    if (served.code === line.code && served.on === line.on && sameProvider(served, line)) units += served.units;
  return units;
}

const source = 'NCCI medically unlikely edits';

export const unitLimits: readonly Edit[] = [
  {
    code: 'units-over-line-limit',
    family: 'unit-limits',
    severity: 'hold',
    snip: 6,
    kinds: ['professional', 'institutional'],
    says: '{code} has {units} units on one line, {most} are the most (MAI 1).',
    because: 'The limit is of each line; more units stand on lines of their own with the modifier that tells why.',
    source,
    fix: 'Split the units over lines with 76, 77, 91, an anatomic modifier or 59, as the note shows it.',
    action: 'review_units',
    check: (look, report) => {
      for (const { line, row, edition } of limitsOf(look))
        if (row.adjudication === 1 && line.units > row.units)
          report({ line, values: { code: line.code, units: line.units, most: row.units }, edition });
    },
  },
  {
    code: 'units-over-day-limit',
    family: 'unit-limits',
    severity: 'hold',
    untilMended: true,
    snip: 6,
    kinds: ['professional', 'institutional'],
    says: '{code} has {units} units that day, {most} are the most by policy (MAI 2).',
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
    says: '{code} has {units} units that day, more than {most} are unlikely (MAI 3).',
    because: 'The limit is clinical: more is paid only on documentation, mostly on appeal.',
    source,
    fix: 'Check the units against the note; where they are right, override with the reason and keep the note at hand.',
    action: 'review_documentation',
    check: (look, report) => checkDay(look, report, 3),
  },
];
