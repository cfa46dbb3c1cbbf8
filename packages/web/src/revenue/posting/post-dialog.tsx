import type { Acted, PostedView } from '@claimwright/server/api';
import { Button, Modal, Progress } from '@mantine/core';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { act, ask, newIntention, preview } from '../../app/api.ts';
import { refreshAll } from '../../app/queries.ts';
import { ErrorNote, KeyHint, Skeleton } from '../../ui/notes.tsx';
import { PostingPreview } from '../../ui/posting-preview.tsx';
import { RemitProgress } from './large-progress.tsx';

export interface Wanted {
  readonly id: string;
  readonly payerName: string;
  /** Of very many claims: its plan is read, and not made anew to be looked at. */
  readonly large: boolean | undefined;
}

interface PostDialogProps {
  /** The remits to post; empty: closed. */
  readonly wanted: readonly Wanted[];
  onClose(): void;
  onPosted(posted: readonly { readonly remitId: string; readonly result: PostedView }[]): void;
}

const previewed = async (remitId: string): Promise<PostedView> =>
  ((await preview('revenue/posting/post-remit', { remitId })) as Acted<PostedView>).result;

/** What its plan says, as it was worked out last. */
async function planned(remitId: string): Promise<PostedView> {
  const { state, totals } = await ask('revenue/posting/remit', { remitId }, 'payment');
  return { remitId, state, totals, entries: 0 };
}

/** What will be booked, first; then it is booked. */
export function PostDialog({ wanted, onClose, onPosted }: PostDialogProps): ReactElement {
  const client = useQueryClient();
  const [done, setDone] = useState<number | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const previews = useQueries({
    queries: wanted.map(({ id, large }) => ({
      queryKey: ['preview/post-remit', id],
      queryFn: () => (large ? planned(id) : previewed(id)),
      gcTime: 0,
      staleTime: 0,
      retry: false,
    })),
  });
  const refused = previews.find((one) => one.error)?.error;
  const ready = previews.flatMap(({ data }) => data ?? []);
  const large = wanted.filter((one) => one.large);
  const complete = wanted.length > 0 && ready.length === wanted.length;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The preview is read first; then Enter posts.
    if (complete) button.current?.focus();
  }, [complete]);
  const close = () => {
    setDone(undefined);
    setError(undefined);
    onClose();
  };
  const post = async () => {
    const posted: { remitId: string; result: PostedView }[] = [];
    setError(undefined);
    setDone(0);
    try {
      for (const { id } of wanted) {
        const acted = await act('revenue/posting/post-remit', { remitId: id }, newIntention());
        posted.push({ remitId: id, result: acted.result });
        setDone(posted.length);
      }
      onPosted(posted);
      close();
    } catch (caught) {
      if (posted.length > 0) onPosted(posted);
      setError(caught);
      setDone(undefined);
    } finally {
      refreshAll(client);
    }
  };
  const title = wanted.length === 1 ? `Accept all clean: ${wanted[0]?.payerName ?? ''}` : `Accept all clean of ${wanted.length} remits`;
  return (
    <Modal opened={wanted.length > 0} onClose={close} title={title} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="dialog">
        {refused ? <ErrorNote error={refused} /> : complete ? <PostingPreview previews={ready} /> : <Skeleton lines={4} />}
        {large.length > 0 ? (
          <p className="dim">
            {large.length === wanted.length ? '' : 'Those of very many claims: '}Figures as they were planned last. It is planned anew when
            it is posted, which takes a while; all of it is posted, or nothing.
          </p>
        ) : null}
        {wanted.length > 1 ? (
          <p className="dim">
            They are posted oldest first, and each is planned anew at its turn, so that a takeback finds the payment before it.
          </p>
        ) : null}
        {error ? <ErrorNote error={error} /> : null}
        {done !== undefined && wanted.length > 1 ? (
          <>
            <Progress value={(done / wanted.length) * 100} aria-label="Posting" />
            <p>
              {done} of {wanted.length} posted
            </p>
          </>
        ) : null}
        {done === undefined ? null : <RemitProgress remitId={wanted[done]?.id} />}
        <div className="dialog-actions">
          <Button variant="default" onClick={close}>
            Not now
          </Button>
          <Button ref={button} disabled={!complete || refused !== undefined} loading={done !== undefined} onClick={() => void post()}>
            Post <KeyHint keys="Enter" />
          </Button>
        </div>
      </div>
    </Modal>
  );
}
