import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { examples } from './examples.ts';
import { actionWords } from './words.ts';

/** Three worked examples, for whoever begins. */
export function Examples({ onStart }: { onStart(id: string): void }): ReactElement {
  return (
    <ul className="rule-examples" aria-label="Examples to start from">
      {examples.map(({ id, teaches, rule }) => (
        <li key={id}>
          <h3>{teaches}</h3>
          <p>
            <strong>{rule.title}</strong>
          </p>
          <p>
            {actionWords[rule.action]}: {rule.says}
          </p>
          <Button variant="light" size="compact-sm" onClick={() => onStart(id)}>
            Start from this
          </Button>
        </li>
      ))}
    </ul>
  );
}
