import {
  deciding,
  findPaths,
  isHarmless,
  type RegisteredCommand,
  type Road,
  routeAddresses,
  routeRoads,
  type Verdict,
} from '@claimwright/core/ground/governance';
import { describe, expect, test } from 'vitest';
import { wayOf } from '../../../gate/autonomy.ts';
import { type QueueName, queues } from '../../../jobs/queues.ts';
import { commands } from '../../../rooms.ts';

/** What each queue's jobs do, by whom and by which commands. A queue that is missing here does not compile. */
const jobRoads: { readonly [queue in QueueName]: Omit<Road, 'name'> } = {
  'read-document': { lets: ['system'], does: 'none', commands: ['ground/intake/read'] },
  propose: {
    lets: ['system', 'agent'],
    does: 'none',
    commands: [
      ...['revenue/posting/propose', 'revenue/posting/post-remit', 'ground/bank/propose-ties', 'ground/bank/tie-deposit'],
      'ground/governance/watch-machines',
    ],
  },
  'ask-model': {
    lets: ['system', 'agent'],
    does: 'none',
    commands: ['due', 'begin', 'end', 'proposed'].map((step) => `ground/governance/models/${step}`),
  },
  'end-sessions': { lets: ['system'], does: 'none' },
  // To those who work here, never to a patient.
  'alert-emergency': { lets: ['system'], does: 'none' },
  'rotate-keys': { lets: ['system'], does: 'none' },
  // Carries out what a person let go; what a machine’s act would tell is held (write-back.db.test.ts).
  'write-back': {
    lets: ['system'],
    does: 'none',
    commands: ['begin', 'rest-on', 'end'].map((step) => `ground/governance/write-back/${step}`),
  },
};
const roads: readonly Road[] = [
  ...routeRoads,
  ...Object.entries(jobRoads).map(([queue, road]): Road => ({ name: `job ${queue}`, ...road })),
];

describe('every command that there is', () => {
  test('has no path by which a machine does without a person what needs one', () => {
    const { looked, found } = findPaths(commands, deciding, roads);
    expect(found).toEqual([]);
    expect(looked).toBeGreaterThan(1_000_000);
  });

  test('would be named if one of them were declared as less, or a new one moved money by itself', () => {
    const lied = commands.map(
      (one): RegisteredCommand => (one.name === 'ground/governance/set-level' ? { ...one, consequence: 'none' } : one),
    );
    expect(findPaths(lied).found.join('\n')).toMatch(/ground\/governance\/set-level: needs “autonomy.set”, a right of people alone/);
    const bad: RegisteredCommand = {
      name: 'revenue/statements/send-statement',
      summary: 'Send a statement',
      workflow: 'collections',
      consequence: 'decides',
      permission: 'remits.read',
    };
    expect(findPaths([...commands, bad]).found).toEqual([
      'revenue/statements/send-statement: is called a “contact-patient” and declared as “decides”',
    ]);
  });

  test('that leaves out its consequence is named, each of them', () => {
    const bare = commands.map(({ consequence: _, ...rest }) => rest as unknown as RegisteredCommand);
    expect(findPaths(bare, deciding, []).found).toEqual(
      expect.arrayContaining(commands.map(({ name }) => `${name}: declares no consequence`)),
    );
  });

  test('is on a road that is searched: every route, and every queue', () => {
    expect(roads.map(({ name }) => name)).toEqual(
      expect.arrayContaining([...Object.keys(routeAddresses), ...queues.map((queue) => `job ${queue}`)]),
    );
  });

  test('that may apply itself says what it weighs and how it is taken back', () => {
    for (const { name, consequence, weigh, reversal } of commands)
      if (['posts-payment', 'ties-deposit'].includes(consequence) && !/tie-exact|post-again/.test(name)) {
        expect(weigh, name).toBeDefined();
        expect(
          commands.map((one) => one.name),
          name,
        ).toContain(reversal);
      }
    expect(commands.filter((one) => isHarmless(one.consequence)).map(({ name }) => name)).not.toContain('gate/decline');
  });
});

test('what comes after the verdict never makes a machine run what the ladder did not let run', () => {
  const verdicts: readonly Verdict[] = [
    { say: 'run' },
    { say: 'run', automatic: true },
    { say: 'watch', because: '' },
    { say: 'park', because: '' },
    { say: 'refuse', because: '' },
  ];
  const order = ['refuse', 'watch', 'park', 'run'];
  for (const verdict of verdicts)
    for (const level of ['off', 'shadow', 'assist', 'guided', 'conditional'] as const)
      for (const settled of [false, true])
        for (const said of [false, true])
          for (const unattended of [false, true]) {
            const standing = {
              workflow: 'posting',
              level,
              limits: { minConfidence: 0, maxAmount: 0, maxAgeDays: 0 },
              stopped: false,
              forPayer: true,
            } as const;
            const way = wayOf({ verdict, standing }, { settled, said }, unattended);
            expect(order.indexOf(way.say)).toBeLessThanOrEqual(order.indexOf(verdict.say));
          }
});
