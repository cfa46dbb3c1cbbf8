import type { ReactElement, ReactNode } from 'react';

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Name and value pairs, packed. Empty values are left out. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }): ReactElement {
  return (
    <dl className="facts">
      {facts
        .filter(({ value }) => value !== undefined && value !== null && value !== '')
        .map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

interface AnswersProps {
  readonly what: ReactNode;
  readonly why: ReactNode;
  readonly otherwise: ReactNode;
  readonly decided: ReactNode;
}

/** The four questions that every screen answers without a click. */
export function Answers({ what, why, otherwise, decided }: AnswersProps): ReactElement {
  return (
    <dl className="answers">
      <div>
        <dt>What it is</dt>
        <dd>{what}</dd>
      </div>
      <div>
        <dt>Why it is here</dt>
        <dd>{why}</dd>
      </div>
      <div>
        <dt>If nothing is done</dt>
        <dd>{otherwise}</dd>
      </div>
      <div>
        <dt>Decided so far</dt>
        <dd>{decided}</dd>
      </div>
    </dl>
  );
}
