import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { type Actor, Refusal } from '../gate/index.ts';
import { cleanName, largestFile, type WishedKind, wishedKinds } from '../ground/intake/receive-file.ts';
import { Trouble, traceOf } from '../trouble.ts';
import type { UploadedFile } from './api.ts';
import type { Served } from './served.ts';
import { actorOf } from './session.ts';
import { outcomeOf } from './statuses.ts';

const tooLarge = (): Trouble =>
  new Trouble('too-large', 'The file is larger than 1 GiB.', {
    fix: 'Send it in parts, or read it with the intake command on the server.',
  });

const cutOff = (cause: unknown): Trouble =>
  new Trouble('cut-off', 'The upload ended before the file did.', {
    because: 'The connection broke, or the request was cut short.',
    fix: 'Send the file again. Nothing of it was kept.',
    cause,
  });

interface Part {
  readonly filename: string | undefined;
  readonly file: AsyncIterable<Uint8Array> & { readonly truncated: boolean; resume(): unknown };
}

/** A file that was cut off must not be kept as if it were whole. */
async function* whole(file: Part['file']): AsyncIterable<Uint8Array> {
  try {
    yield* file;
  } catch (error) {
    throw cutOff(error);
  }
  if (file.truncated) throw tooLarge();
}

/** Each file gets its own answer: where one is refused the next may be fine. */
async function receiveOne(served: Served, actor: Actor, part: Part, as: WishedKind | undefined): Promise<UploadedFile> {
  const name = cleanName(part.filename ?? '');
  try {
    const { result } = await served.receive(actor, name, whole(part.file), as);
    return result;
  } catch (error) {
    const { told, broken } = outcomeOf(error);
    if (broken || told.code === 'cut-off') throw error;
    part.file.resume();
    return { name, ...told };
  }
}

/** Files in, and the books out. */
export async function fileRoutes(app: FastifyInstance, served: Served): Promise<void> {
  await app.register(multipart, { limits: { fileSize: largestFile, files: 100, fields: 0, headerPairs: 50 } });

  // A file of claims is of those that went out, unless it is said that they are to be sent.
  const wish = { type: 'object', properties: { as: { type: 'string', enum: [...wishedKinds] } } };
  const uploading = { summary: 'Receive files', consumes: ['multipart/form-data'], querystring: wish };
  app.post('/api/intake/upload', { schema: uploading }, async (request, reply) => {
    const actor = await actorOf(served, request);
    // Before a byte is kept.
    await served.gate.admit('documents.add', 'ground/intake/receive', actor);
    if (!request.isMultipart()) throw new Refusal('bad-input', 'Files are sent as multipart/form-data.');
    const { as } = request.query as { as?: WishedKind };
    const files: UploadedFile[] = [];
    try {
      for await (const part of request.files() as AsyncIterable<Part>) files.push(await receiveOne(served, actor, part, as));
    } catch (error) {
      const failure = error instanceof Error && /^Unexpected end of multipart/.test(error.message) ? cutOff(error) : error;
      if (files.length === 0) throw failure;
      // What came before is kept, whatever became of the rest.
      const { http, told, broken } = outcomeOf(failure);
      if (broken) request.log.error({ ...traceOf(failure), route: '/api/intake/upload' }, 'failed');
      return reply.code(http).send({ ...told, files });
    }
    if (files.length === 0) throw new Refusal('bad-input', 'There was no file in it.');
    return { files };
  });

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

  const asked = ['from', 'to', 'subject', 'entry', 'words'];
  const query = { type: 'object', properties: Object.fromEntries(asked.map((name) => [name, { type: 'string' }])) };
  app.get(
    '/api/record/export',
    { schema: { summary: 'Export the record, with its proofs', querystring: query } },
    async (request, reply) => {
      const actor = await actorOf(served, request);
      const { entry, words, ...rest } = request.query as { [name: string]: string | undefined };
      const [chain, seq] = entry?.split(':') ?? [];
      const lines = await served.exportRecord(actor, {
        ...rest,
        ...(entry === undefined ? {} : { entry: { chain, seq: Number(seq) } }),
        ...(words === '1' ? { words: true } : {}),
      });
      reply.header('content-type', 'application/jsonl; charset=utf-8');
      reply.header('content-disposition', 'attachment; filename="record.jsonl"');
      return reply.send(Readable.from(lines));
    },
  );
}
