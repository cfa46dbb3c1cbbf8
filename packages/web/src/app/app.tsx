import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, type ReactElement, Suspense, useEffect } from 'react';
import { ErrorNote, Skeleton } from '../ui/notes.tsx';
import { RefusedError, whoAmI } from './api.ts';
import { useDensity } from './preferences.ts';
import { router } from './router.tsx';
import { MeContext } from './session.ts';
import { SignIn } from './sign-in.tsx';

const FirstRun = lazy(() => import('./first-run.tsx').then(({ FirstRun: component }) => ({ default: component })));

/** Shows the door, the first-run page, or the frame; the address stays what it was, so that a link survives signing in. */
export function App(): ReactElement {
  useDensity();
  const client = useQueryClient();
  const who = useQuery({ queryKey: ['me'], queryFn: whoAmI, staleTime: 60_000, retry: 1 });
  const again = () => void client.invalidateQueries({ queryKey: ['me'] });
  useEffect(
    () =>
      client.getQueryCache().subscribe(({ query }) => {
        const { error } = query.state;
        if (error instanceof RefusedError && error.status === 401 && query.queryKey[0] !== 'me')
          void client.invalidateQueries({ queryKey: ['me'] });
      }),
    [client],
  );
  if (who.error) {
    return (
      <main className="door">
        <ErrorNote error={who.error} retry={again} />
      </main>
    );
  }
  if (!who.data) return <Skeleton lines={4} />;
  if (!who.data.signedIn) {
    if (who.data.not.firstRun) {
      return (
        <Suspense fallback={<Skeleton />}>
          <FirstRun onDone={again} />
        </Suspense>
      );
    }
    return <SignIn not={who.data.not} onSignedIn={again} />;
  }
  return (
    <MeContext.Provider value={who.data.me}>
      <RouterProvider router={router} />
    </MeContext.Provider>
  );
}
