import type { PostedView, TrayRow } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { readPostEra } from '../../app/addresses.ts';
import { Panes } from '../../app/panes.tsx';
import { useAct, useAsk, usePages, usePrefetch } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { useAddress } from '../../app/use-address.ts';
import { formatMoney, plural } from '../../ui/format.ts';
import { ErrorNote, KeyHint, Skeleton } from '../../ui/notes.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { PostDialog, type Wanted } from './post-dialog.tsx';
import { Remit } from './remit.tsx';
import type { RemitDeeds } from './remit-head.tsx';
import { Tray } from './tray.tsx';
import { useRemitCommands } from './use-remit-commands.ts';

interface Posted {
  readonly remitId: string;
  readonly result: PostedView;
}

/** A toast that says what was booked and how to take it back. */
function tellPosted(posted: readonly Posted[], undo: () => void): void {
  const applied = posted.reduce((sum, one) => sum + one.result.totals.applied, 0);
  const entries = posted.reduce((sum, one) => sum + one.result.entries, 0);
  notifications.show({
    id: 'posted',
    title: posted.length === 1 ? 'Posted' : `${posted.length} remits posted`,
    message: (
      <div className="toast">
        <span>
          {formatMoney(applied)} applied, {plural(entries, 'journal entry', 'journal entries')}.
        </span>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => {
            notifications.hide('posted');
            undo();
          }}
        >
          Undo <KeyHint keys="u" />
        </Button>
      </div>
    ),
    closeButtonProps: { 'aria-label': 'Close' },
  });
}

/** A takeback finds the payment that it takes back only when that one was posted before it. */
const oldestFirst = (rows: readonly TrayRow[]): readonly Wanted[] =>
  rows
    .filter((row) => row.state === 'open')
    .sort((a, b) => (a.paidOn ?? '').localeCompare(b.paidOn ?? '') || a.readAt.localeCompare(b.readAt))
    .map(({ id, payerName, large }) => ({ id, payerName, large }));

function useMarks(): [ReadonlySet<string>, (id: string) => void, () => void] {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setMarked((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return [marked, toggle, () => setMarked(new Set())];
}

/** Undoes what the person posted last, or what is opened, with a reason. */
function Undo({ ids, onClose, onUndone }: { readonly ids: readonly string[]; onClose(): void; onUndone(): void }): ReactElement {
  const undo = useAct('revenue/posting/undo-remit');
  const done = async (reason: string) => {
    let entries = 0;
    // The last one first: an earlier posting cannot be taken back while a later one builds on it.
    for (const remitId of [...ids].reverse()) {
      const result = await undo.run({ remitId, reason });
      if (!result) return;
      entries += result.entries;
    }
    notifications.show({
      id: 'undone',
      title: 'Undone',
      message: `${plural(entries, 'mirror entry', 'mirror entries')} booked; every balance is what it was before.`,
      closeButtonProps: { 'aria-label': 'Close' },
    });
    notifications.hide('posted');
    onUndone();
    onClose();
  };
  return (
    <ReasonDialog
      title={ids.length > 1 ? `Undo ${ids.length} postings` : 'Undo the posting'}
      verb="Undo"
      opened={ids.length > 0}
      reason="Posted too early; to be looked at again."
      busy={undo.busy}
      error={undo.error}
      onClose={onClose}
      onDone={(reason) => void done(reason)}
    >
      <p>
        Every journal entry of it is mirrored, and each claim's balance goes back to what it was. The posting and its undoing both stay on
        the record.
      </p>
    </ReasonDialog>
  );
}

function NotOurs({ remitId, onClose }: { readonly remitId: string | undefined; onClose(): void }): ReactElement {
  const aside = useAct('revenue/posting/remit-not-ours');
  const done = async (reason: string) => {
    if (remitId && (await aside.run({ remitId, reason }))) onClose();
  };
  return (
    <ReasonDialog
      title="This remit is not ours"
      verb="Set it aside"
      opened={remitId !== undefined}
      reason="It pays another practice."
      busy={aside.busy}
      error={aside.error}
      onClose={onClose}
      onDone={(reason) => void done(reason)}
    >
      <p>It is kept as it came and booked nowhere. You can take it back at any time.</p>
    </ReasonDialog>
  );
}

/** The biller's first screen: remits on the left, the opened one with its claims and their lines, the payer's bytes on the right. */
export function PostEra(): ReactElement {
  const [address, go] = useAddress(readPostEra);
  const view = address.view ?? 'open';
  const [search, setSearch] = useState('');
  const [typed] = useDebouncedValue(search.trim(), 250);
  const [marked, toggleMark, clearMarks] = useMarks();
  const [wanted, setWanted] = useState<readonly Wanted[]>([]);
  const [undoing, setUndoing] = useState<readonly string[]>([]);
  const [aside, setAside] = useState<string | undefined>(undefined);
  const [last, setLast] = useState<readonly string[]>([]);
  const mayPost = useMay('postings.post');
  const pages = usePages('revenue/posting/tray', { view, ...(typed ? { search: typed } : {}) });
  const opened = useAsk('revenue/posting/remit', { remitId: address.remit ?? '' }, { enabled: address.remit !== undefined, keep: true });
  // While the next one is read, the one before still stands in `data`: nothing may be done to it by mistake.
  const remit = opened.data?.id === address.remit ? opened.data : undefined;
  const ours = useAct('revenue/posting/remit-ours');
  const prefetch = usePrefetch();
  const { rows } = pages;
  const found = rows.findIndex((row) => row.id === address.remit);
  // A remit that was posted leaves the list; the one that took its place is next.
  const place = useRef(-1);
  if (found >= 0) place.current = found;
  const at = found >= 0 ? found : place.current - 1;
  const next = rows[at + 1] ?? (found < 0 ? rows[0] : undefined);
  useEffect(() => {
    if (address.remit && next) prefetch('revenue/posting/remit', { remitId: next.id });
  }, [address.remit, next, prefetch]);
  const open = (row: TrayRow | undefined) => row && go({ remit: row.id, claim: undefined, show: undefined, at: undefined });
  const chosen = useMemo(() => rows.filter((row) => marked.has(row.id)), [rows, marked]);
  const accept = () => {
    if (remit) setWanted([{ id: remit.id, payerName: remit.payerName, large: remit.large }]);
    else if (chosen.length > 0) setWanted(oldestFirst(chosen));
  };
  const undo = () => {
    if (remit?.can.undo) setUndoing([remit.id]);
    else if (last.length > 0) setUndoing(last);
  };
  const deeds: RemitDeeds = {
    post: accept,
    undo,
    notOurs: () => setAside(remit?.id),
    ours: () => remit && void ours.run({ remitId: remit.id, question: 'payee' }),
    ownPayment: () => remit && void ours.run({ remitId: remit.id, question: 'earlier' }),
  };
  useRemitCommands({
    remit,
    deeds,
    mayPost,
    marked: chosen.length,
    undoable: last.length > 0,
    next: next && (() => open(next)),
    previous: at > 0 ? () => open(rows[at - 1]) : undefined,
  });
  // The message speaks of what was posted last: it goes with the screen, and where u would undo something else.
  useEffect(() => () => void notifications.hide('posted'), []);
  const other = remit?.can.undo === true && !last.includes(remit.id);
  useEffect(() => {
    if (other) notifications.hide('posted');
  }, [other]);
  const onPosted = (posted: readonly Posted[]) => {
    const ids = posted.map(({ remitId }) => remitId);
    setLast(ids);
    clearMarks();
    tellPosted(posted, () => setUndoing(ids));
  };
  const thing =
    address.remit === undefined ? undefined : opened.error ? (
      <ErrorNote error={opened.error} retry={() => void opened.refetch()} />
    ) : remit ? (
      <>
        {ours.error ? <ErrorNote error={ours.error} /> : null}
        <Remit
          remit={remit}
          deeds={deeds}
          show={address.show ?? 'all'}
          claim={address.claim}
          onShow={(show) => go({ show: show === 'all' ? undefined : show, claim: undefined, at: undefined }, true)}
          onClaim={(claim) => go({ claim, at: undefined }, true)}
        />
      </>
    ) : (
      <Skeleton lines={14} />
    );
  return (
    <>
      <Panes
        name="post-era"
        listLabel="Tray of remits"
        thingLabel="Remit"
        backLabel="All remits"
        onBack={() => go({ remit: undefined, claim: undefined, show: undefined, at: undefined })}
        thing={thing}
        list={
          <Tray
            pages={pages}
            view={view}
            search={search}
            sort={address.sort}
            chosen={address.remit}
            marked={marked}
            slim={address.remit !== undefined}
            onView={(now) => go({ view: now === 'open' ? undefined : now })}
            onSearch={setSearch}
            onSort={(sort) => go({ sort }, true)}
            onOpen={open}
            onMark={(row) => toggleMark(row.id)}
          />
        }
      />
      <PostDialog wanted={wanted} onClose={() => setWanted([])} onPosted={onPosted} />
      <Undo ids={undoing} onClose={() => setUndoing([])} onUndone={() => setLast([])} />
      <NotOurs remitId={aside} onClose={() => setAside(undefined)} />
    </>
  );
}
