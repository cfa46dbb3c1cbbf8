import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { Ctx } from '../../../gate/index.ts';
import type { Tx } from '../../../store/store.ts';
import { edition, headingMap } from '../schema.ts';

export type EditionRow = typeof edition.$inferSelect;
export type NewEdition = Omit<typeof edition.$inferInsert, 'tenantId' | 'importedAt' | 'importedBy' | 'actId' | 'endedAt' | 'endedBy'>;

/** Every edition that was imported, the newest first, those that were rolled back among them. */
export const allEditions = (tx: Tx): Promise<EditionRow[]> =>
  tx.db.select().from(edition).where(eq(edition.tenantId, tx.tenant)).orderBy(desc(edition.importedAt), desc(edition.id));

/** Those that count, in the order of their import. */
export const editionsThatCount = (tx: Tx): Promise<EditionRow[]> =>
  tx.db
    .select()
    .from(edition)
    .where(and(eq(edition.tenantId, tx.tenant), isNull(edition.endedAt)))
    .orderBy(asc(edition.importedAt), asc(edition.id));

export async function editionById(tx: Tx, id: string): Promise<EditionRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(edition)
    .where(and(eq(edition.tenantId, tx.tenant), eq(edition.id, id)));
  return row;
}

export async function addEdition({ tx, now, actor, actId }: Ctx, row: NewEdition): Promise<void> {
  await tx.db.insert(edition).values({ ...row, tenantId: tx.tenant, importedAt: now, importedBy: actor.name, actId });
}

/** Rolled back, or counting again. */
export async function setEnded({ tx, now, actor }: Ctx, id: string, ended: boolean): Promise<void> {
  await tx.db
    .update(edition)
    .set({ endedAt: ended ? now : null, endedBy: ended ? actor.name : null })
    .where(and(eq(edition.tenantId, tx.tenant), eq(edition.id, id)));
}

export const headingMaps = (tx: Tx): Promise<(typeof headingMap.$inferSelect)[]> =>
  tx.db.select().from(headingMap).where(eq(headingMap.tenantId, tx.tenant)).orderBy(asc(headingMap.table), asc(headingMap.setAt));

/** A later word on the same headings replaces the earlier one. */
export async function putHeadingMap(
  { tx, now, actor, actId }: Ctx,
  map: Pick<typeof headingMap.$inferInsert, 'table' | 'headings' | 'columns'>,
): Promise<void> {
  const said = { columns: map.columns, setAt: now, setBy: actor.name, actId };
  await tx.db
    .insert(headingMap)
    .values({ ...map, ...said, tenantId: tx.tenant })
    .onConflictDoUpdate({ target: [headingMap.tenantId, headingMap.table, headingMap.headings], set: said });
}
