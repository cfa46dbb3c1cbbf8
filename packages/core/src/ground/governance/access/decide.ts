import { type Cents, type PlainDate, toDecimal, zero } from '../../base/index.ts';
import { type Purpose, type Serves, tooWide } from '../purpose.ts';
import { type Condition, type CredentialKind, grants } from './grants.ts';
import { type Permission, permissions, rightOf, scopeOf, textOf } from './rights.ts';
import { isRole, personRoles, type Role, roles } from './roles.ts';

/** Somebody's paper: a coder's credential, a clinician's license. */
export interface Credential {
  readonly kind: CredentialKind;
  readonly number: string;
  /** The last day on which it is in force; none: until further notice. */
  readonly until?: PlainDate;
}

/** Who asks, as far as access looks at it. */
export interface Holder {
  readonly kind: 'person' | 'agent' | 'service' | 'system';
  readonly id: string;
  readonly roles: readonly string[];
  readonly scopes?: readonly string[] | undefined;
  readonly emergency?: string | undefined;
}

/** What the practice knows of somebody beyond the roles. */
export interface Assigned {
  readonly credentials?: readonly Credential[];
  /** Where and for which payers somebody acts; none said: everywhere, for all. */
  readonly sites?: readonly string[];
  readonly payers?: readonly string[];
}

/** What one act weighs, as far as a condition can look at it. */
export interface Weighing {
  readonly amount?: number;
  readonly payerId?: string;
  readonly siteId?: string;
  /** Every payer and site that it touches; undefined among them: one that is not known. Each must be within a limit. */
  readonly payers?: readonly (string | undefined)[];
  readonly sites?: readonly (string | undefined)[];
  readonly author?: string;
}

/** A practice's own limit: it narrows what the table gives, field by field, and never widens it. */
export interface Limit {
  readonly role: Role;
  readonly right: Permission;
  readonly upTo?: Cents;
  readonly ownUpTo?: Cents;
  readonly payers?: readonly string[];
  readonly sites?: readonly string[];
}

/** Whether one of these roles has the right at all, on whatever condition but an emergency. */
export const may = (held: readonly string[], right: Permission): boolean =>
  held.some((role) => isRole(role) && grants[role][right] !== undefined && !grants[role][right].emergency);

/** The rights that somebody has: those of the roles, those of an emergency while it lasts, and no more than a key's scopes. */
export const permissionsOf = (held: readonly string[], more: Pick<Holder, 'scopes' | 'emergency'> = {}): Permission[] =>
  permissions.filter((right) => holds({ kind: 'person', id: '', roles: held, ...more }, right));

function holds(holder: Holder, right: Permission): boolean {
  if (!inScope(holder, right)) return false;
  if (holder.kind !== 'person' && textOf(right).peopleOnly) return false;
  return may(holder.roles, right) || (holder.emergency !== undefined && grantsOf(holder, right).length > 0);
}

/**
 * For what somebody looks, where they do not say: in an emergency for that; else the first purpose of the roles that let them in which the
 * question answers for. Undefined: they must say.
 */
export function purposeOf(holder: Holder, right: Permission, serves: Serves): Purpose | undefined {
  if (holder.emergency !== undefined && tooWide(serves, 'emergency').length === 0) return 'emergency';
  const lets = holder.roles.filter((role): role is Role => isRole(role) && may([role], right));
  if (lets.length === 0) return holder.emergency === undefined ? serves.purposes[0] : undefined;
  return lets.flatMap((role) => roles[role].looksFor).find((one) => tooWide(serves, one).length === 0);
}

/** A program's key has no right that its scopes do not name, whatever its roles are. */
function inScope({ kind, scopes }: Holder, right: Permission): boolean {
  if (scopes === undefined) return kind !== 'service';
  return scopes.some((scope) => rightOf(scope) === right && scopeOf(right) === scope);
}

/** The right by which somebody comes in where `right` is asked for; undefined: not at all. A machine may come in to propose. */
export function entersBy(holder: Holder, right: Permission): Permission | undefined {
  if (holds(holder, right)) return right;
  const instead = textOf(right).machineBy as Permission | undefined;
  const machine = holder.kind === 'agent' || holder.kind === 'service';
  return machine && instead !== undefined && holds(holder, instead) ? instead : undefined;
}

const grantsOf = ({ roles: held, emergency }: Holder, right: Permission): readonly (readonly [Role, Condition])[] =>
  held.flatMap((role) => {
    const condition = isRole(role) ? grants[role][right] : undefined;
    return isRole(role) && condition && (!condition.emergency || emergency !== undefined) ? [[role, condition] as const] : [];
  });

/** The condition of a role's right with the practice's own limits on top: of each field the narrower. */
export function conditionOf(role: Role, right: Permission, limits: readonly Limit[]): Condition | undefined {
  const condition = grants[role][right];
  if (condition === undefined) return undefined;
  return limits.filter((limit) => limit.role === role && limit.right === right).reduce(narrowed, condition);
}

function narrowed(condition: Condition, limit: Limit): Condition {
  const upTo = lesser(condition.upTo, limit.upTo);
  const ownUpTo = lesser(condition.ownUpTo, limit.ownUpTo);
  const payers = both(condition.payers, limit.payers);
  const sites = both(condition.sites, limit.sites);
  return {
    ...condition,
    ...(upTo === undefined ? {} : { upTo }),
    ...(ownUpTo === undefined ? {} : { ownUpTo }),
    ...(payers === undefined ? {} : { payers }),
    ...(sites === undefined ? {} : { sites }),
  };
}
const lesser = (a: Cents | undefined, b: Cents | undefined): Cents | undefined =>
  a === undefined || (b !== undefined && b < a) ? (b ?? a) : a;

/** What is in both; a limit that names nobody says nothing. */
const both = (a: readonly string[] | undefined, b: readonly string[] = []): readonly string[] | undefined => {
  if (b.length === 0) return a;
  return a === undefined ? b : a.filter((one) => b.includes(one));
};

/** A limit as somebody set it, or its end. */
export type SetLimit = Limit & { readonly ended: boolean };

/**
 * The limits that hold, of all that were set; newest first. What the newest does not say, the one before it still says: whoever names
 * payers does not let go of the amount. The end of a limit lets go of all before it.
 */
export function limitsInForce(newestFirst: readonly SetLimit[]): Limit[] {
  const held = new Map<string, { limit: Limit; ended: boolean }>();
  for (const { ended, ...limit } of newestFirst) {
    const key = `${limit.role} ${limit.right}`;
    const newer = held.get(key);
    if (newer?.ended) continue;
    held.set(key, {
      ended,
      limit: ended ? (newer?.limit ?? { role: limit.role, right: limit.right }) : { ...said(limit), ...newer?.limit },
    });
  }
  return [...held.values()].map(({ limit }) => limit).filter((limit) => Object.keys(limit).length > 2);
}

const said = ({ payers = [], sites = [], ...amounts }: Limit): Limit => ({
  ...amounts,
  ...(payers.length === 0 ? {} : { payers }),
  ...(sites.length === 0 ? {} : { sites }),
});

export interface Act {
  readonly right: Permission;
  readonly weight: Weighing;
  readonly today: PlainDate;
  /** The practice's own limits for this right. */
  readonly limits: readonly Limit[];
  /** What sites and payers are called, by id. */
  readonly names?: ReadonlyMap<string, string>;
}

/** Why this act is too much for this person, in words; undefined where it is not. One grant that allows it is enough. */
export function beyond(holder: Holder, assigned: Assigned, act: Act): Beyond | undefined {
  const where = elsewhere(assigned, act);
  if (where) return where;
  const found = grantsOf(holder, act.right).map(([role]) => {
    const condition = conditionOf(role, act.right, act.limits) ?? {};
    return { condition, breach: breachOf(condition, holder.id, assigned, act) };
  });
  const first = found[0];
  if (!first?.breach || found.some(({ breach }) => breach === undefined)) return undefined;
  return inWords(first.breach, first.condition, act, holder.id);
}

export interface Beyond {
  readonly says: string;
  readonly because: string;
  readonly fix?: string;
}
type Breach = 'credential' | 'elsewhere' | 'not-own' | 'amount' | 'own';

/** Of what an act touches, what is not among these: undefined where all is. What nobody said, or is not known, is not among any. */
function outside(those: readonly string[] | undefined, touched: Touched): Touched | undefined {
  if (those === undefined) return undefined;
  if (touched === undefined) return [undefined];
  const out = touched.filter((one) => one === undefined || !those.includes(one));
  return out.length === 0 ? undefined : out;
}
type Touched = readonly (string | undefined)[] | undefined;
const payersOf = ({ payers, payerId }: Weighing): Touched => payers ?? (payerId === undefined ? undefined : [payerId]);
const sitesOf = ({ sites, siteId }: Weighing): Touched => sites ?? (siteId === undefined ? undefined : [siteId]);

/** Whoever is assigned to some does not act on what is of others, nor of none: what cannot be told is not allowed. */
export function elsewhere({ sites = [], payers = [] }: Assigned, act: Act): Beyond | undefined {
  const site = outside(sites.length === 0 ? undefined : sites, sitesOf(act.weight));
  if (site) return notThere(act, 'site', site, sites);
  const payer = outside(payers.length === 0 ? undefined : payers, payersOf(act.weight));
  return payer && notThere(act, 'payer', payer, payers);
}

const fixes = {
  site: 'Ask a colleague who works at all sites. Which site a claim is of is told by the numbers of the sites, under Practice.',
  payer: 'Ask a colleague who works for all payers.',
} as const;

function notThere({ right, names }: Act, kind: 'site' | 'payer', out: readonly (string | undefined)[], mine: readonly string[]): Beyond {
  const called = (ids: readonly (string | undefined)[]) => [
    ...new Set(ids.flatMap((id) => (id === undefined ? [] : (names?.get(id) ?? [])))),
  ];
  const own = called(mine);
  const known = out.some((id) => id !== undefined);
  // By whom else somebody is covered is theirs to say; where they were seen helps to find the colleague.
  const others = kind === 'site' ? called(out) : [];
  const there = kind === 'payer' ? 'for another payer' : others.length > 0 ? `at ${some(others)}` : 'at this site';
  const where = known ? there : `where the ${kind} is not known`;
  const unknown = known && out.includes(undefined) ? `, and where the ${kind} is not known` : '';
  const yours = own.length > 0 ? some(own) : kind === 'site' ? 'other sites' : 'other payers';
  const what = kind === 'site' ? 'claims of another site' : 'another payer';
  return {
    says: `${textOf(right).noun} is not yours ${where}${unknown}.`,
    because: known
      ? `You are assigned to ${yours}, and this touches ${what}.`
      : `You are assigned to ${yours}, and of what this touches the ${kind} is not known.`,
    fix: fixes[kind],
  };
}
const some = (names: readonly string[]): string =>
  names.length <= 4 ? listed(names) : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

function breachOf(condition: Condition, holder: string, assigned: Assigned, { weight, today }: Act): Breach | undefined {
  if (condition.needs && !inForce(assigned, condition.needs, today)) return 'credential';
  if (outside(condition.payers, payersOf(weight)) || outside(condition.sites, sitesOf(weight))) return 'elsewhere';
  if (condition.ownOnly && weight.author !== holder) return 'not-own';
  if (condition.upTo !== undefined && above(weight.amount, condition.upTo)) return 'amount';
  // Work of nobody knows whom may be one's own.
  const own = weight.author === undefined || weight.author === holder;
  return own && condition.ownUpTo !== undefined && above(weight.amount, condition.ownUpTo) ? 'own' : undefined;
}

/** An amount that nobody told is above every limit. */
const above = (amount: number | undefined, limit: Cents): boolean => amount === undefined || amount > limit;

const inForce = ({ credentials = [] }: Assigned, kind: CredentialKind, today: PlainDate): boolean =>
  credentials.some((one) => one.kind === kind && one.number !== '' && (one.until === undefined || one.until >= today));

const credentialWords: { readonly [kind in CredentialKind]: string } = {
  'coding-credential': 'a coding credential',
  'clinical-license': 'a clinical license',
};

function inWords(breach: Breach, condition: Condition, act: Act, holder: string): Beyond {
  const { noun } = textOf(act.right);
  const limited = 'The limit stands in the access table, or the practice set it.';
  if (breach === 'credential')
    return {
      says: `${noun} needs ${credentialWords[condition.needs ?? 'clinical-license']} in force.`,
      because: 'None stands beside your name today.',
    };
  if (breach === 'not-own') return { says: `${noun} is yours for your own work only.`, because: 'This is the work of somebody else.' };
  if (breach === 'elsewhere') return { says: `${noun} here needs ${others(act, holder)}.`, because: limited };
  if (breach === 'amount')
    return { says: `${noun} of more than ${money(condition.upTo ?? zero)} needs ${others(act, holder)}.`, because: limited };
  const more = condition.ownUpTo ? ` of more than ${money(condition.ownUpTo)}` : '';
  return { says: `${noun} of your own work${more} needs somebody else.`, because: 'Who did it does not decide on it.' };
}

/** '$5,000.00' */
export const money = (amount: Cents): string => `$${toDecimal(amount).replace(/\B(?=(?:\d{3})+\.)/g, ',')}`;

/** The roles of people that may do this very act, where it is not their own. */
function others(act: Act, holder: string): string {
  const work: Act = { ...act, weight: { ...act.weight, author: `not ${holder}` } };
  const able = personRoles.filter((role) => {
    const condition = conditionOf(role, act.right, act.limits);
    return condition && !condition.emergency && !condition.needs && breachOf(condition, holder, {}, work) === undefined;
  });
  const titles = able.map((role) => `the ${roles[role].title.toLowerCase()}`);
  const last = titles.pop();
  if (last === undefined) return 'a higher limit, which the practice sets';
  return titles.length === 0 ? last : `${titles.join(', ')} or ${last}`;
}
