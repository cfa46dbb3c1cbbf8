/** What a record entry may hold: no undefined, no fractions, nothing that prints in two ways. */
export type Canonical = null | boolean | number | string | readonly Canonical[] | { readonly [key: string]: Canonical };

/**
 * The one serialisation of record entries: JSON with sorted keys, no white space, whole numbers only. What is hashed today must
 * hash alike in twenty years, so this function may never change its answer. Throws on a fraction or an unsafe number.
 */
export function canonical(value: Canonical): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Error('a record entry holds whole numbers only');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return isList(value) ? listText(value) : objectText(value);
}

// Written as loops: a busy practice's readings go through here by the ten thousands a second.
function listText(list: readonly Canonical[]): string {
  let text = '[';
  for (let i = 0; i < list.length; i++) text += (i === 0 ? '' : ',') + canonical(list[i] as Canonical);
  return `${text}]`;
}

function objectText(value: { readonly [key: string]: Canonical }): string {
  let text = '{';
  for (const key of Object.keys(value).sort())
    text += `${text.length === 1 ? '' : ','}${JSON.stringify(key)}:${canonical(value[key] as Canonical)}`;
  return `${text}}`;
}

const isList = (value: object): value is readonly Canonical[] => Array.isArray(value);
