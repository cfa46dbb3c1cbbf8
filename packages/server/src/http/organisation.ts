import type { FastifyInstance } from 'fastify';
import type { Served } from './served.ts';
import { actorOf } from './session.ts';

const body = {
  type: 'object',
  required: ['templateId'],
  properties: {
    templateId: { type: 'string', format: 'uuid' },
    preview: { type: 'boolean', description: 'Say what each practice would answer, change nothing.' },
  },
};

/** One act at each of several practices: no command of one practice could do it. */
export function organisationRoutes(app: FastifyInstance, served: Served): void {
  app.post('/api/organisation/push-template', { schema: { summary: 'Give a template to the practices', body } }, async (request) =>
    served.pushTemplate(await actorOf(served, request), request.body),
  );
}
