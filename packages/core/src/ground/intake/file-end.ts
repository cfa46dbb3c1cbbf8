import { sniffBankFile } from '../bank/index.ts';

/** So much of a file's beginning is looked at. */
export const headLooked = 2048;
/** So much of its end: a zip's directory ends with a comment of up to 64 KB. */
export const endLooked = 66_000;

/** What a file holds that tells where it ends. */
export interface EndFacts {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  /** Of a packed file (gzip): whether its stream comes to its end, and what is in it. Left out where it cannot be told, as of a damaged one. */
  readonly packed?: { readonly ends: boolean; readonly head: Uint8Array; readonly tail: Uint8Array };
}
/** `unknown`: its kind has no mark of its end, so that only its lying still tells that nobody writes any more. */
export type FileEnd = 'whole' | 'cut-off' | 'unknown';

/** A file whose end nothing tells is whole after it lay still so long. In milliseconds. */
export const stillMilliseconds = 60_000;

const textOf = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/** Whether a file is whole by what its kind must end with; an empty one is cut off. */
export function endOf({ head, tail, packed }: EndFacts): FileEnd {
  if (head.length === 0) return 'cut-off';
  if (head[0] === 0x1f && (head[1] ?? 0x8b) === 0x8b) {
    if (packed === undefined) return head.length < 18 ? 'cut-off' : 'unknown';
    // The stream has its own end: whatever is in it came whole, unless it was packed too early.
    return packed.ends && endOf(packed) !== 'cut-off' ? 'whole' : 'cut-off';
  }
  if (head[0] === 0x50 && head[1] === 0x4b && (head[2] ?? 3) <= 8) return endsAsZip(tail) ? 'whole' : 'cut-off';
  const start = textOf(head.subarray(0, 200)).replace(/^(?:\xef\xbb\xbf)?\s*/, '');
  if (start.startsWith('ISA')) return endsAsX12(start, textOf(tail)) ? 'whole' : 'cut-off';
  const kind = sniffBankFile(head);
  if (kind === undefined || kind === 'csv') return 'unknown';
  return endsAsBankFile[kind](textOf(tail).trimEnd(), tail) ? 'whole' : 'cut-off';
}

/** By its last segment: IEA, whole. */
function endsAsX12(start: string, tail: string): boolean {
  const [, , , separator = '*'] = start;
  const end = start[105] ?? '~';
  const last = tail
    .split(end)
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '')
    .at(-1);
  return last?.startsWith(`IEA${separator}`) === true && (tail.trimEnd().endsWith(end) || last.split(separator).length >= 3);
}

/** By the end of its central directory, and the comment that it announces. */
function endsAsZip(tail: Uint8Array): boolean {
  for (let i = tail.length - 22; i >= 0; i--)
    if (tail[i] === 0x50 && tail[i + 1] === 0x4b && tail[i + 2] === 5 && tail[i + 3] === 6)
      return i + 22 + (tail[i + 20] ?? 0) + 256 * (tail[i + 21] ?? 0) <= tail.length;
  return false;
}

const endsAsBankFile: { readonly [kind in 'bai2' | 'ofx' | 'nacha']: (tail: string, bytes: Uint8Array) => boolean } = {
  // 99: the file's sum, its groups and its records, then a slash or the end of the line.
  bai2: (tail, bytes) => {
    const last = tail.split(/[\r\n]+/).at(-1) ?? '';
    const ended = last.endsWith('/') || (last.split(',').length >= 4 && /[\r\n]$/.test(textOf(bytes.subarray(-1))));
    return /^\s*99\s*,/.test(last) && ended;
  },
  ofx: (tail) => /<\/OFX\s*>$/i.test(tail),
  // The file's own record is 9 with its counts and sums in 55 places; after it nines that fill the block, which not all banks send.
  nacha: (tail) => {
    const records = /[\r\n]/.test(tail) ? tail.split(/[\r\n]+/) : (tail.match(/.{1,94}/gs) ?? []);
    return records.some((record) => /^9\d{54}/.test(record) && !/^9+$/.test(record));
  },
};
