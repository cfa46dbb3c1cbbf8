import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { forgetWatched, type Looked, noteWatched, ownFolders, type WatchEvent, watchFolder } from '../ground/intake/sources/index.ts';
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
  const tellHow = teller(desk, folder, every);
  let last = await watching.look();
  await tellHow.looked(last);
  while (!stop.signal.aborted) {
    await sleep(every * 1000, undefined, { signal: stop.signal }).catch(() => undefined);
    if (stop.signal.aborted) break;
    last = await watching.look();
    await tellHow.looked(last);
  }
  await tellHow.ended();
  return last.trouble ? 3 : 0;
}

const exitOf = ({ trouble, waiting }: Looked): number => (trouble ? 3 : waiting > 0 ? 1 : 0);

/** Says on the page of the sources, and to `claimwright sources`, how the folder stands. A large file may take its while. */
function teller({ program, actor }: Desk, folder: string, every: number) {
  const { data } = ownFolders(process.env);
  const of = { tenant: actor.tenant, folder };
  const since = program.clock().toISOString();
  let taken = 0;
  let lastFileAt: string | undefined;
  return {
    looked: async (looked: Looked): Promise<void> => {
      const now = program.clock();
      if (looked.taken > 0) lastFileAt = now.toISOString();
      taken += looked.taken;
      const until = new Date(now.getTime() + Math.max(600, every * 3) * 1000).toISOString();
      const { waiting, trouble } = looked;
      await noteWatched(data, { ...of, since, lookedAt: now.toISOString(), until, lastFileAt, taken, waiting, trouble });
    },
    ended: () => forgetWatched(data, of),
  };
}
