import type { TemplateStep, TemplateView } from '@claimwright/server/api';
import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { AddStep } from './add-step.tsx';
import { stepWords } from './words.ts';

/** Writes a template, or its next version: what stands at a practice stays until it is given anew. */
export function TemplateForm({ template, onClose }: { readonly template: TemplateView | undefined; onClose(): void }): ReactElement {
  const write = useAct('ground/governance/organisations/write-template');
  const [name, setName] = useState(template?.name ?? '');
  const [steps, setSteps] = useState<readonly TemplateStep[]>(template?.steps ?? []);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (await write.run({ name, steps, ...(template ? { templateId: template.templateId } : {}) })) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={template ? `Change “${template.name}”` : 'Write a template'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form id="template" className="dialog" onSubmit={(event) => void onSubmit(event)}>
        <TextInput
          label="Name of the template"
          data-autofocus
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {steps.length === 0 ? <p className="dim">It sets nothing yet. Add a limit, a phase or a time below.</p> : null}
        <ol aria-label="What it sets">
          {steps.map((step, n) => (
            <li key={`${String(n)} ${JSON.stringify(step)}`}>
              {stepWords(step)}{' '}
              <Button size="compact-xs" variant="subtle" onClick={() => setSteps(steps.filter((_, other) => other !== n))}>
                Leave out<span className="sr-only">: {stepWords(step)}</span>
              </Button>
            </li>
          ))}
        </ol>
      </form>
      <AddStep onAdd={(step) => setSteps([...steps, step])} />
      <div className="dialog">
        {write.error ? <ErrorNote error={write.error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="template" loading={write.busy} disabled={steps.length === 0 || name.trim() === ''}>
            Keep it
          </Button>
        </div>
      </div>
    </Modal>
  );
}
