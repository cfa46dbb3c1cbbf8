/** What a worker tells of its inputs so far. */
export interface Tally {
  inputs: number;
  bytes: number;
  /** Inputs by kind. */
  kinds: { [kind: string]: number };
  /** Processor milliseconds by door, and the slowest input a door, by milliseconds a megabyte (of at least 64 KB). */
  doors: { [door: string]: { spent: number; slowest: number; input: number } };
  /** Most memory that the process held, in megabytes, and the input after which it was seen. */
  memory: number;
  memoryAt: number;
}

export const blank = (): Tally => ({ inputs: 0, bytes: 0, kinds: {}, doors: {}, memory: 0, memoryAt: 0 });

/** Adds up what several workers told. */
export function together(tallies: readonly Tally[]): Tally {
  const all = blank();
  for (const one of tallies) {
    all.inputs += one.inputs;
    all.bytes += one.bytes;
    for (const [kind, count] of Object.entries(one.kinds)) all.kinds[kind] = (all.kinds[kind] ?? 0) + count;
    for (const [door, { spent, slowest, input }] of Object.entries(one.doors)) {
      const known = all.doors[door];
      if (known === undefined) all.doors[door] = { spent, slowest, input };
      else
        all.doors[door] = {
          spent: known.spent + spent,
          ...(slowest > known.slowest ? { slowest, input } : { slowest: known.slowest, input: known.input }),
        };
    }
    if (one.memory > all.memory) [all.memory, all.memoryAt] = [one.memory, one.memoryAt];
  }
  return all;
}

/** A report for people, as Markdown. */
export function reportOf(
  tally: Tally,
  said: { readonly seed: number; readonly minutes: number; readonly faults: number; readonly floods: string },
): string[] {
  const kinds = Object.entries(tally.kinds).sort(([, a], [, b]) => b - a);
  const doors = Object.entries(tally.doors);
  return [
    `${tally.inputs} inputs (${(tally.bytes / 1e6).toFixed(0)} MB) of seed ${said.seed} in ${said.minutes.toFixed(1)} minutes, ${said.faults} faults.`,
    `Most memory of a worker: ${tally.memory.toFixed(0)} MB, after input ${tally.memoryAt}. ${said.floods}`,
    '',
    '| what was done to the file | inputs |',
    '|---|---|',
    ...kinds.map(([kind, count]) => `| ${kind} | ${count} |`),
    '',
    '| door | CPU seconds | slowest: ms a MB | input |',
    '|---|---|---|---|',
    ...doors.map(([door, { spent, slowest, input }]) => `| ${door} | ${(spent / 1000).toFixed(0)} | ${slowest.toFixed(0)} | ${input} |`),
  ];
}
