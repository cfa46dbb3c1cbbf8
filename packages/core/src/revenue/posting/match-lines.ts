import type { ProcedureCode } from '../claims/index.ts';
import type { RemitClaim, RemitLine } from '../remits/index.ts';
import type { ChosenLines, ClaimFact, ClaimLineFact } from './facts.ts';
import type { LinePlan } from './plan.ts';

/** Which claim lines a remit line speaks of; none: it could not be told. */
export interface LineMatch {
  readonly claimLineIds: readonly string[];
  /** By what amounts are divided over them: what of the charge of each no other remit line speaks of. */
  readonly weights?: readonly number[];
  readonly matchedBy?: NonNullable<LinePlan['matchedBy']>;
  readonly because: string;
}

interface Work {
  readonly found: Map<number, LineMatch>;
  /** Charge of each claim line that no remit line has spoken of yet. */
  readonly left: Map<string, number>;
}

const sameModifiers = (a: ProcedureCode, b: ProcedureCode): boolean =>
  a.modifiers.length === b.modifiers.length && a.modifiers.every((m) => b.modifiers.includes(m));
const sameCode = (a: ProcedureCode | undefined, b: ProcedureCode): boolean => a?.code.toUpperCase() === b.code.toUpperCase();
const sameDay = (remit: RemitLine, fact: ClaimLineFact): boolean =>
  remit.servedOn === undefined || fact.servedOn === undefined || remit.servedOn === fact.servedOn;
const charged = (remit: RemitLine): number => Math.abs(remit.billed);

/** The code that the practice billed, as the payer repeats it. */
const billedCode = (remit: RemitLine): ProcedureCode | undefined => remit.billedProcedure ?? remit.procedure;

type Fits = (remit: RemitLine, fact: ClaimLineFact, left: number) => boolean;

const bySvc06: Fits = (r, f, left) =>
  r.billedProcedure !== undefined && sameCode(r.billedProcedure, f.procedure) && sameDay(r, f) && charged(r) === left;
const byProcedure: Fits = (r, f, left) =>
  r.procedure !== undefined &&
  sameCode(r.procedure, f.procedure) &&
  sameModifiers(r.procedure, f.procedure) &&
  sameDay(r, f) &&
  charged(r) === left;
const byBareCode: Fits = (r, f, left) => sameCode(r.procedure, f.procedure) && sameDay(r, f) && charged(r) === left;
const byChargeAndDay: Fits = (r, f, left) => charged(r) === left && charged(r) !== 0 && sameDay(r, f);
const byPart: Fits = (r, f, left) => sameCode(billedCode(r), f.procedure) && sameDay(r, f) && charged(r) < left;
const byCodeAlone: Fits = (r, f) => sameCode(billedCode(r), f.procedure) && sameDay(r, f);

interface Step {
  readonly fits: Fits;
  readonly matchedBy: NonNullable<LinePlan['matchedBy']>;
  readonly because: string;
  /** Only when a single claim line fits, and a single remit line fits it. */
  readonly alone: boolean;
}

const steps: readonly Step[] = [
  { fits: bySvc06, matchedBy: 'billed-procedure', because: 'The payer names the code that was billed.', alone: false },
  { fits: byProcedure, matchedBy: 'procedure', because: 'Code, modifiers, date and charge agree.', alone: false },
  { fits: byBareCode, matchedBy: 'procedure', because: 'Code, date and charge agree; the payer changed the modifiers.', alone: false },
  {
    fits: byChargeAndDay,
    matchedBy: 'charge-and-date',
    because: 'Only this line has this charge and date; the payer changed the code.',
    alone: true,
  },
  { fits: byPart, matchedBy: 'procedure', because: 'Code and date agree; the payer split the line.', alone: false },
  { fits: byCodeAlone, matchedBy: 'procedure', because: 'Only this line has this code and date; the charge differs.', alone: true },
];

function take(work: Work, remit: RemitLine, fact: ClaimLineFact, match: Omit<LineMatch, 'claimLineIds'>): void {
  work.found.set(remit.index, { claimLineIds: [fact.id], ...match });
  work.left.set(fact.id, (work.left.get(fact.id) ?? 0) - charged(remit));
}

/** The control number that the practice gave the line, believed only where the code or the charge agrees. */
function byLineControl(work: Work, lines: readonly RemitLine[], facts: readonly ClaimLineFact[]): void {
  const byControl = new Map<string, ClaimLineFact>();
  for (const fact of facts) if (fact.lineControlNumber !== undefined) byControl.set(fact.lineControlNumber, fact);
  for (const remit of lines) {
    if (work.found.has(remit.index)) continue;
    const fact = remit.lineControlNumber === undefined ? undefined : byControl.get(remit.lineControlNumber);
    if (fact === undefined) continue;
    const believable =
      sameCode(remit.procedure, fact.procedure) || sameCode(remit.billedProcedure, fact.procedure) || charged(remit) === fact.billed;
    if (believable) take(work, remit, fact, { matchedBy: 'line-control-number', because: 'The payer returned our line control number.' });
  }
}

const isFree = (work: Work, fact: ClaimLineFact): boolean =>
  (work.left.get(fact.id) ?? 0) > 0 || (fact.billed === 0 && !isTaken(work, fact.id));
const isTaken = (work: Work, id: string): boolean => [...work.found.values()].some((m) => m.claimLineIds.includes(id));

function byStep(work: Work, step: Step, lines: readonly RemitLine[], facts: readonly ClaimLineFact[]): void {
  for (const remit of lines) {
    if (work.found.has(remit.index)) continue;
    const fitting = facts.filter((fact) => isFree(work, fact) && step.fits(remit, fact, work.left.get(fact.id) ?? 0));
    const [first] = fitting;
    if (first === undefined) continue;
    if (step.alone) {
      if (fitting.length > 1) continue;
      const rivals = lines.filter((r) => !work.found.has(r.index) && step.fits(r, first, work.left.get(first.id) ?? 0));
      if (rivals.length > 1) continue;
    }
    take(work, remit, first, { matchedBy: step.matchedBy, because: step.because });
  }
}

/** One remit line for several of ours: those of a day that nothing else speaks of, when their charges sum to it. */
function byBundle(work: Work, lines: readonly RemitLine[], facts: readonly ClaimLineFact[]): void {
  for (const remit of lines) {
    if (work.found.has(remit.index) || charged(remit) === 0) continue;
    const free = facts.filter((fact) => (work.left.get(fact.id) ?? 0) > 0 && sameDay(remit, fact));
    const total = free.reduce((sum, fact) => sum + (work.left.get(fact.id) ?? 0), 0);
    if (free.length < 2 || total !== charged(remit)) continue;
    const because = `The payer merged ${free.length} of our lines into one.`;
    work.found.set(remit.index, { claimLineIds: free.map((fact) => fact.id), matchedBy: 'bundled', because });
    for (const fact of free) work.left.set(fact.id, 0);
  }
}

const nothingToPost = (remit: RemitLine): boolean =>
  remit.billed === 0 && remit.paid === 0 && remit.adjustments.every((a) => a.amount === 0);

/** What a person chose goes first; a line of another claim is none of this one's. Where they chose several, nothing is left of them. */
function byPerson(work: Work, lines: readonly RemitLine[], facts: readonly ClaimLineFact[], chosen: ChosenLines): void {
  for (const remit of lines) {
    const ids = chosen.get(remit.index) ?? [];
    const own = facts.filter((one) => ids.includes(one.id));
    const [only] = own;
    if (own.length === 1 && only !== undefined) take(work, remit, only, { matchedBy: 'by-hand', because: 'A person chose this line.' });
    if (own.length < 2) continue;
    const because = `A person chose these ${own.length} lines.`;
    work.found.set(remit.index, { claimLineIds: own.map((one) => one.id), matchedBy: 'by-hand', because });
    for (const one of own) work.left.set(one.id, 0);
  }
}

/** Says of each remit line with several claim lines how much of each it is about: the charge, less what other remit lines say of it alone. */
function weigh(work: Work, lines: readonly RemitLine[], facts: readonly ClaimLineFact[]): void {
  if (![...work.found.values()].some((match) => match.claimLineIds.length > 1)) return;
  const left = new Map(facts.map((fact) => [fact.id, fact.billed as number]));
  for (const remit of lines) {
    const [only, ...others] = work.found.get(remit.index)?.claimLineIds ?? [];
    if (only !== undefined && others.length === 0) left.set(only, (left.get(only) ?? 0) - charged(remit));
  }
  for (const [index, match] of work.found) {
    if (match.claimLineIds.length < 2) continue;
    const rest = match.claimLineIds.map((id) => left.get(id) ?? 0).map((amount) => (amount > 0 ? amount : 0));
    const charges = match.claimLineIds.map((id) => facts.find((fact) => fact.id === id)?.billed ?? 0);
    work.found.set(index, { ...match, weights: rest.some((amount) => amount > 0) ? rest : charges });
  }
}

/** The claim lines of each remit line, by the remit line's index. `chosen`: claim lines that a person chose, by the same index. */
export function matchLines(claim: RemitClaim, fact: ClaimFact, chosen?: ChosenLines): ReadonlyMap<number, LineMatch> {
  const work: Work = { found: new Map(), left: new Map(fact.lines.map((line) => [line.id, line.billed])) };
  if (chosen !== undefined) byPerson(work, claim.lines, fact.lines, chosen);
  byLineControl(work, claim.lines, fact.lines);
  for (const step of steps) {
    if (work.found.size === claim.lines.length) break;
    byStep(work, step, claim.lines, fact.lines);
  }
  if (work.found.size < claim.lines.length) byBundle(work, claim.lines, fact.lines);
  for (const remit of claim.lines) {
    if (work.found.has(remit.index)) continue;
    const because = nothingToPost(remit)
      ? 'Nothing was charged and nothing paid: there is nothing to post.'
      : 'None of our lines has this control number, code, date and charge.';
    work.found.set(remit.index, { claimLineIds: [], because });
  }
  weigh(work, claim.lines, fact.lines);
  return work.found;
}

export { nothingToPost };
