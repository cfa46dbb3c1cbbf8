import { type Clause, type Comparison, comparisons, ruleFact, ruleFacts, wantsValues } from '@claimwright/core/revenue/scrub';
import { Button, Checkbox, NumberInput, Select, TagsInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { comparisonWords, ownerWords } from './words.ts';

const usual = ruleFacts.filter(({ of }) => of !== 'history');
const owners = [...new Set(usual.map(({ of }) => of))];
/** What a condition may be about: facts by whose they are, another line, an earlier service. */
const abouts = [
  ...owners.map((owner) => ({
    group: ownerWords[owner],
    items: usual
      .filter(({ of }) => of === owner)
      .map(({ name, noun, kind }) => ({ value: name, label: kind === 'yes-no' ? `it is ${noun}` : noun })),
  })),
  {
    group: 'Beside it, and before',
    items: [
      { value: 'beside.code', label: 'a line of the claim with the procedure' },
      { value: 'beside.family', label: 'a line of the claim of the kind' },
      { value: 'served.code', label: 'an earlier service with the procedure' },
      { value: 'served.family', label: 'an earlier service of the kind' },
    ],
  },
];

const aboutOf = (clause: Clause): string => (clause.kind === 'fact' ? clause.fact : `${clause.kind}.${clause.fact}`);

/** The clause about something else, keeping what still fits. */
function turnTo(about: string, before: Clause): Clause {
  const { values } = before;
  if (about === 'beside.code' || about === 'beside.family')
    return { kind: 'beside', is: 'with', fact: about === 'beside.code' ? 'code' : 'family', values };
  if (about === 'served.code' || about === 'served.family')
    return { kind: 'served', is: 'with', fact: about === 'served.code' ? 'code' : 'family', values, days: 365, sameTooth: false };
  const kind = ruleFact(about)?.kind ?? 'text';
  const [first = 'one-of'] = comparisons[kind];
  const is = before.kind === 'fact' && comparisons[kind].includes(before.is) ? before.is : first;
  const asNumbers = kind === 'number' || kind === 'cents';
  const kept = asNumbers ? values.slice(0, 1).filter((value) => /^\d+$/.test(value)) : values;
  return { kind: 'fact', fact: about, is, values: wantsValues(is) ? kept : [] };
}

const isComparison = (text: string): text is Comparison => text in comparisonWords;

interface RowProps {
  readonly clause: Clause;
  /** From 1. */
  readonly number: number;
  onChange(clause: Clause): void;
  onRemove(): void;
}

function Comparing({ clause, number, onChange }: Omit<RowProps, 'onRemove'>): ReactElement {
  const label = `Condition ${number}: how`;
  if (clause.kind !== 'fact')
    return (
      <Select
        aria-label={label}
        allowDeselect={false}
        data={[
          { value: 'with', label: 'is there' },
          { value: 'without', label: 'is not there' },
        ]}
        value={clause.is}
        onChange={(is) => onChange({ ...clause, is: is === 'without' ? 'without' : 'with' })}
      />
    );
  const kind = ruleFact(clause.fact)?.kind ?? 'text';
  return (
    <Select
      aria-label={label}
      allowDeselect={false}
      data={comparisons[kind].map((is) => ({ value: is, label: comparisonWords[is] }))}
      value={clause.is}
      onChange={(is) => {
        if (is !== null && isComparison(is)) onChange({ ...clause, is, values: wantsValues(is) ? clause.values : [] });
      }}
    />
  );
}

function Values({ clause, number, onChange }: Omit<RowProps, 'onRemove'>): ReactElement | null {
  const label = `Condition ${number}: of what`;
  if (clause.kind === 'fact' && !wantsValues(clause.is)) return null;
  const fact = clause.kind === 'fact' ? ruleFact(clause.fact) : undefined;
  if (fact?.kind === 'number' || fact?.kind === 'cents') {
    const [value = ''] = clause.values;
    const money = fact.kind === 'cents';
    return (
      <NumberInput
        aria-label={label}
        prefix={money ? '$' : ''}
        decimalScale={money ? 2 : 0}
        fixedDecimalScale={money}
        thousandSeparator={money ? ',' : ''}
        placeholder={money ? '$500.00' : fact.example}
        value={value === '' ? '' : money ? Number(value) / 100 : Number(value)}
        onChange={(now) => onChange({ ...clause, values: typeof now === 'number' ? [String(money ? Math.round(now * 100) : now)] : [] })}
      />
    );
  }
  return (
    <TagsInput
      aria-label={label}
      placeholder={clause.values.length > 0 ? '' : `${fact?.example ?? (clause.fact === 'code' ? '97110' : 'crown')}, Enter for each`}
      splitChars={[',', ' ', ';'].slice(0, clause.fact.endsWith('family') ? 1 : 3)}
      acceptValueOnBlur
      value={[...clause.values]}
      onChange={(values) => onChange({ ...clause, values })}
    />
  );
}

function Served({ clause, number, onChange }: Omit<RowProps, 'onRemove'>): ReactElement | null {
  if (clause.kind !== 'served') return null;
  return (
    <div className="rule-served">
      <NumberInput
        aria-label={`Condition ${number}: days`}
        prefix="less than "
        suffix=" days before"
        min={1}
        value={clause.days}
        onChange={(days) => typeof days === 'number' && onChange({ ...clause, days })}
      />
      <Checkbox
        label="at the same tooth"
        checked={clause.sameTooth}
        onChange={(event) => onChange({ ...clause, sameTooth: event.currentTarget.checked })}
      />
    </div>
  );
}

/** One condition of a form: what it is about, how, and of what. */
export function ClauseRow(props: RowProps): ReactElement {
  const { clause, number, onChange, onRemove } = props;
  return (
    <li className="rule-clause">
      <Select
        aria-label={`Condition ${number}: about`}
        searchable
        allowDeselect={false}
        maxDropdownHeight={320}
        data={abouts}
        value={aboutOf(clause)}
        onChange={(about) => about !== null && onChange(turnTo(about, clause))}
      />
      <Comparing {...props} />
      <Values {...props} />
      <Button variant="default" size="compact-sm" aria-label={`Take condition ${number} away`} onClick={onRemove}>
        ×
      </Button>
      <Served {...props} />
    </li>
  );
}
