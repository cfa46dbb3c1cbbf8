import { type ReactElement, useEffect, useRef } from 'react';

export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly meaning?: string | undefined;
  readonly marked?: { readonly from: number; readonly to: number } | undefined;
}

interface RawSegmentsProps {
  readonly segments: readonly Segment[];
  /** Changes when another figure is shown, so that it scrolls into view. */
  readonly shown: string;
}

function Marked({ text, marked }: { readonly text: string; readonly marked: Segment['marked'] }): ReactElement {
  if (!marked) return <>{text}</>;
  return (
    <>
      {text.slice(0, marked.from)}
      <mark>{text.slice(marked.from, marked.to)}</mark>
      {text.slice(marked.to)}
    </>
  );
}

/** The payer's own segments, each with its meaning, the exact bytes of a figure highlighted. */
export function RawSegments({ segments, shown }: RawSegmentsProps): ReactElement {
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another figure is shown
  useEffect(() => {
    list.current?.querySelector('mark')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown, segments]);
  return (
    <ol className="segments" ref={list}>
      {segments.map((segment) => (
        <li key={segment.from} data-marked={segment.marked ? true : undefined}>
          {segment.meaning ? <span className="segment-meaning">{segment.meaning}</span> : null}
          <code>
            <Marked text={segment.text} marked={segment.marked} />
          </code>
        </li>
      ))}
    </ol>
  );
}
