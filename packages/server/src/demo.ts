import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Actor } from './gate/index.ts';
import { person } from './gate/person.ts';
import type { Page } from './gate/views.ts';
import { employ, establish, type FirstRunParts } from './ground/governance/index.ts';
import { receiveFile } from './ground/intake/receive-file.ts';
import type { DocumentView } from './ground/intake/views.ts';
import { type SetUp, setUpInput } from './ground/parties/index.ts';
import type { DemoSignIn } from './http/served.ts';

const tool = fileURLToPath(new URL('../../../tools/demo/main.ts', import.meta.url));

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
  readonly gate: Receiving[0];
  readonly blobs: Receiving[1];
}

/** Makes a fictional practice with the demo's people; `before` is told who the biller is, before it stands. Answers the biller. */
export async function foundDemo(
  parts: FirstRunParts,
  tenant: string,
  setUp: SetUp,
  before: (biller: string) => Promise<void> = async () => undefined,
): Promise<{ readonly actor: Actor }> {
  const [id] = await parts.store.found(tenant, async (tx) => {
    await establish(parts, tx, setUpInput.parse(setUp), true);
    const ids: string[] = [];
    for (const { name, email, role } of people) ids.push(await employ(parts, tx, { name, email, password: demoPassword }, [role]));
    await before(ids[0] ?? '');
    return ids;
  });
  if (id === undefined) throw new Error('the demo employs nobody');
  return { actor: demoBiller(tenant, id) };
}

/** The demo's biller at the gate, who brings in and posts what the fictional practice has. */
export const demoBiller = (tenant: string, id: string): Actor => person('demo', { id, name: people[0].name, tenant, roles: ['biller'] });

/** Makes the fictional practice and gives its files to the program exactly as a person's upload would. Workers must run meanwhile. */
export async function seedDemo(parts: DemoParts, say: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'claimwright-demo-'));
  try {
    await writeFiles(folder);
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as { setUp: SetUp; files: { name: string }[] };
    const { actor: dana } = await foundDemo(parts, parts.newId(), manifest.setUp);
    for (const [done, { name }] of manifest.files.entries()) {
      await receiveFile(parts.gate, parts.blobs, dana, name, createReadStream(join(folder, name)));
      await untilRead(parts, dana);
      say(`The fictional practice: ${done + 1} of ${manifest.files.length} files read (${name}).`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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

function writeFiles(folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tool, folder], { stdio: ['ignore', 'ignore', 'pipe'] });
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => {
      words += chunk.toString();
    });
    child.once('error', reject);
    child.once('exit', (status) =>
      status === 0 ? resolve() : reject(new Error(`the demo's files could not be made: ${words.slice(-500)}`)),
    );
  });
}
