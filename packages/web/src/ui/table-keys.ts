/** What the keys may do to the table that has, or last had, the focus. */
export interface TableHandle {
  move(step: number): void;
  edge(which: 'first' | 'last'): void;
  open(): void;
  mark(): void;
}

const tables: TableHandle[] = [];

/** The table joins; the newest one takes the keys until another gets the focus. Answers how to leave. */
export function joinTables(table: TableHandle): () => void {
  tables.push(table);
  return () => {
    const at = tables.indexOf(table);
    if (at >= 0) tables.splice(at, 1);
  };
}

export function takeKeys(table: TableHandle): void {
  const at = tables.indexOf(table);
  if (at < 0 || at === tables.length - 1) return;
  tables.splice(at, 1);
  tables.push(table);
}

export const currentTable = (): TableHandle | undefined => tables.at(-1);
