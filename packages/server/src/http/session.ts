import { permissionsOf } from '@claimwright/core/ground/governance';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, Refusal, refuseUnkeepable } from '../gate/index.ts';
import type { User } from '../ground/governance/sign-in.ts';
import type { Me, NotSignedIn } from './api.ts';
import type { Served, WorksFor } from './served.ts';

const credentials = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(200) });
const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https';

const notSignedIn = (): Refusal => new Refusal('not-signed-in', 'Nobody is signed in.', { fix: 'Sign in first.' });

async function person(served: Served, request: FastifyRequest): Promise<{ user: User; at: WorksFor } | undefined> {
  const user = await served.signIn.userOf(request.headers.cookie, isSecure(request));
  if (!user) return undefined;
  const practices = await served.worksFor(user.id);
  // Somebody who works for several practices says which one; the browser keeps it for the tab.
  const wanted = request.headers['x-practice'];
  const at = wanted === undefined ? practices[0] : practices.find(({ tenant }) => tenant === wanted);
  if (!at) throw new Refusal('not-allowed', 'You do not work for this practice.', { fix: 'Ask its office manager to add you.' });
  return { user, at };
}

/** Who asks, and for which practice. Throws where nobody is signed in. */
export async function actorOf(served: Served, request: FastifyRequest): Promise<Actor> {
  const found = await person(served, request);
  if (!found) throw notSignedIn();
  return { kind: 'person', id: found.user.id, name: found.at.name, tenant: found.at.tenant, roles: found.at.roles };
}

/** Signing in and out, who am I, and the first run. */
export function sessionRoutes(app: FastifyInstance, served: Served): void {
  app.post('/api/auth/sign-in/email', { schema: { summary: 'Sign in', body: z.toJSONSchema(credentials) } }, async (request, reply) => {
    refuseUnkeepable(request.body);
    const given = credentials.safeParse(request.body);
    if (!given.success) throw new Refusal('bad-input', 'Email and password are both needed.');
    const answer = await served.signIn.signIn(given.data.email, given.data.password, request.ip, isSecure(request));
    if (answer === 'refused')
      throw new Refusal('not-signed-in', 'Email or password is not right.', { fix: 'Check both; capitals count in the password.' });
    if ('waitSeconds' in answer) {
      reply.header('retry-after', answer.waitSeconds);
      return reply
        .code(429)
        .send({ code: 'too-many-tries', says: 'Too many tries failed.', fix: `Wait ${answer.waitSeconds} seconds, then try again.` });
    }
    return reply.header('set-cookie', [...answer.cookies]).send({ signedIn: true });
  });

  app.post('/api/auth/sign-out', { schema: { summary: 'Sign out' } }, async (request, reply) => {
    const cookies = await served.signIn.signOut(request.headers.cookie, isSecure(request));
    return reply.header('set-cookie', [...cookies]).send({ signedIn: false });
  });

  app.get('/api/me', { schema: { summary: 'Who is signed in' } }, async (request, reply): Promise<Me | NotSignedIn> => {
    const found = await person(served, request);
    if (found) {
      const { user, at } = found;
      const practice = { id: at.tenant, name: at.practice, demo: at.demo };
      return { user: { ...user, name: at.name }, practice, roles: at.roles, permissions: permissionsOf(at.roles) };
    }
    const demoSignIns = await served.demoSignIns();
    reply.code(401);
    return { code: 'not-signed-in', firstRun: await served.firstRun(), ...(demoSignIns ? { demoSignIns } : {}) };
  });

  app.post('/api/setup', { bodyLimit: 8 << 20, schema: { summary: 'Make the first practice and its first person' } }, async (request) => {
    const { tenant } = await served.setUp(request.body);
    return { practice: tenant };
  });
}
