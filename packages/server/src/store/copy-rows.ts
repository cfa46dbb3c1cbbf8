import type { Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { Column, getTableColumns } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Column as AnyColumn, clearText, encode, personalPlaces } from './columns.ts';
import { copyValue } from './copy-text.ts';
import { withKeys } from './keys/in-use.ts';
import type { KeyRing } from './keys/key-ring.ts';

type Row = Record<string, unknown>;

/** So many characters of text go out at a time. */
const piece = 131_072;
/** Of a table that may be inserted in several statements, so many pieces go into one. */
const several = 16;

/** What else is to be written from the rows that were just inserted: a statement over the temporary table that holds them. */
export type Also = (stage: string) => string;

interface Way {
  readonly also?: Also | undefined;
  /** Only what is not there yet. */
  readonly missing?: boolean;
}

/** The bulk inserts of one transaction. */
export interface Copies {
  /**
   * Inserts rows by COPY, one table after the other in the order of the calls; while the database is at work, the text that comes next is
   * made. Answers how many rows there were.
   */
  copy(table: PgTable, rows: Iterable<Row>, also?: Also): Promise<number>;
  /** The same, leaving alone what is there already. */
  copyMissing(table: PgTable, rows: Iterable<Row>): Promise<number>;
  /** The same in one statement, as the journal needs whose lines must balance in each; `hash` is told what the rows say. */
  copyWhole(table: PgTable, rows: Iterable<Row>, hash: Hash): Promise<number>;
  /** When none is under way any more, be it that one failed: the transaction must not end before. */
  rest(): Promise<void>;
}

export function openCopies(client: pg.PoolClient, ring: KeyRing): Copies {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (send: (before: Promise<unknown>) => Promise<number>): Promise<number> => {
    const mine = send(last);
    last = mine;
    return mine;
  };
  return {
    copy: (table, rows, also) => inTurn((before) => sendAfter(before, client, textOf(table, rows, ring), { also })),
    copyMissing: (table, rows) => inTurn((before) => sendAfter(before, client, textOf(table, rows, ring), { missing: true })),
    copyWhole: (table, rows, hash) => inTurn((before) => sendWhole(before, client, textOf(table, rows, ring, hash))),
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
  count(): number;
}

/**
 * Sends a text when the one before is in: as much of it at a time as was made while the database was at work on what went before. Where
 * that failed, this one is not sent: the transaction is lost.
 */
async function sendAfter(before: Promise<unknown>, client: pg.PoolClient, text: Text, way: Way): Promise<number> {
  let made = await during(before, text.pieces, several);
  await client.query(makeStage(text));
  for (;;) {
    if (made.length === 0) made = firstOf(text.pieces);
    if (made.length === 0) return text.count();
    made = await during(sendThese(client, text, made, way), text.pieces, several);
  }
}

const firstOf = (pieces: Iterator<Buffer>): readonly Buffer[] => {
  const next = pieces.next();
  return next.done ? [] : [next.value];
};

async function sendThese(client: pg.PoolClient, text: Text, made: readonly Buffer[], way: Way): Promise<void> {
  await pipeline(Readable.from([Buffer.concat(made)]), client.query(copyFrom(copyIn(text))));
  await client.query(moveIn(text, way));
}

async function sendWhole(before: Promise<unknown>, client: pg.PoolClient, text: Text): Promise<number> {
  const made = await during(before, text.pieces, several);
  await client.query(makeStage(text));
  await pipeline(Readable.from(allOf(made, text.pieces)), client.query(copyFrom(copyIn(text))));
  await client.query(moveIn(text, {}));
  return text.count();
}

function* allOf(made: readonly Buffer[], rest: Iterator<Buffer>): Generator<Buffer> {
  yield* made;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}

// PostgreSQL has no COPY into a table with row-level security, so the rows go by a temporary one, which the insert then checks.
const makeStage = ({ stage, into }: Text): string => `create temporary table if not exists ${stage} (like ${into}) on commit delete rows`;
const copyIn = ({ stage, columns }: Text): string => `copy ${stage} (${columns}) from stdin`;
const moveIn = ({ into, columns, stage }: Text, { also, missing = false }: Way): string =>
  [
    `insert into ${into} (${columns}) select ${columns} from ${stage}${missing ? ' on conflict do nothing' : ''}`,
    ...(also ? [also(stage)] : []),
    `truncate ${stage}`,
  ].join('; ');

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

type Encoder = (value: unknown) => string;

/** How a column's values are written: without a detour where they are given as they are kept. */
const encoderOf = (column: AnyColumn): Encoder =>
  column.mapToDriverValue === Column.prototype.mapToDriverValue
    ? (value) => copyValue(value === undefined ? (column.default ?? null) : value)
    : (value) => copyValue(encode(column, value));

interface Written {
  readonly names: string;
  /** `clear`: what a digest counts of a personal column. */
  readonly columns: readonly { readonly key: string; readonly encoder: Encoder; readonly clear: Encoder | undefined }[];
  readonly isPersonal: boolean;
  readonly into: string;
  readonly stage: string;
}

const known = new WeakMap<PgTable, Written>();

function writtenAs(table: PgTable): Written {
  const before = known.get(table);
  if (before) return before;
  const { name, schema } = getTableConfig(table);
  const place = `${schema}.${name}`;
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => ({
    ...{ key, name: column.name, encoder: encoderOf(column) },
    clear: personalPlaces().has(`${place}.${column.name}`) ? (value: unknown) => copyValue(clearText(place, column, value)) : undefined,
  }));
  const made: Written = {
    names: columns.map((column) => `"${column.name}"`).join(', '),
    columns,
    isPersonal: columns.some(({ clear }) => clear !== undefined),
    into: `"${schema}"."${name}"`,
    stage: `pg_temp."stage_${schema}_${name}"`,
  };
  known.set(table, made);
  return made;
}

function textOf(table: PgTable, rows: Iterable<Row>, ring: KeyRing, hash?: Hash): Text {
  const { columns, isPersonal, into, stage, names } = writtenAs(table);
  // Where nothing is sealed, what is written is what the rows say.
  const twice = isPersonal && hash !== undefined;
  let count = 0;
  function* pieces(): Generator<Buffer> {
    let batch = '';
    let said = '';
    const taken = (): Buffer => {
      const bytes = Buffer.from(batch);
      hash?.update(twice ? said : bytes);
      batch = '';
      said = '';
      return bytes;
    };
    for (const row of rows) {
      let end = '';
      for (const { key, encoder, clear } of columns) {
        const value = row[key];
        const text = end + encoder(value);
        batch += text;
        if (twice) said += clear ? end + clear(value) : text;
        end = '\t';
      }
      batch += '\n';
      if (twice) said += '\n';
      count += 1;
      if (batch.length >= piece) yield taken();
    }
    if (batch !== '') yield taken();
  }
  return { into, columns: names, stage, pieces: keyed(ring, pieces()), count: () => count };
}

/** The stream that asks for the rows is nobody's transaction, and to seal them takes its keys. */
const keyed = <T>(ring: KeyRing, pieces: Iterator<T>): Iterator<T> => ({ next: () => withKeys(ring, () => pieces.next()) });
