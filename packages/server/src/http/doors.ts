import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Served } from './served.ts';
import { actorOf } from './session.ts';

/** Why somebody looks: `payment`, `operations`, … The record keeps it. */
const purposes = z.string().regex(/^[a-z][a-z-]{1,39}$/);

/** The inputs as JSON Schema, for the API's description only: the gate itself checks them. */
function described(input: z.ZodType): object {
  const { $schema: _, ...schema } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
  return schema;
}

const inputOf = (body: unknown): unknown => (typeof body === 'object' && body !== null && 'input' in body ? body.input : undefined);

/** Every command and every question of the registries, each under its own address. */
export function doorRoutes(app: FastifyInstance, served: Served): void {
  for (const { name, summary, input, door } of served.gate.commands.values()) {
    if (door === 'inside') continue;
    const schema = {
      summary,
      tags: ['act'],
      headers: {
        type: 'object',
        properties: {
          'idempotency-key': { type: 'string', description: 'The same key answers with the first answer.' },
          proposal: {
            type: 'string',
            description: 'The parked proposal that this carries out: the very command and input that were proposed.',
          },
        },
      },
      querystring: {
        type: 'object',
        properties: { preview: { type: 'string', description: '1: say what would happen, change nothing.' } },
      },
      body: { type: 'object', properties: { input: described(input) } },
    };
    app.post(`/api/act/${name}`, { schema }, async (request, reply) => {
      const actor = await actorOf(served, request);
      const key = request.headers['idempotency-key'];
      const { proposal } = request.headers;
      const { preview } = request.query as { preview?: string };
      const acted = await served.gate.act(name, inputOf(request.body), actor, {
        idempotencyKey: typeof key === 'string' && key.length <= 200 ? key : undefined,
        preview: preview === '1',
        proposal: typeof proposal === 'string' && z.uuid().safeParse(proposal).success ? proposal : undefined,
      });
      if (acted.outcome === 'parked') reply.code(202);
      return acted;
    });
  }
  for (const { name, summary, input } of served.gate.queries.values()) {
    const body = { type: 'object', properties: { input: described(input), purpose: { type: 'string' } } };
    app.post(`/api/ask/${name}`, { schema: { summary, tags: ['ask'], body } }, async (request) => {
      const actor = await actorOf(served, request);
      const purpose = purposes.safeParse((request.body as { purpose?: unknown } | null)?.purpose);
      return served.gate.ask(name, inputOf(request.body), actor, purpose.data);
    });
  }
}
