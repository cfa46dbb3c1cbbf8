import { randomFillSync } from 'node:crypto';
import { type Chance, createRedactor, createSummary, seeded } from '@claimwright/x12';
import { fileTrouble } from '../trouble.ts';
import { batched } from './out.ts';
import { say } from './outcome.ts';
import { taken, WholeFile } from './whole-file.ts';
import { feed, nameOf } from './x12.ts';

export interface RedactOptions {
  readonly out: string;
  readonly keepProviders: boolean;
  readonly shiftDates: boolean;
  readonly seed?: string;
  readonly force: boolean;
  readonly json: boolean;
}

/**
 * A file that reads and balances the same with nobody in it. What was written is read back: where it sums up to anything else, it
 * is not kept.
 * @returns 0 where the file stands there, 2 where the source cannot be read
 */
export async function redact(file: string, { out, keepProviders, shiftDates, seed, force, json }: RedactOptions): Promise<number> {
  if (taken([out], force).length > 0) {
    say(`${out} is there already: nothing was written. --force replaces it.`);
    return 2;
  }
  let whole: WholeFile | undefined;
  try {
    const target = new WholeFile(out);
    whole = target;
    const [before, after] = [createSummary(''), createSummary('')];
    const write = (bytes: Uint8Array) => {
      after.push(bytes);
      target.write(bytes);
    };
    const chance = seed === undefined ? anew() : seeded(seed);
    const redactor = createRedactor(write, { chance, today: new Date().toISOString().slice(0, 10), keepProviders, shiftDates });
    let replaced = 0;
    const push = (chunk: Uint8Array) => {
      before.push(chunk);
      redactor.push(chunk);
    };
    const end = () => {
      const outcome = redactor.end();
      replaced = outcome.replaced;
      return { readable: outcome.readable, status: outcome.readable ? (0 as const) : (2 as const) };
    };
    const status = await feed(file, { push, end });
    const same = status === 0 && sums(before) === sums(after);
    if (status === 0 && !same) say(`${nameOf(file)}: the redacted file would not read the same; nothing was written. Please report this.`);
    if (!same) {
      target.drop();
      return 2;
    }
    target.keep();
    const lines = batched();
    lines.line(json ? JSON.stringify({ file: out, replaced }) : `${out}: ${replaced} elements replaced; it sums up to what it did.`);
    await lines.end();
    return 0;
  } catch (error) {
    whole?.drop();
    throw fileTrouble(error, out);
  }
}

/** Chance from the system, a page at a time. */
function anew(): Chance {
  const page = new Uint32Array(1024);
  let at = page.length;
  return () => {
    if (at === page.length) {
      randomFillSync(page);
      at = 0;
    }
    return page[at++] ?? 0;
  };
}

/** All that a summary says but the control numbers. */
function sums(summary: ReturnType<typeof createSummary>): string {
  const { sets, interchanges } = summary.end().summary;
  return JSON.stringify([interchanges, sets.map(({ control, ...rest }) => rest)]);
}
