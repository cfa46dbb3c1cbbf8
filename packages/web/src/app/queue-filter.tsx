import type { QueuesView } from '@claimwright/server/api';
import { type ReactElement, useState } from 'react';
import { ViewTabs } from '../ui/view-tabs.tsx';
import { useAsk } from './queries.ts';

type Chosen = 'all' | 'mine' | QueuesView['queues'][number]['queue'];

/** Whose held claims are shown: all, those of one's own queues, or one queue. Where nothing is held there is nothing to choose. */
export function useQueueFilter(enabled: boolean): {
  readonly tool: ReactElement | null;
  narrow<Rows extends { readonly rows: readonly { readonly draftId: string }[] }>(pages: Rows): Rows;
} {
  const [chosen, setChosen] = useState<Chosen>('all');
  const queue = chosen === 'all' || chosen === 'mine' ? {} : { queue: chosen };
  const { data } = useAsk('revenue/scrub/queues', { ...queue, ...(chosen === 'mine' ? { mine: true } : {}) }, { enabled });
  const held = data?.queues.filter(({ claims, queue: name }) => claims > 0 || name === chosen) ?? [];
  const tool =
    held.length === 0 ? null : (
      <ViewTabs<Chosen>
        label="With whom held claims wait"
        chosen={chosen}
        onChoose={setChosen}
        views={[
          { id: 'all', label: 'All' },
          { id: 'mine', label: 'Mine' },
          ...held.map(({ queue: id, name, claims }) => ({ id, label: name, count: claims })),
        ]}
      />
    );
  const kept = new Set(data?.claims.map(({ draftId }) => draftId));
  return {
    tool,
    narrow: (pages) => (chosen === 'all' ? pages : { ...pages, rows: pages.rows.filter(({ draftId }) => kept.has(draftId)) }),
  };
}
