import type { PlainDate } from '@claimwright/core/ground/base';
import { type TermsChange, termField } from '@claimwright/core/revenue/scrub';
import type { TermsEffect, TermsSet } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatDate, plural } from '../../../ui/format.ts';
import { Shape } from '../../../ui/status.tsx';

export interface Outcome {
  readonly result: TermsSet;
  readonly undo: TermsChange;
  readonly from: PlainDate | undefined;
}

/** What a change of terms did to the claims that wait. */
export function EffectWords({ effect: { drafts, found, gone, left } }: { readonly effect: TermsEffect }): ReactElement {
  if (drafts === 0) return <p>No claim of theirs waits to be sent.</p>;
  return (
    <p>
      {plural(drafts, 'claim that waits', 'claims that wait')} to be sent {drafts === 1 ? 'was' : 'were'} looked at anew:{' '}
      {found + gone === 0 ? 'nothing changes for them.' : `${plural(found, 'finding')} new, ${plural(gone, 'finding')} gone.`}
      {left > 0 ? ` ${plural(left, 'more is', 'more are')} looked at in the background.` : ''} <Link to="/send">See tonight’s claims</Link>
    </p>
  );
}

interface TermsOutcomeProps {
  readonly outcome: Outcome;
  readonly busy: boolean;
  onUndo(): void;
  onClose(): void;
}

/** What was saved, what it did, and the way back. */
export function TermsOutcome({ outcome: { result }, busy, onUndo, onClose }: TermsOutcomeProps): ReactElement {
  const { changed, later, effect } = result;
  const nothing = changed.length === 0;
  return (
    <div className="note" data-tone={nothing ? 'quiet' : 'good'} role="status">
      <Shape tone={nothing ? 'quiet' : 'good'} />
      <div>
        <p className="note-says">
          {nothing
            ? 'Nothing was changed: the payer’s terms say so already.'
            : `Saved: ${changed.map((field) => termField[field].label).join(', ')}.`}
        </p>
        {nothing ? null : <EffectWords effect={effect} />}
        {later.map(({ field, from }) => (
          <p key={field}>
            {termField[field].label} stays otherwise for services from {formatDate(from)} on, as it was set for those days.
          </p>
        ))}
        <div className="actions">
          {nothing ? null : (
            <Button variant="default" size="compact-sm" loading={busy} onClick={onUndo}>
              Undo
            </Button>
          )}
          <Button variant="default" size="compact-sm" onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    </div>
  );
}
