import type { WhoBills } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { Box, Choice } from './box.tsx';
import { type Faults, noCoverage, type TypedCoverage } from './charge-form.ts';

const relationships = [
  { value: '18', label: 'Is the subscriber' },
  { value: '01', label: 'Spouse of the subscriber' },
  { value: '19', label: 'Child of the subscriber' },
  { value: 'G8', label: 'Another relation' },
];
const ranks = ['Primary', 'Secondary', 'Tertiary'] as const;

interface CoveragePartProps {
  readonly coverages: readonly TypedCoverage[];
  readonly payers: WhoBills['payers'];
  readonly faults: Faults;
  onCoverages(coverages: readonly TypedCoverage[]): void;
}

interface OneProps {
  readonly at: number;
  readonly one: TypedCoverage;
  readonly payers: WhoBills['payers'];
  readonly faults: Faults;
  onChange(change: Partial<TypedCoverage>): void;
}

function Subscriber({ at, one, faults, onChange }: OneProps): ReactElement | null {
  if (one.relationship === '18') return null;
  const place = `coverage.${at}`;
  return (
    <>
      <Box
        {...{ at: `${place}.subscriber_last`, label: 'Subscriber’s last name', faults, required: true, value: one.subscriber_last }}
        onType={(text) => onChange({ subscriber_last: text })}
      />
      <Box
        {...{ at: `${place}.subscriber_first`, label: 'First name', faults, value: one.subscriber_first }}
        onType={(text) => onChange({ subscriber_first: text })}
      />
      <Box
        {...{ at: `${place}.subscriber_birth`, label: 'Birth date', type: 'date', faults, value: one.subscriber_birth }}
        onType={(text) => onChange({ subscriber_birth: text })}
      />
    </>
  );
}

/** Which payers there are, and one that is not among them yet. */
function Payer({ at, one, payers, faults, onChange }: OneProps): ReactElement {
  const place = `coverage.${at}`;
  const known = payers.some(({ payerId }) => payerId === one.payer_id);
  const chosen = one.payer_id === '' && one.payer_name === '' ? '' : known ? one.payer_id : 'another';
  const choose = (payerId: string) => {
    const payer = payers.find((other) => other.payerId === payerId);
    if (payer) onChange({ payer_id: payer.payerId, payer_name: payer.name, filing_indicator: payer.filingIndicator ?? '' });
    else onChange({ payer_id: '', payer_name: payerId === 'another' ? 'Another payer' : '', filing_indicator: '' });
  };
  return (
    <>
      <Choice
        {...{ at: chosen === 'another' ? `${place}.payer` : `${place}.payer_id`, label: `${ranks[at]} payer`, faults, value: chosen }}
        choices={[
          { value: '', label: 'Nobody: the patient pays' },
          ...payers.map(({ payerId, name }) => ({ value: payerId, label: `${name} · ${payerId}` })),
          { value: 'another', label: 'Another payer…' },
        ]}
        onType={choose}
      />
      {chosen === 'another' ? (
        <>
          <Box
            {...{ at: `${place}.payer_name`, label: 'Its name', faults, required: true, value: one.payer_name }}
            onType={(text) => onChange({ payer_name: text })}
          />
          <Box
            {...{ at: `${place}.payer_id`, label: 'Its number', hint: 'By which claims name it', faults, value: one.payer_id }}
            onType={(text) => onChange({ payer_id: text })}
          />
        </>
      ) : null}
    </>
  );
}

/** Who pays, in their order. */
export function CoveragePart({ coverages, payers, faults, onCoverages }: CoveragePartProps): ReactElement {
  const shown = coverages.length === 0 ? [noCoverage] : coverages;
  const change = (at: number) => (changed: Partial<TypedCoverage>) =>
    onCoverages(shown.map((one, i) => (i === at ? { ...one, ...changed } : one)));
  return (
    <section className="block" aria-label="Coverage">
      <h2>Coverage</h2>
      {shown.map((one, at) => {
        const place = `coverage.${at}`;
        const props: OneProps = { at, one, payers, faults, onChange: change(at) };
        return (
          <div className="entry-boxes entry-coverage" key={ranks[at]} role="group" aria-label={ranks[at] ?? 'Further'}>
            <Payer {...props} />
            <Box
              {...{ at: `${place}.member_id`, label: 'Member number', faults, value: one.member_id }}
              onType={(text) => props.onChange({ member_id: text })}
            />
            <Box
              {...{ at: `${place}.group_number`, label: 'Group', faults, value: one.group_number }}
              onType={(text) => props.onChange({ group_number: text })}
            />
            <Choice
              {...{ at: `${place}.relationship`, label: 'The patient', faults, value: one.relationship, choices: relationships }}
              onType={(text) => props.onChange({ relationship: text })}
            />
            <Subscriber {...props} />
            {at > 0 ? (
              <Button size="compact-xs" variant="default" onClick={() => onCoverages(shown.filter((_, i) => i !== at))}>
                Take {ranks[at]?.toLowerCase()} off
              </Button>
            ) : null}
          </div>
        );
      })}
      {shown.length < ranks.length && shown.at(-1)?.payer_id !== '' ? (
        <Button size="compact-xs" variant="default" onClick={() => onCoverages([...shown, noCoverage])}>
          Add a {ranks[shown.length]?.toLowerCase()} coverage
        </Button>
      ) : null}
    </section>
  );
}
