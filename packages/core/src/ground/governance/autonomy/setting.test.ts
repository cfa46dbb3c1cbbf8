import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ceilingOf,
  currentSettings,
  initialLimits,
  isStopped,
  type Level,
  levels,
  rank,
  type Setting,
  type Stop,
  standingOf,
  workflowCards,
  workflows,
} from './index.ts';

const set = (level: Level, of: { payerId?: string; siteId?: string } = {}): Setting => ({
  workflow: 'posting',
  level,
  limits: initialLimits,
  ...of,
});
const level = (settings: readonly Setting[], of: { payerId?: string; siteId?: string } = {}) =>
  standingOf(currentSettings(settings).values(), [], { workflow: 'posting', ...of }).level;

describe('how a workflow stands', () => {
  test('is as it begins until somebody sets it, and the newest of a scope counts', () => {
    expect(level([])).toBe('assist');
    expect(level([set('off'), set('guided')])).toBe('guided');
    expect(level([set('guided'), set('off')])).toBe('off');
  });

  test('payer and site win over payer, payer over site, site over all', () => {
    const all = [
      set('shadow'),
      set('guided', { siteId: 's' }),
      set('conditional', { payerId: 'p' }),
      set('off', { payerId: 'p', siteId: 's' }),
    ];
    expect(level(all, { payerId: 'p', siteId: 's' })).toBe('off');
    expect(level(all, { payerId: 'p', siteId: 'other' })).toBe('conditional');
    expect(level(all, { payerId: 'other', siteId: 's' })).toBe('guided');
    expect(level(all, { payerId: 'other', siteId: 'other' })).toBe('shadow');
  });

  test('an act that does not say its payer or site stands at the lowest that may be meant', () => {
    expect(level([set('guided'), set('off', { siteId: 's' })], { payerId: 'p' })).toBe('off');
    expect(level([set('guided'), set('conditional', { payerId: 'p' })], {})).toBe('guided');
    expect(level([set('guided'), set('shadow', { payerId: 'p' })], {})).toBe('shadow');
  });

  test('never goes above the ceiling, whatever was set', () => {
    for (const workflow of workflows) {
      const high: Setting = { workflow, level: 'conditional', limits: initialLimits };
      expect(rank(standingOf([high], [], { workflow }).level)).toBeLessThanOrEqual(rank(ceilingOf(workflow)));
      expect(rank(workflowCards[workflow].initial)).toBeLessThanOrEqual(rank(ceilingOf(workflow)));
    }
    expect(levels.at(-1)).toBe('conditional');
  });

  test('a narrower setting for another payer changes nothing', () => {
    const anyLevel = fc.constantFrom(...levels);
    fc.assert(
      fc.property(anyLevel, anyLevel, (mine, other) => {
        expect(level([set(mine, { payerId: 'p' }), set(other, { payerId: 'q' })], { payerId: 'p', siteId: 's' })).toBe(mine);
      }),
    );
  });
});

describe('the switch', () => {
  const thrown = (workflow: Stop['workflow'], stopped: boolean): Stop => ({ workflow, stopped });
  test('of a workflow or of all, the last word of each counts', () => {
    expect(isStopped([], 'posting')).toBe(false);
    expect(isStopped([thrown('posting', true)], 'posting')).toBe(true);
    expect(isStopped([thrown('posting', true)], 'deposits')).toBe(false);
    expect(isStopped([thrown('all', true), thrown('posting', false)], 'posting')).toBe(true);
    expect(isStopped([thrown('all', true), thrown('all', false)], 'posting')).toBe(false);
  });
});
