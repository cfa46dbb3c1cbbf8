import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { demoFiles } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesUnder, found, foundUnder, type Wanted } from '../../testing/scan-bytes.ts';
import { seedDemo } from '../demo.ts';
import type { Actor } from '../gate/index.ts';
import { person } from '../gate/person.ts';
import type { Page, ProposalView } from '../gate/views.ts';
import { addMember } from '../ground/governance/index.ts';
import { serviceDesk } from '../ground/governance/service-accounts/index.ts';
import { letIn, sessionOf, way } from '../ground/governance/sign-in/testing/front-door.ts';
import { stepAt, totpAt } from '../ground/governance/sign-in/totp.ts';
import { receiveFile } from '../ground/intake/receive-file.ts';
import { openLog, openProgram, type Program, prepare } from '../main.ts';
import type { ClaimRow } from '../revenue/claims/views.ts';
import type { RemitClaimRow, TrayRow } from '../revenue/posting/views.ts';
import { backup } from './backup.ts';
import { openBackupFile } from './backup-file.ts';
import { type Embedded, removeData, startEmbedded } from './embedded.ts';
import { signInSecret } from './keys/house-secrets.ts';
import { createDatabase, withAdmin } from './provision.ts';

// A data folder of its own, with a database as a practice has it: what a thief of the disk, or whoever dumps the database, would see.
const folder = mkdtempSync(join(tmpdir(), 'claimwright-rest-'));
chmodSync(folder, 0o711);
const data = join(folder, 'data');
const note = 'The mother of this patient says that the rash came back';
let embedded: Embedded;
let program: Program;
let biller: Actor;
let wanted: Wanted;
/** Words that lie in any PostgreSQL, and in the practice's own settings: they tell nothing of a patient. */
let innocent: ReadonlySet<string>;

const today = new Date().toISOString().slice(0, 10);
const usual = ([year, month, day]: string[]): string => `${month}/${day}/${year}`;

/** Every name, every birth date in each way to write it, every member number of the demo's patients, and what people typed. */
function whatTellsWhoseItIs(): Wanted {
  const { practice, claims, tonight } = demoFiles('demo', today);
  const billed = [...claims.claims, ...tonight.charges];
  const people = [...practice.patients, ...billed.map(({ patient }) => patient)];
  const names = new Set(people.flatMap(({ last, first }) => [last, first]));
  const pairs = new Set(people.map(({ last, first }) => `${last} ${first}`));
  const born = new Set(
    [...practice.patients, ...claims.claims, ...tonight.charges.map(({ patient }) => patient)].map(({ birthDate }) => birthDate),
  );
  const dates = [...born].flatMap((date) => {
    const [year = '', month = '', day = ''] = date.split('-');
    const plain = [String(Number(month)), String(Number(day))];
    return [
      date,
      date.replaceAll('-', ''),
      usual([year, month, day]),
      usual([year, ...plain]),
      `${month}-${day}-${year}`,
      `${month}${day}${year}`,
    ];
  });
  const members = [...practice.patients, ...billed].flatMap(({ coverages }) => coverages.map(({ memberId }) => memberId));
  return { names, pairs, dates, numbers: members, texts: [note, 'rash came back'] };
}

const act = <T>(name: string, input: unknown, actor = biller) => program.gate.act<T>(name, input, actor);
const ask = <T>(name: string, input: unknown, actor = biller) => program.gate.ask<T>(name, input, actor);

beforeAll(async () => {
  wanted = whatTellsWhoseItIs();
  embedded = await startEmbedded(data, 'a test of what lies on the disk');
  await createDatabase(embedded.adminUrl);
  await prepare(embedded);
  await withAdmin(embedded.adminUrl, (client) => client.query('checkpoint'));
  const { practice } = demoFiles('demo', today);
  const staff = [...practice.providers.map(({ first, last }) => `${first} ${last}`), ...practice.payers.map(({ name }) => name)];
  // A page of the log may end within a word: `m|ember` is no patient of that name.
  const { rows: words } = await withAdmin(embedded.adminUrl, (client) =>
    client.query<{ name: string }>(
      'select relname as name from pg_class union select attname from pg_attribute union select nspname from pg_namespace',
    ),
  );
  const cut = [...wanted.names].map((name) => name.toLowerCase()).filter((name) => words.some((word) => word.name.endsWith(name)));
  innocent = new Set([...cut, ...foundUnder(data, wanted).keys(), ...staff.flatMap((name) => [...found(Buffer.from(name), wanted)])]);
  program = await openProgram({ access: embedded, data, log: openLog(data) });
  await program.work(1);
  await seedDemo(program, () => undefined);
  await play();
  await comeIn();
}, 240_000);
afterAll(async () => {
  await program?.close().catch(() => undefined);
  await embedded?.stop().catch(() => undefined);
  removeData(data);
  rmSync(folder, { recursive: true, force: true });
});

/** What opens doors, as whoever holds it knows it: none of it may lie anywhere. */
const credentials: string[] = [];

/** Everything that lets somebody or something in: each is made as it is made in life, and used. */
async function comeIn(): Promise<void> {
  const { signIn, gate } = program;
  const email = 'rosa@elm.example';
  const password = 'words that only Rosa knows';
  const user = await signIn.addUser('Rosa', email, password);
  await program.store.inTenant(biller.tenant, (tx) =>
    addMember(tx, { userId: user.id, name: 'Rosa', email, roles: ['biller'], since: new Date() }),
  );
  const cookie = letIn(await signIn.signIn(email, password, way()));
  const session = await sessionOf(signIn, cookie);
  const offer = await signIn.offerAuthenticator(session);
  const codes = (await signIn.confirmAuthenticator(session, totpAt(offer?.secret ?? '', stepAt(Date.now())))) ?? [];
  const first = await signIn.signIn(email, password, way());
  const made = await serviceDesk({ gate, store: program.store, now: Date.now }).create(biller, {
    ...{ name: 'Warehouse', role: 'biller', scopes: ['claims:read'], validDays: 30 },
  });
  const clientSecret = 'the-client-secret-of-a-provider';
  const signOn = { name: 'Elm', issuer: 'https://sign-on.elm.example', clientId: 'claimwright', clientSecret, domains: ['elm.example'] };
  await act('ground/governance/set-sign-on', { ...signOn, secondFactor: true });
  const secret = await withAdmin(embedded.adminUrl, (client) => signInSecret(client, program.store.keys.keeper));
  const token = /session_token=([^.]+)\./.exec(cookie)?.[1] ?? '';
  const second = first !== 'refused' && 'token' in first ? first.token : '';
  credentials.push(password, offer?.secret ?? '', ...codes, token, second, made.key.slice(-43), clientSecret, secret);
}

/** A day of work: files, searches, decisions with words, postings, a machine's proposal that is declined, a key replaced, a backup. */
async function play(): Promise<void> {
  const [tenant = ''] = (await program.store.rows<{ tenant: string }>('select tenant from parties.tenants()')).map((row) => row.tenant);
  biller = person('test', { id: 'dana', name: 'Dana Reyes', tenant, roles: ['biller', 'office-manager', 'compliance-officer'] });
  const { practice } = demoFiles('demo', today);
  const { last, first } = practice.patients[0] ?? { last: '', first: '' };
  await receiveFile(
    program.gate,
    program.blobs,
    biller,
    `${last} ${first} notes.txt`,
    Buffer.from(`${last}, ${first}: ${note}. `.repeat(3000)),
  );
  await ask<Page<ClaimRow>>('revenue/claims/claims', { search: `${last}, ${first}` });
  const { rows: open } = await ask<Page<TrayRow>>('revenue/posting/tray', { view: 'open' });
  const agent: Actor = { kind: 'agent', id: 'poster', name: 'Poster', tenant, roles: ['posting-agent'] };
  await act('revenue/posting/post-remit', { remitId: open[0]?.id }, agent);
  for (const { id } of (await ask<Page<ProposalView>>('gate/approvals', {})).rows)
    await act('gate/decline', { proposalId: id, reason: note });
  for (const { id } of open.slice(0, 4)) await act('revenue/posting/post-remit', { remitId: id }).catch(() => undefined);
  for (const { id } of open.slice(0, 1)) await act('revenue/posting/undo-remit', { remitId: id, reason: note }).catch(() => undefined);
  for (const { id } of open.slice(4, 8)) {
    const { rows } = await ask<Page<RemitClaimRow>>('revenue/posting/remit-claims', { remitId: id });
    if (rows[0]) await act('revenue/posting/claim-not-ours', { remitClaimId: rows[0].id, reason: note }).catch(() => undefined);
    await act('revenue/posting/remit-not-ours', { remitId: id, reason: note }).catch(() => undefined);
  }
  await act('ground/governance/keys/rotate', {});
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    if ((await ask<{ running?: object }>('ground/governance/keys/status', {})).running === undefined) break;
    await sleep(100);
  }
}

const toldBy = (hits: Iterable<string>): string[] => [...hits].filter((word) => !innocent.has(word)).sort();

describe('what lies on the disk', () => {
  test('is looked through for enough, and what is looked for would be found', async () => {
    const words = [...wanted.names, ...wanted.dates, ...wanted.numbers];
    expect(words.length).toBeGreaterThan(500);
    expect(innocent.size).toBeLessThan(30);
    const { claims } = demoFiles('demo', today);
    expect(toldBy(found(Buffer.from(claims.bytes837), wanted)).length).toBeGreaterThan(80);
  });

  test('holds what was typed and decided, under the key that came last', async () => {
    const [row] = await program.store.inTenant(biller.tenant, (tx) =>
      tx.rows<object>(
        `select (select count(reason) from posting.decision) >= 3 as reasons, (select count(*) from gate.record_words) >= 1 as words,
                (select count(*) from parties.patient) > 20 as patients, (select count(*) from gate.parked) > 0 as proposals,
                (select count(*) from parties.patient where last_name not like 'v1.2.%') as older`,
      ),
    );
    expect(row).toEqual({ reasons: true, words: true, patients: true, proposals: true, older: 0 });
  });

  test('spells no patient in any table of the database', async () => {
    await withAdmin(embedded.adminUrl, async (client) => {
      const { rows: tables } = await client.query<{ name: string }>(
        `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`,
      );
      expect(tables.length).toBeGreaterThan(40);
      for (const { name } of tables) {
        const { rows } = await client.query<{ t: string }>(`select t::text as t from ${name} t`);
        const text = rows.map(({ t }) => t).join('\n');
        expect({ name, told: toldBy(found(Buffer.from(text), wanted)) }).toEqual({ name, told: [] });
      }
    });
  });

  test('keeps what waits in the queue free of identities: addresses of rows only, whatever is in it', async () => {
    await withAdmin(embedded.adminUrl, async (client) => {
      const { rows } = await client.query<{ name: string; data: object; output: object | null }>(
        'select name, data, output from pgboss.job',
      );
      const ours = rows.filter(({ name }) => !name.startsWith('__'));
      expect(new Set(ours.map(({ name }) => name)).size).toBeGreaterThan(2);
      for (const { name, data: carried } of ours)
        for (const [key, value] of Object.entries(carried))
          expect({ name, key, value: String(value) }).toEqual({
            name,
            key,
            value: expect.stringMatching(/^(?:new|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/),
          });
      expect(toldBy(found(Buffer.from(JSON.stringify(rows)), wanted))).toEqual([]);
    });
  });

  test('spells no patient in a backup', async () => {
    const { path } = await backup(
      { adminUrl: embedded.adminUrl, blobs: program.blobs, keeper: program.store.keys.keeper },
      folder,
      new Date(),
    );
    const file = await openBackupFile(path);
    for (const part of file.parts) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of file.read(part)) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      const told = toldBy(found(part.name.endsWith('.gz') ? gunzipSync(bytes) : bytes, wanted));
      expect({ part: part.name, told }).toEqual({ part: part.name, told: [] });
    }
    await file.close();
  });

  test('spells no patient in any file of the data folder, and nothing that opens a door, when the machine dies in the middle of it', async () => {
    await withAdmin(embedded.adminUrl, (client) => client.query('checkpoint'));
    const [pid = ''] = readFileSync(join(embedded.place.cluster, 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
    await embedded.ended;
    // Its children see that it is gone, and end.
    await sleep(1000);
    expect(credentials.filter((one) => one.length < 8)).toEqual([]);
    expect(credentials.length).toBeGreaterThan(15);
    const places = [data, ...(embedded.place.cluster.startsWith(data) ? [] : [embedded.place.cluster])];
    const hits = places.flatMap((place) =>
      [...foundUnder(place, wanted)].filter(([word]) => !innocent.has(word)).map(([word, where]) => [word, ...where]),
    );
    expect(hits).toEqual([]);
    const lying = places.flatMap(filesUnder).flatMap((path) => {
      const bytes = readFileSync(path);
      return credentials.flatMap((one, n) => (bytes.includes(one) ? [`credential ${n} in ${path.slice(folder.length)}`] : []));
    });
    expect(lying).toEqual([]);
  });
});
