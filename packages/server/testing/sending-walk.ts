import fc from 'fast-check';
import type { Actor } from '../src/gate/index.ts';
import type { BatchView } from '../src/revenue/submission/views.ts';
import type { Desk } from './desk.ts';

/** Something that somebody, or some machine, tries with batches of claims: in any order, allowed or not. */
export const anyTry = fc.record({
  who: fc.constantFrom('biller', 'biller', 'biller', 'coder', 'system', 'agent'),
  what: fc.constantFrom(
    ...(['prepare', 'prepare', 'prepare', 'approve', 'approve', 'approve', 'approve', 'work', 'work', 'approve-other', 'drop'] as const),
    ...([
      'revise',
      'job',
      'job',
      'begin',
      'staged',
      'end',
      'send-again',
      'look',
      'ask-payer',
      'hours',
      'reopen',
      'stop',
      'resume',
    ] as const),
  ),
  pick: fc.nat(7),
});
type Try = typeof anyTry extends fc.Arbitrary<infer One> ? One : never;

/** What the walk is done with. */
export interface WalkAt {
  readonly desk: Pick<Desk, 'biller' | 'system' | 'tenant'>;
  readonly drafts: readonly string[];
  readonly clearinghouseId: string;
  act(name: string, input: object, actor: Actor): Promise<unknown>;
  batches(): Promise<readonly BatchView[]>;
  work(): Promise<unknown>;
  look(): Promise<unknown>;
  later(hours: number): Promise<unknown>;
  send(batchId: string): Promise<unknown>;
  reviseTo(draftId: string, placeOfService: string): Promise<unknown>;
}

function actorOf({ biller, system, tenant }: WalkAt['desk'], who: Try['who']): Actor {
  if (who === 'agent') return { kind: 'agent', id: 'submission-agent', name: 'Agent', tenant, roles: ['submission-agent'] };
  if (who === 'coder') return { ...biller, id: 'cody', roles: ['coder'] } as Actor;
  return who === 'system' ? system : biller;
}

export async function tryOne(at: WalkAt, { who, what, pick }: Try): Promise<unknown> {
  const all = await at.batches();
  const waiting = what === 'approve' ? all.filter(({ state }) => state === 'prepared') : all;
  const { id: batchId = '', sha256 = '' } = waiting[pick % Math.max(waiting.length, 1)] ?? {};
  const [actor, draftId] = [actorOf(at.desk, who), at.drafts[pick % at.drafts.length] ?? ''];
  // What carries a batch out says what it did: nobody else may.
  if (['begin', 'staged', 'end'].includes(what) && who === 'system') return undefined;
  switch (what) {
    case 'prepare':
      return at.act('prepare-batches', { draftIds: [draftId] }, actor);
    case 'approve':
      return at.act('approve-batch', { batchId, sha256 }, actor);
    case 'approve-other':
      return at.act('approve-batch', { batchId, sha256: all.at(-1)?.sha256 ?? '' }, actor);
    case 'drop':
      return at.act('drop-batch', { batchId }, actor);
    case 'revise':
      return at.reviseTo(draftId, String(11 + pick));
    case 'work':
      return at.work();
    case 'job':
      return at.send(batchId);
    case 'end':
      return at.act('end', { batchId, failure: { code: 'broken', again: true } }, actor);
    case 'look':
      return at.look();
    case 'ask-payer':
      return at.act('prepare-inquiry', { draftIds: [draftId] }, actor);
    case 'hours':
      return at.later(pick + 1);
    case 'reopen':
      return at.act('reopen', { draftId }, actor);
    case 'stop':
    case 'resume':
      return at.act(`${what}-sending`, { clearinghouseId: at.clearinghouseId, because: 'so' }, actor);
    default:
      return at.act(what, { batchId }, actor);
  }
}
