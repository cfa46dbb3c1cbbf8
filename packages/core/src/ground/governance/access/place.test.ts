import { describe, expect, test } from 'vitest';
import type { PlainDate } from '../../base/index.ts';
import { type Place, papersFor, whyNoChange, whyNoPlace } from './place.ts';

const today = '2026-03-02' as PlainDate;
const place = (roles: string[], credentials: Place['credentials'] = []): Place => ({ roles, sites: [], payers: [], credentials });

describe('a place in a practice', () => {
  test('is given with roles of people only', () => {
    expect(whyNoPlace(place(['biller', 'bookkeeper']), today)).toBeUndefined();
    for (const roles of [[], ['system'], ['biller', 'posting-agent'], ['patient'], ['owner'], ['constructor']])
      expect(whyNoPlace(place(roles), today)?.says, roles.join()).toMatch(/role of a person/);
  });

  test('needs the papers that its rights rest on, in force', () => {
    expect(papersFor('coder')).toEqual(['coding-credential']);
    expect(whyNoPlace(place(['coder']), today)?.says).toBe('Coder needs a coding credential.');
    const credential = (number: string, until?: PlainDate) => [{ kind: 'coding-credential', number, ...(until ? { until } : {}) }] as const;
    expect(whyNoPlace(place(['coder'], credential(' ')), today)).toBeDefined();
    expect(whyNoPlace(place(['coder'], credential('01234567')), today)).toBeUndefined();
    expect(whyNoPlace(place(['coder'], credential('01234567', '2026-03-01' as PlainDate)), today)?.because).toMatch(/lapsed on 2026-03-01/);
    expect(whyNoPlace(place(['dental-consultant'], credential('01234567')), today)?.says).toMatch(/clinical license/);
  });

  test('is never changed by oneself, and the last who manages people stays', () => {
    expect(whyNoChange({ actor: 'a', subject: 'a', after: [['office-manager']] })?.says).toMatch(/their own/);
    expect(whyNoChange({ actor: 'a', subject: 'b', after: [['biller']] })?.says).toMatch(/must be left/);
    expect(whyNoChange({ actor: 'a', subject: 'b', after: [['biller'], ['admin']] })).toBeUndefined();
  });
});
