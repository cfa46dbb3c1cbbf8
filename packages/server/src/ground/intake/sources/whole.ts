import {
  type EndFacts,
  endLooked,
  endOf,
  type FileEnd,
  headLooked,
  type ListedFile,
  stillMilliseconds,
} from '@claimwright/core/ground/intake';
import type { OpenSource } from '../../../connectors/file-sources/port.ts';
import { codeOf } from '../../../trouble.ts';
import { isPacked, unpackBounds, unpacked } from '../unpack.ts';

/** How a file ends, by its first bytes and its last; a packed one is opened, since only its stream tells. */
export async function fileEnd(open: OpenSource, { name, size }: ListedFile): Promise<FileEnd> {
  if (size === 0) return 'cut-off';
  const head = await bytesOf(open.read(name, 0, Math.min(size, headLooked)));
  if (isPacked(head)) {
    const packed = await packedEnd(open.read(name));
    return endOf({ head, tail: head, ...(packed === undefined ? {} : { packed }) });
  }
  return endOf({ head, tail: size <= headLooked ? head : await bytesOf(open.read(name, Math.max(0, size - endLooked), size)) });
}

/** Nothing where it is damaged, or opens further than is allowed: whoever receives it says so. */
async function packedEnd(bytes: AsyncIterable<Uint8Array>): Promise<EndFacts['packed']> {
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  try {
    for await (const chunk of unpacked(bytes, unpackBounds(process.env))) {
      if (head.length < headLooked) head = Buffer.concat([head, chunk.subarray(0, headLooked - head.length)]);
      tail = Buffer.concat([tail, chunk.subarray(-endLooked)]).subarray(-endLooked);
    }
    return { ends: true, head, tail };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'Z_BUF_ERROR') return { ends: false, head, tail };
    if (code?.startsWith('Z_') || code === 'pack-too-large') return undefined;
    throw error;
  }
}

/** For what a file that lies still is waited for, and since when; nothing where it is whole. */
export interface Waited {
  readonly why: 'cut-off' | 'not-still';
  readonly cutSince: number;
}

/**
 * Whether a file that two looks saw alike is waited for nonetheless: it ends too early, or nothing tells its end and it does not lie
 * still for long. `writtenAt`: when it was last written, by the same clock as `now`; left out where the clock is another machine's.
 */
export async function waitedFor(
  open: OpenSource,
  file: ListedFile & { readonly cutSince?: number },
  { now, writtenAt, patience }: { readonly now: number; readonly writtenAt?: number; readonly patience: number },
): Promise<Waited | undefined> {
  const end = await fileEnd(open, file);
  if (end === 'whole') return undefined;
  const cutSince = file.cutSince ?? now;
  if (end === 'cut-off') return now - cutSince < patience ? { why: 'cut-off', cutSince } : undefined;
  const still = now - Math.min(cutSince, writtenAt ?? cutSince);
  return still < Math.min(stillMilliseconds, patience) ? { why: 'not-still', cutSince } : undefined;
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

/** The file was written on while it was read. */
export class Changed extends Error {}

/** The bytes of a file that is, when the last of them is read, what it was when the first was. Else nothing of it is kept. */
export async function* unchanged(open: OpenSource, file: ListedFile): AsyncIterable<Uint8Array> {
  let size = 0;
  for await (const chunk of open.read(file.name)) {
    size += chunk.length;
    if (size > file.size) throw new Changed();
    yield chunk;
  }
  const after = await open.look(file.name);
  if (size !== file.size || after?.size !== file.size || after.modifiedAt !== file.modifiedAt) throw new Changed();
}
