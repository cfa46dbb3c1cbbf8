import { type KeyboardEvent, type PointerEvent, type ReactElement, useRef } from 'react';

interface SplitterProps {
  readonly label: string;
  readonly size: number;
  readonly least: number;
  readonly most: number;
  /** Whether the pane it sizes is on its right. */
  readonly after?: boolean;
  readonly onSize: (size: number) => void;
}

/** The line between two panes: drag it, or move it with the arrow keys. */
export function Splitter({ label, size, least, most, after, onSize }: SplitterProps): ReactElement {
  const start = useRef({ x: 0, size });
  const clamp = (wanted: number) => Math.min(Math.max(wanted, least), most);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    start.current = { x: event.clientX, size };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const moved = event.clientX - start.current.x;
    onSize(clamp(start.current.size + (after ? -moved : moved)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 24 : event.key === 'ArrowLeft' ? -24 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onSize(clamp(size + (after ? -step : step)));
  };
  return (
    <div
      className="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(size)}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}
