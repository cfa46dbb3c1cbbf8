import type { FastifyInstance } from 'fastify';
import type { Served } from './served.ts';
import { wayOf } from './way.ts';

const body = {
  type: 'object',
  required: ['code', 'password'],
  properties: {
    code: { type: 'string', description: 'What stands in the link of the invitation.' },
    password: { type: 'string', description: 'A new one; or the one that this email address has here already.' },
  },
};

/** Whoever was invited comes in. Open to anybody: the code is what opens it. */
export function invitationRoutes(app: FastifyInstance, served: Served): void {
  app.post('/api/auth/invitation', { schema: { summary: 'Take up an invitation', body } }, async (request) =>
    served.takeUpInvitation(request.body, wayOf(request)),
  );
}
