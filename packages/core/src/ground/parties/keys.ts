/** A family name as matching compares it: lower case letters only, accents dropped. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

/** A member or payer id as matching compares it: letters and digits, upper case, without leading zeros. */
export const idKey = (id: string): string =>
  id
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^0+(?=.)/, '');

/** Whether two lists of ids name the same party; undefined when one of them says nothing. */
export function sameParty(a: readonly string[], b: readonly string[]): boolean | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  const keys = new Set(a.map(idKey));
  return b.some((id) => keys.has(idKey(id)));
}
