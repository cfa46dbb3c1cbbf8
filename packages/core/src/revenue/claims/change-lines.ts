import type { Cents } from '../../ground/base/index.ts';
import { type FieldChange, whyFixed } from './change-claim.ts';
import type { ClaimToSend, LineToSend } from './claim-to-send.ts';

/** Positions, from 0, of the diagnoses that this line points at and no other one does. */
export function diagnosesOfLineAlone({ lines, diagnoses }: ClaimToSend, index: number): number[] {
  const others = new Set(lines.flatMap(({ pointers }, i) => (i === index ? [] : pointers)));
  const own = lines[index]?.pointers ?? [];
  return diagnoses.flatMap((_, i) => (own.includes(i + 1) && !others.has(i + 1) ? [i] : []));
}

/** A line taken off, and with it diagnoses that nothing points at then: what others point at moves up. */
export function lineOff({ lines }: ClaimToSend, index: number, diagnoses: readonly number[] = []): FieldChange[] {
  const left = lines.filter((_, i) => i !== index);
  const moved = left.flatMap(({ pointers }, i): FieldChange[] => {
    const to = pointers
      .filter((pointer) => !diagnoses.includes(pointer - 1))
      .map((pointer) => pointer - diagnoses.filter((gone) => gone < pointer - 1).length);
    return to.join() === pointers.join() ? [] : [{ at: `lines.${i}.pointers`, to }];
  });
  const gone = diagnoses.toSorted((a, b) => b - a).map((i): FieldChange => ({ at: `diagnoses.${i}`, to: null }));
  return [{ at: `lines.${index}`, to: null }, ...moved, ...gone];
}

/** No number is given twice, whoever pays the line. */
export const nextNumber = ({ lines, patientLines = [] }: ClaimToSend): number =>
  [...lines, ...patientLines].reduce((most, { number }) => Math.max(most, number), 0) + 1;

/** One more line, of the day, place and people of another. */
export function lineMore(
  claim: ClaimToSend,
  like: number,
  { code, billed }: { readonly code: string; readonly billed: Cents },
): FieldChange[] {
  const of = claim.lines[like];
  if (of === undefined) return [];
  const number = nextNumber(claim);
  const { servedOn, servedTo, placeOfService, rendering, ordering, revenueCode, unit, pointers } = of;
  const line: LineToSend = {
    ...{ number, lineControlNumber: `${claim.patientControlNumber}-${number}`, procedure: { code, modifiers: [] } },
    ...{ billed, units: '1', unit, pointers, teeth: [], oralCavities: [], attachments: [] },
    ...(servedOn && { servedOn }),
    ...(servedTo && { servedTo }),
    ...(placeOfService && { placeOfService }),
    ...(rendering && { rendering }),
    ...(ordering && { ordering }),
    ...(revenueCode && { revenueCode }),
  };
  return [{ at: `lines.${claim.lines.length}`, to: line }];
}

const is = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === 'object' && value !== null;

/** Why a whole line cannot be taken off or put on so; undefined where it can, and for a change of anything else. */
function whyNoSuchLine(claim: ClaimToSend, { at, to }: FieldChange): string | undefined {
  if (at === 'lines') return 'Lines are changed one by one.';
  const index = /^lines\.(\d+)$/.exec(at)?.[1];
  if (index === undefined) return undefined;
  const before = claim.lines[Number(index)];
  if (to === null) return before === undefined ? undefined : whyKept(claim, before);
  if (before !== undefined) return 'A line is changed field by field, or taken off and another one put on.';
  if (!is(to)) return undefined;
  if (to.expected !== undefined || to.expectedAllowed !== undefined)
    return 'What is expected is worked out by the fee schedule and the coverage.';
  const taken = claim.lines.some(({ lineControlNumber }) => lineControlNumber !== undefined && lineControlNumber === to.lineControlNumber);
  return to.number === nextNumber(claim) && !taken ? undefined : 'A new line has the next number, and a control number of its own.';
}

function whyKept({ lines, coverages }: ClaimToSend, { number }: LineToSend): string | undefined {
  if (lines.length === 1) return 'It is the only line: a claim without lines is withdrawn.';
  return coverages.some(({ decision }) => decision?.lines.some((decided) => decided.number === number))
    ? 'An earlier payer has decided this line: the next one hears of all that it decided.'
    : undefined;
}

/** Why these changes cannot be made, of fields or of whole lines: each is looked at as those before it leave the claim. */
export function whyNotChanged(claim: ClaimToSend, changes: readonly FieldChange[]): string | undefined {
  let lines = claim.lines;
  for (const change of changes) {
    const why = whyFixed(change.at) ?? whyNoSuchLine({ ...claim, lines }, change);
    if (why !== undefined) return why;
    const gone = change.to === null ? /^lines\.(\d+)$/.exec(change.at)?.[1] : undefined;
    if (gone !== undefined) lines = lines.toSpliced(Number(gone), 1);
  }
  return undefined;
}

/** A line that leaves the claim: nobody asks for it again, so that the record says why. */
export const takesLineOff = (changes: readonly FieldChange[]): boolean =>
  changes.some(({ at, to }) => to === null && /^lines\.\d+$/.test(at));
