import type { Adjustment, RemitClaim, RemitHead } from './remit.ts';

/** 64 bits of a text as 16 hex digits: two lanes of multiply and fold, the same everywhere. Marks sameness; it protects nothing. */
function hash64(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return (b >>> 0).toString(16).padStart(8, '0') + (a >>> 0).toString(16).padStart(8, '0');
}

const adjustmentText = (a: Adjustment): string => `${a.group}*${a.carc}*${a.amount}*${a.quantity ?? ''}`;

/** What a remit claim says, whatever file, wrapping or order of segments it came in. */
function contentText(claim: RemitClaim): string {
  const parts = [
    claim.patientControlNumber,
    claim.billed,
    claim.statedPatientResponsibility ?? '',
    claim.subscriberMemberId ?? '',
    claim.servedFrom ?? '',
    claim.servedTo ?? '',
    claim.adjustments.map(adjustmentText).sort().join('+'),
    claim.rarcs.join('+'),
  ];
  for (const line of claim.lines) {
    const { procedure } = line;
    parts.push(
      `${line.lineControlNumber ?? ''}/${procedure?.code ?? ''}:${procedure?.modifiers.join(':') ?? ''}/${line.billed}/${line.paid}/${line.units ?? ''}/${line.servedOn ?? ''}/${line.adjustments.map(adjustmentText).sort().join('+')}`,
    );
  }
  return parts.join('|');
}

/** The same for two remit claims exactly when they say the same: CLP07, CLP02, CLP04 in words, the rest as a mark. */
export const contentKeyOf = (claim: RemitClaim): string =>
  `${claim.payerControlNumber ?? ''}|${claim.status}|${claim.paid}|${hash64(contentText(claim))}`;

/** Who pays, for keys and accounts: the trace's own payer id (TRN03), or what else the remit calls the payer by. */
export const payerKey = ({ payerTraceId, payer }: Pick<RemitHead, 'payerTraceId' | 'payer'>): string =>
  payerTraceId || payer.ids[0] || payer.name;

/** One payment: who, which trace, when, how much, to whom. The same key twice is the same payment in another file. */
export const paymentKeyOf = (head: RemitHead): string =>
  [payerKey(head), head.traceNumber, head.paidOn ?? '', head.paid, head.payee.npi ?? head.payee.taxId ?? head.payee.name].join('|');

/** The same near key with another payment key is a near-duplicate: quarantined until a person decides. */
export const nearKeyOf = (head: RemitHead): string => `${payerKey(head)}|${head.traceNumber}`;
