import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { ApiQueries } from '../http/api.ts';
import { fileTrouble } from '../trouble.ts';
import { say } from './outcome.ts';
import { type Packed, tarOf } from './tar.ts';
import { atDesk } from './with-program.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

export type AskPack = <N extends keyof ApiQueries>(name: N, input: ApiQueries[N]['input']) => Promise<ApiQueries[N]['answer']>;

/** What the settings of the machine may say; whether they are set is told, and never to what. */
const settings = [
  ...['CLAIMWRIGHT_CHECKPOINTS', 'CLAIMWRIGHT_DATA', 'CLAIMWRIGHT_KEEPER', 'CLAIMWRIGHT_KEYS', 'CLAIMWRIGHT_SMTP_URL'],
  ...['CLAIMWRIGHT_SFTP_INSIDE', 'CLAIMWRIGHT_STREAMS', 'CLAIMWRIGHT_UNPACK_MEGABYTES', 'CLAIMWRIGHT_UNPACK_RATIO', 'CLAIMWRIGHT_URL'],
  ...['CLAIMWRIGHT_WATCH', 'DATABASE_URL'],
  'OTEL_EXPORTER_OTLP_ENDPOINT',
] as const;

const readme = `What a reviewer of security asks for, as this installation stands. No patient's data is in it.

security.md          threats and answers, known faults, what it does not do, the table of 45 CFR 164.312
access.md            who may do what: role by command, with its conditions
configuration.json   which settings of the machine are set (never to what)
models.json          vendors, agreements and models: what may leave, to whom, and whether text as it is may (off unless the practice says so)
autonomy.json        how far each workflow goes by itself, and what is asked of its machine
keys.json            the keys: which keeper, how old, when they are replaced
record.json          whether the record is whole
sbom.json            every package that it is made of (CycloneDX 1.5)
`;

interface Lock {
  readonly packages: {
    readonly [path: string]: { readonly version?: string; readonly license?: string; readonly link?: boolean; readonly dev?: boolean };
  };
}

function sbomOf(lock: Lock): object {
  const components = Object.entries(lock.packages).flatMap(([path, { version, license, link }]) => {
    const name = path.split('node_modules/').at(-1) ?? '';
    if (!path.includes('node_modules/') || version === undefined || link) return [];
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    return [{ type: 'library', name, version, purl, ...(license === undefined ? {} : { licenses: [{ expression: license }] }) }];
  });
  return { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, components };
}

/** Everything of the pack, asked through the gate like any other question. */
export async function packOf(ask: AskPack, env: { readonly [name: string]: string | undefined }): Promise<Packed[]> {
  const file = (...path: string[]) => readFile(join(root, ...path), 'utf8');
  const json = (name: string, value: unknown): Packed => ({ name, text: `${JSON.stringify(value, null, 2)}\n` });
  const { vendors, models, budgets, alerts } = await ask('ground/governance/models/models', {});
  const board = await ask('ground/governance/switchboard', {});
  return [
    { name: 'README.txt', text: readme },
    { name: 'security.md', text: await file('docs', 'security.md') },
    { name: 'access.md', text: await file('docs', 'access.md') },
    json('configuration.json', {
      node: process.version,
      settings: Object.fromEntries(settings.map((name) => [name, env[name] === undefined ? 'not set' : 'set'])),
    }),
    json('models.json', {
      vendors: vendors.map(({ name, agreements }) => ({ name, agreements })),
      models: models.map(({ id, vendor, product, provider, name, workflows, keeps, maySeeIdentified, active }) => ({
        ...{ id, vendor, product, provider, name, workflows, keeps, maySeeIdentified, active },
      })),
      ...{ budgets, alerts },
    }),
    json(
      'autonomy.json',
      board.workflows.map(({ workflow, ceiling, level, limits, stopped, kinds, policy: { version, rules } }) => ({
        ...{ workflow, ceiling, level, limits, stopped, kinds, policy: { version, rules } },
      })),
    ),
    json('keys.json', await ask('ground/governance/keys/status', {})),
    json('record.json', await ask('gate/verify', {})),
    json('sbom.json', sbomOf(JSON.parse(await file('package-lock.json')) as Lock)),
  ];
}

/** `security-pack`: one archive for whoever reviews the security of the practice. */
export function securityPack({ output, practice }: { readonly output: string; readonly practice?: string }): Promise<number> {
  return atDesk('security-pack', practice, async ({ program, actor }) => {
    const files = await packOf((name, input) => program.gate.ask(name, input, actor, 'audit'), process.env);
    const path = resolve(output);
    await writeFile(path, gzipSync(tarOf(files, program.clock())), { mode: 0o600 }).catch((error: unknown) => {
      throw fileTrouble(error, path);
    });
    say(`${files.length} files in ${path}. No patient’s data is in it; it does say who the vendors are.`);
    return 0;
  });
}
