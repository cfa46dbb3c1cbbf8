import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

type Patch<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** The screen's part of the address, and how to change it. `replace` does not add a step to go back to. */
export function useAddress<T extends object>(read: (raw: Record<string, unknown>) => T): [T, (patch: Patch<T>, replace?: boolean) => void] {
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const go = useCallback(
    (patch: Patch<T>, replace = false) => {
      const search = (now: Record<string, unknown>) =>
        Object.fromEntries(Object.entries({ ...now, ...patch }).filter(([, value]) => value !== undefined));
      void navigate({ to: '.', search, replace } as Parameters<typeof navigate>[0]);
    },
    [navigate],
  );
  return [read(raw), go];
}
