import { type RuleTest, ruleFact, ruleFacts, suggestTests, tryTests } from '@claimwright/core/revenue/scrub';
import { Button, Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { plural } from '../../../ui/format.ts';
import { Status } from '../../../ui/status.tsx';
import { type RuleDraft, tried, withRule } from './draft.ts';
import { type Entry, readSight, writeSight } from './sight.ts';
import { ownerWords } from './words.ts';

const titleOf = ({ fact: name, at }: Entry): string => {
  const fact = ruleFact(name);
  if (fact?.of === 'line') return `Line ${at + 1}: ${fact.noun}`;
  if (fact?.of === 'history') return `Earlier service ${at + 1}: ${fact.noun}`;
  return fact?.noun ?? name;
};

/** What a test sees, in words. */
export function Seen({ test }: { readonly test: RuleTest }): ReactElement {
  const entries = readSight(test.see);
  return (
    <ul className="rule-seen">
      {entries.length === 0 ? <li>A plain claim of one line</li> : null}
      {entries.map((entry) => (
        <li key={`${entry.fact} ${entry.at}`}>
          <span className="dim">{titleOf(entry)}</span> {entry.text || 'none'}
        </li>
      ))}
    </ul>
  );
}

/** Whether a test holds, and what it came to where it does not. */
export function Outcome({ holds, fired }: { readonly holds: boolean; readonly fired: boolean | undefined }): ReactElement {
  if (holds) return <Status tone="good">Holds</Status>;
  return (
    <Status tone="stop">
      {fired === undefined ? 'Could not be asked' : fired ? 'Fires, and should not' : 'Does not fire, and should'}
    </Status>
  );
}

const factChoices = (lines: number) => [
  ...[...new Set(ruleFacts.map(({ of }) => of))].flatMap((of) => {
    const own = ruleFacts.filter((fact) => fact.of === of);
    const times = of === 'line' ? lines + 1 : 1;
    return Array.from({ length: times }, (_, at) => ({
      group: of === 'line' ? `Line ${at + 1}` : ownerWords[of],
      items: own.map(({ name, noun }) => ({ value: `${name} ${at}`, label: of === 'line' ? `line ${at + 1}: ${noun}` : noun })),
    }));
  }),
];

interface TestProps {
  readonly test: RuleTest;
  readonly number: number;
  readonly outcome: { readonly holds: boolean; readonly fired: boolean | undefined } | undefined;
  onChange(test: RuleTest | undefined): void;
}

function TestEditor({ test, number, outcome, onChange }: TestProps): ReactElement {
  const entries = readSight(test.see);
  const set = (next: readonly Entry[]) => onChange({ ...test, see: writeSight(next) });
  const lines = Math.max(1, test.see.lines?.length ?? 1);
  return (
    <li className="rule-test" aria-label={`Test ${number}`}>
      <div className="setup-row">
        <TextInput
          label={`Test ${number}`}
          value={test.name}
          onChange={(event) => onChange({ ...test, name: event.currentTarget.value })}
        />
        <Select
          label="The rule"
          allowDeselect={false}
          data={[
            { value: 'fires', label: 'fires' },
            { value: 'silent', label: 'stays silent' },
          ]}
          value={test.fires ? 'fires' : 'silent'}
          onChange={(fires) => onChange({ ...test, fires: fires === 'fires' })}
        />
        <span>{outcome ? <Outcome {...outcome} /> : <Status tone="quiet">Not asked yet</Status>}</span>
        <Button variant="default" size="compact-sm" aria-label={`Take test ${number} away`} onClick={() => onChange(undefined)}>
          ×
        </Button>
      </div>
      <div className="rule-entries">
        {entries.map((entry, at) => (
          <TextInput
            key={`${entry.fact} ${entry.at}`}
            label={titleOf(entry)}
            value={entry.text}
            onChange={(event) => set(entries.map((one, i) => (i === at ? { ...one, text: event.currentTarget.value } : one)))}
            rightSection={
              <button
                type="button"
                className="rule-drop"
                aria-label={`Take ${titleOf(entry)} away`}
                onClick={() => set(entries.filter((_, i) => i !== at))}
              >
                ×
              </button>
            }
          />
        ))}
        <Select
          label="One more fact"
          placeholder="What is different from a plain claim"
          searchable
          data={factChoices(lines)}
          value={null}
          onChange={(picked) => {
            const [fact = '', at = '0'] = (picked ?? '').split(' ');
            const known = ruleFact(fact);
            if (known && !entries.some((one) => one.fact === fact && one.at === Number(at)))
              set([...entries, { fact, at: Number(at), text: known.example }]);
          }}
        />
      </div>
    </li>
  );
}

/** The tests that travel with a rule, tried as one types. */
export function TestsEditor({ draft, onDraft }: { readonly draft: RuleDraft; onDraft(draft: RuleDraft): void }): ReactElement {
  const { tests } = draft.rule;
  const outcomes = tryTests(tried(draft));
  const set = (next: readonly RuleTest[]) => onDraft(withRule(draft, { tests: next }));
  const asked = draft.clauses ?? [];
  const suggested = asked.length === 0 || draft.rule.when === '' ? [] : suggestTests(draft.rule, asked);
  const missing = suggested.filter(({ fires }) => !tests.some((test) => test.fires === fires));
  return (
    <>
      <p className="dim">
        Each test is a plain claim and what is different of it: one at least where the rule fires, and one where it stays silent. They
        travel with the rule, and it cannot be saved while one does not hold.
      </p>
      <ol className="plain-list">
        {tests.map((test, at) => (
          <TestEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: a test is known by its place alone
            key={at}
            test={test}
            number={at + 1}
            outcome={outcomes[at]}
            onChange={(next) => set(tests.flatMap((one, i) => (i === at ? (next ?? []) : one)))}
          />
        ))}
      </ol>
      <div className="actions">
        {missing.length > 0 ? (
          <Button variant="light" size="compact-sm" onClick={() => set([...tests, ...missing])}>
            Make {plural(missing.length, 'test')} from the conditions
          </Button>
        ) : null}
        <Button
          variant="default"
          size="compact-sm"
          onClick={() =>
            set([...tests, { name: 'a test by hand', see: { lines: [{ code: '97110' }] }, fires: tests.some(({ fires }) => !fires) }])
          }
        >
          Add a test by hand
        </Button>
      </div>
    </>
  );
}
