import type { Edit, Report } from '../edit.ts';
import type { LineLook, Look } from '../look.ts';
import { sameProvider } from '../same-provider.ts';

const primariesThatDay = (look: Look, line: LineLook): readonly string[] => [
  ...look.lines.filter((other) => other !== line && other.on === line.on && sameProvider(other, line)).map(({ code }) => code),
  ...look.facts.history.filter((served) => served.on === line.on && sameProvider(served, line)).map(({ code }) => code),
];

function checkAddOns(look: Look, report: Report): void {
  for (const line of look.lines) {
    const { addOn: answer } = line.known;
    if (line.dental || answer?.is !== 'found') continue;
    const { type, primaries } = answer.row;
    const present = primariesThatDay(look, line);
    const hit = { line, values: { code: line.code }, edition: answer.edition };
    if (present.some((code) => primaries.includes(code))) continue;
    if (type === 1) {
      report(hit);
      continue;
    }
    // Types 2 and 3 leave primaries to the contractor: any service that is no add-on itself may be one.
    const other = present.some((code) => look.tables.on(line.on).procedure(code).addOn?.is !== 'found');
    if (!other) report(hit);
    else if (type === 3) report({ ...hit, severity: 'warning' });
  }
}

export const addOns: readonly Edit[] = [
  {
    code: 'add-on-without-primary',
    family: 'add-ons',
    severity: 'hold',
    snip: 6,
    kinds: ['professional', 'institutional'],
    only: ['add-on'],
    says: '{code} is an add-on and none of its primary services stands beside it that day.',
    because: 'An add-on code is paid only with its primary by the same provider.',
    source: 'NCCI add-on code edits',
    fix: 'Add the primary service if it was done, or correct the code.',
    action: 'add_primary_service',
    check: checkAddOns,
  },
];
