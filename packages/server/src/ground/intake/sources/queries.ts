import { z } from 'zod';
import { entersBy, type Query, query } from '../../../gate/index.ts';
import { watchBounds } from './roots.ts';
import { ownFolders, type Standing, standingSources } from './store.ts';
import type { SourceMood, SourcesView, SourceView } from './views.ts';
import { watchedOf } from './watched.ts';
import { troubleWords, waitingWords } from './words.ts';

const hour = 3_600_000;

/** Names of files can name patients: who sees only a part of the practice is told how many there are. */
const sources = query<Record<string, never>, SourcesView>({
  name: 'ground/intake/sources',
  summary: 'See the places that files are taken from',
  permission: 'documents.read',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async ({ tx, now, actor }) => {
    const manages = entersBy(actor, 'sources.manage') !== undefined;
    const rows = await standingSources(tx, new Date(now.getTime() - 24 * hour));
    return {
      rows: rows.map((row) => ({ ...present(row, now, tx.reach === undefined), ...(manages ? where(row) : {}) })),
      watched: await watchedOf(ownFolders(process.env).data, { tenant: actor.tenant, now, folders: manages }),
      roots: manages ? watchBounds(process.env).rootsOf(actor.tenant) : [],
    };
  },
});

const given = <K extends string, V>(key: K, value: V | null): { [k in K]?: V } =>
  value === null ? {} : ({ [key]: value } as { [k in K]: V });

function present({ row, state, lastFile, filesLastDay }: Standing, now: Date, names: boolean): SourceView {
  const since = state.lastFileAt ?? row.setAt;
  const quiet = row.quietHours > 0 && !row.paused && now.getTime() - since.getTime() > row.quietHours * hour;
  const afterwards = row.afterwards === 'move' || row.afterwards === 'delete' ? row.afterwards : 'leave';
  return {
    ...{ id: row.id, name: row.name, kind: row.kind, hasSecret: row.secret !== null, patterns: row.patterns },
    ...{ everySeconds: row.everySeconds, afterwards, cutOffMinutes: row.cutOffMinutes, quietHours: row.quietHours, paused: row.paused },
    mood: moodOf(row.paused, state.trouble !== null, quiet, state.waiting.length > 0),
    ...given('lookedAt', state.lookedAt?.toISOString() ?? null),
    ...(row.paused ? {} : { nextLookAt: state.nextLookAt.toISOString() }),
    ...given('lastFileAt', state.lastFileAt?.toISOString() ?? null),
    ...(lastFile && names ? { lastFile } : {}),
    filesLastDay,
    waiting: state.waiting.map(({ name, size, why }) => ({ name: names ? name : 'A file', size, why, says: waitingWords(why) })),
    ...(state.trouble === null
      ? {}
      : { trouble: { code: state.trouble, since: (state.failingSince ?? now).toISOString(), ...troubleWords(state.trouble) } }),
    ...(quiet ? { quietSince: since.toISOString() } : {}),
  };
}

/** How the machine is laid out and who we are elsewhere is for whoever sets it up. */
const where = ({ row, state }: Standing): Partial<SourceView> => ({
  path: row.path,
  ...{ ...given('host', row.host), ...given('port', row.port), ...given('username', row.username), ...given('hostKey', row.hostKey) },
  ...{ ...given('movedTo', row.movedTo), ...given('offeredKey', state.offeredKey) },
});

function moodOf(paused: boolean, failing: boolean, quiet: boolean, waiting: boolean): SourceMood {
  if (paused) return 'paused';
  if (failing) return 'failing';
  return quiet ? 'quiet' : waiting ? 'waiting' : 'fine';
}

export const sourceQueries: readonly Query[] = [sources];
