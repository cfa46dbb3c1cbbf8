import { elsewhere } from '@claimwright/core/ground/governance';
import { type Reach, subjectTables } from '../store/reach.ts';
import type { Tx } from '../store/store.ts';
import { namesOfPlaces, reachOf } from './authorise.ts';
import type { Actor, Command, Ctx } from './define.ts';
import { notFound, Refusal } from './errors.ts';

/** What each is called where it is not found. */
const words: { readonly [kind in keyof typeof subjectTables]: string } = {
  claim: 'claim',
  remit: 'remit',
  'remit-claim': 'claim of a remit',
  patient: 'patient',
  deposit: 'deposit',
  document: 'document',
  work: 'work item',
  proposal: 'proposal',
  change: 'change',
  'write-back': 'write-back',
};
const isKind = (kind: string): kind is keyof typeof words => Object.hasOwn(words, kind);

/** Whose claims an actor is limited to. Agents and the program itself are of the whole practice. */
export const reachOfActor = ({ tx, actor }: { readonly tx: Tx; readonly actor: Actor }): Promise<Reach | undefined> =>
  actor.kind === 'person' || actor.kind === 'service' ? reachOf(tx, actor) : Promise.resolve(undefined);

/**
 * Before anything of an act is looked at that could be told: whoever is limited finds nothing of what they may not see, as if it did not
 * exist, and is refused what they see but which is not theirs alone.
 */
export async function refuseElsewhere(ctx: Ctx, command: Command, input: unknown, proposal: string | undefined): Promise<void> {
  const reach = await reachOfActor(ctx);
  if (reach === undefined) return;
  const named = [...(proposal === undefined ? [] : [`proposal:${proposal}`]), ...(command.subjects?.(input) ?? [])];
  await ctx.tx.narrowed(reach, async () => {
    for (const subject of named) await refuseUnseen(ctx.tx, subject);
  });
  const places = await command.places?.(ctx, input);
  if (places === undefined) return;
  const act = { right: command.permission, weight: places, today: ctx.today, limits: [], names: await namesOfPlaces(ctx.tx) };
  const found = elsewhere({ sites: reach.sites ?? [], payers: reach.payers ?? [] }, act);
  if (found)
    throw new Refusal('not-allowed', found.says, { because: found.because, ...(found.fix === undefined ? {} : { fix: found.fix }) });
}

async function refuseUnseen(tx: Tx, subject: string): Promise<void> {
  const [kind = ''] = subject.split(':');
  if (isKind(kind) && (await isSeen(tx, subject)) === false) throw notFound(words[kind]);
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

/** For what goes out whole or not at all: refuses whoever sees a part. */
export async function refuseLimited(ctx: { readonly tx: Tx; readonly actor: Actor }, noun: string): Promise<void> {
  if ((await reachOfActor(ctx)) === undefined) return;
  throw new Refusal('not-allowed', `${noun} is of the whole practice.`, {
    because: 'You are limited to some of its sites or payers.',
    fix: 'Ask a colleague who sees all of it.',
  });
}
