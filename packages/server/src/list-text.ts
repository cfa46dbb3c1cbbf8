import { TextDecoder } from 'node:util';

/**
 * The text of a list, whichever way a spreadsheet wrote it: UTF-16 by its mark ("Unicode text"), UTF-8, or else Windows-1252, which older
 * programs call CSV and in which every byte means something.
 */
export function listText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
