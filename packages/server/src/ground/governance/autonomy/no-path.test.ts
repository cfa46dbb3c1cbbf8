import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  allowList,
  consequences,
  deciding,
  findPaths,
  hasEffectsDeclared,
  isHarmless,
  personMakers,
  type RegisteredCommand,
  type Road,
  routeAddresses,
  routeRoads,
  type Verdict,
  whatIsBeyond,
} from '@claimwright/core/ground/governance';
import { describe, expect, test } from 'vitest';
import { jobRoads } from '../../../agents/job-roads.ts';
import { wayOf } from '../../../gate/autonomy.ts';
import type { Gate } from '../../../gate/index.ts';
import { systemActor } from '../../../gate/machine.ts';
import { person } from '../../../gate/person.ts';
import { narrowGate } from '../../../jobs/narrow-gate.ts';
import { queues } from '../../../jobs/queues.ts';
import { commands } from '../../../rooms.ts';

const source = join(import.meta.dirname, '../../..');
/** Every file of the server that can take somebody for a person, as its imports say. */
const makers = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(?<![.]test)[.]ts$/.test(file) && !file.includes('testing/') && !file.startsWith('gate/'))
  .filter((file) => /from '[./]*\/gate\/person[.]ts'/.test(readFileSync(join(source, file), 'utf8')));
const roads: readonly Road[] = [
  ...routeRoads,
  ...Object.entries(jobRoads).map(([queue, road]): Road => ({ name: `job ${queue}`, does: 'none', ...road })),
];

describe('every command that there is', () => {
  test('has no path by which a machine does without a person what needs one', () => {
    const { looked, found } = findPaths(commands, deciding, roads, makers);
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

  test('that may complete a claim by itself is the one that completes, and nothing that changes a code has any other consequence', () => {
    expect(commands.filter(({ consequence }) => consequence === 'completes-claim').map(({ name }) => name)).toEqual([
      'revenue/scrub/complete',
    ]);
    expect(allowList.filter(({ consequence }) => consequence === 'completes-claim').map(({ workflow }) => workflow)).toEqual([
      'corrections',
    ]);
    expect(commands.find(({ name }) => name === 'revenue/claims/change-draft')?.consequence).toBe('change-code');
    expect(whatIsBeyond('completes-claim', [{ table: 'claims.draft_standing', added: 0, changed: 1, removed: 0 }], [])).toEqual([
      'changed claims.draft_standing',
    ]);
  });

  test('is reached as a person only where somebody has shown who they are', () => {
    expect(makers.toSorted()).toEqual(Object.keys(personMakers).toSorted());
    expect(findPaths(commands, deciding, roads, [...makers, 'agents/unattended.ts']).found).toEqual([
      'agents/unattended.ts: takes whom it likes for a person',
    ]);
  });

  test('that a job acts by is what the job is held to when it runs', async () => {
    const acted: string[] = [];
    const gate = { commands: new Map(), queries: new Map(), act: async (name: string) => void acted.push(name) } as unknown as Gate;
    for (const queue of queues) {
      const narrow = narrowGate(gate, queue, jobRoads[queue]);
      const [first = 'agent' as const] = jobRoads[queue].lets;
      const machine = { ...systemActor('t'), kind: first };
      for (const { name } of commands) {
        const acting = narrow.act(name, {}, machine);
        if (jobRoads[queue].commands.includes(name)) await acting;
        else await expect(acting, `${queue} ${name}`).rejects.toThrow(/does not declare/);
        const who = person('test', { id: 'p', name: 'P', tenant: 't', roles: ['office-manager'] });
        await expect(narrow.act(name, {}, who)).rejects.toThrow(/acted as a person/);
        await expect(narrow.act(name, {}, machine, { proposal: 'p' })).rejects.toThrow();
      }
      await expect(narrow.actAll([], machine)).rejects.toThrow(/one by one/);
    }
    expect(new Set(acted)).toEqual(new Set(queues.flatMap((queue) => jobRoads[queue].commands)));
  });

  test('covers certain writes and jobs where a machine may come by its consequence without a person', () => {
    for (const consequence of consequences)
      expect([consequence, hasEffectsDeclared(consequence)]).toEqual([
        consequence,
        isHarmless(consequence) || allowList.some((entry) => entry.consequence === consequence),
      ]);
    for (const { name } of commands)
      expect(whatIsBeyond('none', [{ table: `${name}.new`, added: 1, changed: 0, removed: 0 }], [])).toHaveLength(1);
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
