import type { ColumnType, ExportColumn, ExportRow, ExportValue } from '@claimwright/core/ground/exports';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';

/** So many rows are held, and written as one row group: large enough to pack well, small enough to hold. */
const groupRows = 10_000;

const kinds: { readonly [type in Exclude<ColumnType, 'texts'>]: Omit<SchemaElement, 'name'> } = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  instant: {
    ...{ type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  integer: { type: 'INT64' },
  cents: { type: 'INT64' },
  boolean: { type: 'BOOLEAN' },
};

/** Cents are whole numbers of 64 bits, dates are dates, instants are milliseconds in UTC, several texts are a list. All may be absent. */
const elementsOf = ({ name, type }: ExportColumn): SchemaElement[] =>
  type === 'texts'
    ? [
        { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', repetition_type: 'OPTIONAL', ...kinds.text },
      ]
    : [{ name, repetition_type: 'OPTIONAL', ...kinds[type] }];

function parquetValue(type: ColumnType, value: ExportValue): unknown {
  if (value === null) return null;
  if (type === 'cents' || type === 'integer') return BigInt(Number(value));
  return type === 'date' || type === 'instant' ? new Date(String(value)) : value;
}

/** Takes what was written so far, and begins anew: what is out is not held. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}

/** An Apache Parquet file (Snappy), row group by row group. */
export async function* parquetBytes(
  columns: readonly ExportColumn[],
  pages: AsyncIterable<readonly ExportRow[]>,
): AsyncIterable<Uint8Array> {
  const writer = new ByteWriter();
  const schema: SchemaElement[] = [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)];
  const parquet = new ParquetWriter({ writer, schema, createdBy: 'claimwright' });
  let held: ExportRow[] = [];
  const group = async (): Promise<Uint8Array> => {
    const rows = held;
    held = [];
    const columnData = columns.map(({ name, type }) => ({ name, data: rows.map((row) => parquetValue(type, row[name] ?? null)) }));
    await parquet.write({ columnData, rowGroupSize: groupRows });
    return taken(writer);
  };
  for await (const rows of pages) {
    held.push(...rows);
    if (held.length >= groupRows) yield await group();
  }
  if (held.length > 0) yield await group();
  await parquet.finish();
  yield taken(writer);
}
