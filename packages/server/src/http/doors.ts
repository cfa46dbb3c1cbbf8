import { purposes } from '@claimwright/core/ground/governance';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../gate/index.ts';
import { actAnswers, askAnswers } from './answers.ts';
import type { Served } from './served.ts';
import { actorOf } from './session.ts';

/** Why somebody looks. One that is said and is none is refused by the gate, not replaced: the record keeps it. */
function purposeOf(body: unknown): string | undefined {
  if (!isObject(body) || !('purpose' in body) || body.purpose === undefined) return undefined;
  return typeof body.purpose === 'string' ? body.purpose : '';
}

/** The inputs as JSON Schema, for the API's description only: the gate itself checks them. */
function described(input: z.ZodType): object {
  const { $schema: _, ...schema } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
  return schema;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is asked for is said, even where it is nothing: a body that was lost or misspelt must not run as if it were empty. */
function inputOf(body: unknown): unknown {
  if (isObject(body) && 'input' in body && isObject(body.input)) return body.input;
  throw new Refusal('bad-input', 'There is no input in the request.', {
    fix: 'Send {"input": {…}} as application/json; {"input": {}} where there is nothing to say.',
  });
}

/** A header that is there and means nothing is refused: whoever sent it relies on it. */
function headerOf(request: FastifyRequest, name: string, meant: z.ZodType<string>, fix: string): string | undefined {
  const value = request.headers[name];
  if (value === undefined || meant.safeParse(value).success) return value as string | undefined;
  throw new Refusal('bad-input', `The header ${name} cannot be used as it is.`, { fix });
}
const keys = z.string().min(1).max(200);

/** Every command and every question of the registries that has a door, each under its own address. */
export function doorRoutes(app: FastifyInstance, served: Served): void {
  for (const { name, summary, input, answers, door } of served.gate.commands.values()) {
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
          plan: {
            type: 'string',
            description: 'The plan that was looked at, as the preview of the proposal told it. Another one is refused (plan-changed).',
          },
        },
      },
      querystring: {
        type: 'object',
        properties: { preview: { type: 'string', description: '1: say what would happen, change nothing.' } },
      },
      body: { type: 'object', required: ['input'], properties: { input: described(input) } },
      response: actAnswers(answers),
    };
    app.post(`/api/act/${name}`, { schema }, async (request, reply) => {
      const actor = await actorOf(served, request);
      const { preview } = request.query as { preview?: string };
      const acted = await served.gate.act(name, inputOf(request.body), actor, {
        idempotencyKey: headerOf(request, 'idempotency-key', keys, 'A key has from 1 to 200 characters; a UUID is one.'),
        preview: preview === '1',
        proposal: headerOf(request, 'proposal', z.uuid(), 'Send the id of a parked proposal.'),
        plan: headerOf(request, 'plan', keys, 'Send the plan that the preview told.'),
      });
      if (acted.outcome === 'parked') reply.code(202);
      return acted;
    });
  }
  for (const { name, summary, input, answers, takesOut } of served.gate.queries.values()) {
    // A list leaves as a file alone, where it is noted first, and its purpose said (exports.ts).
    if (takesOut) continue;
    const body = {
      type: 'object',
      required: ['input'],
      properties: {
        input: described(input),
        purpose: {
          type: 'string',
          enum: [...purposes],
          description: 'Why: the record keeps it, and an answer wider than it needs is refused.',
        },
      },
    };
    app.post(`/api/ask/${name}`, { schema: { summary, tags: ['ask'], body, response: askAnswers(answers) } }, async (request) => {
      const actor = await actorOf(served, request);
      return served.gate.ask(name, inputOf(request.body), actor, purposeOf(request.body));
    });
  }
}
