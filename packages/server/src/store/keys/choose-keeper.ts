import { join, resolve } from 'node:path';
import { Trouble } from '../../trouble.ts';
import { awsKms } from './aws-kms.ts';
import { azureKeyVault } from './azure-key-vault.ts';
import type { KeyKeeper } from './keeper.ts';
import { localKeeper } from './local-keeper.ts';
import { vaultTransit } from './vault-transit.ts';

export type Environment = { readonly [name: string]: string | undefined };

/** `CLAIMWRIGHT_KEYS`, or beside the data: never in the database. */
export const keysFolder = (data: string, env: Environment = process.env): string => resolve(env.CLAIMWRIGHT_KEYS ?? join(data, 'keys'));

/**
 * The keeper that CLAIMWRIGHT_KEEPER names, with the credentials that its own tools read from the environment; a key file where it names
 * none. `aws-kms:<key ARN>`, `azure-key-vault:<https address of the key>`, `vault:<mount>/<key>`.
 */
export function chooseKeeper(
  data: string,
  options: { mayMake: boolean; say?: (line: string) => void },
  env: Environment = process.env,
): KeyKeeper {
  const named = env.CLAIMWRIGHT_KEEPER ?? 'local';
  const [, kind = '', key = ''] = /^([\w-]+):(.+)$/.exec(named) ?? [];
  if (named === 'local') return localKeeper(keysFolder(data, env), options);
  const needs = (name: string): string => env[name] ?? missing(named, name);
  const may = <K extends string>(property: K, name: string): { [k in K]?: string } =>
    env[name] === undefined ? {} : ({ [property]: env[name] } as { [k in K]: string });
  if (kind === 'aws-kms' && key !== '')
    return awsKms({
      key,
      region: /^arn:[\w-]+:kms:([\w-]+):/.exec(key)?.[1] ?? needs('AWS_REGION'),
      accessKeyId: needs('AWS_ACCESS_KEY_ID'),
      secretAccessKey: needs('AWS_SECRET_ACCESS_KEY'),
      ...may('sessionToken', 'AWS_SESSION_TOKEN'),
      ...may('endpoint', 'AWS_ENDPOINT_URL_KMS'),
      clock: () => new Date(),
    });
  if (kind === 'azure-key-vault' && /^https?:\/\/[^/]+\/keys\/[^/]+$/.test(key))
    return azureKeyVault({
      key,
      tenant: needs('AZURE_TENANT_ID'),
      clientId: needs('AZURE_CLIENT_ID'),
      clientSecret: needs('AZURE_CLIENT_SECRET'),
      ...may('login', 'AZURE_AUTHORITY_HOST'),
      now: Date.now,
    });
  if (kind === 'vault' && /^[\w-]+(\/[\w-]+)+$/.test(key))
    return vaultTransit({ address: needs('VAULT_ADDR'), key, token: needs('VAULT_TOKEN'), ...may('namespace', 'VAULT_NAMESPACE') });
  throw new Trouble('usage', `CLAIMWRIGHT_KEEPER is ${named}, which names no keeper of keys.`, {
    fix: 'Say local, aws-kms:<key ARN>, azure-key-vault:<address of the key> or vault:<mount>/<key>.',
  });
}

function missing(keeper: string, name: string): never {
  throw new Trouble('usage', `${keeper} needs ${name}, which is not set.`, { fix: `Set ${name} in the environment of Claimwright.` });
}
