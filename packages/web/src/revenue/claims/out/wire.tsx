import type { SegmentsView } from '@claimwright/server/api';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef } from 'react';
import { writeAt } from '../../../app/addresses.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';

type Segment = SegmentsView['segments'][number];

interface WireProps {
  readonly view: SegmentsView;
  /** Which elements of which segment belong to the box that is pointed at. */
  readonly lit: ReadonlyMap<number, ReadonlySet<string>>;
  readonly open: number | undefined;
  readonly sent: boolean;
  onPoint(segment: number | undefined): void;
  onOpen(segment: number | undefined): void;
}

/** The text of a segment, the lit elements marked. */
function Text({ segment, lit }: { readonly segment: Segment; readonly lit: ReadonlySet<string> | undefined }): ReactElement {
  const elements = segment.text.slice(0, -1).split('*');
  return (
    <code>
      {elements.map((element, i) => {
        const ref = `${segment.id}${String(i).padStart(2, '0')}`;
        const parts = element.split(':');
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: elements are known by where they stand
          <span key={i}>
            {i === 0 ? '' : '*'}
            {parts.map((part, k) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: so are their parts
              <span key={k}>
                {k === 0 ? '' : ':'}
                {part !== '' && (lit?.has(ref) || lit?.has(`${ref}-${k + 1}`)) ? <mark>{part}</mark> : part}
              </span>
            ))}
          </span>
        );
      })}
      ~
    </code>
  );
}

function Elements({ segment, lit }: { readonly segment: Segment; readonly lit: ReadonlySet<string> | undefined }): ReactElement {
  return (
    <dl className="wire-elements">
      {segment.elements.map(({ ref, name, value }) => (
        <div key={ref} data-lit={lit?.has(ref) || undefined}>
          <dt>
            <span className="mono">{ref}</span> {name}
          </dt>
          <dd className="mono">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Left({ view, sent }: Pick<WireProps, 'view' | 'sent'>): ReactElement {
  const { left } = view;
  if (!sent || left === undefined) return <p className="small dim">{sent ? 'As it is to be sent.' : 'As it will be sent.'}</p>;
  if (left.bytes === undefined)
    return (
      <p className="small">
        <Status tone="work">Not the same</Status> The file that left says it otherwise.{' '}
        <Link to="/documents" search={{ document: left.documentId }}>
          Open the file
        </Link>
      </p>
    );
  return (
    <p className="small">
      <Status tone="good">As it was sent</Status>{' '}
      <span>
        bytes {left.bytes.from} to {left.bytes.to} of
      </span>{' '}
      <Link to="/documents" search={{ document: left.documentId, at: writeAt({ documentId: left.documentId, ...left.bytes }) }}>
        the file that left
      </Link>
    </p>
  );
}

/** A claim on the wire, segment by segment, each element in words on demand. */
export function Wire({ view, lit, open, sent, onPoint, onOpen }: WireProps): ReactElement {
  const list = useRef<HTMLOListElement>(null);
  const first = Math.min(...lit.keys());
  useEffect(() => {
    const box = list.current;
    const item = Number.isFinite(first) ? box?.querySelector<HTMLElement>(`[data-segment="${first}"]`) : undefined;
    // Its own list alone is scrolled, never the form beside it.
    if (box && item) box.scrollTop = item.offsetTop - box.clientHeight / 3;
  }, [first]);
  if (view.trouble)
    return (
      <ErrorNote
        error={
          new Error(`It cannot be written: ${view.trouble.says} (${view.trouble.at}). Mend the claim there, and its segments stand here.`)
        }
      />
    );
  return (
    <>
      <Left view={view} sent={sent} />
      <ol className="segments wire" ref={list} onMouseLeave={() => onPoint(undefined)}>
        {view.segments.map((segment, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a segment is known by where it stands
          <li key={i} data-segment={i} data-marked={lit.has(i) || undefined} onMouseEnter={() => onPoint(i)}>
            {segment.loop === undefined ? null : <p className="wire-loop">{segment.loop}</p>}
            <button
              type="button"
              className="wire-segment"
              aria-expanded={open === i}
              onFocus={() => onPoint(i)}
              onClick={() => onOpen(open === i ? undefined : i)}
            >
              <span className="segment-meaning">
                {segment.id}: {segment.name}
              </span>
              <Text segment={segment} lit={lit.get(i)} />
            </button>
            {open === i ? <Elements segment={segment} lit={lit.get(i)} /> : null}
          </li>
        ))}
      </ol>
    </>
  );
}
