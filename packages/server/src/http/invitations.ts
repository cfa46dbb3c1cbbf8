import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../gate/index.ts';
import { bodyOf, tooMany } from './auth.ts';
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

const newPassword = z.object({
  code: z.string().min(20).max(200),
  password: z.string().min(12, 'A password has at least twelve characters.').max(200),
});

/** Whoever was invited comes in. Open to anybody: the code is what opens it. */
export function invitationRoutes(app: FastifyInstance, served: Served): void {
  app.post('/api/auth/invitation', { schema: { summary: 'Take up an invitation', body } }, async (request) =>
    served.takeUpInvitation(request.body, wayOf(request)),
  );
  app.post('/api/auth/password-reset', { schema: { summary: 'Set a new password by a link', body } }, async (request, reply) => {
    const wait = served.signIn.tooFast(request.ip);
    if (wait !== undefined) return tooMany(reply, wait);
    const { code, password } = bodyOf(
      newPassword,
      request,
      'The code of the link and a new password of twelve characters are both needed.',
    );
    const taken = await served.signIn.takeReset(code, password, wayOf(request));
    if (taken) return taken;
    throw new Refusal('not-found', 'This link does not open.', {
      because: 'It was used, it is over, a newer one was made, or it is not whole.',
      fix: 'Ask whoever gave it to you for a new one.',
    });
  });
}
