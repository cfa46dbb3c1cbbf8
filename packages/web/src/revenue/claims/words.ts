import type { Party } from '@claimwright/core/ground/ledger';
import type { ClaimRow, ClaimView } from '@claimwright/server/api';
import { formatMoney } from '../../ui/format.ts';
import type { Tone } from '../../ui/status.tsx';

/** From the money that is open: it never tells more than the figures do. */
export function claimTone(row: Pick<ClaimRow, 'payerOpen' | 'patientOpen' | 'status'>): Tone {
  if (/denied|reject/.test(row.status)) return 'stop';
  if (row.status === 'asked' || row.status === 'unconfirmed') return 'wait';
  if (/overpaid|credit/.test(row.status) || row.payerOpen < 0 || row.patientOpen < 0) return 'work';
  if (row.payerOpen === 0 && row.patientOpen === 0) return 'good';
  return row.payerOpen !== 0 ? 'wait' : 'quiet';
}

export const partyNames: { readonly [party in Party]: string } = {
  primary: 'Primary payer',
  secondary: 'Secondary payer',
  tertiary: 'Tertiary payer',
  patient: 'Patient',
};
export const parties: readonly Party[] = ['primary', 'secondary', 'tertiary', 'patient'];

export function ifNothing(claim: ClaimView): string {
  const open = claim.work.filter((item) => !item.closed);
  const first = open[0];
  if (first) return `${first.says} Until it is worked, ${formatMoney(claim.payerOpen + claim.patientOpen)} stays open.`;
  if (claim.ends && claim.ends.counts !== true) return 'The claim before it stands, and nothing is owed on this one.';
  if (claim.payerOpen < 0 || claim.patientOpen < 0) return 'A credit stays on the claim: somebody is owed money back.';
  if (claim.payerOpen !== 0) return `${formatMoney(claim.payerOpen)} stays open with the payer until a remit speaks of it.`;
  return claim.patientOpen !== 0 ? `${formatMoney(claim.patientOpen)} stays open with the patient.` : 'Nothing is left to do here.';
}
