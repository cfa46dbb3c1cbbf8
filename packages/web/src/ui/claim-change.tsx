import type { ReactElement, ReactNode } from 'react';

interface Change {
  readonly at: string;
  readonly to: unknown;
}

/** What a change of a claim is, and what it rests on. */
export interface ClaimChangeProps {
  readonly says: string;
  readonly changes: readonly Change[];
  readonly before: readonly unknown[];
  readonly rule: string;
  readonly edition?: string | undefined;
  readonly evidence: readonly { readonly document: string; readonly from: number; readonly to: number; readonly words?: string }[];
  readonly children?: ReactNode;
}

const names: { readonly [field: string]: string } = {
  modifiers: 'modifiers',
  units: 'units',
  note: 'narrative',
  taxonomy: 'taxonomy',
  from: 'first day',
  to: 'last day',
};

/** `lines.0.procedure.modifiers` as people say it. */
export function fieldWords(at: string): string {
  const line = /^lines\.(\d+)\./.exec(at);
  const diagnosis = /^diagnoses\.(\d+)\.code$/.exec(at);
  if (diagnosis) return `Diagnosis ${Number(diagnosis[1]) + 1}`;
  const last = at.split('.').at(-1) ?? at;
  const name = names[last] ?? last;
  if (line) return `Line ${Number(line[1]) + 1}, ${name}`;
  const [head = ''] = at.split('.');
  return head === last ? name : `${head.charAt(0).toUpperCase()}${head.slice(1)}, ${name}`;
}

export function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(String).join(' ');
  return value === null || value === undefined || value === '' ? 'nothing' : String(value);
}

/** A change of a claim before somebody decides on it: what it says now and would say, the rule and its edition, and the words of the note. */
export function ClaimChange({ says, changes, before, rule, edition, evidence, children }: ClaimChangeProps): ReactElement {
  return (
    <div className="claim-change">
      <p className="work-says">{says}</p>
      <ul>
        {changes.map(({ at, to }, i) => (
          <li key={at}>
            {fieldWords(at)}: <span className="dim">{valueWords(before[i])}</span> → <strong className="mono">{valueWords(to)}</strong>
          </li>
        ))}
      </ul>
      {evidence.map(({ document, from, to, words }) => (
        <blockquote className="quoted" key={`${document} ${from} ${to}`}>
          {words === undefined ? 'The words cannot be shown.' : `“${words}”`}
          <span className="dim small">
            {' '}
            note, bytes {from} to {to}
          </span>
        </blockquote>
      ))}
      {evidence.length === 0 ? <p className="dim small">It rests on the table, on no words of the note.</p> : null}
      <p className="dim small">
        By {rule}
        {edition === undefined ? '' : `, ${edition}`}.
      </p>
      {children}
    </div>
  );
}
