import type { FastifyInstance } from 'fastify';
import type { Served } from './served.ts';
import { actorOf } from './session.ts';

/** Keeps proxies from closing a quiet stream, and asks again whether the session still stands. */
const pulse = 25_000;

/** What changed in the practice, as it happens: `{topic, id}`, so that a screen asks again. Never the data itself. */
export function eventRoutes(app: FastifyInstance, served: Served): void {
  app.get('/api/events', { schema: { summary: 'Follow what changes' } }, async (request, reply) => {
    const actor = await actorOf(served, request, true);
    let whole = await served.gate.seesWhole(actor);
    const stream = reply.raw;
    reply.hijack();
    // Whoever left meanwhile says so no more: listening on would keep the process alive for nobody.
    if (stream.destroyed || request.raw.socket.destroyed) return;
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    stream.write('retry: 2000\n\n');
    // Whoever sees a part is told that something changed, and not which: it may be another’s. Their screens ask for what they may see.
    const leave = served.subscribe(actor.tenant, ({ topic, id, progress }) => {
      if (progress !== undefined && !whole) return;
      stream.write(`data: ${JSON.stringify(whole && id !== undefined ? { topic, id, progress } : { topic })}\n\n`);
    });
    const timer = setInterval(() => {
      stream.write(': still here\n\n');
      stillThere().catch(() => stream.end());
    }, pulse);
    const stillThere = async () => {
      whole = await served.gate.seesWhole(await actorOf(served, request, true));
    };
    stream.once('close', () => {
      clearInterval(timer);
      leave();
    });
  });
}
