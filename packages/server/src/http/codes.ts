import type { FastifyInstance } from 'fastify';
import { Refusal } from '../gate/index.ts';
import { cleanName } from '../ground/intake/receive-file.ts';
import type { Served } from './served.ts';
import { actorOf } from './session.ts';

const asked = ['table', 'name', 'source', 'from', 'to', 'attested', 'attestedBy', 'leaveOut', 'map', 'preview'] as const;
const querystring = { type: 'object', properties: Object.fromEntries(asked.map((name) => [name, { type: 'string' }])) };

interface Part {
  readonly filename: string | undefined;
  readonly file: AsyncIterable<Uint8Array> & { readonly truncated: boolean; resume(): unknown };
}

/** The files of one edition of a code table, as one request. What is said of them stands in the address; `preview=1` keeps nothing. */
export function codeRoutes(app: FastifyInstance, served: Served): void {
  const schema = { summary: 'Import an edition of a code table', consumes: ['multipart/form-data'], querystring };
  app.post('/api/codes/import', { schema }, async (request) => {
    const actor = await actorOf(served, request);
    // Before a byte is read.
    await served.gate.admit('practice.setup', 'ground/codes/import-edition', actor);
    if (!request.isMultipart()) throw new Refusal('bad-input', 'Files are sent as multipart/form-data.');
    const said = Object(request.query) as { readonly [name in (typeof asked)[number]]?: string };
    const { table, name, source, from, to, map, attestedBy } = said;
    const parts = request.files() as AsyncIterable<Part>;
    return served.importCodes(
      actor,
      {
        ...{ table, name, source, from, to, map, attestedBy },
        ...{ attested: said.attested === '1', leaveOut: said.leaveOut === '1', preview: said.preview === '1' },
      },
      filesOf(parts),
    );
  });
}

async function* filesOf(parts: AsyncIterable<Part>): AsyncIterable<{ name: string; bytes: AsyncIterable<Uint8Array> }> {
  for await (const { filename, file } of parts) {
    try {
      yield { name: cleanName(filename ?? ''), bytes: whole(file) };
    } finally {
      // What was not read to its end, because it was refused, must not hold up the answer.
      file.resume();
    }
  }
}

async function* whole(file: Part['file']): AsyncIterable<Uint8Array> {
  yield* file;
  if (file.truncated)
    throw new Refusal('bad-input', 'The file is larger than 1 GiB.', { fix: 'Send it in the parts that its publisher makes.' });
}
