import { Trouble } from '../../trouble.ts';
import { callService, textIn } from './call-service.ts';
import type { KeyKeeper } from './keeper.ts';

export interface VaultTransit {
  /** `https://vault.example:8200`. */
  readonly address: string;
  /** Where the transit engine is mounted, and the key's name: `transit/claimwright`. */
  readonly key: string;
  readonly token: string;
  readonly namespace?: string;
}

const service = 'HashiCorp Vault';

/** Wraps with Vault's transit engine, which puts the version of its key into what it answers. */
export function vaultTransit({ address, key, token, namespace }: VaultTransit): KeyKeeper {
  const slash = key.lastIndexOf('/');
  const [mount, name] = [key.slice(0, slash), key.slice(slash + 1)];
  const call = async (action: 'encrypt' | 'decrypt', input: object): Promise<Record<string, unknown>> => {
    const answer = await callService(service, () => ({
      url: `${address.replace(/\/$/, '')}/v1/${mount}/${action}/${encodeURIComponent(name)}`,
      headers: {
        'x-vault-token': token,
        'content-type': 'application/json',
        ...(namespace === undefined ? {} : { 'x-vault-namespace': namespace }),
      },
      body: JSON.stringify(input),
    }));
    if (typeof answer.data !== 'object' || answer.data === null) throw new Trouble('keys-missing', `${service} answered without data.`);
    return { ...answer.data };
  };
  return {
    kind: 'vault',
    where: `${address} ${key}`,
    wrap: async (secret) => {
      const text = textIn(service, await call('encrypt', { plaintext: Buffer.from(secret).toString('base64') }), 'ciphertext');
      return { kekId: `${key}:${/^vault:(v\d+):/.exec(text)?.[1] ?? 'v0'}`, bytes: Buffer.from(text, 'utf8') };
    },
    unwrap: async ({ bytes }) =>
      Buffer.from(textIn(service, await call('decrypt', { ciphertext: Buffer.from(bytes).toString('utf8') }), 'plaintext'), 'base64'),
  };
}
