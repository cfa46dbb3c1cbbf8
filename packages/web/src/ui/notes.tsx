import { Button } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { Shape } from './status.tsx';

interface Wrong {
  readonly says: string;
  readonly because?: string | undefined;
  readonly fix?: string | undefined;
}

const isWrong = (thing: unknown): thing is Wrong =>
  typeof thing === 'object' && thing !== null && 'says' in thing && typeof thing.says === 'string';

/** What went wrong, why, and what to do next. */
export function ErrorNote({ error, retry }: { readonly error: unknown; readonly retry?: () => void }): ReactElement {
  const wrong: Wrong = isWrong(error)
    ? error
    : { says: 'This part of the app has failed.', fix: 'Reload the page. If it happens again, tell whoever runs the server.' };
  return (
    <div className="note" data-tone="stop" role="alert">
      <Shape tone="stop" />
      <div>
        <p className="note-says">{wrong.says}</p>
        {wrong.because ? <p>{wrong.because}</p> : null}
        {wrong.fix ? <p className="note-fix">{wrong.fix}</p> : null}
        {retry ? (
          <Button variant="default" size="compact-xs" mt={6} onClick={retry}>
            Try again
          </Button>
        ) : null}
      </div>
    </div>
  );
}

interface EmptyStateProps {
  readonly title: string;
  /** What would be here and where it comes from. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps): ReactElement {
  return (
    <div className="empty">
      <svg viewBox="0 0 64 48" width="64" height="48" aria-hidden="true" className="empty-art">
        <path d="M6 42V8h30l10 10v24z" />
        <path d="M36 8v10h10M14 20h14M14 27h22M14 34h18" />
        <path d="M50 30h10M55 25v10" />
      </svg>
      <h2>{title}</h2>
      <div className="empty-words">{children}</div>
      {action}
    </div>
  );
}

/** Grey lines in the shape of what comes; they appear only when it takes longer than a blink. */
export function Skeleton({ lines = 6 }: { readonly lines?: number }): ReactElement {
  return (
    <div className="skeleton" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => (
        <span key={`line-${String(line)}`} style={{ width: `${92 - ((line * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

export function KeyHint({ keys }: { readonly keys: string }): ReactElement {
  return (
    <span className="key" aria-hidden="true">
      {keys}
    </span>
  );
}
