import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../gate/index.ts';
import type { Session } from '../ground/governance/sign-in/index.ts';
import type { Account } from './api.ts';
import { bodyOf, credentialAnswer, tooMany } from './auth.ts';
import type { Served } from './served.ts';
import { personOf } from './session.ts';
import { begunIn, dropBegun, keepBegun, wayOf } from './way.ts';

const confirmation = z.union([z.object({ password: z.string().min(1).max(200) }), z.object({ code: z.string().min(1).max(20) })]);
const newPassword = z.object({ password: z.string().min(12, 'A password has at least twelve characters.').max(200) });
const code = z.object({ code: z.string().min(1).max(20) });
const named = z.object({ name: z.string().trim().min(1).max(60) });
const passkey = named.extend({ response: credentialAnswer });

const gone = (what: string): Refusal => new Refusal('not-found', `This ${what} is not there any more.`, { fix: 'Load the page again.' });

/** Somebody's own account: their password, factors and devices. A program with a key has none. */
export function accountRoutes(app: FastifyInstance, served: Served): void {
  const { signIn } = served;
  app.get('/api/account', { schema: { summary: 'See your own account' } }, async (request): Promise<Account> => {
    const { session, needsFactor, fresh } = await personOf(served, request);
    const [factors, devices] = await Promise.all([signIn.factors(session.user.id), signIn.devices(session)]);
    return { ...factors, devices, needsFactor, confirmed: fresh };
  });

  app.post(
    '/api/account/confirm',
    { schema: { summary: 'Show again who you are', body: z.toJSONSchema(confirmation) } },
    async (request, reply) => {
      const { session } = await personOf(served, request);
      const answer = await signIn.confirm(session, bodyOf(confirmation, request, 'Your password or a code is needed.'), wayOf(request));
      if (answer === 'confirmed') return { confirmed: true };
      if (answer === 'refused') throw new Refusal('not-allowed', 'That is not right.', { fix: 'Check it, and try again.' });
      return tooMany(reply, answer.waitSeconds);
    },
  );

  app.post('/api/account/password', { schema: { summary: 'Change your password', body: z.toJSONSchema(newPassword) } }, async (request) => {
    const session = await freshOf(served, request);
    await signIn.setPassword(session, bodyOf(newPassword, request, 'The new password is too short.').password);
    return { changed: true };
  });

  app.post('/api/account/devices/:id/sign-off', { schema: { summary: 'Sign off one of your devices' } }, async (request) => {
    const { session } = await personOf(served, request);
    const { id } = request.params as { id: string };
    if (!(await signIn.endDevice(session, id))) throw gone('device');
    return { signedOff: 1 };
  });
  app.post('/api/account/devices/sign-off-others', { schema: { summary: 'Sign off all your other devices' } }, async (request) => {
    const { session } = await personOf(served, request);
    return { signedOff: await signIn.endOthers(session) };
  });
  app.post('/api/account/notices/:id/seen', { schema: { summary: 'Say that you saw a notice' } }, async (request) => {
    const { session } = await personOf(served, request);
    const { id } = request.params as { id: string };
    if (!(await signIn.sawNotice(session.user.id, id))) throw gone('notice');
    return { seen: true };
  });
  authenticatorRoutes(app, served);
  passkeyRoutes(app, served);
}

/** What a borrowed screen must not do asks for a session whose person showed lately who they are. */
async function freshOf(served: Served, request: FastifyRequest): Promise<Session> {
  const { session, fresh } = await personOf(served, request);
  if (fresh) return session;
  throw new Refusal('not-allowed', 'Show again who you are.', {
    because: 'It was a while ago, and this changes how you sign in.',
    fix: 'Give your password or a code, then do it again.',
  });
}

function authenticatorRoutes(app: FastifyInstance, { signIn, ...rest }: Served): void {
  const served = { signIn, ...rest };
  app.post('/api/account/authenticator', { schema: { summary: 'Begin with an authenticator app' } }, async (request) => {
    const offer = await signIn.offerAuthenticator(await freshOf(served, request));
    if (offer) return offer;
    throw new Refusal('cannot-do', 'You have an authenticator app already.', { fix: 'Remove that one first.' });
  });
  app.post(
    '/api/account/authenticator/confirm',
    { schema: { summary: 'Confirm the authenticator app', body: z.toJSONSchema(code) } },
    async (request) => {
      const session = await freshOf(served, request);
      const recoveryCodes = await signIn.confirmAuthenticator(session, bodyOf(code, request, 'A code is needed.').code);
      if (recoveryCodes) return { recoveryCodes };
      throw new Refusal('cannot-do', 'This code is not right.', { fix: 'Take the newest one, and check the clock of your phone.' });
    },
  );
  app.post('/api/account/authenticator/remove', { schema: { summary: 'Remove the authenticator app' } }, async (request) => {
    if (!(await signIn.removeAuthenticator(await freshOf(served, request)))) throw gone('authenticator app');
    return { removed: true };
  });
  app.post('/api/account/recovery-codes', { schema: { summary: 'Make new recovery codes' } }, async (request) => {
    const session = await freshOf(served, request);
    const factors = await signIn.factors(session.user.id);
    if (!factors.authenticator && factors.passkeys.length === 0)
      throw new Refusal('cannot-do', 'There is no second factor to recover.', { fix: 'Set up an authenticator app or a passkey first.' });
    return { recoveryCodes: await signIn.renewRecoveryCodes(session) };
  });
}

function passkeyRoutes(app: FastifyInstance, { signIn, ...rest }: Served): void {
  const served = { signIn, ...rest };
  app.post('/api/account/passkeys/options', { schema: { summary: 'Begin with a new passkey' } }, async (request, reply) => {
    const { options, token } = await signIn.offerPasskey(await freshOf(served, request), wayOf(request));
    keepBegun(request, reply, 'passkey', token);
    return options;
  });
  app.post('/api/account/passkeys', { schema: { summary: 'Add a passkey' } }, (request, reply) => addPasskey(served, request, reply));
  app.post(
    '/api/account/passkeys/:id/rename',
    { schema: { summary: 'Rename a passkey', body: z.toJSONSchema(named) } },
    async (request) => {
      const { session } = await personOf(served, request);
      const { id } = request.params as { id: string };
      if (!(await signIn.renamePasskey(session, id, bodyOf(named, request, 'A name is needed.').name))) throw gone('passkey');
      return { renamed: true };
    },
  );
  app.post('/api/account/passkeys/:id/remove', { schema: { summary: 'Remove a passkey' } }, async (request) => {
    const session = await freshOf(served, request);
    const { id } = request.params as { id: string };
    if (!(await signIn.removePasskey(session, id))) throw gone('passkey');
    return { removed: true };
  });
}

async function addPasskey(served: Served, request: FastifyRequest, reply: FastifyReply): Promise<{ added: true }> {
  const session = await freshOf(served, request);
  const { response, name } = bodyOf(passkey, request, 'The browser’s answer and a name are needed.');
  const token = begunIn(request, 'passkey');
  dropBegun(request, reply, 'passkey');
  const added = await served.signIn.addPasskey(session, token, response as unknown as RegistrationResponseJSON, name, wayOf(request));
  if (added) return { added: true };
  throw new Refusal('cannot-do', 'This passkey could not be added.', {
    because: 'The browser’s answer does not fit what was asked, or the passkey is known already.',
    fix: 'Try once more; if it stays, take another device.',
  });
}
