import {
  isRows,
  type PayerTerms,
  type TermField,
  type TermGroup,
  type TermOf,
  termFields,
  termGroups,
} from '@claimwright/core/revenue/scrub';
import { Select, Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { RowsField } from './rows-field.tsx';
import { type Reading, shownTerm, type Typed, type TypedTerm } from './typed.ts';

interface FormProps {
  readonly terms: PayerTerms;
  readonly typed: Typed;
  readonly reading: Reading;
  readonly may: boolean;
  onType(field: TermField, value: TypedTerm): void;
}

const choicesOf = ({ kind }: TermOf): readonly { readonly value: string; readonly label: string }[] => [
  { value: '', label: 'Not set' },
  ...(kind === 'minutes'
    ? [
        { value: 'medicare', label: 'Medicare: all minutes of a day together' },
        { value: 'ama', label: 'AMA: each service by itself' },
      ]
    : [
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
      ]),
];

interface OneProps {
  readonly term: TermOf;
  readonly shown: TypedTerm;
  readonly wrong: string | undefined;
  readonly may: boolean;
  onType(value: TypedTerm): void;
}

function Input({ term, shown, wrong, may, onType }: OneProps): ReactElement {
  const { kind, label, unit } = term;
  const text = typeof shown === 'string' ? shown : '';
  const of = { 'aria-label': label, disabled: !may, error: wrong };
  if (isRows(kind)) return <RowsField label={label} kind={kind} rows={typeof shown === 'string' ? [] : shown} may={may} onRows={onType} />;
  if (kind === 'yes-no' || kind === 'minutes')
    return (
      <Select
        {...of}
        allowDeselect={false}
        data={[...choicesOf(term)]}
        value={text}
        onChange={(value) => onType(value ?? '')}
        className={kind === 'minutes' ? 'term-choice' : 'term-short'}
      />
    );
  if (kind === 'count')
    return (
      <TextInput
        {...of}
        inputMode="numeric"
        className="term-short"
        rightSection={<span className="dim small">{unit}</span>}
        rightSectionWidth={52}
        value={text}
        onChange={(event) => onType(event.currentTarget.value)}
      />
    );
  return (
    <Textarea
      {...of}
      autosize
      minRows={1}
      placeholder="97110, 97112, crown"
      value={text}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}

function Term(props: OneProps & { readonly touched: boolean }): ReactElement {
  const { label, does, unset, edits, kind } = props.term;
  return (
    <div className="term" role="group" aria-label={label} data-touched={props.touched || undefined}>
      <div>
        <h3>{label}</h3>
        <p className="small">{does}</p>
      </div>
      <div className="term-input">
        <Input {...props} />
        {isRows(kind) && props.wrong !== undefined ? (
          <p className="term-wrong" role="alert">
            {props.wrong}
          </p>
        ) : null}
        <p className="small dim">If not set: {unset}.</p>
        <p className="small dim">
          Looked at by <span className="mono">{edits.join(', ')}</span>
        </p>
      </div>
    </div>
  );
}

/** Every term in groups: what it does, what counts where it is not set, and which edits look at it. */
export function TermsForm({ terms, typed, reading, may, onType }: FormProps): ReactElement {
  return (
    <>
      {(Object.entries(termGroups) as [TermGroup, string][]).map(([group, title]) => (
        <section className="block" aria-label={title} key={group}>
          <h2>{title}</h2>
          {termFields
            .filter((one) => one.group === group)
            .map((term) => (
              <Term
                key={term.id}
                term={term}
                shown={shownTerm(terms, typed, term.id)}
                wrong={reading.wrong[term.id]}
                touched={reading.changed.includes(term.id)}
                may={may}
                onType={(value) => onType(term.id, value)}
              />
            ))}
        </section>
      ))}
    </>
  );
}
