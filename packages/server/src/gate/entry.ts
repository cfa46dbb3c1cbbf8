import { grants, type RecordActor } from '@claimwright/core/ground/governance';
import type { Tx } from '../store/store.ts';
import type { Actor, Ctx, Done, Query } from './define.ts';
import type { Unsequenced } from './record.ts';
import { digestOfValue } from './value-digest.ts';

/** What the gate knows of an act beyond what its command tells. */
export interface ActFacts {
  readonly what: string;
  /** Keyed digest of the input. */
  readonly input?: string;
  /** Keyed digest of the plan, which can be so short that whoever holds an export could guess it, and a patient's data with it. */
  readonly plan?: string;
  /** Versions of the policies that let it pass. */
  readonly policies?: { readonly [policy: string]: string };
  /** The proposal that it carries out, and who proposed it. */
  readonly proposal?: { readonly id: string; readonly by: string } | undefined;
  /** Marks that the machine's part leaves. */
  readonly tags?: { readonly [key: string]: string | number | boolean };
}

/** Which access table decided: a hash over it. */
export const accessVersion = digestOfValue(grants).slice(0, 16);

/** Who proposed what a person now approves. */
export async function proposerOf(tx: Tx, id: string | undefined): Promise<{ id: string; by: string } | undefined> {
  if (id === undefined) return undefined;
  const [row] = await tx.rows<{ proposed_by: string }>('select proposed_by from gate.parked where tenant_id = $1 and id = $2', [
    tx.tenant,
    id,
  ]);
  return { id, by: row?.proposed_by ?? '' };
}

export const actorOn = ({ kind, id, version, emergency, letInBy }: Actor): RecordActor => ({
  kind,
  id,
  ...(version === undefined ? {} : { version }),
  ...(emergency === undefined ? {} : { emergency }),
  ...(letInBy === undefined ? {} : { letInBy }),
});

/** An act that was carried out. What a person wrote goes beside the chain. */
export function actEntry(ctx: Ctx, done: Done<unknown>, facts: ActFacts): Unsequenced {
  const details = { ...done.details, ...facts.tags, ...(facts.proposal ? { proposal: facts.proposal.id } : {}) };
  return {
    ...{ chain: 'acts', id: ctx.actId, at: ctx.now.toISOString(), actor: actorOn(ctx.actor), what: facts.what, outcome: 'applied' },
    subjects: done.subjects,
    ...(done.because === undefined ? {} : { words: done.because }),
    ...(Object.keys(details).length === 0 ? {} : { details }),
    ...(done.digests === undefined ? {} : { digests: done.digests }),
    ...(done.source === undefined ? {} : { source: done.source }),
    ...(done.reverses === undefined ? {} : { reverses: done.reverses }),
    ...(done.evidence === undefined ? {} : { evidence: done.evidence }),
    ...(done.for === undefined ? {} : { for: done.for }),
    ...(facts.input === undefined ? {} : { input: facts.input }),
    ...(facts.plan === undefined ? {} : { plan: facts.plan }),
    ...(facts.policies === undefined ? {} : { policies: facts.policies }),
    ...(facts.proposal ? { proposal: facts.proposal } : {}),
  };
}

interface Parked extends ActFacts {
  readonly proposalId: string;
  /** What it is about: under this it is found, with all else that happened to it. */
  readonly subject: string | undefined;
  readonly because: string;
}

/** What a machine wanted to do, and on what that rested: it waits for a person. */
export const parkedEntry = (ctx: Ctx, { what, proposalId, subject, because, input, plan, policies }: Parked): Unsequenced => ({
  ...{ chain: 'acts', id: ctx.actId, at: ctx.now.toISOString(), actor: actorOn(ctx.actor), what, outcome: 'parked', because },
  subjects: [`proposal:${proposalId}`, ...(subject === undefined ? [] : [subject])],
  ...(input === undefined ? {} : { input }),
  ...(plan === undefined ? {} : { plan }),
  ...(policies === undefined ? {} : { policies }),
});

/** Patient data that somebody saw. */
export const readEntry = (
  query: Query,
  actor: Actor,
  read: { readonly id: string; readonly at: string; readonly subjects: readonly string[]; readonly purpose: string },
): Unsequenced => ({ chain: 'reads', ...read, actor: actorOn(actor), what: query.name, outcome: 'read' });
