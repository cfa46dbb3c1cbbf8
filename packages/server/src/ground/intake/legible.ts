import type { Finding } from '@claimwright/core/ground/base';

export interface Legible {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** What was replaced, when all was read. */
  findings(): Finding[];
}

/** The bytes with every NUL read as a blank, since no text that is kept can hold one. Each byte keeps its place. */
export function legible(chunks: AsyncIterable<Uint8Array>): Legible {
  let count = 0;
  let first = -1;
  async function* replaced(): AsyncIterable<Uint8Array> {
    let at = 0;
    let wide = false;
    for await (const chunk of chunks) {
      // Every second byte of UTF-16 is one; that is for the reader to tell.
      if (at === 0)
        wide = chunk.subarray(0, 4).includes(0) || (chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff);
      if (wide || !chunk.includes(0)) yield chunk;
      else {
        if (first < 0) first = at + chunk.indexOf(0);
        yield chunk.map((byte) => {
          if (byte !== 0) return byte;
          count += 1;
          return 0x20;
        });
      }
      at += chunk.length;
    }
  }
  return { chunks: replaced(), findings: () => (count === 0 ? [] : [nul(count, first)]) };
}

const nul = (count: number, first: number): Finding => ({
  code: 'intake.nul',
  severity: 'warning',
  at: 'file',
  bytes: { from: first, to: first + 1 },
  says: `The file holds ${count === 1 ? 'a NUL byte' : `${count} NUL bytes`}, the first at byte ${first}.`,
  because: 'No text can hold one, so each was read as a blank.',
  fix: 'Look whether names or numbers around it are right. Tell who made the file.',
});
