import type { BytesPresenter } from './queries.ts';

/** Segments that stand in every file that is read here: what comes before them ends a segment. */
const known =
  /([^A-Za-z0-9\s]|\n)\s*(?:ISA|GS|ST|SE|GE|IEA|CLP|CLM|SVC|SV1|CAS|NM1|N1|DTM|DTP|REF|AMT|HL|LX|PLB|TRN|BPR|BHT)[^A-Za-z0-9\s]/g;

/** Raw bytes in the pieces that a person reads: X12 by its segments, anything else by its lines. */
export const present: BytesPresenter = {
  pieces: (kind, bytes, at) => {
    const isX12 = kind === '835' || kind === '837' || kind === 'x12';
    return split(bytes, isX12 ? terminatorOf(bytes) : 0x0a, at);
  },
};

/** The character that most often stands before a segment's name. A range need not hold the ISA that declares it. */
function terminatorOf(bytes: Buffer): number {
  const counts = new Map<string, number>();
  for (const [, mark = ''] of bytes.toString('latin1').matchAll(known)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return (most?.[0] ?? '~').charCodeAt(0);
}

function split(bytes: Buffer, terminator: number, at: number): { from: number; to: number; text: string }[] {
  const pieces: { from: number; to: number; text: string }[] = [];
  let from = 0;
  while (from < bytes.length) {
    const end = bytes.indexOf(terminator, from);
    const to = end < 0 ? bytes.length : end + 1;
    // Line ends between segments belong to nobody.
    while (from < to && (bytes[from] === 0x0a || bytes[from] === 0x0d)) from += 1;
    if (from < to) pieces.push({ from: at + from, to: at + to, text: bytes.toString('utf8', from, to).trimEnd() });
    from = to;
  }
  return pieces;
}
