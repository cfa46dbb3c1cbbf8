import type { PlainDate } from '@claimwright/core/ground/base';
import { type CodeTables, createCodeTables, editionsOver, type TableName } from '@claimwright/core/ground/codes';
import type { Ctx } from '../../../gate/index.ts';
import { openedEdition } from './packed-edition.ts';
import { type EditionRow, editionsThatCount } from './store.ts';

/** Editions' bytes by their hash, and tables by the hashes of their editions: the same for every practice that brought the same files. */
const bytesByHash = new Map<string, Promise<Uint8Array>>();
const tablesByEditions = new Map<string, Promise<CodeTables>>();
/** So many sets of tables are kept open at once; the one that was asked for longest ago is let go. */
const mostOpen = 8;

/** The days of service that are going to be asked about, both inclusive. */
export interface AskedDays {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/**
 * What the practice's code tables answer. Loaded once and kept; with `days` said, only the editions that can answer for them; with `only`,
 * only these tables.
 */
export async function codeTablesFor(
  { tx, blobs }: Pick<Ctx, 'tx' | 'blobs'>,
  days?: AskedDays,
  only?: readonly TableName[],
): Promise<CodeTables> {
  const counting = await editionsThatCount(tx);
  const all = only === undefined ? counting : counting.filter(({ table }) => only.includes(table));
  const rows = days ? editionsOver(all.map(headOf), days) : all;
  const key = rows.map(({ sha256 }) => sha256).join(' ');
  const known = tablesByEditions.get(key);
  const opening = known ?? openAll(blobs, tx.tenant, rows);
  tablesByEditions.delete(key);
  tablesByEditions.set(key, opening);
  opening.catch(() => tablesByEditions.delete(key));
  const [oldest] = tablesByEditions.keys();
  if (tablesByEditions.size > mostOpen && oldest !== undefined) tablesByEditions.delete(oldest);
  letGo();
  return opening;
}

/** One after the other: what is packed takes room beside what is open. */
async function openAll(blobs: Ctx['blobs'], tenant: string, rows: readonly EditionRow[]): Promise<CodeTables> {
  const editions: Uint8Array[] = [];
  for (const row of rows) editions.push(await editionBytes(blobs, tenant, row));
  return createCodeTables(editions);
}

const headOf = (row: EditionRow) => ({
  ...row,
  from: row.fromDay,
  ...(row.toDay ? { to: row.toDay } : {}),
  ...(row.backTo ? { back: row.backTo } : {}),
});

/** One edition's bytes, in memory that threads can share. */
export function editionBytes(blobs: Ctx['blobs'], tenant: string, { sha256 }: Pick<EditionRow, 'sha256'>): Promise<Uint8Array> {
  const known = bytesByHash.get(sha256);
  if (known) return known;
  const loading = openedEdition(blobs.open(tenant, sha256));
  bytesByHash.set(sha256, loading);
  loading.catch(() => bytesByHash.delete(sha256));
  return loading;
}

/** Bytes that no open tables look into any more. */
function letGo(): void {
  const used = new Set([...tablesByEditions.keys()].flatMap((key) => key.split(' ')));
  for (const sha256 of bytesByHash.keys()) if (!used.has(sha256)) bytesByHash.delete(sha256);
}
