import type { Cents } from '@claimwright/core/ground/base';
import { type Level, type Limits, levels, money, rank, type Workflow, workflows } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Ctx, cannot, type OneOfAll } from '../../../gate/index.ts';
import { settingsAt, standingLimit, standingRule } from './store.ts';

/**
 * What a step of a template would change at a practice, in words; and what it must not: a template never loosens what the practice's own
 * people, or its machines' watch, have set narrower. Only the practice's own person does that.
 */
export interface Change {
  readonly says: string;
  readonly now?: string;
  readonly becomes: string;
}

type Tx = Ctx['tx'];

const limitStep = z.object({
  role: z.string(),
  right: z.string(),
  upTo: z.int().optional(),
  ownUpTo: z.int().optional(),
  payers: z.array(z.string()).default([]),
  sites: z.array(z.string()).default([]),
  ended: z.boolean().default(false),
});
const levelStep = z.object({
  workflow: z.enum(workflows as readonly [Workflow, ...Workflow[]]),
  payerId: z.string().optional(),
  siteId: z.string().optional(),
  level: z.enum(levels),
  limits: z.object({ minConfidence: z.number(), maxAmount: z.number(), maxAgeDays: z.number() }).optional(),
});
const ruleStep = z.object({ class: z.string(), years: z.int() });

const loosens = (what: string, by: string): Error =>
  cannot(
    `${what} is set narrower here by ${by}.`,
    'A template never loosens what a practice has set for itself.',
    'Ask the practice’s office manager to change it there.',
  );

type Bounds = { readonly upTo?: number | undefined; readonly ownUpTo?: number | undefined };
const upTo = ({ upTo: most, ownUpTo }: Bounds): string =>
  [most === undefined ? '' : `up to ${money(most as Cents)}`, ownUpTo === undefined ? '' : `one’s own up to ${money(ownUpTo as Cents)}`]
    .filter((part) => part !== '')
    .join(', ') || 'narrowed by place';

const wider = (wanted: number | undefined, stands: number | undefined): boolean =>
  stands !== undefined && (wanted === undefined || wanted > stands);
/** No places means all of them. */
const widerPlaces = (wanted: readonly string[], stands: readonly string[]): boolean =>
  stands.length > 0 && (wanted.length === 0 || wanted.some((id) => !stands.includes(id)));

async function ofLimit(tx: Tx, given: unknown): Promise<Change> {
  const step = limitStep.parse(given);
  const stands = await standingLimit(tx, step.role, step.right);
  const says = `${step.role}: ${step.right}`;
  if (
    stands?.own &&
    (step.ended ||
      wider(step.upTo, stands.upTo) ||
      wider(step.ownUpTo, stands.ownUpTo) ||
      widerPlaces(step.payers, stands.payers) ||
      widerPlaces(step.sites, stands.sites))
  )
    throw loosens(`The limit of ${step.role} for ${step.right}`, 'the practice');
  return { says, now: stands ? upTo(stands) : 'as the access table says', becomes: step.ended ? 'as the access table says' : upTo(step) };
}

const looser = (wanted: Limits, stands: Limits): boolean =>
  wanted.maxAmount > stands.maxAmount || wanted.maxAgeDays > stands.maxAgeDays || wanted.minConfidence < stands.minConfidence;

async function ofLevel(tx: Tx, given: unknown): Promise<Change> {
  const step = levelStep.parse(given);
  const settings = await settingsAt(tx, step.workflow);
  const meant = settings.filter(
    (one) => (one.payerId === undefined || one.payerId === step.payerId) && (one.siteId === undefined || one.siteId === step.siteId),
  );
  const own = meant.find(
    (one) => one.own && (rank(step.level) > rank(one.level) || (step.limits !== undefined && looser(step.limits, one.limits))),
  );
  if (own) throw loosens(`How far ${step.workflow} goes by itself`, own.machine ? 'the watch over its machines' : 'the practice');
  const exact = meant.find((one) => one.payerId === step.payerId && one.siteId === step.siteId);
  return { says: step.workflow, now: levelWords(exact?.level), becomes: levelWords(step.level) };
}
const levelWords = (level: Level | undefined): string => level ?? 'as it began';

async function ofRule(tx: Tx, given: unknown): Promise<Change> {
  const step = ruleStep.parse(given);
  const stands = await standingRule(tx, step.class);
  if (stands?.own && step.years < stands.years) throw loosens(`How long ${step.class} is kept`, 'the practice');
  return { says: step.class, now: stands ? `${stands.years} years` : 'as the law says', becomes: `${step.years} years` };
}

const known: { readonly [command: string]: (tx: Tx, input: unknown) => Promise<Change> } = {
  'ground/governance/people/set-limit': ofLimit,
  'ground/governance/set-level': ofLevel,
  'ground/governance/retention/set-rule': ofRule,
};

/** What may stand in a template: settings. Never work, money, patients or people, never what lifts a hold or lets a stopped machine go. */
export const templated: readonly string[] = [
  ...Object.keys(known),
  'ground/parties/add-payer',
  'ground/codes/set-reason',
  'ground/codes/import-reasons',
];

/** What the act would change at this practice; throws where it would loosen what the practice has set. */
export async function changeOf(tx: Tx, { name, input }: OneOfAll): Promise<Change> {
  if (!templated.includes(name)) throw cannot('A template holds settings only.', `“${name}” is none that may be shared.`, 'Leave it out.');
  const look = known[name];
  return look ? look(tx, input) : { says: nameIn(input), becomes: 'added' };
}

function nameIn(input: unknown): string {
  const named = z.object({ name: z.string().optional(), code: z.string().optional(), says: z.string().optional() }).safeParse(input);
  return named.success ? (named.data.name ?? named.data.code ?? named.data.says ?? 'a setting') : 'a setting';
}
