/**
 * The bytes as text in which one character is one byte, so that an index is a position in the file. Words that people read pass
 * through `words` afterwards.
 */
export function latinText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}

/** Latin text as people read it: UTF-8 where its bytes are UTF-8, else as it stands; runs of blanks and control characters become one blank. */
export function words(latin: string): string {
  return wide(latin)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Decodes UTF-8 that was read as Latin-1; text that is not UTF-8 comes back unchanged. */
export function wide(latin: string): string {
  if (!/[\x80-\xff]/.test(latin)) return latin;
  try {
    return decodeURIComponent(latin.replace(/[%\x80-\xff]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`));
  } catch {
    return latin;
  }
}

/** Where the text proper begins: after a UTF-8 byte-order mark. */
export const afterMark = (latin: string): number => (latin.startsWith('\xef\xbb\xbf') ? 3 : 0);

/** UTF-16, as some spreadsheets save "Unicode text": its bytes are no text to us. */
export const isUtf16 = (latin: string): boolean => latin.startsWith('\xff\xfe') || latin.startsWith('\xfe\xff');

/** A line of the file: its text without the line end, and where its first character stands. */
export interface Line {
  readonly text: string;
  readonly from: number;
  /** Counts from 1. */
  readonly number: number;
}

export function linesOf(latin: string, from = 0): Line[] {
  const lines: Line[] = [];
  const pattern = /\r\n|\r|\n/g;
  pattern.lastIndex = from;
  let start = from;
  for (let found = pattern.exec(latin); found; found = pattern.exec(latin)) {
    lines.push({ text: latin.slice(start, found.index), from: start, number: lines.length + 1 });
    start = found.index + found[0].length;
  }
  if (start < latin.length) lines.push({ text: latin.slice(start), from: start, number: lines.length + 1 });
  return lines;
}
