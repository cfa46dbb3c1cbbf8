import { createContext, type ReactElement, useContext, useEffect, useRef } from 'react';
import { Money, type MoneyProps } from './money.tsx';

/** Where a figure comes from: bytes of a stored document. */
export interface Source {
  readonly documentId: string;
  readonly from: number;
  readonly to: number;
}

export interface EvidenceSink {
  /** While the pointer or the focus rests on it; undefined when it leaves. */
  peek(source: Source | undefined): void;
  /** Keep it shown. */
  pin(source: Source): void;
}

export const EvidenceContext = createContext<EvidenceSink>({ peek: () => undefined, pin: () => undefined });

export function sourceOf(
  documentId: string | undefined,
  bytes: { readonly from: number; readonly to: number } | undefined,
): Source | undefined {
  return documentId && bytes ? { documentId, from: bytes.from, to: bytes.to } : undefined;
}

const rest = 110;

/** Handlers that show a source while something is hovered or focused, and keep it on a click or Space. */
export function useSource(source: Source | undefined) {
  const sink = useContext(EvidenceContext);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  if (!source) return undefined;
  const show = () => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => sink.peek(source), rest);
  };
  const hide = () => {
    window.clearTimeout(timer.current);
    sink.peek(undefined);
  };
  return { onMouseEnter: show, onMouseLeave: hide, onFocus: show, onBlur: hide, onClick: () => sink.pin(source) };
}

interface SourceFigureProps extends MoneyProps {
  /** What the figure is, for those who hear it: `Paid`. */
  readonly label: string;
  readonly source: Source | undefined;
}

/** An amount that leads to the bytes it was read from. */
export function SourceFigure({ label, source, ...money }: SourceFigureProps): ReactElement {
  const handlers = useSource(source);
  if (!handlers) return <Money {...money} />;
  return (
    <button type="button" className="figure" {...handlers}>
      <span className="sr-only">{label} </span>
      <Money {...money} />
      <span className="sr-only">, show its source</span>
    </button>
  );
}

/** Words that lead to bytes: a finding's position, a segment. */
export function SourceLink({
  source,
  children,
}: {
  readonly source: Source | undefined;
  readonly children: React.ReactNode;
}): ReactElement {
  const handlers = useSource(source);
  if (!handlers) return <span>{children}</span>;
  return (
    <button type="button" className="source-link" {...handlers}>
      {children}
    </button>
  );
}
