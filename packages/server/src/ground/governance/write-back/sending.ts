import type { Finding } from '@claimwright/core/ground/base';
import { z } from 'zod';
import type { PartnerAccount, PartnerAddress, PartnerNote, PartnerTrouble } from '../../../connectors/write-back/port.ts';
import { type Command, type Ctx, command, notFound } from '../../../gate/index.ts';
import { agreementFor } from '../models/index.ts';
import { heldWriteBack, nextWaiting, partnerRows, setWriteBack, stillBefore, type WriteBackRow } from './store.ts';

/** How often it is tried before a person takes it: fewer times than the queue would. */
export const mostTries = 6;

/** What the egress is told to do: write this there, come again later, or leave it. `at`: what an earlier try rested on. */
export type Begun =
  | {
      readonly say: 'send';
      readonly address: PartnerAddress;
      readonly note: PartnerNote;
      readonly at?: Pick<PartnerAccount, 'id' | 'version'>;
    }
  | { readonly say: 'later' }
  | { readonly say: 'leave' };

/** What every step of a write-back is to the gate: the program's own. It carries out what a person let go, and decides nothing. */
const inside = { door: 'inside', permission: 'write-backs.send', workflow: 'posting', consequence: 'none' } as const;

export const stuck = (code: string, says: string, because: string, fix: string): Finding => ({
  ...{ code: `write-back.${code}`, severity: 'error', at: 'partner', says, because, fix },
});

interface BeginFacts {
  readonly row: WriteBackRow;
  readonly before: WriteBackRow['state'] | undefined;
  readonly address: PartnerAddress | undefined;
  readonly agreement: string | undefined;
  readonly refused: Finding | undefined;
}

/** Whether it may leave now: what is to be sent is on the record before anything is. */
export const begin: Command = command<{ writeBackId: string }, BeginFacts, BeginFacts, Begun>({
  name: 'ground/governance/write-back/begin',
  summary: 'Send a write-back to a partner system',
  ...inside,
  input: z.object({ writeBackId: z.uuid() }),
  load: (ctx, { writeBackId }) => beginFacts(ctx, writeBackId),
  plan: (facts) => facts,
  apply: async (ctx, facts) => {
    const { row, before, address, agreement, refused } = facts;
    const about = { subjects: [`write-back:${row.id}`, row.subject], changes: [{ topic: 'write-backs' }] };
    if (row.state !== 'waiting' && row.state !== 'sent') return { result: { say: 'leave' }, ...about };
    // One about the same goes first; where that waits for a person, this one is taken up when they have decided.
    if (before === 'waiting' || before === 'sent') return { result: { say: 'later' }, ...about };
    if (before !== undefined) return { result: { say: 'leave' }, ...about };
    if (refused || !address) {
      await setWriteBack(ctx.tx, row.id, { state: 'needs-person', findings: refused ? [refused] : [] });
      return { result: { say: 'leave' }, ...about, details: { held: refused?.code ?? '' } };
    }
    if (row.notBefore !== null && row.notBefore > ctx.now) return { result: { say: 'later' }, ...about };
    await setWriteBack(ctx.tx, row.id, { state: 'sent', tries: row.tries + 1, sentAt: ctx.now });
    const at = row.accountId !== null && row.version !== null ? { at: { id: row.accountId, version: row.version } } : {};
    return {
      result: { say: 'send', address, note: { key: row.id, ...row.note }, ...at },
      ...about,
      details: {
        ...{ kind: row.kind, partner: row.partnerId, agreement: agreement ?? '', try: row.tries + 1 },
        // Keyed, as an export of the record leaves the house.
        noteDigest: ctx.tx.blind('write-back', JSON.stringify(row.note)),
      },
    };
  },
});

async function beginFacts(ctx: Ctx, writeBackId: string): Promise<BeginFacts> {
  const row = await heldWriteBack(ctx.tx, writeBackId);
  if (!row) throw notFound('write-back');
  const before = await stillBefore(ctx.tx, row);
  const partner = (await partnerRows(ctx.tx)).find(({ id }) => id === row.partnerId);
  const nothing = { row, before, address: undefined, agreement: undefined };
  const off = stuck('off', 'Nothing was sent.', 'The partner system is switched off.', 'Switch it on and send this again, or drop it.');
  if (!partner?.active) return { ...nothing, refused: off };
  const { vendorId, product, url, secret, protocol } = partner;
  const agreement = await agreementFor(ctx, { vendorId, product, purpose: 'posting' });
  if (!agreement || 'code' in agreement)
    return { ...nothing, refused: agreement ? stuck(agreement.code, 'Nothing was sent.', agreement.because, agreement.fix) : off };
  if (row.tries >= mostTries) return { ...nothing, refused: givenUp(row.tries) };
  return { row, before, address: { protocol, url, secret }, agreement: agreement.agreement, refused: undefined };
}

const givenUp = (tries: number): Finding =>
  stuck(
    'no-answer',
    'The partner system gave no answer that settles it.',
    `It was tried ${tries} times; nobody knows yet whether it was taken.`,
    'Look there. Sent again, it is written only if it is not there yet.',
  );

/** Keeps which version of the partner's account the write rests on, before it is made: a later try rests on the same. */
export const restOn: Command = command<{ writeBackId: string; accountId: string; version: string }, WriteBackRow, WriteBackRow, null>({
  name: 'ground/governance/write-back/rest-on',
  summary: 'Keep which version at the partner a write-back rests on',
  ...inside,
  input: z.object({ writeBackId: z.uuid(), accountId: z.string().max(200), version: z.string().max(200) }),
  load: async (ctx, { writeBackId }) => (await heldWriteBack(ctx.tx, writeBackId)) ?? missing(),
  plan: (row) => row,
  apply: async (ctx, row, { accountId, version }) => {
    await setWriteBack(ctx.tx, row.id, { accountId, version });
    return { result: null, subjects: [`write-back:${row.id}`] };
  },
});
const missing = (): never => {
  throw notFound('write-back');
};

const troubles = ['time-out', 'busy', 'unreachable', 'broken', 'refused', 'not-there', 'changed'] as const satisfies PartnerTrouble[];
const endInput = z.object({
  writeBackId: z.uuid(),
  /** Whether it was there already when this try looked: an earlier one had written it. */
  done: z.enum(['written', 'was-there']).optional(),
  failure: z.object({ code: z.enum(troubles), again: z.boolean(), waitSeconds: z.number().min(0) }).optional(),
});
type EndInput = z.infer<typeof endInput>;

const failureFindings: { readonly [code in PartnerTrouble]?: readonly [because: string, fix: string] } = {
  changed: [
    'Somebody changed this account at the partner between our looking and our writing.',
    'Look at it there. Sent again, it rests on what stands there now; dropped, it is not told.',
  ],
  'not-there': ['The partner knows no account of this number.', 'Mend the number there, then send it again, or drop it.'],
  refused: ['The partner refused it: its key or what we send is not taken.', 'Look at the partner’s settings, then send it again.'],
};

export const end: Command = command<EndInput, WriteBackRow, WriteBackRow, { later: boolean; next?: string }>({
  name: 'ground/governance/write-back/end',
  summary: 'Note what became of a write-back',
  ...inside,
  input: endInput as unknown as z.ZodType<EndInput>,
  load: async (ctx, { writeBackId }) => (await heldWriteBack(ctx.tx, writeBackId)) ?? missing(),
  plan: (row) => row,
  apply: async (ctx, row, { done, failure }) => {
    const about = { subjects: [`write-back:${row.id}`, row.subject], changes: [{ topic: 'write-backs' }] };
    // Another process was faster, or a person has decided since.
    if (row.state !== 'sent') return { result: { later: false }, ...about };
    if (done !== undefined) {
      await setWriteBack(ctx.tx, row.id, { state: 'done', findings: [], endedAt: ctx.now, endedBy: ctx.actor.id });
      const next = await nextWaiting(ctx.tx, row);
      return { result: { later: false, ...(next === undefined ? {} : { next }) }, ...about, details: { state: done, tries: row.tries } };
    }
    const code = failure?.code ?? 'broken';
    if ((failure?.again ?? true) && row.tries < mostTries) {
      const wait = failure?.waitSeconds ?? 0;
      const notBefore = wait > 0 ? new Date(ctx.now.getTime() + wait * 1000) : null;
      await setWriteBack(ctx.tx, row.id, { state: 'waiting', notBefore });
      return { result: { later: true }, ...about, details: { state: 'waiting', failure: code, tries: row.tries } };
    }
    const [because, fix] = failureFindings[code] ?? [];
    const finding =
      because === undefined || fix === undefined
        ? givenUp(row.tries)
        : stuck(code, 'The partner system did not take the note.', because, fix);
    await setWriteBack(ctx.tx, row.id, { state: 'needs-person', findings: [finding] });
    return { result: { later: false }, ...about, details: { state: 'needs-person', failure: code, tries: row.tries } };
  },
});
