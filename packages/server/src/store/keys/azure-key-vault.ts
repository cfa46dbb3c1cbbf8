import { callService, textIn } from './call-service.ts';
import type { KeyKeeper } from './keeper.ts';

export interface AzureKeyVault {
  /** `https://<vault>.vault.azure.net/keys/<name>`, of an RSA key. */
  readonly key: string;
  readonly tenant: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly login?: string;
  now(): number;
}

const service = 'Azure Key Vault';
const version = 'api-version=7.4';
const algorithm = 'RSA-OAEP-256';

/** Wraps with Azure Key Vault: wrapKey by the newest version of the key, unwrapKey by the one that wrapped. */
export function azureKeyVault(options: AzureKeyVault): KeyKeeper {
  const token = bearer(options);
  const call = (url: string, value: string) =>
    callService(service, async () => ({
      url: `${url}?${version}`,
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ alg: algorithm, value }),
    }));
  return {
    kind: 'azure-key-vault',
    where: options.key,
    wrap: async (secret) => {
      const answer = await call(`${options.key}/wrapkey`, Buffer.from(secret).toString('base64url'));
      return { kekId: textIn(service, answer, 'kid'), bytes: Buffer.from(textIn(service, answer, 'value'), 'base64url') };
    },
    unwrap: async ({ kekId, bytes }) => {
      // A row of the database must not send our token to another address.
      if (!kekId.startsWith(`${options.key}/`)) throw new Error('this key is in another vault');
      const answer = await call(`${kekId}/unwrapkey`, Buffer.from(bytes).toString('base64url'));
      return Buffer.from(textIn(service, answer, 'value'), 'base64url');
    },
  };
}

/** A token for the vault, asked for again a minute before it ends. */
function bearer({
  tenant,
  clientId,
  clientSecret,
  login = 'https://login.microsoftonline.com',
  now,
}: AzureKeyVault): () => Promise<string> {
  let known: { readonly token: string; readonly until: number } | undefined;
  return async () => {
    if (known && known.until > now()) return known.token;
    const answer = await callService(service, () => ({
      url: `${login}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: 'https://vault.azure.net/.default',
      }).toString(),
    }));
    known = { token: textIn(service, answer, 'access_token'), until: now() + (Number(answer.expires_in ?? 0) - 60) * 1000 };
    return known.token;
  };
}
