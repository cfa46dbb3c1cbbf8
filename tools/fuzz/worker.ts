import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault, faultOf } from '../../packages/x12/testing/fuzz/holds.ts';
import { type Input, inputOf, wholeFiles } from '../../packages/x12/testing/fuzz/inputs.ts';
import { minimise } from '../../packages/x12/testing/fuzz/minimise.ts';
import { Packing } from './packed.ts';
import { blank } from './report.ts';

/** What a worker is to do: the inputs `first`, `first` + `step`, … below `end`, until `until`. */
export interface Work {
  readonly seed: number;
  readonly first: number;
  readonly step: number;
  readonly end: number;
  /** Milliseconds since 1970. */
  readonly until: number;
  /** Where inputs that fail are kept. */
  readonly folder: string;
  /** The file in which it says at which input it is, for whoever must end it. */
  readonly standing: string;
}

const MEGABYTE = 1 << 20;
/** A worker that holds more is not bounded: the largest input has some megabytes. */
const MOST_MEGABYTES = 900;
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Keeps an input that fails, and a smaller one that fails alike. */
function keep(work: Work, index: number, input: Input, fault: Fault): void {
  mkdirSync(work.folder, { recursive: true });
  const name = join(work.folder, `${fault.door}-${work.seed}-${index}`);
  const until = Date.now() + 20_000;
  const alike = (bytes: Uint8Array) => {
    const other = faultOf({ ...input, bytes }, cpu);
    return other?.door === fault.door && other.why.slice(0, 20) === fault.why.slice(0, 20);
  };
  const least = fault.door === 'packed' ? input.bytes : minimise(input.bytes, alike, () => Date.now() < until);
  writeFileSync(`${name}.edi`, input.bytes);
  writeFileSync(`${name}.least.edi`, least);
  writeFileSync(
    `${name}.txt`,
    `${fault.door}: ${fault.why}\nkind ${input.kind}, chunks ${input.sizes.join(' ')}\nnpm run fuzz -- --seed ${work.seed} --input ${index}\n`,
  );
}

async function toil(work: Work): Promise<void> {
  const files = wholeFiles(work.seed);
  const packing = new Packing();
  const standing = openSync(work.standing, 'w');
  const tally = blank();
  let told = 0;
  for (let index = work.first; index < work.end && Date.now() < work.until; index += work.step) {
    writeSync(standing, String(index).padStart(12), 0);
    const input = inputOf(work.seed, index, files);
    const fault = faultOf(input, cpu, (door, spent) => {
      tally.doors[door] ??= { spent: 0, slowest: 0, input: index };
      const of = tally.doors[door];
      of.spent += spent;
      const rate = spent / Math.max(1 / 16, input.bytes.length / 1e6);
      if (rate > of.slowest) [of.slowest, of.input] = [rate, index];
    });
    const packed = fault ?? (index % 100 === 0 ? await packing.faultOf(input.bytes, work.seed, index) : undefined);
    tally.inputs++;
    tally.bytes += input.bytes.length;
    tally.kinds[input.kind] = (tally.kinds[input.kind] ?? 0) + 1;
    const held = process.memoryUsage.rss() / MEGABYTE;
    if (held > tally.memory) [tally.memory, tally.memoryAt] = [held, index];
    const last = packed ?? (held > MOST_MEGABYTES ? { door: 'memory', why: `the process holds ${held.toFixed(0)} MB` } : undefined);
    if (last !== undefined) {
      keep(work, index, input, last);
      process.send?.({ fault: `input ${index} (${input.kind}) ${last.door}: ${last.why}` });
    }
    if (Date.now() - told > 1000) {
      told = Date.now();
      process.send?.({ tally, next: index + work.step });
    }
  }
  process.send?.({ tally, next: work.end });
  packing.close();
  closeSync(standing);
}

process.once('message', (work: Work) => {
  toil(work).then(() => process.disconnect());
});
