import { fork } from 'node:child_process';
import { floods, pour, views } from '../../packages/x12/testing/fuzz/floods.ts';

/** A view may keep this much of a file without end, whatever its length. */
const MOST_MEGABYTES = 80;
/** These tell of each set, so what they tell grows with the sets. */
const tellsOfSets = (flood: string, door: string) => flood.endsWith('sets') && (door === 'summary' || door === 'ack');
const FEW = 1 << 20;

interface Told {
  readonly faults: readonly string[];
  readonly most: string;
}

/** Lets megabytes of each flood run into each view, in a process of its own: memory stays bounded, and time too. */
export function floodAll(megabytes: number, tell: (fault: string) => void): Promise<string> {
  const child = fork(import.meta.filename, ['flood', String(megabytes)], {
    execArgv: ['--expose-gc', '--max-old-space-size=512'],
  });
  return new Promise((done) => {
    let told: Told | undefined;
    child.on('message', (message: Told) => {
      told = message;
    });
    child.on('close', (status) => {
      for (const fault of told?.faults ?? [`the floods end the process (${status})`]) tell(fault);
      done(
        `${floods.length} files without end, ${megabytes} MB of each into ${Object.keys(views).length} views: ${told?.most ?? 'no answer'}.`,
      );
    });
  });
}

const held = (): number => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / (1 << 20);
};

function floodInHere(megabytes: number): Told {
  const faults: string[] = [];
  let most = 0;
  let where = 'nothing was kept';
  for (const flood of floods) {
    for (const [door, open] of Object.entries(views)) {
      const before = held();
      const from = process.cpuUsage().user;
      let peak = 0;
      let waves = 0;
      pour(flood, open(), tellsOfSets(flood.name, door) ? FEW : megabytes << 20, () => {
        if (++waves % 20 === 0) peak = Math.max(peak, held() - before);
      });
      const spent = (process.cpuUsage().user - from) / 1e6;
      if (peak > most) [most, where] = [peak, `at most ${peak.toFixed(0)} MB were kept (${flood.name}, ${door})`];
      if (peak > MOST_MEGABYTES) faults.push(`${flood.name} without end: ${door} keeps ${peak.toFixed(0)} MB of ${megabytes}`);
      if (spent > 2 + megabytes) faults.push(`${flood.name} without end: ${door} takes ${spent.toFixed(1)} s for ${megabytes} MB`);
    }
  }
  return { faults, most: where };
}

if (process.argv[2] === 'flood') process.send?.(floodInHere(Number(process.argv[3])), () => process.disconnect());
