import type { PushedView, TemplateView } from '@claimwright/server/api';
import { Button, Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import { plural } from '../../../ui/format.ts';
import { Status, type Tone } from '../../../ui/status.tsx';

const outcomes: { readonly [outcome in PushedView['outcome']]: { readonly tone: Tone; readonly says: string } } = {
  previewed: { tone: 'wait', says: 'Would take it' },
  applied: { tone: 'good', says: 'Has it now' },
  unchanged: { tone: 'quiet', says: 'Has it already' },
  refused: { tone: 'stop', says: 'Does not take it' },
};

interface PushedProps {
  readonly template: TemplateView;
  readonly preview: boolean;
  readonly given: readonly PushedView[];
  readonly busy: boolean;
  onGive(): void;
  onClose(): void;
}

/** What a template changes at each practice, before it is given, and what came of it after. */
export function Pushed({ template, preview, given, busy, onGive, onClose }: PushedProps): ReactElement {
  const takers = given.filter(({ outcome }) => outcome === 'previewed').length;
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={preview ? `What “${template.name}” would change` : `What came of “${template.name}”`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="dialog">
        {given.length === 0 ? <p>No practice has let this organisation in.</p> : null}
        <ul className="plain-list">
          {given.map((one) => (
            <Practice key={one.practice} one={one} />
          ))}
        </ul>
        <p className="dim">At each practice all of it happens, or none. It is your own act there, on that practice’s record.</p>
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {preview ? 'Cancel' : 'Close'}
          </Button>
          {preview ? (
            <Button data-autofocus loading={busy} disabled={takers === 0} onClick={onGive}>
              Give it to {plural(takers, 'practice')}
            </Button>
          ) : null}
        </div>
      </div>
    </Modal>
  );
}

function Practice({ one }: { readonly one: PushedView }): ReactElement {
  const { tone, says } = outcomes[one.outcome];
  return (
    <li aria-label={one.name}>
      <p>
        <strong>{one.name}</strong> <Status tone={tone}>{says}</Status>
      </p>
      {one.because ? <p>{one.because}</p> : null}
      {one.changes.length > 0 ? (
        <dl className="facts">
          {one.changes.map((change, n) => (
            <div key={`${String(n)} ${change.says}`}>
              <dt>
                {change.summary}: {change.says}
              </dt>
              <dd>
                {change.now === undefined ? '' : `${change.now} → `}
                {change.becomes}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </li>
  );
}
