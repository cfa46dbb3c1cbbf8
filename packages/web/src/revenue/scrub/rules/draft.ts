import type { PlainDate } from '@claimwright/core/ground/base';
import { type Clause, checkRule, lookAtCondition, type PayerRule, wantsValues, writeCondition } from '@claimwright/core/revenue/scrub';
import type { WrittenRule } from '@claimwright/server/api';

/** A rule while somebody writes it. */
export interface RuleDraft {
  /** The version that it is made from; 0: it is new. */
  readonly from: number;
  readonly rule: WrittenRule;
  /** Its condition as a form; none: it is written as an expression. */
  readonly clauses?: readonly Clause[];
}

export const written = ({ version: _version, author: _author, writtenOn: _on, ...rule }: PayerRule): WrittenRule => rule;

function formOf(rule: Pick<PayerRule, 'over' | 'when'>): Pick<RuleDraft, 'clauses'> {
  const look = lookAtCondition(rule);
  return look.is === 'good' && look.clauses !== undefined ? { clauses: look.clauses } : {};
}

export const draftFrom = (rule: WrittenRule, from: number): RuleDraft => ({ from, rule, ...formOf(rule) });

export const emptyRule = (effective: PlainDate): WrittenRule => ({
  ...{ id: '', title: '', payers: [], effective, over: 'line', when: '', action: 'hold' },
  ...{ says: '', because: '', fix: '', source: '', tests: [] },
});
export const newDraft = (effective: PlainDate): RuleDraft => ({
  ...{ from: 0, rule: emptyRule(effective), clauses: [{ kind: 'fact', fact: 'line.code', is: 'one-of', values: [] }] },
});

/** 'Therapy: modifier GP' → 'therapy-modifier-gp'. */
export const idOf = (title: string): string =>
  title
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

export const isFilled = (clause: Clause): boolean =>
  clause.kind === 'fact' && !wantsValues(clause.is) ? true : clause.values.length > 0 && clause.values.every((value) => value !== '');

export function withRule(draft: RuleDraft, change: Partial<WrittenRule>): RuleDraft {
  const rule = { ...draft.rule, ...change };
  return { ...draft, rule: draft.from === 0 && change.title !== undefined ? { ...rule, id: idOf(rule.title) } : rule };
}
export const withClauses = (draft: RuleDraft, clauses: readonly Clause[]): RuleDraft => ({
  ...{ ...draft, clauses },
  rule: { ...draft.rule, ...writeCondition(clauses.filter(isFilled)) },
});
export function asExpression({ clauses: _form, ...draft }: RuleDraft): RuleDraft {
  return draft;
}
/** Back to the form; undefined where the expression says more than a form can. */
export function asForm(draft: RuleDraft): RuleDraft | undefined {
  const form = draft.rule.when.trim() === '' ? { clauses: newDraft(draft.rule.effective).clauses ?? [] } : formOf(draft.rule);
  return form.clauses === undefined ? undefined : { ...draft, ...form };
}

/** The rule as it is checked and tried before anybody has saved it. */
export const tried = ({ rule, from }: RuleDraft): PayerRule => ({ ...rule, version: from + 1, author: '', writtenOn: rule.effective });

const texts = [
  ['title', 'Give the rule a title.'],
  ['says', 'Say what is found, as a biller would.'],
  ['because', 'Say why.'],
  ['fix', 'Say what to do.'],
  ['source', 'Name where the payer says so.'],
] as const;
export type TextField = (typeof texts)[number][0];

export interface DraftFault {
  readonly field?: TextField | 'when';
  readonly says: string;
  readonly fix?: string | undefined;
}

/** What stands between a draft and a rule. */
export function faultsOf(draft: RuleDraft): readonly DraftFault[] {
  const empty = texts.filter(([field]) => draft.rule[field].trim() === '').map(([field, says]): DraftFault => ({ field, says }));
  if (draft.clauses !== undefined && (draft.clauses.length === 0 || !draft.clauses.every(isFilled)))
    return [...empty, { field: 'when', says: 'A condition is not filled in yet.', fix: 'Fill it in, or take it away.' }];
  return [
    ...empty,
    ...checkRule(tried(draft)).map(
      ({ code, says, fix }): DraftFault => ({ ...(code === 'rule-condition' ? { field: 'when' } : {}), says, fix }),
    ),
  ];
}

/** What was being written stays while one looks elsewhere in the app. */
export const unsaved = new Map<string, RuleDraft>();
