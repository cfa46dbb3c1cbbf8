import { type ConditionFault, factAsCondition, lookAtCondition, type RuleFact, ruleFacts } from '@claimwright/core/revenue/scrub';
import { Button, Textarea, TextInput } from '@mantine/core';
import { type ReactElement, useRef, useState } from 'react';
import { ViewTabs } from '../../../ui/view-tabs.tsx';
import { ClauseRow } from './clause-row.tsx';
import { asExpression, asForm, isFilled, type RuleDraft, withClauses, withRule } from './draft.ts';
import { ownerWords } from './words.ts';

interface EditorProps {
  readonly draft: RuleDraft;
  onDraft(draft: RuleDraft): void;
}

/** A condition as somebody would say it, and as the program asks it. */
export function ConditionInWords({ over, when }: { readonly over: 'claim' | 'line'; readonly when: string }): ReactElement {
  const look = lookAtCondition({ over, when });
  return (
    <div className="rule-words">
      {look.is === 'good' ? (
        <p>
          <strong>{over === 'line' ? 'Each line where' : 'A claim where'}</strong> {look.words}.
        </p>
      ) : (
        <p>{look.fault.says}</p>
      )}
      <code className="rule-cel">{when}</code>
    </div>
  );
}

function Form({ draft, onDraft }: EditorProps): ReactElement {
  const clauses = draft.clauses ?? [];
  const set = (at: number, next: (typeof clauses)[number] | undefined) =>
    onDraft(
      withClauses(
        draft,
        clauses.flatMap((one, i) => (i === at ? (next ?? []) : one)),
      ),
    );
  const complete = clauses.length > 0 && clauses.every(isFilled);
  return (
    <>
      <ol className="rule-clauses" aria-label="Conditions, all of which must hold">
        {clauses.map((clause, at) => (
          <ClauseRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition is known by its place alone
            key={at}
            clause={clause}
            number={at + 1}
            onChange={(next) => set(at, next)}
            onRemove={() => set(at, undefined)}
          />
        ))}
      </ol>
      <Button
        variant="default"
        size="compact-sm"
        onClick={() =>
          onDraft(
            withClauses(draft, [
              ...clauses,
              { kind: 'fact', fact: clauses.length === 0 ? 'line.code' : 'line.place', is: 'one-of', values: [] },
            ]),
          )
        }
      >
        Add a condition
      </Button>
      {complete ? <ConditionInWords {...draft.rule} /> : <p className="dim">Fill in each condition; all of them must hold.</p>}
    </>
  );
}

function Fault({ when, fault }: { readonly when: string; readonly fault: ConditionFault }): ReactElement {
  const { from, to } = fault;
  return (
    <div className="note" data-tone="stop" role="status" id="condition-fault">
      <div>
        <p className="note-says">{fault.says}</p>
        <code className="rule-cel">
          {when.slice(0, from)}
          <mark>{when.slice(from, to) || '▏'}</mark>
          {when.slice(to)}
        </code>
        <p className="note-fix">{fault.fix}</p>
      </div>
    </div>
  );
}

/** Everything that a condition may ask about, with what it means; picking one writes it where the cursor is. */
function FactsPanel({ onPick }: { onPick(fact: RuleFact): void }): ReactElement {
  const [search, setSearch] = useState('');
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = ruleFacts.filter(({ name, noun, says }) => words.every((word) => `${name} ${noun} ${says}`.toLowerCase().includes(word)));
  return (
    <section className="rule-facts" aria-label="Facts that a condition may ask about">
      <TextInput
        type="search"
        aria-label="Search the facts"
        placeholder="Search the facts: modifier, age, earlier"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ul>
        {found.map((fact) => (
          <li key={fact.name}>
            <button type="button" onClick={() => onPick(fact)}>
              <code>{fact.name}</code>
              <span className="dim small">{ownerWords[fact.of]}</span>
              <span>{fact.says}</span>
              <span className="dim small">
                such as <code>{factAsCondition(fact)}</code>
              </span>
            </button>
          </li>
        ))}
        {found.length === 0 ? <li className="dim">No fact has these words. What is not listed, no rule sees.</li> : null}
      </ul>
    </section>
  );
}

function Expression({ draft, onDraft }: EditorProps): ReactElement {
  const area = useRef<HTMLTextAreaElement>(null);
  const { over, when } = draft.rule;
  const look = when.trim() === '' ? undefined : lookAtCondition({ over, when });
  const fault = look?.is === 'wrong' ? look.fault : undefined;
  const insert = (fact: RuleFact) => {
    const at = area.current?.selectionStart ?? when.length;
    const end = area.current?.selectionEnd ?? at;
    const before = when.slice(0, at).trimEnd();
    const joined = before === '' || /(?:&&|\|\||[(!])$/.test(before) ? '' : ' && ';
    const text = `${before}${joined === '' && before !== '' && !/[(!]$/.test(before) ? ' ' : joined}${factAsCondition(fact)}`;
    const now = { over: fact.of === 'line' ? ('line' as const) : over, when: text + when.slice(end) };
    onDraft(withRule(draft, now));
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(text.length, text.length);
    });
  };
  return (
    <div className="rule-expression">
      <div>
        <ViewTabs
          label="Asked of"
          chosen={over}
          onChoose={(now) => onDraft(withRule(draft, { over: now }))}
          views={[
            { id: 'line', label: 'Each line' },
            { id: 'claim', label: 'The claim' },
          ]}
        />
        <Textarea
          ref={area}
          label="Expression (CEL)"
          description="Joined by && and ||; texts in quotes. It is checked as you type."
          autosize
          minRows={3}
          spellCheck={false}
          classNames={{ input: 'rule-cel-input' }}
          aria-invalid={fault !== undefined}
          aria-describedby={fault ? 'condition-fault' : undefined}
          value={when}
          onChange={(event) => onDraft(withRule(draft, { when: event.currentTarget.value }))}
        />
        {fault ? <Fault when={when} fault={fault} /> : null}
        {look?.is === 'good' ? <ConditionInWords over={over} when={when} /> : null}
      </div>
      <FactsPanel onPick={insert} />
    </div>
  );
}

/** When a rule fires: by a form for the usual conditions, or as an expression. */
export function ConditionEditor({ draft, onDraft }: EditorProps): ReactElement {
  const form = draft.clauses !== undefined;
  const [stuck, setStuck] = useState(false);
  const choose = (way: 'form' | 'expression') => {
    const next = way === 'form' ? asForm(draft) : asExpression(draft);
    setStuck(next === undefined);
    if (next !== undefined) onDraft(next);
  };
  return (
    <>
      <ViewTabs
        label="How it is written"
        chosen={form ? 'form' : 'expression'}
        onChoose={choose}
        views={[
          { id: 'form', label: 'As a form' },
          { id: 'expression', label: 'As an expression' },
        ]}
      />
      {stuck ? (
        <p role="status">This expression says more than a form can; it stays an expression. Conditions joined by && alone are a form.</p>
      ) : null}
      {form ? <Form draft={draft} onDraft={onDraft} /> : <Expression draft={draft} onDraft={onDraft} />}
    </>
  );
}
