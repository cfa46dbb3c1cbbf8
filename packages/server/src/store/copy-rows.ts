import type { Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { clearText, encode, personalPlaces } from './columns.ts';
import { copyLine, copyValue } from './copy-text.ts';
import { withKeys } from './keys/in-use.ts';
import type { KeyRing } from './keys/key-ring.ts';

type Row = Record<string, unknown>;

/** So many characters of text go out at a time. */
const piece = 262_144;
/** Of a table that may be inserted in several statements, so many pieces go into one. */
const several = 8;

/** The bulk inserts of one transaction. */
export interface Copies {
  /**
   * Inserts rows by COPY, one table after the other in the order of the calls; while the database is at work on one, the text of the next
   * is made. Answers how many rows there were.
   */
  copy(table: PgTable, rows: Iterable<Row>): Promise<number>;
  /** The same in one statement, as the journal needs whose lines must balance in each; `hash` is told what the rows say. */
  copyWhole(table: PgTable, rows: Iterable<Row>, hash: Hash): Promise<number>;
  /** When none is under way any more, be it that one failed: the transaction must not end before. */
  rest(): Promise<void>;
}

export function openCopies(client: pg.PoolClient, ring: KeyRing): Copies {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (text: Text, most: number): Promise<number> => {
    const mine = sendAfter(last, client, text, most);
    last = mine;
    return mine;
  };
  return {
    copy: (table, rows) => inTurn(textOf(table, rows, ring), several),
    copyWhole: (table, rows, hash) => inTurn(textOf(table, rows, ring, hash), Number.POSITIVE_INFINITY),
    rest: () =>
      last.then(
        () => undefined,
        () => undefined,
      ),
  };
}

/** The rows of one table as COPY's text, made as it is asked for. */
interface Text {
  readonly into: string;
  readonly columns: string;
  readonly stage: string;
  readonly pieces: Iterator<Buffer>;
  /** Whether the last piece was made. */
  ended(): boolean;
  count(): number;
}

/** Sends a text when the one before is in. Where that failed, this one is not sent: the transaction is lost. */
async function sendAfter(before: Promise<unknown>, client: pg.PoolClient, text: Text, most: number): Promise<number> {
  let made = await during(before, text.pieces, most);
  // PostgreSQL has no COPY into a table with row-level security, so the rows go by a temporary one, which the insert then checks.
  await client.query(`create temporary table if not exists ${text.stage} (like ${text.into}) on commit delete rows`);
  do {
    await pipeline(Readable.from(upTo(most, made, text.pieces)), client.query(copyFrom(`copy ${text.stage} (${text.columns}) from stdin`)));
    made = await during(moveIn(client, text), text.pieces, most);
  } while (made.length > 0 || !text.ended());
  return text.count();
}

async function moveIn(client: pg.PoolClient, { into, columns, stage }: Text): Promise<void> {
  await client.query(`insert into ${into} (${columns}) select ${columns} from ${stage}`);
  await client.query(`truncate ${stage}`);
}

/** As many of the next pieces as can be made while the database is at work on what came before, and no more than `most`. */
async function during(work: Promise<unknown>, pieces: Iterator<Buffer>, most: number): Promise<readonly Buffer[]> {
  const [made] = await Promise.allSettled([ahead(pieces, work, most), work]);
  await work;
  if (made.status === 'rejected') throw made.reason;
  return made.value;
}

async function ahead(pieces: Iterator<Buffer>, work: Promise<unknown>, most: number): Promise<Buffer[]> {
  const kept: Buffer[] = [];
  let waiting = true;
  const over = () => {
    waiting = false;
  };
  work.then(over, over);
  for (await turn(); waiting && kept.length < most; await turn()) {
    const next = pieces.next();
    if (next.done) break;
    kept.push(next.value);
  }
  return kept;
}

function* upTo(most: number, kept: readonly Buffer[], rest: Iterator<Buffer>): Generator<Buffer> {
  yield* kept;
  for (let sent = kept.length; sent < most; sent++) {
    const next = rest.next();
    if (next.done) return;
    yield next.value;
  }
}

function textOf(table: PgTable, rows: Iterable<Row>, ring: KeyRing, hash?: Hash): Text {
  const { name, schema } = getTableConfig(table);
  const place = `${schema}.${name}`;
  const columns = Object.entries(getTableColumns(table));
  const isPersonal = columns.some(([, column]) => personalPlaces().has(`${place}.${column.name}`));
  let count = 0;
  let ended = false;
  const encoded = (row: Row): string => {
    let line = '';
    let end = '';
    for (const [key, column] of columns) {
      line += end + copyValue(encode(column, row[key]));
      end = '\t';
    }
    return `${line}\n`;
  };
  // The stream that asks for the rows is nobody's transaction.
  const sealed = (row: Row): string =>
    withKeys(ring, () => {
      hash?.update(copyLine(columns.map(([key, column]) => clearText(place, column, row[key]))));
      return encoded(row);
    });
  function* pieces(): Generator<Buffer> {
    let batch = '';
    const taken = (): Buffer => {
      const bytes = Buffer.from(batch);
      // Where nothing is sealed, what is written is what the rows say.
      if (!isPersonal) hash?.update(bytes);
      batch = '';
      return bytes;
    };
    for (const row of rows) {
      batch += isPersonal ? sealed(row) : encoded(row);
      count += 1;
      if (batch.length >= piece) yield taken();
    }
    if (batch !== '') yield taken();
    ended = true;
  }
  return {
    into: `"${schema}"."${name}"`,
    columns: columns.map(([, column]) => `"${column.name}"`).join(', '),
    stage: `pg_temp."stage_${schema}_${name}"`,
    pieces: pieces(),
    ended: () => ended,
    count: () => count,
  };
}
