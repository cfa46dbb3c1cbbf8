import { gunzipSync, constants as zlib } from 'node:zlib';
import { type DocumentKind, sniffDocument } from '@claimwright/core/ground/intake';
import type { Acted, Actor, Ctx, Gate } from '../../gate/index.ts';
import type { ReceivedView } from './views.ts';

const mostOfHead = 65_536;
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

/** Keeps the bytes behind the blob port as they come, then puts the document on the books. The same way for an upload, the command line and the demo. */
export async function receiveFile(
  gate: Gate,
  blobs: Ctx['blobs'],
  actor: Actor,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Acted<ReceivedView>> {
  const head: Uint8Array[] = [];
  let seen = 0;
  async function* watched(): AsyncIterable<Uint8Array> {
    for await (const chunk of bytes) {
      if (seen < mostOfHead) head.push(chunk.subarray(0, mostOfHead - seen));
      seen += chunk.length;
      yield chunk;
    }
  }
  const kept = await blobs.put(actor.tenant, watched());
  return gate.act<ReceivedView>('ground/intake/receive', { ...kept, name, kind: kindOf(Buffer.concat(head)) }, actor);
}
