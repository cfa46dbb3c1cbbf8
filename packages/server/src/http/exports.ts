import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { type ListKind, listKinds, type Served } from './served.ts';
import { actorOf } from './session.ts';

const body = {
  type: 'object',
  required: ['format'],
  properties: {
    format: { type: 'string', enum: ['csv', 'jsonl', 'parquet'] },
    columns: { type: 'array', items: { type: 'string' }, description: 'Which, by name; the usual ones where none are said.' },
    filter: { type: 'object', description: 'As the list itself is asked for: search, status, view, account, from, to.' },
    purpose: { type: 'string', description: 'Why: the record keeps it. With names and numbers of patients it must be said.' },
  },
} as const;

/** Lists as files. They are asked for by POST: a search can name a patient, and addresses stand in other people's logs. */
export function exportRoutes(app: FastifyInstance, served: Served): void {
  const route = (name: string, kind: ListKind, identifiers: boolean, summary: string): void => {
    app.post(`/api/exports/${name}`, { schema: { summary, tags: ['exports'], body } }, async (request, reply) => {
      const actor = await actorOf(served, request);
      const asked = typeof request.body === 'object' && request.body !== null ? request.body : {};
      const { name: file, type, bytes } = await served.exportList(kind, actor, { ...asked, identifiers });
      reply.header('content-type', type);
      reply.header('content-disposition', `attachment; filename="${file}"`);
      reply.header('cache-control', 'no-store');
      return reply.send(Readable.from(bytes));
    });
  };
  for (const kind of listKinds) route(kind, kind, false, `Take out a list of ${kind}`);
  route('claims-identified', 'claims', true, 'Take out a list of claims with names and numbers of patients');
}
