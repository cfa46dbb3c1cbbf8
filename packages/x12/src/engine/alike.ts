const POSITIONS = new Set(['place', 'places', 'hl']);

/** Whether two read or writable objects say the same: positions and numbers of levels are not compared. */
export function alike(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  for (const key in left) if (left[key] !== right[key] && !POSITIONS.has(key) && !alike(left[key], right[key])) return false;
  for (const key in right) if (right[key] !== undefined && left[key] === undefined && !POSITIONS.has(key)) return false;
  return true;
}
