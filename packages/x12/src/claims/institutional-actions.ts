import type { Use } from '../engine/compile.ts';
import { append, clockOf, type Draft, readProcedure } from '../engine/pieces.ts';
import type { Segment } from '../engine/segment.ts';
import type { InstitutionalDetail, Place, PlainDate } from '../types.ts';
import type { ClaimBuilder } from './claim-builder.ts';

/** What the segments of an 837I add that an 837P does not have. */

type Detail = Draft<InstitutionalDetail>;

export function readAdmission(b: ClaimBuilder, s: Segment): void {
  const detail = b.claim?.institutional;
  if (detail === undefined) return;
  const type = s.optional(1);
  const source = s.optional(2);
  const patientStatus = s.optional(3);
  detail.admission = {
    ...(type === undefined ? {} : { type }),
    ...(source === undefined ? {} : { source }),
    ...(patientStatus === undefined ? {} : { patientStatus }),
    place: b.recorder.add(s),
  };
}

/** DTP*096*TM: an hour without a date. */
export function readDischarge(detail: Detail, s: Segment): boolean {
  if (s.text(1) !== '096' || s.text(2) !== 'TM') return false;
  const time = clockOf(s.text(3));
  if (time !== undefined) detail.dischargeTime = time;
  return true;
}

const PROCEDURES = new Set(['BBR', 'BBQ', 'BR', 'BQ', 'BP', 'BO', 'CAH']);

/**
 * One code of an HI, whose qualifier and code are read already; the cursor of parts stands behind them.
 * @returns whether it is one that only a facility sends
 */
export function readFacilityCode(detail: Detail, s: Segment, qualifier: string, code: string, place: Place): boolean {
  if (qualifier === 'BG') detail.conditions = append(detail.conditions, { code, place });
  else if (qualifier === 'BH') detail.occurrences = append(detail.occurrences, { code, ...daysOf(s), place });
  else if (qualifier === 'BI') detail.occurrenceSpans = append(detail.occurrenceSpans, { code, ...daysOf(s), place });
  else if (qualifier === 'BE') {
    s.nextPart();
    s.nextPart();
    detail.values = append(detail.values, { code, amount: centsOf(s.nextPart() ?? ''), place });
  } else if (PROCEDURES.has(qualifier)) {
    const { date } = daysOf(s);
    detail.procedures = append(detail.procedures, { qualifier, code, ...(date === undefined ? {} : { date }), place });
  } else if (qualifier === 'DR') detail.diagnosisRelatedGroup = code;
  else return false;
  return true;
}

/** The form and the date behind a code: D8 or RD8. */
function daysOf(s: Segment): { readonly date?: PlainDate; readonly to?: PlainDate } {
  s.nextPart();
  const [, from, to] = /^(\d{8})(?:-(\d{8}))?$/.exec(s.nextPart() ?? '') ?? [];
  if (from === undefined) return {};
  return to === undefined ? { date: dashed(from) } : { date: dashed(from), to: dashed(to) };
}

const dashed = (day: string): PlainDate => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;

/** A part's amount; the check has said what is none. */
function centsOf(text: string): number {
  const [, sign, whole = '', decimals = ''] = /^(-?)(\d{0,13})\.?(\d*)$/.exec(text) ?? [];
  const cents = Number(`${whole}${decimals.slice(0, 2).padEnd(2, '0')}`);
  return sign === '-' && cents !== 0 ? -cents : cents;
}

export function readRevenueLine(b: ClaimBuilder, s: Segment, use: Use): void {
  const line = b.serveLine(s);
  if (line === undefined) return;
  line.charged = b.money.read(use, s, 3);
  const revenueCode = s.optional(1);
  if (revenueCode !== undefined) line.revenueCode = revenueCode;
  const procedure = readProcedure(s, 2);
  if (procedure !== undefined) line.procedure = procedure;
  const unit = s.optional(4);
  if (unit !== undefined) line.unit = unit;
  const units = s.optional(5);
  if (units !== undefined) line.units = units;
  const rate = s.optional(6);
  if (rate !== undefined) line.rate = rate;
  if (s.has(7)) line.nonCovered = b.money.read(use, s, 7);
}
