import { describe, expect, test } from 'vitest';
import {
  answerAddress,
  beginAddress,
  type ExerciseId,
  exercisesFor,
  isRightAnswer,
  type PractisedAct,
  standingOfExercises,
} from './exercises.ts';

let seconds = 0;
const act = (what: string, details: PractisedAct['details'] = {}, more: Partial<PractisedAct> = {}): PractisedAct => {
  seconds += 1;
  return { id: `act-${seconds}`, at: new Date(Date.UTC(2026, 2, 2, 15, 0, seconds)).toISOString(), by: 'dana', what, details, ...more };
};
const begin = (exercise: ExerciseId) => act(beginAddress, { exercise });
const answer = (exercise: ExerciseId, right: boolean) => act(answerAddress, { exercise, right });
const post = (details: PractisedAct['details'] = { unappliedCents: 0 }) => act('revenue/posting/post-remit', details);
const undo = (of: PractisedAct) => act('revenue/posting/undo-remit', {}, { reverses: of.id });
const states = (...acts: PractisedAct[]) =>
  Object.fromEntries(standingOfExercises(acts).flatMap(({ exercise, state }) => (state === 'not-begun' ? [] : [[exercise, state]])));

describe('an exercise', () => {
  test('is not begun by doing it, and is done by what is done since it was begun', () => {
    expect(states(post())).toEqual({});
    expect(states(post(), begin('post-clean'))).toEqual({ 'post-clean': 'begun' });
    expect(states(begin('post-clean'), post())).toEqual({ 'post-clean': 'done' });
  });

  test('of a clean remit is not done by one that leaves cash unapplied, nor by a posting of none', () => {
    expect(states(begin('post-clean'), post({ unappliedCents: 1200 }))).toEqual({ 'post-clean': 'begun' });
    expect(states(begin('post-clean'), act('revenue/posting/post-remits', { remits: 0, parked: 2 }))).toEqual({ 'post-clean': 'begun' });
    expect(states(begin('post-clean'), act('revenue/posting/post-remits', { remits: 3, parked: 1 }))).toEqual({ 'post-clean': 'done' });
  });

  test('of undoing wants one’s own posting of since then taken back', () => {
    const before = post();
    expect(states(before, begin('undo'), undo(before))).toEqual({ undo: 'begun' });
    const begun = begin('undo');
    const own = post();
    expect(states(before, begun, own, undo(own))).toEqual({ undo: 'done' });
  });

  test('with a question is done by a right answer; wrong ones are counted and do no harm', () => {
    const [one] = standingOfExercises([begin('denial'), answer('denial', false), answer('denial', false)], ['denial']);
    expect(one).toMatchObject({ state: 'begun', wrong: 2 });
    expect(states(begin('denial'), answer('denial', false), answer('denial', true))).toEqual({ denial: 'done' });
    expect(states(begin('denial'), answer('out-of-balance', true))).toEqual({ denial: 'begun' });
  });

  test('may be begun again, and the last time that it was done is kept', () => {
    const done = post();
    const [again] = standingOfExercises([begin('post-clean'), done, begin('post-clean')], ['post-clean']);
    expect(again).toMatchObject({ state: 'begun', doneAt: done.at });
  });

  test('of exceptions and deposits is done by closing one, and by a tie that is one', () => {
    expect(states(begin('exception'), act('revenue/posting/close-work'))).toEqual({ exception: 'done' });
    expect(states(begin('deposit'), act('ground/bank/tie-exact', { ties: 0 }))).toEqual({ deposit: 'begun' });
    expect(states(begin('deposit'), act('ground/bank/tie-deposit', { ties: 1, differenceCents: 0 }))).toEqual({ deposit: 'done' });
  });
});

test('a denial is never a write-off, nor the patient’s; the remit out of balance is one that is there', () => {
  const there = { unbalanced: ['1020775A'] };
  expect(['write-off', 'patient', 'open'].map((said) => isRightAnswer('denial', said, there))).toEqual([false, false, true]);
  expect(isRightAnswer('out-of-balance', ' 1020775a ', there)).toBe(true);
  expect(isRightAnswer('out-of-balance', '', there)).toBe(false);
  expect(isRightAnswer('out-of-balance', '1020775A', { unbalanced: [] })).toBe(false);
  expect(isRightAnswer('post-clean', 'open', there)).toBe(false);
});

test('everybody has the exercises of what their role does', () => {
  expect(exercisesFor(['biller'])).toHaveLength(6);
  expect(exercisesFor(['bookkeeper'])).toEqual(['deposit']);
  expect(exercisesFor(['coder'])).toEqual([]);
});
