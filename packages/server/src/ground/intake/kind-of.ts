import { gunzipSync, constants as zlib } from 'node:zlib';
import { type DocumentKind, sniffDocument } from '@claimwright/core/ground/intake';

/** How many of the first bytes are looked at. */
export const mostOfHead = 65_536;
const gzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** What the first bytes of a file say it is, packed or not. */
export const kindOf = (head: Uint8Array): DocumentKind => sniffDocument(gzip(head) ? opening(head) : head);

/** The beginning of what was packed; the end of it is missing, which is no error here. */
function opening(head: Uint8Array): Uint8Array {
  try {
    return gunzipSync(head, { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: 1 << 24 });
  } catch {
    return new Uint8Array();
  }
}
