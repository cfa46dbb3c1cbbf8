import type { SessionTimes } from '@claimwright/server/api';
import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { RefusedError, signOut } from './api.ts';
import { sessionTimes, stay } from './identity.ts';
import { idleSeconds } from './idle.ts';

/** How often the server is asked, and how long before the end somebody is warned. */
const every = 15_000;
const warned = 60;

const leftOf = ({ idleSeconds: idle, longestSeconds: longest }: SessionTimes) => ({
  seconds: Math.min(idle, longest),
  ends: longest <= idle,
});

/** Warns before the session ends by itself, and covers the page when it has. */
export function SessionGuard({ onOver }: { onOver(because: string | undefined): void }): ReactElement {
  const client = useQueryClient();
  const [endsAt, setEndsAt] = useState<number | undefined>(undefined);
  const [final, setFinal] = useState(false);
  const [now, setNow] = useState(Date.now());
  const away = useRef((because?: string) => {
    onOver(because);
    // Nothing that was on the screen stays in the page: the sign-in takes its place.
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    void client.invalidateQueries({ queryKey: ['me'] });
  });
  const look = useRef(async (asked: boolean) => {
    try {
      const { seconds, ends } = leftOf(asked || idleSeconds() * 1000 < every ? await stay() : await sessionTimes());
      setEndsAt(Date.now() + seconds * 1000);
      setFinal(ends);
    } catch (error) {
      if (error instanceof RefusedError && error.status === 401) away.current(error.because);
    }
  });
  useEffect(() => {
    void look.current(false);
    const asking = setInterval(() => void look.current(false), every);
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    const seen = () => {
      if (document.visibilityState === 'visible') void look.current(false);
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearInterval(asking);
      clearInterval(ticking);
      document.removeEventListener('visibilitychange', seen);
    };
  }, []);
  const left = endsAt === undefined ? undefined : Math.ceil((endsAt - now) / 1000);
  const over = left !== undefined && left <= 0;
  useEffect(() => {
    if (over) away.current();
  }, [over]);
  const leave = async () => {
    await signOut().catch(() => undefined);
    away.current();
  };
  return (
    <Modal
      opened={left !== undefined && left <= warned}
      onClose={() => void look.current(true)}
      title="Are you still there?"
      closeButtonProps={{ 'aria-label': 'Stay signed in' }}
    >
      <p role="timer">
        You will be signed off in {left !== undefined && left > 0 ? left : 0} seconds.{' '}
        {final ? 'A session lasts no longer than this; sign in again afterwards.' : 'Nothing was touched for a while.'}
      </p>
      <div className="dialog-actions">
        <Button variant="default" onClick={() => void leave()}>
          Sign off now
        </Button>
        {final ? null : (
          <Button data-autofocus onClick={() => void look.current(true)}>
            Stay signed in
          </Button>
        )}
      </div>
    </Modal>
  );
}
