import type { PatientBefore } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactElement, useState } from 'react';
import { ask } from '../../../app/api.ts';
import { useAsk } from '../../../app/queries.ts';
import { formatDate } from '../../../ui/format.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { SearchBox } from '../../../ui/search-box.tsx';
import { Box, Choice } from './box.tsx';
import type { Faults, TypedPerson } from './charge-form.ts';

interface PatientSearchProps {
  onFound(before: PatientBefore): void;
  onNew(): void;
}

/** Somebody who was here before brings their coverage along. */
export function PatientSearch({ onFound, onNew }: PatientSearchProps): ReactElement {
  const [search, setSearch] = useState('');
  const [failed, setFailed] = useState<unknown>(undefined);
  const [typed] = useDebouncedValue(search.trim(), 200);
  const found = useAsk('revenue/claims/patients', { search: typed }, { enabled: typed.length > 1, keep: true });
  const rows = typed.length > 1 ? (found.data?.rows ?? []) : [];
  const take = async (patientId: string) => {
    try {
      onFound(await ask('revenue/claims/patient-before', { patientId }, 'payment'));
    } catch (error) {
      setFailed(error);
    }
  };
  const error = failed ?? found.error;
  return (
    <section className="block" aria-label="Whom it is for">
      <h2>Patient</h2>
      <div className="entry-search">
        <SearchBox label="Search patients" placeholder="Name or birth date" value={search} onChange={setSearch} />
        <Button size="xs" variant="default" onClick={onNew}>
          A new patient
        </Button>
      </div>
      {rows.length > 0 ? (
        <ul className="plain-list entry-found" aria-label="Patients found">
          {rows.map(({ id, last, first, birthDate }) => (
            <li key={id}>
              <button type="button" className="entry-pick" onClick={() => void take(id)}>
                <strong>
                  {last}, {first}
                </strong>{' '}
                <span className="dim">{formatDate(birthDate)}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : typed.length > 1 && found.data ? (
        <p className="dim">Nobody of that name or birth date is here.</p>
      ) : (
        <p className="dim small">Whoever was charged for before brings address and coverage along.</p>
      )}
      {error ? <ErrorNote error={error} /> : null}
    </section>
  );
}

interface PatientBoxesProps {
  readonly head: TypedPerson;
  readonly faults: Faults;
  onHead(change: Partial<TypedPerson>): void;
}

/** Who somebody is. */
export function PatientBoxes({ head, faults, onHead }: PatientBoxesProps): ReactElement {
  const box = (name: 'last_name' | 'first_name' | 'address' | 'city' | 'state' | 'zip', label: string, required = false) => (
    <Box at={`head.${name}`} {...{ label, faults, required }} value={head[name]} onType={(text) => onHead({ [name]: text })} />
  );
  return (
    <div className="entry-boxes">
      {box('last_name', 'Last name', true)}
      {box('first_name', 'First name')}
      <Box
        {...{ at: 'head.birth_date', label: 'Birth date', type: 'date', faults, value: head.birth_date }}
        onType={(text) => onHead({ birth_date: text })}
      />
      <Choice
        {...{ at: 'head.sex', label: 'Sex', faults, value: head.sex }}
        choices={[
          { value: '', label: 'Not said' },
          { value: 'F', label: 'Female' },
          { value: 'M', label: 'Male' },
          { value: 'U', label: 'Unknown' },
        ]}
        onType={(text) => onHead({ sex: text })}
      />
      {box('address', 'Address')}
      {box('city', 'City')}
      {box('state', 'State')}
      {box('zip', 'Zip')}
    </div>
  );
}

interface PatientPartProps extends PatientBoxesProps {
  onAnother?: (() => void) | undefined;
  onCorrect?: (() => void) | undefined;
}

export function PatientPart({ head, faults, onHead, onAnother, onCorrect }: PatientPartProps): ReactElement {
  return (
    <section className="block" aria-label="Patient">
      <div className="block-head">
        <h2>Patient</h2>
        {onAnother ? (
          <button type="button" className="source-link" onClick={onAnother}>
            Somebody else
          </button>
        ) : null}
        {onCorrect ? (
          <button type="button" className="source-link" onClick={onCorrect}>
            Correct the patient…
          </button>
        ) : null}
      </div>
      <PatientBoxes {...{ head, faults, onHead }} />
    </section>
  );
}
