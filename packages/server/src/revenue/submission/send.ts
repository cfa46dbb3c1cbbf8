import { openClearinghouse } from '../../connectors/clearinghouse/index.ts';
import { type ClearinghouseAddress, ClearinghouseFailure } from '../../connectors/clearinghouse/port.ts';
import type { Actor, Ctx, Gate } from '../../gate/index.ts';
import { codeOf } from '../../trouble.ts';
import type { Begun } from './sending.ts';
import { wholeBlob } from './whole-blob.ts';

/** A batch that is to be tried again: the queue does that, waiting longer each time. */
export class SendLater extends Error {
  readonly code = 'submit-later';
  constructor() {
    super('the batch is sent later');
  }
}

/** Which folders and servers a practice may name. */
export interface SendBounds {
  readonly inside: readonly string[];
  mayLie(tenant: string, real: string): Promise<boolean>;
}

export interface SendParts {
  readonly gate: Gate;
  readonly blobs: Ctx['blobs'];
  readonly bounds: SendBounds;
  actor(tenant: string): Actor;
  readonly milliseconds: number;
}

export const within = (bounds: SendBounds, tenant: string, address: ClearinghouseAddress): ClearinghouseAddress => ({
  ...address,
  inside: bounds.inside,
  mayLie: (real) => bounds.mayLie(tenant, real),
});

type Came = { readonly done: 'released' | 'was-there' } | { readonly failure: { readonly code: string; readonly again: boolean } };

/**
 * The egress of claims: the only place from which a batch leaves. It may be killed anywhere and run any number of times, and each batch
 * leaves once: that it lies staged is on the books before it is released, and once released it is not there to be released again.
 */
export async function sendBatch(parts: SendParts, tenant: string, batchId: string): Promise<void> {
  const act = <T>(step: string, input: object = {}) =>
    parts.gate.act<T>(`revenue/submission/${step}`, { batchId, ...input }, parts.actor(tenant));
  const { result: begun } = await act<Begun>('begin');
  if (begun.say === 'leave') return;
  const came = await sent(parts, tenant, begun, () => act('staged')).catch((error: unknown): Came => {
    if (!(error instanceof ClearinghouseFailure)) throw error;
    return { failure: { code: error.code, again: error.again } };
  });
  const { result: ended } = await act<{ later: boolean }>('end', came);
  if (ended.later) throw new SendLater();
}

async function sent(
  { blobs, bounds, milliseconds }: SendParts,
  tenant: string,
  { say, address, name, sha256 }: Begun & { say: 'stage' | 'release' },
  noteStaged: () => Promise<unknown>,
): Promise<Came> {
  const bytes = await whole(blobs, tenant, sha256);
  const open = await openClearinghouse(within(bounds, tenant, address), milliseconds);
  try {
    if (say === 'stage') {
      await open.stage(name, bytes);
      await noteStaged();
    }
    return { done: await open.release(name, bytes) };
  } finally {
    await open.close();
  }
}

async function whole(blobs: Ctx['blobs'], tenant: string, sha256: string): Promise<Uint8Array> {
  try {
    return await wholeBlob(blobs, tenant, sha256);
  } catch (error) {
    if (codeOf(error) !== 'document-missing') throw error;
    throw new ClearinghouseFailure('bytes-lost', false, error);
  }
}
