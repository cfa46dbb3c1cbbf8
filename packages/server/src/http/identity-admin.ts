import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Served } from './served.ts';
import { actorOf } from './session.ts';
import { wayOf } from './way.ts';

const objectOf = (body: unknown): object => (typeof body === 'object' && body !== null ? body : {});
const params = z.object({ id: z.string().max(100) });

/** What administers identity and cannot go by /api/act: its input or its answer holds a secret that the gate must not keep. */
export function identityAdminRoutes(app: FastifyInstance, served: Served): void {
  const { signIn, desk, services, gate } = served;
  app.post('/api/service-accounts', { schema: { summary: 'Create a service account; its key is shown this once' } }, async (request) =>
    services.create(await actorOf(served, request), objectOf(request.body)),
  );
  app.post('/api/service-accounts/:id/rotate', { schema: { summary: 'Replace a key; the new one is shown this once' } }, async (request) =>
    services.rotate(await actorOf(served, request), params.parse(request.params).id, objectOf(request.body)),
  );

  app.post('/api/sign-on', { schema: { summary: 'Set up the practice’s identity provider' } }, async (request) => {
    await gate.act('ground/governance/set-sign-on', objectOf(request.body), await actorOf(served, request));
    desk.forget();
    return { set: true };
  });

  app.post('/api/people/:id/password-reset', { schema: { summary: 'Give a person a link to a new password' } }, async (request) => {
    const { id } = params.parse(request.params);
    return served.resetPassword(await actorOf(served, request), id, wayOf(request).origin);
  });
  app.post('/api/people/:id/unlock', { schema: { summary: 'Unlock a person' } }, async (request) => {
    const { id } = params.parse(request.params);
    await gate.act('ground/governance/unlock-person', { userId: id }, await actorOf(served, request));
    return { wasLocked: await signIn.unlock(id) };
  });
}
