import type { ModelsView, ModelView } from '@claimwright/server/api';
import { Autocomplete, Button, Checkbox, Group, PasswordInput, Radio, Select, Switch, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { Shape } from '../../../ui/status.tsx';
import { providerWords, readMicro, urlWords, workflowWords, writeMicro } from './words.ts';

interface Draft {
  readonly vendorId: string;
  readonly product: string;
  readonly provider: string;
  readonly url: string;
  readonly name: string;
  readonly secret: string;
  readonly priceIn: string;
  readonly priceOut: string;
  readonly workflows: readonly string[];
  readonly keeps: ModelView['keeps'];
  readonly maySeeIdentified: boolean;
  readonly active: boolean;
}

const draftOf = (model: ModelView | undefined, models: ModelsView): Draft => ({
  vendorId: model?.vendorId ?? (models.vendors.length === 1 ? (models.vendors[0]?.id ?? '') : ''),
  product: model?.product ?? '',
  provider: model?.provider ?? models.providers[0] ?? '',
  url: model?.url ?? '',
  name: model?.name ?? '',
  secret: '',
  priceIn: writeMicro(model?.priceIn ?? 0),
  priceOut: writeMicro(model?.priceOut ?? 0),
  workflows: model?.workflows ?? [],
  keeps: model?.keeps ?? 'with-decision',
  maySeeIdentified: model?.maySeeIdentified ?? false,
  active: model?.active ?? true,
});

/** Nobody asks more than a thousand dollars for a million tokens: whoever types that means something else. */
function readPrice(typed: string): number | undefined {
  const micro = readMicro(typed);
  return micro !== undefined && micro <= 1_000_000_000 ? micro : undefined;
}

interface PartProps {
  readonly draft: Draft;
  readonly models: ModelsView;
  readonly model: ModelView | undefined;
  set(part: Partial<Draft>): void;
}

function Where({ draft, models, model, set }: PartProps): ReactElement {
  const vendor = models.vendors.find(({ id }) => id === draft.vendorId);
  return (
    <>
      <div className="setup-row">
        <Select
          label="Vendor"
          required
          allowDeselect={false}
          data={models.vendors.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.vendorId === '' ? null : draft.vendorId}
          onChange={(vendorId) => set({ vendorId: vendorId ?? '' })}
        />
        <Autocomplete
          size="xs"
          label="Product"
          description="As its agreement calls it"
          required
          data={[...new Set(vendor?.agreements.map(({ product }) => product) ?? [])]}
          value={draft.product}
          onChange={(product) => set({ product })}
        />
        <TextInput
          label="Model"
          description="The name that the vendor gives it"
          required
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      </div>
      <div className="setup-row">
        <Select
          label="Provider"
          required
          allowDeselect={false}
          data={models.providers.map((value) => ({ value, label: providerWords(value) }))}
          value={draft.provider}
          onChange={(provider) => set({ provider: provider ?? draft.provider })}
        />
        <TextInput
          label="Address"
          description={urlWords(draft.provider)}
          value={draft.url}
          onChange={(event) => set({ url: event.currentTarget.value })}
        />
        <PasswordInput
          label="Key"
          description={model?.hasSecret ? 'Empty: the one that is kept. It is never shown.' : 'Kept encrypted, and never shown again'}
          autoComplete="off"
          value={draft.secret}
          onChange={(event) => set({ secret: event.currentTarget.value })}
        />
      </div>
    </>
  );
}

function What({ draft, models, set }: PartProps): ReactElement {
  const workflows = [...new Set([...models.tasks.map(({ workflow }) => workflow), ...draft.workflows])];
  const asked = (workflow: string) =>
    models.tasks
      .filter((task) => task.workflow === workflow)
      .map(({ summary }) => summary.charAt(0).toLowerCase() + summary.slice(1))
      .join('; ');
  return (
    <>
      <div className="setup-row">
        <TextInput
          label="Dollars for a million tokens in"
          inputMode="decimal"
          value={draft.priceIn}
          error={readPrice(draft.priceIn) === undefined ? 'Write it as 2.50, at most 1,000' : undefined}
          onChange={(event) => set({ priceIn: event.currentTarget.value })}
        />
        <TextInput
          label="Dollars for a million tokens out"
          inputMode="decimal"
          value={draft.priceOut}
          error={readPrice(draft.priceOut) === undefined ? 'Write it as 2.50, at most 1,000' : undefined}
          onChange={(event) => set({ priceOut: event.currentTarget.value })}
        />
      </div>
      <Checkbox.Group label="Who may ask it" value={[...draft.workflows]} onChange={(chosen) => set({ workflows: chosen })}>
        <Group mt={4}>
          {workflows.map((workflow) => (
            <Checkbox key={workflow} value={workflow} label={`${workflowWords(workflow)}: ${asked(workflow)}`} />
          ))}
        </Group>
      </Checkbox.Group>
      <Radio.Group
        label="What becomes of the texts"
        value={draft.keeps}
        onChange={(keeps) => set({ keeps: keeps === 'purge' ? 'purge' : 'with-decision' })}
      >
        <Group mt={4}>
          <Radio size="xs" value="with-decision" label="Kept, encrypted, with the decision" />
          <Radio size="xs" value="purge" label="Purged when the answer is in; only their hashes stay" />
        </Group>
      </Radio.Group>
    </>
  );
}

function Sees({ draft, models, set }: PartProps): ReactElement {
  const vendor = models.vendors.find(({ id }) => id === draft.vendorId)?.name ?? 'the vendor';
  return (
    <>
      <Switch
        size="xs"
        label="It may see text as it is, with names, dates and numbers of patients"
        checked={draft.maySeeIdentified}
        onChange={(event) => set({ maySeeIdentified: event.currentTarget.checked })}
      />
      {draft.maySeeIdentified ? (
        <div className="note" data-tone="stop" role="alert">
          <Shape tone="stop" />
          <div>
            <p className="note-says">Patients’ names, birth dates, member numbers and notes will go to {vendor} as they are.</p>
            <p>Nothing is taken out before it leaves. The law asks that no more is disclosed than the purpose needs.</p>
            <p className="note-fix">Leave it off, unless the model runs on the practice’s own machine or cannot do its work without.</p>
          </div>
        </div>
      ) : (
        <p className="dim">Off: whatever identifies a person is replaced before it leaves, and put back into the answer here.</p>
      )}
      <Switch size="xs" label="Switched on" checked={draft.active} onChange={(event) => set({ active: event.currentTarget.checked })} />
    </>
  );
}

interface ModelFormProps {
  /** Absent: a new one. */
  readonly model: ModelView | undefined;
  readonly models: ModelsView;
  onDone(): void;
}

/** One model: where it is reached, what it costs, who asks it, what it may see. */
export function ModelForm({ model, models, onDone }: ModelFormProps): ReactElement {
  const [draft, setDraft] = useState(() => draftOf(model, models));
  const save = useAct('ground/governance/models/set-model');
  const part = { draft, models, model, set: (change: Partial<Draft>) => setDraft({ ...draft, ...change }) };
  const [priceIn, priceOut] = [readPrice(draft.priceIn), readPrice(draft.priceOut)];
  const whole = draft.vendorId !== '' && draft.product.trim() !== '' && draft.name.trim() !== '' && draft.provider !== '';
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (priceIn === undefined || priceOut === undefined) return;
    const { secret, ...rest } = draft;
    const input = { ...rest, priceIn, priceOut, ...(model ? { modelId: model.id } : {}), ...(secret === '' ? {} : { secret }) };
    if (await save.run(input)) onDone();
  };
  return (
    <form
      className="block dialog"
      aria-label={model ? `Change ${model.name}` : 'Set up a model'}
      onSubmit={(event) => void onSubmit(event)}
    >
      <h2>{model ? `Change ${model.name}` : 'Set up a model'}</h2>
      <Where {...part} />
      <What {...part} />
      <Sees {...part} />
      {save.error ? <ErrorNote error={save.error} /> : null}
      <div className="actions">
        <Button type="submit" loading={save.busy} disabled={!whole || priceIn === undefined || priceOut === undefined}>
          Save the model
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
