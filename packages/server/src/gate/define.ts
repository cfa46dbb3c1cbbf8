import type { PlainDate } from '@claimwright/core/ground/base';
import type { Consequence, Permission, Workflow } from '@claimwright/core/ground/governance';
import type { z } from 'zod';
import type { BlobPort } from '../store/blob.ts';
import type { Digest, Tx } from '../store/store.ts';

/** Who acts. An agent is a user with fewer rights; the system only does what moves nothing. */
export interface Actor {
  readonly kind: 'person' | 'agent' | 'system';
  readonly id: string;
  readonly name: string;
  readonly tenant: string;
  readonly roles: readonly string[];
}

/** What a command or a query may reach: one transaction of one tenant, and facts such as the time that are passed in. */
export interface Ctx {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Date;
  readonly today: PlainDate;
  /** The record entry's id: what rows carry as `act_id`. */
  readonly actId: string;
  readonly blobs: BlobPort;
  newId(): string;
}

/** What an act did, for the record and for whoever listens. */
export interface Done<Out> {
  readonly result: Out;
  /** `remit:0192…`, `claim:…`: what it was about. */
  readonly subjects: readonly string[];
  /** Whole numbers and codes that an auditor wants to see: never a name, never free text of a person. */
  readonly details?: { readonly [key: string]: string | number | boolean };
  /** Digests of append-only rows, by table. */
  readonly digests?: { readonly [table: string]: Digest };
  readonly because?: string;
  readonly changes?: readonly { readonly topic: string; readonly id?: string }[];
  /** Jobs to enqueue in the same transaction; ids only. */
  readonly jobs?: readonly { readonly queue: string; readonly data: { readonly [key: string]: string } }[];
}

export interface Command<In = unknown, Facts = unknown, Plan = unknown, Out = unknown> {
  readonly name: string;
  /** What it does, as a person would read it in the record: `Post a remit`. */
  readonly summary: string;
  readonly permission: Permission;
  readonly workflow: Workflow;
  readonly consequence: Consequence;
  readonly input: z.ZodType<In>;
  /** Only the program itself calls it: it has no address on the network. */
  readonly door?: 'inside';
  load(ctx: Ctx, input: In): Promise<Facts>;
  /** Pure: facts in, plan out. Throws a Refusal where it cannot be done. */
  plan(facts: Facts, input: In, ctx: Pick<Ctx, 'actor' | 'now' | 'today' | 'newId' | 'actId'>): Plan;
  apply(ctx: Ctx, plan: Plan, input: In): Promise<Done<Out>>;
  /** The command that takes it back, where there is one. */
  readonly reversal?: string;
}

export interface Query<In = unknown, Out = unknown> {
  readonly name: string;
  readonly summary: string;
  readonly permission: Permission;
  /** Whether the answer shows patient data: then the read is recorded with its purpose. */
  readonly patientData: boolean;
  readonly input: z.ZodType<In>;
  read(ctx: Ctx, input: In): Promise<Out>;
  /** What was seen: `claim:…`, `remit:…`. */
  subjects?(answer: Out, input: In): readonly string[];
}

export const command = <In, Facts, Plan, Out>(definition: Command<In, Facts, Plan, Out>): Command => definition as unknown as Command;
export const query = <In, Out>(definition: Query<In, Out>): Query => definition as unknown as Query;
