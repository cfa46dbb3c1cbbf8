import { type PlainDate, plainDate } from '@claimwright/core/ground/base';
import { changesInSlices, createCodeTables, readEdition, TableReading } from '@claimwright/core/ground/codes';
import { expect, test } from 'vitest';
import { inSlices } from './in-slices.ts';
import { openedEdition, packedEdition } from './packed-edition.ts';

const from = plainDate('2026-01-01') ?? ('' as PlainDate);
const code = (n: number): string => `Z${String(n).padStart(4, '0')}`;

/** Made-up pairs, some of them twice. */
function reading(rows: number, indicator: (row: number) => number): TableReading {
  const table = new TableReading({ table: 'pairs-practitioner' });
  table.begin('pairs.csv');
  table.push('column 1,column 2,modifier indicator,effective date,deletion date,rationale\n');
  const line = (row: number): string =>
    `${code((row * 7_919) % 997)},${code((row * 104_729) % 5_003)},${indicator(row)},20200101,,made up\n`;
  table.push(Array.from({ length: rows }, (_, row) => line(row)).join(''));
  table.end();
  return table;
}

test('whatever waits has its turn while a large table is packed and compared, and what is packed is the same', async () => {
  const rows = 140_000;
  const [whole, table, other] = [reading(rows, (row) => row % 2), reading(rows, (row) => row % 2), reading(rows, () => 1)];
  let turns = 0;
  let working = true;
  const count = (): void => {
    turns++;
    if (working) setImmediate(count);
  };
  setImmediate(count);
  const [edition] = await inSlices(table.building({ name: 'sliced', from }));
  const built = turns;
  const [before] = other.build({ name: 'other', from });
  if (edition === undefined || before === undefined) throw new Error('there is an edition');
  const changes = await inSlices(changesInSlices(before.bytes, edition.bytes, 0));
  working = false;
  expect(built).toBeGreaterThan(6);
  expect(turns - built).toBeGreaterThan(3);
  expect(changes.changed).toBeGreaterThan(rows / 3);
  const [atOnce] = whole.build({ name: 'sliced', from });
  expect(Buffer.from(edition.bytes).equals(Buffer.from(atOnce?.bytes ?? []))).toBe(true);
  const opened = await openedEdition(
    (async function* () {
      yield await packedEdition(edition.bytes);
    })(),
  );
  expect(readEdition(opened).head).toMatchObject({ name: 'sliced', rows });
  expect(createCodeTables([opened]).pair('practitioner', code(7_919 % 997), code(104_729 % 5_003), from)).toMatchObject({ is: 'found' });
});
