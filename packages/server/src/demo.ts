import { setTimeout as sleep } from 'node:timers/promises';
import { withDemoFiles } from './demo-files.ts';
import { chargeTonight } from './demo-tonight.ts';
import { type Actor, commandLine, type Gate } from './gate/index.ts';
import { person } from './gate/person.ts';
import type { Page } from './gate/views.ts';
import { importEdition } from './ground/codes/index.ts';
import { employ, establish, type FirstRunParts } from './ground/governance/index.ts';
import { receiveFile } from './ground/intake/receive-file.ts';
import type { DocumentView } from './ground/intake/views.ts';
import { type SetUp, setUpInput } from './ground/parties/index.ts';
import type { DemoSignIn } from './http/served.ts';

/** The demo's people. The password is no secret: it opens invented data only, and the sign-in page shows it. */
export const demoPassword = 'try-claimwright';
const people = [
  { name: 'Dana Reyes', email: 'dana@demo.claimwright.example', role: 'biller', title: 'Biller' },
  { name: 'Marisol Vega', email: 'marisol@demo.claimwright.example', role: 'office-manager', title: 'Office manager' },
  { name: 'Ron Abbott', email: 'ron@demo.claimwright.example', role: 'compliance-officer', title: 'Compliance officer' },
] as const;

export const demoSignIns: readonly DemoSignIn[] = people.map(({ email, title }) => ({ email, role: title, password: demoPassword }));

type Receiving = Parameters<typeof receiveFile>;
interface DemoParts extends FirstRunParts {
  readonly gate: Gate;
  readonly blobs: Receiving[1];
}

/** Makes a fictional practice with the demo's people; `before` is told who the biller is, before it stands. Answers the biller and the office manager. */
export async function foundDemo(
  parts: FirstRunParts,
  tenant: string,
  setUp: SetUp,
  before: (biller: string) => Promise<void> = async () => undefined,
): Promise<{ readonly actor: Actor; readonly manager: Actor }> {
  const [id, second] = await parts.store.found(tenant, async (tx) => {
    await establish(parts, tx, setUpInput.parse(setUp), true);
    const ids: string[] = [];
    for (const { name, email, role } of people) ids.push(await employ(parts, tx, { name, email, password: demoPassword }, [role]));
    await before(ids[0] ?? '');
    return ids;
  });
  if (id === undefined || second === undefined) throw new Error('the demo employs nobody');
  const manager = person('demo', { id: second, name: people[1].name, tenant, roles: ['office-manager'] });
  return { actor: demoBiller(tenant, id), manager };
}

/** The demo's biller at the gate, who brings in and posts what the fictional practice has. */
export const demoBiller = (tenant: string, id: string): Actor => person('demo', { id, name: people[0].name, tenant, roles: ['biller'] });

/** Who sets the demo up anew where its data lie now: whoever may read the data folder may do what its office does. */
export const demoOffice = (tenant: string): Actor =>
  person('demo', { id: commandLine, name: 'The command line', tenant, roles: ['office-manager'] });

/** Nobody's list: a few rows, for every day that the fictional practice has. */
const sample = { name: 'sample', source: 'made up for the fictional practice', from: '2020-01-01', attested: true };

/**
 * Makes the fictional practice and gives its files to the program exactly as a person's upload would. Workers must run meanwhile. Answers
 * who manages its office.
 */
export async function seedDemo(parts: DemoParts, say: (line: string) => void): Promise<Actor> {
  return withDemoFiles(async ({ setUp, files, codes, tonight }) => {
    const { actor: dana, manager } = await foundDemo(parts, parts.newId(), setUp);
    for (const { name, table, bytes } of codes) await importEdition(parts, manager, { ...sample, table }, [{ name, bytes: bytes() }]);
    for (const [done, { name, bytes }] of files.entries()) {
      await receiveFile(parts.gate, parts.blobs, dana, name, bytes());
      await untilRead(parts, dana);
      say(`The fictional practice: ${done + 1} of ${files.length} files read (${name}).`);
    }
    const drafts = await chargeTonight(parts.gate, { biller: dana, manager }, tonight);
    say(`The fictional practice: ${drafts} claims wait to be sent (Scrub & Send).`);
    return manager;
  });
}

/** Claims must be read before the remits that answer them, as they would be in life. */
async function untilRead({ gate }: DemoParts, actor: Actor): Promise<void> {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; ) {
    const { rows } = await gate.ask<Page<DocumentView>>('ground/intake/documents', {}, actor);
    if (rows.every((document) => document.state !== 'reading')) return;
    await sleep(50);
  }
  throw new Error('a file of the demo was not read within two minutes');
}
