import { setImmediate as turn } from 'node:timers/promises';
import type { Sliced } from '@claimwright/core/ground/codes';

/** Runs work slice by slice, and lets everything else that waits have its turn in between: the server answers while a table is packed. */
export async function inSlices<T>(work: Sliced<T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await turn();
  }
}
