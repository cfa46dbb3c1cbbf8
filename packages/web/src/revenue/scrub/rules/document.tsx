import { type PayerRule, packDocument } from '@claimwright/core/revenue/scrub';
import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { saveText } from '../../../app/save-file.ts';
import { packFile } from './pack-file.ts';

/** `code` in a line of the page. */
const withCode = (text: string): readonly (ReactElement | string)[] =>
  text.split('`').map((part, at) => (at % 2 === 1 ? <code key={`${String(at)} ${part}`}>{part}</code> : part));

function lineOf(line: string, at: number): ReactElement | null {
  const key = `${String(at)} ${line}`;
  if (line === '') return null;
  if (line.startsWith('# ')) return <h2 key={key}>{line.slice(2)}</h2>;
  if (line.startsWith('## ')) return <h3 key={key}>{line.slice(3)}</h3>;
  if (line.startsWith('* '))
    return (
      <p key={key} className="rule-point">
        {withCode(line.slice(2))}
      </p>
    );
  return <p key={key}>{withCode(line)}</p>;
}

/** The page that is written from the rules, to read, print and hand on; and the rules as a file. */
export function RuleDocument({ title, rules }: { readonly title: string; readonly rules: readonly PayerRule[] }): ReactElement {
  const file = packFile(title, rules);
  const page = packDocument({ id: '', title, version: Math.max(0, ...rules.map(({ version }) => version)), rules });
  return (
    <section className="block" aria-label="Document">
      <div className="actions">
        <Button variant="default" onClick={() => saveText(file.name.replace(/\.rules\.json$/, '.md'), page, 'text/markdown')}>
          Download the page
        </Button>
        <Button variant="default" onClick={() => saveText(file.name, file.text, 'application/json')}>
          Export as a file
        </Button>
      </div>
      <article className="rule-page">{page.split('\n').map(lineOf)}</article>
    </section>
  );
}
