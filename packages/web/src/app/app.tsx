import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, type ReactElement, Suspense, useEffect, useState } from 'react';
import { ErrorNote, Skeleton } from '../ui/notes.tsx';
import { RefusedError, whoAmI } from './api.ts';
import { codeAt, LinkDoor } from './invitation.tsx';
import { useDensity } from './preferences.ts';
import { forgetWhenRefused } from './queries.ts';
import { router } from './router.tsx';
import { MeContext } from './session.ts';
import { SessionGuard } from './session-guard.tsx';
import { SignIn } from './sign-in.tsx';

const FirstRun = lazy(() => import('./first-run.tsx').then(({ FirstRun: component }) => ({ default: component })));
const SetUpFactor = lazy(() =>
  import('../ground/governance/account/set-up-factor.tsx').then(({ SetUpFactor: component }) => ({ default: component })),
);

/** Shows the door, the first-run page, or the frame; the address stays what it was, so that a link survives signing in. */
export function App(): ReactElement {
  useDensity();
  const client = useQueryClient();
  const who = useQuery({ queryKey: ['me'], queryFn: whoAmI, staleTime: 60_000, retry: 1 });
  const [because, setBecause] = useState<string | undefined>(undefined);
  const again = () => void client.invalidateQueries({ queryKey: ['me'] });
  useEffect(
    () =>
      client.getQueryCache().subscribe(({ query }) => {
        const { error } = query.state;
        if (!(error instanceof RefusedError) || error.status !== 401 || query.queryKey[0] === 'me') return;
        // The first that is refused hears why; those after it find nobody.
        if (error.because !== undefined) setBecause(error.because);
        void client.invalidateQueries({ queryKey: ['me'] });
      }),
    [client],
  );
  useEffect(() => forgetWhenRefused(client), [client]);
  const [invited, reset] = [codeAt('/invitation'), codeAt('/password-reset')];
  if (invited !== undefined) return <LinkDoor code={invited} to="invitation" />;
  if (reset !== undefined) return <LinkDoor code={reset} to="password-reset" />;
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
    const { not } = who.data;
    const why = not.because ?? because;
    const enter = () => {
      setBecause(undefined);
      again();
    };
    return <SignIn not={why === undefined ? not : { ...not, because: why }} onSignedIn={enter} />;
  }
  return (
    <MeContext.Provider value={who.data.me}>
      {who.data.me.needs ? (
        <Suspense fallback={<Skeleton />}>
          <SetUpFactor onDone={again} />
        </Suspense>
      ) : (
        <RouterProvider router={router} />
      )}
      <SessionGuard onOver={(why) => setBecause((before) => why ?? before)} />
    </MeContext.Provider>
  );
}
