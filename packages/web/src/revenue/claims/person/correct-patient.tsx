import type { ChargedCoverage, ChargedPerson, MemberOfRank } from '@claimwright/core/revenue/charges';
import { Button, Modal, Textarea } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { ErrorNote } from '../../../ui/notes.tsx';
import { Box, focusBox } from '../entry/box.tsx';
import { type Faults, patientOf, type TypedPerson, typedPerson } from '../entry/charge-form.ts';
import { PatientBoxes } from '../entry/patient-part.tsx';

interface CorrectPatientProps {
  readonly patient: ChargedPerson;
  readonly coverages: readonly Pick<ChargedCoverage, 'rank' | 'payerName' | 'memberId'>[];
  /** What was typed of them already. */
  readonly typed?: TypedPerson | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  onClose(): void;
  onCorrect(patient: ChargedPerson, members: readonly MemberOfRank[], because: string): void;
}

const shortest = 3;

function Form({ patient, coverages, typed: begun, busy, error, onClose, onCorrect }: CorrectPatientProps): ReactElement {
  const [typed, setTyped] = useState(begun ?? typedPerson(patient));
  const [members, setMembers] = useState<readonly MemberOfRank[]>(coverages.map(({ rank, memberId }) => ({ rank, memberId })));
  const [because, setBecause] = useState('');
  const [faults, setFaults] = useState<Faults>(new Map());
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const read = patientOf(typed, patient);
    const wrong = new Map('faults' in read ? read.faults : []);
    for (const { rank, memberId } of members) if (memberId.trim() === '') wrong.set(`member.${rank}`, 'The member number is missing.');
    if (because.trim().length < shortest) wrong.set('because', 'Say why: it is kept in the record.');
    setFaults(wrong);
    const [first] = wrong.keys();
    if (first !== undefined) return focusBox(first);
    if ('patient' in read)
      onCorrect(
        read.patient,
        members.map(({ rank, memberId }) => ({ rank, memberId: memberId.trim() })),
        because.trim(),
      );
  };
  return (
    <form className="dialog" noValidate onSubmit={onSubmit}>
      <p>As the patient or their card says it. What was sent stays as it was sent; what is found of the claim is looked at anew.</p>
      <PatientBoxes {...{ head: typed, faults }} onHead={(change) => setTyped({ ...typed, ...change })} />
      <div className="entry-boxes" hidden={coverages.length === 0}>
        {coverages.map(({ rank, payerName }) => (
          <Box
            key={rank}
            {...{ at: `member.${rank}`, label: `Member number, ${payerName}`, faults, required: true }}
            value={members.find((one) => one.rank === rank)?.memberId ?? ''}
            onType={(memberId) => setMembers(members.map((one) => (one.rank === rank ? { rank, memberId } : one)))}
          />
        ))}
      </div>
      <Textarea
        {...{ label: 'Why', required: true, autosize: true, minRows: 2, maxLength: 500, value: because }}
        data-box="because"
        description="Kept on the record, without the patient’s name"
        placeholder="As on the insurance card of today’s visit"
        error={faults.get('because')}
        onChange={(event) => setBecause(event.currentTarget.value)}
      />
      {error ? <ErrorNote error={error} /> : null}
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={busy}>
          Correct it
        </Button>
      </div>
    </form>
  );
}

/** Name, birth date, sex, address and member numbers, corrected at once and with a reason. */
export function CorrectPatient(props: CorrectPatientProps): ReactElement {
  return (
    <Modal opened onClose={props.onClose} title="Correct the patient" size="xl" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Form {...props} />
    </Modal>
  );
}
