import { hashedText } from '@claimwright/core/ground/governance';
import type { RecordRow } from '@claimwright/server/api';

export interface Checked {
  readonly checked: number;
  /** The number of the first entry whose hash is not that of its words and of the entry before it. */
  readonly brokenAt?: number;
}

const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Lower-case hex SHA-256 of a text, computed here and not by the server. */
export async function sha256(text: string): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

type Entry = Pick<RecordRow, 'seq' | 'hash' | 'previous' | 'body'>;

/** Hashes entries anew and compares each with the one before it, as far as neighbours are at hand. */
export async function checkChain(rows: readonly Entry[]): Promise<Checked> {
  const inOrder = [...rows].sort((a, b) => a.seq - b.seq);
  let before: Entry | undefined;
  for (const row of inOrder) {
    const follows = before === undefined || before.seq + 1 !== row.seq || before.hash === row.previous;
    if (!follows || (await sha256(hashedText(row.previous, row.body))) !== row.hash) return { checked: inOrder.length, brokenAt: row.seq };
    before = row;
  }
  return { checked: inOrder.length };
}
