import { gunzipSync, constants as zlib } from 'node:zlib';
import { type DocumentKind, sniffDocument } from '@claimwright/core/ground/intake';
import { codeOf } from '../../trouble.ts';
import { isPacked } from './unpack.ts';

/** How many of the first bytes are looked at. */
export const mostOfHead = 65_536;

/** What the first bytes of a file say it is, packed or not. */
export const kindOf = (head: Uint8Array): DocumentKind => sniffDocument(isPacked(head) ? opening(head) : head);

/** The beginning of what was packed; the end of it is missing, which is no error here. What opens very far is opened less of. */
function opening(head: Uint8Array): Uint8Array {
  try {
    return gunzipSync(head, { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: 1 << 24 });
  } catch (error) {
    return codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? opening(head.subarray(0, head.length / 4)) : new Uint8Array();
  }
}
