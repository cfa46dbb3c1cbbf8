import type { Evidence } from '../../ground/base/index.ts';
import type { ClaimToSend, FieldChange, ProviderToSend } from '../claims/index.ts';
import type { ScrubFacts } from './facts.ts';
import type { ScrubFinding } from './finding.ts';
import { mends, wordsIn } from './proposed-change.ts';

/** What a claim leaves empty and the practice has itself: completed, never changed. No code is among it. */
export interface Completion {
  readonly code:
    | 'narrative-missing'
    | 'billing-taxonomy-not-said'
    | 'rendering-taxonomy-not-said'
    | 'line-taxonomy-not-said'
    | 'stay-days-not-said';
  /** Number of the line; 0 of the claim. */
  readonly line: number;
  readonly at: string;
  readonly changes: readonly FieldChange[];
  readonly evidence: readonly Evidence[];
  /** Where it is taken from. */
  readonly source: string;
}

/** NTE02: what a line's note has room for. A narrative is not cut. */
const longestNarrative = 80;

/** A sentence that denies anything is left to a person: what is missing in a tooth is a reason, what the note does not find is none. */
const denies =
  /\b(?:no|not|non|none|without|denies|denied|never|nor|neither|absent|negative|rather|instead|declined|deferred|refused|rule[sd]? out)\b|n['’]t\b/i;

function narratives(facts: ScrubFacts, found: readonly ScrubFinding[]): Completion[] {
  const { lines } = facts.claim;
  return found.flatMap(({ code, at, proposal }): Completion[] => {
    if (code !== 'narrative-missing' || proposal?.change !== 'complete-narrative') return [];
    const index = lines.findIndex(({ number }) => number === proposal.line);
    const [evidence] = proposal.evidence;
    const words = evidence && wordsIn(facts.note, evidence);
    if (index < 0 || evidence === undefined || words === undefined || words.length > longestNarrative || denies.test(words)) return [];
    const changes = [{ at: `lines.${index}.note`, to: words }];
    return mends(facts, found, code, at, changes)
      ? [{ code, line: proposal.line ?? 0, at, changes, evidence: [evidence], source: 'the note of the visit' }]
      : [];
  });
}

function taxonomies({ claim }: ScrubFacts, known: readonly ProviderToSend[]): Completion[] {
  const ask = (provider: ProviderToSend | undefined, path: string, code: Completion['code'], line = 0): Completion[] => {
    if (provider?.npi === undefined || provider.taxonomy !== undefined) return [];
    const own = known.find(({ npi }) => npi === provider.npi)?.taxonomy;
    if (own === undefined) return [];
    const changes = [{ at: `${path}.taxonomy`, to: own }];
    const role = code === 'billing-taxonomy-not-said' ? 'billing provider' : 'rendering provider';
    const at = line === 0 ? role : `line ${line}, ${role}`;
    return [{ code, line, at, changes, evidence: [], source: 'the providers of the practice' }];
  };
  return [
    ...ask(claim.billing, 'billing', 'billing-taxonomy-not-said'),
    ...ask(claim.rendering, 'rendering', 'rendering-taxonomy-not-said'),
    ...claim.lines.flatMap(({ rendering, number }, i) => ask(rendering, `lines.${i}.rendering`, 'line-taxonomy-not-said', number)),
  ];
}

function stayDays({ claim }: ScrubFacts): Completion[] {
  const { stay } = claim;
  if (stay === undefined || stay.from !== undefined || stay.to !== undefined) return [];
  const days = claim.lines.flatMap(({ servedOn, servedTo }) => (servedOn === undefined ? [] : [servedOn, servedTo ?? servedOn])).sort();
  const [from] = days;
  const to = days.at(-1);
  if (from === undefined || to === undefined || claim.lines.some(({ servedOn }) => servedOn === undefined)) return [];
  const changes = [
    { at: 'stay.from', to: from },
    { at: 'stay.to', to },
  ];
  return [{ code: 'stay-days-not-said', line: 0, at: 'claim, days of the stay', changes, evidence: [], source: 'the days of its lines' }];
}

/** All that could be completed of a claim. `known`: who bills and works for the practice. */
export const completionsOf = (
  facts: ScrubFacts,
  found: readonly ScrubFinding[],
  known: readonly ProviderToSend[],
): readonly Completion[] => [...narratives(facts, found), ...taxonomies(facts, known), ...stayDays(facts)];

/** The fields that may be completed, each of them empty before. A procedure, modifier, diagnosis, amount or date of service is none of them. */
const completable = /^(?:lines\.\d{1,3}\.note|(?:billing|rendering|lines\.\d{1,3}\.rendering)\.taxonomy|stay\.(?:from|to))$/;

function fieldOf(claim: ClaimToSend, at: string): unknown {
  return at
    .split('.')
    .reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined), claim);
}

/** Whether changes only say what a claim leaves empty. Looked at once more before each is made, whoever worked them out. */
export const onlyCompletes = (claim: ClaimToSend, changes: readonly FieldChange[]): boolean =>
  changes.length > 0 &&
  changes.every(({ at, to }) => completable.test(at) && typeof to === 'string' && to !== '' && fieldOf(claim, at) === undefined);
