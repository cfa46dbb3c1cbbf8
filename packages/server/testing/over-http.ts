import type { FastifyInstance } from 'fastify';
import { stepAt, totpAt } from '../src/ground/governance/sign-in/totp.ts';

/** Signs in over HTTP, with a second factor set up and shown where the role asks for one. Answers the cookie. */
export async function signInWell(app: FastifyInstance, email: string, password: string): Promise<string> {
  const send = (method: 'GET' | 'POST', url: string, cookie: string, payload?: object) =>
    app.inject({ method, url, headers: { host: 'localhost', cookie }, ...(payload ? { payload } : {}) });
  const entered = await send('POST', '/api/auth/sign-in/email', '', { email, password });
  if (entered.statusCode !== 200) throw new Error(`${email} was not let in: ${entered.body}`);
  const cookie = String(entered.headers['set-cookie']).replace(/;.*/, '');
  if ((await send('GET', '/api/me', cookie)).json().needs === undefined) return cookie;
  const { secret } = (await send('POST', '/api/account/authenticator', cookie, {})).json();
  const shown = await send('POST', '/api/account/authenticator/confirm', cookie, { code: totpAt(secret, stepAt(Date.now())) });
  if (shown.statusCode !== 200) throw new Error(`the second factor of ${email} was refused: ${shown.body}`);
  return cookie;
}

export interface Route {
  readonly method: string;
  readonly url: string;
}

/** The routes that fastify prints: `└── /api/ask/ground/intake/document (POST)` with `s (POST)` beneath it is two. */
export function routesOf(printed: string): Route[] {
  const path: string[] = [];
  return printed.split('\n').flatMap((line) => {
    const match = /^((?:[│ ] {3})*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!match) return [];
    path.length = (match[1] ?? '').length / 4;
    path.push(match[2] ?? '');
    const methods = (match[3] ?? '').split(', ').filter((method) => method !== '' && method !== 'HEAD');
    return methods.map((method) => ({ method, url: path.join('') }));
  });
}
