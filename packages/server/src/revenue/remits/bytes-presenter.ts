import { segmentsAround } from '@claimwright/x12';
import type { BytesPresenter } from '../../ground/intake/index.ts';

/** X12 as its segments with their meaning, anything else line by line. */
export const bytesPresenter: BytesPresenter = {
  pieces: (kind, head, bytes, at) =>
    kind === '835' || kind.startsWith('837') || kind === 'x12' ? segmentsAround(head, bytes, at) : lines(bytes, at),
};

function lines(bytes: Uint8Array, at: number): { from: number; to: number; text: string }[] {
  const found: { from: number; to: number; text: string }[] = [];
  let start = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0x0a && i + 1 < bytes.length) continue;
    found.push({ from: at + start, to: at + i + 1, text: Buffer.from(bytes.subarray(start, i + 1)).toString('utf8') });
    start = i + 1;
  }
  return found;
}
