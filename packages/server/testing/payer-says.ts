import type { SubmissionDesk } from './submission-desk.ts';

/** What the payer of a claim that was sent says of it in a 277CA. */
export async function payerSays(
  s: Pick<SubmissionDesk, 'rows'>,
  draftId: string,
  control: number,
  on: string,
  stc: string,
): Promise<Uint8Array> {
  const [row] = await s.rows<{ number: string; npi: string; reference: string; name: string; payer: string }>(
    `select c.patient_control_number as number, c.billing_npi as npi, b.reference, y.name, y.ids[1] as payer from submission.batch_claim c
       join submission.batch b on b.tenant_id = c.tenant_id and b.id = c.batch_id join parties.payer y on y.tenant_id = b.tenant_id and y.id = b.payer_id
      where c.tenant_id = $1 and c.draft_id = '${draftId}'`,
  );
  const nine = String(control).padStart(9, '0');
  const set = [
    ...['ST*277*0001*005010X214', `BHT*0085*08*${control}*${on}*1000*TH`, 'HL*1**20*1', `NM1*PR*2*${row?.name}*****PI*${row?.payer}`],
    ...[`TRN*1*${control}`, `DTP*050*D8*${on}`, `DTP*009*D8*${on}`, 'HL*2*1*21*1', 'NM1*41*2*LAKESIDE*****46*LAKESIDE'],
    ...[`TRN*2*${row?.reference}`, `STC*A1:19*${on}*WQ*0`, 'HL*3*2*19*1', `NM1*85*2*LAKESIDE*****XX*${row?.npi}`],
    ...['HL*4*3*PT', 'NM1*QC*1*DOE*JO', `TRN*2*${row?.number}`, `STC*${stc.replace('DAY', on)}`],
  ];
  const all = [
    `ISA*00*          *00*          *ZZ*TWINHOUSE      *ZZ*LAKESIDE       *${on.slice(2)}*0900*^*00501*${nine}*0*P*:`,
    `GS*HN*TWINHOUSE*LAKESIDE*${on}*1000*${control}*X*005010X214`,
    ...[...set, `SE*${set.length + 1}*0001`, `GE*1*${control}`, `IEA*1*${nine}`],
  ];
  return new TextEncoder().encode(all.map((one) => `${one}~\n`).join(''));
}
