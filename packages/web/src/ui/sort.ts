export interface Sort {
  readonly by: string;
  readonly down: boolean;
}

/** 'paid.down' ⇄ {by, down}; how a table is sorted is part of the address. */
export function readSort(text: string | undefined): Sort | undefined {
  const match = /^([a-z-]+)\.(up|down)$/i.exec(text ?? '');
  return match?.[1] ? { by: match[1], down: match[2] === 'down' } : undefined;
}

export const writeSort = (sort: Sort): string => `${sort.by}.${sort.down ? 'down' : 'up'}`;

/** First click sorts upwards, the second downwards, the third gives the list's own order back. */
export function nextSort(now: Sort | undefined, by: string): Sort | undefined {
  if (now?.by !== by) return { by, down: false };
  return now.down ? undefined : { by, down: true };
}

type Key = string | number | undefined;

export function sortRows<Row>(rows: readonly Row[], keyOf: ((row: Row) => Key) | undefined, down: boolean): readonly Row[] {
  if (!keyOf) return rows;
  const compare = (a: Key, b: Key): number => {
    if (a === b) return 0;
    if (a === undefined) return 1;
    if (b === undefined) return -1;
    return a < b ? -1 : 1;
  };
  return [...rows].sort((a, b) => {
    const [x, y] = [keyOf(a), keyOf(b)];
    if (x === undefined || y === undefined) return compare(x, y);
    return down ? compare(y, x) : compare(x, y);
  });
}
