import type { QueueOwner, ReviewQueue, Routing } from '@claimwright/core/revenue/scrub';

/** A queue of held claims: what it is called, whose it is, and how many wait. */
export interface QueueView {
  readonly queue: ReviewQueue;
  readonly name: string;
  readonly owner: QueueOwner;
  /** Whose it is, in words: a role’s title, or a colleague’s name. */
  readonly whose: string;
  /** Of whoever asks. */
  readonly mine: boolean;
  readonly claims: number;
}

/** A claim that waits in queues, with what put it there. */
export interface QueuedClaim {
  readonly draftId: string;
  readonly version: number;
  readonly patientControlNumber: string;
  readonly payerName: string;
  readonly queues: readonly ReviewQueue[];
  readonly mine: boolean;
  readonly findings: readonly { readonly code: string; readonly at: string; readonly says: string; readonly queue: ReviewQueue }[];
}

export interface QueuesView {
  readonly queues: readonly QueueView[];
  readonly claims: readonly QueuedClaim[];
  /** Of those that can still be sent: how many nobody has looked at as they stand. */
  readonly unchecked: number;
}

export interface RoutingView {
  readonly routing: Routing;
  /** Whom a queue can be given to beside roles. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

export interface QueueQueries {
  'revenue/scrub/queues': { input: { queue?: ReviewQueue; mine?: boolean; draftIds?: readonly string[] }; answer: QueuesView };
  'revenue/scrub/routing': { input: Record<string, never>; answer: RoutingView };
}
export interface QueueCommands {
  'revenue/scrub/set-routing': { input: Routing; result: { id: string } };
}
