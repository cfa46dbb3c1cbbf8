import type { Finding } from '@claimwright/core/ground/base';
import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { Tx } from '../../store/store.ts';
import { addWords, forgetWords } from './naming/store.ts';
import { document, reading } from './schema.ts';
import { forgetSourceNames } from './sources/store.ts';
import type { DocumentDetail, DocumentView } from './views.ts';

export type DocumentRow = typeof document.$inferSelect;
type ReadingRow = typeof reading.$inferSelect;

export async function documentByHash(tx: Tx, sha256: string): Promise<DocumentRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(document)
    .where(and(eq(document.tenantId, tx.tenant), eq(document.sha256, sha256)))
    .orderBy(desc(document.generation))
    .limit(1);
  return row;
}

/** When a document's bytes were destroyed, and under which certificate. */
export interface Destroyed {
  readonly certificate: string;
  readonly at: Date;
}

export async function destroyedAt(tx: Tx, documentId: string): Promise<Destroyed | undefined> {
  const [row] = await tx.rows<Destroyed>(
    `select destruction_id as certificate, at from governance.tombstone where tenant_id = $1 and kind = 'document' and item = $2`,
    [tx.tenant, documentId],
  );
  return row;
}

/** Of a document that came in again: the destruction of the one before it. */
export async function destroyedBefore(tx: Tx, { sha256, generation }: DocumentRow): Promise<Destroyed | undefined> {
  const [before] = await tx.db
    .select({ id: document.id })
    .from(document)
    .where(and(eq(document.tenantId, tx.tenant), eq(document.sha256, sha256), eq(document.generation, generation - 1)));
  return before && destroyedAt(tx, before.id);
}

export async function documentById(tx: Tx, id: string): Promise<DocumentRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(document)
    .where(and(eq(document.tenantId, tx.tenant), eq(document.id, id)));
  return row;
}

/** Keeps a document; answers false where the same bytes came in at the same moment by another way. */
export async function addDocument(tx: Tx, row: Omit<typeof document.$inferInsert, 'tenantId'>): Promise<boolean> {
  const added = await tx.db
    .insert(document)
    .values({ tenantId: tx.tenant, ...row })
    .onConflictDoNothing()
    .returning({ id: document.id });
  if (added.length === 0) return false;
  await addWords(tx, [{ id: row.id, name: row.name }]);
  return true;
}

export async function readingOf(tx: Tx, documentId: string): Promise<ReadingRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(reading)
    .where(and(eq(reading.tenantId, tx.tenant), eq(reading.documentId, documentId)));
  return row;
}

export async function addReading(tx: Tx, row: Omit<ReadingRow, 'tenantId'>): Promise<void> {
  const { findings, ...rest } = row;
  const values = { tenantId: tx.tenant, ...rest, findings: keepable(findings) };
  await tx.db
    .insert(reading)
    .values(values)
    .onConflictDoUpdate({ target: [reading.tenantId, reading.documentId], set: values });
}

/** Findings may quote the file, and PostgreSQL's JSON holds neither NUL nor half a character. */
const keepable = (findings: ReadingRow['findings']): ReadingRow['findings'] =>
  JSON.parse(
    JSON.stringify(findings, (_key, value) => (typeof value === 'string' ? value.replace(/[\0\p{Surrogate}]/gu, '\ufffd') : value)),
  );

/** Does the work so that all of it can be taken back where it throws, and what the transaction did before stays. */
export async function inSavepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.rows('savepoint reading');
  try {
    const answer = await work();
    await tx.rows('release savepoint reading');
    return answer;
  } catch (error) {
    await tx.rows('rollback to savepoint reading');
    throw error;
  }
}

/** Two workers may take the same job after a crash: the lock lets one of them read the document, the other finds it read. */
export async function lockDocument(tx: Tx, documentId: string): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('document/' || $1::text, 7))", [documentId]);
}

export async function documentPage(
  tx: Tx,
  filter: { kind?: string | undefined; after?: readonly [at: string, id: string] | undefined; limit: number },
): Promise<{ rows: DocumentView[]; total: number }> {
  const ofTenant = and(eq(document.tenantId, tx.tenant), filter.kind ? eq(document.kind, filter.kind) : undefined);
  const before = filter.after
    ? or(
        lt(document.receivedAt, new Date(filter.after[0])),
        and(eq(document.receivedAt, new Date(filter.after[0])), lt(document.id, filter.after[1])),
      )
    : undefined;
  const rows = await tx.db
    .select()
    .from(document)
    .leftJoin(reading, and(eq(reading.tenantId, document.tenantId), eq(reading.documentId, document.id)))
    .where(and(ofTenant, before))
    .orderBy(desc(document.receivedAt), desc(document.id))
    .limit(filter.limit);
  const [count] = await tx.db.select({ total: sql<number>`count(*)` }).from(document).where(ofTenant);
  return { rows: rows.map((row) => presentDocument(row.document, row.reading ?? undefined)), total: Number(count?.total ?? 0) };
}

export async function documentDetail(tx: Tx, id: string): Promise<DocumentDetail | undefined> {
  const row = await documentById(tx, id);
  if (!row) return undefined;
  const read = await readingOf(tx, id);
  return { ...presentDocument(row, read), sha256: row.sha256, findings: read?.findings ?? [] };
}

function presentDocument(row: DocumentRow, read: ReadingRow | undefined): DocumentView {
  const count = (severity: Finding['severity']): number => (read?.findings ?? []).filter((finding) => finding.severity === severity).length;
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    size: row.size,
    receivedAt: row.receivedAt.toISOString(),
    receivedBy: row.receivedBy,
    state: read === undefined ? 'reading' : read.outcome === 'read' ? 'read' : 'refused',
    claims: read?.claims ?? 0,
    remits: read?.remits ?? 0,
    deposits: read?.deposits ?? 0,
    repeated: read?.repeated ?? 0,
    errors: count('error'),
    warnings: count('warning'),
  };
}

/** Names of files say whose they are: with what was destroyed they go too. */
export async function forgetNames(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .update(document)
    .set({ name: 'destroyed' })
    .where(and(eq(document.tenantId, tx.tenant), inArray(document.id, [...ids])));
  await forgetWords(tx, ids);
  await forgetSourceNames(tx, ids);
}
