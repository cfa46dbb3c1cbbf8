import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';

/**
 * A digest of an input or a plan: of its JSON, whose keys stand in the order in which the rules write them, with what JSON has no word
 * for (maps, sets, big numbers) spelled out. Lists are taken up row by row: the plan of a large remit is too long for one text.
 */
export function digestOfValue(value: unknown): string {
  const hash = createHash('sha256');
  for (const text of textsOf(value)) hash.update(text);
  return hash.digest('hex');
}

/** So many characters are digested at a time. */
const piece = 65_536;

/** The same, a piece at a time while others have their turn: for a plan that is carried out meanwhile, by a database that is waited for. */
export async function digestInTurns(value: unknown): Promise<string> {
  const hash = createHash('sha256');
  let since = 0;
  for (const text of textsOf(value)) {
    hash.update(text);
    since += text.length;
    if (since < piece) continue;
    since = 0;
    await turn();
  }
  return hash.digest('hex');
}

function* textsOf(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Map || value instanceof Set) {
    yield textOf(value);
    return;
  }
  for (const [key, part] of Object.entries(value)) {
    yield `${JSON.stringify(key)}:`;
    if (Array.isArray(part)) for (const row of part) yield `${textOf(row)},`;
    else yield textOf(part);
  }
}

/**
 * The plain way is native and ten times as fast: the other is taken only where something needs spelling. Maps and sets come out of it as
 * `{}`, so whatever holds none of these is plain; big numbers it refuses.
 */
function textOf(value: unknown): string {
  const plain = plainText(value);
  if (plain !== undefined && (!plain.includes('{}') || isPlain(value))) return plain;
  return JSON.stringify(value, spelled) ?? 'nothing';
}

function plainText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint';
  if (value instanceof Map || value instanceof Set) return false;
  for (const key in value) if (!isPlain((value as { readonly [key: string]: unknown })[key])) return false;
  return true;
}

function spelled(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? `${value}n` : value;
  if (value instanceof Map) return { map: [...value] };
  return value instanceof Set ? { set: [...value] } : value;
}
