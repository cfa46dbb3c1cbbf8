import { seal, textsOf, unseal } from './seal.ts';
import type { KeyAccounts, ServiceAnswer, ServiceRequest } from './service.ts';

const refuse = (status: number, code: string): ServiceAnswer => ({ status, body: { error: { code } } });
const tokenOf = (account: KeyAccounts['azure']): string => `token-of-${account.clientId}`;
const versioned = (name: string, version: string): string => `azure/${name}/${version}`;
const named = (version: number): string => String(version).padStart(32, '0');

/** The sign-in that gives a token, wrapkey and unwrapkey. What RSA would do is done with a cipher of the twin's own: nobody can tell. */
export function azureAnswer(account: KeyAccounts['azure'], request: ServiceRequest, versions: number, own: string): ServiceAnswer {
  if (request.path === `/${account.tenant}/oauth2/v2.0/token`) return token(account, request);
  if (request.headers.authorization !== `Bearer ${tokenOf(account)}`) return refuse(401, 'Unauthorized');
  if (!new URLSearchParams(request.query).has('api-version')) return refuse(400, 'BadParameter');
  const [, name, version = named(versions), action] =
    /^\/keys\/([^/]+)(?:\/([0-9a-f]{32}))?\/(wrapkey|unwrapkey)$/.exec(request.path) ?? [];
  if (name !== account.keyName || Number(version) > versions || Number(version) < 1) return refuse(404, 'KeyNotFound');
  const { alg, value = '' } = textsOf(request.body);
  if (alg !== 'RSA-OAEP-256') return refuse(400, 'BadParameter');
  const kid = `${own}/keys/${name}/${version}`;
  const given = Buffer.from(value, 'base64url');
  // As much as RSA of 2048 bits with OAEP and SHA-256 takes.
  if (action === 'wrapkey' && given.length > 190) return refuse(400, 'BadParameter');
  const made = action === 'wrapkey' ? seal(versioned(name, version), given) : unseal(versioned(name, version), given);
  return made ? { status: 200, body: { kid, value: made.toString('base64url') } } : refuse(400, 'BadParameter');
}

function token(account: KeyAccounts['azure'], { headers, body }: ServiceRequest): ServiceAnswer {
  const form = new URLSearchParams(body);
  const right =
    headers['content-type']?.startsWith('application/x-www-form-urlencoded') &&
    form.get('grant_type') === 'client_credentials' &&
    form.get('client_id') === account.clientId &&
    form.get('client_secret') === account.clientSecret &&
    form.get('scope') === 'https://vault.azure.net/.default';
  return right
    ? { status: 200, body: { token_type: 'Bearer', expires_in: 3599, access_token: tokenOf(account) } }
    : { status: 401, body: { error: 'invalid_client' } };
}
