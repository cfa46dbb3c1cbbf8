import { type ClaimsToWrite, type ClaimToWrite, X12WriteError } from '@claimwright/x12';
import type { PlainDate } from '../../ground/base/index.ts';
import type { ClaimToSend, CoverageToSend, Rank } from '../claims/index.ts';
import { claimNotes, daysServed, payerToBill, spelled } from '../claims/index.ts';
import { lineToWrite } from './write-claim-lines.ts';
import { amountsOf, dated, diagnosesOf, institutionalDetail, liabilityIn, reference } from './write-claim-parts.ts';
import { addressOf, type PartyToWrite, partyOf, personOf, providerOf, renderingOf } from './write-parties.ts';

/** What a batch says beside its claims: all of one kind, and one destination. Control numbers, date and time are the caller's. */
export interface BatchFacts {
  /** ISA13, nine digits, and GS06. */
  readonly interchangeControl: string;
  readonly groupControl: string;
  /** ST02. */
  readonly control: string;
  /** BHT03: the practice's name for this batch. */
  readonly reference: string;
  readonly on: PlainDate;
  /** HH:MM. */
  readonly at: string;
  readonly test: boolean;
  readonly submitter: {
    readonly name: string;
    readonly id: string;
    readonly contact: string;
    readonly phone?: string;
    readonly email?: string;
  };
  readonly receiver: { readonly name: string; readonly id: string };
}

/** Claims as the writer of 837s takes them. Those of one billing provider and subscriber stand together where they come together. */
export function claimsToWrite(claims: readonly ClaimToSend[], facts: BatchFacts): ClaimsToWrite {
  const [first] = claims;
  if (first === undefined || claims.some(({ kind }) => kind !== first.kind))
    throw new Error('a batch is of one kind, and of one claim at least');
  const { submitter, receiver } = facts;
  const numbers = [
    ...(submitter.phone === undefined ? [] : [{ qualifier: 'TE', number: submitter.phone }]),
    ...(submitter.email === undefined ? [] : [{ qualifier: 'EM', number: submitter.email }]),
  ];
  return {
    claimType: first.kind,
    envelope: {
      ...{ sender: submitter.id, receiver: receiver.id, interchangeDate: facts.on, test: facts.test },
      ...{ interchangeControl: facts.interchangeControl, groupControl: facts.groupControl },
    },
    control: facts.control,
    time: facts.at,
    batch: { reference: facts.reference, purpose: '00', date: facts.on, kind: 'CH' },
    submitter: {
      ...{ name: spelled(submitter.name), idQualifier: '46', id: submitter.id },
      contacts: [{ role: 'IC', name: spelled(submitter.contact), numbers }],
    },
    receiver: { name: spelled(receiver.name), idQualifier: '46', id: receiver.id },
    claims: claims.map(claimToWrite),
  };
}

const sequences: { readonly [rank in Rank]: string } = { primary: 'P', secondary: 'S', tertiary: 'T' };

function claimToWrite(claim: ClaimToSend): ClaimToWrite {
  const own = payerToBill(claim);
  if (own === undefined) throw new Error('a claim goes to one of those who cover it');
  const isSelf = own.relationship === '18';
  const { stay } = claim;
  return {
    billing: billingOf(claim),
    subscriber: subscriberOf(own, claim, isSelf),
    ...(!isSelf && { patient: { relationship: own.relationship, ...personOf(claim.patient) } }),
    patientControlNumber: claim.patientControlNumber,
    charged: claim.billed,
    ...(stay === undefined && { placeOfService: claim.placeOfService }),
    facilityQualifier: stay === undefined ? 'B' : 'A',
    frequency: claim.frequency,
    ...(claim.kind !== 'institutional' && { providerSignature: claim.signatureOnFile ? 'Y' : 'N' }),
    ...{ assignment: claim.assignment, benefitsAssigned: claim.benefitsAssigned, release: claim.release },
    ...(claim.accident !== undefined && claim.kind !== 'institutional' && { relatedCauses: causesOf(claim.accident) }),
    ...(claim.predetermination && { submission: 'PB' }),
    dates: datesOf(claim),
    references: [
      ...(claim.kind === 'dental' ? reference('G3', claim.predeterminationNumber) : []),
      ...reference('F8', claim.originalPayerControlNumber),
      ...reference('9F', claim.referralNumber),
      ...reference('G1', claim.authorizationNumber),
      ...(claim.kind === 'professional' ? reference('X4', claim.cliaNumber) : []),
    ],
    amounts: claim.kind === 'institutional' ? [] : amountsOf('F5', claim.patientPaid),
    notes: notesOf(claim),
    ...attachmentsOf(claim),
    diagnoses: diagnosesOf(claim),
    parties: partiesOf(claim),
    otherPayers: claim.coverages.filter((other) => other !== own).map((other) => otherPayerOf(other, claim.kind)),
    lines: claim.lines.map((line) => lineToWrite(line, claim, own)),
    ...(stay !== undefined && { institutional: institutionalDetail(stay, claim) }),
    ...(claim.kind === 'dental' && { dental: dentalOf(claim) }),
  };
}

/** Words are never cut off: what has no room goes as an attachment, or is said shorter. */
function notesOf(claim: ClaimToSend): readonly string[] {
  const { notes, over } = claimNotes(claim);
  if (over > 0) throw new X12WriteError('2300 NTE', `its notes are ${over} characters longer than a claim takes`);
  return notes;
}

const billingOf = ({ billing, payTo }: ClaimToSend): ClaimToWrite['billing'] => ({
  ...(billing.taxonomy !== undefined && { taxonomy: billing.taxonomy }),
  provider: {
    ...providerOf(billing),
    ...(billing.taxId !== undefined && { references: [{ qualifier: billing.taxIdKind === 'person' ? 'SY' : 'EI', id: billing.taxId }] }),
  },
  ...(payTo !== undefined && { payTo: { address: addressOf(payTo.address) } }),
});

const subscriberOf = (own: CoverageToSend, { patient, kind }: ClaimToSend, isSelf: boolean): ClaimToWrite['subscriber'] => ({
  sequence: sequences[own.rank],
  ...(isSelf && { relationship: '18' }),
  ...groupOf(own, kind),
  ...personOf(isSelf ? patient : own.subscriber, own.memberId),
  payer: payerOf(own),
});

/** A facility says by value codes why another pays before Medicare. */
const groupOf = ({ groupNumber, groupName, insuranceType, filingIndicator }: CoverageToSend, kind: ClaimToSend['kind']) => ({
  ...(groupNumber !== undefined && { group: groupNumber }),
  ...(groupName !== undefined && { groupName: spelled(groupName) }),
  ...(insuranceType !== undefined && kind !== 'institutional' && { insuranceType }),
  ...(filingIndicator !== undefined && { filingIndicator }),
});

const payerOf = ({ payerName, payerId, payerAddress }: CoverageToSend): PartyToWrite => ({
  ...{ name: spelled(payerName), idQualifier: 'PI', id: payerId },
  ...(payerAddress !== undefined && { address: addressOf(payerAddress) }),
});

function otherPayerOf(other: CoverageToSend, kind: ClaimToSend['kind']): ClaimToWrite['otherPayers'][number] {
  const { decision } = other;
  return {
    ...{ sequence: sequences[other.rank], relationship: other.relationship, ...groupOf(other, kind) },
    adjustments: decision?.adjustments ?? [],
    amounts: [
      ...amountsOf('D', decision?.paid),
      ...(decision?.lines.length === 0 ? amountsOf('EAF', liabilityIn(decision.adjustments)) : []),
    ],
    // Its day stands here where no line says it, and nowhere twice.
    ...(decision?.decidedOn !== undefined && decision.lines.length === 0 && { decidedOn: decision.decidedOn }),
    parties: { IL: personOf(other.subscriber, other.memberId).person, PR: payerOf(other) },
  };
}

function datesOf(claim: ClaimToSend): ClaimToWrite['dates'] {
  const { stay } = claim;
  const { from, to } = daysServed(claim);
  return [
    ...(claim.kind === 'professional'
      ? [...dated('431', claim.onsetOn), ...dated('435', claim.hospitalFrom), ...dated('096', claim.hospitalTo)]
      : []),
    ...(claim.kind === 'institutional' ? [] : dated('439', claim.accident?.on)),
    ...(claim.kind === 'dental' ? dated('452', claim.orthodontics?.appliancePlacedOn) : []),
    ...(stay === undefined || from === undefined ? [] : [{ qualifier: '434', date: from, to: to ?? from }]),
    ...(stay?.admittedOn === undefined ? [] : [{ ...withTime(stay.admittedOn, stay.admittedAt), qualifier: '435' }]),
  ];
}

const withTime = (date: PlainDate, time: string | undefined) => ({ date, ...(time !== undefined && { time }) });

const causes = { auto: 'AA', employment: 'EM', other: 'OA' } as const;
const causesOf = ({ kind, state }: NonNullable<ClaimToSend['accident']>) => ({
  causes: [causes[kind]],
  ...(state !== undefined && { state }),
});

/** A dental line has no attachments of its own on the wire: they stand with the claim. */
function attachmentsOf({ kind, attachments, lines }: ClaimToSend): Pick<ClaimToWrite, 'attachments'> {
  const all = kind === 'dental' ? [...attachments, ...lines.flatMap((line) => line.attachments)] : attachments;
  return all.length === 0 ? {} : { attachments: all };
}

function partiesOf(claim: ClaimToSend): ClaimToWrite['parties'] {
  const { stay } = claim;
  return {
    ...partyOf('71', stay?.attending, { specialty: true }),
    ...partyOf('72', stay?.operating),
    ...partyOf('DN', claim.referring),
    ...renderingOf(claim.kind, claim.rendering),
    ...partyOf('77', claim.facility, { street: true, ...(claim.kind === 'professional' && { phone: true }) }),
    ...partyOf('DQ', claim.supervising),
  };
}

function dentalOf({ missingTeeth, orthodontics }: ClaimToSend): NonNullable<ClaimToWrite['dental']> {
  const teeth = missingTeeth.map((tooth) => ({ tooth, status: 'M' }));
  if (orthodontics === undefined) return { teeth };
  const { months, monthsRemaining } = orthodontics;
  const known = {
    ...(months !== undefined && { months: `${months}` }),
    ...(monthsRemaining !== undefined && { monthsRemaining: `${monthsRemaining}` }),
  };
  // DN1 must say something: without its months, that there is such a treatment.
  return { teeth, orthodontics: Object.keys(known).length > 0 ? known : { services: 'Y' } };
}
