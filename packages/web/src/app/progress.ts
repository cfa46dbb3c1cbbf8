import type { Change } from '@claimwright/server/api';
import { useCallback, useSyncExternalStore } from 'react';

export type Progress = NonNullable<Change['progress']>;

/** How far long pieces of work are, by the id of the thing, as the server told last. */
const known = new Map<string, Progress>();
const waiting = new Map<string, number>();
const listeners = new Set<() => void>();

/** Of work that says nothing for so long nobody knows whether it goes on. */
const silence = 60_000;
/** What is done stays in sight for a moment. */
const goodbye = 1_500;

export function noteProgress(id: string, progress: Progress): void {
  known.set(id, progress);
  window.clearTimeout(waiting.get(id));
  const forget = () => {
    known.delete(id);
    waiting.delete(id);
    for (const tell of listeners) tell();
  };
  waiting.set(id, window.setTimeout(forget, progress.done >= progress.of ? goodbye : silence));
  for (const tell of listeners) tell();
}

function follow(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** How far the work on a thing is; undefined where none is told of. */
export function useProgress(id: string | undefined): Progress | undefined {
  const read = useCallback(() => (id === undefined ? undefined : known.get(id)), [id]);
  return useSyncExternalStore(follow, read);
}
