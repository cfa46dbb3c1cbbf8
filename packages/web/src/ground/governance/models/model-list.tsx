import type { ModelsView, ModelView } from '@claimwright/server/api';
import { Button, Switch } from '@mantine/core';
import type { ReactElement } from 'react';
import { readModels } from '../../../app/addresses.ts';
import { useCommands } from '../../../app/commands.tsx';
import { useAct } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { useAddress } from '../../../app/use-address.ts';
import { Facts } from '../../../ui/facts.tsx';
import { EmptyState, ErrorNote } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';
import { ModelForm } from './model-form.tsx';
import { providerWords, workflowWords, writeMicro } from './words.ts';

const priceWords = ({ priceIn, priceOut }: ModelView): string =>
  priceIn === 0 && priceOut === 0 ? 'No price is set' : `$${writeMicro(priceIn)} in, $${writeMicro(priceOut)} out for a million tokens`;

/** What is kept as it is when a model is only switched on or off; its key stays where it was. */
const asItIs = ({ id, vendor: _, hasSecret: __, ...rest }: ModelView) => ({ ...rest, modelId: id });

function OnOff({ model, may }: { readonly model: ModelView; readonly may: boolean }): ReactElement {
  const set = useAct('ground/governance/models/set-model');
  if (!may)
    return (
      <Status tone={model.active ? 'good' : 'quiet'} plain>
        {model.active ? 'On' : 'Off'}
      </Status>
    );
  return (
    <>
      <Switch
        size="xs"
        label={
          <>
            <span className="sr-only">{model.name}: </span>
            {model.active ? 'On' : 'Off'}
          </>
        }
        checked={model.active}
        disabled={set.busy}
        onChange={(event) => void set.run({ ...asItIs(model), active: event.currentTarget.checked })}
      />
      {set.error ? <ErrorNote error={set.error} /> : null}
    </>
  );
}

interface ModelProps {
  readonly model: ModelView;
  readonly may: boolean;
  onChange(): void;
}

function Model({ model, may, onChange }: ModelProps): ReactElement {
  return (
    <section className="block" aria-label={model.name}>
      <div className="block-head models-head">
        <h2>{model.name}</h2>
        <Status tone={model.maySeeIdentified ? 'work' : 'good'} plain>
          {model.maySeeIdentified ? 'Sees patients as they are' : 'Sees nobody’s identity'}
        </Status>
        <span className="push actions">
          <OnOff model={model} may={may} />
          {may ? (
            <Button variant="default" size="compact-xs" aria-label={`Change ${model.name}`} onClick={onChange}>
              Change
            </Button>
          ) : null}
        </span>
      </div>
      <Facts
        facts={[
          { name: 'Vendor', value: model.vendor },
          { name: 'Product', value: model.product },
          { name: 'Provider', value: providerWords(model.provider) },
          { name: 'Address', value: <span className="mono">{model.url === '' ? 'the vendor’s own' : model.url}</span> },
          { name: 'Key', value: model.hasSecret ? 'Kept, and shown to nobody' : 'None' },
          { name: 'Price', value: priceWords(model) },
          { name: 'Asked by', value: model.workflows.map(workflowWords).join(', ') || 'No workflow yet' },
          { name: 'Texts', value: model.keeps === 'purge' ? 'Purged when the answer is in' : 'Kept, encrypted, with the decision' },
        ]}
      />
    </section>
  );
}

/** The models that are set up, and the form for one more. */
export function ModelList({ models }: { readonly models: ModelsView }): ReactElement {
  const may = useMay('models.manage');
  const [address, go] = useAddress(readModels);
  const chosen = may ? models.models.find(({ id }) => id === address.model) : undefined;
  const open = may && (address.model === 'new' || chosen !== undefined);
  const none = models.vendors.length === 0 ? 'Add its vendor first.' : undefined;
  useCommands([
    {
      id: 'set-up-model',
      label: 'Set up a model',
      group: 'Models',
      keys: 'n',
      run: () => go({ model: 'new' }),
      not: may ? none : 'Your role may not set up models.',
    },
  ]);
  const begin = (
    <Button size="compact-xs" onClick={() => (none ? go({ view: undefined }) : go({ model: 'new' }))}>
      {none ? 'Begin with the vendor' : 'Set up a model'}
    </Button>
  );
  return (
    <>
      {open ? <ModelForm key={chosen?.id ?? 'new'} model={chosen} models={models} onDone={() => go({ model: undefined })} /> : null}
      {models.models.length === 0 && !open ? (
        <EmptyState title="No model is set up" action={may ? begin : undefined}>
          Everything works without one. A model can suggest what an unknown reason code means; a person decides. It comes with its vendor
          and the agreement that lets text go there.
        </EmptyState>
      ) : null}
      {models.models.length > 0 && may && !open ? <div className="page-note actions">{begin}</div> : null}
      {models.models.map((model) => (
        <Model key={model.id} model={model} may={may} onChange={() => go({ model: model.id })} />
      ))}
    </>
  );
}
