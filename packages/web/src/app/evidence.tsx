import type { BytesView } from '@claimwright/server/api';
import { createContext, type ReactElement, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { EmptyState, ErrorNote, KeyHint, Skeleton } from '../ui/notes.tsx';
import { RawSegments, type Segment } from '../ui/raw-segments.tsx';
import { EvidenceContext, type Source } from '../ui/source-figure.tsx';
import { readAt, writeAt } from './addresses.ts';
import { useAsk } from './queries.ts';
import { useAddress } from './use-address.ts';

/** What the opened thing was read from: a figure to be marked, or a stretch that is shown whole. */
interface Surroundings extends Source {
  readonly figure: boolean;
}

interface Shown {
  readonly figure: Source | undefined;
  readonly pinned: boolean;
  readonly around: Surroundings | undefined;
  surround(source: Surroundings | undefined): void;
  unpin(): void;
}

const ShownContext = createContext<Shown | undefined>(undefined);

const readPinned = (raw: Record<string, unknown>): { at?: string } => (typeof raw.at === 'string' ? { at: raw.at } : {});

/** Keeps which figure's bytes are shown: the one under the pointer or the focus, else the one in the address. */
export function EvidenceProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [address, go] = useAddress(readPinned);
  const [peeked, setPeeked] = useState<Source | undefined>(undefined);
  const [around, surround] = useState<Surroundings | undefined>(undefined);
  const sink = useMemo(
    () => ({
      peek: setPeeked,
      pin: (source: Source) => {
        setPeeked(source);
        go({ at: writeAt(source) }, true);
      },
    }),
    [go],
  );
  const pinned = readAt(address.at);
  const shown = useMemo<Shown>(
    () => ({
      figure: peeked ?? readAt(address.at),
      pinned: address.at !== undefined,
      around,
      surround,
      unpin: () => go({ at: undefined }, true),
    }),
    [peeked, address.at, around, go],
  );
  return (
    <EvidenceContext.Provider value={sink}>
      <ShownContext.Provider value={shown}>
        <div className="contents" data-pinned={pinned ? true : undefined}>
          {children}
        </div>
      </ShownContext.Provider>
    </EvidenceContext.Provider>
  );
}

/** The stretch of the document that the opened thing came from: its figures are then marked without another question. */
export function useSurroundings(source: Source | undefined, as: 'stretch' | 'figure' = 'stretch'): void {
  const shown = useContext(ShownContext);
  const surround = shown?.surround;
  const key = source ? writeAt(source) : '';
  useEffect(() => {
    const at = readAt(key);
    surround?.(at ? { ...at, figure: as === 'figure' } : undefined);
    return () => surround?.(undefined);
  }, [key, surround, as]);
}

export function useFigure(): { readonly figure: Source | undefined; readonly pinned: boolean; unpin(): void } {
  const shown = useContext(ShownContext);
  return { figure: shown?.figure, pinned: shown?.pinned ?? false, unpin: shown?.unpin ?? (() => undefined) };
}

const longest = 60_000;
const inside = (inner: Source, outer: Source | undefined): outer is Source =>
  outer !== undefined &&
  inner.documentId === outer.documentId &&
  inner.from >= outer.from &&
  inner.to <= outer.to &&
  outer.to - outer.from <= longest;

/** Marks a figure in segments that are here already; only where a character is a byte. */
function markIn(view: BytesView, figure: Source | undefined): readonly Segment[] | undefined {
  const plain = view.segments.every((segment) => segment.text.length === segment.to - segment.from);
  if (figure && !plain) return undefined;
  return view.segments.map(({ marked: _, ...segment }) => {
    if (!figure || figure.from >= segment.to || figure.to <= segment.from) return segment;
    return { ...segment, marked: { from: Math.max(figure.from - segment.from, 0), to: Math.min(figure.to, segment.to) - segment.from } };
  });
}

const context = 300;

/** The bytes asked for may begin and end within a segment; such stumps say nothing. */
function trim(view: BytesView, figure: Source): readonly Segment[] {
  return view.segments.filter(
    (segment) => segment.marked || !((segment.from > 0 && segment.from === figure.from - context) || segment.to === figure.to + context),
  );
}

function Bytes({ figure, around }: { readonly figure: Source | undefined; readonly around: Source | undefined }): ReactElement {
  const near = figure ? inside(figure, around) : around !== undefined && around.to - around.from <= longest;
  const wide = useAsk(
    'ground/intake/bytes',
    { documentId: around?.documentId ?? '', from: around?.from ?? 0, to: around?.to ?? 0, around: 0 },
    { enabled: near && around !== undefined, forever: true },
  );
  const local = near && wide.data ? markIn(wide.data, figure) : undefined;
  const exact = useAsk(
    'ground/intake/bytes',
    { documentId: figure?.documentId ?? '', from: figure?.from ?? 0, to: figure?.to ?? 0, around: context },
    { enabled: figure !== undefined && local === undefined && !(near && wide.isPending), forever: true, keep: true },
  );
  const view = local ? wide.data : exact.data;
  const segments = local ?? (exact.data && figure ? trim(exact.data, figure) : undefined);
  if (wide.error && near) return <ErrorNote error={wide.error} />;
  if (exact.error && !local) return <ErrorNote error={exact.error} />;
  if (!segments || !view) return <Skeleton lines={7} />;
  return (
    <>
      <p className="evidence-where">
        {view.documentName}
        <span>{figure ? ` bytes ${figure.from} to ${figure.to}` : ` bytes ${view.from} to ${view.to}`}</span>
      </p>
      <RawSegments segments={segments} shown={figure ? writeAt(figure) : ''} />
    </>
  );
}

/** The evidence: the raw segments that what is shown was read from. */
export function EvidencePane(): ReactElement {
  const shown = useContext(ShownContext);
  const figure = shown?.figure;
  const around = shown?.around;
  const small = around?.figure === true;
  return (
    <section className="evidence" aria-label="Evidence">
      <header className="pane-head">
        <h2>Evidence</h2>
        <span className="pane-head-note">{shown?.pinned ? 'kept' : figure ? 'pointed at' : ''}</span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
      <div className="evidence-body" tabIndex={0} role="group" aria-label="Raw segments">
        {figure || around ? (
          <Bytes figure={figure ?? (small ? around : undefined)} around={small ? undefined : around} />
        ) : (
          <EmptyState title="The payer's own bytes">
            Rest on any underlined figure, or press <KeyHint keys="Space" /> on it, and the segment that it was read from stands here with
            its bytes highlighted.
          </EmptyState>
        )}
      </div>
    </section>
  );
}
