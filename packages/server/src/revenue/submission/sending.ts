import type { Cause } from '@claimwright/core/revenue/submission';
import { controlsOf } from '@claimwright/core/revenue/submission';
import { z } from 'zod';
import type { ClearinghouseAddress } from '../../connectors/clearinghouse/port.ts';
import { type Command, type Ctx, command, notFound } from '../../gate/index.ts';
import { moveDrafts } from '../claims/index.ts';
import { whyNotSent } from './may-send.ts';
import { openPaperWork } from './paper.ts';
import {
  type BatchRow,
  type ClearinghouseRow,
  claimsOfBatch,
  clearinghouseRows,
  closeWork,
  heldBatch,
  openWork,
  setBatch,
} from './store.ts';
import { tellStatuses } from './tell-statuses.ts';

/** How often it is tried before a person takes it: fewer times than the queue would. */
const mostTries = 6;

/** What every step of a sending is to the gate: it carries out what a person approved, and decides nothing. */
const inside = { door: 'inside', permission: 'submissions.send', workflow: 'submission' } as const;

/** What the egress is told: lay it down, make it count, or leave it. */
export type Begun =
  | { readonly say: 'stage' | 'release'; readonly address: ClearinghouseAddress; readonly name: string; readonly sha256: string }
  | { readonly say: 'leave' };

interface Facts {
  readonly row: BatchRow;
  readonly partner: ClearinghouseRow | undefined;
}

async function factsOf(ctx: Ctx, { batchId }: { batchId: string }): Promise<Facts> {
  const row = await heldBatch(ctx.tx, batchId);
  if (!row) throw notFound('batch');
  return { row, partner: (await clearinghouseRows(ctx.tx)).find(({ id }) => id === row.clearinghouseId) };
}

export const addressOf = ({
  kind,
  path,
  answersPath,
  host,
  port,
  username,
  secret,
  hostKey,
  url,
}: ClearinghouseRow): ClearinghouseAddress => ({
  ...{ kind, path: path ?? undefined, answersPath: answersPath ?? undefined, host: host ?? undefined, port: port ?? undefined },
  ...{ username: username ?? undefined, secret: secret ?? undefined, hostKey: hostKey ?? undefined, url: url ?? undefined },
});

/** A question that goes out as a file is told from claims by its name. */
export const fileNameOf = ({ control, purpose }: Pick<BatchRow, 'control' | 'purpose'>): string =>
  purpose === 'status' ? controlsOf(control).fileName.replace(/837$/, '276') : controlsOf(control).fileName;

/** That it is about to leave stands on the record before anything does. */
export const begin: Command = command<{ batchId: string }, Facts, Facts, Begun>({
  name: 'revenue/submission/begin',
  summary: 'Send a batch of claims',
  ...inside,
  consequence: 'none',
  input: z.object({ batchId: z.uuid() }),
  load: factsOf,
  plan: (facts) => facts,
  apply: async (ctx, { row, partner }) => {
    const about = { subjects: [`batch:${row.id}`], changes: [{ topic: 'batches', id: row.id }] };
    if ((row.state !== 'approved' && row.state !== 'staged') || row.approvedBy === null) return { result: { say: 'leave' }, ...about };
    const why =
      partner === undefined ? 'off' : (whyNotSent(partner, ctx.today)?.code ?? (row.tries >= mostTries ? 'no-answer' : undefined));
    if (partner === undefined || why !== undefined) {
      await stick(ctx, row, why ?? 'off');
      return { result: { say: 'leave' }, ...about, details: { stuck: why ?? 'off' } };
    }
    await setBatch(ctx.tx, row.id, { tries: row.tries + 1 });
    return {
      result: {
        ...{ say: row.state === 'approved' ? 'stage' : 'release', address: addressOf(partner) },
        ...{ name: fileNameOf(row), sha256: row.sha256 },
      },
      ...about,
      details: { state: row.state, try: row.tries + 1, control: row.control },
      source: row.sha256,
    };
  },
});

/** That it lies there whole: from now on, if it is gone, it was taken. */
export const staged: Command = command<{ batchId: string }, Facts, Facts, { staged: boolean }>({
  name: 'revenue/submission/staged',
  summary: 'Note that a batch lies ready at the clearinghouse',
  ...inside,
  consequence: 'none',
  input: z.object({ batchId: z.uuid() }),
  load: factsOf,
  plan: (facts) => facts,
  apply: async (ctx, { row }) => {
    const ours = row.state === 'approved';
    if (ours) await setBatch(ctx.tx, row.id, { state: 'staged' });
    return { result: { staged: ours || row.state === 'staged' }, subjects: [`batch:${row.id}`] };
  },
});

const endInput = z.object({
  batchId: z.uuid(),
  done: z.enum(['released', 'was-there']).optional(),
  failure: z.object({ code: z.string().max(40), again: z.boolean() }).optional(),
});
type EndInput = z.infer<typeof endInput>;

/** What became of a try. What was sent becomes claims of the books, as an 837 that was dropped in. */
export const end: Command = command<EndInput, Facts, Facts, { later: boolean }>({
  name: 'revenue/submission/end',
  summary: 'Note what became of sending a batch',
  ...inside,
  consequence: 'keeps-document',
  input: endInput as unknown as z.ZodType<EndInput>,
  load: (ctx, input) => factsOf(ctx, input),
  plan: (facts) => facts,
  apply: async (ctx, { row, partner }, { done, failure }) => {
    const about = { subjects: [`batch:${row.id}`], changes: [{ topic: 'batches', id: row.id }] };
    if (row.state !== 'approved' && row.state !== 'staged') return { result: { later: false }, ...about };
    if (done !== undefined)
      return {
        result: { later: false },
        ...about,
        details: { state: done, tries: row.tries, claims: row.claims, control: row.control },
        source: row.sha256,
        jobs: await asSentNow(ctx, row, partner?.kind ?? ''),
      };
    const code = failure?.code ?? 'broken';
    if ((failure?.again ?? true) && row.tries < mostTries) {
      await setBatch(ctx.tx, row.id, { trouble: code });
      return { result: { later: true }, ...about, details: { failure: code, tries: row.tries } };
    }
    await stick(ctx, row, code);
    return { result: { later: false }, ...about, details: { stuck: code, tries: row.tries } };
  },
});

/** Its claims are out: they are said to be, and become claims of the books. */
export async function asSentNow(ctx: Ctx, row: BatchRow, kind: string): Promise<readonly Job[]> {
  await setBatch(ctx.tx, row.id, { state: 'sent', sentAt: ctx.now, trouble: null });
  const ids = (await claimsOfBatch(ctx.tx, row.id)).map(({ draftId }) => draftId);
  await moveDrafts(ctx, ids, { from: ['approved'], to: 'sent' });
  await openPaperWork(ctx, kind, ids);
  const told = await tellStatuses(ctx, ids);
  await closeWork(ctx, [`stuck:${row.id}`]);
  const { tenant } = ctx.tx;
  const { documentId, purpose } = row;
  return [...told, ...(documentId === null || purpose === 'status' ? [] : [{ queue: 'read-document', data: { tenant, documentId } }])];
}

interface Job {
  readonly queue: string;
  readonly data: { readonly [key: string]: string };
}

/** It waits for a person, who sends it again when the way is free: where it was staged, nothing is sent twice by that. */
async function stick(ctx: Ctx, row: BatchRow, code: string): Promise<void> {
  await setBatch(ctx.tx, row.id, { trouble: code, tries: mostTries });
  await openWork(ctx, [{ kind: 'stuck', key: `stuck:${row.id}`, batchId: row.id, claims: row.claims, causes: [troubleCause(code)] }]);
}

const words: { readonly [code: string]: readonly [says: string, fix: string] } = {
  off: ['The clearinghouse is switched off.', 'Switch it on, then send the batch again.'],
  stopped: ['Sending by this clearinghouse was stopped.', 'Resume it under Clearinghouses, then send the batch again.'],
  'no-agreement': [
    'No agreement is on file under which patients’ data may go to this clearinghouse.',
    'File it with its date under Clearinghouses, then send the batch again.',
  ],
  'agreement-over': ['The agreement with this clearinghouse is over.', 'File the one that is in force, then send the batch again.'],
  refused: ['The clearinghouse does not let us in.', 'Check its user and key, then send the batch again.'],
  'not-there': ['The folder of the clearinghouse is not there.', 'Check its path, then send the batch again.'],
  'no-permission': ['Nobody may write into the folder of the clearinghouse.', 'Ask whoever runs it for the right to write there.'],
  'host-key-unknown': [
    'The server of the clearinghouse shows a key that nobody confirmed.',
    'Compare its key and confirm it in the settings.',
  ],
  'host-key-changed': ['The server of the clearinghouse shows another key than before.', 'Ask the clearinghouse before you confirm it.'],
  'name-taken': ['A file of this name lies there already, and it is not this one.', 'Look there what it is before anything is sent again.'],
  'bytes-lost': ['The bytes of the batch are not here any more.', 'Restore them from a backup, then send it again.'],
};

export function troubleCause(code: string): Cause {
  const [says, fix] = words[code] ?? [
    'The clearinghouse could not be reached for a long while.',
    'Look whether it is up, then send the batch again.',
  ];
  return { code: `send ${code}`, says, fix };
}

/** A person has the way mended: the same batch is tried again, and goes on where it stood. */
export const sendAgain: Command = command<{ batchId: string }, Facts, Facts, { batchId: string }>({
  name: 'revenue/submission/send-again',
  summary: 'Try again to send an approved batch',
  permission: 'submissions.approve',
  workflow: 'submission',
  consequence: 'submit',
  whole: 'A batch of claims',
  input: z.object({ batchId: z.uuid() }),
  subjects: ({ batchId }) => [`batch:${batchId}`],
  load: factsOf,
  plan: (facts) => facts,
  weigh: ({ row }) => ({ amount: row.billed, payers: [row.payerId] }),
  apply: async (ctx, { row }) => {
    const waits = row.state === 'approved' || row.state === 'staged';
    if (waits) await setBatch(ctx.tx, row.id, { tries: 0, trouble: null });
    await closeWork(ctx, waits ? [`stuck:${row.id}`] : []);
    return {
      result: { batchId: row.id },
      subjects: [`batch:${row.id}`],
      details: { was: row.state },
      jobs: waits ? [{ queue: 'submit', data: { tenant: ctx.tx.tenant, batchId: row.id } }] : [],
      changes: [{ topic: 'batches', id: row.id }],
    };
  },
});
