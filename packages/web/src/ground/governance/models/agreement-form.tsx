import type { AgreementView, VendorView } from '@claimwright/server/api';
import { Autocomplete, Button, Checkbox, Group, Radio, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import { sentence } from '../../../ui/format.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { kindWords } from './words.ts';

const kinds = ['baa', 'own-machine'] as const satisfies readonly AgreementView['kind'][];

interface Draft {
  readonly kind: AgreementView['kind'];
  readonly product: string;
  readonly purposes: readonly string[];
  readonly signedOn: string;
  readonly expiresOn: string;
}

interface AgreementFormProps {
  readonly vendor: VendorView;
  readonly purposes: readonly string[];
  onDone(): void;
}

/** One paper with one vendor: for which product, for what, from when until when. */
export function AgreementForm({ vendor, purposes, onDone }: AgreementFormProps): ReactElement {
  const [draft, setDraft] = useState<Draft>({ kind: 'baa', product: '', purposes: [], signedOn: '', expiresOn: '' });
  const file = useAct('ground/governance/models/file-agreement');
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const products = [...new Set(vendor.agreements.map(({ product }) => product))];
  const whole = draft.product.trim() !== '' && draft.purposes.length > 0 && draft.signedOn !== '';
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const { expiresOn, product, ...rest } = draft;
    const input = { vendorId: vendor.id, ...rest, product: product.trim(), ...(expiresOn === '' ? {} : { expiresOn }) };
    if (await file.run(input)) onDone();
  };
  return (
    <form className="dialog models-form" aria-label={`File an agreement with ${vendor.name}`} onSubmit={(event) => void onSubmit(event)}>
      <Radio.Group label="What was signed" value={draft.kind} onChange={(kind) => set({ kind: kind === 'baa' ? 'baa' : 'own-machine' })}>
        <Group mt={4}>
          {kinds.map((kind) => (
            <Radio size="xs" key={kind} value={kind} label={kindWords[kind]} />
          ))}
        </Group>
      </Radio.Group>
      <div className="setup-row">
        <Autocomplete
          size="xs"
          label="Product"
          description="As the paper calls it; the model names the same"
          required
          autoFocus
          data={products}
          value={draft.product}
          onChange={(product) => set({ product })}
        />
        <TextInput
          label="Signed on"
          type="date"
          required
          value={draft.signedOn}
          onChange={(event) => set({ signedOn: event.currentTarget.value })}
        />
        <TextInput
          label="Expires on"
          description="Empty: it has no end"
          type="date"
          value={draft.expiresOn}
          onChange={(event) => set({ expiresOn: event.currentTarget.value })}
        />
      </div>
      <Checkbox.Group
        label="What it covers"
        description="Nothing is sent for any other purpose"
        required
        value={[...draft.purposes]}
        onChange={(chosen) => set({ purposes: chosen })}
      >
        <Group mt={4}>
          {purposes.map((purpose) => (
            <Checkbox key={purpose} value={purpose} label={sentence(purpose)} />
          ))}
        </Group>
      </Checkbox.Group>
      {file.error ? <ErrorNote error={file.error} /> : null}
      <div className="actions">
        <Button type="submit" loading={file.busy} disabled={!whole}>
          File it
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
