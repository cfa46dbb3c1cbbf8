import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SourceTrouble } from '../../../connectors/file-sources/port.ts';
import type { WatchedView } from './views.ts';
import { troubleWords } from './words.ts';

/** How a folder stands that somebody watches from the command line. No names of files: they can name patients, and this lies in the open. */
const stateForm = z.object({
  tenant: z.string(),
  folder: z.string(),
  since: z.string(),
  lookedAt: z.string(),
  /** By then it is looked at again, or whoever watched is gone. */
  until: z.string(),
  lastFileAt: z.string().optional(),
  taken: z.number(),
  waiting: z.number(),
  trouble: z.string().optional(),
});
export type WatchedState = z.infer<typeof stateForm> & { readonly trouble?: SourceTrouble | undefined };

/** Who was killed is told of for a day. */
const forgottenAfter = 24 * 3_600_000;
const placeOf = (data: string): string => join(data, 'watching');
const fileOf = (data: string, { tenant, folder }: Pick<WatchedState, 'tenant' | 'folder'>): string =>
  join(placeOf(data), `${createHash('sha256').update(`${tenant} ${folder}`).digest('hex').slice(0, 32)}.json`);

/** Puts down how it stands, where everybody finds it who asks what is watched. */
export async function noteWatched(data: string, state: WatchedState): Promise<void> {
  await mkdir(placeOf(data), { recursive: true, mode: 0o700 });
  const file = fileOf(data, state);
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, JSON.stringify(state), { mode: 0o600 });
  await rename(fresh, file);
}

export const forgetWatched = (data: string, of: Pick<WatchedState, 'tenant' | 'folder'>): Promise<void> =>
  rm(fileOf(data, of), { force: true });

/** What a practice has watched from the command line of this machine. `folders`: whether it is told where. */
export async function watchedOf(
  data: string,
  { tenant, now, folders }: { readonly tenant: string; readonly now: Date; readonly folders: boolean },
): Promise<WatchedView[]> {
  const found = await readdir(placeOf(data)).catch(() => []);
  const states = await Promise.all(found.filter((name) => name.endsWith('.json')).map((name) => stateIn(join(placeOf(data), name))));
  return states
    .flatMap((state) => (state && state.tenant === tenant && now.getTime() - Date.parse(state.until) < forgottenAfter ? [state] : []))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1))
    .map(({ folder, since, lookedAt, until, lastFileAt, taken, waiting, trouble }) => ({
      ...(folders ? { folder } : {}),
      mood: Date.parse(until) < now.getTime() ? 'quiet' : trouble !== undefined ? 'failing' : waiting > 0 ? 'waiting' : 'fine',
      ...{ since, lookedAt, taken, waiting },
      ...(lastFileAt === undefined ? {} : { lastFileAt }),
      ...(trouble === undefined ? {} : { trouble: { code: trouble, ...troubleWords(trouble) } }),
    }));
}

async function stateIn(path: string): Promise<z.infer<typeof stateForm> | undefined> {
  try {
    return stateForm.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
