import { readFile } from 'node:fs/promises';
import type { SourcesView, SourceView, WatchedView } from '../http/api.ts';
import { Trouble } from '../trouble.ts';
import { say } from './outcome.ts';
import { atDesk, type Desk } from './with-program.ts';

interface OfPractice {
  readonly practice?: string;
}

const ask = ({ program, actor }: Desk): Promise<SourcesView> => program.gate.ask<SourcesView>('ground/intake/sources', {}, actor);

/** `sources`: 1 where one of them fails or is silent. */
export function sources({ json, practice }: OfPractice & { json: boolean }): Promise<number> {
  return atDesk('sources', practice, async (desk) => {
    const { rows, watched, roots } = await ask(desk);
    if (json) console.log(JSON.stringify([...rows, ...watched.map((one) => ({ kind: 'watch', ...one }))], null, 2));
    else if (rows.length + watched.length === 0)
      say(`Nothing is watched. Folders within ${roots.join(', ')} may be: claimwright sources add.`);
    else {
      for (const row of rows) console.log(told(row));
      for (const one of watched) console.log(toldWatched(one));
    }
    return [...rows, ...watched].some(({ mood }) => mood === 'failing' || mood === 'quiet') ? 1 : 0;
  });
}

function told(row: SourceView): string {
  const where = row.kind === 'sftp' ? `${row.username}@${row.host}:${row.port} ${row.path}` : (row.path ?? '');
  return [
    `${row.name.padEnd(24)} ${row.mood.padEnd(8)} ${where}`,
    `  last look ${row.lookedAt ?? 'never'}, last file ${row.lastFileAt ?? 'never'}, ${row.filesLastDay} in 24 hours`,
    ...row.waiting.map(({ name, says }) => `  waits: ${name}: ${says}`),
    ...(row.trouble ? [`  ${row.trouble.says} ${row.trouble.fix}`] : []),
    ...(row.offeredKey ? [`  It shows ${row.offeredKey}`] : []),
  ].join('\n');
}

function toldWatched({ folder, mood, since, lookedAt, lastFileAt, taken, waiting, trouble }: WatchedView): string {
  return [
    `${'(claimwright watch)'.padEnd(24)} ${mood.padEnd(8)} ${folder ?? ''}`,
    `  last look ${lookedAt}, last file ${lastFileAt ?? 'never'}, ${taken} since ${since}`,
    ...(waiting > 0 ? [`  waits: ${waiting}`] : []),
    ...(mood === 'quiet' ? ['  Whoever watched it looks no more. Start it again: claimwright watch.'] : []),
    ...(trouble ? [`  ${trouble.says} ${trouble.fix}`] : []),
  ].join('\n');
}

export interface AddOptions extends OfPractice {
  readonly folder?: string;
  readonly host?: string;
  readonly port: number;
  readonly user?: string;
  readonly keyFile?: string;
  readonly hostKey?: string;
  readonly path?: string;
  readonly pattern?: readonly string[];
  readonly every: number;
  readonly then: 'leave' | 'move' | 'delete';
  readonly to?: string;
  readonly cutOff: number;
  readonly quiet: number;
}

/** `sources add`: a folder of this machine, or one of an SFTP server. */
export function add(name: string, options: AddOptions): Promise<number> {
  const { folder, host, path, practice } = options;
  if ((folder === undefined) === (host === undefined))
    throw new Trouble('usage', 'Say where files are taken from.', {
      fix: 'Either --folder, or --host with --user, --key-file and --path.',
    });
  return atDesk('sources add', practice, async ({ program, actor }) => {
    const secret = options.keyFile === undefined ? undefined : await readKey(options.keyFile);
    const place =
      folder === undefined
        ? { kind: 'sftp', path: path ?? '/', host, port: options.port, username: options.user, secret, hostKey: options.hostKey }
        : { kind: 'folder', path: folder };
    const { pattern: patterns, every: everySeconds, then: afterwards, to: movedTo, cutOff: cutOffMinutes, quiet: quietHours } = options;
    await program.gate.act(
      'ground/intake/set-source',
      { name, ...place, patterns, everySeconds, afterwards, movedTo, cutOffMinutes, quietHours },
      actor,
    );
    say(`${name} is watched as soon as Claimwright runs.`);
    if (host !== undefined && options.hostKey === undefined)
      say('Its key is shown by `claimwright sources` after the first look; compare it with the sender, then: claimwright sources trust.');
    return 0;
  });
}

const readKey = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Trouble('not-readable', `${file} cannot be read.`, { cause });
  });

/** `sources pause|resume|look|end|trust NAME`. */
export function change(
  what: 'pause' | 'resume' | 'look' | 'end' | 'trust',
  name: string,
  { practice, hostKey }: OfPractice & { hostKey?: string },
): Promise<number> {
  return atDesk(`sources ${what}`, practice, async (desk) => {
    const { rows } = await ask(desk);
    const [found, other] = rows.filter((row) => row.id === name || row.name.toLowerCase() === name.toLowerCase());
    if (!found || other)
      throw new Trouble('usage', found ? `There are several called ${name}.` : `Nothing called ${name} is watched.`, {
        fix: `There are: ${rows.map((row) => row.name).join(', ') || 'none'}.`,
      });
    const act = (command: string, more: object = {}) =>
      desk.program.gate.act(`ground/intake/${command}`, { sourceId: found.id, ...more }, desk.actor);
    if (what === 'look') await act('look-now');
    else if (what === 'end') await act('end-source');
    else if (what === 'trust') await act('trust-host', { hostKey: hostKey ?? found.offeredKey ?? '' });
    else await act('pause-source', { paused: what === 'pause' });
    say(
      `${found.name}: ${{ pause: 'paused', resume: 'goes on', look: 'is looked at now', end: 'is watched no more', trust: 'its server is taken for the right one' }[what]}.`,
    );
    return 0;
  });
}
