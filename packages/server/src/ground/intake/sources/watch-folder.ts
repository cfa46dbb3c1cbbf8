import { decideLook, type SeenFile } from '@claimwright/core/ground/intake';
import { openSource } from '../../../connectors/file-sources/index.ts';
import { type OpenSource, SourceFailure, type SourceTrouble } from '../../../connectors/file-sources/port.ts';
import type { Actor, Ctx, Gate } from '../../../gate/index.ts';
import { receiveFile } from '../receive-file.ts';
import { type Putting, putAway } from './put-away.ts';
import { Changed, unchanged, waitedFor } from './whole.ts';
import { troubleWords, waitingWords } from './words.ts';

export interface WatchEvent {
  readonly what: 'taken' | 'waiting' | 'trouble' | 'well-again';
  readonly name?: string;
  readonly kind?: string;
  readonly repeated?: boolean;
  readonly documentId?: string;
  readonly code?: string;
  readonly says?: string;
  readonly fix?: string;
}

export interface FolderWatch extends Putting {
  readonly gate: Gate;
  readonly blobs: Ctx['blobs'];
  readonly actor: Actor;
  readonly folder: string;
  readonly patterns: readonly string[];
  readonly cutOffMinutes: number;
  clock(): Date;
  /** Told once of each file that waits, and of each that was taken. */
  tell(event: WatchEvent): void;
}

export interface Looked {
  /** Taken by this look. */
  readonly taken: number;
  readonly waiting: number;
  readonly trouble: SourceTrouble | undefined;
}

const milliseconds = 20_000;

/**
 * A folder that somebody watches from the command line: the same rules as for one that the practice set up, and what was seen is kept in
 * mind only as long as it runs. What was taken before is received again after a restart, and nothing new comes of it.
 */
export function watchFolder(parts: FolderWatch): { look(): Promise<Looked> } {
  const taken = new Set<string>();
  let seen: readonly SeenFile[] = [];
  let told = new Map<string, string>();
  let trouble: SourceTrouble | undefined;
  const keyOf = ({ name, size, modifiedAt }: SeenFile): string => `${size} ${modifiedAt} ${name}`;
  const look = async (open: OpenSource): Promise<Omit<Looked, 'trouble'>> => {
    const before = taken.size;
    const listed = await open.list();
    const { settled, waiting } = decideLook({ listed, seen, patterns: parts.patterns });
    const now = new Map(listed.map((file) => [file.name, file as SeenFile]));
    const waits = new Map(waiting.filter(({ name }) => !isTaken(now.get(name))).map(({ name, why }) => [name, why]));
    for (const file of settled.filter((one) => !taken.has(keyOf(one)))) {
      const came = await takeOne(parts, open, file);
      if (came.why === undefined) taken.add(keyOf(file));
      else waits.set(file.name, came.why);
      if (came.seen) now.set(file.name, came.seen);
    }
    for (const [name, why] of waits) if (told.get(name) !== why) parts.tell({ what: 'waiting', name, code: why, says: waitingWords(why) });
    [seen, told] = [[...now.values()], waits];
    return { waiting: waits.size, taken: taken.size - before };
  };
  const isTaken = (file: SeenFile | undefined): boolean => file !== undefined && taken.has(keyOf(file));
  return {
    look: async () => {
      try {
        const open = await openSource({ kind: 'folder', path: parts.folder }, milliseconds);
        const looked = await look(open).finally(open.close);
        if (trouble !== undefined) parts.tell({ what: 'well-again' });
        trouble = undefined;
        return { ...looked, trouble };
      } catch (error) {
        if (!(error instanceof SourceFailure)) throw error;
        if (trouble !== error.code) parts.tell({ what: 'trouble', code: error.code, ...troubleWords(error.code) });
        trouble = error.code;
        return { waiting: told.size, taken: 0, trouble };
      }
    },
  };
}

interface Came {
  readonly why?: 'cut-off' | 'not-still' | 'growing' | 'not-readable';
  readonly seen?: SeenFile;
}

async function takeOne(parts: FolderWatch, open: OpenSource, file: SeenFile): Promise<Came> {
  const { gate, blobs, actor, tell } = parts;
  try {
    const clocks = { now: parts.clock().getTime(), writtenAt: file.modifiedAt };
    const waited = await waitedFor(open, file, { ...clocks, patience: parts.cutOffMinutes * 60_000 });
    if (waited) return { why: waited.why, seen: { ...file, cutSince: waited.cutSince } };
    const { result } = await receiveFile(gate, blobs, actor, file.name, unchanged(open, file));
    tell({ what: 'taken', name: file.name, kind: result.kind, repeated: result.repeated, documentId: result.documentId });
    await putAway(open, parts, file.name);
    return {};
  } catch (error) {
    if (error instanceof Changed) return { why: 'growing' };
    if (error instanceof SourceFailure && (error.code === 'not-there' || error.code === 'no-permission')) return { why: 'not-readable' };
    throw error;
  }
}
