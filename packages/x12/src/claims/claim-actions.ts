import type { Actions } from '../engine/builder.ts';
import type { Use } from '../engine/compile.ts';
import {
  addCity,
  addContact,
  addReference,
  addStreet,
  append,
  NO_PARTIES,
  NONE,
  readAdjustments,
  readAmount,
  readDtp,
  readPerson,
  readProcedure,
  readReference,
} from '../engine/pieces.ts';
import type { Segment } from '../engine/segment.ts';
import type { ClaimLoop, Place } from '../types.ts';
import type { ClaimBuilder, OtherPayerDraft, OtherPaymentDraft } from './claim-builder.ts';
import { readDentalLine, readMissingTooth, readOrthodontics, readTooth } from './dental-actions.ts';
import { readAdmission, readDischarge, readFacilityCode, readRevenueLine } from './institutional-actions.ts';
import { readAttachment, readDrug, readDrugQuantity, readTaxonomy } from './supplement-actions.ts';

type Action = Actions<ClaimBuilder>[string];

/** HI qualifiers that name diagnoses; what else HI carries goes to `codes`. */
const DIAGNOSES = new Set(['ABK', 'ABF', 'BK', 'BF', 'ABJ', 'BJ', 'APR', 'PR', 'ABN', 'BN']);

const street: Action = (b, s) => b.party && addStreet(b.party, s);
const city: Action = (b, s) => b.party && addCity(b.party, s);
const reference: Action = (b, s) => b.party && addReference(b.party, s, b.recorder.add(s));
const contact: Action = (b, s) => b.party && addContact(b.party, s);

/** The segments below an NM1, for loops of these numbers. */
function partyActions(...loops: string[]): Actions<ClaimBuilder> {
  const below: [string, Action][] = [
    ['N3', street],
    ['N4', city],
    ['REF', reference],
    ['PER', contact],
  ];
  return Object.fromEntries(loops.flatMap((loop) => below.map(([id, action]) => [`${loop} ${id}`, action] as const)));
}

const aboveClaims: Actions<ClaimBuilder> = {
  ST: (b, s) => b.recorder.start(s.from),
  BHT: (b, s) => {
    const purpose = s.optional(2);
    const date = s.date(4);
    const kind = s.optional(6);
    b.header.batch = {
      reference: s.text(3),
      ...(purpose === undefined ? {} : { purpose }),
      ...(date === undefined ? {} : { date }),
      ...(kind === undefined ? {} : { kind }),
      place: b.recorder.add(s),
    };
  },
  '1000A NM1': (b, s, use) => {
    if (b.open('header', s, use)) b.party = b.header.submitter = readPerson(s, b.recorder.add(s));
  },
  '1000B NM1': (b, s, use) => {
    if (b.open('header', s, use)) b.party = b.header.receiver = readPerson(s, b.recorder.add(s));
  },
  '2000A HL': (b, s, use) => b.openLevel(s, use, 'billing', 0),
  '2000A PRV': (b, s) => {
    const taxonomy = s.optional(3);
    if (taxonomy !== undefined && b.stage === 'billing') b.billing.taxonomy = taxonomy;
  },
  '2010AA NM1': (b, s, use) => {
    if (b.open('billing', s, use)) b.party = b.billing.provider = readPerson(s, b.recorder.add(s));
  },
  '2010AB NM1': (b, s, use) => {
    if (b.open('billing', s, use)) b.party = b.billing.payTo = readPerson(s, b.recorder.add(s));
  },
  '2000B HL': (b, s, use) => b.openLevel(s, use, 'subscriber', 1),
  '2000B SBR': (b, s, use) => b.open('subscriber', s, use) && readCoverage(b, s),
  '2010BA NM1': (b, s, use) => {
    if (b.open('subscriber', s, use)) b.party = b.subscriber.person = readPerson(s, b.recorder.add(s));
  },
  '2010BA DMG': (b, s) => b.stage === 'subscriber' && readBirth(b.subscriber, s),
  '2010BB NM1': (b, s, use) => {
    if (b.open('subscriber', s, use)) b.party = b.subscriber.payer = readPerson(s, b.recorder.add(s));
  },
  '2000C HL': (b, s, use) => b.openLevel(s, use, 'patient', 2),
  '2000C PAT': (b, s) => {
    const relationship = s.optional(1);
    if (relationship !== undefined && b.patient) b.patient.relationship = relationship;
  },
  '2010CA NM1': (b, s, use) => {
    if (b.open('patient', s, use) && b.patient) b.party = b.patient.person = readPerson(s, b.recorder.add(s));
  },
  '2010CA DMG': (b, s) => b.patient && readBirth(b.patient, s),
};

function readBirth(of: { birthDate?: string; sex?: string }, s: Segment): void {
  const birth = s.period(2)?.date;
  if (birth !== undefined) of.birthDate = birth;
  const sex = s.optional(3);
  if (sex !== undefined) of.sex = sex;
}

function readCoverage(b: ClaimBuilder, s: Segment): void {
  const { subscriber } = b;
  const sequence = s.optional(1);
  if (sequence !== undefined) subscriber.sequence = sequence;
  const relationship = s.optional(2);
  if (relationship !== undefined) subscriber.relationship = relationship;
  const group = s.optional(3);
  if (group !== undefined) subscriber.group = group;
  const groupName = s.optional(4);
  if (groupName !== undefined) subscriber.groupName = groupName;
  const insurance = s.optional(5);
  if (insurance !== undefined) subscriber.insuranceType = insurance;
  const filing = s.optional(9);
  if (filing !== undefined) subscriber.filingIndicator = filing;
}

const atClaim: Actions<ClaimBuilder> = {
  '2300 CLM': (b, s, use) => b.openClaim(s, use),
  '2300 DTP': (b, s) => {
    if (b.claim?.institutional !== undefined && readDischarge(b.claim.institutional, s)) return;
    const date = readDtp(s, b.recorder.add(s));
    if (date !== undefined && b.claim) b.claim.dates = append(b.claim.dates, date);
  },
  '2300 REF': (b, s) => {
    if (b.claim) b.claim.references = append(b.claim.references, readReference(s, b.recorder.add(s)));
  },
  '2300 AMT': (b, s, use) => {
    if (b.claim) b.claim.amounts = append(b.claim.amounts, readAmount(b.money, use, s, b.recorder.add(s)));
  },
  '2300 NTE': (b, s) => {
    if (b.claim) b.claim.notes = append(b.claim.notes, s.text(2));
  },
  '2300 HI': (b, s) => readCodes(b, s),
  '2300 PWK': (b, s) => {
    if (b.claim) b.claim.attachments = append(b.claim.attachments ?? NONE, readAttachment(s, b.recorder.add(s)));
  },
  '2300 CL1': readAdmission,
  '2300 DN1': readOrthodontics,
  '2300 DN2': readMissingTooth,
  '2310 NM1': (b, s) => b.claim && b.openParty(b.claim, s),
  '2310 PRV': readTaxonomy,
  '2320 SBR': (b, s) => openOtherPayer(b, s),
  '2320 CAS': (b, s, use) => b.otherPayer && readAdjustments(b.money, use, s, b.recorder.add(s), b.otherPayer),
  '2320 AMT': (b, s, use) => {
    if (b.otherPayer) b.otherPayer.amounts = append(b.otherPayer.amounts, readAmount(b.money, use, s, b.recorder.add(s)));
  },
  '2330 NM1': (b, s) => b.otherPayer && b.openParty(b.otherPayer, s),
  '2330 DTP': (b, s) => {
    const date = s.period(3)?.date;
    if (b.otherPayer && date !== undefined && s.text(1) === '573') b.otherPayer.decidedOn = date;
  },
};

/** HI: up to twelve codes; `qualifier:code`. */
function readCodes(b: ClaimBuilder, s: Segment): void {
  if (b.claim === undefined) return;
  const place = b.recorder.add(s);
  for (let element = 1; element <= s.count; element++) {
    if (!s.has(element)) continue;
    s.openParts(element);
    const qualifier = s.nextPart() ?? '';
    const code = s.nextPart();
    if (code === undefined || code === '') continue;
    if (DIAGNOSES.has(qualifier)) b.claim.diagnoses = append(b.claim.diagnoses, readDiagnosis(s, qualifier, code, place));
    else if (b.claim.institutional !== undefined && readFacilityCode(b.claim.institutional, s, qualifier, code, place)) continue;
    else b.claim.codes = append(b.claim.codes ?? NONE, { qualifier, code, place });
  }
}

/** HI01-9 says whether the patient had it when admitted; nothing reads on past the code where that is not sent. */
function readDiagnosis(s: Segment, qualifier: string, code: string, place: Place): ClaimLoop['diagnoses'][number] {
  for (let part = 3; part <= 9; part++) {
    const text = s.nextPart();
    if (text === undefined) break;
    if (part === 9 && text !== '') return { qualifier, code, presentOnAdmission: text, place };
  }
  return { qualifier, code, place };
}

function openOtherPayer(b: ClaimBuilder, s: Segment): void {
  const payer: OtherPayerDraft = { adjustments: NONE, amounts: NONE, parties: NO_PARTIES, place: b.recorder.add(s) };
  const sequence = s.optional(1);
  if (sequence !== undefined) payer.sequence = sequence;
  const relationship = s.optional(2);
  if (relationship !== undefined) payer.relationship = relationship;
  const group = s.optional(3);
  if (group !== undefined) payer.group = group;
  const groupName = s.optional(4);
  if (groupName !== undefined) payer.groupName = groupName;
  const insurance = s.optional(5);
  if (insurance !== undefined) payer.insuranceType = insurance;
  const filing = s.optional(9);
  if (filing !== undefined) payer.filingIndicator = filing;
  b.otherPayer = payer;
  if (b.claim) b.claim.otherPayers = append(b.claim.otherPayers, payer);
}

const atLine: Actions<ClaimBuilder> = {
  '2400 LX': (b, s) => b.openLine(s),
  '2400 SV1': (b, s, use) => b.describeLine(s, use),
  '2400 SV2': readRevenueLine,
  '2400 SV3': readDentalLine,
  '2400 TOO': readTooth,
  '2400 DTP': (b, s) => {
    const date = readDtp(s, b.recorder.add(s));
    if (date !== undefined && b.line) b.line.dates = append(b.line.dates, date);
  },
  '2400 REF': (b, s) => {
    if (b.line) b.line.references = append(b.line.references, readReference(s, b.recorder.add(s)));
  },
  '2400 AMT': (b, s, use) => {
    if (b.line) b.line.amounts = append(b.line.amounts, readAmount(b.money, use, s, b.recorder.add(s)));
  },
  '2400 NTE': (b, s) => {
    if (b.line) b.line.notes = append(b.line.notes, s.text(2));
  },
  '2400 PWK': (b, s) => {
    if (b.line) b.line.attachments = append(b.line.attachments ?? NONE, readAttachment(s, b.recorder.add(s)));
  },
  '2410 LIN': readDrug,
  '2410 CTP': readDrugQuantity,
  '2420 NM1': (b, s) => b.line && b.openParty(b.line, s),
  '2420 PRV': readTaxonomy,
  '2430 SVD': (b, s, use) => openOtherPayment(b, s, use),
  '2430 CAS': (b, s, use) => b.otherPayment && readAdjustments(b.money, use, s, b.recorder.add(s), b.otherPayment),
  '2430 DTP': (b, s) => {
    const date = s.period(3)?.date;
    if (date !== undefined && b.otherPayment) b.otherPayment.date = date;
  },
  '2430 AMT': (b, s, use) => {
    if (b.otherPayment && s.text(1) === remaining) b.otherPayment.liability = b.money.read(use, s, 2);
  },
};

/** What the patient still owed after that payer. */
const remaining = 'EAF';

function openOtherPayment(b: ClaimBuilder, s: Segment, use: Use): void {
  const payment: OtherPaymentDraft = {
    payerId: s.text(1),
    paid: b.money.read(use, s, 2),
    adjustments: NONE,
    place: b.recorder.add(s),
  };
  const procedure = readProcedure(s, 3);
  if (procedure !== undefined) payment.procedure = procedure;
  const units = s.optional(5);
  if (units !== undefined) payment.units = units;
  b.otherPayment = payment;
  if (b.line) b.line.otherPayments = append(b.line.otherPayments, payment);
}

/** What each segment of an 837 adds, by where it stands (or by its loops' common number: `2310 NM1`). */
export const claimActions: Actions<ClaimBuilder> = {
  ...aboveClaims,
  ...partyActions('1000', '2010', '2310', '2330', '2420'),
  ...atClaim,
  ...atLine,
};
