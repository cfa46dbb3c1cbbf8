import { type ElementToWrite, type SegmentWriter, type Writable, writeDate, writeMoney } from '../engine/segment-writer.ts';
import { procedureParts, writeTime } from '../engine/write-pieces.ts';
import type { InstitutionalDetail, ServiceLineLoop } from '../types.ts';

/** What an 837I has and an 837P has not. */

export function writeAdmission(w: SegmentWriter, { admission, dischargeTime }: Writable<InstitutionalDetail>): void {
  if (dischargeTime !== undefined) w.segment('DTP', '096', 'TM', writeTime(dischargeTime, 'DTP03'));
  if (admission !== undefined) w.segment('CL1', admission.type, admission.source, admission.patientStatus);
}

/** Each list in HI segments of up to twelve codes of one kind. */
export function writeFacilityCodes(w: SegmentWriter, detail: Writable<InstitutionalDetail>): void {
  const day = (date: string | undefined) => writeDate(date, 'HI01-4');
  const dated = (date: string | undefined, to?: string) =>
    date === undefined ? [] : to === undefined ? ['D8', day(date)] : ['RD8', `${day(date)}-${day(to)}`];
  const { procedures, occurrenceSpans, occurrences, values, conditions, diagnosisRelatedGroup } = detail;
  if (diagnosisRelatedGroup !== undefined) w.segment('HI', ['DR', diagnosisRelatedGroup]);
  for (const alike of runs(procedures))
    twelve(
      w,
      alike.map(({ qualifier, code, date }) => [qualifier, code, ...dated(date)]),
    );
  twelve(
    w,
    occurrenceSpans.map(({ code, date, to }) => ['BI', code, ...dated(date, to)]),
  );
  twelve(
    w,
    occurrences.map(({ code, date }) => ['BH', code, ...dated(date)]),
  );
  twelve(
    w,
    values.map(({ code, amount }) => ['BE', code, undefined, undefined, writeMoney(amount, 'HI01-5')]),
  );
  twelve(
    w,
    conditions.map(({ code }) => ['BG', code]),
  );
}

/** Neighbours of one kind: the principal procedure stands in a segment of its own, and the others in theirs. */
function runs<T extends { readonly qualifier: string }>(codes: readonly T[]): T[][] {
  const all: T[][] = [];
  for (const one of codes) {
    const last = all.at(-1);
    if (last?.[0]?.qualifier === one.qualifier) last.push(one);
    else all.push([one]);
  }
  return all;
}

function twelve(w: SegmentWriter, codes: readonly (readonly ElementToWrite[])[]): void {
  for (let i = 0; i < codes.length; i += 12) w.segment('HI', ...codes.slice(i, i + 12));
}

export function writeRevenueLine(w: SegmentWriter, line: Writable<ServiceLineLoop>): void {
  const charged = writeMoney(line.charged, 'SV203');
  const nonCovered = writeMoney(line.nonCovered, 'SV207');
  w.segment('SV2', line.revenueCode, procedureParts(line.procedure), charged, line.unit, line.units, line.rate, nonCovered);
}
