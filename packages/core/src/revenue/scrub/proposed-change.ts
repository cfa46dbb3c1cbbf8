import type { Evidence } from '../../ground/base/index.ts';
import { type ClaimToSend, changeClaim, type FieldChange } from '../claims/index.ts';
import { checkClaim } from './check-claim.ts';
import type { ClinicalNote, ScrubFacts } from './facts.ts';
import type { Proposal, ScrubFinding } from './finding.ts';
import { quote, wordsBetween } from './quote.ts';

/** A change of a claim that a finding asks for, ready to be put before a person. Never made here. */
export interface ProposedChange {
  readonly finding: ScrubFinding;
  readonly changes: readonly FieldChange[];
  readonly evidence: readonly Evidence[];
}

/** Modifiers by which a payer pays what it would not pay, or pays more. */
const unlocking = new Set('22 24 25 27 57 58 59 62 76 77 78 79 91 XE XP XS XU KX'.split(' '));
const rightSided = new Set('RT E3 E4 F5 F6 F7 F8 F9 T5 T6 T7 T8 T9'.split(' '));
const leftSided = new Set('LT E1 E2 FA F1 F2 F3 F4 TA T1 T2 T3 T4'.split(' '));
const rightWords = /\b(?:right|OD)\b/;
const leftWords = /\b(?:left|OS)\b/;

/** The words that evidence names; undefined where it names none of this note. */
export function wordsIn(note: ClinicalNote | undefined, { document, from, to }: Evidence): string | undefined {
  if (note === undefined || note.document !== document) return undefined;
  const words = wordsBetween(note.text, from, to)?.replace(/\s+/g, ' ').trim();
  return words === '' ? undefined : words;
}

/** Why a modifier is not proposed; undefined where the note supports it. */
export function whyNotModifier(modifier: string, evidence: readonly Evidence[], note: ClinicalNote | undefined): string | undefined {
  const words = evidence.map((one) => wordsIn(note, one)).filter((one) => one !== undefined);
  const side = rightSided.has(modifier) ? rightWords : leftSided.has(modifier) ? leftWords : undefined;
  if (unlocking.has(modifier) && words.length === 0) return `${modifier} unlocks payment, and no words of the note support it.`;
  if (side === undefined) return undefined;
  if (!words.some((one) => side.test(one))) return `${modifier} names a side, and the words quoted do not.`;
  const other = quote(note, side === rightWords ? leftWords : rightWords);
  return other === undefined ? undefined : `${modifier} names a side, and the note speaks of the other too.`;
}

const indexOfLine = ({ lines }: ClaimToSend, number: number | undefined): number => lines.findIndex((line) => line.number === number);

function addModifier({ claim, note }: ScrubFacts, { line, choices, evidence }: Proposal): FieldChange | undefined {
  const at = indexOfLine(claim, line);
  const before = claim.lines[at]?.procedure.modifiers;
  const [modifier] = choices;
  if (before === undefined || modifier === undefined || before.includes(modifier) || before.length > 3) return undefined;
  if (whyNotModifier(modifier, evidence, note) !== undefined) return undefined;
  const to = unlocking.has(modifier) ? [modifier, ...before] : [...before, modifier];
  return { at: `lines.${at}.procedure.modifiers`, to };
}

/** One choice alone: among several a person chooses. */
function replaceDiagnosis({ claim }: ScrubFacts, at: string, { choices }: Proposal): FieldChange | undefined {
  const position = Number(/^diagnosis (\d+)$/.exec(at)?.[1] ?? 0);
  const [code] = choices;
  if (choices.length !== 1 || code === undefined || claim.diagnoses[position - 1] === undefined) return undefined;
  return { at: `diagnoses.${position - 1}.code`, to: code };
}

function setUnits({ claim }: ScrubFacts, { line, choices }: Proposal): FieldChange | undefined {
  const at = indexOfLine(claim, line);
  const [units] = choices;
  return at < 0 || units === undefined ? undefined : { at: `lines.${at}.units`, to: units };
}

function changeFor(facts: ScrubFacts, { at, proposal }: ScrubFinding): FieldChange | undefined {
  if (proposal?.change === 'add-modifier') return addModifier(facts, proposal);
  if (proposal?.change === 'replace-diagnosis') return replaceDiagnosis(facts, at, proposal);
  if (proposal?.change === 'set-units') return setUnits(facts, proposal);
  return undefined;
}

const key = ({ code, at }: ScrubFinding): string => `${code}|${at}`;

/** Whether the claim so changed is without the finding, and held by nothing that did not hold it before. */
export function mends(
  facts: ScrubFacts,
  found: readonly ScrubFinding[],
  code: string,
  at: string,
  changes: readonly FieldChange[],
): boolean {
  const claim = changeClaim(facts.claim, changes) as ClaimToSend | undefined;
  if (claim === undefined) return false;
  const before = new Set(found.map(key));
  const after = checkClaim({ ...facts, claim });
  return !after.some((one) => (one.code === code && one.at === at) || (one.severity === 'error' && !before.has(key(one))));
}

/**
 * What may be put before a person of what was found: modifiers, diagnoses, units, each change once. Nothing where words of the note are needed
 * and are not there, where a person has to choose among several, or where the claim would be no better for it. What names another procedure is
 * for a coder to look at, and becomes no change at all.
 */
export function proposedChanges(facts: ScrubFacts, found: readonly ScrubFinding[]): readonly ProposedChange[] {
  const proposed = new Map<string, ProposedChange>();
  for (const finding of found) {
    const change = changeFor(facts, finding);
    const same = JSON.stringify(change);
    if (change === undefined || proposed.has(same) || !mends(facts, found, finding.code, finding.at, [change])) continue;
    proposed.set(same, { finding, changes: [change], evidence: finding.proposal?.evidence ?? [] });
  }
  return [...proposed.values()];
}
