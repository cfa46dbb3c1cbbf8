import { readFile } from 'node:fs/promises';
import type { Finding } from '@claimwright/core/ground/base';
import { readChargeCsv } from '@claimwright/core/revenue/charges';
import { listText } from '../list-text.ts';
import type { ChargesAdded } from '../revenue/charges/views.ts';
import type { DraftCommands } from '../revenue/claims/drafts/views.ts';
import { fileTrouble } from '../trouble.ts';
import { atDesk } from './with-program.ts';

type DraftsBuilt = DraftCommands['revenue/claims/build']['result'];

/** So many charges are entered in one act. */
const together = 100;

/** `charges import`: enters the charges of a list; 1 where a row was not taken, or a charge makes no claim. */
export function importCharges(
  file: string,
  { build, json, practice, patientAccounts }: { build: boolean; json: boolean; practice?: string; patientAccounts: boolean },
): Promise<number> {
  return atDesk('charges import', practice, async ({ program, actor }) => {
    const bytes = await readFile(file).catch((error: unknown) => {
      throw fileTrouble(error, file);
    });
    const text = listText(bytes);
    const { charges, findings, keptOut } = readChargeCsv(text, { accounts: patientAccounts ? 'patient' : 'visit' });
    const told: Finding[] = [...findings];
    if (!json) for (const { severity, at, says } of findings) console.log(`${severity} ${at}: ${says}`);
    const sum = { added: 0, repeated: 0, replaced: 0, differing: 0 };
    const sumSaid = (): void => {
      if (json) return;
      const said = `${sum.added} charges entered, ${sum.repeated} were here already, ${sum.replaced} replaced, ${sum.differing} not taken`;
      console.log(`${said}, ${keptOut} kept out by what their rows say`);
    };
    for (let i = 0; i < charges.length; i += together) {
      const { result } = await program.gate
        .act<ChargesAdded>('revenue/charges/add', { charges: charges.slice(i, i + together) }, actor)
        .catch((error: unknown) => {
          // What was entered before is in.
          if (json) console.log(JSON.stringify({ ...sum, keptOut, findings: told, stopped: true }));
          sumSaid();
          throw error;
        });
      told.push(...result.findings);
      if (!json) for (const { severity, at, says, fix } of result.findings) console.log(`${severity} ${at}: ${says} ${fix ?? ''}`);
      for (const how of ['added', 'repeated', 'replaced', 'differing'] as const) sum[how] += result[how];
    }
    sumSaid();
    const failed = sum.differing > 0 || findings.some(({ severity }) => severity === 'error') ? 1 : 0;
    const made = build ? await buildAll((input) => program.gate.act<DraftsBuilt>('revenue/claims/build', input, actor)) : undefined;
    if (json) console.log(JSON.stringify({ ...sum, keptOut, findings: told, ...(made === undefined ? {} : { built: made }) }));
    if (made === undefined) return failed;
    if (json) return made.held > 0 ? 1 : failed;
    console.log(`${made.drafts} drafts of claims, ${made.held} charges held, ${made.notInsurance} not for insurance`);
    if (made.held > 0) console.log('Why they are held stands under Claims, Charges.');
    return made.held > 0 ? 1 : failed;
  });
}

/** Claims of all charges that wait, however many acts that takes. What was held before is not tried again: it is no matter of this list. */
async function buildAll(build: (input: object) => Promise<{ readonly result: DraftsBuilt }>) {
  const sum = { drafts: 0, held: 0, notInsurance: 0 };
  for (let next: object | undefined = {}; next; ) {
    const { result } = await build(next);
    sum.drafts += result.draftIds.length;
    sum.held += result.held;
    sum.notInsurance += result.notInsurance;
    next = result.next;
  }
  return sum;
}
