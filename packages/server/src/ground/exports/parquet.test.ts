import type { ExportColumn, ExportRow } from '@claimwright/core/ground/exports';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { parquetBytes } from './parquet.ts';

const columns: readonly ExportColumn[] = [
  { name: 'id', type: 'text', says: '' },
  { name: 'on', type: 'date', says: '' },
  { name: 'at', type: 'instant', says: '' },
  { name: 'paid_cents', type: 'cents', says: '' },
  { name: 'clean', type: 'boolean', says: '' },
  { name: 'codes', type: 'texts', says: '' },
];
async function* pagesOf(rows: number, told: { asked: number } = { asked: 0 }): AsyncIterable<readonly ExportRow[]> {
  for (let at = 0; at < rows; at += 250) {
    told.asked += 1;
    yield Array.from({ length: Math.min(250, rows - at) }, (_, i) => ({
      ...{
        id: `row ${at + i}`,
        on: '2026-02-28',
        at: '2026-03-01T05:06:07.890Z',
        paid_cents: 9_007_199_254_740_991 - at - i,
        clean: i % 2 === 0,
      },
      codes: ['A', 'é', ''].slice(0, i % 4),
    }));
  }
}
async function whole(pages: AsyncIterable<readonly ExportRow[]>): Promise<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of parquetBytes(columns, pages)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces)).buffer;
}

test('types are those of Parquet: dates are dates, cents are whole numbers of 64 bits, what is absent is null', async () => {
  const absent = { id: null, on: null, at: null, paid_cents: null, clean: null, codes: null };
  const one = { id: 'Zoë', on: '1938-02-28', at: '2026-03-01T05:06:07.890Z', paid_cents: -5, clean: false, codes: ['99213', '25'] };
  async function* rows() {
    yield [one, absent];
  }
  const [first, second] = await parquetReadObjects({ file: await whole(rows()) });
  expect(first).toEqual({ ...one, on: new Date('1938-02-28'), at: new Date('2026-03-01T05:06:07.890Z'), paid_cents: -5n });
  expect(second).toMatchObject({ id: null, on: null, at: null, paid_cents: null, clean: null });
});

test('an empty list is a file with columns and no rows', async () => {
  const file = await whole(pagesOf(0));
  expect(parquetMetadata(file).schema.map(({ name }) => name)).toEqual(expect.arrayContaining(['id', 'paid_cents']));
  expect(await parquetReadObjects({ file })).toEqual([]);
});

test('rows of a hundred thousand cents and texts come back as they were, over several row groups', async () => {
  const file = await whole(pagesOf(25_300));
  const read = await parquetReadObjects({ file });
  expect(parquetMetadata(file).row_groups.length).toBe(3);
  expect([read.length, read[25_299]?.id, read[25_299]?.paid_cents]).toEqual([25_300, 'row 25299', 9_007_199_254_715_692n]);
});

test('rows are asked for as the file is taken, and only one row group of them is held', async () => {
  const told = { asked: 0 };
  const bytes = parquetBytes(columns, pagesOf(200_000, told))[Symbol.asyncIterator]();
  for (let piece = 1; piece <= 20; piece++) {
    expect((await bytes.next()).value?.length).toBeLessThan(2_000_000);
    expect(told.asked).toBe(piece * 40);
  }
});
