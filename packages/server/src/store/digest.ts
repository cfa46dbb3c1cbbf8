import { createHash } from 'node:crypto';
import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { type Column, clearText } from './columns.ts';
import { copyLine } from './copy-text.ts';
import type { Digest, Tx } from './store.ts';

/**
 * The digest of rows as `copy` would have answered it when it wrote them. `sql` selects them with `$1…` parameters under the alias
 * `t`; `order` must be the order of writing. Read in pages, so that a large act does not fill memory.
 */
export async function digestOf(tx: Tx, table: PgTable, sql: string, order: string, parameters: readonly unknown[]): Promise<Digest> {
  const columns = Object.values(getTableColumns(table));
  const { name, schema } = getTableConfig(table);
  const hash = createHash('sha256');
  let rows = 0;
  await tx.client.query(`declare digest no scroll cursor for ${sql} order by ${order}`, [...parameters]);
  for (;;) {
    const page = (await tx.client.query('fetch 5000 from digest')).rows as Record<string, unknown>[];
    if (page.length === 0) break;
    for (const row of page)
      hash.update(copyLine(columns.map((column) => clearText(`${schema}.${name}`, column, decoded(column, row[column.name])))));
    rows += page.length;
  }
  await tx.client.query('close digest');
  return { rows, sha256: hash.digest('hex') };
}

const decoded = (column: Column, value: unknown): unknown =>
  value === null || value === undefined ? null : value instanceof Date ? value : column.mapFromDriverValue(value);
