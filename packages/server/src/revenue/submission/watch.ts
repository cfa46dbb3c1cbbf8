import { nightDue, silenceOf } from '@claimwright/core/revenue/submission';
import { z } from 'zod';
import { openClearinghouse } from '../../connectors/clearinghouse/index.ts';
import { ClearinghouseFailure } from '../../connectors/clearinghouse/port.ts';
import { type Command, type Ctx, command, type Gate, Refusal, systemActor } from '../../gate/index.ts';
import { receiveFile } from '../../ground/intake/index.ts';
import { type PracticeWatch, watchPractices } from '../../jobs/practice-watch.ts';
import { toFollow } from '../claims/index.ts';
import { standingsOf } from './claim-events.ts';
import { type DecisionsOn, newlyDecided } from './decided.ts';
import { grouped } from './grouped.ts';
import { type SendBounds, within } from './send.ts';
import { addressOf } from './sending.ts';
import { clearinghouseRows, closeWork, localTime, markFetched, type NewWork, notFetched, openWork, type SubmissionStore } from './store.ts';
import { openSilence, silentUnasked, waitingClaims } from './waiting/store.ts';

const silenceWords = {
  received: ['Nobody has said that this batch arrived.', 'Ask the clearinghouse by its control number before anything is sent again.'],
  clearinghouse: ['The clearinghouse has not answered for these claims.', 'Ask the clearinghouse what became of the batch.'],
  payer: [
    'The payer has not said that it has these claims.',
    'Ask the payer for their status: without its word nothing proves that they were filed in time.',
  ],
} as const;

/** Whose answers are late opens work, a batch at a time; what has come since closes it. */
export const noteSilence: Command = command<object, readonly NewWork[], readonly NewWork[], { silent: number }>({
  name: 'revenue/submission/note-silence',
  summary: 'Note which answers are late',
  door: 'inside',
  permission: 'submissions.send',
  workflow: 'submission',
  consequence: 'none',
  input: z.object({}) as unknown as z.ZodType<object>,
  load: (ctx) => lateAnswers(ctx),
  plan: (late) => late,
  essence: (late) => late.map(({ key, claims }) => [key, claims ?? 0]),
  apply: async (ctx, late) => {
    await openWork(
      ctx,
      late.filter(({ claims }) => claims !== 0),
    );
    await closeWork(
      ctx,
      late.filter(({ claims }) => claims === 0).map(({ key }) => key),
    );
    const silent = late.filter(({ claims }) => claims !== 0).length;
    return { result: { silent }, subjects: [], details: { silent }, ...(silent > 0 ? { changes: [{ topic: 'batches' }] } : {}) };
  },
});

/** What is to be opened, said anew or closed; nothing where all is told already. */
async function lateAnswers(ctx: Pick<Ctx, 'tx' | 'now'>): Promise<NewWork[]> {
  const open = await openSilence(ctx.tx);
  return (await allWaited(ctx)).filter(({ key, claims }) => (claims === 0 ? open.has(key) : open.get(key) !== claims));
}

async function allWaited(ctx: Pick<Ctx, 'tx' | 'now'>): Promise<NewWork[]> {
  const usual = new Map((await clearinghouseRows(ctx.tx)).map((row) => [row.id, { hours: row.usual, paper: row.kind === 'paper' }]));
  const sent = await waitingClaims(ctx.tx, ctx.now);
  const standings = await standingsOf(
    ctx,
    sent.map(({ draftId }) => draftId),
  );
  return [...grouped(sent, ({ batchId }) => batchId)].flatMap(([batchId, claims]) => {
    const awaited = claims.map(({ draftId, clearinghouseId, sentAt }) => {
      const [own, standing] = [usual.get(clearinghouseId), standings.get(draftId)];
      if (!own || !standing) return undefined;
      // Nobody acknowledges what is mailed: the payer alone is waited for.
      const hours = own.paper ? { received: own.hours.payer, clearinghouse: own.hours.payer, payer: own.hours.payer } : own.hours;
      const awaits = silenceOf(standing.ladder, sentAt.getTime(), hours, ctx.now.getTime())?.awaits;
      return own.paper && awaits !== undefined ? 'payer' : awaits;
    });
    return (['received', 'clearinghouse', 'payer'] as const).map((awaits): NewWork => {
      const [says, fix] = silenceWords[awaits];
      const late = awaited.filter((one) => one === awaits).length;
      return {
        kind: 'silent',
        key: `silent:${awaits}:${batchId}`,
        batchId,
        claims: late,
        causes: [{ code: `silence ${awaits}`, says, fix }],
      };
    });
  });
}

/** That an answer was taken, so that it is not fetched again. */
export const noteFetched: Command = command<{ clearinghouseId: string; name: string }, null, null, null>({
  name: 'revenue/submission/fetched',
  summary: 'Note that an answer was fetched',
  door: 'inside',
  permission: 'submissions.send',
  workflow: 'submission',
  consequence: 'none',
  input: z.object({ clearinghouseId: z.uuid(), name: z.string().min(1).max(1000) }),
  load: async () => null,
  plan: () => null,
  apply: async (ctx, _plan, { clearinghouseId, name }) => {
    await markFetched(ctx, clearinghouseId, name);
    return { result: null, subjects: [`clearinghouse:${clearinghouseId}`] };
  },
});

export interface SubmissionClock {
  readonly store: SubmissionStore;
  readonly blobs: Ctx['blobs'];
  readonly gate: Gate;
  readonly bounds: SendBounds;
  readonly decisionsOn: DecisionsOn;
  clock(): Date;
  tenants(): Promise<readonly string[]>;
  log: { warn(details: object, message: string): void };
}

const everyMilliseconds = 20_000;
const connectMilliseconds = 20_000;

/** Keeps the hours of sending: makes the night’s batches ready, fetches answers, and notes who is late. Several may run beside each other. */
export const watchSubmissions = (parts: SubmissionClock): PracticeWatch =>
  watchPractices({
    ...{ everyMilliseconds, tenants: () => parts.tenants(), log: parts.log, failed: 'a look at what is to be sent and fetched failed' },
    lookAt: (tenant) => lookAt(parts, tenant),
  });

async function lookAt({ store, blobs, gate, bounds, clock, log, decisionsOn }: SubmissionClock, tenant: string): Promise<void> {
  const { partners, local } = await store.inTenant(
    tenant,
    async (tx) => ({ partners: (await clearinghouseRows(tx)).filter(({ active }) => active), local: await localTime(tx, clock()) }),
    { readOnly: true },
  );
  if (partners.length === 0) return;
  const system = systemActor(tenant);
  // What goes wrong with one night or one partner keeps no other’s answers away; it is told when all were looked at.
  const failures: unknown[] = [];
  for (const { id, nightlyAt, lastNight } of partners) {
    const day = nightDue(nightlyAt, lastNight, local);
    if (day === undefined) continue;
    const night = { clearinghouseId: id, day };
    await gate.act('revenue/submission/prepare-batches', { night }, system).catch((error: unknown) => void failures.push(error));
  }
  let came = 0;
  for (const partner of partners.filter(({ kind }) => kind !== 'paper')) {
    try {
      const open = await openClearinghouse(within(bounds, tenant, addressOf(partner)), connectMilliseconds);
      try {
        const names = (await open.answers()).map(({ name }) => name);
        const fresh = await store.inTenant(tenant, (tx) => notFetched(tx, partner.id, names), { readOnly: true });
        came += fresh.length;
        for (const name of fresh) {
          await receiveFile(gate, blobs, system, name, open.read(name));
          await gate.act('revenue/submission/fetched', { clearinghouseId: partner.id, name }, system);
        }
      } finally {
        await open.close();
      }
    } catch (error) {
      if (!(error instanceof ClearinghouseFailure)) failures.push(error);
      else log.warn({ code: error.code, clearinghouse: partner.id }, 'answers could not be fetched');
    }
  }
  // What came just now is not read yet: who is silent is told when it is.
  if (came === 0) await noteWhatIsDue({ store, gate, clock, decisionsOn }, tenant);
  if (failures.length > 0) throw failures[0];
}

/** What posted remits decided, who is late with an answer, and the questions that wait to be asked. */
async function noteWhatIsDue(
  { store, gate, clock, decisionsOn }: Pick<SubmissionClock, 'store' | 'gate' | 'clock' | 'decisionsOn'>,
  tenant: string,
): Promise<void> {
  const system = systemActor(tenant);
  if (await store.inTenant(tenant, async (tx) => (await newlyDecided({ tx }, decisionsOn)).length > 0, { readOnly: true }))
    await gate.act('revenue/submission/note-decided', {}, system);
  if ((await store.inTenant(tenant, toFollow, { readOnly: true })).length > 0)
    await gate.act('revenue/submission/follow-payers', {}, system);
  const now = clock();
  const news = await store.inTenant(tenant, (tx) => lateAnswers({ tx, now }), { readOnly: true });
  if (news.length > 0) await gate.act('revenue/submission/note-silence', {}, system);
  // Where a payer is silent, the question to it is written; a person lets it go.
  for (const batchId of await store.inTenant(tenant, silentUnasked, { readOnly: true }))
    await gate.act('revenue/submission/prepare-inquiry', { batchId }, system).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
}
