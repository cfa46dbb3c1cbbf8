import { daysBetween } from '../../../ground/base/index.ts';
import type { Edit, Report } from '../edit.ts';
import { hasModifier, type LineLook, type Look, type ServedSurgery } from '../look.ts';
import { sameProvider } from '../same-provider.ts';

interface Surgery {
  readonly code: string;
  readonly days: string;
  readonly after: number;
}

/** Days that a global period has at most. */
const longest = 90;
const surgical = new Set(['000', '010', '090']);
const beforeMajor = new Set(['57']);
const sameDayMinor = new Set(['25', '57']);
const afterwards = new Set(['24']);
const returning = new Set(['58', '78', '79']);
/** Assistants at surgery, and a return to the operating room: none of them begins a period. */
const openNone = new Set(['80', '81', '82', 'AS', '78']);

const noSurgeries: readonly ServedSurgery[] = [];
function servedSurgeries(look: Look): readonly ServedSurgery[] {
  const { from, to, facts, claim } = look;
  if (from === undefined || to === undefined || facts.history.length === 0) return noSurgeries;
  let found: ServedSurgery[] | undefined;
  for (const served of facts.history) {
    const before = daysBetween(served.on, from);
    const after = to === from ? -before : daysBetween(to, served.on);
    if (before > longest || after > 1) continue;
    const days = look.tables.on(served.on).procedure(served.code).value?.globalDays ?? '';
    if (!surgical.has(days) || served.claim === claim.patientControlNumber || hasModifier(served.modifiers, openNone)) continue;
    found ??= [];
    found.push({ served, days });
  }
  return found ?? noSurgeries;
}

/** Surgeries by the same provider near the line: on other days of the history, and that day on the claim. */
function surgeriesAround(look: Look, line: LineLook): readonly Surgery[] {
  const { on } = line;
  const found: Surgery[] = [];
  if (on === undefined) return found;
  for (const other of look.lines) {
    if (other === line || other.on === undefined || !sameProvider(other, line)) continue;
    const days = other.known.value?.globalDays ?? '';
    if (surgical.has(days) && !hasModifier(other.modifiers, openNone))
      found.push({ code: other.code, days, after: other.on === on ? 0 : daysBetween(other.on, on) });
  }
  look.lookedUp.surgeries ??= servedSurgeries(look);
  for (const { served, days } of look.lookedUp.surgeries) {
    if (!sameProvider(served, line)) continue;
    const after = served.on === on ? 0 : daysBetween(served.on, on);
    if (after >= -1 && after <= longest) found.push({ code: served.code, days, after });
  }
  return found;
}

const within = ({ days, after }: Surgery): boolean => after > 0 && after <= Number(days);

function checkVisitAfter(look: Look, report: Report): void {
  for (const line of look.lines) {
    if (!line.evaluation || hasModifier(line.modifiers, afterwards)) continue;
    const surgery = surgeriesAround(look, line).find(within);
    if (surgery) report({ line, values: { code: line.code, surgery: surgery.code, days: Number(surgery.days) } });
  }
}

function checkVisitSameDay(look: Look, report: Report): void {
  for (const line of look.lines) {
    if (!line.evaluation) continue;
    const surgery = surgeriesAround(look, line).find(({ days, after }) => {
      if (days === '090') return (after === 0 || after === -1) && !hasModifier(line.modifiers, beforeMajor);
      return after === 0 && !hasModifier(line.modifiers, sameDayMinor);
    });
    if (surgery) report({ line, values: { code: line.code, surgery: surgery.code, modifier: surgery.days === '090' ? '57' : '25' } });
  }
}

function checkReturn(look: Look, report: Report): void {
  for (const line of look.lines) {
    if (line.evaluation || line.on === undefined || hasModifier(line.modifiers, returning)) continue;
    if (!surgical.has(line.known.value?.globalDays ?? '')) continue;
    const surgery = surgeriesAround(look, line).find(within);
    if (surgery) report({ line, values: { code: line.code, surgery: surgery.code, days: Number(surgery.days) } });
  }
}

const edit = (rest: Omit<Edit, 'family' | 'kinds' | 'severity' | 'source' | 'action' | 'snip'>): Edit => ({
  family: 'global-periods',
  kinds: ['professional'],
  severity: 'hold',
  snip: 6,
  source: 'Medicare claims processing manual, chapter 12, 40.1',
  action: 'review_documentation',
  ...rest,
});

export const globalPeriods: readonly Edit[] = [
  edit({
    code: 'visit-in-global-period',
    only: ['evaluation'],
    says: '{code} falls within the {days} days after {surgery} by the same provider.',
    because: 'Follow-up visits are paid with the surgery; 24 tells that a visit is for something else.',
    fix: 'Where the note shows another reason, 24; otherwise the visit is not billed.',
    check: checkVisitAfter,
  }),
  edit({
    code: 'visit-on-day-of-surgery',
    only: ['evaluation'],
    says: '{code} is on the day of {surgery}, or the day before it, without {modifier}.',
    because: 'The visit at which surgery is done is paid with it, unless it is a separate one (25) or the one that decided (57).',
    fix: 'Where the note shows it, {modifier}; otherwise the visit is not billed.',
    check: checkVisitSameDay,
  }),
  edit({
    code: 'procedure-in-global-period',
    only: ['surgery'],
    says: '{code} falls within the {days} days after {surgery} by the same provider.',
    because: 'A second procedure in the period is staged (58), a return to the operating room (78) or unrelated (79).',
    fix: 'Add the one that the operative note supports.',
    check: checkReturn,
  }),
];
