import { createReadStream } from 'node:fs';
import { createReader } from '@claimwright/x12';

// A claim is told as soon as its last segment is read: a file of a gigabyte needs no more memory than this one.
const dollars = (cents: number) => `${Math.trunc(cents / 100)}.${String(Math.abs(cents % 100)).padStart(2, '0')}`;
const reader = createReader({
  remitHeader: ({ payer, payment, trace }) =>
    console.log(`${payer.name} pays ${dollars(payment.amount)} by ${payment.method}, ${trace.number}`),
  remitClaim: (claim) => {
    const { name, first } = claim.parties.QC ?? {};
    console.log(`${claim.patientControlNumber} ${first} ${name}: charged ${dollars(claim.charged)}, paid ${dollars(claim.paid)}`);
    for (const line of claim.lines)
      for (const { group, reason, amount } of line.adjustments)
        console.log(`  ${line.procedure?.code} ${group}-${reason} ${dollars(amount)}`);
  },
  finding: ({ severity, at, says }) => console.log(`${severity} ${at}: ${says}`),
});
for await (const chunk of createReadStream(new URL('remit.835', import.meta.url))) reader.push(chunk);
console.log(reader.end());
