import type { PushedView, TemplateView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { post } from '../../../app/api.ts';
import { useCommands } from '../../../app/commands.tsx';
import { refreshAll, useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { formatDay, plural } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Pushed } from './pushed.tsx';
import { TemplateForm } from './template-form.tsx';
import { stepWords } from './words.ts';

interface Looked {
  readonly template: TemplateView;
  readonly preview: boolean;
  readonly given: readonly PushedView[];
}

function usePush() {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const [looked, setLooked] = useState<Looked | undefined>(undefined);
  const run = async (template: TemplateView, preview: boolean) => {
    setBusy(true);
    setError(undefined);
    try {
      const body = { templateId: template.templateId, preview };
      const { given } = (await post('/api/organisation/push-template', body)) as { given: readonly PushedView[] };
      setLooked({ template, preview, given });
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
      if (!preview) refreshAll(client);
    }
  };
  return { busy, error, looked, run, close: () => setLooked(undefined) };
}

/** What the organisation gives to its practices: limits, phases and times, written once. */
export function Templates(): ReactElement {
  const writes = useMay('templates.write');
  const { data, error, refetch } = useAsk('ground/governance/organisations/templates', {});
  const [editing, setEditing] = useState<TemplateView | 'new' | undefined>(undefined);
  const push = usePush();
  const { looked } = push;
  useCommands(writes ? [{ id: 'new-template', label: 'Write a template', group: 'Organisation', run: () => setEditing('new') }] : []);
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={5} />;
  const write = writes ? (
    <Button size="compact-sm" onClick={() => setEditing('new')}>
      Write a template
    </Button>
  ) : null;
  return (
    <section className="block" aria-label="Templates">
      <h2>Templates</h2>
      {data.rows.length === 0 ? (
        <EmptyState title="There is no template yet" action={write}>
          A template holds limits of roles, phases of machines and times of keeping. You see what it changes at each practice before you
          give it, and no practice is loosened by it.
        </EmptyState>
      ) : (
        <>
          <ul className="plain-list">
            {data.rows.map((template) => (
              <Template
                key={template.templateId}
                template={template}
                busy={push.busy}
                onEdit={writes ? () => setEditing(template) : undefined}
                onPush={(preview) => void push.run(template, preview)}
              />
            ))}
          </ul>
          {write}
        </>
      )}
      {push.error ? <ErrorNote error={push.error} /> : null}
      {looked ? <Pushed {...looked} busy={push.busy} onGive={() => void push.run(looked.template, false)} onClose={push.close} /> : null}
      {editing ? <TemplateForm template={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} /> : null}
    </section>
  );
}

interface TemplateProps {
  readonly template: TemplateView;
  readonly busy: boolean;
  readonly onEdit: (() => void) | undefined;
  onPush(preview: boolean): void;
}

function Template({ template, busy, onEdit, onPush }: TemplateProps): ReactElement {
  const mayPush = useMay('templates.push');
  const { name, version, steps, at, given } = template;
  const taken = given.filter(({ outcome }) => outcome === 'applied').length;
  return (
    <li aria-label={name}>
      <h3>{name}</h3>
      <p className="dim">
        Version {version} of {formatDay(at)}, {taken === 0 ? 'at no practice yet' : `at ${plural(taken, 'practice')}`}
      </p>
      <ol>
        {steps.map((step, n) => (
          <li key={`${String(n)} ${step.command}`}>{stepWords(step)}</li>
        ))}
      </ol>
      <div className="setup-row">
        {mayPush ? (
          <Button size="compact-sm" loading={busy} onClick={() => onPush(true)}>
            See what it changes<span className="sr-only">: {name}</span>
          </Button>
        ) : null}
        {onEdit ? (
          <Button size="compact-sm" variant="default" onClick={onEdit}>
            Change<span className="sr-only">: {name}</span>
          </Button>
        ) : null}
      </div>
    </li>
  );
}
