import {
  type CasAdjustment,
  type DateOf,
  elementRange,
  type Places,
  type Procedure,
  type RemitClaimLoop,
  type RemitHeader,
  type RemitLineLoop,
  type RemitTrailer,
  segmentRange,
  type Party as X12Party,
} from '@claimwright/x12';
import { cents, type Finding, type PlainDate, plainDate } from '../../ground/base/index.ts';
import type { Person, ProcedureCode } from '../claims/index.ts';
import type { Adjustment, ProviderAdjustment, RemitClaim, RemitHead, RemitLine } from './remit.ts';

const dateOf = (text: string | undefined): PlainDate | undefined => (text === undefined ? undefined : plainDate(text));

/** A text that says something; blanks say nothing. */
const said = (text: string | undefined): string | undefined => (text === undefined || text.trim() === '' ? undefined : text.trim());

function payerIds(header: RemitHeader): string[] {
  const { payerId } = header.trace;
  const ids = [
    header.payer.id,
    ...(header.payer.references ?? []).map((reference) => reference.id),
    payerId,
    /^1\d{9}$/.test(payerId) ? payerId.slice(1) : undefined,
  ];
  return [...new Set(ids.map(said).filter((id) => id !== undefined))];
}

function payeeOf({ payee, receiverId }: RemitHeader): RemitHead['payee'] {
  const taxReference = payee.references?.find((reference) => reference.qualifier === 'TJ')?.id;
  const npi = payee.idQualifier === 'XX' ? said(payee.id) : undefined;
  const taxId = payee.idQualifier === 'FI' ? said(payee.id) : said(taxReference);
  return { name: said(payee.name) ?? said(receiverId) ?? '', ...(npi !== undefined && { npi }), ...(taxId !== undefined && { taxId }) };
}

/** BPR02 is never negative: what takes money is a debit notice (BPR03 = D), and what is left over is carried forward (PLB FB). */
function negativePayment({ payment, places }: RemitHeader): Pick<RemitHead, 'unreadable'> {
  if (payment.amount >= 0 || payment.creditOrDebit === 'D') return {};
  const finding: Finding = {
    code: 'remit.negative-payment',
    severity: 'error',
    snip: 3,
    at: 'BPR02',
    bytes: elementRange(places, payment.place, 2),
    says: 'The payment is negative, and the remittance is no debit notice.',
    because:
      'A payment may never be negative (BPR02): what a payer takes back is carried forward, or asked for by a debit notice (BPR03 = D).',
    fix: 'Do not post. Ask the payer what it paid or wants back, and for a corrected remittance.',
  };
  return { unreadable: [finding] };
}

/** Payment, payer and payee: all of a payment advice but its claims. */
export function readRemitHead(header: RemitHeader): RemitHead {
  const { payment, trace, places } = header;
  const paidOn = dateOf(payment.date);
  return {
    control: header.control,
    version: header.version,
    payer: { name: said(header.payer.name) ?? '', ids: payerIds(header) },
    payee: payeeOf(header),
    traceNumber: trace.number.trim(),
    payerTraceId: trace.payerId.trim(),
    method: payment.method,
    ...(paidOn !== undefined && { paidOn }),
    paid: cents(payment.creditOrDebit === 'D' ? -Math.abs(payment.amount) : payment.amount),
    bytes: segmentRange(places, payment.place),
    paidBytes: elementRange(places, payment.place, 2),
    ...negativePayment(header),
  };
}

const codeOf = (procedure: Procedure): ProcedureCode => ({ code: procedure.code, modifiers: procedure.modifiers });

const readAdjustments = (places: Places, adjustments: readonly CasAdjustment[], rarcs: readonly string[]): Adjustment[] =>
  adjustments.map((a) => ({
    group: a.group,
    carc: a.reason,
    rarcs,
    amount: cents(a.amount),
    ...(a.quantity !== undefined && { quantity: a.quantity }),
    bytes: elementRange(places, a.place, a.element),
  }));

/** First and last day served: a single day, a period, or a start and an end. */
function servedDays(dates: readonly DateOf[], single: string, start: string, end: string): { from?: PlainDate; to?: PlainDate } {
  const day = dates.find((d) => d.qualifier === single) ?? dates.find((d) => d.qualifier === start);
  const last = dates.find((d) => d.qualifier === end);
  const from = dateOf(day?.date);
  const to = dateOf(last?.date) ?? dateOf(day?.to);
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function readLine(loop: RemitClaimLoop, line: RemitLineLoop): RemitLine {
  const { places } = loop;
  const rarcs = line.remarks.map((remark) => remark.code);
  const control = said(line.references.find((reference) => reference.qualifier === '6R')?.id);
  const days = servedDays(line.dates, '472', '150', '151');
  const allowed = line.amounts.find((amount) => amount.qualifier === 'B6')?.amount;
  return {
    index: line.index,
    ...(control !== undefined && { lineControlNumber: control }),
    ...(line.procedure !== undefined && { procedure: codeOf(line.procedure) }),
    ...(line.billedProcedure !== undefined && { billedProcedure: codeOf(line.billedProcedure) }),
    billed: cents(line.charged),
    paid: cents(line.paid),
    ...(said(line.units) !== undefined && { units: line.units }),
    ...(days.from !== undefined && { servedOn: days.from }),
    ...(days.to !== undefined && { servedTo: days.to }),
    adjustments: readAdjustments(places, line.adjustments, rarcs),
    rarcs,
    ...(allowed !== undefined && { statedAllowed: cents(allowed) }),
    bytes: line.bytes,
    billedBytes: elementRange(places, line.place, 2),
    paidBytes: elementRange(places, line.place, 3),
  };
}

function readPerson(party: X12Party): Person {
  const memberId = said(party.id);
  return { last: said(party.name) ?? '', first: said(party.first) ?? '', ...(memberId !== undefined && { memberId }) };
}

function crossoverOf(party: X12Party): { name?: string; id?: string } {
  const name = said(party.name);
  const id = said(party.id);
  return { ...(name !== undefined && { name }), ...(id !== undefined && { id }) };
}

/** The days served of a claim: its own, or those of its lines where it says none. */
function claimDays(loop: RemitClaimLoop, lines: readonly RemitLine[]): { from?: PlainDate; to?: PlainDate } {
  const stated = servedDays(loop.dates, '232', '232', '233');
  let from = stated.from;
  let to = stated.to;
  if (from === undefined) {
    for (const { servedOn, servedTo } of lines) {
      if (servedOn === undefined) continue;
      if (from === undefined || servedOn < from) from = servedOn;
      const last = servedTo ?? servedOn;
      if (to === undefined || last > to) to = last;
    }
  }
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** People and numbers that say who the claim is about. */
function readWho(loop: RemitClaimLoop): Pick<RemitClaim, 'patient' | 'subscriberMemberId' | 'crossoverCarrier' | 'renderingNpi'> {
  const { QC: patient, IL: insured, '74': corrected, TT: carrier, '82': rendering } = loop.parties;
  const memberId = said(corrected?.id) ?? said(insured?.id) ?? said(patient?.id);
  const npi = rendering?.idQualifier === 'XX' ? said(rendering.id) : undefined;
  return {
    ...(patient !== undefined && { patient: readPerson(patient) }),
    ...(memberId !== undefined && { subscriberMemberId: memberId }),
    ...(carrier !== undefined && { crossoverCarrier: crossoverOf(carrier) }),
    ...(npi !== undefined && { renderingNpi: npi }),
  };
}

/** One claim of a payment advice, every figure with its bytes. */
export function readRemitClaim(loop: RemitClaimLoop, _header: RemitHeader): RemitClaim {
  const { places, place } = loop;
  const rarcs = loop.remarks.map((remark) => remark.code);
  const lines = loop.lines.map((line) => readLine(loop, line));
  const days = claimDays(loop, lines);
  const receivedOn = dateOf(loop.dates.find((d) => d.qualifier === '050')?.date);
  const payerControlNumber = said(loop.payerControlNumber);
  const filingIndicator = said(loop.filingIndicator);
  const originalReference = said(loop.references.find((reference) => reference.qualifier === 'F8')?.id);
  return {
    index: loop.index,
    patientControlNumber: loop.patientControlNumber.trim(),
    status: loop.status.trim(),
    billed: cents(loop.charged),
    paid: cents(loop.paid),
    ...(loop.patientResponsibility !== undefined && { statedPatientResponsibility: cents(loop.patientResponsibility) }),
    ...(payerControlNumber !== undefined && { payerControlNumber }),
    ...(filingIndicator !== undefined && { filingIndicator }),
    ...readWho(loop),
    ...(days.from !== undefined && { servedFrom: days.from }),
    ...(days.to !== undefined && { servedTo: days.to }),
    ...(receivedOn !== undefined && { receivedOn }),
    ...(originalReference !== undefined && { originalReference }),
    adjustments: readAdjustments(places, loop.adjustments, rarcs),
    rarcs,
    lines,
    bytes: loop.bytes,
    billedBytes: elementRange(places, place, 3),
    paidBytes: elementRange(places, place, 4),
  };
}

/** What moved outside of any claim. */
export function readProviderAdjustments(trailer: RemitTrailer): ProviderAdjustment[] {
  return trailer.providerAdjustments.map((plb, index) => {
    const reference = said(plb.reference);
    const fiscalDate = dateOf(plb.fiscalDate);
    return {
      index,
      code: plb.reason.trim(),
      ...(reference !== undefined && { reference }),
      amount: cents(plb.amount),
      ...(fiscalDate !== undefined && { fiscalDate }),
      providerId: plb.providerId,
      bytes: elementRange(trailer.places, plb.place, plb.element),
    };
  });
}
