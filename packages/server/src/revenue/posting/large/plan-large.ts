import { createHash } from 'node:crypto';
import type { Cents, Finding } from '@claimwright/core/ground/base';
import type { JournalEntry, Movement } from '@claimwright/core/ground/ledger';
import {
  type ClaimPlan,
  type PartPlan,
  type PartSums,
  type PostingPlan,
  planBesideParts,
  planPart,
  type WorkItem,
} from '@claimwright/core/revenue/posting';
import type { Ctx, Weight } from '../../../gate/index.ts';
import { assertBookable } from '../../../ground/ledger/index.ts';
import { Packed, type RemitRow, remitClaimsAt } from '../../remits/index.ts';
import { type Known, knownOf, type Loaded, loadClaims } from '../facts.ts';
import { movesOf, type SiteMove } from '../place.ts';
import { Scales } from '../weigh.ts';
import { type Outline, outlineOf } from './outline.ts';

/** What posting a large remit would do. Of its claims only that is held open which the whole is judged by. */
export interface LargePlan {
  readonly row: RemitRow;
  /** Without its claims, their entries and their movements; of the findings the first. */
  readonly rest: PostingPlan;
  /** The work that its claims will leave. */
  readonly workItems: number;
  readonly isClean: boolean;
  /** Cash of claims that somebody set aside as not ours. */
  readonly aside: Cents;
  /** The state of each claim by its first letter. */
  readonly states: string;
  readonly moves: readonly SiteMove[];
  readonly weight: Weight;
  readonly kept: Kept | undefined;
}

/** What is booked and kept when it is posted, in the order of its ids. */
export interface Kept {
  readonly ids: readonly string[];
  readonly claims: Packed<ClaimPlan>;
  readonly work: Packed<WorkItem>;
  readonly entries: Packed<JournalEntry>;
  readonly movements: Packed<Movement>;
  /** Our claims that it speaks of. */
  readonly claimIds: ReadonlySet<string>;
  /** Over the plans of its claims. */
  readonly digest: string;
}

/** Told how many claims were done. */
export type Progress = (done: number) => void;

/** So many findings and so much work of a remit are told with it; the rest stands with its claims. */
export const mostTold = 300;

/** In the order in which they were made. */
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);
const letters: { readonly [state in ClaimPlan['state']]: string } = { clean: 'c', work: 'w', parked: 'p', 'not-ours': 'n' };
export const letterOf = (state: string): string | undefined =>
  Object.hasOwn(letters, state) ? letters[state as ClaimPlan['state']] : undefined;

/** Adds up what the parts of a remit come to, one after the other. */
class Gathering {
  readonly sums: PartSums[] = [];
  readonly findings: Finding[] = [];
  readonly work: WorkItem[] = [];
  readonly moves: SiteMove[] = [];
  readonly states: Uint8Array;
  readonly scales: Scales;
  workItems = 0;
  moreFindings = 0;
  aside = 0;

  constructor(row: RemitRow, scales: Scales) {
    this.states = new Uint8Array(row.claims);
    this.scales = scales;
  }

  add(part: PartPlan, loaded: Loaded): void {
    this.sums.push(part.sums);
    for (const finding of part.findings)
      if (this.findings.length < mostTold) this.findings.push(finding);
      else this.moreFindings += 1;
    for (const item of part.work) if (this.work.length < mostTold) this.work.push(item);
    this.workItems += part.work.length;
    for (const { remitClaimIndex, state, paid } of part.claims) {
      this.states[remitClaimIndex] = letters[state].charCodeAt(0);
      if (state === 'not-ours') this.aside += paid;
    }
    this.scales.add(part, loaded);
  }
}

/** What is kept of the parts for posting them. Throws where a part would not balance: that is a bug in the plan. */
class Keeping {
  readonly claims = new Packed<ClaimPlan>();
  readonly work = new Packed<WorkItem>();
  readonly entries = new Packed<JournalEntry>();
  readonly movements = new Packed<Movement>();
  readonly claimIds = new Set<string>();
  private readonly hash = createHash('sha256');

  add(part: Pick<PartPlan, 'claims' | 'work' | 'entries' | 'movements'>): void {
    assertBookable(part.entries, part.movements);
    for (const claim of part.claims) {
      this.claims.push(claim);
      this.hash.update(JSON.stringify(claim));
      if (claim.match !== undefined) this.claimIds.add(claim.match.claimId);
    }
    for (const item of part.work) this.work.push(item);
    for (const entry of [...part.entries].sort(byId)) this.entries.push(entry);
    for (const movement of [...part.movements].sort(byId)) {
      this.movements.push(movement);
      this.claimIds.add(movement.claimId);
    }
  }

  kept({ ids }: Outline, rest: PostingPlan): Kept {
    this.add({ ...rest, claims: [] });
    const { claims, work, entries, movements, claimIds } = this;
    return { ids, claims, work, entries, movements, claimIds, digest: this.hash.digest('hex') };
  }
}

/** Plans a large remit part by part; kept for posting, or only looked at. */
export async function planLarge(ctx: Ctx, row: RemitRow, { keep, progress }: { keep: boolean; progress: Progress }): Promise<LargePlan> {
  const known = await knownOf(ctx, row);
  const outline = await outlineOf(ctx, row, known.said);
  const head = await loadClaims(ctx, known, []);
  const gathering = new Gathering(row, new Scales(head, keep));
  const keeping = keep ? new Keeping() : undefined;
  let done = 0;
  progress(done);
  for (const { indexes, claimIds } of outline.parts) {
    const loaded = await loadPart(ctx, known, indexes, claimIds);
    const part = planPart(loaded.facts);
    gathering.add(part, loaded);
    for (const move of await movesOf(ctx, part, loaded)) gathering.moves.push(move);
    keeping?.add(part);
    done += indexes.length;
    progress(done);
  }
  return finished(row, outline, planBesideParts(head.facts, gathering.sums), gathering, keeping);
}

const loadPart = async (ctx: Ctx, known: Known, indexes: readonly number[], ours: readonly string[]): Promise<Loaded> =>
  loadClaims(ctx, known, await remitClaimsAt(ctx.tx, known.row.id, indexes), { ours });

function finished(row: RemitRow, outline: Outline, own: PostingPlan, gathering: Gathering, keeping: Keeping | undefined): LargePlan {
  const { scales, findings, moreFindings, work, workItems, aside, states, moves } = gathering;
  const kept = keeping?.kept(outline, own);
  scales.addEntries(own.entries);
  const rest: PostingPlan = {
    ...own,
    findings: [...own.findings, ...findings, ...(moreFindings === 0 ? [] : [moreLikeThese(moreFindings)])],
    work: [...own.work, ...work].slice(0, mostTold),
  };
  return {
    ...{ row, rest, moves, kept },
    workItems: own.work.length + workItems,
    isClean: scales.isClean(rest),
    aside: aside as Cents,
    states: Buffer.from(states).toString('latin1'),
    weight: scales.weight(rest),
  };
}

const moreLikeThese = (more: number): Finding => ({
  code: 'remit.more-findings',
  severity: 'warning',
  at: 'ST',
  says: `${more} more findings concern claims of this remit: each stands with its claim.`,
});
