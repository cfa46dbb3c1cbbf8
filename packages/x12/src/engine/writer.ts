import { createReader } from '../create-reader.ts';
import type { X12Finding } from '../types.ts';
import { type SegmentWriter, X12WriteError } from './segment-writer.ts';

/** What may be left out when a file is written. */
export interface WriteOptions {
  /** Writes it even if it does not balance: for those who pretend to be a careless payer. */
  readonly unbalanced?: boolean;
  /** Leaves out reading it all again, which takes longer than writing it: for those who check what they write themselves. */
  readonly unchecked?: boolean;
}

/** The bytes, once our own check has found no error in them. */
export function finish(w: SegmentWriter, options: WriteOptions): Uint8Array {
  const file = w.written();
  if (options.unchecked === true) return file;
  const errors: X12Finding[] = [];
  const reader = createReader({
    finding: (finding) => {
      if (finding.severity === 'error' && !(finding.snip === 3 && options.unbalanced === true)) errors.push(finding);
    },
  });
  reader.push(file);
  reader.end();
  const [first] = errors;
  if (first !== undefined) throw new X12WriteError(first.at, first.says, errors);
  return file;
}
