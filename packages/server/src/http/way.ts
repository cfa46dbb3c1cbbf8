import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../gate/index.ts';
import type { Way } from '../ground/governance/sign-in/index.ts';

export const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https';

export const wayOf = (request: FastifyRequest): Way => ({
  from: request.ip,
  agent: request.headers['user-agent'] ?? '',
  secure: isSecure(request),
  origin: `${request.protocol}://${request.host}`,
});

/** Where something begun is kept in the browser: out of reach of scripts, and sent to the ways in only. */
type Begun = 'second-factor' | 'passkey' | 'sign-on';
const nameOf = (request: FastifyRequest, begun: Begun): string => `${isSecure(request) ? '__Secure-' : ''}claimwright.${begun}`;

export function keepBegun(request: FastifyRequest, reply: FastifyReply, begun: Begun, token: string): void {
  const secure = isSecure(request) ? '; Secure' : '';
  reply.header('set-cookie', `${nameOf(request, begun)}=${token}; Path=/api; Max-Age=600; HttpOnly; SameSite=Lax${secure}`);
}
export function dropBegun(request: FastifyRequest, reply: FastifyReply, begun: Begun): void {
  if (begunIn(request, begun) === undefined) return;
  reply.header(
    'set-cookie',
    `${nameOf(request, begun)}=; Path=/api; Max-Age=0; HttpOnly; SameSite=Lax${isSecure(request) ? '; Secure' : ''}`,
  );
}

export function begunIn(request: FastifyRequest, begun: Begun): string | undefined {
  const name = `${nameOf(request, begun)}=`;
  const found = (request.headers.cookie ?? '').split(/; */).find((cookie) => cookie.startsWith(name));
  return found?.slice(name.length) || undefined;
}

const bearer = /^Bearer +(\S+)$/i;

/** The key that a request brings along, where it brings one. A key and a cookie together are refused: who acts must be plain. */
export function keyIn(headers: { authorization?: string | undefined; cookie?: string | undefined }): string | undefined {
  if (headers.authorization === undefined) return undefined;
  const [, key] = bearer.exec(headers.authorization) ?? [];
  if (key === undefined || /claimwright\.session_token=/.test(headers.cookie ?? ''))
    throw new Refusal('not-signed-in', 'This request does not say plainly who acts.', {
      fix: 'Send one key as Authorization: Bearer cwk_…, and no session.',
    });
  return key;
}
