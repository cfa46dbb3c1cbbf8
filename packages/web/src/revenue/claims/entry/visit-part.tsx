import type { WhoBills } from '@claimwright/server/api';
import { Checkbox } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { accidents, noAccident } from './accident.ts';
import { Box, Choice } from './box.tsx';
import { type Faults, lettered, type TypedHead } from './charge-form.ts';

interface VisitPartProps {
  readonly head: TypedHead;
  readonly who: WhoBills;
  readonly faults: Faults;
  /** Of a charge that is here already: its kind stays. */
  readonly fixed: boolean;
  onHead(change: Partial<TypedHead>): void;
  onKind(kind: TypedHead['kind']): void;
}

const kinds = [
  { value: 'professional', label: 'Professional (CMS-1500)' },
  { value: 'dental', label: 'Dental (ADA)' },
];
const asKind = (text: string): TypedHead['kind'] => (text === 'dental' ? 'dental' : 'professional');

const nobody = { value: '', label: 'Nobody' };

/** What is asked for only now and then. */
function Seldom({ head, who, faults, onHead }: VisitPartProps): ReactElement {
  const people = who.providers.map(({ npi, name }) => ({ value: npi, label: `${name} · ${npi}` }));
  const box = (
    name: 'authorization' | 'referral' | 'claim_note' | 'patient_paid' | 'visit' | 'clia' | 'accident_state',
    label: string,
    hint?: string,
  ) => (
    <Box
      at={`head.${name}`}
      {...{ label, faults, value: head[name] }}
      {...(hint === undefined ? {} : { hint })}
      onType={(text) => onHead({ [name]: text })}
    />
  );
  const day = (name: 'hospital_from' | 'hospital_to' | 'accident_on', label: string) => (
    <Box at={`head.${name}`} {...{ label, type: 'date' as const, faults, value: head[name] }} onType={(text) => onHead({ [name]: text })} />
  );
  return (
    <div className="entry-boxes">
      <Choice
        {...{
          at: 'head.supervising_npi',
          label: 'Supervising provider',
          faults,
          value: head.supervising_npi,
          choices: [nobody, ...people],
        }}
        onType={(text) => onHead({ supervising_npi: text })}
      />
      {box('authorization', 'Authorization')}
      {box('referral', 'Referral')}
      <Choice
        {...{ at: 'head.accident', label: 'It is about', faults, value: head.accident, choices: accidents }}
        onType={(text) => onHead(text === '' ? noAccident : { accident: text })}
      />
      {head.accident === '' ? null : day('accident_on', 'Day of the accident')}
      {head.accident === 'auto' ? box('accident_state', 'State of the accident', 'Two letters') : null}
      {head.kind === 'professional' ? (
        <>
          {box('clia', 'CLIA number', 'Of the laboratory')}
          {day('hospital_from', 'In hospital from')}
          {day('hospital_to', 'In hospital until')}
        </>
      ) : null}
      {box('patient_paid', 'Patient paid')}
      {box('visit', 'Visit', 'Where the account is the patient’s')}
      {box('claim_note', 'Note on the claim')}
      {head.kind === 'dental' ? (
        <>
          <Box
            {...{ at: 'head.missing_teeth', label: 'Missing teeth', placeholder: '1 16 17 32', faults, value: head.missing_teeth }}
            onType={(text) => onHead({ missing_teeth: text })}
          />
          <Checkbox
            {...{ size: 'xs', label: 'Ask beforehand (predetermination)', checked: head.predetermination }}
            onChange={(event) => onHead({ predetermination: event.currentTarget.checked })}
          />
        </>
      ) : null}
    </div>
  );
}

/** When, where, by whom, and why. */
export function VisitPart(props: VisitPartProps): ReactElement {
  const { head, who, faults, fixed, onHead, onKind } = props;
  const [more, setMore] = useState(false);
  const people = who.providers.map(({ npi, name }) => ({ value: npi, label: `${name} · ${npi}` }));
  const places = who.facilities.map(({ npi, name }) => ({ value: npi, label: `${name} · ${npi}` }));
  const letters = lettered(head.diagnoses);
  return (
    <section className="block" aria-label="Visit">
      <h2>Visit</h2>
      <div className="entry-boxes">
        {fixed ? null : (
          <Choice
            {...{ at: 'head.kind', label: 'Goes out as', faults, value: head.kind, choices: kinds }}
            onType={(text) => onKind(asKind(text))}
          />
        )}
        <Box
          {...{ at: 'head.account', label: 'Account', faults, required: true, value: head.account }}
          onType={(text) => onHead({ account: text })}
        />
        <Box
          {...{ at: 'head.served_on', label: 'Date of service', type: 'date', faults, required: true, value: head.served_on }}
          onType={(text) => onHead({ served_on: text })}
        />
        <Box
          {...{ at: 'head.place_of_service', label: 'Place of service', faults, value: head.place_of_service }}
          onType={(text) => onHead({ place_of_service: text })}
        />
        <Choice
          {...{ at: 'head.rendering_npi', label: 'Rendering provider', faults, value: head.rendering_npi }}
          choices={[{ value: '', label: `Whoever bills${who.billing ? `: ${who.billing.name}` : ''}` }, ...people]}
          onType={(text) => onHead({ rendering_npi: text })}
        />
        <Choice
          {...{ at: 'head.referring_npi', label: 'Referring provider', faults, value: head.referring_npi, choices: [nobody, ...people] }}
          onType={(text) => onHead({ referring_npi: text })}
        />
        <Choice
          {...{ at: 'head.facility_npi', label: 'Service facility', faults, value: head.facility_npi }}
          choices={[{ value: '', label: 'Where it is billed from' }, ...places]}
          onType={(text) => onHead({ facility_npi: text })}
        />
      </div>
      {more ? (
        <Seldom {...props} />
      ) : (
        <button type="button" className="source-link" onClick={() => setMore(true)}>
          Authorization, referral, accident, CLIA, hospital days, note, amount paid…
        </button>
      )}
      <div className="entry-diagnoses">
        <Box
          {...{ at: 'head.diagnoses', label: 'Diagnoses, the main one first', placeholder: 'I10 E11.9', faults, value: head.diagnoses }}
          onType={(text) => onHead({ diagnoses: text })}
        />
        <p className="small" role="status">
          {letters.map(({ letter, code }) => (
            <span className="entry-letter" key={`${letter}${code}`}>
              <strong>{letter}</strong> <span className="mono">{code}</span>
            </span>
          ))}
        </p>
      </div>
    </section>
  );
}
