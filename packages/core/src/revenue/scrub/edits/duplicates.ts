import { addDays, type PlainDate } from '../../../ground/base/index.ts';
import type { ProcedureFamily, ProcedureSubject } from '../../../ground/codes/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { FrequencyLimit } from '../facts.ts';
import { hasModifier, type LineLook, type Look, means } from '../look.ts';
import { sameProvider } from '../same-provider.ts';

const repeated = new Set(['76', '77', '91', '59', 'XE', 'XS', 'XP', 'XU']);
const noArea = '';

const sameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((one) => b.includes(one));
const firstTooth = ({ line }: LineLook): string => line.teeth[0]?.tooth ?? noArea;
const firstArea = ({ line }: LineLook): string => line.oralCavities[0] ?? noArea;
const surfacesOf = ({ line }: LineLook): readonly string[] => line.teeth[0]?.surfaces ?? [];

function checkWithin(look: Look, report: Report): void {
  const { lines } = look;
  for (let j = 1; j < lines.length; j++) {
    const b = lines[j];
    if (b === undefined || hasModifier(b.modifiers, repeated)) continue;
    for (let i = 0; i < j; i++) {
      const a = lines[i];
      if (a === undefined || a.code !== b.code || a.on !== b.on || !sameProvider(a, b)) continue;
      const same = sameList(a.modifiers, b.modifiers) && firstTooth(a) === firstTooth(b) && firstArea(a) === firstArea(b);
      if (!same || !sameList(surfacesOf(a), surfacesOf(b)) || a.line.revenueCode !== b.line.revenueCode) continue;
      report({ line: b, also: [a], values: { code: b.code } });
      break;
    }
  }
}

function checkEarlier(look: Look, report: Report): void {
  if (look.claim.frequency !== '1' || look.sameDays.length === 0) return;
  for (const line of look.lines) {
    if (hasModifier(line.modifiers, repeated)) continue;
    const twin = look.sameDays.some(
      (served) =>
        served.code === line.code &&
        served.on === line.on &&
        (served.provider === undefined || sameProvider(served, line)) &&
        (served.tooth ?? noArea) === firstTooth(line) &&
        (served.area ?? noArea) === firstArea(line) &&
        sameList(served.modifiers, line.modifiers) &&
        (served.surfaces === undefined || sameList(served.surfaces, surfacesOf(line))),
    );
    if (twin) report({ line, values: { code: line.code } });
  }
}

interface Spot {
  readonly tooth?: string;
  readonly teeth?: readonly string[];
  readonly area?: string;
}

/** What is done on several teeth is done on each of them. */
const onTooth = ({ line }: LineLook, { tooth, teeth }: Spot): boolean =>
  line.teeth.length === 0 ? tooth === undefined : line.teeth.some((one) => one.tooth === tooth || teeth?.includes(one.tooth) === true);

function sameSpot({ per }: FrequencyLimit, line: LineLook, spot: Spot): boolean {
  if (per === 'patient') return true;
  return per === 'tooth' ? onTooth(line, spot) : (spot.area ?? noArea) === firstArea(line);
}

/** Where a line of the claim is done, as an earlier service tells it. */
function spotOf({ line: { teeth, oralCavities } }: LineLook): Spot {
  const [first] = teeth;
  const [area] = oralCavities;
  return {
    ...(first === undefined ? {} : { tooth: first.tooth, teeth: teeth.map(({ tooth }) => tooth) }),
    ...(area === undefined ? {} : { area }),
  };
}

/** A unit is once more, but where units measure time or a dose. */
const timesIn = (units: number, { timed }: ProcedureSubject, measured = false): number =>
  units > 1 && timed !== true && !measured ? units : 1;
const timesOn = ({ units, about, line }: LineLook): number => timesIn(units, about, line.drug !== undefined || line.unit !== 'UN');

/** Lenses are billed by the piece, one eye a line or both on one: what is made on one day is one pair. */
const byThePiece: ReadonlySet<string> = new Set<ProcedureFamily>(['lens', 'contact lens']);

/** How often such pairs were made, this day's among them. */
function countPairs(look: Look, limit: FrequencyLimit, on: PlainDate, since: PlainDate): number {
  const days = new Set([on]);
  for (const served of look.facts.history)
    if (byThePiece.has(served.family ?? '') && means(limit.of, served.code, served.family ?? '') && served.on > since && served.on <= on)
      if (served.claim !== look.claim.patientControlNumber) days.add(served.on);
  for (const other of look.lines)
    if (byThePiece.has(other.family) && means(limit.of, other.code, other.family) && other.on !== undefined && other.on > since)
      if (other.on <= on) days.add(other.on);
  return days.size;
}

/** The last day that a limit no longer looks at. */
const sinceOf = ({ calendarYear, days = 0 }: FrequencyLimit, on: PlainDate): PlainDate =>
  calendarYear === true ? addDays(`${on.slice(0, 4)}-01-01` as PlainDate, -1) : addDays(on, -days);

function countEarlier(look: Look, limit: FrequencyLimit, line: LineLook, on: PlainDate): number {
  let since: PlainDate | undefined;
  let count = 0;
  for (const served of look.facts.history) {
    if (!means(limit.of, served.code, served.family ?? '') || !sameSpot(limit, line, served)) continue;
    since ??= sinceOf(limit, on);
    if (served.on > since && served.on <= on && served.claim !== look.claim.patientControlNumber)
      count += served.units > 1 ? timesIn(served.units, look.tables.on(served.on).procedure(served.code).about) : 1;
  }
  for (const other of look.lines) {
    if (other.line.number >= line.line.number || other.on === undefined || !means(limit.of, other.code, other.family)) continue;
    since ??= sinceOf(limit, on);
    if (other.on > since && other.on <= on && sameSpot(limit, line, spotOf(other))) count += timesOn(other);
  }
  return count;
}

const timesUntil = (look: Look, limit: FrequencyLimit, line: LineLook, on: PlainDate): number =>
  byThePiece.has(line.family) && limit.per === 'patient'
    ? countPairs(look, limit, on, sinceOf(limit, on))
    : countEarlier(look, limit, line, on) + timesOn(line);

function checkFrequency(look: Look, report: Report): void {
  const { frequencies } = look.facts.payer;
  if (frequencies.length === 0 || look.claim.predetermination) return;
  for (const line of look.lines) {
    const { on } = line;
    if (on === undefined) continue;
    for (const limit of frequencies) {
      if (!means(limit.of, line.code, line.family) || timesUntil(look, limit, line, on) <= limit.times) continue;
      const window = limit.calendarYear === true ? 'a calendar year' : `${limit.days ?? 0} days`;
      report({ line, values: { code: line.code, times: limit.times, window, per: limit.per } });
      break;
    }
  }
}

export const duplicates: readonly Edit[] = [
  {
    code: 'duplicate-line',
    family: 'duplicates',
    severity: 'hold',
    snip: 6,
    only: ['several lines'],
    says: '{code} stands twice on the claim with the same date, modifiers and place of the body.',
    because: 'Payers refuse the second as a duplicate.',
    source: 'Medicare claims processing manual, chapter 1, 120',
    fix: 'Take one off, or say by 76, 77, 91 or the site that it was done again.',
    action: 'remove_line',
    check: checkWithin,
  },
  {
    code: 'duplicate-of-earlier',
    family: 'duplicates',
    severity: 'hold',
    snip: 6,
    only: ['served that day'],
    says: '{code} was billed for that day before, on another claim.',
    because: 'Payers refuse the second as a duplicate; a correction is sent as one.',
    source: 'Medicare claims processing manual, chapter 1, 120',
    fix: 'Send the claim as corrected, or take the line off.',
    action: 'send_as_corrected',
    check: checkEarlier,
  },
  {
    code: 'frequency-reached',
    family: 'duplicates',
    severity: 'hold',
    snip: 7,
    only: ['terms of frequency'],
    says: '{code} is paid {times} times in {window} per {per}, and that is reached.',
    because: "The payer's terms limit how often it pays.",
    source: "the practice's settings of the payer",
    fix: 'Check the dates; where they are right, tell the patient before, or bill the patient.',
    action: 'review_frequency',
    check: checkFrequency,
  },
];
