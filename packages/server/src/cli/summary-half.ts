import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { createSummary, type SetSummary, type X12Finding } from '@claimwright/x12';

/** A part of a file, to be summed up as if it were one: bytes 0 to `head`, then `from` to `to`. */
export interface Half {
  readonly path: string;
  readonly head: number;
  readonly from: number;
  readonly to: number;
  /** Whole claims are read on the way. */
  readonly objects: boolean;
}
/** What a half came to; `outside` are the findings of severity error, and those of the layout, that stand in no set. */
export interface HalfSummed {
  readonly sets: readonly SetSummary[];
  readonly interchanges: number;
  readonly errors: number;
  readonly outside: readonly { readonly code: string; readonly from: number; readonly to: number }[];
}

/** More is not worth telling: one that is not expected is enough to read the file in one piece. */
const MOST_OUTSIDE = 10;

function sum({ path, head, from, to, objects }: Half): HalfSummed {
  const outside: { code: string; from: number; to: number }[] = [];
  const note = ({ code, severity, control, bytes }: X12Finding) => {
    const layout = code.startsWith('file.');
    if ((layout || (control === undefined && severity === 'error')) && outside.length < MOST_OUTSIDE) outside.push({ code, ...bytes });
  };
  const summary = createSummary(path, note, objects);
  const file = openSync(path, 'r');
  const buffer = new Uint8Array(1 << 16);
  const pour = (first: number, end: number) => {
    for (let at = first; at < end; ) {
      const size = readSync(file, buffer, 0, Math.min(buffer.length, end - at), at);
      if (size === 0) break;
      summary.push(buffer.subarray(0, size));
      at += size;
    }
  };
  pour(0, head);
  pour(from, to);
  closeSync(file);
  const { summary: told, errors } = summary.end();
  return { sets: told.sets, interchanges: told.interchanges, errors, outside };
}

parentPort?.postMessage(sum(workerData as Half));
