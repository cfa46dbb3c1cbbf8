import { checkReason, type ReasonFamily, reasonFamilies } from '@claimwright/core/ground/codes';
import type { ReasonView } from '@claimwright/server/api';
import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../app/queries.ts';
import { ErrorNote } from '../../ui/notes.tsx';

type Effect = (typeof reasonFamilies)[ReasonFamily]['effect'];

/** What posting will do with the code. */
const effects: { readonly [effect in Effect]: { readonly group: string; readonly says: string } } = {
  contract: { group: 'Written off', says: 'Under CO it is written off, as far as the contract goes.' },
  'own-account': { group: 'On an account of its own', says: 'Under CO, where something was paid, it goes to its own account.' },
  patient: { group: 'The patient’s', says: 'Under PR the patient, or the next payer, owes it. Under CO it stays open.' },
  open: { group: 'Stays open with the payer', says: 'It is never written off by itself: it stays open with the payer, as work.' },
};

const all = Object.entries(reasonFamilies) as [ReasonFamily, (typeof reasonFamilies)[ReasonFamily]][];
const choices = (Object.keys(effects) as Effect[]).map((effect) => ({
  group: effects[effect].group,
  items: all.filter(([, said]) => said.effect === effect).map(([value, said]) => ({ value, label: said.words })),
}));

interface ReasonFormProps {
  /** Empty for a new one. */
  readonly carc: string;
  readonly known: ReasonView | undefined;
  onDone(): void;
}

/** One code: what it means in the practice's words, and what kind of reason it is. */
export function ReasonForm({ carc, known, onDone }: ReasonFormProps): ReactElement {
  const [draft, setDraft] = useState({ carc, words: known?.words ?? '', family: known?.family ?? '' });
  const save = useAct('ground/codes/set-reason');
  const drop = useAct('ground/codes/drop-reason');
  const { reason, wrong } = checkReason(draft);
  const filled = draft.carc !== '' && draft.words !== '' && draft.family !== '';
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (reason && (await save.run(reason))) onDone();
  };
  const away = async () => {
    if (await drop.run({ carc: draft.carc })) onDone();
  };
  const error = save.error ?? drop.error;
  return (
    <form className="reason-form" onSubmit={(event) => void onSubmit(event)}>
      <div className="setup-row">
        <TextInput
          label="CARC"
          placeholder="997"
          required
          autoFocus={carc === ''}
          readOnly={known !== undefined}
          value={draft.carc}
          onChange={(event) => setDraft({ ...draft, carc: event.currentTarget.value })}
        />
        <TextInput
          style={{ flex: '4 1 260px' }}
          label="What it means"
          placeholder="In the words that your licence gives you, or your own"
          required
          autoFocus={carc !== ''}
          value={draft.words}
          onChange={(event) => setDraft({ ...draft, words: event.currentTarget.value })}
        />
        <Select
          label="Kind of reason"
          required
          searchable
          data={choices}
          value={draft.family === '' ? null : draft.family}
          onChange={(family) => setDraft({ ...draft, family: family ?? '' })}
        />
      </div>
      {reason ? <p className="dim">{effects[reasonFamilies[reason.family].effect].says}</p> : null}
      {filled && wrong.length > 0 ? <p role="alert">{wrong.join(' ')}</p> : null}
      {error ? <ErrorNote error={error} /> : null}
      <div className="actions">
        <Button type="submit" disabled={!reason} loading={save.busy}>
          Keep
        </Button>
        {known ? (
          <Button variant="default" loading={drop.busy} onClick={() => void away()}>
            Drop it
          </Button>
        ) : null}
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
