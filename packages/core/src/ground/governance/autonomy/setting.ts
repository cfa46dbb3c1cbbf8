import { ceilingOf, type Level, lower, rank, type Workflow, workflowCards } from './workflow.ts';

/** How sure, how much and how old at most, for a change to apply itself. */
export interface Limits {
  /** From 0 to 1. */
  readonly minConfidence: number;
  /** Cents. */
  readonly maxAmount: number;
  readonly maxAgeDays: number;
}
export const initialLimits: Limits = { minConfidence: 0.95, maxAmount: 500_000, maxAgeDays: 45 };

/** To what a level applies; what is left out means all. */
export interface Scope {
  readonly workflow: Workflow;
  readonly payerId?: string;
  readonly siteId?: string;
}

/** One event: somebody set the level of a scope. The newest of each scope counts. */
export interface Setting extends Scope {
  readonly level: Level;
  readonly limits: Limits;
  /** The scope has no word of its own any more: the next wider counts. */
  readonly cleared?: boolean;
}

/** One event: somebody pulled the kill switch, or let go of it. */
export interface Stop {
  readonly workflow: Workflow | 'all';
  readonly stopped: boolean;
}

/** How a workflow stands for one act. */
export interface Standing {
  readonly workflow: Workflow;
  readonly level: Level;
  readonly limits: Limits;
  readonly stopped: boolean;
  /** The level was set for this very payer. */
  readonly forPayer: boolean;
}

export const scopeKey = ({ workflow, payerId, siteId }: Scope): string => `${workflow}/${payerId ?? ''}/${siteId ?? ''}`;

/** The newest setting of each scope; events come oldest first. */
export function currentSettings(events: readonly Setting[]): ReadonlyMap<string, Setting> {
  const newest = new Map(events.map((setting) => [scopeKey(setting), setting]));
  return new Map([...newest].filter(([, { cleared }]) => !cleared));
}

/** workflow + payer + site before workflow + payer before workflow + site before workflow. */
const precedence = (setting: Setting): number => (setting.payerId === undefined ? 0 : 2) + (setting.siteId === undefined ? 0 : 1);

/**
 * How the workflow stands for an act: the most specific setting wins. Where the act does not say which payer or site it is for, a
 * setting for any of them may be meant, and the lowest counts. No level is above the workflow's ceiling.
 */
export function standingOf(settings: Iterable<Setting>, stops: readonly Stop[], of: Scope): Standing {
  const own = [...settings].filter((setting) => setting.workflow === of.workflow);
  const fits = (mine: string | undefined, acts: string | undefined) => mine === undefined || mine === acts;
  const meant = own.filter((one) => fits(one.payerId, of.payerId) && fits(one.siteId, of.siteId));
  const best = meant.reduce<Setting | undefined>((a, b) => (a === undefined || precedence(b) > precedence(a) ? b : a), undefined);
  const unsaid = (mine: string | undefined, acts: string | undefined) => mine === undefined || acts === undefined || mine === acts;
  const possible = own.filter((one) => unsaid(one.payerId, of.payerId) && unsaid(one.siteId, of.siteId) && !meant.includes(one));
  const level = possible.reduce((least: Level, one) => lower(least, one.level), best?.level ?? workflowCards[of.workflow].initial);
  return {
    workflow: of.workflow,
    level: lower(level, ceilingOf(of.workflow)),
    limits: best?.limits ?? initialLimits,
    stopped: isStopped(stops, of.workflow),
    forPayer: best?.payerId !== undefined,
  };
}

/** The kill switch's state, out of its events, oldest first: that of the workflow, or that for all. */
export function isStopped(events: readonly Stop[], workflow: Workflow): boolean {
  const last = (name: Stop['workflow']) => events.findLast((event) => event.workflow === name)?.stopped ?? false;
  return last('all') || last(workflow);
}

/** What an act touches: sites and payers by id, undefined among them where one is not known. */
export interface Touching {
  readonly sites: readonly (string | undefined)[];
  readonly payers: readonly (string | undefined)[];
}

/**
 * How it stands for an act that touches several sites or payers: the lowest of their levels, and of each limit the strictest of theirs. One
 * that is not known may be any. Without any said it is one that is not known.
 */
export function standingAt(
  settings: readonly Setting[],
  stops: readonly Stop[],
  workflow: Workflow,
  { sites, payers }: Touching,
): Standing {
  const each = anyOf(sites, placesOf(settings)).flatMap((siteId) =>
    anyOf(payers, payersOf(settings)).map((payerId) =>
      standingOf(settings, stops, { workflow, ...(siteId === undefined ? {} : { siteId }), ...(payerId === undefined ? {} : { payerId }) }),
    ),
  );
  return {
    workflow,
    level: each.map(({ level }) => level).reduce(lower),
    limits: each.map(({ limits }) => limits).reduce(stricter),
    stopped: isStopped(stops, workflow),
    forPayer: each.every(({ forPayer }) => forPayer),
  };
}

/** One that is not known stands for itself, and for each that it may be. */
const anyOf = (said: readonly (string | undefined)[], all: readonly string[]): readonly (string | undefined)[] => {
  if (said.length === 0) return [undefined, ...all];
  return said.includes(undefined) ? [...new Set([...said, ...all])] : [...new Set(said)];
};
const stricter = (a: Limits, b: Limits): Limits => ({
  minConfidence: Math.max(a.minConfidence, b.minConfidence),
  maxAmount: Math.min(a.maxAmount, b.maxAmount),
  maxAgeDays: Math.min(a.maxAgeDays, b.maxAgeDays),
});

/**
 * The highest level at which any of a scope's places would stand if it had no word of its own: of a payer's at one of the sites, of a site's
 * for one of the payers.
 */
export function highestWithout(settings: readonly Setting[], of: Scope): Level {
  const own = scopeKey(of);
  const others = settings.filter((one) => scopeKey(one) !== own);
  const places = of.siteId === undefined ? placesOf(settings) : [of.siteId];
  const payers = of.payerId === undefined ? payersOf(settings) : [of.payerId];
  return places
    .flatMap((siteId) => payers.map((payerId) => standingOf(others, [], { workflow: of.workflow, siteId, payerId }).level))
    .reduce((a, b) => (rank(b) > rank(a) ? b : a));
}

/** Every place that may stand otherwise: the sites with a level of their own, and one that has none. */
export const placesOf = (settings: readonly Setting[]): readonly string[] => [
  ...new Set(settings.flatMap(({ siteId }) => (siteId === undefined ? [] : [siteId]))),
  'any other site',
];
const payersOf = (settings: readonly Setting[]): readonly string[] => [
  ...new Set(settings.flatMap(({ payerId }) => (payerId === undefined ? [] : [payerId]))),
  'any other payer',
];
