import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Served } from './served.ts';
import { actorOf, personOf, refuseVouched } from './session.ts';
import { keyIn } from './way.ts';

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
  app.post('/api/organisation/push-template', { schema: { summary: 'Give a template to the practices', body } }, async (request) => {
    await refuseVouched(served, request);
    return served.pushTemplate(await actorOf(served, request), request.body, await proofOf(served, request));
  });
  app.get('/api/organisation/practices', { schema: { summary: 'See how the practices of the organisation stand' } }, async (request) => {
    await refuseVouched(served, request);
    return served.practiceFigures(await actorOf(served, request), await proofOf(served, request));
  });
}

/** By what whoever asks has shown who they are; a program shows no factor. */
const proofOf = async (served: Served, request: FastifyRequest): Promise<string> =>
  keyIn(request.headers) === undefined ? (await personOf(served, request)).session.proof : '';
