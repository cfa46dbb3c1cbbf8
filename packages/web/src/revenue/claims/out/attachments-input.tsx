import type { BoxFact } from '@claimwright/core/revenue/claims';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { attachmentText, type Fault, textOf } from './box-values.ts';

const ways = { AA: 'On request', BM: 'By mail', EL: 'Electronic', FX: 'By fax' } as const;

interface Row {
  /** The list in the claim that it stands in: of all of it, or of a line. */
  readonly of: string;
  readonly report: string;
  readonly transmission: string;
  readonly controlNumber: string;
}

const rowsOf = (facts: readonly BoxFact[]): Row[] =>
  facts.flatMap(({ at, value }) =>
    textOf(value, 'attachments')
      .split('\n')
      .filter((row) => row !== '')
      .map((row) => {
        const [report = '', transmission = '', ...number] = row.split(' ');
        return { of: at, report, transmission, controlNumber: number.join(' ') };
      }),
  );

interface AttachmentsInputProps {
  readonly facts: readonly BoxFact[];
  readonly faults: readonly Fault[];
  onType(texts: { readonly [at: string]: string }): void;
}

/** What comes apart from the claim: of which line, what it is, how it comes, and the number that it carries there. */
export function AttachmentsInput({ facts, faults, onType }: AttachmentsInputProps): ReactElement {
  const [rows, setRows] = useState(() => rowsOf(facts));
  const [first] = facts;
  const set = (next: readonly Row[]) => {
    setRows([...next]);
    const typed = next.filter(({ report, controlNumber }) => report !== '' || controlNumber !== '');
    const texts = facts.map(({ at }) => [
      at,
      typed
        .filter(({ of }) => of === at)
        .map(attachmentText)
        .join('\n'),
    ]);
    onType(Object.fromEntries(texts));
  };
  const change = (i: number, part: Partial<Row>) => set(rows.map((row, at) => (at === i ? { ...row, ...part } : row)));
  const owners = facts.map(({ at, name }) => ({ value: at, label: at === 'attachments' ? 'The whole claim' : name.replace(/:.*/, '') }));
  const fault = faults.find(({ at }) => facts.some((fact) => fact.at === at));
  return (
    <fieldset className="attachments">
      <legend>Attachments</legend>
      <p className="small dim">RB is an X-ray, P6 a periodontal chart, OZ anything else.</p>
      {rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place
        <div className="attachment" key={i}>
          <NativeSelect
            size="xs"
            label="Of"
            data={owners}
            value={row.of}
            onChange={(event) => change(i, { of: event.currentTarget.value })}
          />
          <TextInput
            {...{ size: 'xs', label: 'Kind of report', maxLength: 2, value: row.report }}
            onChange={(event) => change(i, { report: event.currentTarget.value.toUpperCase() })}
          />
          <NativeSelect
            {...{ size: 'xs', label: 'How it is sent', value: row.transmission }}
            data={[
              ...(row.transmission in ways ? [] : [row.transmission]),
              ...Object.entries(ways).map(([value, label]) => ({ value, label })),
            ]}
            onChange={(event) => change(i, { transmission: event.currentTarget.value })}
          />
          <TextInput
            {...{ size: 'xs', label: 'Its control number', maxLength: 50, value: row.controlNumber }}
            onChange={(event) => change(i, { controlNumber: event.currentTarget.value })}
          />
          <Button size="compact-xs" variant="default" onClick={() => set(rows.filter((_, at) => at !== i))}>
            Take attachment {i + 1} off
          </Button>
        </div>
      ))}
      {fault ? <p className="small attachment-fault">{fault.says}</p> : null}
      <Button
        {...{ size: 'compact-xs', variant: 'default' }}
        onClick={() => setRows([...rows, { of: first?.at ?? 'attachments', report: '', transmission: 'EL', controlNumber: '' }])}
      >
        Add an attachment
      </Button>
    </fieldset>
  );
}
