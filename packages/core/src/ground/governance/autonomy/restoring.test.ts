import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  highestWithout,
  initialLimits,
  type Level,
  type Limits,
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
    standingAt([set('guided'), set('off', 'elm')], [], 'posting', { sites, payers: [] }).level;
  test('a site that is off counts for what it touches, and for what may be its', () => {
    expect(at(['oak'])).toBe('guided');
    expect(at(['elm'])).toBe('off');
    expect(at(['oak', 'elm'])).toBe('off');
    for (const unknown of [[], [undefined], ['oak', undefined]]) expect(at(unknown)).toBe('off');
    expect(placesOf([set('guided'), set('off', 'elm')])).toEqual(['elm', 'any other site']);
  });
});

describe('several sites and payers of one level', () => {
  const own = (of: { payerId?: string; siteId?: string }, level: Level, limits: Partial<Limits> = {}): Setting => ({
    workflow: 'posting',
    level,
    limits: { ...initialLimits, ...limits },
    ...of,
  });
  const settings = [
    own({}, 'conditional', { maxAmount: 500_000 }),
    own({ siteId: 'oak' }, 'conditional', { maxAmount: 900_000, maxAgeDays: 10 }),
    own({ siteId: 'elm' }, 'conditional', { maxAmount: 1_000, minConfidence: 0.99, maxAgeDays: 90 }),
    own({ payerId: 'acme' }, 'conditional', { maxAmount: 200_000 }),
  ];
  const at = (sites: readonly (string | undefined)[], payers: readonly (string | undefined)[] = ['other']) =>
    standingAt(settings, [], 'posting', { sites, payers });

  test('the strictest of each limit binds, in whatever order they are told', () => {
    for (const sites of [
      ['oak', 'elm'],
      ['elm', 'oak'],
    ])
      expect(at(sites)).toMatchObject({ level: 'conditional', limits: { maxAmount: 1_000, minConfidence: 0.99, maxAgeDays: 10 } });
    expect(at(['oak'])).toMatchObject({ limits: { maxAmount: 900_000 } });
  });

  test('a site or a payer that is not known may be the strictest', () => {
    for (const unknown of [[], [undefined], ['oak', undefined]])
      expect(at(unknown)).toMatchObject({ limits: { maxAmount: 1_000, maxAgeDays: 10 } });
    expect(at(['elm'], ['acme'])).toMatchObject({ forPayer: true, limits: { maxAmount: 200_000 } });
    expect(at(['oak'], ['acme', 'other'])).toMatchObject({ forPayer: false, limits: { maxAmount: 200_000, maxAgeDays: 10 } });
    expect(at(['oak'], [undefined])).toMatchObject({ forPayer: false, limits: { maxAmount: 200_000 } });
  });

  test('what is taken back is a raise where any of its places would stand higher', () => {
    const all = [own({}, 'conditional'), own({ siteId: 'elm' }, 'off'), own({ payerId: 'acme' }, 'off')];
    expect(highestWithout(all, { workflow: 'posting', payerId: 'acme' })).toBe('conditional');
    expect(highestWithout(all, { workflow: 'posting', payerId: 'acme', siteId: 'elm' })).toBe('off');
    const oneSite = [own({}, 'off'), own({ siteId: 'elm' }, 'guided'), own({ payerId: 'acme' }, 'off')];
    expect(highestWithout(oneSite, { workflow: 'posting', payerId: 'acme' })).toBe('guided');
  });
});
