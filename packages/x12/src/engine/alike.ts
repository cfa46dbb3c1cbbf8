const POSITIONS = new Set(['place', 'places', 'hl']);

/** Whether two read or writable objects say the same: positions and numbers of levels are not compared. */
export function alike(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [entriesOf(a), entriesOf(b)];
  return left.size === right.size && [...left].every(([key, value]) => right.has(key) && alike(value, right.get(key)));
}

const entriesOf = (of: object): Map<string, unknown> =>
  new Map(Object.entries(of).filter(([key, value]) => value !== undefined && !POSITIONS.has(key)));
