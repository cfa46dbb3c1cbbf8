import { Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { plural } from './format.ts';
import { Shape } from './status.tsx';

/** How many rows that are wrong are told at once. */
const told = 20;

interface PastedRowsProps {
  readonly label: string;
  readonly description?: string;
  readonly placeholder: string;
  readonly text: string;
  onText(text: string): void;
  /** How many rows were read in the text, and those of them that cannot be taken as they are. */
  readonly count: number;
  readonly wrong: readonly { readonly row: number; readonly says: string }[];
}

/** Rows that are pasted, or taken from a CSV file; each that is wrong is told by its number. */
export function PastedRows({ label, description, placeholder, text, onText, count, wrong }: PastedRowsProps): ReactElement {
  const tone = wrong.length > 0 ? 'stop' : 'good';
  return (
    <>
      <Textarea
        data-autofocus
        label={label}
        {...(description === undefined ? {} : { description })}
        placeholder={placeholder}
        autosize
        minRows={4}
        maxRows={12}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        styles={{ input: { fontFamily: 'var(--mono)' } }}
      />
      <label className="setup-file">
        Or take them from a CSV file
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void file.text().then(onText);
          }}
        />
      </label>
      {count > 0 ? (
        <p className="setup-count" data-tone={tone}>
          <Shape tone={tone} /> {plural(count, 'row')} read,{' '}
          {wrong.length === 0 ? 'all in order' : `${plural(wrong.length, 'row')} to mend`}
        </p>
      ) : null}
      {wrong.length > 0 ? (
        <ul className="setup-wrong">
          {wrong.slice(0, told).map(({ row, says }) => (
            <li key={row}>
              <strong>Row {row}</strong> {says}
            </li>
          ))}
          {wrong.length > told ? <li>and {plural(wrong.length - told, 'row')} more</li> : null}
        </ul>
      ) : null}
    </>
  );
}
