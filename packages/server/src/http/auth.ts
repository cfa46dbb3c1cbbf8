import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal, refuseUnkeepable } from '../gate/index.ts';
import type { Entered } from '../ground/governance/sign-in/index.ts';
import { traceOf } from '../trouble.ts';
import type { SignInAnswer } from './api.ts';
import type { Served } from './served.ts';
import { sessionTimes } from './session.ts';
import { begunIn, dropBegun, isSecure, keepBegun, wayOf } from './way.ts';

const credentials = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(200) });
const second = z.union([z.object({ code: z.string().min(1).max(20) }), z.object({ recoveryCode: z.string().min(1).max(40) })]);
/** The library looks at the inside: here only that it is one, and none too large. */
export const credentialAnswer = z.looseObject({
  id: z.string().min(1).max(2000),
  type: z.literal('public-key'),
  response: z.looseObject({}),
});
const passkeyAnswer = z.object({ response: credentialAnswer });

export function bodyOf<T>(schema: z.ZodType<T>, request: FastifyRequest, says: string): T {
  refuseUnkeepable(request.body);
  const given = schema.safeParse(request.body);
  if (given.success) return given.data;
  throw new Refusal('bad-input', says, {
    because: given.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  });
}

/** The same words for every way that failed: they tell nobody who works here. */
const failed: { readonly [how: string]: readonly [string, string] } = {
  password: ['Email or password is not right.', 'Check both; capitals count in the password.'],
  code: [
    'This code is not right, or it is over.',
    'Take the newest one, and check the clock of your phone. After five minutes begin again.',
  ],
  passkey: ['This passkey does not open Claimwright.', 'Take another one, or sign in with your password.'],
};

export function tooMany(reply: FastifyReply, waitSeconds: number): FastifyReply {
  const wait = waitSeconds < 120 ? `${waitSeconds} seconds` : `${Math.ceil(waitSeconds / 60)} minutes`;
  return reply
    .header('retry-after', waitSeconds)
    .code(429)
    .send({
      code: 'too-many-tries',
      says: 'Too many tries failed.',
      fix: `Wait ${wait}, then try again, or ask your administrator to unlock you.`,
    });
}

function answer(request: FastifyRequest, reply: FastifyReply, entered: Entered, how: string): FastifyReply {
  if (entered === 'refused') {
    const [says, fix] = failed[how] ?? ['You were not signed in.', 'Try again.'];
    throw new Refusal('not-signed-in', says, { fix });
  }
  if ('waitSeconds' in entered) return tooMany(reply, entered.waitSeconds);
  if ('token' in entered) {
    keepBegun(request, reply, 'second-factor', entered.token);
    return reply.send({ signedIn: false, factors: entered.factors } satisfies SignInAnswer);
  }
  dropBegun(request, reply, 'second-factor');
  return reply.header('set-cookie', [...entered.cookies]).send({ signedIn: true } satisfies SignInAnswer);
}

/** The ways in and out. */
export function authRoutes(app: FastifyInstance, served: Served): void {
  const { signIn } = served;
  app.post('/api/auth/sign-in/email', { schema: { summary: 'Sign in', body: z.toJSONSchema(credentials) } }, async (request, reply) => {
    const { email, password } = bodyOf(credentials, request, 'Email and password are both needed.');
    return answer(request, reply, await signIn.signIn(email, password, wayOf(request)), 'password');
  });

  app.post(
    '/api/auth/second-factor',
    { schema: { summary: 'Show the second factor', body: z.toJSONSchema(second) } },
    async (request, reply) => {
      const given = bodyOf(second, request, 'A code is needed.');
      return answer(request, reply, await signIn.secondFactor(begunIn(request, 'second-factor'), given, wayOf(request)), 'code');
    },
  );

  app.post('/api/auth/passkey/options', { schema: { summary: 'Begin to sign in with a passkey' } }, async (request, reply) => {
    const wait = signIn.tooFast(request.ip);
    if (wait !== undefined) return tooMany(reply, wait);
    const { options, token } = await signIn.askPasskey(wayOf(request));
    keepBegun(request, reply, 'passkey', token);
    return options;
  });
  app.post('/api/auth/passkey', { schema: { summary: 'Sign in with a passkey' } }, async (request, reply) => {
    const { response } = bodyOf(passkeyAnswer, request, 'The browser’s answer is needed.');
    const token = begunIn(request, 'passkey');
    dropBegun(request, reply, 'passkey');
    const entered = await signIn.signInByPasskey(token, response as unknown as AuthenticationResponseJSON, wayOf(request));
    return answer(request, reply, entered, 'passkey');
  });

  app.post('/api/auth/sign-out', { schema: { summary: 'Sign out' } }, async (request, reply) => {
    const cookies = await signIn.signOut(request.headers.cookie, isSecure(request));
    return reply.header('set-cookie', [...cookies]).send({ signedIn: false });
  });

  app.get('/api/auth/session', { schema: { summary: 'When this session ends by itself' } }, (request) =>
    sessionTimes(served, request, false),
  );
  app.post('/api/auth/stay', { schema: { summary: 'Stay signed in' } }, (request) => sessionTimes(served, request, true));
  signOnRoutes(app, served);
}

/** To the practice's identity provider and back. */
function signOnRoutes(app: FastifyInstance, served: Served): void {
  const { signIn, desk } = served;
  app.get('/api/auth/sign-on/:provider', { schema: { summary: 'Sign in at the practice’s identity provider' } }, async (request, reply) => {
    const wait = signIn.tooFast(request.ip);
    if (wait !== undefined) return tooMany(reply, wait);
    const { provider: id } = request.params as { provider: string };
    const { to } = request.query as { to?: string };
    const provider = (await desk.providers()).find((one) => one.id === id);
    if (!provider) throw new Refusal('not-found', 'There is no such identity provider.', { fix: 'Go back to the sign-in page.' });
    // A place of ours only: whatever else is written there leads to the first page.
    const place = typeof to === 'string' && /^\/(?![/\\])[\w/?=&.%-]*$/.test(to) ? to : '/';
    const begun = await signIn.beginSignOn(provider, place, wayOf(request)).catch((error: unknown) => {
      request.log.warn(traceOf(error), 'the identity provider does not answer');
      return undefined;
    });
    if (!begun) return reply.redirect('/?sign-on=refused', 302);
    const { url, token } = begun;
    keepBegun(request, reply, 'sign-on', token);
    return reply.redirect(url, 302);
  });

  app.get('/api/auth/sign-on/callback', { schema: { summary: 'The identity provider’s answer' } }, async (request, reply) => {
    const { state, code, iss } = request.query as { state?: unknown; code?: unknown; iss?: unknown };
    const cookie = begunIn(request, 'sign-on');
    dropBegun(request, reply, 'sign-on');
    if (typeof state !== 'string' || typeof code !== 'string') return reply.redirect('/?sign-on=refused', 302);
    const { entered, to } = await signIn.endSignOn(
      { state, code, issuer: typeof iss === 'string' ? iss : undefined, cookie },
      async (id) => (await desk.providers()).find((one) => one.id === id),
      (user, provider) => desk.worksAt(provider.id, user.id),
      wayOf(request),
    );
    if (entered === 'refused' || 'waitSeconds' in entered) return reply.redirect('/?sign-on=refused', 302);
    if ('token' in entered) {
      keepBegun(request, reply, 'second-factor', entered.token);
      return reply.redirect(`/?sign-on=${entered.factors.join('.')}`, 302);
    }
    return reply.header('set-cookie', [...entered.cookies]).redirect(to, 302);
  });
}
