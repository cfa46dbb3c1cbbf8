import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  initialLimits,
  type Level,
  levels,
  type PastLevel,
  placesOf,
  rank,
  type Setting,
  standingAt,
  wayBack,
  whyNotRestored,
} from './index.ts';

const past = (level: Level, more: Partial<PastLevel> = {}): PastLevel => ({
  level,
  byPerson: true,
  cleared: false,
  day: 100,
  evident: false,
  ...more,
});
const wider = { level: 'assist' } as const;
const restoring = (events: readonly PastLevel[], today = 110, days = 30) => {
  const back = wayBack(events, wider);
  return { back, wrong: whyNotRestored({ actor: 'person', workflow: 'posting', back, today, days })?.says };
};

describe('a level that was lowered by hand', () => {
  test('comes back to where it was, however many steps it was lowered by, while its evidence is fresh', () => {
    const climbed = [past('guided', { evident: true }), past('conditional', { evident: true, day: 105 })];
    expect(restoring([...climbed, past('off')])).toEqual({ back: { level: 'conditional', shownOn: 105 }, wrong: undefined });
    expect(restoring([...climbed, past('guided'), past('assist'), past('off')]).back).toEqual({ level: 'conditional', shownOn: 105 });
    expect(restoring([...climbed, past('off')], 136).wrong).toBe('The evidence is too old.');
    expect(restoring([past('off')])).toEqual({ back: wider, wrong: undefined });
  });
  test('not beyond what the watch lowered, not without evidence, not where nobody lowered it, and never by a machine', () => {
    const climbed = [past('conditional', { evident: true })];
    expect(restoring([...climbed, past('assist', { byPerson: false })]).wrong).toBe('There is no level to come back to.');
    expect(restoring([...climbed, past('guided', { byPerson: false }), past('off')]).back?.level).toBe('guided');
    expect(restoring([past('conditional'), past('off')]).wrong).toBe('No evidence carried that level.');
    expect(restoring(climbed).wrong).toBe('There is no level to come back to.');
    expect(restoring([...climbed, past('off', { cleared: true })]).wrong).toBe('There is no level to come back to.');
    const back = wayBack([...climbed, past('off')], wider);
    expect(whyNotRestored({ actor: 'agent', workflow: 'posting', back, today: 100, days: 30 })?.says).toBe(
      'A machine never raises a level.',
    );
  });
  test('never comes back higher than evidence, or its beginning, ever carried', () => {
    const event = fc.record({
      level: fc.constantFrom(...levels),
      byPerson: fc.boolean(),
      cleared: fc.boolean(),
      day: fc.nat(200),
      evident: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), (events) => {
        const { back, wrong } = restoring(events, 200, 30);
        if (wrong !== undefined || back === undefined) return;
        const carried = events.filter(({ evident, day }) => evident && 200 - day <= 30).map(({ level }) => rank(level));
        expect(rank(back.level)).toBeLessThanOrEqual(Math.max(rank('assist'), ...carried));
      }),
    );
  });
});

describe('several places', () => {
  const set = (level: Level, siteId?: string): Setting => ({
    workflow: 'posting',
    level,
    limits: initialLimits,
    ...(siteId ? { siteId } : {}),
  });
  const at = (sites: readonly (string | undefined)[]) =>
    standingAt([set('guided'), set('off', 'elm')], [], { workflow: 'posting' }, sites).level;
  test('a site that is off counts for what it touches, and for what may be its', () => {
    expect(at(['oak'])).toBe('guided');
    expect(at(['elm'])).toBe('off');
    expect(at(['oak', 'elm'])).toBe('off');
    for (const unknown of [[], [undefined], ['oak', undefined]]) expect(at(unknown)).toBe('off');
    expect(placesOf([set('guided'), set('off', 'elm')])).toEqual(['elm', 'any other site']);
  });
});
