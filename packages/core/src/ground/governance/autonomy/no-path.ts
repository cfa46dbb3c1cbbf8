import { entersBy, type Holder, type Permission, permissions, roleNames, scopes, textOf } from '../access/index.ts';
import { type AllowedKind, allowList, checkAllowList } from './allow-list.ts';
import { bookableByMachine, type Consequence, consequences, isHarmless, needsAPerson } from './consequence.ts';
import { type ActorKind, decideAutonomy, whyNotApprove } from './decide.ts';
import { checkPersonMakers, personMakers } from './person-makers.ts';
import { whyNotSet } from './promotion.ts';
import { checkRoads, type Road, routeRoads } from './roads.ts';
import type { Limits, Standing } from './setting.ts';
import { ceilingOf, isWorkflow, type Level, levels, rank, type Workflow, workflows } from './workflow.ts';

/** What the search knows of a command: what the registry says of it. */
export interface RegisteredCommand {
  readonly name: string;
  readonly summary: string;
  readonly workflow: Workflow;
  readonly consequence: Consequence;
  readonly permission: Permission;
  readonly reversal?: string | undefined;
}

/** The functions that decide, as the gate calls them: the real ones, or one with a hole to see whether it is found. */
export interface Deciding {
  readonly decide: typeof decideAutonomy;
  readonly approve: typeof whyNotApprove;
  readonly setLevel: typeof whyNotSet;
  readonly enters: typeof entersBy;
  readonly allowList: readonly AllowedKind[];
}
export const deciding: Deciding = { decide: decideAutonomy, approve: whyNotApprove, setLevel: whyNotSet, enters: entersBy, allowList };

/** What no machine ever does without a person. Written out once more, so that a list that was cut elsewhere is found here. */
const law: readonly Consequence[] = [
  'write-off',
  'refund',
  'bad-debt',
  'submit',
  'change-code',
  'contact-patient',
  'change-contract',
  'adverse',
  'write-back',
  'undo',
  'administers',
];
/** Words of a command's name or summary that say what it does, whatever it declares. */
const telling: readonly (readonly [RegExp, Consequence])[] = [
  [/write[-\s]?off/i, 'write-off'],
  [/refund/i, 'refund'],
  [/bad-?debt|collection agency/i, 'bad-debt'],
  [/\bsubmit|\bfile (?:a |the )?claim|send (?:a |the )?claim/i, 'submit'],
  [/(?:change|set|correct|sign)-?\s?(?:the )?(?:code|modifier|diagnos)/i, 'change-code'],
  [/statement|text (?:a |the )?patient|contact-?\s?patient/i, 'contact-patient'],
  [/(?:change|sign|renew)-?\s?(?:a |the )?contract/i, 'change-contract'],
  [/\bdeny\b|adverse/i, 'adverse'],
];

const machines: readonly ActorKind[] = ['agent', 'service', 'system'];

export interface Search {
  /** How many combinations were looked at. */
  readonly looked: number;
  /** Each path by which a machine does what needs a person, in words, with the command's name. Empty: there is none. */
  readonly found: readonly string[];
}

/**
 * Looks at every state there is for a path by which a machine does without a person what needs one: each command under each level,
 * switch, limit, kind, confidence, amount, age and control group; each way through the door; each sequence of acts; and each road that is
 * no command: the routes of HTTP, and the jobs where they are given. `makers` are the files that take somebody for a person.
 */
export function findPaths(
  registry: readonly RegisteredCommand[],
  by: Deciding = deciding,
  roads: readonly Road[] = routeRoads,
  makers: readonly string[] = Object.keys(personMakers),
): Search {
  const consequenceOf = new Map(registry.map(({ name, consequence }) => [name, consequence]));
  const parts = [
    ...[checkLists(by), checkRegistry(registry, by), checkDoors(by), checkActs(registry, by), checkSequences(registry, by)],
    checkRoads(roads, consequenceOf, by.enters),
    checkPersonMakers(makers),
  ];
  return { looked: parts.reduce((sum, { looked }) => sum + looked, 0), found: [...new Set(parts.flatMap(({ found }) => found))] };
}

function checkLists(by: Deciding): Search {
  const found = [
    ...law.filter((consequence) => !needsAPerson(consequence)).map((one) => `“${one}” is no longer among what always needs a person`),
    ...law.filter((consequence) => isHarmless(consequence)).map((one) => `“${one}” counts as harmless`),
    ...law.filter((one) => bookableByMachine(one).length > 0).map((one) => `a machine may book by “${one}”`),
    ...checkAllowList(by.allowList).map((wrong) => `allow-list: ${wrong}`),
    ...by.allowList
      .filter(({ consequence }) => law.includes(consequence))
      .map(({ kind, consequence }) => `allow-list: ${kind} would ${consequence}`),
  ];
  return { looked: law.length + by.allowList.length, found };
}

function checkRegistry(registry: readonly RegisteredCommand[], { allowList: list }: Deciding): Search {
  const names = new Set(registry.map(({ name }) => name));
  const found = registry.flatMap(({ name, summary, consequence, permission, reversal, workflow }) => [
    ...(consequences.includes(consequence) ? [] : [`${name}: declares no consequence`]),
    ...(isWorkflow(workflow) ? [] : [`${name}: declares no workflow`]),
    ...telling
      .filter(([words, meant]) => !law.includes(consequence) && consequence !== meant && (words.test(name) || words.test(summary)))
      .map(([, meant]) => `${name}: is called a “${meant}” and declared as “${consequence}”`),
    ...(isHarmless(consequence) && textOf(permission)?.peopleOnly
      ? [`${name}: needs “${permission}”, a right of people alone, and is declared as “${consequence}”`]
      : []),
    ...(list.some((entry) => entry.workflow === workflow && entry.consequence === consequence) &&
    !(reversal && names.has(reversal)) &&
    isAutomatic(name)
      ? [`${name}: could apply itself, and nothing takes it back`]
      : []),
  ]);
  return { looked: registry.length * telling.length, found };
}

/** Of commands that share a consequence with the allow-list, those of batches say no kind and so never apply themselves. */
const isAutomatic = (name: string): boolean => !/\/(?:tie-exact|post-again)$/.test(name);

/** No machine comes in by a right that is for people alone, whatever its roles, its scopes and its emergency. */
function checkDoors({ enters }: Deciding): Search {
  const found: string[] = [];
  let looked = 0;
  const wanted = permissions.filter((right) => textOf(right).peopleOnly);
  for (const kind of machines)
    for (const roles of [...roleNames.map((role) => [role]), [...roleNames]])
      for (const emergency of [undefined, 'e'])
        for (const held of [undefined, [], scopes, [...scopes, ...wanted, ...wanted.map((right) => right.replace('.', ':')), '*']])
          for (const right of wanted) {
            looked += 1;
            const holder: Holder = { kind, id: 'm', roles, ...(emergency ? { emergency } : {}), ...(held ? { scopes: held } : {}) };
            if (enters(holder, right) !== undefined) found.push(`the ${kind} comes in by “${right}”, a right of people alone`);
          }
  return { looked, found: [...new Set(found)] };
}

const narrow: Limits = { minConfidence: 0.95, maxAmount: 1000, maxAgeDays: 30 };
const wide: Limits = { minConfidence: 0, maxAmount: Number.MAX_SAFE_INTEGER, maxAgeDays: Number.MAX_SAFE_INTEGER };

/** Values on both sides of every limit, and none at all. */
const weights: readonly (readonly (number | undefined)[])[] = [
  [undefined, 0, 0.9499, 0.95, 1],
  [undefined, 0, 1000, 1001, Number.MAX_SAFE_INTEGER],
  [undefined, 0, 30, 31, Number.MAX_SAFE_INTEGER],
];

interface Act {
  readonly actor: ActorKind;
  readonly kind: string | undefined;
  readonly confidence: number | undefined;
  readonly amount: number | undefined;
  readonly ageDays: number | undefined;
  readonly control: boolean;
}

function* acts(list: readonly AllowedKind[]): Generator<Act> {
  const [confidences = [], amounts = [], ages = []] = weights;
  for (const actor of machines)
    for (const kind of [undefined, 'something-else', ...list.map((entry) => entry.kind)])
      for (const confidence of confidences)
        for (const amount of amounts)
          for (const ageDays of ages) for (const control of [false, true]) yield { actor, kind, confidence, amount, ageDays, control };
}

function* standings(workflow: Workflow): Generator<Standing> {
  for (const level of levels)
    for (const stopped of [false, true])
      for (const forPayer of [false, true]) for (const limits of [narrow, wide]) yield { workflow, level, limits, stopped, forPayer };
}

const stated = (act: Act) =>
  Object.fromEntries(Object.entries(act).filter(([, value]) => value !== undefined)) as Omit<
    Parameters<typeof decideAutonomy>[0],
    'consequence'
  >;

/** Commands of one workflow and consequence are decided alike: each pair is looked at once, and named by its commands. */
function checkActs(registry: readonly RegisteredCommand[], by: Deciding): Search {
  const found: string[] = [];
  let looked = 0;
  const all = [...acts(by.allowList)].map((act) => [act, stated(act)] as const);
  for (const { workflow, consequence, names } of grouped(registry)) {
    const wrong = new Set<string>();
    for (const standing of standings(workflow))
      for (const [act, said] of all) {
        looked += 1;
        const verdict = by.decide({ ...said, consequence }, standing, by.allowList);
        if (verdict.say !== 'run') continue;
        const why = whyWrong(act, consequence, standing, verdict.automatic === true);
        if (why !== undefined) wrong.add(`a machine runs it ${why}`);
      }
    for (const name of names) for (const why of wrong) found.push(`${name} (“${consequence}”): ${why}`);
  }
  return { looked, found };
}

function grouped(registry: readonly RegisteredCommand[]) {
  const groups = new Map<string, { workflow: Workflow; consequence: Consequence; names: string[] }>();
  for (const { workflow, consequence, name } of registry) {
    const key = `${workflow} ${consequence}`;
    const group = groups.get(key) ?? { workflow, consequence, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** What a machine may run: what moves nothing; else only, marked as automatic, what is written here once more, and within its limits. */
const mayApplyItself: readonly (readonly [string, Workflow, Consequence, perPayer: boolean])[] = [
  ['post-clean-remit', 'posting', 'posts-payment', true],
  ['tie-exact-deposit', 'deposits', 'ties-deposit', false],
  ['complete-claim', 'corrections', 'completes-claim', false],
];
const movesNothing: readonly Consequence[] = ['none', 'keeps-document', 'lowers-autonomy'];

function whyWrong(act: Act, consequence: Consequence, standing: Standing, automatic: boolean): string | undefined {
  if (movesNothing.includes(consequence)) return undefined;
  if (law.includes(consequence)) return 'without a person';
  const entry = mayApplyItself.find(
    ([kind, workflow, effect]) => kind === act.kind && workflow === standing.workflow && effect === consequence,
  );
  if (entry === undefined) return 'although its kind is on no list';
  if (!automatic) return 'without a mark that it applied itself';
  if (standing.stopped) return 'although the switch is thrown';
  if (standing.level !== 'conditional' || rank(ceilingOf(standing.workflow)) < rank('conditional')) return `at the level ${standing.level}`;
  if (entry[3] && !standing.forPayer) return 'for a payer that has not earned it';
  if (act.control) return 'in the control group';
  const { limits } = standing;
  const within =
    (act.confidence ?? -1) >= limits.minConfidence &&
    (act.amount ?? Infinity) <= limits.maxAmount &&
    (act.ageDays ?? Infinity) <= limits.maxAgeDays;
  return within ? undefined : 'beyond its limits';
}

/** One state of the search: a workflow's level and switch, and whether a machine's proposal of the watched command waits. */
interface State {
  readonly level: Level;
  readonly stopped: boolean;
  readonly parked: boolean;
  readonly path: readonly string[];
}
const keyOf = ({ level, stopped, parked }: State): string => `${level}/${stopped}/${parked}`;

/**
 * Breadth first, with machines alone at work and every door open to them (as if somebody had given them every role by mistake): they act
 * by every command, approve what waits, and use whatever sets levels and switches. No step may reach what needs a person, raise a level,
 * or let go of a switch.
 */
function checkSequences(registry: readonly RegisteredCommand[], by: Deciding): Search {
  const found: string[] = [];
  let looked = 0;
  for (const workflow of workflows)
    for (const target of registry.filter((command) => command.workflow === workflow && !isHarmless(command.consequence)))
      for (const level of levels)
        for (const stopped of [false, true]) {
          const seen = new Set<string>();
          const queue: State[] = [{ level, stopped, parked: false, path: [] }];
          for (let state = queue.shift(); state; state = queue.shift()) {
            if (seen.has(keyOf(state))) continue;
            seen.add(keyOf(state));
            const steps = stepsFrom(state, target, registry, by);
            looked += steps.length;
            for (const step of steps) {
              if (step.wrong) found.push(`${target.name}: ${[...step.state.path, step.wrong].join(' → ')}`);
              else queue.push(step.state);
            }
          }
        }
  return { looked, found: [...new Set(found)] };
}

interface Step {
  readonly state: State;
  readonly wrong?: string;
}

function stepsFrom(state: State, target: RegisteredCommand, registry: readonly RegisteredCommand[], by: Deciding): Step[] {
  return machines.flatMap((actor) => [
    ...actSteps(state, target, actor, by),
    ...approveSteps(state, target, actor, by),
    ...ladderSteps(state, actor, registry, by),
  ]);
}

const best = { confidence: 1, amount: 0, ageDays: 0 };

function actSteps(state: State, target: RegisteredCommand, actor: ActorKind, by: Deciding): Step[] {
  return [undefined, ...by.allowList.map(({ kind }) => kind)].flatMap((kind): Step[] => {
    const standing: Standing = { workflow: target.workflow, level: state.level, limits: wide, stopped: state.stopped, forPayer: true };
    const verdict = by.decide(
      { actor, consequence: target.consequence, ...(kind === undefined ? {} : { kind }), ...best },
      standing,
      by.allowList,
    );
    if (verdict.say === 'park') return [{ state: { ...state, parked: true, path: [...state.path, `the ${actor} proposes it`] } }];
    if (verdict.say === 'run' && law.includes(target.consequence)) return [{ state, wrong: `the ${actor} does it` }];
    return [];
  });
}

/** The machine says yes to what waits: its own, or another machine's. */
function approveSteps(state: State, target: RegisteredCommand, actor: ActorKind, by: Deciding): Step[] {
  if (!state.parked) return [];
  return ['itself', 'another'].flatMap((proposer) => {
    const refused = by.approve({ kind: actor, id: 'itself', holdsRight: true }, proposer);
    return refused === undefined ? [{ state, wrong: `the ${actor} approves what ${proposer} proposed: ${target.consequence}` }] : [];
  });
}

/** The machine turns to the ladder itself: by commands that administer, and by those that only lower. */
function ladderSteps(state: State, actor: ActorKind, registry: readonly RegisteredCommand[], by: Deciding): Step[] {
  const standing: Standing = { workflow: 'governance', level: 'conditional', limits: wide, stopped: false, forPayer: true };
  return registry
    .filter((command) => command.workflow === 'governance')
    .flatMap((command): Step[] => {
      const verdict = by.decide({ actor, consequence: command.consequence, ...best }, standing, by.allowList);
      if (verdict.say !== 'run') return [];
      if (command.consequence !== 'lowers-autonomy')
        return isHarmless(command.consequence) ? [] : [{ state, wrong: `the ${actor} sets the ladder by ${command.name}` }];
      return levels.flatMap((to): Step[] => {
        const refused = by.setLevel({ actor, workflow: 'posting', from: state.level, to, evidence: plenty });
        if (refused !== undefined) return [];
        if (rank(to) > rank(state.level))
          return [{ state, wrong: `the ${actor} raises the level from ${state.level} to ${to} by ${command.name}` }];
        return [{ state: { ...state, level: to, path: [...state.path, `the ${actor} lowers to ${to}`] } }];
      });
    });
}

const plenty = { n: 100_000, agreed: 100_000, agreement: 1, interval: { lower: 1, upper: 1 }, seconds: {}, errorCost: 0, errorCostEach: 0 };
