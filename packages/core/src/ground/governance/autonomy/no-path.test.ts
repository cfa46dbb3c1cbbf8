import { describe, expect, test } from 'vitest';
import { allowList, type Deciding, decideAutonomy, deciding, findPaths, type RegisteredCommand, type Road, routeRoads } from './index.ts';

/** A small registry of the kinds of command that there are; the real one is searched where it stands, in the server. */
const registry: readonly RegisteredCommand[] = [
  {
    name: 'revenue/posting/post-remit',
    summary: 'Post a remit',
    workflow: 'posting',
    consequence: 'posts-payment',
    permission: 'postings.post',
    reversal: 'revenue/posting/undo-remit',
  },
  {
    name: 'revenue/posting/undo-remit',
    summary: 'Undo the posting of a remit',
    workflow: 'posting',
    consequence: 'undo',
    permission: 'postings.undo',
  },
  {
    name: 'revenue/collections/write-off',
    summary: 'Write off a balance',
    workflow: 'collections',
    consequence: 'write-off',
    permission: 'postings.post',
  },
  {
    name: 'revenue/submission/submit',
    summary: 'Submit claims',
    workflow: 'submission',
    consequence: 'submit',
    permission: 'postings.post',
  },
  {
    name: 'revenue/coding/change-code',
    summary: 'Change a code',
    workflow: 'coding',
    consequence: 'change-code',
    permission: 'postings.post',
  },
  {
    name: 'ground/governance/set-level',
    summary: 'Set a level',
    workflow: 'governance',
    consequence: 'administers',
    permission: 'autonomy.set',
  },
  {
    name: 'ground/governance/watch-machines',
    summary: 'Watch',
    workflow: 'governance',
    consequence: 'lowers-autonomy',
    permission: 'autonomy.watch',
  },
];
const withHole = (hole: Partial<Deciding>) => findPaths(registry, { ...deciding, ...hole }).found;
const added = (command: Partial<RegisteredCommand>) =>
  findPaths([
    ...registry,
    { name: 'revenue/new/thing', summary: 'Do a thing', workflow: 'posting', consequence: 'none', permission: 'remits.read', ...command },
  ]).found;

describe('the search', () => {
  test('finds no path, and looks at a hundred thousand states for each kind of command', () => {
    const { looked, found } = findPaths(registry);
    expect(found).toEqual([]);
    expect(looked).toBeGreaterThan(100_000 * 6);
  });

  test('names a command that says less of itself than it does', () => {
    expect(added({ name: 'revenue/collections/refund-patient' })).toEqual([
      'revenue/collections/refund-patient: is called a “refund” and declared as “none”',
    ]);
    expect(added({ summary: 'Write off small balances' })[0]).toMatch(/^revenue\/new\/thing: is called a “write-off”/);
    expect(added({ permission: 'autonomy.set' })[0]).toMatch(/revenue\/new\/thing: needs “autonomy.set”, a right of people alone/);
  });

  test('names what could apply itself and could not be taken back', () => {
    expect(added({ consequence: 'posts-payment', permission: 'postings.post' })).toEqual([
      'revenue/new/thing: could apply itself, and nothing takes it back',
    ]);
  });

  test('names an entry of the allow-list that would write off', () => {
    const found = withHole({
      allowList: [...allowList, { kind: 'small-balance', workflow: 'collections', consequence: 'write-off', says: '', perPayer: false }],
    });
    expect(found).toContain('allow-list: small-balance: “write-off” always needs a person');
    expect(found).toContain('allow-list: small-balance: the ceiling of collections is guided');
    const other = withHole({
      allowList: [...allowList, { kind: 'decide', workflow: 'posting', consequence: 'posts-payment', says: '', perPayer: false }],
    });
    expect(other.join()).toMatch(/revenue\/posting\/post-remit .*although its kind is on no list/);
  });

  test('names every command that a hole in the ladder opens', () => {
    const sure: Deciding['decide'] = (act, standing, list) => (act.confidence === 1 ? { say: 'run' } : decideAutonomy(act, standing, list));
    const found = withHole({ decide: sure }).join('\n');
    for (const { name, consequence } of registry) if (!['lowers-autonomy', 'none'].includes(consequence)) expect(found).toContain(name);
    expect(found).toMatch(/revenue\/collections\/write-off.*without a person/);
    expect(found).toMatch(/sets the ladder by ground\/governance\/set-level/);
  });

  test.each<[string, Deciding['decide'], RegExp]>([
    ['the switch', (act, standing, list) => decideAutonomy(act, { ...standing, stopped: false }, list), /although the switch is thrown/],
    ['the level', (act, standing, list) => decideAutonomy(act, { ...standing, level: 'conditional' }, list), /at the level guided/],
    ['the payer', (act, standing, list) => decideAutonomy(act, { ...standing, forPayer: true }, list), /has not earned it/],
    ['the control group', (act, standing, list) => decideAutonomy({ ...act, control: false }, standing, list), /in the control group/],
    ['an unknown amount', (act, standing, list) => decideAutonomy({ amount: 0, ...act }, standing, list), /beyond its limits/],
    ['the limits', (act, standing, list) => decideAutonomy({ ...act, ageDays: 0 }, standing, list), /beyond its limits/],
    [
      'the system',
      (act, standing, list) => (act.actor === 'system' ? { say: 'run' } : decideAutonomy(act, standing, list)),
      /without a person/,
    ],
    [
      'the mark',
      (act, standing, list) => {
        const { say, ...rest } = decideAutonomy(act, standing, list);
        return say === 'run' ? { say } : { say, because: '', ...rest };
      },
      /without a mark/,
    ],
  ])('finds that %s is forgotten', (_what, decide, words) => {
    expect(withHole({ decide }).join('\n')).toMatch(words);
  });

  test('finds the sequence: a machine approves, or raises its own level', () => {
    const approved = withHole({ approve: (approver, by) => (approver.kind === 'system' ? undefined : deciding.approve(approver, by)) });
    expect(approved).toContain(
      'revenue/collections/write-off: the agent proposes it → the system approves what itself proposed: write-off',
    );
    expect(withHole({ setLevel: () => undefined }).join('\n')).toMatch(
      /raises the level from off to shadow by ground\/governance\/watch-machines/,
    );
  });

  test('finds a key that opens what is for people alone', () => {
    const enters: Deciding['enters'] = (holder, right) =>
      holder.kind === 'service' && holder.scopes?.includes('*') ? right : deciding.enters(holder, right);
    expect(withHole({ enters })).toContain('the service comes in by “autonomy.set”, a right of people alone');
  });

  test.each(['submit', 'contact-patient', 'change-contract', 'adverse'] as const)(
    'finds a command that leaves out that it is “%s”',
    (consequence) => {
      const command = { name: 'revenue/new/act', summary: 'Act', workflow: 'submission', permission: 'postings.post' } as const;
      expect(findPaths([...registry, { ...command, consequence }]).found).toEqual([]);
      // As it comes out of a program that the types did not see.
      const bare = command as unknown as RegisteredCommand;
      expect(findPaths([...registry, bare]).found).toContain('revenue/new/act: declares no consequence');
      expect(
        decideAutonomy(
          { actor: 'service', consequence: bare.consequence, kind: 'post-clean-remit', confidence: 1, amount: 0, ageDays: 0 },
          {
            workflow: 'posting',
            level: 'conditional',
            limits: { minConfidence: 0, maxAmount: 1, maxAgeDays: 1 },
            stopped: false,
            forPayer: true,
          },
        ).say,
      ).toBe('park');
    },
  );

  test('finds a route or a job by which a machine does what needs a person, and one that does not say what it does', () => {
    const roads = (road: Road) => findPaths(registry, deciding, [...routeRoads, road]).found;
    expect(findPaths(registry).found).toEqual([]);
    expect(roads({ name: 'POST /api/patients/text', lets: 'remits.read', does: 'contact-patient' })).toEqual([
      'POST /api/patients/text: the agent comes by it, and it “contact-patient” without a person',
      'POST /api/patients/text: the service comes by it, and it “contact-patient” without a person',
      'POST /api/patients/text: the system comes by it, and it “contact-patient” without a person',
    ]);
    expect(roads({ name: 'POST /api/people/anew', lets: 'people.manage', does: 'administers' })).toEqual([]);
    expect(roads({ name: 'POST /api/claims/send', lets: 'claims.read', does: undefined })).toEqual([
      'POST /api/claims/send: declares no consequence',
    ]);
    expect(roads({ name: 'job send-claims', lets: ['system'], does: 'submit' })).toEqual([
      'job send-claims: the system comes by it, and it “submit” without a person',
    ]);
    expect(roads({ name: 'job read', lets: ['system'], does: 'none', commands: ['revenue/none'] })).toEqual([
      'job read: goes by revenue/none, which is no command',
    ]);
  });
});
