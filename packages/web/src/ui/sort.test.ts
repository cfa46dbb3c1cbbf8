import { describe, expect, it } from 'vitest';
import { nextSort, readSort, sortRows, writeSort } from './sort.ts';

describe('how a table is sorted', () => {
  it('is part of the address', () => {
    expect(readSort('paid.down')).toEqual({ by: 'paid', down: true });
    expect(readSort('paid')).toBeUndefined();
    expect(writeSort({ by: 'paid', down: false })).toBe('paid.up');
  });
  it('goes up, down, and back to its own order', () => {
    const up = nextSort(undefined, 'paid');
    const down = nextSort(up, 'paid');
    expect([up, down, nextSort(down, 'paid'), nextSort(down, 'date')]).toEqual([
      { by: 'paid', down: false },
      { by: 'paid', down: true },
      undefined,
      { by: 'date', down: false },
    ]);
  });
  it('keeps rows without a value at the end, both ways', () => {
    const rows = [{ v: 2 }, { v: undefined }, { v: 1 }];
    const key = (row: { v: number | undefined }) => row.v;
    expect(sortRows(rows, key, false).map(key)).toEqual([1, 2, undefined]);
    expect(sortRows(rows, key, true).map(key)).toEqual([2, 1, undefined]);
  });
});
