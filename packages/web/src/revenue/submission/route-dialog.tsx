import { Button, Checkbox, Modal, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../app/queries.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import type { ClaimKind, PayerRoutes } from './pages.ts';
import { kindWords } from './words.ts';

const kinds: readonly ClaimKind[] = ['professional', 'institutional', 'dental'];

/** By whom claims of these kinds to a payer leave, and under which of its numbers there. */
export function RouteDialog({ row, onClose }: { readonly row: PayerRoutes; onClose(): void }): ReactElement {
  const ways = useAsk('revenue/submission/clearinghouses', {}).data ?? [];
  const save = useAct('revenue/submission/set-route');
  const [first] = row.routes;
  const due = row.waiting.map(({ kind }) => kind);
  const [chosen, setChosen] = useState<readonly ClaimKind[]>(
    first
      ? row.routes.filter(({ clearinghouseId }) => clearinghouseId === first.clearinghouseId).map(({ kind }) => kind)
      : due.length > 0
        ? due
        : kinds,
  );
  const [way, setWay] = useState(first?.clearinghouseId ?? '');
  const [number, setNumber] = useState(first?.payerNumber ?? '');
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const payerNumber = number.trim();
    const done = await save.run({
      ...{ payerId: row.payerId, kinds: chosen, clearinghouseId: way === '' ? null : way },
      ...(way === '' || payerNumber === '' ? {} : { payerNumber }),
    });
    if (done) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`By whom claims to ${row.payerName} leave`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
        <fieldset className="plain-set">
          <legend>Kinds of claims</legend>
          {kinds.map((kind) => (
            <Checkbox
              key={kind}
              label={kindWords[kind]}
              checked={chosen.includes(kind)}
              onChange={({ currentTarget: { checked } }) =>
                setChosen(kinds.filter((one) => (one === kind ? checked : chosen.includes(one))))
              }
            />
          ))}
        </fieldset>
        <NativeSelect
          label="They leave by"
          value={way}
          data={[
            { value: '', label: 'No route of its own: as all others' },
            ...ways.map(({ id, name, active, kind }) => ({
              value: id,
              label: `${name}${kind === 'paper' ? ' (by mail)' : ''}${active ? '' : ', switched off'}`,
            })),
          ]}
          onChange={(event) => setWay(event.currentTarget.value)}
        />
        {way === '' ? null : (
          <TextInput
            label="The payer’s number there"
            description="From the payer list of the clearinghouse; empty: the number that stands on the claim"
            autoComplete="off"
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
        )}
        {save.error ? <ErrorNote error={save.error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.busy} disabled={chosen.length === 0}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  );
}
