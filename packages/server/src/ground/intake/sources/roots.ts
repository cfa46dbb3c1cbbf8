import { realpath } from 'node:fs/promises';
import { delimiter, isAbsolute, join, normalize, sep } from 'node:path';
import { dataFolder } from './store.ts';

/**
 * The folders of this machine that may be watched. Whoever sets up a source does so from a browser: without this they could read any
 * folder of the machine. Whoever runs it names them; unsaid it is `inbox` beside the data.
 */
export const watchRoots = (env: NodeJS.ProcessEnv): readonly string[] =>
  env.CLAIMWRIGHT_WATCH ? env.CLAIMWRIGHT_WATCH.split(delimiter).filter((root) => isAbsolute(root)) : [join(dataFolder(), 'inbox')];

const lies = (path: string, root: string): boolean => path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);

/** As it is written. */
export const isWithin = (path: string, roots: readonly string[]): boolean =>
  isAbsolute(path) && roots.some((root) => lies(normalize(path), normalize(root)));

/** As it lies, whatever points where. What is not there is within: it cannot be looked into. */
export async function isReallyWithin(path: string, roots: readonly string[]): Promise<boolean> {
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) return true;
  for (const root of roots) if (lies(real, await realpath(root).catch(() => root))) return true;
  return false;
}
