import { openFileDrop } from './file-drop/open.ts';
import { openJsonApi } from './json-api/open.ts';
import { ClearinghouseFailure, type ClearinghouseKind, type ClearinghousePort } from './port.ts';

const kinds: { readonly [kind in ClearinghouseKind]: ClearinghousePort } = { folder: openFileDrop, sftp: openFileDrop, api: openJsonApi };

/** Opens the way to a clearinghouse. */
export const openClearinghouse: ClearinghousePort = async (address, milliseconds) => {
  const open = Object.entries(kinds).find(([kind]) => kind === address.kind)?.[1];
  if (!open) throw new ClearinghouseFailure('broken', false);
  return open(address, milliseconds);
};
