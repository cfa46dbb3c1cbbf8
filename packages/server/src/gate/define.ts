import type { PlainDate } from '@claimwright/core/ground/base';
import type { Canonical, Consequence, Figures, Permission, Serves, Workflow } from '@claimwright/core/ground/governance';
import type { z } from 'zod';
import type { BlobPort } from '../store/blob.ts';
import type { Digest, Tx } from '../store/store.ts';
import type { ActorText, Person } from './person.ts';
import type { About } from './views.ts';
import type { Witness } from './witness.ts';

export interface Machine extends ActorText {
  readonly kind: 'agent' | 'service' | 'system';
}

/**
 * Who acts. An agent is a user with fewer rights; a service is a program of somebody else's with a key, and a machine like an agent; the
 * system only does what moves nothing. A person is made at the doors that asked who it is, and nowhere else.
 */
export type Actor = Person | Machine;

/** What a command or a query may reach: one transaction of one tenant, and facts such as the time that are passed in. */
export interface Ctx {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Date;
  readonly today: PlainDate;
  /** The record entry's id: what rows carry as `act_id`. */
  readonly actId: string;
  readonly blobs: BlobPort;
  /** Signs, and holds checkpoints outside of the database; absent where nothing of the sort is set up. */
  readonly witness?: Witness | undefined;
  newId(): string;
  /** Tells whoever watches how far a long piece of work on a thing is: by counts alone, at once, whether it comes to anything or not. */
  progress(topic: string, id: string, progress: { readonly step: string; readonly done: number; readonly of: number }): void;
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
  /** A person's words: kept encrypted beside the chain, which holds their digest. */
  readonly because?: string;
  /** Hash of the source data that it was decided on: the raw file. */
  readonly source?: string;
  /** The act that this one takes back. */
  readonly reverses?: string;
  /** What it rests on: model, rule set, policy, each with its version; never a person's data. */
  readonly evidence?: { readonly [name: string]: Canonical };
  /** On whose behalf. */
  readonly for?: { readonly kind: string; readonly id: string };
  readonly changes?: readonly { readonly topic: string; readonly id?: string }[];
  /** Jobs to enqueue in the same transaction; ids only. */
  readonly jobs?: readonly { readonly queue: string; readonly data: { readonly [key: string]: string } }[];
}

/** What the access table and the ladder of autonomy look at in one act, once its plan is known. */
export interface Weight {
  /** Cents that it moves, without sign. */
  readonly amount?: number;
  readonly payerId?: string;
  readonly siteId?: string;
  /**
   * All payers and sites that it touches, undefined among them where one is not known; none: it touches nobody's claim. Somebody who is
   * limited to some must have them all.
   */
  readonly payers?: readonly (string | undefined)[];
  readonly sites?: readonly (string | undefined)[];
  /** Whose work it decides on: the author of what is signed off, approved or undone. */
  readonly author?: string;
  /** From 0 to 1, where a model or a rule says how sure it is. */
  readonly confidence?: number;
  /** The kind of change, as the allow-list of conditional automation names it. */
  readonly kind?: string;
  /** Days since what it is about came to be. */
  readonly ageDays?: number;
  /** Why no machine does it by itself here and now, whatever its level. */
  readonly waits?: string;
  /** What is decided of which subject (`remit:…`), by which people and machines are compared. Without figures: its facts were changed. */
  readonly decisions?: readonly { readonly subject: string; readonly figures?: Figures }[];
}

export interface Command<In = unknown, Facts = unknown, Plan = unknown, Out = unknown> {
  readonly name: string;
  /** What it does, as a person would read it in the record: `Post a remit`. */
  readonly summary: string;
  readonly permission: Permission;
  readonly workflow: Workflow;
  readonly consequence: Consequence;
  readonly input: z.ZodType<In>;
  /** What it answers, where the API's guide promises it to partners' programs: described there, and held to the type. */
  readonly answers?: z.ZodType<Out>;
  /** Only the program itself calls it: it has no address on the network. */
  readonly door?: 'inside';
  /** What it names of claims and remits: `remit:…`. Whoever is limited to sites or payers finds nothing there that they may not see. */
  subjects?(input: In): readonly string[];
  /** What of the whole practice it changes, as a noun: whoever is limited to sites or payers is refused. */
  readonly whole?: string;
  /** The payers and sites that it touches for certain: whoever is limited is refused by them before anything else of it can be told. */
  places?(ctx: Ctx, input: In): Promise<Pick<Weight, 'payers' | 'sites'>>;
  load(ctx: Ctx, input: In): Promise<Facts>;
  /** Pure: facts in, plan out. Throws a Refusal where it cannot be done. */
  plan(facts: Facts, input: In, ctx: Pick<Ctx, 'actor' | 'now' | 'today' | 'newId' | 'actId'>): Plan;
  /** Why a second person must agree before this one may; it waits for them then. */
  second?(plan: Plan, actor: Actor, input: In): string | undefined;
  /** Why whoever agrees is no second person for this one: they stand behind the wall that it would open. */
  notSecond?(plan: Plan, actor: Actor, input: In): string | undefined;
  /** By which right a second person comes in to agree, where they need not be able to do it themselves. */
  readonly secondBy?: Permission;
  /**
   * What of the plan its digest on the record covers, where the plan carries along the facts that it was made from, or rows whose digest
   * stands on the record by itself.
   */
  essence?(plan: Plan): unknown;
  /** How much it weighs: nothing where the command does not say. */
  weigh?(plan: Plan, facts: Facts, input: In): Weight;
  apply(ctx: Ctx, plan: Plan, input: In): Promise<Done<Out>>;
  /** Where a machine may propose it: what it is about, as things stand now. */
  about?(ctx: Ctx, input: In): Promise<About | undefined>;
  /** The command that takes it back, where there is one. */
  readonly reversal?: string;
}

export interface Query<In = unknown, Out = unknown> {
  readonly name: string;
  readonly summary: string;
  readonly permission: Permission;
  /** Whether the answer shows patient data: then the read is recorded with its purpose. */
  readonly patientData: boolean;
  /** Its answer leaves for good, as a file: in an emergency it is refused to whoever the emergency shows more. */
  readonly takesOut?: true;
  /** Of one that shows patient data: for which purposes, and how wide its answer is. */
  readonly serves?: Serves;
  readonly input: z.ZodType<In>;
  /** As of a command. */
  readonly answers?: z.ZodType<Out>;
  read(ctx: Ctx, input: In): Promise<Out>;
  /** What was seen: `claim:…`, `remit:…`. */
  subjects?(answer: Out, input: In): readonly string[];
  /** The words by which somebody was looked for: where nobody was found, their keyed digest stands on the record. */
  sought?(input: In): string | undefined;
}

export const command = <In, Facts, Plan, Out>(definition: Command<In, Facts, Plan, Out>): Command => definition as unknown as Command;
export const query = <In, Out>(definition: Query<In, Out>): Query => definition as unknown as Query;
