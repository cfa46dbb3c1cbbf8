import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** Rows of one table as COPY's text. */
export interface TableRows {
  readonly table: string;
  readonly text: Buffer;
  readonly rows: number;
}

/** What one remit left in these tables, taken out as text. */
export async function takeRows(adminUrl: string, tables: readonly string[], tenant: string, remitId: string): Promise<TableRows[]> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    await client.query("select set_config('claimwright.tenant', $1, false)", [tenant]);
    const taken: TableRows[] = [];
    for (const table of tables) taken.push(await take(client, table, selection(table, tenant, remitId)));
    return taken;
  } finally {
    await client.end();
  }
}

function selection(table: string, tenant: string, remitId: string): string {
  const own = `tenant_id = '${tenant}'`;
  const entries = `select id from ledger.entry where ${own} and source_kind in ('remit', 'remit-claim')`;
  if (table === 'remits.remit') return `${own} and id = '${remitId}'`;
  if (table === 'ledger.entry') return `${own} and id in (${entries})`;
  if (table === 'ledger.line' || table === 'ledger.movement') return `${own} and entry_id in (${entries})`;
  return own;
}

async function take(client: pg.Client, table: string, where: string): Promise<TableRows> {
  const chunks: Buffer[] = [];
  const stream = client.query(copyTo(`copy (select * from ${table} where ${where}) to stdout`));
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks);
  let rows = 0;
  for (const byte of text) if (byte === 0x0a) rows++;
  return { table, text, rows };
}

/** Milliseconds that a bare COPY of the rows takes, into new tables with the same columns and indexes, in one transaction. */
export async function copyAgain(adminUrl: string, taken: readonly TableRows[]): Promise<number> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    await client.query('create schema bare');
    for (const { table } of taken) await client.query(`create table bare.${bare(table)} (like ${table} including all)`);
    const started = performance.now();
    await client.query('begin');
    for (const { table, text } of taken)
      await pipeline(Readable.from([text]), client.query(copyFrom(`copy bare.${bare(table)} from stdin`)));
    await client.query('commit');
    return performance.now() - started;
  } finally {
    await client.query('drop schema if exists bare cascade');
    await client.end();
  }
}

const bare = (table: string): string => table.replace('.', '_');
