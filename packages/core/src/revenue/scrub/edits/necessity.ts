import { addDays } from '../../../ground/base/index.ts';
import type { CoverageRow, Edition } from '../../../ground/codes/index.ts';
import type { Edit, Report } from '../edit.ts';
import { hasModifier, type LineLook, type Look } from '../look.ts';

const waived = new Set(['GA', 'GX', 'GY', 'GZ']);

function everyDecision(look: Look, tell: (line: LineLook, rows: readonly CoverageRow[], edition: Edition) => void): void {
  if (!look.medicare) return;
  const { tables, jurisdiction } = look.facts;
  for (const line of look.lines) {
    if (line.dental || line.on === undefined || hasModifier(line.modifiers, waived)) continue;
    const answer = tables.coverage(line.code, jurisdiction, line.on);
    if (answer.is === 'found' && answer.row.length > 0) tell(line, answer.row, answer.edition);
  }
}

const listed = (list: readonly string[], code: string): boolean => list.includes(code);

/** A national decision goes before a local one where it speaks of the matter; where it is silent, the local one binds. */
const binding = (rows: readonly CoverageRow[], speaks: (row: CoverageRow) => boolean): readonly CoverageRow[] => {
  const speaking = rows.filter(speaks);
  const national = speaking.filter(({ jurisdictions }) => jurisdictions.length === 0);
  return national.length > 0 ? national : speaking;
};
const ofDiagnoses = ({ covered, notCovered }: CoverageRow): boolean => covered.length > 0 || notCovered.length > 0;
const ofTimes = ({ frequency }: CoverageRow): boolean => frequency !== undefined;

const covers = (row: CoverageRow, line: LineLook): boolean =>
  (row.covered.length === 0 || line.diagnoses.some(({ code }) => listed(row.covered, code))) &&
  !(line.diagnoses.length > 0 && line.diagnoses.every(({ code }) => listed(row.notCovered, code)));

function checkCovered(look: Look, report: Report): void {
  everyDecision(look, (line, rows, edition) => {
    const bound = binding(rows, ofDiagnoses);
    if (bound.length > 0 && !bound.some((row) => covers(row, line)))
      report({ line, values: { code: line.code, decision: bound.map(({ id }) => id).join(', ') }, edition });
  });
}

function checkTimes(look: Look, report: Report): void {
  everyDecision(look, (line, rows, edition) => {
    const { on } = line;
    for (const { frequency, id } of binding(rows, ofTimes)) {
      if (frequency === undefined || on === undefined) continue;
      const since = addDays(on, -frequency.days);
      const earlier = look.facts.history.filter(
        (served) => served.code === line.code && served.on > since && served.on <= on && served.claim !== look.claim.patientControlNumber,
      ).length;
      const here = look.lines.filter((other) => other.code === line.code && other.line.number <= line.line.number).length;
      if (earlier + here > frequency.times)
        report({ line, values: { code: line.code, decision: id, times: frequency.times, days: frequency.days }, edition });
    }
  });
}

export const necessity: readonly Edit[] = [
  {
    code: 'diagnosis-not-covered',
    family: 'necessity',
    severity: 'hold',
    snip: 6,
    kinds: ['professional', 'institutional'],
    only: ['medicare'],
    says: 'None of the diagnoses that the line points at supports {code} under {decision}.',
    because: 'The coverage decision that binds at this place and date lists the diagnoses for which it pays.',
    source: 'National and local coverage decisions with their articles',
    fix: 'Point at the diagnosis that the note gives as the reason; where none is listed, GA with a signed notice, GX, GY or GZ.',
    action: 'review_diagnosis',
    check: checkCovered,
  },
  {
    code: 'coverage-frequency',
    family: 'necessity',
    severity: 'hold',
    snip: 6,
    kinds: ['professional', 'institutional'],
    only: ['medicare'],
    says: '{code} is covered {times} times in {days} days under {decision}, and has been given already.',
    because: 'The coverage decision limits how often it pays.',
    source: 'National and local coverage decisions with their articles',
    fix: 'Check the last date; where it is right, GA with a signed notice.',
    action: 'review_frequency',
    check: checkTimes,
  },
];
