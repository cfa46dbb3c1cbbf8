import {
  type ClaimToSend,
  diagnosesOfLineAlone,
  type FieldChange,
  lineMore,
  lineOff,
  lineToPatient,
} from '@claimwright/core/revenue/claims';
import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { formatMoney } from '../../../ui/format.ts';
import { valueTyped } from './box-values.ts';

interface LineChangeProps {
  readonly claim: ClaimToSend;
  /** From 0. */
  readonly line: number;
  readonly busy: boolean;
  onChange(changes: readonly FieldChange[], because: string): void;
  onBack(): void;
}

const why = { patient: 'Not for insurance, the patient’s', nobody: 'Not to be billed' } as const;

/** Takes a line off its claim: the patient's instead, or nobody's; the record says which, how much, and why. */
export function LineOff({ claim, line, busy, onChange, onBack }: LineChangeProps): ReactElement {
  const alone = diagnosesOfLineAlone(claim, line);
  const [whose, setWhose] = useState<keyof typeof why>('patient');
  const [kept, setKept] = useState<readonly number[]>([]);
  const [reason, setReason] = useState('');
  const amount = formatMoney(claim.lines[line]?.billed ?? 0);
  const run = (event: FormEvent) => {
    event.preventDefault();
    const gone = alone.filter((i) => !kept.includes(i));
    const off = whose === 'patient' ? lineToPatient : lineOff;
    onChange(off(claim, line, gone), `${why[whose]}: ${amount}. ${reason.trim()}`);
  };
  return (
    <form className="box-editor" onSubmit={run}>
      <Radio.Group
        {...{ size: 'xs', label: `Whose are the ${amount}?`, value: whose }}
        onChange={(to) => setWhose(to === 'nobody' ? 'nobody' : 'patient')}
      >
        <div className="line-whose">
          <Radio size="xs" value="patient" label="The patient’s: not for insurance" />
          <Radio size="xs" value="nobody" label="Nobody’s: it is not to be billed" />
        </div>
      </Radio.Group>
      {whose === 'patient' ? (
        <p className="small dim">
          It leaves the claim, and the books say from now on that the patient owes {amount}. Taken back under Versions, they owe it no more.
        </p>
      ) : null}
      {alone.map((i) => (
        <Checkbox
          key={i}
          {...{ size: 'xs', checked: !kept.includes(i) }}
          label={`Take diagnosis ${claim.diagnoses[i]?.code} off too: no other line points at it`}
          onChange={(event) => setKept(event.currentTarget.checked ? kept.filter((one) => one !== i) : [...kept, i])}
        />
      ))}
      <TextInput
        {...{ size: 'xs', label: 'Why (kept with the version)', required: true, maxLength: 400, value: reason }}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="actions">
        <Button size="xs" loading={busy} disabled={reason.trim() === ''} type="submit">
          Take it off
        </Button>
        <Button size="xs" variant="default" onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  );
}

/** Puts one more line on a claim, of the day, place and people of this one. */
export function LineMore({ claim, line, busy, onChange, onBack }: LineChangeProps): ReactElement {
  const [code, setCode] = useState('');
  const [charge, setCharge] = useState('');
  const [reason, setReason] = useState('');
  const read = valueTyped(charge, 'money');
  const billed = 'value' in read && typeof read.value === 'number' ? (read.value as ClaimToSend['billed']) : undefined;
  const run = (event: FormEvent) => {
    event.preventDefault();
    if (billed !== undefined) onChange(lineMore(claim, line, { code: code.trim().toUpperCase(), billed }), reason.trim());
  };
  return (
    <form className="box-editor" onSubmit={run}>
      <p className="small dim">One more line, of the day, place and people of line {line + 1}. The rest is entered in its boxes.</p>
      <TextInput
        {...{ size: 'xs', label: 'Procedure', required: true, maxLength: 10, value: code }}
        data-autofocus
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <TextInput
        {...{ size: 'xs', label: 'Charge', required: true, value: charge }}
        error={charge.trim() !== '' && 'says' in read ? read.says : undefined}
        onChange={(event) => setCharge(event.currentTarget.value)}
      />
      <TextInput
        {...{ size: 'xs', label: 'Why (kept with the version)', maxLength: 400, value: reason }}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="actions">
        <Button size="xs" loading={busy} disabled={code.trim() === '' || billed === undefined} type="submit">
          Add it
        </Button>
        <Button size="xs" variant="default" onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  );
}
