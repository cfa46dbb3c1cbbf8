import { useMatch, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

type Patch<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** A screen still stands while the one that was called loads: what is chosen in it then is of an address that is no longer there. */
export const hasLeft = (own: string, now: string): boolean => own !== '/' && own !== now;

/** The screen's part of the address, and how to change it. `replace` does not add a step to go back to. */
export function useAddress<T extends object>(read: (raw: Record<string, unknown>) => T): [T, (patch: Patch<T>, replace?: boolean) => void] {
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const router = useRouter();
  const own = useMatch({ strict: false, select: ({ pathname }) => pathname });
  const go = useCallback(
    (patch: Patch<T>, replace = false) => {
      if (hasLeft(own, router.latestLocation.pathname)) return;
      const search = (now: Record<string, unknown>) =>
        Object.fromEntries(Object.entries({ ...now, ...patch }).filter(([, value]) => value !== undefined));
      void navigate({ to: '.', search, replace } as Parameters<typeof navigate>[0]);
    },
    [navigate, router, own],
  );
  return [read(raw), go];
}
