import { constantTimeEqual, makeSignature } from 'better-auth/crypto';
import { hashOfToken } from './token.ts';

/**
 * A cookie's session token is kept as a hash, so that whoever reads the database comes in with none of it: the library, which looks for
 * what is kept, is given the hash, signed as its own. Undefined where there is no token, or one that was not signed here.
 */
export async function asKept(cookie: string, secret: string, secure: boolean): Promise<string | undefined> {
  const name = `${secure ? '__Secure-' : ''}claimwright.session_token`;
  const value = cookie
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);
  const [, token, signature] = /^([\w-]{43})\.([\w+/=]{40,100})$/.exec(decoded(value ?? '')) ?? [];
  if (token === undefined || signature === undefined) return undefined;
  if (!constantTimeEqual(signature, await makeSignature(token, secret))) return undefined;
  const hash = hashOfToken(token);
  return `${name}=${encodeURIComponent(`${hash}.${await makeSignature(hash, secret)}`)}`;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}
