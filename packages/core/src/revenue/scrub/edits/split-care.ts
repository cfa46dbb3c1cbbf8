import type { Edit, Report } from '../edit.ts';
import { hasModifier, type Look } from '../look.ts';
import { sideOfModifier } from './modifiers.ts';

/** The surgery only, the care after it only, the care before it only: what those bill who share a surgery. */
const parts = new Set(['54', '55', '56']);
const partOf = (modifiers: readonly string[]): string | undefined => modifiers.find((modifier) => parts.has(modifier));
/** Somebody else at the same surgery: an assistant, or one of several surgeons. */
const beside = new Set(['62', '66', '80', '81', '82', 'AS']);
/** No period of care after it, whoever pays. */
const withoutPeriod = new Set(['000', 'XXX']);

interface Billed {
  readonly code: string;
  readonly on?: string | undefined;
  readonly modifiers: readonly string[];
}

const sideOf = (modifiers: readonly string[]): string | undefined => modifiers.map(sideOfModifier).find((side) => side !== undefined);

/** One is a part of what the other bills whole: the same surgery, and not one on the other side. Whoever gave either of them. */
function overlap(a: Billed, b: Billed): boolean {
  if (a.code !== b.code || a.on !== b.on || hasModifier(a.modifiers, beside) || hasModifier(b.modifiers, beside)) return false;
  if ((partOf(a.modifiers) === undefined) === (partOf(b.modifiers) === undefined)) return false;
  const [left, right] = [sideOf(a.modifiers), sideOf(b.modifiers)];
  return left === undefined || right === undefined || left === right;
}

function checkWhole(look: Look, report: Report): void {
  for (const line of look.lines) {
    if (line.on === undefined || line.known.globalDays === undefined) continue;
    const earlier = look.lines.find((other) => other.line.number < line.line.number && overlap(other, line));
    // What a correction replaces is no second bill.
    const before = look.claim.frequency === '1' ? look.sameDays : [];
    const other: Billed | undefined = earlier ?? before.find((served) => overlap(served, line));
    if (other === undefined) continue;
    const part = partOf(line.modifiers) ?? partOf(other.modifiers) ?? '';
    report({ line, ...(earlier === undefined ? {} : { also: [earlier] }), values: { code: line.code, part } });
  }
}

function checkPeriod(look: Look, report: Report): void {
  for (const line of look.lines) {
    const part = partOf(line.modifiers);
    const days = line.known.value?.globalDays;
    if (part === undefined || days === undefined || !withoutPeriod.has(days)) continue;
    report({ line, values: { code: line.code, part } });
  }
}

const edit = (rest: Omit<Edit, 'family' | 'kinds' | 'severity' | 'source' | 'snip'>): Edit => ({
  family: 'global-periods',
  kinds: ['professional'],
  severity: 'hold',
  snip: 6,
  source: 'Medicare claims processing manual, chapter 12, 40.2',
  ...rest,
});

/** Where a surgeon and another share a surgery and the care around it. */
export const splitCare: readonly Edit[] = [
  edit({
    code: 'part-of-surgery-billed-whole',
    only: ['surgery', ['several lines', 'served that day']],
    says: '{code} is billed whole for that day, and a part of it ({part}) besides.',
    because: 'Without 54, 55 or 56 a surgery is billed with all care before and after it; a part beside it is paid twice.',
    fix: 'Where the care was handed over, the surgeon sends the surgery as corrected with 54; otherwise take the part off.',
    action: 'review_documentation',
    check: checkWhole,
  }),
  edit({
    code: 'part-without-care-after',
    only: ['modifier'],
    says: '{part} is on {code}, which has no days of care after it.',
    because: '54, 55 and 56 share out a surgery with 10 or 90 days of care; of anything else there is nothing to share.',
    fix: 'Take {part} off; a visit after another’s minor surgery is billed as a visit.',
    action: 'correct_modifier',
    check: checkPeriod,
  }),
];
