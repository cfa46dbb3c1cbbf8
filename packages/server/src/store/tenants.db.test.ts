import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../gate/index.ts';
import { person } from '../gate/person.ts';
import { foundOrganisation } from '../ground/governance/organisations/index.ts';
import type { TemplateView } from '../ground/governance/organisations/views.ts';
import { letIn, sessionOf, way } from '../ground/governance/sign-in/testing/front-door.ts';
import { stepAt, totpAt } from '../ground/governance/sign-in/totp.ts';
import { openProgram, type Program, rewrapAll, verifiedRecord } from '../main.ts';
import { backup } from './backup.ts';
import { openBackupFile } from './backup-file.ts';
import { chooseKeeper, keysFolder } from './keys/choose-keeper.ts';
import { houseSecrets, signInSecret } from './keys/house-secrets.ts';
import { withAdmin } from './provision.ts';
import { restore } from './restore.ts';
import { tenantsOf } from './tenants.ts';
import { type FreshDatabase, freshDatabase } from './testing/fresh-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-tenants-'));
const [data, elsewhere] = [join(folder, 'data'), join(folder, 'elsewhere')];
const stream = join(folder, 'stream.jsonl');
const log = pino({ level: 'silent' });
const email = 'kyle@group.example';
const password = 'correct horse battery';
const before = process.env.CLAIMWRIGHT_STREAMS;
let db: FreshDatabase;
let target: FreshDatabase;
let program: Program;
let restored: Program | undefined;
let kyle: Actor;
let template = '';
let totp = '';
let recoveryCode = '';
let file = '';
const passkey = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const admin = <T extends object>(of: FreshDatabase, sql: string, values: unknown[] = []) =>
  withAdmin(of.adminUrl, async (client) => (await client.query<T>(sql, values)).rows);
const openOn = (at: FreshDatabase, folderOf: string) => openProgram({ access: at, data: folderOf, log });

beforeAll(async () => {
  process.env.CLAIMWRIGHT_STREAMS = `file://${stream}`;
  [db, target] = [await freshDatabase(), await freshDatabase()];
  program = await openOn(db, data);
  const user = await program.signIn.addUser('Kyle', email, password);
  // Two minutes ago: a batch that is not full is signed after one.
  const tenant = await foundOrganisation({ ...program, clock: () => new Date(Date.now() - 120_000) }, 'Riverside Group', {
    userId: user.id,
    name: 'Kyle',
    email,
  });
  kyle = person('test', { id: user.id, name: 'Kyle', tenant, roles: ['operations-lead'] });
  const step = { command: 'ground/governance/set-level', input: { workflow: 'posting', level: 'assist', because: 'as we all do' } };
  const written = await program.gate.act<{ templateId: string }>(
    'ground/governance/organisations/write-template',
    { name: 'Phases', steps: [step] },
    kyle,
  );
  template = written.result.templateId;
  await withFactors();
  // A key whose ninety days are over, before anybody looks after keys, record and streams.
  await admin(db, "update governance.data_key set current_from = now() - interval '100 days' where tenant_id = $1", [tenant]);
  await program.work(1);
}, 60_000);
afterAll(async () => {
  if (before === undefined) delete process.env.CLAIMWRIGHT_STREAMS;
  else process.env.CLAIMWRIGHT_STREAMS = before;
  await restored?.close();
  await program.close();
  for (const one of [db, target]) await one.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** An authenticator with its recovery codes, and a passkey as a device would have made it. */
async function withFactors(): Promise<void> {
  const { signIn } = program;
  const session = await sessionOf(signIn, letIn(await signIn.signIn(email, password, way())));
  totp = (await signIn.offerAuthenticator(session))?.secret ?? '';
  recoveryCode = (await signIn.confirmAuthenticator(session, totpAt(totp, stepAt(Date.now()) - 1)))?.[0] ?? '';
  const { x = '', y = '' } = passkey.publicKey.export({ format: 'jwk' });
  const cose = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
  ]);
  await admin(
    db,
    `insert into auth.passkey (id, "userId", "credentialId", "publicKey", counter, name, "createdAt") values ($1, $2, 'a-passkey', $3, 0, 'Laptop', now())`,
    [randomUUID(), kyle.id, Buffer.from(isoCBOR.encode(cose)).toString('base64url')],
  );
}

/** What a device answers to the challenge. */
function assertion(challenge: string) {
  const client = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin: way().origin }));
  const authenticator = Buffer.concat([createHash('sha256').update('localhost').digest(), Buffer.from([0x05, 0, 0, 0, 1])]);
  const signed = Buffer.concat([authenticator, createHash('sha256').update(client).digest()]);
  const signature = createSign('sha256').update(signed).sign(passkey.privateKey);
  return {
    ...{ id: 'a-passkey', rawId: 'a-passkey', type: 'public-key' as const, clientExtensionResults: {} },
    response: {
      clientDataJSON: client.toString('base64url'),
      authenticatorData: authenticator.toString('base64url'),
      signature: signature.toString('base64url'),
    },
  };
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 90_000; Date.now() < deadline; await sleep(250)) if (await holds()) return;
  throw new Error(`waited in vain until ${what}`);
}

describe('an organisation is a tenant as a practice is', () => {
  test('it stands in the one list, and its key is rotated, its record signed and its stream told', async () => {
    expect(await tenantsOf(program.store)).toEqual([{ tenant: kyle.tenant, kind: 'organisation', name: 'Riverside Group' }]);
    await until('its key is rotated', async () => {
      const [row] = await admin<{ n: number }>(
        db,
        "select count(*)::int as n from governance.data_key where tenant_id = $1 and purpose = 'data' and retired_at is not null",
        [kyle.tenant],
      );
      return row?.n === 1;
    });
    await until('its stream is told', async () => existsSync(stream) && readFileSync(stream, 'utf8').includes(`template:${template}`));
    await admin(db, "select set_config('claimwright.tenant', $1, false)", [kyle.tenant]);
    await until('its record is signed', async () => {
      const rows = await admin(db, 'select 1 from gate.checkpoint where tenant_id = $1', [kyle.tenant]);
      return rows.length > 0;
    });
  }, 280_000);

  test('its keys are wrapped anew with the practices’, and the house’s secret with them', async () => {
    const wrapped = async () => JSON.stringify([await admin(db, 'select wrapped from governance.data_key order by 1'), await secrets()]);
    const secrets = () => withAdmin(db.adminUrl, houseSecrets);
    const [was, secret] = [await wrapped(), await withAdmin(db.adminUrl, (client) => signInSecret(client, program.store.keys.keeper))];
    expect(await rewrapAll(program)).toBe(4);
    for (const part of JSON.parse(was).flat()) expect(await wrapped()).not.toContain(part.wrapped);
    expect(await withAdmin(db.adminUrl, (client) => signInSecret(client, program.store.keys.keeper))).toBe(secret);
  });
});

describe('a backup that is restored elsewhere', () => {
  test('holds the organisation: its rows are read, its record verifies', async () => {
    ({ path: file } = await backup({ adminUrl: db.adminUrl, blobs: program.blobs, keeper: program.store.keys.keeper }, folder, new Date()));
    cpSync(keysFolder(data), keysFolder(elsewhere), { recursive: true });
    const place = { folder: join(elsewhere, 'blobs'), keeper: () => chooseKeeper(elsewhere, { mayMake: false }) };
    expect(await restore(file, target, place)).toMatchObject({ tenants: [kyle.tenant], withSignIn: true });
    restored = await openOn(target, elsewhere);
    const read = await restored.gate.ask<TemplateView>('ground/governance/organisations/template', { templateId: template }, kyle);
    expect(read).toMatchObject({ name: 'Phases', version: 1 });
    expect(await restored.store.inTenant(kyle.tenant, verifiedRecord)).toEqual([]);
    await expect(restore(file, target, place)).rejects.toThrow(/already/);
  });

  test('lets people in with their authenticator, a recovery code and a passkey', async () => {
    const { signIn } = restored ?? program;
    const token = async () => {
      const first = await signIn.signIn(email, password, way());
      if (first === 'refused' || !('token' in first)) throw new Error('no second factor was asked for');
      return first.token;
    };
    expect(await signIn.secondFactor(await token(), { code: totpAt(totp, stepAt(Date.now())) }, way())).toHaveProperty('cookies');
    expect(await signIn.secondFactor(await token(), { recoveryCode }, way())).toHaveProperty('cookies');
    const { options, token: asked } = await signIn.askPasskey(way());
    expect(await signIn.signInByPasskey(asked, assertion(options.challenge), way())).toHaveProperty('cookies');
  });

  test('holds the secret behind sign-in wrapped only, and nothing is restored where the keeper cannot open it', async () => {
    const secret = await withAdmin(db.adminUrl, (client) => signInSecret(client, program.store.keys.keeper));
    const opened = await openBackupFile(file);
    expect(opened.parts.map(({ name }) => name)).toContain('secrets.json');
    await opened.close();
    expect(readFileSync(file).includes(secret)).toBe(false);
    expect(JSON.stringify(await withAdmin(db.adminUrl, houseSecrets))).not.toContain(secret);
    const empty = await freshDatabase();
    const stranger = { folder: join(folder, 'none'), keeper: () => chooseKeeper(join(folder, 'none'), { mayMake: true }) };
    await expect(restore(file, empty, stranger)).rejects.toMatchObject({ code: 'keys-missing' });
    expect(await tenantsOf(empty.store)).toEqual([]);
    expect(await withAdmin(empty.adminUrl, houseSecrets)).toEqual([]);
    await empty.drop();
  });
});

describe('a clear secret of an older Claimwright', () => {
  test('is wrapped at the start, keeps its value, and its table is gone', async () => {
    const old = await freshDatabase();
    const value = 'b2xkIGJ1dCBzdGlsbCBpbiB1c2Ugb2xkIGJ1dCBzdGk';
    await admin(old, 'create table house.secret (name text primary key, value text not null)');
    await admin(old, "insert into house.secret values ('sign-in', $1)", [value]);
    const keeper = old.store.keys.keeper;
    const starts = [1, 2, 3].map(() => withAdmin(old.adminUrl, (client) => signInSecret(client, keeper)));
    expect(new Set(await Promise.all(starts))).toEqual(new Set([value]));
    expect(await admin(old, "select to_regclass('house.secret')::text as at")).toEqual([{ at: null }]);
    await old.drop();
  });
});

describe('keys', () => {
  const keysOf = (tenant: string) => admin(db, 'select 1 from governance.data_key where tenant_id = $1', [tenant]);

  test('are made for nobody who only asks: no question, act or key of a program that names a made-up tenant leaves a row', async () => {
    const count = async () => (await admin(db, 'select 1 from governance.data_key')).length;
    const were = await count();
    const made = randomUUID();
    const stranger: Actor = { ...kyle, tenant: made };
    expect(await program.store.inTenant(made, (tx) => tx.rows('select * from parties.practice'), { readOnly: true })).toEqual([]);
    await program.gate.ask('ground/governance/organisations/templates', {}, stranger);
    await program.gate.act('ground/governance/organisations/write-template', { name: 'x', steps: [] }, stranger).catch(() => undefined);
    await expect(program.store.inTenant(made, async (tx) => tx.blind('member', 'W1'))).rejects.toMatchObject({ code: 'keys-missing' });
    expect(await keysOf(made)).toEqual([]);
    expect(await count()).toBe(were);
  });

  test('of a tenant whose making is rolled back are rolled back with it', async () => {
    const tenant = randomUUID();
    await expect(
      program.store.found(tenant, async (tx) => {
        tx.blind('member', 'W1');
        throw new Error('on second thoughts');
      }),
    ).rejects.toThrow('on second thoughts');
    expect(await keysOf(tenant)).toEqual([]);
  });

  test('of another tenant, a practice’s of an organisation and the other way round, open nothing', async () => {
    const [practice, organisation] = [randomUUID(), randomUUID()];
    for (const tenant of [practice, organisation]) await program.store.keys.make(tenant);
    const columns = 'purpose, version, keeper, kek_id, wrapped, created_at, wrapped_at, current_from';
    for (const [from, to] of [
      [practice, organisation],
      [organisation, practice],
    ]) {
      // By whoever holds the database: no application role may write another tenant's row, nor see it.
      await expect(
        program.store.inTenant(from ?? '', (tx) => tx.rows('update governance.data_key set tenant_id = $1', [to])),
      ).rejects.toThrow(/row-level security|duplicate key/);
      expect(
        await program.store.inTenant(from ?? '', (tx) => tx.rows('select 1 from governance.data_key where tenant_id = $1', [to])),
      ).toEqual([]);
      const kept = await admin(db, `select ${columns} from governance.data_key where tenant_id = $1`, [to]);
      await admin(db, 'delete from governance.data_key where tenant_id = $1', [to]);
      await admin(
        db,
        `insert into governance.data_key (tenant_id, ${columns}) select $1, ${columns} from governance.data_key where tenant_id = $2`,
        [to, from],
      );
      await expect(program.store.keys.refreshed(to ?? '')).rejects.toMatchObject({ code: 'keys-missing' });
      await admin(db, 'delete from governance.data_key where tenant_id = $1', [to]);
      for (const row of kept)
        await admin(
          db,
          `insert into governance.data_key (tenant_id, ${columns}) select $1, ${columns} from jsonb_populate_record(null::governance.data_key, $2)`,
          [to, JSON.stringify(row)],
        );
      expect((await program.store.keys.refreshed(to ?? '')).versions).toEqual([1]);
    }
  });
});
