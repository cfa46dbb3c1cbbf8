import type { z } from 'zod';
import { Refusal } from './errors.ts';

/** The place of the last row of a page, as an opaque text that a client gives back for the rows after it. */
export const cursorOf = (place: readonly (string | number)[]): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** Reads a cursor that this server gave; anything else is refused. */
export function readCursor<T>(schema: z.ZodType<T>, cursor: string | undefined): T | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  const answer = schema.safeParse(jsonOf(cursor));
  if (answer.success) return answer.data;
  throw new Refusal('bad-input', 'The list cannot go on from there.', {
    because: 'The cursor is not one that this server gave.',
    fix: 'Start the list again.',
  });
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Cuts a page out of rows that were asked for with one more than `size`. */
export function pageOf<T>(
  rows: readonly T[],
  size: number,
  place: (row: T) => readonly (string | number)[],
): { readonly rows: readonly T[]; readonly next?: string } {
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return rows.length > size && last !== undefined ? { rows: page, next: cursorOf(place(last)) } : { rows: page };
}
