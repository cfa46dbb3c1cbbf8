import type { Change } from '@claimwright/server/api';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { atPractice } from './practice.ts';
import { noteProgress } from './progress.ts';
import { refresh } from './queries.ts';

const quiet = 350;

/** Listens to what changes on the server and asks again for what is on the screen, at most a few times a second. */
export function useChanges(): void {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource(atPractice('/api/events'));
    const changed = new Set<Change['topic']>();
    let timer: number | undefined;
    source.onmessage = (event: MessageEvent<string>) => {
      const change = JSON.parse(event.data) as Change;
      if (change.progress !== undefined && change.id !== undefined) {
        noteProgress(change.id, change.progress);
        return;
      }
      changed.add(change.topic);
      timer ??= window.setTimeout(() => {
        timer = undefined;
        refresh(client, changed);
        changed.clear();
      }, quiet);
    };
    return () => {
      window.clearTimeout(timer);
      source.close();
    };
  }, [client]);
}
