import { elsewhere } from '@claimwright/core/ground/governance';
import { type Reach, subjectTables } from '../store/reach.ts';
import type { Tx } from '../store/store.ts';
import { namesOfPlaces, reachOf } from './authorise.ts';
import type { Actor, Command, Ctx } from './define.ts';
import { notFound, Refusal } from './errors.ts';

/** What each is called where it is not found. */
const words: { readonly [kind in keyof typeof subjectTables]: string } = {
  claim: 'claim',
  draft: 'draft of a claim',
  charge: 'charge',
  remit: 'remit',
  'remit-claim': 'claim of a remit',
  patient: 'patient',
  deposit: 'deposit',
  document: 'document',
  work: 'work item',
  proposal: 'proposal',
  change: 'change',
  'write-back': 'write-back',
  hold: 'hold',
};
const isKind = (kind: string): kind is keyof typeof words => Object.hasOwn(words, kind);

/** Whose claims an actor is limited to in what they do, in an emergency too. Agents and the program itself are of the whole practice. */
export const reachOfActor = ({ tx, actor }: { readonly tx: Tx; readonly actor: Actor }): Promise<Reach | undefined> =>
  actor.kind === 'person' || actor.kind === 'service' ? reachOf(tx, actor) : Promise.resolve(undefined);

/**
 * Before anything of an act is looked at that could be told: whoever is limited finds nothing of what they may not see, as if it did not
 * exist, and is refused what they see but which is not theirs alone.
 */
export async function refuseElsewhere(ctx: Ctx, command: Command, input: unknown, proposal: string | undefined): Promise<void> {
  const reach = await reachOfActor(ctx);
  if (reach === undefined) return;
  if (command.whole !== undefined) throw ofTheWhole(command.whole);
  const named = [...(proposal === undefined ? [] : [`proposal:${proposal}`]), ...(command.subjects?.(input) ?? [])];
  const unseen = await ctx.tx.narrowed(reach, () => firstUnseen(ctx.tx, named));
  if (unseen !== undefined)
    throw ctx.actor.emergency !== undefined && (await isSeen(ctx.tx, unseen.subject)) ? toBeRead() : notFound(words[unseen.kind]);
  const places = await command.places?.(ctx, input);
  if (places === undefined) return;
  const act = { right: command.permission, weight: places, today: ctx.today, limits: [], names: await namesOfPlaces(ctx.tx) };
  const found = elsewhere({ sites: reach.sites ?? [], payers: reach.payers ?? [] }, act);
  if (found)
    throw new Refusal('not-allowed', found.says, { because: found.because, ...(found.fix === undefined ? {} : { fix: found.fix }) });
}

async function firstUnseen(tx: Tx, subjects: readonly string[]): Promise<{ subject: string; kind: keyof typeof words } | undefined> {
  for (const subject of subjects) {
    const [kind = ''] = subject.split(':');
    if (isKind(kind) && (await isSeen(tx, subject)) === false) return { subject, kind };
  }
  return undefined;
}

/** Of what somebody sees in an emergency alone. */
const toBeRead = (): Refusal =>
  new Refusal('not-allowed', 'An emergency lets you read this, and not act on it.', {
    because: 'It is of a site or a payer that is not yours.',
    fix: 'Ask a colleague who sees all of it.',
  });

/** What is taken out stays out when the emergency is over. */
export async function refuseTakingOut(tx: Tx, actor: Actor): Promise<void> {
  if ((await reachOfActor({ tx, actor })) === undefined) return;
  throw new Refusal('not-allowed', 'Nothing is taken out in an emergency.', {
    because: 'It opens sites and payers that are not yours, to read them on the screen.',
    fix: 'End the emergency, and take out what is of your own sites and payers.',
  });
}

/** Whether something is there for whoever asks; undefined of what is of the whole practice. */
export async function isSeen(tx: Tx, subject: string): Promise<boolean | undefined> {
  const [kind = '', id = ''] = subject.split(':');
  if (!isKind(kind)) return undefined;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return false;
  return (await tx.rows(`select 1 from ${subjectTables[kind]} where tenant_id = $1 and id = $2`, [tx.tenant, id])).length > 0;
}

/** To which sites and payers a question was narrowed, in words; undefined where it was not. */
export async function limitedTo(tx: Tx): Promise<string | undefined> {
  if (tx.reach === undefined) return undefined;
  const names = await namesOfPlaces(tx);
  const called = (ids: readonly string[] = []): string[] => [...new Set(ids.flatMap((id) => names.get(id) ?? []))];
  const [sites, payers] = [called(tx.reach.sites), called(tx.reach.payers)];
  return [sites.join(', '), payers.join(', ')].filter((some) => some !== '').join(' and to ') || 'other sites or payers';
}

interface Within {
  readonly siteId?: string | null | undefined;
  readonly payerId?: string | null | undefined;
}

/** For what is of the whole practice, or of the site and payer that are said: refuses whoever is limited, save to these very ones. */
export async function refuseLimited(ctx: { readonly tx: Tx; readonly actor: Actor }, noun: string, within: Within = {}): Promise<void> {
  const reach = await reachOfActor(ctx);
  if (reach === undefined) return;
  const covers = (own: readonly string[] = [], id: string | null | undefined): boolean => own.length === 0 || (!!id && own.includes(id));
  if (covers(reach.sites, within.siteId) && covers(reach.payers, within.payerId)) return;
  throw ofTheWhole(noun);
}

const ofTheWhole = (noun: string): Refusal =>
  new Refusal('not-allowed', `${noun} is of the whole practice.`, {
    because: 'You are limited to some of its sites or payers.',
    fix: 'Ask a colleague who sees all of it.',
  });

/** Whoever stands behind a wall agrees to no way through it: nobody who is limited opens more than their own, two of them neither. */
export function refuseUnfit(command: Command, plan: unknown, actor: Actor, input: unknown): void {
  const because = command.notSecond?.(plan, actor, input);
  if (because !== undefined)
    throw new Refusal('not-allowed', 'You are not the second person here.', { because, fix: 'Ask a colleague who sees all of it.' });
}
