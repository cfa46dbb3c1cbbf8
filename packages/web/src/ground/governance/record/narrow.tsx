import type { Purpose } from '@claimwright/core/ground/governance';
import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { recordOutcomes } from '../../../app/addresses.ts';
import { useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { Meant, useMeant } from './meant.tsx';

/** What the record is narrowed to. Days, not instants: the record is asked from their beginning to their end here. */
export interface Narrowing {
  readonly subject?: string | undefined;
  readonly actor?: string | undefined;
  readonly outcome?: (typeof recordOutcomes)[number] | undefined;
  readonly purpose?: Purpose | undefined;
  readonly model?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

const outcomes: readonly { value: (typeof recordOutcomes)[number]; label: string }[] = [
  { value: 'applied', label: 'Done' },
  { value: 'parked', label: 'Proposed' },
  { value: 'refused', label: 'Refused' },
  { value: 'watched', label: 'Watched' },
];
const why: readonly { value: Purpose; label: string }[] = [
  { value: 'treatment', label: 'Treatment' },
  { value: 'payment', label: 'Payment' },
  { value: 'operations', label: 'Operations' },
  { value: 'patient-request', label: 'The patient’s request' },
  { value: 'audit', label: 'Audit' },
  { value: 'legal', label: 'Legal' },
  { value: 'emergency', label: 'Emergency' },
];

interface NarrowProps {
  readonly now: Narrowing;
  /** Reads have a purpose, acts an outcome. */
  readonly of: 'acts' | 'reads' | 'machines';
  onNarrow(narrowing: Narrowing): void;
}

/** Who, about what, when, and how it ended or why: what one looks for in the record. */
export function Narrow({ now, of, onNarrow }: NarrowProps): ReactElement {
  const [draft, setDraft] = useState(now);
  const [open, setOpen] = useState(false);
  const mayModels = useMay('models.read');
  const models = useAsk('ground/governance/models/models', {}, { enabled: of === 'machines' && mayModels });
  const chosen = Object.values(now).filter((value) => value !== undefined).length;
  const meant = useMeant();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void meant.resolve(draft).then((known) => {
      if (known) onNarrow(known);
    });
  };
  const text = (key: 'subject' | 'actor' | 'from' | 'until', label: string, more: { placeholder?: string; type?: string } = {}) => (
    <TextInput
      label={label}
      {...more}
      value={draft[key] ?? ''}
      onChange={(event) => setDraft({ ...draft, [key]: event.currentTarget.value || undefined })}
    />
  );
  if (!open && chosen === 0)
    return (
      <Button variant="default" size="compact-xs" onClick={() => setOpen(true)}>
        Look for something
      </Button>
    );
  return (
    <>
      <form className="setup-row" onSubmit={onSubmit} aria-label="Look for something in the record">
        {text('subject', 'About', { placeholder: 'Patient, birth date, claim number' })}
        {text('actor', 'Who', { placeholder: 'Name or e-mail' })}
        {of === 'acts' ? (
          <Select
            label="Outcome"
            clearable
            data={outcomes}
            value={draft.outcome ?? null}
            onChange={(outcome) => setDraft({ ...draft, outcome: outcomes.find(({ value }) => value === outcome)?.value })}
          />
        ) : (
          <Select
            label="Why"
            clearable
            data={why}
            value={draft.purpose ?? null}
            onChange={(purpose) => setDraft({ ...draft, purpose: why.find(({ value }) => value === purpose)?.value })}
          />
        )}
        {text('from', 'From', { type: 'date' })}
        {text('until', 'To', { type: 'date' })}
        {of === 'machines' ? (
          <Select
            label="Model"
            clearable
            data={(models.data?.models ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.model ?? null}
            onChange={(model) => setDraft({ ...draft, model: model ?? undefined })}
          />
        ) : null}
        <Button type="submit" loading={meant.busy}>
          Look
        </Button>
        <Button
          variant="default"
          onClick={() => {
            setDraft({});
            setOpen(false);
            onNarrow({});
          }}
        >
          Show all
        </Button>
      </form>
      <Meant
        meant={meant}
        onMean={(part) => {
          setDraft({ ...draft, ...part });
          meant.mean(part);
        }}
      />
    </>
  );
}

/** A day here as the instants that it begins and ends with. */
export function instantsOf({ from, until }: Narrowing): { from?: string; until?: string } {
  const begin = (day: string, plus: number): string => {
    const at = new Date(`${day}T00:00:00`);
    at.setDate(at.getDate() + plus);
    return at.toISOString();
  };
  return { ...(from ? { from: begin(from, 0) } : {}), ...(until ? { until: begin(until, 1) } : {}) };
}
