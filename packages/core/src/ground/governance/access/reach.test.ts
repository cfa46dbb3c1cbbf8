import { describe, expect, test } from 'vitest';
import { permissionsOf } from './decide.ts';
import { beyondOwn, scopesWithin, whySecond } from './reach.ts';
import { scopeOf, scopes } from './rights.ts';
import { personRoles, roleNames } from './roles.ts';

describe('what somebody may give to others', () => {
  test('is bounded by their own rights to patients and money, for every pair of roles', () => {
    for (const own of personRoles)
      for (const given of roleNames) {
        const beyond = beyondOwn([own], [given]);
        for (const right of beyond) {
          expect(permissionsOf([given])).toContain(right);
          expect(permissionsOf([own])).not.toContain(right);
        }
        expect(whySecond([own], [given]) === undefined, `${own} gives ${given}`).toBe(beyond.length === 0);
      }
  });

  test('an administrator gives no patients and no money alone; the office manager gives every role of a person', () => {
    for (const role of ['biller', 'office-manager', 'bookkeeper', 'compliance-officer', 'coder', 'billing-manager'])
      expect(whySecond(['admin'], [role]), role).toMatch(/a second person decides/);
    expect(whySecond(['admin'], ['admin'])).toBeUndefined();
    // What an emergency would open is nobody's to give.
    expect(beyondOwn(['admin'], ['claim-reviewer'])).toEqual(['documents.read']);
    for (const role of personRoles) expect(whySecond(['office-manager'], [role]), role).toBeUndefined();
  });

  test('what somebody has already is not given anew', () => {
    expect(whySecond(['admin'], ['biller', 'admin'], ['biller'])).toBeUndefined();
    expect(whySecond(['admin'], ['biller', 'office-manager'], ['biller'])).toMatch(/export|books|second person/);
  });
});

describe('the scopes of a key', () => {
  test('are never more than the rights of whoever answers for it', () => {
    for (const own of personRoles)
      for (const scope of scopesWithin([own], scopes)) {
        const may = permissionsOf([own]).map(scopeOf);
        const proposing: readonly string[] = ['postings:propose', 'deposits:propose', 'reasons:propose'];
        expect(may.includes(scope) || proposing.includes(scope), `${own}: ${scope}`).toBe(true);
      }
    expect(scopesWithin(['admin'], ['claims:read', 'metrics:read', 'postings:propose', 'everything'])).toEqual(['metrics:read']);
    expect(scopesWithin(['office-manager'], ['claims:read', 'reasons:propose'])).toEqual(['claims:read', 'reasons:propose']);
    expect(scopesWithin([], scopes)).toEqual([]);
  });
});
