import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WatchEvent, watchFolder } from '../ground/intake/sources/index.ts';
import { Trouble } from '../trouble.ts';
import { say } from './outcome.ts';
import { atDesk, type Desk } from './with-program.ts';

export interface WatchOptions {
  readonly every: number;
  readonly pattern?: readonly string[];
  readonly then: 'leave' | 'move' | 'delete';
  readonly to?: string;
  readonly cutOff: number;
  readonly once: boolean;
  readonly json: boolean;
  readonly practice?: string;
}

const lines: { readonly [what in WatchEvent['what']]: (event: WatchEvent) => string } = {
  taken: ({ name, kind, repeated }) => `${name}: ${repeated ? 'is here already' : `received (${kind})`}`,
  waiting: ({ name, says }) => `${name}: waits. ${says}`,
  trouble: ({ says, fix }) => `Cannot look: ${says} ${fix}`,
  'well-again': () => 'The folder can be looked at again.',
};

/** `watch DIR`: until it is stopped; with --once what is whole by now. 1 where a file waits or was not received, 3 where the folder could not be looked at. */
export async function watch(dir: string, options: WatchOptions): Promise<number> {
  const folder = resolve(dir);
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) throw new Trouble('usage', found ? `${folder} is no folder.` : `There is no folder ${folder}.`);
  if (options.then === 'move' && options.to === undefined)
    throw new Trouble('usage', 'Say into which folder taken files are moved.', { fix: 'Such as --to taken' });
  return atDesk('watch', options.practice, (desk) => atFolder(desk, folder, options));
}

async function atFolder(desk: Desk, folder: string, { every, pattern, then, to, cutOff, once, json }: WatchOptions): Promise<number> {
  const tell = (event: WatchEvent): void => {
    const at = new Date().toISOString();
    if (json) console.log(JSON.stringify({ at, ...event }));
    else (event.what === 'trouble' ? console.error : console.log)(`${at.slice(11, 19)}  ${lines[event.what](event)}`);
  };
  const watching = watchFolder({
    ...{ gate: desk.program.gate, blobs: desk.program.blobs, actor: desk.actor, clock: desk.program.clock, tell },
    ...{ folder, patterns: pattern ?? [], afterwards: then, movedTo: to === undefined ? null : resolve(folder, to), cutOffMinutes: cutOff },
  });
  if (once) {
    await watching.look();
    await sleep(every * 1000);
    return exitOf(await watching.look());
  }
  if (desk.alone) {
    // Nobody else reads what comes in.
    await desk.program.work(1);
  }
  say(`Watching ${folder}; Ctrl-C ends it.`);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  let last = await watching.look();
  while (!stop.signal.aborted) {
    await sleep(every * 1000, undefined, { signal: stop.signal }).catch(() => undefined);
    if (!stop.signal.aborted) last = await watching.look();
  }
  return last.trouble ? 3 : 0;
}

const exitOf = ({ trouble, waiting }: { readonly trouble: boolean; readonly waiting: number }): number =>
  trouble ? 3 : waiting > 0 ? 1 : 0;
