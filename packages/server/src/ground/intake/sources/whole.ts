import { endLooked, isCutOff, type ListedFile } from '@claimwright/core/ground/intake';
import type { OpenSource } from '../../../connectors/file-sources/port.ts';

export async function endsEarly(open: OpenSource, { name, size }: ListedFile): Promise<boolean> {
  if (size === 0) return true;
  const head = await bytesOf(open.read(name, 0, Math.min(size, endLooked)));
  return isCutOff(head, size <= endLooked ? head : await bytesOf(open.read(name, size - endLooked, size)));
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
