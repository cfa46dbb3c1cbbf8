import { type TermChanged, termField } from '@claimwright/core/revenue/scrub';
import type { TermsHistoryEntry } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useAsk } from '../../../app/queries.ts';
import { formatDate, formatInstant } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';

function Changes({ changed }: { readonly changed: readonly TermChanged[] }): ReactElement {
  return (
    <dl className="rule-changes">
      {changed.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{termField[field].label}</dt>
          <dd>
            <del>{before || 'not set'}</del>
            <ins>{after || 'not set'}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface HistoryProps {
  readonly payerId: string;
  readonly may: boolean;
  readonly busy: boolean;
  onBack(entry: TermsHistoryEntry): void;
}

/** Who changed what, when, from what to what; each change can be taken back while nothing of it was changed since. */
export function TermsHistory({ payerId, may, busy, onBack }: HistoryProps): ReactElement {
  const { data, error, refetch } = useAsk('revenue/scrub/terms-history', { payerId });
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  if (data.entries.length === 0)
    return <EmptyState title="Nobody has set a term yet">Each change will stand here, with who made it and the way back.</EmptyState>;
  return (
    <section className="block" aria-label="History">
      <h2>History</h2>
      <ol className="plain-list">
        {data.entries.map((entry) => {
          const { id, at, by, from, source, changed, undo } = entry;
          return (
            <li key={id} aria-label={`Change of ${formatInstant(at)}`}>
              <div className="block-head">
                <strong>{by}</strong>
                <span className="dim">
                  {formatInstant(at)}, services {from === undefined ? 'of all days' : `from ${formatDate(from)} on`}
                  {source === undefined ? '' : `, ${source}`}
                </span>
                {may && undo ? (
                  <Button className="push" variant="default" size="compact-sm" loading={busy} onClick={() => onBack(entry)}>
                    Take this back
                  </Button>
                ) : null}
                {undo ? null : <span className="push dim small">Changed again since</span>}
              </div>
              <Changes changed={changed} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
