import type { ClaimLoop, OtherPayerLoop } from '@claimwright/x12';
import { type Cents, cents } from '../../ground/base/index.ts';
import { type ClaimToSend, type CoverageToSend, notesRead, type PriorDecision, type Rank } from '../claims/index.ts';
import { readAdjustment, readLine } from './read-claim-lines.ts';
import { dayOf, given, type PartyRead, readAddress, readDay, readPerson, readProvider, said } from './read-parties.ts';
import { paidByPatient } from './write-claim-parts.ts';

const ranks: { readonly [sequence: string]: Rank } = { P: 'primary', S: 'secondary' };
/** SBR01: A to H come after the third. */
const rankOf = (sequence: string | undefined): Rank => ranks[sequence ?? 'P'] ?? 'tertiary';
const order: readonly Rank[] = ['primary', 'secondary', 'tertiary'];

/** A claim of an 837 as one that is to go out: what a practice's own system made, to be looked at before it is sent. */
export function readClaimToSend(loop: ClaimLoop): ClaimToSend {
  const patient = patientOf(loop);
  const own = ownCoverage(loop);
  const coverages = [own, ...loop.otherPayers.map((other, i) => otherCoverage(loop, other, i))].sort(
    (a, b) => order.indexOf(a.rank) - order.indexOf(b.rank),
  );
  const [original, referral, authorization, predetermination] = ['F8', '9F', 'G1', 'G3'].map((qualifier) => referenceOf(loop, qualifier));
  const lines = loop.lines.map((line) => readLine(line, loop));
  const { note, ofLines } = notesRead(loop.claimType, loop.notes, lines);
  const paid =
    loop.amounts.find(({ qualifier }) => qualifier === 'F5')?.amount ??
    loop.institutional?.values.find(({ code }) => code === paidByPatient)?.amount;
  return {
    kind: loop.claimType,
    patientControlNumber: loop.patientControlNumber.trim(),
    frequency: said(loop.frequency) ?? '1',
    ...(original !== undefined && { originalPayerControlNumber: original }),
    predetermination: loop.submission === 'PB',
    billed: cents(loop.charged),
    patient,
    coverages,
    sentAs: own.rank,
    ...providersOf(loop),
    placeOfService: loop.placeOfService ?? '',
    diagnoses: inOrder(loop).map(({ qualifier, code, presentOnAdmission }) => ({
      code,
      system: qualifier.startsWith('A') ? 'ICD-10-CM' : 'ICD-9-CM',
      ...(presentOnAdmission !== undefined && { presentOnAdmission }),
    })),
    ...(authorization !== undefined && { authorizationNumber: authorization }),
    ...(predetermination !== undefined && { predeterminationNumber: predetermination }),
    ...(referral !== undefined && { referralNumber: referral }),
    signatureOnFile: loop.claimType === 'institutional' || loop.providerSignature === 'Y',
    ...{ assignment: loop.assignment ?? '', benefitsAssigned: loop.benefitsAssigned ?? '', release: loop.release ?? '' },
    ...accidentOf(loop),
    ...given('onsetOn', readDay(loop.dates, '431')),
    ...(loop.claimType === 'professional' ? hospitalAndLaboratory(loop) : {}),
    ...(note !== '' && { note }),
    attachments: (loop.attachments ?? []).map(attachmentOf),
    missingTeeth: (loop.dental?.teeth ?? []).flatMap(({ tooth, status }) => (status === 'M' ? [tooth] : [])),
    ...orthodonticsOf(loop),
    ...stayOf(loop),
    ...(paid !== undefined && { patientPaid: cents(paid) }),
    // What a file says of a line beside the claim's note of it stands before it.
    lines: lines.map((line, i) => ({ ...line, ...given('note', said([line.note, ofLines[i]].filter(Boolean).join(' '))) })),
  };
}

const hospitalAndLaboratory = ({ dates, references }: ClaimLoop) => ({
  ...given('hospitalFrom', readDay(dates, '435')),
  ...given('hospitalTo', readDay(dates, '096')),
  ...given('cliaNumber', said(references.find(({ qualifier }) => qualifier === 'X4')?.id)),
});

/** What a facility says of an admission or a visit is none of those for which it treated. */
const isOfClaim = ({ qualifier }: ClaimLoop['diagnoses'][number]): boolean => !admitted.includes(qualifier) && !reasons.includes(qualifier);
/** Of a facility, whose lines point at none, external causes last; they come before the other diagnoses on the wire. */
const inOrder = ({ diagnoses, claimType }: ClaimLoop): ClaimLoop['diagnoses'] => {
  const own = diagnoses.filter(isOfClaim);
  if (claimType !== 'institutional') return own;
  return [...own.filter(({ qualifier }) => !causes.includes(qualifier)), ...own.filter(({ qualifier }) => causes.includes(qualifier))];
};
const causes = ['ABN', 'BN'];
const admitted = ['ABJ', 'BJ'];
const reasons = ['APR', 'PR'];

const patientOf = ({ patient, subscriber }: ClaimLoop): ClaimToSend['patient'] =>
  patient === undefined
    ? readPerson(subscriber.person, subscriber.birthDate, subscriber.sex)
    : readPerson(patient.person, patient.birthDate, patient.sex);

const payerOf = (payer: PartyRead | undefined) => ({
  payerId: said(payer?.id) ?? '',
  payerName: said(payer?.name) ?? '',
  ...given('payerAddress', readAddress(payer)),
});

function ownCoverage({ subscriber, patient }: ClaimLoop): CoverageToSend {
  return {
    rank: rankOf(subscriber.sequence),
    ...payerOf(subscriber.payer),
    memberId: said(subscriber.person.id) ?? '',
    ...groupOf(subscriber),
    relationship: patient === undefined ? (said(subscriber.relationship) ?? '18') : (said(patient.relationship) ?? ''),
    subscriber: readPerson(subscriber.person, subscriber.birthDate, subscriber.sex),
  };
}

type Group = Pick<OtherPayerLoop, 'group' | 'groupName' | 'insuranceType' | 'filingIndicator'>;
const groupOf = ({ group, groupName, insuranceType, filingIndicator }: Group) => ({
  ...given('groupNumber', said(group)),
  ...given('groupName', said(groupName)),
  ...given('insuranceType', said(insuranceType)),
  ...given('filingIndicator', said(filingIndicator)),
});

function otherCoverage(loop: ClaimLoop, other: OtherPayerLoop, at: number): CoverageToSend {
  const member = other.parties.IL;
  const payer = payerOf(other.parties.PR);
  // Two loops of one payer: the first has what it decided of the lines.
  const isFirst = loop.otherPayers.findIndex(({ parties }) => said(parties.PR?.id) === payer.payerId) === at;
  const decision = decisionOf(loop, other, isFirst ? payer.payerId : undefined);
  return {
    rank: rankOf(other.sequence),
    ...payer,
    memberId: said(member?.id) ?? '',
    ...groupOf(other),
    relationship: said(other.relationship) ?? '',
    subscriber: readPerson(member ?? {}),
    ...given('decision', decision),
  };
}

function decisionOf(loop: ClaimLoop, other: OtherPayerLoop, payerId: string | undefined): PriorDecision | undefined {
  const paid = other.amounts.find(({ qualifier }) => qualifier === 'D')?.amount;
  const lines = loop.lines.flatMap(({ index, otherPayments }) =>
    otherPayments
      .filter((payment) => said(payment.payerId) === payerId)
      .map(({ paid, procedure, units, date, adjustments }) => ({
        number: index + 1,
        paid: cents(paid),
        procedure: { code: procedure?.code ?? '', modifiers: procedure?.modifiers ?? [] },
        ...given('units', units),
        ...given('decidedOn', dayOf(date)),
        adjustments: adjustments.map(readAdjustment),
      })),
  );
  if (paid === undefined && lines.length === 0 && other.adjustments.length === 0) return undefined;
  return {
    ...given(
      'decidedOn',
      dayOf(other.decidedOn) ??
        lines
          .flatMap(({ decidedOn = [] }) => decidedOn)
          .sort()
          .at(-1),
    ),
    paid: paid === undefined ? sumOf(lines) : cents(paid),
    adjustments: other.adjustments.map(readAdjustment),
    lines,
  };
}

const sumOf = (lines: readonly { readonly paid: Cents }[]): Cents => cents(lines.reduce((sum, { paid }) => sum + paid, 0));

const referenceOf = ({ references }: ClaimLoop, wanted: string): string | undefined =>
  said(references.find(({ qualifier }) => qualifier === wanted)?.id);

function providersOf({ billing, parties }: ClaimLoop) {
  const { provider, taxonomy, payTo } = billing;
  const tax = provider.references?.find(({ qualifier }) => qualifier === 'EI' || qualifier === 'SY');
  const payToAddress = readAddress(payTo);
  return {
    billing: {
      ...readProvider(provider),
      ...given('taxonomy', taxonomy),
      ...given('taxId', said(tax?.id)),
      ...(tax !== undefined && { taxIdKind: tax.qualifier === 'SY' ? ('person' as const) : ('employer' as const) }),
    },
    ...(payToAddress !== undefined && { payTo: { address: payToAddress } }),
    ...provided('rendering', parties['82']),
    ...provided('referring', parties.DN),
    ...provided('supervising', parties.DQ),
    ...provided('facility', parties['77']),
  };
}

const provided = <K extends string>(key: K, party: PartyRead | undefined) =>
  given(key, party === undefined ? undefined : readProvider(party));

const attachmentOf = ({ report, transmission, controlNumber }: NonNullable<ClaimLoop['attachments']>[number]) => ({
  report,
  transmission: transmission ?? '',
  ...given('controlNumber', controlNumber),
});

const kinds: { readonly [cause: string]: 'auto' | 'employment' } = { AA: 'auto', EM: 'employment' };

function accidentOf({ relatedCauses, dates }: ClaimLoop): Pick<ClaimToSend, 'accident'> {
  const [cause] = relatedCauses?.causes ?? [];
  if (cause === undefined) return {};
  return {
    accident: { kind: kinds[cause] ?? 'other', ...given('on', readDay(dates, '439')), ...given('state', said(relatedCauses?.state)) },
  };
}

function orthodonticsOf({ dental, dates }: ClaimLoop): Pick<ClaimToSend, 'orthodontics'> {
  const appliancePlacedOn = readDay(dates, '452');
  const told = dental?.orthodontics;
  if (told === undefined && appliancePlacedOn === undefined) return {};
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  return {
    orthodontics: {
      ...given('months', number(told?.months)),
      ...given('monthsRemaining', number(told?.monthsRemaining)),
      ...given('appliancePlacedOn', appliancePlacedOn),
    },
  };
}

function stayOf({ institutional: detail, dates, parties, diagnoses }: ClaimLoop): Pick<ClaimToSend, 'stay'> {
  if (detail === undefined) return {};
  const { admission } = detail;
  const came = dates.find(({ qualifier }) => qualifier === '435');
  const why = diagnoses.filter(({ qualifier }) => reasons.includes(qualifier)).map(({ code }) => code);
  const procedures = detail.procedures
    .filter(({ qualifier }) => qualifier.startsWith('BB'))
    .map(({ code, date }) => ({ code, ...given('on', dayOf(date)) }));
  const statement = dates.find(({ qualifier }) => qualifier === '434');
  return {
    stay: {
      typeOfBill: detail.typeOfBill,
      ...given('admissionType', admission?.type),
      ...given('admissionSource', admission?.source),
      ...given('patientStatus', admission?.patientStatus),
      conditions: detail.conditions.map(({ code }) => code),
      occurrences: detail.occurrences.flatMap(({ code, date }) => {
        const day = dayOf(date);
        return day === undefined ? [] : [{ code, on: day }];
      }),
      values: detail.values.filter(({ code }) => code !== paidByPatient).map(({ code, amount }) => ({ code, amount: cents(amount) })),
      ...given('admittedOn', readDay(dates, '435')),
      ...given('admittedAt', came?.time),
      ...given('dischargedAt', detail.dischargeTime),
      ...given('from', readDay(dates, '434')),
      ...given('to', dayOf(statement?.to ?? statement?.date)),
      ...given('admittingDiagnosis', diagnoses.find(({ qualifier }) => admitted.includes(qualifier))?.code),
      ...(why.length > 0 && { reasonsForVisit: why }),
      ...(procedures.length > 0 && { procedures }),
      ...provided('attending', parties['71']),
      ...provided('operating', parties['72']),
    },
  };
}
