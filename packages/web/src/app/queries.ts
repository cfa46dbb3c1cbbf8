import type { ApiCommands, ApiQueries, Change, Page } from '@claimwright/server/api';
import { keepPreviousData, type QueryClient, type UseQueryResult, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { PagedRows } from '../ui/paged-table.tsx';
import { act, ask, type CommandName, newIntention, type QueryName, RefusedError } from './api.ts';

/** Why a screen reads: the server narrows its answer to what the purpose needs, and records it. */
const purposeOf = (name: QueryName): string =>
  name.startsWith('gate/') || name.startsWith('ground/governance/') || name.startsWith('oversight/')
    ? 'audit'
    : name.startsWith('ground/ledger')
      ? 'operations'
      : 'payment';

type Input<N extends QueryName> = ApiQueries[N]['input'];
type Answer<N extends QueryName> = ApiQueries[N]['answer'];

const retry = (count: number, error: Error): boolean =>
  count < 1 && !(error instanceof RefusedError && error.status >= 400 && error.status < 500);

interface AskOptions {
  readonly enabled?: boolean;
  /** What never changes is never asked again. */
  readonly forever?: boolean;
  readonly keep?: boolean;
}

const askOf = <N extends QueryName>(name: N, input: Input<N>) => ({
  queryKey: [name, input] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => ask(name, input, purposeOf(name), signal),
});

export function useAsk<N extends QueryName>(name: N, input: Input<N>, options: AskOptions = {}): UseQueryResult<Answer<N>, Error> {
  return useQuery<Answer<N>, Error>({
    ...askOf(name, input),
    retry,
    enabled: options.enabled ?? true,
    staleTime: options.forever ? Number.POSITIVE_INFINITY : 15_000,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  } as Parameters<typeof useQuery<Answer<N>, Error>>[0]);
}

/** Reads the next thing before it is asked for. */
export function usePrefetch(): <N extends QueryName>(name: N, input: Input<N>) => void {
  const client = useQueryClient();
  return useCallback((name, input) => void client.prefetchQuery({ ...askOf(name, input), staleTime: 15_000, retry }), [client]);
}

type PagedName = { [N in QueryName]: Answer<N> extends Page<unknown> ? N : never }[QueryName];
type RowOf<N extends PagedName> = Answer<N> extends Page<infer Row> ? Row : never;

/** Whether two questions ask for the same list and differ only in what was typed into its search. */
export function onlySearchDiffers(before: object, now: object): boolean {
  const rest = (input: object) => JSON.stringify(Object.entries({ ...input, search: undefined }).sort());
  return rest(before) === rest(now);
}

/** A list, page after page by cursor. Its rows stay while somebody types; those of another view are never shown under this one's name. */
export function usePages<N extends PagedName>(name: N, input: Omit<Input<N>, 'cursor'>, enabled = true): PagedRows<RowOf<N>> {
  const query = useInfiniteQuery({
    queryKey: [name, 'pages', input] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      ask(name, { ...input, ...(pageParam ? { cursor: pageParam } : {}) } as Input<N>, purposeOf(name), signal) as unknown as Promise<
        Page<RowOf<N>>
      >,
    getNextPageParam: (page: Page<RowOf<N>>) => page.next,
    retry,
    enabled,
    staleTime: 15_000,
    placeholderData: (data, query) => (query && onlySearchDiffers(inputOf(query), input) ? data : undefined),
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const load = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const more = useMemo(() => ({ has: hasNextPage, loading: isFetchingNextPage, load }), [hasNextPage, isFetchingNextPage, load]);
  return {
    rows,
    total: data?.pages[0]?.total,
    note: data?.pages[0]?.note,
    loading: query.isPending && enabled,
    stale: query.isPlaceholderData,
    error: query.error,
    more,
    retry: () => void refetch(),
  };
}

const inputOf = ({ queryKey }: { readonly queryKey: readonly unknown[] }): object => Object(queryKey[2]);

/** Each act may be a step of these. */
const started = ['ground/governance/onboarding/', 'ground/governance/training-practice/'];

const topics: { readonly [topic: string]: readonly string[] } = {
  keys: ['ground/governance/keys/'],
  people: ['ground/governance/people/', ...started],
  codes: ['ground/codes/', 'revenue/posting/'],
  // A file may bring payers that nobody knew.
  documents: ['ground/intake/document', 'ground/intake/sources', 'ground/parties/'],
  remits: ['revenue/posting/', 'ground/bank/'],
  claims: ['revenue/claims/'],
  compliance: ['oversight/compliance/'],
  measures: ['oversight/measures/'],
  batches: ['revenue/submission/'],
  drafts: [
    'revenue/submission/tonight',
    'revenue/claims/draft',
    'revenue/scrub/proposals',
    'revenue/scrub/queues',
    'revenue/scrub/rule-finds',
  ],
  terms: ['revenue/scrub/terms', 'revenue/scrub/rule-finds'],
  rules: ['revenue/scrub/rule', 'revenue/submission/tonight'],
  deposits: ['ground/bank/', 'revenue/posting/tray', 'revenue/posting/remit'],
  books: ['ground/ledger/'],
  emergencies: ['ground/governance/emergencies'],
  record: ['gate/record', ...started],
  models: ['ground/governance/models/', 'gate/proposal'],
  approvals: ['gate/approvals', 'gate/proposal', 'revenue/scrub/proposals'],
  'write-backs': ['ground/governance/write-back/'],
  autonomy: ['ground/governance/switchboard', 'ground/governance/ladder-history', 'ground/governance/end-of-day'],
};

export function refresh(client: QueryClient, changed: Iterable<Change['topic']>): void {
  const prefixes = [...changed].flatMap((topic) => topics[topic] ?? []);
  askAgain(client, (name) => prefixes.some((prefix) => name.startsWith(prefix)));
}

const still = new Set(['ground/intake/bytes', 'me', 'preview/post-remit', 'preview/proposal']);

export function refreshAll(client: QueryClient): void {
  askAgain(client, (name) => !still.has(name));
}

/** A first answer that is still on its way may be older than the change, and is not cut short by itself: it is asked for once more. */
function askAgain(client: QueryClient, touched: (name: string) => boolean): void {
  const predicate = ({ queryKey }: { readonly queryKey: readonly unknown[] }) => touched(String(queryKey[0]));
  const early = client
    .getQueryCache()
    .findAll({ predicate, fetchStatus: 'fetching' })
    .filter(({ state }) => state.data === undefined);
  void client.invalidateQueries({ predicate });
  for (const { promise, queryKey } of early)
    promise?.then(
      () => client.invalidateQueries({ queryKey, exact: true }),
      () => undefined,
    );
}

/** Whoever is refused what they saw before has lost a right, as when emergency access ends: nothing that was seen by it stays. */
export function forgetWhenRefused(client: QueryClient): () => void {
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return;
    const { data, error } = event.query.state;
    if (data === undefined || !(error instanceof RefusedError) || error.status !== 403) return;
    forget(client);
  });
}

/** Nothing that was read stays: what stands on the screen is asked for again, by whoever one is now. */
export function forget(client: QueryClient): void {
  client.removeQueries({ type: 'inactive' });
  void client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  void client.invalidateQueries({ queryKey: ['me'] });
}

export interface Acting<N extends CommandName> {
  readonly busy: boolean;
  readonly error: Error | undefined;
  /** Answers undefined when it was refused; the refusal stands in `error`. */
  run(input: ApiCommands[N]['input']): Promise<ApiCommands[N]['result'] | undefined>;
  clear(): void;
}

/** One intention at a time: a repeat after a lost answer carries the same key, so that nothing happens twice. */
export function useAct<N extends CommandName>(name: N): Acting<N> {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | undefined>(undefined);
  const [lost] = useState(() => new Map<string, string>());
  const run = useCallback(
    async (input: ApiCommands[N]['input']) => {
      const same = JSON.stringify(input);
      const intention = lost.get(same) ?? newIntention();
      lost.set(same, intention);
      setBusy(true);
      setError(undefined);
      try {
        const acted = await act(name, input, intention);
        lost.delete(same);
        return acted.result;
      } catch (caught) {
        const failure = caught instanceof Error ? caught : new Error(String(caught));
        if (failure instanceof RefusedError && failure.status >= 400 && failure.status < 500) lost.delete(same);
        setError(failure);
        return undefined;
      } finally {
        setBusy(false);
        refreshAll(client);
      }
    },
    [client, lost, name],
  );
  return { busy, error, run, clear: useCallback(() => setError(undefined), []) };
}
