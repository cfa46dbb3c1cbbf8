import { type ClaimPlan, mayComeOutOtherwise } from '@claimwright/core/revenue/posting';
import type { RemitClaimRecord } from '../../remits/index.ts';
import type { RemitClaimRow, RemitClaimView, WorkView } from '../views.ts';

/** CLP02 in our words. */
const statuses: { readonly [status: string]: string } = {
  '1': 'Processed as primary',
  '2': 'Processed as secondary',
  '3': 'Processed as tertiary',
  '4': 'Patient not recognised',
  '19': 'Processed as primary, forwarded',
  '20': 'Processed as secondary, forwarded',
  '21': 'Processed as tertiary, forwarded',
  '22': 'Reversal of an earlier payment',
  '23': 'Not their claim, forwarded',
  '25': 'Estimate only, no payment',
};

export function presentRemitClaimRow(claim: RemitClaimRecord, plan: ClaimPlan): RemitClaimRow {
  return {
    id: claim.id,
    index: claim.index,
    patientName: claim.patientLast === null ? '' : `${claim.patientLast}, ${claim.patientFirst ?? ''}`,
    patientControlNumber: claim.patientControlNumber,
    ...(claim.payerControlNumber === null ? {} : { payerControlNumber: claim.payerControlNumber }),
    status: claim.status,
    statusWords: statuses[claim.status] ?? `Status ${claim.status}`,
    ...(claim.servedFrom === null ? {} : { servedFrom: claim.servedFrom }),
    ...(plan.match ? { claimId: plan.match.claimId, certainty: plan.match.certainty, matchBecause: plan.match.because } : {}),
    state: plan.state,
    billed: plan.billed,
    allowed: plan.allowed,
    paid: plan.paid,
    patient: plan.patient,
    balance: plan.balance,
    work: plan.work.map((item) => item.says),
  };
}

export interface RemitClaimParts {
  readonly claim: RemitClaimRecord;
  readonly plan: ClaimPlan;
  readonly documentId: string;
  readonly posted: boolean;
  readonly work: readonly WorkView[];
  readonly mayDecide: boolean;
  readonly mayPost: boolean;
  readonly setAside: boolean;
}

export function presentRemitClaim(parts: RemitClaimParts): RemitClaimView {
  const { claim, plan, documentId, posted, work, mayDecide, mayPost, setAside } = parts;
  const notOurs = plan.state === 'not-ours';
  const free = !posted || plan.state === 'parked' || notOurs;
  const open = mayDecide && !setAside;
  const settled = plan.match !== undefined && plan.match.certainty !== 'unsure';
  return {
    ...presentRemitClaimRow(claim, plan),
    remitId: claim.remitId,
    documentId,
    bytes: { from: claim.from, to: claim.to },
    billedBytes: { from: claim.billedFrom, to: claim.billedTo },
    paidBytes: { from: claim.paidFrom, to: claim.paidTo },
    plan,
    posted,
    workItems: work,
    can: {
      match: open && free,
      unmatch: open && plan.match !== undefined,
      notOurs: open && free && !notOurs,
      ours: open && notOurs,
      postAgain: mayPost && !setAside && posted && !notOurs && mayComeOutOtherwise(plan),
      matchLine: open && settled && !notOurs && plan.reverses === undefined,
    },
  };
}
