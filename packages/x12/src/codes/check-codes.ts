import { elementRange } from '../engine/places.ts';
import type { CasAdjustment, ClaimLoop, DateOf, Place, Places, PlainDate, Procedure, RemitClaimLoop, X12Finding } from '../types.ts';

/** Lists of codes that we do not keep: whoever has them answers. */
export interface CodeTables {
  /**
   * Whether the code is in the list on that day; undefined where the list is not at hand.
   * @param on the day of service, where the file says one
   */
  has(kind: CodeKind, code: string, on: PlainDate | undefined): boolean | undefined;
}
/** Which list a code is looked up in. */
export type CodeKind = (typeof codeKinds)[number];
export const codeKinds = [
  'diagnosis',
  'diagnosis ICD-9',
  'procedure',
  'dental procedure',
  'inpatient procedure',
  'revenue code',
  'place of service',
  'adjustment reason',
  'remark',
] as const;

type Hand = (finding: X12Finding) => void;

/**
 * SNIP level 5 for whoever reads by handlers of its own: are the codes of claims and remits in their lists?
 * @param tables the lists, which this package does not have
 * @param finding hears of each code that is in no list
 * @returns what to hand claims to, with ST02 of their set
 */
export function createCodeChecker(
  tables: CodeTables,
  finding: (finding: X12Finding) => void,
): { claim(claim: ClaimLoop, control: string): void; remitClaim(claim: RemitClaimLoop, control: string): void } {
  return new CodeChecker(tables, finding);
}

export class CodeChecker {
  private readonly tables: CodeTables;
  private readonly hand: Hand;

  constructor(tables: CodeTables, hand: Hand) {
    this.tables = tables;
    this.hand = hand;
  }

  claim(claim: ClaimLoop, control: string): void {
    const day =
      dayOf(claim.dates, ['434', '472', '431']) ?? claim.lines.map((line) => dayOf(line.dates, ['472'])).find((on) => on !== undefined);
    const look = this.looker(claim.places, control, day);
    for (const { qualifier, code, place } of claim.diagnoses)
      look(/^(ABK|ABF|ABJ|APR|ABN)$/.test(qualifier) ? 'diagnosis' : 'diagnosis ICD-9', code, '2300 HI', place, 0);
    if (claim.placeOfService !== undefined) look('place of service', claim.placeOfService, '2300 CLM05-1', claim.place, 5);
    for (const { qualifier, code, place } of claim.institutional?.procedures ?? [])
      if (qualifier.startsWith('BB')) look('inpatient procedure', code, '2300 HI', place, 0);
    for (const line of claim.lines) {
      const at = this.looker(claim.places, control, dayOf(line.dates, ['472']) ?? day);
      const [segment, element] =
        claim.claimType === 'institutional' ? ['SV202-2', 2] : claim.claimType === 'dental' ? ['SV301-2', 1] : ['SV101-2', 1];
      lookProcedure(at, line.procedure, `2400 ${segment}`, line.place, element as number);
      if (line.revenueCode !== undefined) at('revenue code', line.revenueCode, '2400 SV201', line.place, 1);
      for (const payment of line.otherPayments) lookReasons(at, payment.adjustments, '2430');
    }
    for (const payer of claim.otherPayers) lookReasons(look, payer.adjustments, '2320');
  }

  remitClaim(claim: RemitClaimLoop, control: string): void {
    const day = dayOf(claim.dates, ['232', '472', '150']);
    const look = this.looker(claim.places, control, day);
    lookReasons(look, claim.adjustments, '2100');
    for (const { code, place } of claim.remarks) look('remark', code, '2100 MOA', place, 0);
    for (const line of claim.lines) {
      const at = this.looker(claim.places, control, dayOf(line.dates, ['472', '150']) ?? day);
      lookProcedure(at, line.procedure, '2110 SVC01-2', line.place, 1);
      lookReasons(at, line.adjustments, '2110');
      for (const { code, place } of line.remarks) at('remark', code, '2110 LQ02', place, 2);
    }
  }

  private looker(places: Places, control: string, on: PlainDate | undefined): Look {
    return (kind, code, at, place, element) => {
      if (this.tables.has(kind, code, on) !== false) return;
      this.hand({
        code: 'code.unknown',
        severity: 'error',
        snip: 5,
        at,
        bytes: elementRange(places, place, element),
        says: `${at} holds ${code}, which is no ${kind}${on === undefined ? '' : ` on ${on}`}.`,
        because: 'It is not in the list of codes that was given.',
        control,
      });
    };
  }
}

type Look = (kind: CodeKind, code: string, at: string, place: Place, element: number) => void;

function lookProcedure(look: Look, procedure: Procedure | undefined, at: string, place: Place, element: number): void {
  if (procedure === undefined) return;
  if (procedure.qualifier === 'HC') look('procedure', procedure.code, at, place, element);
  else if (procedure.qualifier === 'AD') look('dental procedure', procedure.code, at, place, element);
}

function lookReasons(look: Look, adjustments: readonly CasAdjustment[], loop: string): void {
  for (const { reason, place, element } of adjustments)
    look('adjustment reason', reason, `${loop} CAS${String(element - 1).padStart(2, '0')}`, place, element - 1);
}

const dayOf = (dates: readonly DateOf[], qualifiers: readonly string[]): PlainDate | undefined =>
  dates.find(({ qualifier }) => qualifiers.includes(qualifier))?.date;
