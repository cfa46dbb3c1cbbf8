import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../gate/index.ts';
import { Trouble } from '../trouble.ts';
import type { UploadedFile } from './api.ts';
import type { Served } from './served.ts';
import { actorOf } from './session.ts';
import { outcomeOf } from './statuses.ts';

export const largestFile = 1 << 30;
const tooLarge = (): Trouble =>
  new Trouble('too-large', 'The file is larger than 1 GiB.', {
    fix: 'Send it in parts, or read it with the intake command on the server.',
  });

interface Part {
  readonly filename: string;
  readonly file: AsyncIterable<Uint8Array> & { readonly truncated: boolean; resume(): unknown };
}

/** A file that was cut off must not be kept as if it were whole. */
async function* whole(file: Part['file']): AsyncIterable<Uint8Array> {
  yield* file;
  if (file.truncated) throw tooLarge();
}

/** Files in, and the books out. */
export async function fileRoutes(app: FastifyInstance, served: Served): Promise<void> {
  await app.register(multipart, { limits: { fileSize: largestFile, files: 100, fields: 0, headerPairs: 50 } });

  app.post(
    '/api/intake/upload',
    { schema: { summary: 'Receive files', consumes: ['multipart/form-data'] } },
    async (request): Promise<{ files: UploadedFile[] }> => {
      const actor = await actorOf(served, request);
      if (!request.isMultipart()) throw new Refusal('bad-input', 'Files are sent as multipart/form-data.');
      const files: UploadedFile[] = [];
      for await (const part of request.files() as AsyncIterable<Part>) {
        const name = part.filename.slice(-255) || 'file';
        try {
          const { result } = await served.receive(actor, name, whole(part.file));
          files.push(result);
        } catch (error) {
          const { told, broken } = outcomeOf(error);
          if (broken) throw error;
          // The next file may be fine: each gets its own answer.
          part.file.resume();
          files.push({ name, ...told });
        }
      }
      if (files.length === 0) throw new Refusal('bad-input', 'There was no file in it.');
      return { files };
    },
  );

  const querystring = { type: 'object', properties: { format: { type: 'string', enum: ['hledger', 'beancount'] } } };
  app.get('/api/books/export', { schema: { summary: 'Export the books', querystring } }, async (request, reply) => {
    const actor = await actorOf(served, request);
    const { format = 'hledger' } = request.query as { format?: string };
    if (format !== 'hledger' && format !== 'beancount')
      throw new Refusal('bad-input', 'The books are exported for hledger or for beancount.');
    const lines = await served.exportBooks(actor, format);
    reply.header('content-type', 'text/plain; charset=utf-8');
    reply.header('content-disposition', `attachment; filename="books.${format === 'hledger' ? 'journal' : 'beancount'}"`);
    return reply.send(Readable.from(lines));
  });
}
