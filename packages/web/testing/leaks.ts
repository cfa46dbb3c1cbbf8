import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoFiles } from '@claimwright/twin';

/** What tells a patient of the demo that a program of today was filled with: names, days of birth, member numbers, streets. */
function identifiers(): string[] {
  const today = new Date().toISOString().slice(0, 10);
  const found = new Set<string>();
  for (const { patient, birthDate, street, coverages } of demoFiles('demo', today).claims.claims) {
    for (const { memberId } of coverages) found.add(memberId.toLowerCase());
    for (const one of [
      `${patient.first} ${patient.last}`,
      `${patient.last}, ${patient.first}`,
      birthDate,
      birthDate.replaceAll('-', ''),
      street,
    ])
      found.add(one.toLowerCase());
  }
  return [...found];
}

/** Throws where the program printed or logged what tells a patient of the demo: every journey ends with this. */
export function refuseLeaks(data: string, printed: string): void {
  const log = join(data, 'claimwright.log');
  const texts = { printed, log: existsSync(log) ? readFileSync(log, 'utf8') : '' };
  for (const [where, text] of Object.entries(texts)) {
    const plain = text.toLowerCase();
    const leak = identifiers().find((one) => plain.includes(one));
    if (leak !== undefined) throw new Error(`what the program ${where === 'log' ? 'logged' : where} tells a patient: ${leak}`);
  }
}
