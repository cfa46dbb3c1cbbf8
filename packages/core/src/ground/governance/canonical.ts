/** What a record entry may hold: no undefined, no fractions, nothing that prints in two ways. */
export type Canonical = null | boolean | number | string | readonly Canonical[] | { readonly [key: string]: Canonical };

/**
 * The one serialisation of record entries: JSON with sorted keys, no white space, whole numbers only. What is hashed today must
 * hash alike in twenty years, so this function may never change its answer. Throws on a fraction or an unsafe number.
 */
export function canonical(value: Canonical): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Error('a record entry holds whole numbers only');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Canonical)}`).join(',')}}`;
}

const isList = (value: object): value is readonly Canonical[] => Array.isArray(value);
