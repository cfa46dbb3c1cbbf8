import type { PlainDate } from '@claimwright/core/ground/base';
import { type Clause, type PayerRule, suggestTests, writeCondition } from '@claimwright/core/revenue/scrub';
import type { WrittenRule } from '@claimwright/server/api';

interface Example {
  readonly id: string;
  readonly teaches: string;
  readonly clauses: readonly Clause[];
  readonly rule: Pick<PayerRule, 'title' | 'action' | 'says' | 'because' | 'fix' | 'source'> & Pick<Partial<PayerRule>, 'tag' | 'kinds'>;
}

/** Three rules to start from: a modifier that is missing, a frequency, an amount. */
export const examples: readonly Example[] = [
  {
    id: 'example-modifier',
    teaches: 'A modifier that a payer wants',
    clauses: [
      { kind: 'fact', fact: 'line.code', is: 'one-of', values: ['97110', '97140'] },
      { kind: 'fact', fact: 'line.modifiers', is: 'none-of', values: ['GP'] },
    ],
    rule: {
      title: 'Therapy needs modifier GP',
      action: 'hold',
      says: 'Therapy goes to this payer with modifier GP.',
      because: 'Without it the payer denies the line as not under a plan of care.',
      fix: 'Add GP where a plan of care is on file.',
      source: 'The payer’s therapy bulletin',
    },
  },
  {
    id: 'example-frequency',
    teaches: 'A service that is paid only so often',
    clauses: [
      { kind: 'fact', fact: 'line.family', is: 'one-of', values: ['adult cleaning'] },
      { kind: 'served', is: 'with', fact: 'family', values: ['adult cleaning'], days: 180, sameTooth: false },
    ],
    rule: {
      title: 'Second cleaning within 180 days',
      action: 'warn',
      kinds: ['dental'],
      says: 'The patient had a cleaning less than 180 days before.',
      because: 'The plan pays one in six months, and denies the second.',
      fix: 'Tell the patient what it costs them, or move the date.',
      source: 'The plan’s table of benefits',
    },
  },
  {
    id: 'example-amount',
    teaches: 'Claims that somebody looks at first',
    clauses: [
      { kind: 'fact', fact: 'claim.billedCents', is: 'more', values: ['500000'] },
      { kind: 'fact', fact: 'claim.attachments', is: 'empty', values: [] },
    ],
    rule: {
      title: 'High total without records',
      action: 'tag',
      tag: 'high-value',
      says: 'The claim is over $5,000.00, and no records go with it.',
      because: 'Payers ask for records of such claims, which costs weeks.',
      fix: 'Attach the records before it goes.',
      source: 'The practice’s own policy',
    },
  },
];

/** The example as a rule that begins today; which payers it is of, a person says. */
export function exampleRule(id: string, effective: PlainDate): WrittenRule | undefined {
  const example = examples.find((one) => one.id === id);
  if (example === undefined) return undefined;
  const condition = writeCondition(example.clauses);
  const asked = { ...condition, effective, ...(example.rule.kinds ? { kinds: example.rule.kinds } : {}) };
  return { ...example.rule, ...condition, id: '', payers: [], effective, tests: suggestTests(asked, example.clauses) };
}
