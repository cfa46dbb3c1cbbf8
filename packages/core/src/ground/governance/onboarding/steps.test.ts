import { describe, expect, test } from 'vitest';
import { permissions } from '../access/index.ts';
import { isClosedInTraining, openInTraining } from './apart.ts';
import { nextStep, type StepFacts, type StepNote, standingOfSteps, stepIds } from './steps.ts';

const facts = (done: readonly string[]): StepFacts =>
  Object.fromEntries(stepIds.map((step) => [step, { done: done.includes(step), found: `${step} found` }])) as unknown as StepFacts;
const note = (step: string, notForUs: boolean): StepNote => ({
  step,
  notForUs,
  because: 'we have none',
  by: 'Marisol',
  at: '2026-03-02T15:00:00Z',
});
const states = (steps: ReturnType<typeof standingOfSteps>) => Object.fromEntries(steps.map(({ step, state }) => [step, state]));

describe('getting started', () => {
  test('a step is done by what is there, and by nothing else', () => {
    expect(new Set(Object.values(states(standingOfSteps(facts([]), [], ['office-manager']))))).toEqual(new Set(['open']));
    expect(states(standingOfSteps(facts(['posting']), [], ['biller']))).toMatchObject({ posting: 'done', bank: 'open' });
  });

  test('a person sets one aside, and takes it back; one that was done all the same is done', () => {
    const aside = standingOfSteps(facts([]), [note('balances', true)], ['office-manager']);
    expect(aside.find(({ step }) => step === 'balances')).toMatchObject({
      state: 'not-for-us',
      note: { because: 'we have none', by: 'Marisol' },
    });
    expect(states(standingOfSteps(facts([]), [note('balances', true), note('balances', false)], [])).balances).toBe('open');
    const done = standingOfSteps(facts(['balances']), [note('balances', true)], []);
    expect(done.find(({ step }) => step === 'balances')).toMatchObject({ state: 'done' });
    expect(done.find(({ step }) => step === 'balances')?.note).toBeUndefined();
  });

  test('each role has its own steps, and what is next is one of its own', () => {
    const mine = (role: string) => standingOfSteps(facts([]), [], [role]).flatMap(({ step, mine: own }) => (own ? [step] : []));
    expect(mine('biller')).toEqual(['claims', 'remits', 'posting', 'bank', 'machines']);
    expect(mine('bookkeeper')).toEqual(['bank']);
    expect(mine('compliance-officer')).toContain('record');
    expect(mine('admin')).toContain('people');
    expect(nextStep(standingOfSteps(facts(['claims']), [], ['biller']))?.step).toBe('remits');
    expect(nextStep(standingOfSteps(facts(['bank']), [], ['bookkeeper']))).toBeUndefined();
    for (const { roles } of standingOfSteps(facts([]), [], [])) expect(roles.length).toBeGreaterThan(0);
  });
});

describe('in a training practice', () => {
  test('every right by which somebody comes in, or anything goes out, is closed', () => {
    const outward = permissions.filter((right) =>
      /^(people\.(manage|agree|join)|service-accounts|sign-in|emergency|organisation\.join|models\.(ask|manage)|partners|sources|write-backs\.(decide|send)|templates)|export/.test(
        right,
      ),
    );
    expect(outward.length).toBeGreaterThan(18);
    expect(outward.filter((right) => !isClosedInTraining(right, 'person'))).toEqual([]);
    expect(outward.filter((right) => !isClosedInTraining(right, 'system'))).toEqual([]);
  });

  test('files come by the program alone, and what is practised stays open', () => {
    expect(isClosedInTraining('documents.add', 'person')).toBe(true);
    expect(isClosedInTraining('documents.add', 'service')).toBe(true);
    expect(isClosedInTraining('documents.add', 'system')).toBe(false);
    expect(openInTraining(['postings.post', 'postings.undo', 'deposits.match', 'remits.decide', 'people.manage', 'documents.add'])).toEqual(
      ['postings.post', 'postings.undo', 'deposits.match', 'remits.decide'],
    );
  });
});
