import { daysBetween } from '../../../ground/base/index.ts';
import type { Edit, Report } from '../edit.ts';
import { hasModifier, type LineLook, type Look, type ServedSurgery } from '../look.ts';
import { sameProvider } from '../same-provider.ts';

interface Surgery {
  readonly code: string;
  /** 000, 010, 090. */
  readonly days: string;
  readonly modifiers: readonly string[];
}
/** Whether a surgery of that period, so many days before the line, is what is sought. */
type Sought = (surgery: Surgery, after: number, line: LineLook) => boolean;

/** Days that a global period has at most. */
const longest = 90;
const beforeMajor = new Set(['57']);
const sameDayMinor = new Set(['25', '57']);
const afterwards = new Set(['24']);
const returning = new Set(['58', '78', '79']);
/** Assistants at surgery, and a return to the operating room: none of them begins a period. */
const openNone = new Set(['80', '81', '82', 'AS', '78']);

/** Where several share a surgery: what is done on its day without the care after it (54), and the care before it (56). */
const withoutCareAfter = new Set(['54', '56']);
/** The care after it: its line is dated as the surgery, which another did. */
const careAfter = new Set(['55']);

const noSurgeries: readonly ServedSurgery[] = [];
function servedSurgeries({ from, to, facts, claim, tables }: Look): readonly ServedSurgery[] {
  if (from === undefined || to === undefined) return noSurgeries;
  const first = tables.on(from).number;
  const last = tables.on(to).number;
  let found: ServedSurgery[] | undefined;
  for (const served of facts.history) {
    const day = tables.on(served.on);
    if (day.number < first - longest || day.number > last + 1) continue;
    const days = day.procedure(served.code).globalDays;
    if (days === undefined || served.claim === claim.patientControlNumber || hasModifier(served.modifiers, openNone)) continue;
    found ??= [];
    found.push({ served, days });
  }
  return found ?? noSurgeries;
}

/** The first that is sought, by the same provider near the line: on other lines of the claim, then in the history. */
function surgeryNear(look: Look, line: LineLook, sought: Sought): Surgery | undefined {
  const { on } = line;
  if (on === undefined) return undefined;
  for (const other of look.lines) {
    const days = other.known.globalDays;
    if (days === undefined || other === line || other.on === undefined || !sameProvider(other, line)) continue;
    if (hasModifier(other.modifiers, openNone)) continue;
    const surgery = { code: other.code, days, modifiers: other.modifiers };
    if (sought(surgery, other.on === on ? 0 : daysBetween(other.on, on), line)) return surgery;
  }
  look.lookedUp.surgeries ??= servedSurgeries(look);
  for (const { served, days } of look.lookedUp.surgeries) {
    if (!sameProvider(served, line)) continue;
    const after = served.on === on ? 0 : daysBetween(served.on, on);
    if (after < -1 || after > longest) continue;
    const surgery = { code: served.code, days, modifiers: served.modifiers };
    if (sought(surgery, after, line)) return surgery;
  }
  return undefined;
}

const within: Sought = ({ days, modifiers }, after) => after > 0 && after <= Number(days) && !hasModifier(modifiers, withoutCareAfter);
const sameDay: Sought = (surgery, after, { modifiers }) => {
  if (hasModifier(surgery.modifiers, careAfter)) return false;
  return surgery.days === '090'
    ? (after === 0 || after === -1) && !hasModifier(modifiers, beforeMajor)
    : after === 0 && !hasModifier(modifiers, sameDayMinor);
};
/** Care after one surgery may be billed by the stretch, each with a day of its own. */
const another: Sought = (surgery, after, line) =>
  within(surgery, after, line) &&
  !(surgery.code === line.code && hasModifier(line.modifiers, careAfter) && sameModifiers(surgery.modifiers, line.modifiers));
const sameModifiers = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((modifier) => b.includes(modifier));

function checkVisitAfter(look: Look, report: Report): void {
  for (const line of look.lines) {
    if (!line.evaluation || line.known.preventive || hasModifier(line.modifiers, afterwards)) continue;
    const surgery = surgeryNear(look, line, within);
    if (surgery) report({ line, values: { code: line.code, surgery: surgery.code, days: Number(surgery.days) } });
  }
}

function checkVisitSameDay(look: Look, report: Report): void {
  for (const line of look.lines) {
    const surgery = line.evaluation ? surgeryNear(look, line, sameDay) : undefined;
    if (surgery) report({ line, values: { code: line.code, surgery: surgery.code, modifier: surgery.days === '090' ? '57' : '25' } });
  }
}

function checkReturn(look: Look, report: Report): void {
  for (const line of look.lines) {
    if (line.evaluation || line.on === undefined || hasModifier(line.modifiers, returning)) continue;
    const surgery = line.known.globalDays === undefined ? undefined : surgeryNear(look, line, another);
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
    because: 'Follow-up visits are paid with the surgery, or with the care after it (55); 24 tells that a visit is for something else.',
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
