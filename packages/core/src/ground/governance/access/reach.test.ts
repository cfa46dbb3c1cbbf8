import { describe, expect, test } from 'vitest';
import { permissionsOf } from './decide.ts';
import { beyondOwn, manages, scopesWithin, whySecond, whySecondForLink, whySecondForPlace } from './reach.ts';
import { scopeOf, scopes } from './rights.ts';
import { personRoles, roleNames } from './roles.ts';

describe('what somebody may give to others', () => {
  test('is bounded by their own rights, whatever they are to, for every pair of roles', () => {
    for (const own of personRoles)
      for (const given of roleNames) {
        const beyond = beyondOwn([own], [given]);
        for (const right of beyond) {
          expect(permissionsOf([given])).toContain(right);
          expect(permissionsOf([own])).not.toContain(right);
        }
        if (permissionsOf([given]).every((right) => permissionsOf([own]).includes(right))) expect(beyond).toEqual([]);
        expect(whySecond([own], [given]) === undefined, `${own} gives ${given}`).toBe(
          beyond.every((right) => /^organisation\.read$|^templates\./.test(right)),
        );
      }
  });

  test('an administrator gives no patients and no money alone; the office manager no verifier of the record and no keeper of keys', () => {
    for (const role of ['biller', 'office-manager', 'bookkeeper', 'compliance-officer', 'coder', 'billing-manager'])
      expect(whySecond(['admin'], [role]), role).toMatch(/a second person decides/);
    expect(whySecond(['admin'], ['admin'])).toBeUndefined();
    // What an emergency would open is nobody's to give.
    expect(beyondOwn(['admin'], ['claim-reviewer'])).toEqual(['documents.read']);
    for (const role of ['biller', 'billing-manager', 'ar-specialist', 'bookkeeper', 'office-manager'])
      expect(whySecond(['office-manager'], [role]), role).toBeUndefined();
    for (const role of ['compliance-officer', 'admin', 'coder', 'dental-consultant', 'appeals'])
      expect(whySecond(['office-manager'], [role]), role).toMatch(/a second person decides/);
    expect(beyondOwn(['office-manager'], ['compliance-officer'])).toEqual([
      'record.verify',
      'record.export',
      'keys.manage',
      'emergency.review',
    ]);
  });

  test('what somebody has already is not given anew', () => {
    expect(whySecond(['admin'], ['biller', 'admin'], ['biller'])).toBeUndefined();
    expect(whySecond(['admin'], ['biller', 'office-manager'], ['biller'])).toMatch(/export|books|second person/);
  });
});

describe('a link to the password of another', () => {
  test('is shown to one alone only where it opens nothing they have not, and no say over their own work, for every pair of roles', () => {
    const judging = ['postings.undo', 'destruction.approve', 'approvals.decide', 'codes.sign', 'cases.decide'];
    for (const own of personRoles)
      for (const other of personRoles) {
        const opens: readonly string[] = permissionsOf([other]);
        const has: readonly string[] = permissionsOf([own]);
        const alone = opens.every((right) => has.includes(right)) && !opens.some((right) => judging.includes(right));
        // A right to do counts for the right to propose it.
        const proposes = opens.some((right) => right.endsWith('.propose'));
        if (!proposes) expect(whySecondForLink([own], [other]) === undefined, `${own} for ${other}`).toBe(alone);
        if (alone) expect(whySecondForLink([own], [other])).toBeUndefined();
      }
    for (const role of ['compliance-officer', 'biller', 'billing-manager', 'admin', 'office-manager'])
      expect(whySecondForLink(['office-manager'], [role]), role).toMatch(/a second person decides/);
    for (const role of ['ar-specialist', 'bookkeeper']) expect(whySecondForLink(['office-manager'], [role]), role).toBeUndefined();
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

test('whoever manages is known by rights: who leads an organisation as well as who runs a practice', () => {
  expect(personRoles.filter((role) => manages([role]))).toEqual([
    'billing-manager',
    'office-manager',
    'compliance-officer',
    'admin',
    'operations-lead',
  ]);
});

describe('whoever is limited to sites or payers', () => {
  const of = (sites: readonly string[], payers: readonly string[] = []) => ({ sites, payers });
  test('gives alone what lies within, and nothing wider', () => {
    expect(whySecondForPlace(of(['a', 'b']), of(['a']))).toBeUndefined();
    expect(whySecondForPlace(of(['a']), of(['a', 'b']))).toMatch(/second person/);
    expect(whySecondForPlace(of(['a']), of([]))).toMatch(/second person/);
    expect(whySecondForPlace(of([], ['p']), of(['a']))).toMatch(/second person/);
    expect(whySecondForPlace(of([]), of([]))).toBeUndefined();
    expect(whySecondForPlace(undefined, of([]))).toBeUndefined();
  });
  test('leaves alone what somebody had before', () => {
    expect(whySecondForPlace(of(['a']), of([]), of([]))).toBeUndefined();
    expect(whySecondForPlace(of(['a']), of(['b']), of(['b', 'c']))).toBeUndefined();
    expect(whySecondForPlace(of(['a']), of(['b']), of(['a']))).toMatch(/second person/);
  });
});
