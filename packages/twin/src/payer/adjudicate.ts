import type { BilledClaim } from '../claims/claim.ts';
import { read837 } from '../claims/read-837.ts';
import type { Day } from '../days.ts';
import type { Payer } from '../practice/practice.ts';
import { makeRandom, type Random } from '../random.ts';
import { usual, wrapped } from '../wire/segments.ts';
import { assemble, type OpenForward, type Paid, type Runs } from './assemble.ts';
import { afterAnother } from './cases/after-another.ts';
import { type DrawnCase, everydayMix, type Mix, players } from './cases/index.ts';
import { type LateMove, received, type Script, type Step } from './play.ts';
import { type RemitFile, repeat } from './repeat.ts';
import { write835 } from './write-835.ts';

export interface Adjudicate {
  readonly seed: string | number;
  /** The day of the first payment run; the next ones follow weekly. */
  readonly from: Day;
  readonly mix?: Mix;
  /** At most so many CLPs in a payment. Default 12. */
  readonly claimsPerRemit?: number;
  /** How many of a thousand payments come a second time, in one shape or another. Default 0. */
  readonly repeats?: number;
  /** The payer's own numbers of claims that it acknowledged before, by the claim's control number. */
  readonly numbers?: ReadonlyMap<string, string>;
}

export interface Adjudication {
  /** By payment date; a repeated one after its original. */
  readonly remits: readonly RemitFile[];
  /** What payers carried forward and have not taken back by the last run. */
  readonly openForwards: readonly OpenForward[];
}

/** The payer: our 837 in, its 835s out, each with its truth. The same bytes and seed give the same answer. */
export const adjudicate = (claims837: Uint8Array, how: Adjudicate): Adjudication => adjudicateClaims(read837(claims837), how);

export function adjudicateClaims(claims: readonly BilledClaim[], how: Adjudicate): Adjudication {
  const random = makeRandom(`payer/${how.seed}`);
  const draw = drawFrom(how.mix ?? everydayMix);
  const scripts = claims.map((claim) => play(claim, draw, random.fork(claim.control), how.numbers?.get(claim.control)));
  const byPayer = new Map<string, { payer: Payer; steps: Step[]; late: LateMove[] }>();
  const desk = (payer: Payer): { payer: Payer; steps: Step[]; late: LateMove[] } => {
    const found = byPayer.get(payer.id) ?? { payer, steps: [], late: [] };
    byPayer.set(payer.id, found);
    return found;
  };
  for (const script of scripts) {
    for (const step of script.steps) desk(step.cover.payer).steps.push(step);
    for (const late of script.late ?? []) desk(late.cover.payer).late.push(late);
  }
  const payee = claims[0]?.provider ?? { name: '', npi: '', taxId: '' };
  const openForwards: OpenForward[] = [];
  const files: RemitFile[] = [];
  for (const { payer, steps, late } of byPayer.values()) {
    const runs: Runs = { random: random.fork(payer.id), from: how.from, claimsPerRemit: how.claimsPerRemit ?? 12, payee };
    const { paid, open } = assemble(payer, steps, late, runs);
    openForwards.push(...open.filter((one) => one.amount > 0));
    for (const one of paid) files.push(...written(one, random.fork(one.remit.trace), how.repeats ?? 0));
  }
  return { remits: files.sort((a, b) => (a.remit.paidOn < b.remit.paidOn ? -1 : a.remit.paidOn > b.remit.paidOn ? 1 : 0)), openForwards };
}

function written(paid: Paid, random: Random, repeats: number): RemitFile[] {
  const separators = random.pick([usual, usual, wrapped]);
  const bytes835 = write835([paid.remit], { control: random.digits(9), separators });
  const file: RemitFile = { name: `${paid.remit.payer.id}-${paid.remit.trace}.835`, bytes835, truth: paid.truth, remit: paid.remit };
  return paid.truth.disposition === 'post' && random.chance(repeats) ? [file, ...repeat(file, random)] : [file];
}

function drawFrom(mix: Mix): (random: Random) => DrawnCase {
  const entries = Object.entries(mix) as [DrawnCase, number][];
  const whole = entries.reduce((sum, [, weight]) => sum + weight, 0);
  if (whole <= 0) throw new Error('a mix needs a case with a weight');
  return (random) => {
    let at = random.int(1, whole);
    for (const [name, weight] of entries) {
      at -= weight;
      if (at <= 0) return name;
    }
    return 'contracted';
  };
}

/** Plays a drawn case; where it does not suit the claim another is drawn, and in the end it is an ordinary payment. */
function play(claim: BilledClaim, draw: (random: Random) => DrawnCase, random: Random, said: string | undefined): Script {
  const [cover, next] = claim.coverages;
  if (!cover) return { steps: [] };
  const drawn = `${cover.payer.id.slice(-1)}${random.digits(12)}`;
  const payerControl = said ?? drawn;
  const desk = { random, claim, cover, next, payerControl, receivedOn: received(claim) };
  if (claim.after !== undefined) return afterAnother(desk, claim.after);
  for (let tries = 0; tries < 3; tries++) {
    const script = players[draw(random)](desk);
    if (script) return script;
  }
  return players.contracted(desk) ?? { steps: [] };
}
