import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cents, type PlainDate } from '../../base/index.ts';
import { workflows } from '../index.ts';
import { commandAddresses, queryAddresses } from './addresses.ts';
import { type Act, beyond, entersBy, type Holder, type Limit, limitsInForce, permissionsOf } from './decide.ts';
import { grants } from './grants.ts';
import { type Permission, permissions, rightOf, scopeOf, scopes, textOf } from './rights.ts';
import { personRoles, roleNames, roles } from './roles.ts';

const today = '2026-03-02' as PlainDate;
const person = (...held: string[]): Holder => ({ kind: 'person', id: 'dana', roles: held });
const act = (right: Permission, weight: Act['weight'], limits: Act['limits'] = []): Act => ({ right, weight, today, limits });
const says = (...asked: Parameters<typeof beyond>): string | undefined => beyond(...asked)?.says;
const addresses = Object.entries({ ...commandAddresses, ...queryAddresses });

describe('the table', () => {
  test('no role reaches further than it may ever see, but in an emergency', () => {
    for (const role of roleNames)
      for (const [address, [data, right]] of addresses)
        if (grants[role][right] && !grants[role][right]?.emergency)
          expect(roles[role].sees, `${role} at ${address}, which touches ${data}`).toContain(data);
  });

  test('every workflow but that of rights has its agent, and no machine has a right that is for people alone', () => {
    // Who scrubs completes too, where the ladder of corrections lets it.
    const agentOf = (workflow: string): string => `${workflow === 'corrections' ? 'scrub' : workflow}-agent`;
    for (const workflow of workflows.filter((one) => String(one) !== 'governance'))
      expect(roleNames, workflow).toContain(agentOf(workflow));
    for (const role of roleNames)
      if (roles[role].held === 'machine')
        for (const right of permissions) if (textOf(right).peopleOnly) expect(grants[role][right], `${role}: ${right}`).toBeUndefined();
  });

  test('scopes name rights, both ways, and none of those for people alone', () => {
    expect(scopes).toContain('claims:read');
    expect(scopes).toContain('postings:propose');
    for (const scope of scopes) expect(scopeOf(rightOf(scope) ?? 'people.manage')).toBe(scope);
    for (const right of permissions) if (textOf(right).peopleOnly) expect(scopeOf(right)).toBeUndefined();
    expect(rightOf('everything')).toBeUndefined();
  });

  test('who administers sees no patient, who keeps the books sees none, and nobody is granted a role that does not exist', () => {
    expect(permissionsOf(['admin'])).not.toContain('claims.read');
    expect(permissionsOf(['bookkeeper'])).not.toContain('claims.read');
    expect(permissionsOf(['nobody', 'constructor', '__proto__'])).toEqual([]);
  });
});

describe('coming in', () => {
  test('a key has no more than its scopes and its roles, and nothing without scopes', () => {
    const key = (...scope: string[]): Holder => ({ kind: 'service', id: 'key', roles: ['posting-agent'], scopes: scope });
    expect(entersBy(key('claims:read'), 'claims.read')).toBe('claims.read');
    expect(entersBy(key('claims:read'), 'remits.read')).toBeUndefined();
    expect(entersBy(key('books:export'), 'books.export')).toBeUndefined();
    expect(entersBy(key('claims.read', 'claims:READ', '*'), 'claims.read')).toBeUndefined();
    expect(entersBy({ kind: 'service', id: 'key', roles: ['biller'] }, 'claims.read')).toBeUndefined();
    expect(entersBy({ ...key('postings:undo', 'people:manage'), roles: ['office-manager'] }, 'postings.undo')).toBeUndefined();
  });

  test('a machine that may only propose comes in to propose', () => {
    const agent: Holder = { kind: 'agent', id: 'poster', roles: ['posting-agent'] };
    expect(entersBy(agent, 'postings.post')).toBe('postings.propose');
    expect(entersBy(agent, 'postings.undo')).toBeUndefined();
    expect(entersBy({ ...agent, kind: 'person' }, 'postings.post')).toBeUndefined();
    expect(entersBy({ ...agent, roles: ['office-manager'] }, 'approvals.decide')).toBeUndefined();
  });

  test('in an emergency the administrator sees patients, and else does not', () => {
    expect(entersBy(person('admin'), 'claims.read')).toBeUndefined();
    expect(entersBy({ ...person('admin'), emergency: 'e1' }, 'claims.read')).toBe('claims.read');
    expect(entersBy({ ...person('admin'), emergency: 'e1' }, 'books.read')).toBeUndefined();
    expect(entersBy({ ...person('bookkeeper'), emergency: 'e1' }, 'claims.read')).toBeUndefined();
  });
});

describe('an act that is too much', () => {
  const undo = (amount: number | undefined, author: string | undefined, holder: Holder = person('biller'), limits: Act['limits'] = []) =>
    says(holder, {}, act('postings.undo', { ...(amount === undefined ? {} : { amount }), ...(author ? { author } : {}) }, limits));

  test('names the limit and who may', () => {
    expect(undo(500_000, 'kim')).toBeUndefined();
    expect(undo(500_001, 'kim')).toBe('Undo of more than $5,000.00 needs the billing manager or the office manager.');
    expect(undo(undefined, 'kim')).toMatch(/needs the billing manager/);
    expect(undo(500_001, 'kim', person('biller', 'billing-manager'))).toBeUndefined();
  });

  test('of one’s own work needs somebody else above the limit, and so does work of nobody knows whom', () => {
    const lead = person('billing-manager');
    expect(undo(2_500_000, 'dana', lead)).toBeUndefined();
    expect(undo(2_500_001, 'kim', lead)).toBeUndefined();
    expect(undo(2_500_001, 'dana', lead)).toBe('Undo of your own work of more than $25,000.00 needs somebody else.');
    expect(undo(2_500_001, undefined, lead)).toMatch(/your own work/);
    expect(undo(2_500_001, 'dana', person('billing-manager', 'office-manager', 'biller'))).toMatch(/your own work/);
  });

  test('nobody approves what they proposed', () => {
    const approval = (author: string) => says(person('office-manager'), {}, act('approvals.decide', { amount: 1, author }));
    expect(approval('dana')).toBe('Approval of your own work needs somebody else.');
    expect(approval('poster')).toBeUndefined();
  });

  test('by the practice’s own limit, which narrows the table’s', () => {
    const own = [{ role: 'biller', right: 'postings.undo', upTo: cents(10_000) }] as const;
    expect(undo(10_000, 'kim', person('biller'), own)).toBeUndefined();
    expect(undo(10_001, 'kim', person('biller'), own)).toMatch(/^Undo of more than \$100\.00 needs/);
    expect(undo(900_000, 'kim', person('biller'), [{ role: 'biller', right: 'postings.undo' }])).toMatch(/\$5,000\.00/);
    expect(undo(900_000, 'kim', person('biller'), [{ role: 'biller', right: 'postings.undo', upTo: cents(1_000_000) }])).toBeDefined();
    const forPayer = [{ role: 'biller', right: 'postings.undo', payers: ['p1'] }] as const;
    expect(says(person('biller'), {}, act('postings.undo', { amount: 500_001, payerId: 'p1', author: 'kim' }, forPayer))).toBeDefined();
    expect(says(person('biller'), {}, act('postings.undo', { amount: 500_000, payerId: 'p1', author: 'kim' }, forPayer))).toBeUndefined();
    const payers = [{ role: 'biller', right: 'postings.post', payers: ['p1'] }] as const;
    expect(says(person('biller'), {}, act('postings.post', { payerId: 'p1' }, payers))).toBeUndefined();
    expect(says(person('biller'), {}, act('postings.post', { payerId: 'p2' }, payers))).toBe(
      'Posting here needs the billing manager or the office manager.',
    );
    expect(says(person('biller'), {}, act('postings.post', {}, payers))).toBeDefined();
  });

  test('a limit more never allows what was refused, whoever asks for what', () => {
    const some = fc.option(fc.subarray(['p1', 'p2', 'p3']), { nil: undefined });
    const amount = fc.option(fc.integer({ min: 0, max: 3_000_000 }).map(cents), { nil: undefined });
    const weighed = permissions.filter((right) => textOf(right).weighs !== undefined);
    const right = fc.constantFrom(...weighed);
    const limit = fc
      .record({ role: fc.constantFrom(...personRoles), right, upTo: amount, ownUpTo: amount, payers: some, sites: some })
      .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as unknown as Limit);
    const weight = fc.record({
      amount,
      payerId: fc.constantFrom('p1', 'p4'),
      siteId: fc.constantFrom('p1', 'p2'),
      author: fc.constantFrom('dana', 'kim'),
    });
    fc.assert(
      fc.property(
        fc.subarray([...personRoles], { minLength: 1 }),
        right,
        weight,
        fc.array(limit, { maxLength: 3 }),
        limit,
        (held, asked, { amount: cents, ...where }, limits, more) => {
          const weighing = { ...where, ...(cents === undefined ? {} : { amount: cents }) };
          const before = beyond(person(...held), {}, act(asked, weighing, limits));
          const after = beyond(person(...held), {}, act(asked, weighing, [...limits, more]));
          expect(before !== undefined && after === undefined).toBe(false);
          // The same, as it is set: the newest on top of those before it, unless it says another amount than they do.
          const set = (all: readonly Limit[]) => limitsInForce(all.map((one) => ({ ...one, ended: false })));
          const { upTo: _up, ownUpTo: _own, payers: _payers, ...siteOnly } = more;
          const earlier = limits.map(({ sites: _sites, ...rest }) => rest);
          const was = beyond(person(...held), {}, act(asked, weighing, set(earlier)));
          const is = beyond(person(...held), {}, act(asked, weighing, set([siteOnly, ...earlier])));
          expect(was !== undefined && is === undefined).toBe(false);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('what the newest limit does not say, the one before it still says, until it is ended', () => {
    const of = { role: 'biller', right: 'postings.undo' } as const;
    const amount = { ...of, upTo: cents(10_000), ended: false };
    expect(limitsInForce([{ ...of, payers: ['p1'], ended: false }, amount])).toEqual([{ ...of, upTo: 10_000, payers: ['p1'] }]);
    expect(limitsInForce([{ ...of, upTo: cents(1), ended: false }, amount])).toEqual([{ ...of, upTo: 1 }]);
    expect(limitsInForce([{ ...of, payers: ['p1'], ended: false }, { ...of, ended: true }, amount])).toEqual([{ ...of, payers: ['p1'] }]);
    expect(limitsInForce([{ ...of, ended: true }, amount])).toEqual([]);
  });

  test('outside of the sites and payers that somebody is assigned to', () => {
    const at = { sites: ['s1'] };
    expect(says(person('biller'), at, act('postings.post', { siteId: 's1' }))).toBeUndefined();
    expect(says(person('biller'), at, act('postings.post', { siteId: 's2' }))).toBe('Posting is not yours at this site.');
    expect(says(person('biller'), at, act('postings.post', {}))).toBe('Posting is not yours where the site is not known.');
    expect(says(person('biller'), { payers: ['p1'] }, act('postings.post', { payerId: 'p2' }))).toMatch(/for another payer/);
  });

  test('of several sites or payers, where one of them is not theirs; and it says which', () => {
    const names = new Map<string, string>([
      ['s1', 'Uptown'],
      ['s2', 'Downtown'],
      ...Array.from({ length: 5 }, (_, i) => [`s${i + 3}`, `Clinic ${i + 3}`] as const),
      ['p1', 'Blue Plan'],
      ['p2', 'Red Plan'],
    ]);
    const post = (weight: Act['weight'], at: Parameters<typeof beyond>[1] = { sites: ['s1'] }) =>
      beyond(person('biller'), at, { ...act('postings.post', weight), names });
    expect(post({ sites: ['s1', 's1'] })).toBeUndefined();
    expect(post({ sites: [] })).toBeUndefined();
    expect(post({ sites: ['s1', 's2'] })).toMatchObject({
      says: 'Posting is not yours at Downtown.',
      because: 'You are assigned to Uptown, and this touches claims of another site.',
    });
    expect(post({ sites: ['s1', undefined] })).toMatchObject({
      says: 'Posting is not yours where the site is not known.',
      because: 'You are assigned to Uptown, and of what this touches the site is not known.',
    });
    expect(post({ sites: ['s2', undefined] })?.says).toBe('Posting is not yours at Downtown, and where the site is not known.');
    expect(post({ sites: ['s2', 's1'] }, { sites: ['s1', 's2'] })).toBeUndefined();
    const many = ['s2', 's3', 's4', 's5', 's6', 's7'];
    expect(post({ sites: many })?.says).toBe('Posting is not yours at Downtown, Clinic 3, Clinic 4 and 3 more.');
    expect(post({ payers: ['p1', 'p2'] }, { payers: ['p1'] })?.says).toBe('Posting is not yours for another payer.');
    expect(post({ payers: ['p2', undefined] }, { payers: ['p1'] })?.says).toMatch(/for another payer, and where the payer is not known/);
    const limit = [{ role: 'biller', right: 'postings.post', sites: ['s1'] }] as const;
    expect(says(person('biller'), {}, act('postings.post', { sites: ['s1', 's2'] }, limit))).toMatch(/^Posting here needs/);
    expect(says(person('biller'), {}, act('postings.post', { sites: ['s1'] }, limit))).toBeUndefined();
  });

  test('without the paper that it needs', () => {
    const sign = (until?: PlainDate) =>
      says(
        person('coder'),
        { credentials: [{ kind: 'coding-credential', number: '01234567', ...(until ? { until } : {}) }] },
        act('codes.sign', { author: 'scribe' }),
      );
    expect(says(person('coder'), {}, act('codes.sign', {}))).toBe('Signing codes needs a coding credential in force.');
    expect(sign()).toBeUndefined();
    expect(sign(today)).toBeUndefined();
    expect(sign('2026-03-01' as PlainDate)).toMatch(/in force/);
    const licensed = { credentials: [{ kind: 'clinical-license', number: 'D-1' }] } as const;
    expect(says(person('dental-consultant'), {}, act('cases.decide', { author: 'x' }))).toMatch(/clinical license/);
    expect(says(person('dental-consultant'), licensed, act('cases.decide', { author: 'x' }))).toBeUndefined();
    expect(says(person('appeals'), licensed, act('cases.decide', { author: 'dana' }))).toMatch(/somebody else/);
    expect(entersBy(person('claim-reviewer'), 'cases.decide')).toBeUndefined();
  });
});
