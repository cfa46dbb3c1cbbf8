import type { FastifyInstance } from 'fastify';
import type { Served } from './served.ts';
import { actorOf } from './session.ts';

/** Whether the program lives, whether it can take work, and what it measures of itself: for whoever operates it. */
export function measureRoutes(app: FastifyInstance, served: Served): void {
  app.get('/api/health', { schema: { summary: 'Whether it works' } }, async () => ({ ok: true, ...(await served.checkHealth()) }));

  app.get('/api/ready', { schema: { summary: 'Whether it can take work' } }, async (_request, reply) => {
    const state = await served.checkReady();
    return reply.code(state.ready ? 200 : 503).send(state);
  });

  app.get('/api/metrics', { schema: { summary: 'Measures, as Prometheus reads them' } }, async (request, reply) => {
    await served.gate.admit('metrics.read', 'http/metrics', await actorOf(served, request));
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await served.metrics());
  });
}
