import { seal, textsOf, unseal } from './seal.ts';
import type { KeyAccounts, ServiceAnswer, ServiceRequest } from './service.ts';

const refuse = (status: number): ServiceAnswer => ({
  status,
  body: { errors: [status === 403 ? 'permission denied' : 'invalid request'] },
});
const versioned = (name: string, version: number): string => `vault/${name}/${version}`;

/** The transit engine's encrypt and decrypt. */
export function vaultAnswer(account: KeyAccounts['vault'], request: ServiceRequest, versions: number): ServiceAnswer {
  if (request.headers['x-vault-token'] !== account.token) return refuse(403);
  const [, mount, action, name] = /^\/v1\/(.+)\/(encrypt|decrypt)\/([^/]+)$/.exec(request.path) ?? [];
  if (mount !== account.mount || name !== account.keyName) return refuse(403);
  const { plaintext, ciphertext } = textsOf(request.body);
  if (action === 'encrypt') {
    if (plaintext === undefined) return refuse(400);
    const sealed = seal(versioned(name, versions), Buffer.from(plaintext, 'base64')).toString('base64');
    return { status: 200, body: { data: { ciphertext: `vault:v${versions}:${sealed}`, key_version: versions } } };
  }
  const [, version, sealed] = /^vault:v(\d+):(.+)$/.exec(ciphertext ?? '') ?? [];
  const clear =
    version === undefined || sealed === undefined ? undefined : unseal(versioned(name, Number(version)), Buffer.from(sealed, 'base64'));
  return clear ? { status: 200, body: { data: { plaintext: clear.toString('base64') } } } : refuse(400);
}
