import { readFileSync } from 'node:fs';
import { createAcknowledger, findingLine, writeAcknowledgments, writeInterchangeAcknowledgment, writeStatus } from '@claimwright/x12';

// What a receiver owes whoever sent this: TA1 for the interchange, 999 for its groups, 277CA for the claims that could be read.
function answer(file: Uint8Array) {
  const acknowledger = createAcknowledger({ date: '2024-03-15', time: '10:02', interchangeControl: '000000900' });
  acknowledger.push(file);
  const { findings, acknowledgments, interchanges, claims } = acknowledger.end();
  for (const finding of findings) console.log(findingLine(finding));
  const files = [
    ...interchanges.map(writeInterchangeAcknowledgment),
    writeAcknowledgments(acknowledgments),
    ...claims.map((one) => writeStatus(one)),
  ];
  for (const bytes of files) {
    const segments = new TextDecoder().decode(bytes).split('~');
    console.log(segments.filter((segment) => /^(TA1|ST|IK|AK|STC)/.test(segment)).join(' '));
  }
}

const file = readFileSync(new URL('claims.837', import.meta.url), 'latin1');
console.log('as it came, with a day that no calendar has:');
answer(Buffer.from(file));
console.log('mended:');
answer(Buffer.from(file.replace('20240230', '20240229')));
