import type { StatusToWrite } from '@claimwright/x12';
import type { PlainDate } from '../../ground/base/index.ts';
import { type ClaimToSend, daysServed, type PersonToSend, payerToBill, spelled } from '../claims/index.ts';
import type { BatchFacts } from './write-claims.ts';
import { type PartyToWrite, personOf, providerOf } from './write-parties.ts';

/** A claim that its payer is asked about. */
export interface ClaimAsked {
  readonly claim: ClaimToSend;
  /** TRN02: by which the answer names the question. */
  readonly trace: string;
  /** The payer’s own number of the claim, where it said one. */
  readonly payerControlNumber?: string;
}

type Item = StatusToWrite['items'][number];
type Level = NonNullable<Item['source']>;

/** The question to a payer how these claims stand (276). */
export function inquiryToWrite(asked: readonly ClaimAsked[], facts: BatchFacts): StatusToWrite {
  const { submitter, receiver } = facts;
  return {
    envelope: {
      ...{ sender: submitter.id, receiver: receiver.id, interchangeDate: facts.on, test: facts.test },
      ...{ interchangeControl: facts.interchangeControl, groupControl: facts.groupControl },
    },
    ...{ purpose: 'inquiry', control: facts.control, time: facts.at },
    batch: { structure: '0010', purpose: '13', reference: facts.reference, date: facts.on, time: facts.at },
    items: asked.map((one) => itemOf(one, submitter)),
  };
}

const named = (entity: string, { name, first, idQualifier, id }: PartyToWrite): Level => ({
  ...{ entity, rejections: [] },
  ...(name !== undefined && { name }),
  ...(first !== undefined && { first }),
  ...(idQualifier !== undefined && id !== undefined && { idQualifier, id }),
});

/** Birth and sex are asked of whoever the claim is for; a sex that nobody knows is left out. */
const bornAs = ({ birthDate, sex }: PersonToSend) => ({
  ...(birthDate !== undefined && { birthDate }),
  ...(sex !== undefined && sex !== 'U' && { sex }),
});

function itemOf({ claim, trace, payerControlNumber }: ClaimAsked, submitter: BatchFacts['submitter']): Item {
  const own = payerToBill(claim);
  if (own === undefined) throw new Error('a claim goes to one of those who cover it');
  const { patient } = claim;
  const isSelf = own.relationship === '18';
  const subscriber = named('IL', personOf(isSelf ? patient : own.subscriber, own.memberId).person);
  return {
    level: 'claim',
    source: named('PR', { name: spelled(own.payerName), idQualifier: 'PI', id: own.payerId }),
    receiver: named('41', { name: spelled(submitter.name), idQualifier: '46', id: submitter.id }),
    provider: named('1P', providerOf(claim.billing)),
    subscriber: { ...subscriber, ...(isSelf && bornAs(patient)) },
    ...(!isSelf && { patient: { ...named('QC', personOf(patient).person), ...bornAs(patient) } }),
    trace: { kind: '1', number: trace },
    statuses: [],
    references: [
      ...(payerControlNumber === undefined ? [] : [{ qualifier: '1K', id: payerControlNumber }]),
      { qualifier: 'EJ', id: claim.patientControlNumber },
    ],
    amounts: [{ qualifier: 'T3', amount: claim.billed }],
    dates: served(claim),
    quantities: [],
    lines: [],
  };
}

function served(claim: ClaimToSend): { qualifier: string; date: PlainDate; to?: PlainDate }[] {
  const { from, to } = daysServed(claim);
  return from === undefined ? [] : [{ qualifier: '472', date: from, ...(to !== undefined && to !== from && { to }) }];
}
