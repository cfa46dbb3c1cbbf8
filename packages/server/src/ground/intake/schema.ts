import type { Finding } from '@claimwright/core/ground/base';
import type { SeenFile, WaitingFile } from '@claimwright/core/ground/intake';
import { bigint, boolean, foreignKey, index, integer, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { actId, blindIndex, id, instant, personal, personalJson, tenantId } from '../../store/columns.ts';

export const intake = pgSchema('intake');

/** A raw file as it came, kept forever; its bytes lie behind the blob port under their hash. Never changed. */
export const document = intake.table(
  'document',
  {
    tenantId: tenantId(),
    id: id(),
    sha256: text('sha256').notNull(),
    /** As its sender named it: often after a patient. */
    name: personal('name', 'intake.document').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    /** 1, or one more each time that the same bytes come in after they were destroyed. */
    generation: integer('generation').notNull().default(1),
    /** '835', '837', 'bank', 'unknown': what the first bytes say. */
    kind: text('kind').notNull(),
    receivedAt: instant('received_at').notNull(),
    receivedBy: text('received_by').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('document_hash').on(t.tenantId, t.sha256, t.generation),
    index('document_newest').on(t.tenantId, t.receivedAt.desc()),
  ],
);

/** By what the names of documents are searched, which are sealed: as `parties.patient_search`. */
export const documentWord = intake.table(
  'document_word',
  { tenantId: tenantId(), token: blindIndex('token').notNull(), documentId: uuid('document_id').notNull() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.token, t.documentId] }),
    index('document_word_document').on(t.tenantId, t.documentId),
    foreignKey({ columns: [t.tenantId, t.documentId], foreignColumns: [document.tenantId, document.id] }),
  ],
);

/** One reading of a document: what came out of it. The newest one counts. */
export const reading = intake.table(
  'reading',
  {
    tenantId: tenantId(),
    documentId: uuid('document_id').notNull(),
    readAt: instant('read_at').notNull(),
    /** 'read' or 'refused'. */
    outcome: text('outcome').notNull(),
    claims: integer('claims').notNull(),
    remits: integer('remits').notNull(),
    deposits: integer('deposits').notNull(),
    /** Claims, remits or deposits that were here already. */
    repeated: integer('repeated').notNull(),
    /** They may quote the file. */
    findings: personalJson<readonly Finding[]>('findings', 'intake.reading').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.documentId] }),
    foreignKey({ columns: [t.tenantId, t.documentId], foreignColumns: [document.tenantId, document.id] }),
  ],
);

/** A place that files are taken from by themselves: a folder of this machine, or one of a server that is reached by SFTP. */
export const source = intake.table(
  'source',
  {
    tenantId: tenantId(),
    id: id(),
    name: text('name').notNull(),
    /** 'folder' or 'sftp'. */
    kind: text('kind').notNull(),
    path: text('path').notNull(),
    host: text('host'),
    port: integer('port'),
    username: text('username'),
    /** Private key or password, kept like what identifies a person, and shown to nobody. */
    secret: personal('secret', 'intake.source'),
    /** Of the server's key, as `ssh-keygen -l` prints it. Without it nobody signs in there. */
    hostKey: text('host_key'),
    /** Such as `*.835`; none: every file. */
    patterns: text('patterns').array().notNull(),
    everySeconds: integer('every_seconds').notNull(),
    /** What becomes of a file that was taken: 'leave', 'move' or 'delete'. */
    afterwards: text('afterwards').notNull(),
    movedTo: text('moved_to'),
    /** How long a file that ends too early is waited for. */
    cutOffMinutes: integer('cut_off_minutes').notNull(),
    /** After so many hours without a file somebody should look; 0: never. */
    quietHours: integer('quiet_hours').notNull(),
    paused: boolean('paused').notNull(),
    /** Nothing is taken from there any more; what was stays known. */
    endedAt: instant('ended_at'),
    setAt: instant('set_at').notNull(),
    setBy: text('set_by').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** What the last look at a source came to. */
export const sourceState = intake.table(
  'source_state',
  {
    tenantId: tenantId(),
    sourceId: uuid('source_id').notNull(),
    nextLookAt: instant('next_look_at').notNull(),
    /** Whoever looks holds it until then; who died in it holds it no longer. */
    heldUntil: instant('held_until'),
    lookedAt: instant('looked_at'),
    lastFileAt: instant('last_file_at'),
    /** Why it could not be looked at, as a code, and since when. */
    trouble: text('trouble'),
    failingSince: instant('failing_since'),
    /** The key that the server showed and that nobody has said to be its own. */
    offeredKey: text('offered_key'),
    seen: personalJson<readonly SeenFile[]>('seen', 'intake.source_state').notNull(),
    waiting: personalJson<readonly WaitingFile[]>('waiting', 'intake.source_state').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.sourceId] }),
    foreignKey({ columns: [t.tenantId, t.sourceId], foreignColumns: [source.tenantId, source.id] }).onDelete('cascade'),
  ],
);

/** A file that was taken from a source, as it lay there: it is not taken again. */
export const sourceFile = intake.table(
  'source_file',
  {
    tenantId: tenantId(),
    sourceId: uuid('source_id').notNull(),
    /** Over its name. */
    nameKey: blindIndex('name_key').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    modifiedAt: bigint('modified_at', { mode: 'number' }).notNull(),
    name: personal('name', 'intake.source_file').notNull(),
    documentId: uuid('document_id').notNull(),
    repeated: boolean('repeated').notNull(),
    takenAt: instant('taken_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.sourceId, t.nameKey, t.size, t.modifiedAt] }),
    foreignKey({ columns: [t.tenantId, t.documentId], foreignColumns: [document.tenantId, document.id] }),
    index('source_file_newest').on(t.tenantId, t.sourceId, t.takenAt.desc()),
    index('source_file_document').on(t.tenantId, t.documentId),
  ],
);
