import { type EnvelopeToWrite, SegmentWriter, type Writable, writeDate, writeMoney, X12WriteError } from '../engine/segment-writer.ts';
import {
  procedureParts,
  writeAdjustments,
  writeAmounts,
  writeContacts,
  writeName,
  writeReferences,
  writeStreet,
} from '../engine/write-pieces.ts';
import { finish, type WriteOptions } from '../engine/writer.ts';
import type { DateOf, RemitClaimLoop, RemitHeader, RemitLineLoop, RemitTrailer } from '../types.ts';

/** An 835 to write: what a reader tells of one, without positions. Control numbers, date and time are the caller's. */
export type RemitToWrite = Omit<Writable<RemitHeader>, 'set' | 'version' | 'envelope'> & {
  readonly envelope: EnvelopeToWrite;
  /** HH:MM. */
  readonly time: string;
  readonly claims: readonly RemitClaimToWrite[];
  readonly providerAdjustments: readonly Writable<RemitTrailer['providerAdjustments'][number]>[];
};
/** One CLP loop to write: what `X12Handlers.remitClaim` tells, without positions. Money is integer cents. */
export type RemitClaimToWrite = Omit<Writable<RemitClaimLoop>, 'set'>;
/** One SVC loop to write. */
export type RemitLineToWrite = Writable<RemitLineLoop>;

const VERSION = '005010X221A1';
const PARTY_ORDER = ['QC', 'IL', '74', '82', 'TT', 'PR', 'GB'];

/**
 * One 835 (5010, X221A1) in an interchange of its own. What is written passes our own check without an error and reads back equal.
 * Adjustments of one group share a CAS; PLB amounts of one provider and year share a PLB.
 * @param remit the payment with its claims
 * @param options whether it need not balance, or our own check may be left out
 * @returns the bytes of one interchange
 * @throws X12WriteError where a value cannot be written (a separator in a text) or the whole does not balance
 */
export function writeRemit(remit: RemitToWrite, options: WriteOptions = {}): Uint8Array {
  return writeRemits([remit], options);
}

/**
 * As `writeRemit`, several sets in one group; the envelope, date and time of the first count.
 * @param remits at least one
 * @param options as of `writeRemit`
 * @returns the bytes of one interchange
 * @throws X12WriteError where a value cannot be written, one does not balance, or there is none
 */
export function writeRemits(remits: readonly RemitToWrite[], options: WriteOptions = {}): Uint8Array {
  const [first] = remits;
  if (first === undefined) throw new X12WriteError('ST', 'there is no remittance to write');
  const w = new SegmentWriter(first.envelope.separators);
  w.open(first.envelope, first.time, 'HP', VERSION);
  for (const remit of remits) writeSet(w, remit);
  w.close(first.envelope, remits.length);
  return finish(w, options);
}

function writeSet(w: SegmentWriter, remit: RemitToWrite): void {
  w.beginSet('835', remit.control);
  writeHeader(w, remit);
  if (remit.claims.length > 0) w.segment('LX', '1');
  for (const claim of remit.claims) writeClaim(w, claim);
  writeProviderAdjustments(w, remit.providerAdjustments);
  w.endSet(remit.control);
}

function writeHeader(w: SegmentWriter, remit: RemitToWrite): void {
  const { payment, trace, payer, payee } = remit;
  const gap = new Array<undefined>(11).fill(undefined);
  const { handling, creditOrDebit, method } = payment;
  w.segment('BPR', handling, writeMoney(payment.amount, 'BPR02'), creditOrDebit, method, ...gap, writeDate(payment.date, 'BPR16'));
  w.segment('TRN', '1', trace.number, trace.payerId, trace.supplement);
  if (remit.currency !== undefined) w.segment('CUR', 'PR', remit.currency);
  if (remit.receiverId !== undefined) w.segment('REF', 'EV', remit.receiverId);
  if (remit.productionDate !== undefined) w.segment('DTM', '405', writeDate(remit.productionDate, 'DTM02'));
  w.segment('N1', 'PR', payer.name, payer.idQualifier, payer.id);
  writeStreet(w, payer.address);
  writeReferences(w, payer.references);
  writeContacts(w, payer.contacts, 'BL');
  w.segment('N1', 'PE', payee.name, payee.idQualifier, payee.id);
  writeStreet(w, payee.address);
  writeReferences(w, payee.references);
}

function writeClaim(w: SegmentWriter, claim: RemitClaimToWrite): void {
  w.segment(
    'CLP',
    claim.patientControlNumber,
    claim.status,
    writeMoney(claim.charged, 'CLP03'),
    writeMoney(claim.paid, 'CLP04'),
    writeMoney(claim.patientResponsibility, 'CLP05'),
    claim.filingIndicator,
    claim.payerControlNumber,
    claim.facilityType,
    claim.frequency,
  );
  writeAdjustments(w, claim.adjustments);
  const entities = [...PARTY_ORDER, ...Object.keys(claim.parties).filter((entity) => !PARTY_ORDER.includes(entity))];
  for (const entity of entities) {
    const party = claim.parties[entity];
    if (party !== undefined) writeName(w, entity, party);
  }
  if (claim.remarks.length > 5) throw new X12WriteError('2100 MOA', 'a claim takes at most five remarks');
  if (claim.remarks.length > 0) w.segment('MOA', undefined, undefined, ...claim.remarks.map((remark) => remark.code));
  writeReferences(w, claim.references);
  for (const date of claim.dates) writeDtm(w, date);
  writeAmounts(w, claim.amounts);
  for (const line of claim.lines) writeLine(w, line);
}

function writeLine(w: SegmentWriter, line: RemitLineToWrite): void {
  const procedure = procedureParts(line.procedure);
  if (procedure === undefined) throw new X12WriteError('2110 SVC01', 'a line needs a procedure');
  const charged = writeMoney(line.charged, 'SVC02');
  const paid = writeMoney(line.paid, 'SVC03');
  w.segment('SVC', procedure, charged, paid, line.revenueCode, line.units, procedureParts(line.billedProcedure));
  for (const date of line.dates) writeDtm(w, date);
  writeAdjustments(w, line.adjustments);
  writeReferences(w, line.references);
  writeAmounts(w, line.amounts);
  for (const remark of line.remarks) w.segment('LQ', 'HE', remark.code);
}

function writeDtm(w: SegmentWriter, { qualifier, date, to }: Writable<DateOf>): void {
  const day = writeDate(date, 'DTM02');
  if (to === undefined) w.segment('DTM', qualifier, day);
  else w.segment('DTM', qualifier, undefined, undefined, undefined, 'RD8', `${day}-${writeDate(to, 'DTM06')}`);
}

function writeProviderAdjustments(w: SegmentWriter, adjustments: RemitToWrite['providerAdjustments']): void {
  for (let from = 0; from < adjustments.length; ) {
    const { providerId, fiscalDate } = adjustments[from] as RemitToWrite['providerAdjustments'][number];
    let to = from;
    while (
      to < adjustments.length &&
      to - from < 6 &&
      adjustments[to]?.providerId === providerId &&
      adjustments[to]?.fiscalDate === fiscalDate
    )
      to++;
    const pairs = adjustments.slice(from, to).flatMap((a) => [[a.reason, a.reference], writeMoney(a.amount, 'PLB04')]);
    w.segment('PLB', providerId, writeDate(fiscalDate, 'PLB02'), ...pairs);
    from = to;
  }
}
