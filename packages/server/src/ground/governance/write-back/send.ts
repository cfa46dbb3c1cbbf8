import { PartnerFailure, partners } from '../../../connectors/write-back/index.ts';
import type { Actor, Gate } from '../../../gate/index.ts';
import type { Begun } from './sending.ts';

/** A write-back that is to be tried again: the queue does that, waiting longer each time. */
export class TryAgain extends Error {
  readonly code = 'write-back-later';
  constructor() {
    super('the partner system is written to later');
  }
}

export interface WriteBackParts {
  readonly gate: Gate;
  /** Who carries it out; no person. */
  actor(tenant: string): Actor;
  /** How long the partner may take for one answer. */
  readonly milliseconds: number;
}

type Came =
  | { readonly done: 'written' | 'was-there' }
  | { readonly failure: { readonly code: string; readonly again: boolean; readonly waitSeconds: number } };

/**
 * The egress to partner systems: the only place in the program from which one is reached. It may run any number of times for the same
 * write-back, and the partner has it once: the write is looked for first, names its key, and rests on the version that was seen first.
 */
export async function sendWriteBack(parts: WriteBackParts, tenant: string, writeBackId: string): Promise<void> {
  const act = <T>(step: string, input: object) =>
    parts.gate.act<T>(`ground/governance/write-back/${step}`, { writeBackId, ...input }, parts.actor(tenant));
  const { result: begun } = await act<Begun>('begin', {});
  if (begun.say === 'later') throw new TryAgain();
  if (begun.say === 'leave') return;
  const restOn = async (at: { id: string; version: string }) => {
    await act('rest-on', { accountId: at.id, version: at.version });
    return at;
  };
  const came = await written(begun, restOn, parts.milliseconds).catch((error: unknown): Came => {
    if (!(error instanceof PartnerFailure)) throw error;
    const { code, again, waitSeconds } = error;
    return { failure: { code, again, waitSeconds } };
  });
  const { result: ended } = await act<{ later: boolean; next?: string }>('end', came);
  if (ended.later) throw new TryAgain();
  // What waited behind it need not wait for the queue; where this fails, the queue comes to it all the same.
  if (ended.next !== undefined) await sendWriteBack(parts, tenant, ended.next);
}

type At = { readonly id: string; readonly version: string };

async function written(
  { address, note, at: before }: Begun & { say: 'send' },
  restOn: (at: At) => Promise<At>,
  milliseconds: number,
): Promise<Came> {
  const account = await partners.find(address, note, milliseconds);
  if (account.has) return { done: 'was-there' };
  const at = before ?? (await restOn({ id: account.id, version: account.version }));
  try {
    await partners.write(address, note, at, milliseconds);
    return { done: 'written' };
  } catch (error) {
    // The account changed: perhaps by ourselves, where a try whose answer got lost came through after all.
    if (!(error instanceof PartnerFailure) || error.code !== 'changed') throw error;
    if ((await partners.find(address, note, milliseconds)).has) return { done: 'was-there' };
    throw error;
  }
}
