import { readFileSync } from 'node:fs';
import { componentRange, createReader, elementRange, type Range, segmentRange } from '@claimwright/x12';

const file = readFileSync(new URL('remit.835', import.meta.url));
const show = (what: string, { from, to }: Range) => console.log(`${what}: bytes ${from} to ${to}, "${file.toString('latin1', from, to)}"`);

const reader = createReader({
  remitClaim: ({ patientControlNumber, places, place, lines }) => {
    if (patientControlNumber !== 'CW1002') return;
    show('the claim', segmentRange(places, place));
    show('what was paid', elementRange(places, place, 4)); // CLP04
    for (const line of lines) {
      show('the procedure', componentRange(places, line.place, 1, 2, file)); // SVC01-2
      for (const adjustment of line.adjustments) show('what was written off', elementRange(places, adjustment.place, adjustment.element));
    }
  },
});
reader.push(file);
reader.end();
