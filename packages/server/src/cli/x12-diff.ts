import { createDiff, type DiffInput, differenceLine, type X12Difference } from '@claimwright/x12';
import { batched } from './out.ts';
import { say } from './outcome.ts';
import { chunksOf, nameOf, sayNothingIn, sayUnread } from './x12.ts';

/**
 * What two files say differently. Both are read at once, the one that is behind first, so that little waits for its partner.
 * @returns 0 where they mean the same, 1 where they differ, 2 where one could not be read
 */
export async function diff(a: string, b: string, { json, strict }: { json: boolean; strict: boolean }): Promise<number> {
  if (a === '-' && b === '-') {
    say('Standard input can be one of the two files only.');
    return 2;
  }
  const out = batched();
  let first = true;
  const tell = (difference: X12Difference) => {
    if (json) out.text(`${first ? '[' : ','}\n${JSON.stringify(difference)}`);
    else out.line(differenceLine(difference));
    first = false;
  };
  const compare = createDiff(tell, { strict });
  const whole = await feedBoth([a, compare.a], [b, compare.b]);
  const { readable, differences, status } = whole ? compare.end() : cutOff;
  [a, b].forEach((path, i) => {
    if (readable[i] === false) sayNothingIn(path);
  });
  if (json) out.text(first ? '[]\n' : '\n]\n');
  else if (status === 0 && differences === 0) out.line(`${nameOf(a)} and ${nameOf(b)} mean the same.`);
  await out.end();
  return status;
}

/** What is missing of a file that broke off is no difference. */
const cutOff = { readable: [] as readonly boolean[], differences: 0, status: 2 };

type Fed = readonly [path: string, input: DiffInput];

/** Feeds two files side by side; false where one could not be read to its end, which is said. */
async function feedBoth(a: Fed, b: Fed): Promise<boolean> {
  const open = [a, b].map(([path, input]) => ({ path, input, chunks: chunksOf(path) }));
  while (open.length > 0) {
    const [left, right] = open;
    const behind = left !== undefined && right !== undefined && right.input.items < left.input.items ? right : left;
    if (behind === undefined) break;
    try {
      const { done, value } = await behind.chunks.next();
      if (done === true) open.splice(open.indexOf(behind), 1);
      else behind.input.push(value);
    } catch (error) {
      sayUnread(behind.path, error);
      for (const { chunks } of open) await chunks.return();
      return false;
    }
  }
  return true;
}
