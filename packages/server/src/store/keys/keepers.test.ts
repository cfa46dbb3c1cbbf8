import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KeyAccounts, type KeyServices, startKeyServices } from '@claimwright/twin';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chooseKeeper } from './choose-keeper.ts';
import type { KeyKeeper } from './keeper.ts';

const accounts: KeyAccounts = {
  aws: {
    accessKeyId: 'AKIATWIN',
    secretAccessKey: 'a/secret+of=aws',
    region: 'us-east-2',
    keyId: 'arn:aws:kms:us-east-2:000000000000:key/twin',
  },
  azure: { tenant: 'a-tenant', clientId: 'a-client', clientSecret: 'a secret & of azure', keyName: 'claimwright' },
  vault: { token: 'hvs.twin', mount: 'transit', keyName: 'claimwright' },
};
const folder = mkdtempSync(join(tmpdir(), 'claimwright-keepers-'));
let services: KeyServices;
let now = new Date();
beforeAll(async () => {
  services = await startKeyServices(accounts, () => now);
});
beforeEach(() => {
  now = new Date();
});
afterAll(async () => {
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});

type Environment = { readonly [name: string]: string };
const environments = (): { readonly [kind: string]: Environment } => ({
  local: { CLAIMWRIGHT_KEYS: join(folder, 'keys') },
  'aws-kms': {
    CLAIMWRIGHT_KEEPER: `aws-kms:${accounts.aws.keyId}`,
    AWS_ACCESS_KEY_ID: accounts.aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: accounts.aws.secretAccessKey,
    AWS_ENDPOINT_URL_KMS: `${services.url}/`,
  },
  'azure-key-vault': {
    CLAIMWRIGHT_KEEPER: `azure-key-vault:${services.url}/keys/claimwright`,
    AZURE_TENANT_ID: accounts.azure.tenant,
    AZURE_CLIENT_ID: accounts.azure.clientId,
    AZURE_CLIENT_SECRET: accounts.azure.clientSecret,
    AZURE_AUTHORITY_HOST: services.url,
  },
  vault: { CLAIMWRIGHT_KEEPER: 'vault:transit/claimwright', VAULT_ADDR: services.url, VAULT_TOKEN: accounts.vault.token },
});
const open = (kind: string, other: Environment = {}): KeyKeeper =>
  chooseKeeper(folder, { mayMake: true }, { ...environments()[kind], ...other });
const turnOver = async (keeper: KeyKeeper): Promise<void> => (keeper.renew ? keeper.renew() : services.turnOver());

describe.each(['local', 'aws-kms', 'azure-key-vault', 'vault'])('the keeper %s', (kind) => {
  test('unwraps what it wrapped, in another process too, and lets nothing be read from it', async () => {
    const keeper = open(kind);
    expect(keeper.kind).toBe(kind);
    for (const size of [1, 48, 100]) {
      const secret = randomBytes(size);
      const wrapped = await keeper.wrap(secret);
      expect(wrapped.kekId).not.toBe('');
      if (size > 1) expect(Buffer.from(wrapped.bytes).includes(secret)).toBe(false);
      for (const one of [keeper, open(kind)]) expect(Buffer.from(await one.unwrap(wrapped)).equals(secret)).toBe(true);
    }
  });

  test('refuses what was changed, and what another key wrapped', async () => {
    const keeper = open(kind);
    const wrapped = await keeper.wrap(randomBytes(48));
    const changed = Buffer.from(wrapped.bytes);
    const at = changed.length - 5;
    changed.writeUInt8((changed[at] ?? 0) ^ 1, at);
    await expect(keeper.unwrap({ ...wrapped, bytes: changed })).rejects.toThrow();
    await expect(keeper.unwrap({ ...wrapped, bytes: Buffer.alloc(0) })).rejects.toThrow();
  });

  test('after its key is turned over, wraps with the new one and still unwraps what the old one wrapped', async () => {
    const keeper = open(kind);
    const secret = randomBytes(48);
    const before = await keeper.wrap(secret);
    await turnOver(keeper);
    const after = await keeper.wrap(secret);
    expect(Buffer.from(after.bytes).equals(Buffer.from(before.bytes))).toBe(false);
    for (const wrapped of [before, after]) expect(Buffer.from(await open(kind).unwrap(wrapped)).equals(secret)).toBe(true);
  });
});

const strangers: readonly (readonly [string, Environment])[] = [
  ['aws-kms', { AWS_SECRET_ACCESS_KEY: 'another' }],
  ['aws-kms', { AWS_ACCESS_KEY_ID: 'AKIAOTHER' }],
  ['aws-kms', { CLAIMWRIGHT_KEEPER: 'aws-kms:arn:aws:kms:us-east-2:000000000000:key/other' }],
  ['aws-kms', { CLAIMWRIGHT_KEEPER: 'aws-kms:arn:aws:kms:eu-west-1:000000000000:key/twin' }],
  ['azure-key-vault', { AZURE_CLIENT_SECRET: 'another' }],
  ['vault', { VAULT_TOKEN: 'another' }],
  ['vault', { CLAIMWRIGHT_KEEPER: 'vault:transit/other' }],
];

describe('a service', () => {
  test.each(strangers)('%s lets in nobody with %j, and is not asked again', async (kind, other) => {
    const before = services.asked.length;
    await expect(open(kind, other).wrap(randomBytes(48))).rejects.toMatchObject({
      code: 'keys-missing',
      because: expect.stringMatching(/HTTP 4\d\d/),
    });
    expect(services.asked.length).toBe(before + 1);
  });

  test('that is busy is asked again; one that is away is told', async () => {
    services.beBusy(2);
    const keeper = open('vault');
    expect(Buffer.from(await keeper.unwrap(await keeper.wrap(Buffer.from('once more')))).toString()).toBe('once more');
    await expect(open('vault', { VAULT_ADDR: 'http://127.0.0.1:9' }).wrap(randomBytes(48))).rejects.toMatchObject({
      code: 'keys-missing',
      because: '127.0.0.1:9 does not answer.',
    });
  });

  test('of Amazon’s does not take a signature of half an hour ago', async () => {
    now = new Date(Date.now() + 1_800_000);
    await expect(open('aws-kms').wrap(randomBytes(48))).rejects.toMatchObject({ code: 'keys-missing' });
  });

  test('of Azure’s gives one token for many calls, and no row of ours sends it elsewhere', async () => {
    const keeper = open('azure-key-vault');
    const before = services.asked.filter(({ path }) => path.endsWith('/token')).length;
    const wrapped = await keeper.wrap(randomBytes(48));
    await keeper.unwrap(wrapped);
    expect(services.asked.filter(({ path }) => path.endsWith('/token')).length).toBe(before + 1);
    await expect(keeper.unwrap({ ...wrapped, kekId: 'https://elsewhere.example/keys/claimwright/1' })).rejects.toThrow(/another vault/);
  });
});

test('what CLAIMWRIGHT_KEEPER says must name a keeper, with all that it needs', () => {
  for (const named of ['', 'aws-kms', 'aws-kms:', 'azure-key-vault:claimwright', 'vault:claimwright', 'paper'])
    expect(() => chooseKeeper(folder, { mayMake: true }, { CLAIMWRIGHT_KEEPER: named }), named).toThrow(/names no keeper/);
  expect(() => chooseKeeper(folder, { mayMake: true }, { CLAIMWRIGHT_KEEPER: 'vault:transit/x' })).toThrow(/needs VAULT_ADDR/);
});
