import type { Account } from '@claimwright/server/api';
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { account } from '../../../app/identity.ts';

export const useAccount = (): UseQueryResult<Account, Error> =>
  useQuery<Account, Error>({ queryKey: ['account'], queryFn: account, staleTime: 5_000, retry: false });

export interface Doing {
  readonly busy: boolean;
  readonly error: unknown;
  /** Answers undefined when it was refused; the refusal stands in `error`. */
  run<T>(work: () => Promise<T>): Promise<T | undefined>;
  clear(): void;
}

/** One thing at a time, and the account read again afterwards. */
export function useDoing(): Doing {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const run = useCallback(
    async <T>(work: () => Promise<T>): Promise<T | undefined> => {
      setBusy(true);
      setError(undefined);
      try {
        return await work();
      } catch (wrong) {
        setError(wrong);
        return undefined;
      } finally {
        setBusy(false);
        void client.invalidateQueries({ queryKey: ['account'] });
      }
    },
    [client],
  );
  return { busy, error, run, clear: () => setError(undefined) };
}
