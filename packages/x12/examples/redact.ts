import { readFileSync } from 'node:fs';
import { createDiff, createRedactor, createSummary, differenceLine, seeded } from '@claimwright/x12';

const file = readFileSync(new URL('remit.835', import.meta.url));

// Names nobody, and balances as before. `seeded` comes out the same each time; to give files away, take numbers of `crypto`.
const pieces: Uint8Array[] = [];
const redactor = createRedactor((bytes) => pieces.push(bytes.slice()), { chance: seeded('an example'), today: '2024-03-15' });
redactor.push(file);
console.log(redactor.end());
const redacted = Buffer.concat(pieces);
console.log(redacted.toString('latin1').match(/NM1[*]QC[^~]*/)?.[0]);

for (const bytes of [file, redacted]) {
  const summary = createSummary('remit.835');
  summary.push(bytes);
  const [set] = summary.end().summary.sets;
  console.log(`${set?.claims} claims, paid ${set?.paid}, balanced: ${set?.balanced}`);
}

// What a corrected file says differently, claim by claim.
const corrected = file.toString('latin1').replace('CAS*PR*2*20', 'CAS*PR*3*20');
const diff = createDiff((difference) => console.log(differenceLine(difference)));
diff.a.push(file);
diff.b.push(Buffer.from(corrected));
console.log(diff.end());
