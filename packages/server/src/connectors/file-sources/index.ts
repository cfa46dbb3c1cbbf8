import { openFolder } from './folder/open.ts';
import { type FileSourcePort, SourceFailure, type SourceKind } from './port.ts';
import { openSftp } from './sftp/open.ts';

const kinds: { readonly [kind in SourceKind]: FileSourcePort } = { folder: openFolder, sftp: openSftp };

/** Opens a place that files are taken from. */
export const openSource: FileSourcePort = async (address, milliseconds) => {
  const open = Object.entries(kinds).find(([kind]) => kind === address.kind)?.[1];
  if (!open) throw new SourceFailure('broken');
  return open(address, milliseconds);
};
