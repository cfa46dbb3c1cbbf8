import { alike } from '../engine/alike.ts';
import { type EnvelopeToWrite, SegmentWriter, type Writable, writeDate, writeMoney, X12WriteError } from '../engine/segment-writer.ts';
import {
  addProcedure,
  procedureParts,
  writeAdjustments,
  writeAmounts,
  writeContacts,
  writeDtp,
  writeName,
  writeParties,
  writeParty,
  writeReferences,
  writeStreet,
} from '../engine/write-pieces.ts';
import { finish, type WriteOptions } from '../engine/writer.ts';
import type { ClaimLoop, ClaimsHeader, ClaimType, OtherPayerLoop, ServiceLineLoop } from '../types.ts';
import { writeDental, writeDentalLine } from './write-dental.ts';
import { writeAdmission, writeFacilityCodes, writeRevenueLine } from './write-institutional.ts';
import { writeAttachments, writeDrug } from './write-supplement.ts';

/** An 837 to write: what a reader tells of one, without positions. Control numbers, date and time are the caller's. */
export type ClaimsToWrite = Omit<Writable<ClaimsHeader>, 'set' | 'version' | 'envelope' | 'claimType'> & {
  readonly envelope: EnvelopeToWrite;
  /** Professional unless said. */
  readonly claimType?: ClaimType;
  /** HH:MM. */
  readonly time: string;
  /** Neighbours with equal billing provider, subscriber and patient share those levels. */
  readonly claims: readonly ClaimToWrite[];
};
/** One claim with those who stand above it: what `X12Handlers.claim` tells, without positions. Money is integer cents. */
export type ClaimToWrite = Omit<Writable<ClaimLoop>, 'set' | 'claimType'>;
/** One LX loop of a claim to write. */
export type ServiceLineToWrite = Writable<ServiceLineLoop>;

/** What each kind of claim calls itself, and the order in which it names its parties. */
interface Kind {
  readonly version: string;
  readonly claim: readonly string[];
  readonly other: readonly string[];
  readonly line: readonly string[];
  readonly writeLine: (w: SegmentWriter, line: ServiceLineToWrite) => void;
}
const kinds: { readonly [type in ClaimType]: Kind } = {
  professional: {
    version: '005010X222A1',
    claim: ['DN', 'P3', '82', '77', 'DQ', 'PW', '45'],
    other: ['IL', 'PR', 'DN', 'P3', '82', '77', 'DQ', '85'],
    line: ['82', 'QB', '77', 'DQ', 'DK', 'DN', 'P3', 'PW', '45'],
    writeLine: writeProfessional,
  },
  institutional: {
    version: '005010X223A2',
    claim: ['71', '72', 'ZZ', '82', '77', 'DN'],
    other: ['IL', 'PR', '71', '72', 'ZZ', '77', '82', 'DN', '85'],
    line: ['72', 'ZZ', '82', 'DN'],
    writeLine: writeRevenueLine,
  },
  dental: {
    version: '005010X224A2',
    claim: ['DN', 'P3', '82', '77', 'DD', 'DQ'],
    other: ['IL', 'PR', 'DN', 'P3', '82', 'DQ', '85', '77', 'DD'],
    line: ['82', 'DD', 'DQ', '77'],
    writeLine: writeDentalLine,
  },
};

/**
 * One 837P, 837I or 837D (5010, X222A1, X223A2, X224A2) in an interchange of its own. What is written passes our own check without an
 * error and reads back equal (numbers of levels apart, which are counted anew).
 * @param batch who sends what to whom; `claimType` says which of the three
 * @param options whether our own check may be left out
 * @returns the bytes of one interchange
 * @throws X12WriteError where a value cannot be written or the charges do not add up
 */
export function writeClaims(batch: ClaimsToWrite, options: WriteOptions = {}): Uint8Array {
  const w = new SegmentWriter(batch.envelope.separators);
  const kind = kinds[batch.claimType ?? 'professional'];
  w.open(batch.envelope, batch.time, 'HC', kind.version);
  w.beginSet('837', batch.control, kind.version);
  writeHeader(w, batch);
  writeLevels(w, batch.claims, kind);
  w.endSet(batch.control);
  w.close(batch.envelope, 1);
  return finish(w, options);
}

function writeHeader(w: SegmentWriter, batch: ClaimsToWrite): void {
  const { reference, purpose, date, kind } = batch.batch;
  w.segment('BHT', '0019', purpose ?? '00', reference, writeDate(date, 'BHT04'), batch.time.replace(':', ''), kind ?? 'CH');
  for (const [entity, party] of [['41', batch.submitter] as const, ['40', batch.receiver] as const]) {
    if (party === undefined) continue;
    writeName(w, entity, party);
    writeContacts(w, party.contacts, 'IC');
  }
}

function writeLevels(w: SegmentWriter, claims: readonly ClaimToWrite[], kind: Kind): void {
  let level = 0;
  let billingLevel = 0;
  let subscriberLevel = 0;
  let above: ClaimToWrite | undefined;
  claims.forEach((claim, i) => {
    const sameBilling = above !== undefined && alike(above.billing, claim.billing);
    const sameSubscriber = sameBilling && above !== undefined && isSameSubscriber(above, claim);
    const samePatient = sameSubscriber && alike(above?.patient, claim.patient);
    if (!sameBilling) {
      billingLevel = ++level;
      writeBilling(w, claim, billingLevel);
    }
    // A claim of the subscriber cannot follow the claims of a patient under the same subscriber.
    if (!sameSubscriber || (claim.patient === undefined && above?.patient !== undefined)) {
      subscriberLevel = ++level;
      writeSubscriber(w, claim, subscriberLevel, billingLevel, hasPatients(claims, i));
    }
    if (claim.patient !== undefined && !samePatient) writePatient(w, claim.patient, ++level, subscriberLevel);
    writeClaim(w, claim, kind);
    above = claim;
  });
}

/** Most subscribers are others, which their number tells. */
function isSameSubscriber({ subscriber: a }: ClaimToWrite, { subscriber: b }: ClaimToWrite): boolean {
  return a === b || (a.person.id === b.person.id && alike(a, b));
}

/** Whether a claim of a patient comes under the subscriber of claim `from`. */
function hasPatients(claims: readonly ClaimToWrite[], from: number): boolean {
  const first = claims[from];
  for (let i = from; i < claims.length; i++) {
    const claim = claims[i];
    if (first === undefined || claim === undefined || !alike(first.billing, claim.billing) || !isSameSubscriber(first, claim)) return false;
    if (claim.patient !== undefined) return true;
  }
  return false;
}

function writeBilling(w: SegmentWriter, { billing }: ClaimToWrite, level: number): void {
  w.segment('HL', String(level), undefined, '20', '1');
  if (billing.taxonomy !== undefined) w.segment('PRV', 'BI', 'PXC', billing.taxonomy);
  writeParty(w, '85', billing.provider);
  if (billing.payTo !== undefined) writeParty(w, '87', billing.payTo);
}

function writeSubscriber(w: SegmentWriter, { subscriber }: ClaimToWrite, level: number, above: number, patients: boolean): void {
  w.begin('HL')
    .addNumber(level)
    .addNumber(above)
    .add('22')
    .add(patients ? '1' : '0')
    .end();
  const { sequence, relationship, group, groupName, insuranceType, filingIndicator } = subscriber;
  w.begin('SBR').add(sequence).add(relationship).add(group).add(groupName).add(insuranceType).skip(3).add(filingIndicator).end();
  writeName(w, 'IL', subscriber.person);
  writeStreet(w, subscriber.person.address);
  writeBirth(w, subscriber);
  writeReferences(w, subscriber.person.references);
  if (subscriber.payer !== undefined) writeParty(w, 'PR', subscriber.payer);
}

function writePatient(w: SegmentWriter, patient: NonNullable<ClaimToWrite['patient']>, level: number, above: number): void {
  w.begin('HL').addNumber(level).addNumber(above).add('23').add('0').end();
  w.segment('PAT', patient.relationship);
  writeName(w, 'QC', patient.person);
  writeStreet(w, patient.person.address);
  writeBirth(w, patient);
  writeReferences(w, patient.person.references);
}

function writeBirth(w: SegmentWriter, person: { readonly birthDate?: string; readonly sex?: string }): void {
  if (person.birthDate !== undefined) w.begin('DMG').add('D8').addDate(person.birthDate).add(person.sex).end();
}

function writeClaim(w: SegmentWriter, claim: ClaimToWrite, kind: Kind): void {
  w.begin('CLM').add(claim.patientControlNumber).addMoney(claim.charged).skip(2);
  w.openParts().part(placeOf(claim)).part(claim.facilityQualifier).part(claim.frequency).closeParts();
  w.add(claim.providerSignature).add(claim.assignment).add(claim.benefitsAssigned).add(claim.release).skip().openParts();
  for (let cause = 0; cause < 3; cause++) w.part(claim.relatedCauses?.causes[cause]);
  w.part(claim.relatedCauses?.state).closeParts().skip(7).add(claim.submission).end();
  for (const date of claim.dates) writeDtp(w, date);
  if (claim.institutional !== undefined) writeAdmission(w, claim.institutional);
  if (claim.dental !== undefined) writeDental(w, claim.dental);
  writeAttachments(w, claim.attachments);
  writeAmounts(w, claim.amounts);
  writeReferences(w, claim.references);
  for (const note of claim.notes) w.segment('NTE', 'ADD', note);
  writeDiagnoses(w, claim);
  for (const code of claim.codes ?? []) writeCodes(w, [code]);
  if (claim.institutional !== undefined) writeFacilityCodes(w, claim.institutional);
  writeParties(w, claim.parties, kind.claim);
  for (const payer of claim.otherPayers) writeOtherPayer(w, payer, claim, kind);
  for (let i = 0; i < claim.lines.length; i++) writeLine(w, claim.lines[i] as ServiceLineToWrite, i + 1, kind);
}

/** CLM05-1: of a facility the type of bill without its last digit, which CLM05-3 says. */
function placeOf({ institutional, placeOfService, frequency = '' }: ClaimToWrite): string | undefined {
  if (institutional === undefined) return placeOfService;
  const { typeOfBill } = institutional;
  return typeOfBill.endsWith(frequency) ? typeOfBill.slice(0, typeOfBill.length - frequency.length) : typeOfBill;
}

/** A facility's principal diagnosis stands in a segment of its own, and the others in segments of twelve. */
function writeDiagnoses(w: SegmentWriter, { institutional, diagnoses }: ClaimToWrite): void {
  const apart = institutional !== undefined;
  let from = 0;
  for (let i = 1; i <= diagnoses.length; i++) {
    if (!apart && i < diagnoses.length) continue;
    if (i < diagnoses.length && i - from < 12 && diagnoses[i]?.qualifier === diagnoses[from]?.qualifier) continue;
    writeCodes(w, diagnoses.slice(from, i));
    from = i;
  }
}

function writeCodes(w: SegmentWriter, codes: ClaimToWrite['diagnoses']): void {
  if (codes.length > 12) throw new X12WriteError('2300 HI', 'a claim takes at most twelve diagnoses');
  if (codes.length === 0) return;
  w.begin('HI');
  for (const { qualifier, code, presentOnAdmission } of codes) {
    w.openParts().part(qualifier).part(code);
    if (presentOnAdmission !== undefined) {
      for (let empty = 0; empty < 6; empty++) w.part(undefined);
      w.part(presentOnAdmission);
    }
    w.closeParts();
  }
  w.end();
}

function writeOtherPayer(w: SegmentWriter, payer: Writable<OtherPayerLoop>, claim: ClaimToWrite, kind: Kind): void {
  const { sequence, relationship, group, groupName, insuranceType, filingIndicator } = payer;
  w.segment('SBR', sequence, relationship, group, groupName, insuranceType, undefined, undefined, undefined, filingIndicator);
  writeAdjustments(w, payer.adjustments);
  writeAmounts(w, payer.amounts);
  w.segment('OI', undefined, undefined, claim.benefitsAssigned ?? 'Y', undefined, undefined, claim.release ?? 'Y');
  const { IL, PR, ...others } = payer.parties;
  if (IL !== undefined) writeParty(w, 'IL', IL);
  if (PR !== undefined) {
    writeName(w, 'PR', PR);
    writeStreet(w, PR.address);
    if (payer.decidedOn !== undefined) writeDtp(w, { qualifier: '573', date: payer.decidedOn });
    writeReferences(w, PR.references);
    writeContacts(w, PR.contacts, 'IC');
  }
  writeParties(w, others, kind.other);
}

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

function writeProfessional(w: SegmentWriter, line: ServiceLineToWrite): void {
  addProcedure(w.begin('SV1'), line.procedure).addMoney(line.charged).add(line.unit).add(line.units).add(line.placeOfService).skip();
  w.openParts();
  for (const pointer of line.pointers) w.part(pointer < 10 ? DIGITS[pointer] : String(pointer));
  w.closeParts().end();
}

function writeLine(w: SegmentWriter, line: ServiceLineToWrite, number: number, kind: Kind): void {
  w.begin('LX').addNumber(number).end();
  kind.writeLine(w, line);
  writeAttachments(w, line.attachments);
  for (const date of line.dates) writeDtp(w, date);
  writeReferences(w, line.references);
  writeAmounts(w, line.amounts);
  if (kind === kinds.dental && line.notes.length > 0)
    throw new X12WriteError('2400 NTE', 'a dental line has no note: they stand with the claim');
  for (const note of line.notes) w.segment('NTE', 'ADD', note);
  if (line.drug !== undefined) writeDrug(w, line.drug);
  writeParties(w, line.parties, kind.line);
  for (const payment of line.otherPayments) {
    w.segment(
      'SVD',
      payment.payerId,
      writeMoney(payment.paid, 'SVD02'),
      procedureParts(payment.procedure),
      line.revenueCode,
      payment.units,
    );
    writeAdjustments(w, payment.adjustments);
    if (payment.date !== undefined) w.segment('DTP', '573', 'D8', writeDate(payment.date, 'DTP03'));
    if (payment.liability !== undefined) w.segment('AMT', 'EAF', writeMoney(payment.liability, 'AMT02'));
  }
}
