import { type ClaimToSend, expectedTotals } from '@claimwright/core/revenue/claims';
import type { FindingsView } from '@claimwright/server/api';
import { Button, Checkbox, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { Money } from '../../ui/money.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Shape } from '../../ui/status.tsx';
import { ask } from '../api.ts';
import { useAct, useAsk } from '../queries.ts';
import { difference, factOf, type Kind, missingOf, startOf, type Told } from './facts.ts';

export const tellWords: { readonly [kind in Kind]: { readonly verb: string; readonly title: string; readonly what: string } } = {
  coverage: {
    ...{ verb: 'Tell the coverage…', title: 'What is known of the coverage' },
    what: 'As the payer or the patient said it. It is kept with the patient, counts for every claim of these days, and says what the patient is expected to bear.',
  },
  authorization: {
    ...{ verb: 'Tell the authorization…', title: 'What the payer authorized' },
    what: 'As the payer wrote it. It is kept with the patient, and counts for every claim that names its number.',
  },
  note: {
    ...{ verb: 'Paste the note…', title: 'The note of the visit' },
    what: 'The words of the chart, as they stand. What is found of the claim quotes them; they are not sent.',
  },
};

interface FieldsProps {
  readonly claim: ClaimToSend;
  readonly told: Told;
  onTold(change: Partial<Told>): void;
}

type Name = Exclude<keyof Told, 'payerId' | 'active' | 'text'>;

function useField({ told, onTold }: FieldsProps) {
  return (name: Name, label: string, type: 'date' | 'text' = 'text', placeholder = '') => (
    <TextInput
      {...{ label, type, value: told[name], placeholder, autoComplete: 'off' }}
      onChange={(event) => onTold({ [name]: event.currentTarget.value })}
    />
  );
}

const Payer = ({ claim, told, onTold }: FieldsProps): ReactElement => (
  <NativeSelect
    label="Payer"
    data={claim.coverages.map(({ payerId, payerName }) => ({ value: payerId, label: `${payerName} · ${payerId}` }))}
    value={told.payerId}
    onChange={(event) => onTold({ payerId: event.currentTarget.value })}
  />
);

function Coverage(props: FieldsProps): ReactElement {
  const field = useField(props);
  return (
    <div className="tell-boxes">
      <Payer {...props} />
      <NativeSelect
        label="Covered"
        data={[
          { value: 'yes', label: 'Yes, active' },
          { value: 'no', label: 'No, not active' },
        ]}
        value={props.told.active}
        onChange={(event) => props.onTold({ active: event.currentTarget.value })}
      />
      {field('from', 'From', 'date')}
      {field('to', 'To', 'date')}
      {field('memberId', 'Member number')}
      {field('checkedOn', 'Verified on', 'date')}
      {field('copay', 'Copay of a visit', 'text', 'As far as it was said')}
      {field('coinsurance', 'Coinsurance, percent')}
      {field('deductibleLeft', 'Deductible left')}
      {field('primaryPayerId', 'Payer that pays first', 'text', 'Its number, where it is another')}
    </div>
  );
}

function Authorization(props: FieldsProps): ReactElement {
  const field = useField(props);
  return (
    <div className="tell-boxes">
      {field('number', 'Authorization number')}
      <Payer {...props} />
      {field('covers', 'For which codes', 'text', 'Any')}
      {field('units', 'Units authorized')}
      {field('used', 'Used already')}
      {field('from', 'From', 'date')}
      {field('to', 'To', 'date')}
    </div>
  );
}

/** What the claim is expected to bring now, where it is known. */
function Share({ claim }: { readonly claim: ClaimToSend }): ReactElement | null {
  const totals = expectedTotals(claim.lines);
  if (totals === undefined || totals.sharesUnknown === totals.lines) return null;
  return (
    <p>
      Expected now: the payer <Money amount={totals.payer} />, the patient <Money amount={totals.patient} />
      {totals.sharesUnknown > 0 ? ', without what is not known' : ''}.
    </p>
  );
}

/** What went away by it, and what is found since. */
function Outcome({
  before,
  after,
  claim,
}: {
  readonly before: FindingsView;
  readonly after: FindingsView;
  readonly claim: ClaimToSend;
}): ReactElement {
  const { gone, come } = difference(before, after);
  return (
    <div role="status">
      {gone.length === 0 ? <p>It is kept. What was found of the claim stays as it was.</p> : <p>Gone from this claim:</p>}
      <ul className="found-list" aria-label="Gone from this claim">
        {gone.map((one) => (
          <li key={`${one.code} ${one.at} ${one.found}`}>
            <Shape tone="good" /> <s>{one.says}</s>
          </li>
        ))}
      </ul>
      <Share claim={claim} />
      {come.length > 0 ? <p>Found since:</p> : null}
      <ul className="found-list" aria-label="Found since">
        {come.map((one) => (
          <li key={`${one.code} ${one.at} ${one.found}`}>
            <Shape tone={one.severity === 'error' ? 'stop' : 'work'} /> {one.says}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FormProps {
  readonly draft: { readonly id: string; readonly version: number; readonly claim: ClaimToSend };
  readonly before: FindingsView;
  readonly kind: Kind;
  onClose(): void;
}

function Form({ draft, before, kind, onClose }: FormProps): ReactElement {
  const { claim } = draft;
  const [told, setTold] = useState(() => startOf(claim, before.today));
  const [names, setNames] = useState(true);
  const [says, setSays] = useState('');
  const [after, setAfter] = useState<FindingsView | undefined>(undefined);
  const tell = useAct('revenue/scrub/tell');
  const change = useAct('revenue/claims/change-draft');
  const differs = kind === 'authorization' && told.number.trim() !== (claim.authorizationNumber ?? '');
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = missingOf(kind, told);
    setSays(missing ?? '');
    if (missing !== undefined || !(await tell.run({ draftId: draft.id, fact: factOf(kind, told) }))) return;
    const changes = [{ at: 'authorizationNumber', to: told.number.trim() }];
    const because = 'As the payer authorized it.';
    if (differs && names && !(await change.run({ draftId: draft.id, version: draft.version, changes, because }))) return;
    setAfter(await ask('revenue/scrub/findings', { draftId: draft.id }, 'payment'));
  };
  const fields: FieldsProps = { claim, told, onTold: (changed) => setTold({ ...told, ...changed }) };
  if (after)
    return (
      <div className="dialog">
        <Outcome {...{ before, after, claim }} />
        <div className="dialog-actions">
          <Button data-autofocus onClick={onClose}>
            Done
          </Button>
        </div>
      </div>
    );
  return (
    <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
      <p>{tellWords[kind].what}</p>
      {kind === 'coverage' ? <Coverage {...fields} /> : null}
      {kind === 'authorization' ? <Authorization {...fields} /> : null}
      {kind === 'note' ? (
        <Textarea
          {...{ label: 'Text of the note', autosize: true, minRows: 8, maxRows: 18, maxLength: 50_000, value: told.text }}
          data-autofocus
          onChange={(event) => setTold({ ...told, text: event.currentTarget.value })}
        />
      ) : null}
      {differs ? (
        <Checkbox {...{ label: 'Name it on this claim', checked: names }} onChange={(event) => setNames(event.currentTarget.checked)} />
      ) : null}
      {says ? <p role="alert">{says}</p> : null}
      {tell.error ? <ErrorNote error={tell.error} /> : null}
      {change.error ? <ErrorNote error={change.error} /> : null}
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={tell.busy || change.busy}>
          Tell it
        </Button>
      </div>
    </form>
  );
}

interface TellDialogProps {
  readonly draftId: string;
  readonly kind: Kind;
  onClose(): void;
}

/** Somebody knows what the claim lacks: it is told, the claim looked at anew, and what went away is shown. */
export function TellDialog({ draftId, kind, onClose }: TellDialogProps): ReactElement {
  const draft = useAsk('revenue/claims/draft', { draftId }, { keep: true });
  const found = useAsk('revenue/scrub/findings', { draftId }, { keep: true });
  const [before, setBefore] = useState<FindingsView | undefined>(undefined);
  if (before === undefined && found.data) setBefore(found.data);
  const error = draft.error ?? found.error;
  return (
    <Modal opened onClose={onClose} title={tellWords[kind].title} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      {error ? <ErrorNote error={error} /> : null}
      {!error && (!draft.data || !before) ? <Skeleton lines={5} /> : null}
      {draft.data && before ? <Form draft={draft.data} {...{ before, kind, onClose }} /> : null}
    </Modal>
  );
}
