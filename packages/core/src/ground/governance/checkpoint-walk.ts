import { type Checkpoint, markLength } from './checkpoint.ts';
import { merkleRoot, type Sha256 } from './merkle.ts';
import { type Break, missing } from './record.ts';

/** A checkpoint to hold a chain against, with the first characters of each entry's hash where the second place kept them. */
export interface Held {
  readonly checkpoint: Checkpoint;
  readonly marks?: string;
}

/** Holds the entries of a chain against what was signed of them. */
export interface CheckpointWalk {
  take(seq: number, hash: string): void;
  end(): readonly Break[];
}

/** Checkpoints in their order, entries in theirs. An entry that is missing is the chain's own break; here the batch is named for it. */
export function walkCheckpoints(held: readonly Held[], sha256: Sha256): CheckpointWalk {
  const breaks: Break[] = [];
  let at = 0;
  let last = 0;
  let batch: string[] = [];
  let seqs: number[] = [];
  const close = (one: Held): void => {
    const { checkpoint, marks } = one;
    const whole = batch.length === checkpoint.to - checkpoint.from + 1;
    if (whole && merkleRoot(batch, sha256) === checkpoint.root) return;
    const replaced = marks === undefined ? [] : seqs.filter((seq, i) => markOf(marks, seq - checkpoint.from) !== markText(batch[i]));
    const [first] = replaced;
    // One that is missing is named by the chain.
    if (first === undefined && !whole) return;
    if (first === undefined)
      breaks.push({
        seq: seqs[0] ?? checkpoint.from,
        says: `entries ${checkpoint.from} to ${checkpoint.to} are not those that were signed on ${checkpoint.at}`,
      });
    else {
      const others = replaced.length > 1 ? `, and so are ${replaced.length - 1} that follow it` : '';
      breaks.push({ seq: first, says: `entry ${first} is not the one that was signed on ${checkpoint.at}${others}` });
    }
  };
  const closeUntil = (seq: number): void => {
    for (let one = held[at]; one && one.checkpoint.to < seq; one = held[at]) {
      if (batch.length > 0) close(one);
      at += 1;
      batch = [];
      seqs = [];
    }
  };
  return {
    take: (seq, hash) => {
      last = seq;
      closeUntil(seq);
      const one = held[at];
      if (!one || seq < one.checkpoint.from) return;
      batch.push(hash);
      seqs.push(seq);
      if (seq === one.checkpoint.to) closeUntil(seq + 1);
    },
    end: () => {
      const until = held.at(-1)?.checkpoint;
      if (until && until.to > last)
        breaks.push({ seq: last + 1, says: `${missing(last + 1, until.to)}: a checkpoint of ${until.at} says that they were written` });
      return breaks;
    },
  };
}

const markText = (hash: string | undefined): string => (hash ?? '').slice(0, markLength);
const markOf = (marks: string, index: number): string => marks.slice(index * markLength, (index + 1) * markLength);

/** What is wrong with checkpoints among themselves: one that is left out, put in, or does not follow. */
export function checkpointBreaks(
  checkpoints: readonly { readonly checkpoint: Checkpoint; readonly hash: string }[],
  genesis: string,
): string[] {
  const wrong: string[] = [];
  let before: { readonly checkpoint: Checkpoint; readonly hash: string } | undefined;
  for (const one of checkpoints) {
    const { checkpoint } = one;
    const n = (before?.checkpoint.n ?? 0) + 1;
    if (checkpoint.n > n)
      wrong.push(checkpoint.n === n + 1 ? `checkpoint ${n} is missing` : `checkpoints ${n} to ${checkpoint.n - 1} are missing`);
    else if (checkpoint.n < n) wrong.push(`checkpoint ${checkpoint.n} is out of order`);
    else if (checkpoint.before !== (before?.hash ?? genesis) || checkpoint.from !== (before?.checkpoint.to ?? 0) + 1)
      wrong.push(`checkpoint ${checkpoint.n} does not follow the one before it`);
    before = one;
  }
  return wrong;
}
