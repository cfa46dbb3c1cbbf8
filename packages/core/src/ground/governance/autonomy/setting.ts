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

/**
 * How it stands for an act that touches several places: the lowest of them. A place that is not known may be any. Without any place said
 * it is one that is not known.
 */
export function standingAt(
  settings: readonly Setting[],
  stops: readonly Stop[],
  of: Scope,
  sites: readonly (string | undefined)[],
): Standing {
  const each = (sites.length === 0 ? [of.siteId] : sites).map((siteId) => {
    const { siteId: _, ...wider } = of;
    return standingOf(settings, stops, siteId === undefined ? wider : { ...wider, siteId });
  });
  return each.reduce((least, one) => (rank(one.level) < rank(least.level) ? one : least));
}

/** Every place that may stand otherwise: the sites with a level of their own, and one that has none. */
export const placesOf = (settings: readonly Setting[]): readonly string[] => [
  ...new Set(settings.flatMap(({ siteId }) => (siteId === undefined ? [] : [siteId]))),
  'any other site',
];
