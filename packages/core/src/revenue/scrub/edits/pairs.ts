import { pairModifiers } from '../../../ground/codes/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { ServedLine } from '../facts.ts';
import type { Proposal } from '../finding.ts';
import type { KnownProcedure } from '../known.ts';
import type { LineLook, Look, PairHit, PairSide } from '../look.ts';
import { quoteDone } from '../quote.ts';
import { sameProvider } from '../same-provider.ts';
import { isServedOn, sharedDay } from '../span.ts';

const anatomic = new Set<string>(pairModifiers.anatomic);
/** Of evaluations only. */
const ofVisits = new Set(['24', '25', '57', '27']);
/** Of procedures only. */
const ofProcedures = new Set([...pairModifiers.globalSurgery, ...pairModifiers.other, ...anatomic].filter((one) => !ofVisits.has(one)));

const counts = (side: PairSide): boolean => {
  const wanted = side.evaluation ? ofVisits : ofProcedures;
  for (const modifier of side.modifiers) if (wanted.has(modifier)) return true;
  return false;
};

/** Whether one of them counts that names no site. */
const countsBeyondSite = (side: PairSide): boolean => {
  const wanted = side.evaluation ? ofVisits : ofProcedures;
  for (const modifier of side.modifiers) if (wanted.has(modifier) && !anatomic.has(modifier)) return true;
  return false;
};

const siteOf = ({ modifiers }: PairSide): string =>
  modifiers.length === 0 ? '' : modifiers.filter((modifier) => anatomic.has(modifier)).join(' ');

const tellsApart = (modifier: string): boolean => modifier === '59' || modifier === 'XS';

/** Where an evaluation is one of the two, the modifier stands on it. Two procedures of one and the same site are not set apart by naming it. */
function isSetApart(a: PairSide, b: PairSide): boolean {
  if (a.evaluation !== b.evaluation) return counts(a.evaluation ? a : b);
  if (countsBeyondSite(a) || countsBeyondSite(b)) return true;
  return (counts(a) || counts(b)) && siteOf(a) !== siteOf(b);
}

const separateVisit =
  /\b(?:separately identifiable|separate (?:problem|complaint|evaluation|concern)|unrelated (?:problem|complaint|concern)|different (?:problem|complaint))\b/i;
const separateSite = /\b(?:separate|different|distinct) (?:site|lesion|incision|finger|toe|eye|organ|structure)\b/i;
const separateSession = /\b(?:separate|different|distinct) (?:session|encounter|visit|time)\b/i;

/** A modifier that unlocks payment is proposed only on words of the note. */
function proposalFor(look: Look, line: LineLook, visit: boolean): Proposal | undefined {
  const { note } = look.facts;
  const of = (choices: readonly string[], words: RegExp): Proposal | undefined => {
    const evidence = quoteDone(note, words);
    return evidence && { change: 'add-modifier', line: line.line.number, choices, evidence: [evidence] };
  };
  return visit ? of(['25'], separateVisit) : (of(['XS', '59'], separateSite) ?? of(['XE', '59'], separateSession));
}

const noPairs: readonly PairHit[] = [];
/** What a service of the history is, the tables of its day say, as of one that stands here. */
const sideOf = (one: LineLook | ServedLine, { evaluation }: KnownProcedure): PairSide => {
  const { code, modifiers } = one;
  return 'known' in one ? { code, modifiers, evaluation, line: one } : { code, modifiers, evaluation };
};

/** All pairs between lines of a day and provider, and between them and what was served that day before. */
function lookUpPairs({ claim, lines, sameDays, tables }: Look): readonly PairHit[] {
  const setting = claim.kind === 'institutional' ? 'outpatient' : 'practitioner';
  let found: PairHit[] | undefined;
  const ask = (first: KnownProcedure, of: LineLook | ServedLine, second: KnownProcedure, and: LineLook | ServedLine): void => {
    const answer = first.pairWith(setting, second.code);
    if (answer?.is !== 'found') return;
    found ??= [];
    found.push({ row: answer.row, edition: answer.edition, first: sideOf(of, first), second: sideOf(and, second) });
  };
  for (let i = 0; i < lines.length; i++) {
    const a = lines[i];
    if (a === undefined || a.dental || a.on === undefined) continue;
    const { on, known } = a;
    for (let j = i + 1; j < lines.length; j++) {
      const b = lines[j];
      if (b === undefined || b.dental || b.code === a.code) continue;
      const shared = b.on === on ? on : sharedDay(a, b);
      if (shared === undefined || !sameProvider(a, b)) continue;
      const [one, other] = b.on === on ? [known, b.known] : [tables.on(shared).procedure(a.code), tables.on(shared).procedure(b.code)];
      ask(one, a, other, b);
      ask(other, b, one, a);
    }
    for (const served of sameDays) {
      if (!(served.on === on || isServedOn(a, served.on)) || served.code === a.code || !sameProvider(served, a)) continue;
      const day = tables.on(served.on);
      const before = day.procedure(served.code);
      const here = served.on === on ? known : day.procedure(a.code);
      ask(here, a, before, served);
      ask(before, served, here, a);
    }
  }
  return found ?? noPairs;
}

function pairsOf(look: Look): readonly PairHit[] {
  if (look.facts.payer.ncci === false) return noPairs;
  look.lookedUp.pairs ??= lookUpPairs(look);
  return look.lookedUp.pairs;
}

const where = (first: PairSide, second: PairSide): { readonly line?: LineLook; readonly also?: readonly LineLook[] } => {
  const line = second.line ?? first.line;
  return { ...(line ? { line } : {}), ...(line !== first.line && first.line ? { also: [first.line] } : {}) };
};

function checkNever(look: Look, report: Report): void {
  for (const { row, first, second, edition } of pairsOf(look))
    if (row.indicator === 0) report({ ...where(first, second), values: { first: first.code, second: second.code }, edition });
}

function checkWithModifier(look: Look, report: Report): void {
  for (const { row, first, second, edition } of pairsOf(look)) {
    if (row.indicator !== 1 || isSetApart(first, second)) continue;
    const visit = first.evaluation !== second.evaluation;
    const carrier = visit ? (first.evaluation ? first : second) : second;
    const proposal = carrier.line && proposalFor(look, carrier.line, visit);
    report({
      ...where(first, second),
      values: { first: first.code, second: second.code, modifier: visit ? '25, or 57 before major surgery,' : '59 or an X modifier' },
      edition,
      ...(proposal ? { proposal, evidence: proposal.evidence, action: visit ? 'add_modifier_25' : 'add_modifier_59' } : {}),
    });
  }
}

const source = 'NCCI policy manual, chapter 1; procedure-to-procedure edits';

export const pairs: readonly Edit[] = [
  {
    code: 'pair-never',
    family: 'pairs',
    severity: 'hold',
    untilMended: true,
    snip: 6,
    kinds: ['professional', 'institutional'],
    only: [['several lines', 'served that day']],
    says: '{second} is not paid beside {first} on the same day by the same provider, and no modifier changes that.',
    because: 'The pair stands in the table with indicator 0.',
    source,
    fix: 'Bill the first of the two only, if both describe one service.',
    action: 'remove_line',
    check: checkNever,
  },
  {
    code: 'pair-without-modifier',
    family: 'pairs',
    severity: 'hold',
    snip: 6,
    kinds: ['professional', 'institutional'],
    only: [['several lines', 'served that day']],
    says: '{second} is bundled into {first} on the same day by the same provider unless a modifier sets them apart.',
    because: 'The pair stands in the table with indicator 1: a modifier counts only where the note shows a separate service.',
    source,
    fix: 'Look into the note: where it shows separate services, {modifier} is the modifier; otherwise bill the first only.',
    action: 'review_documentation',
    check: checkWithModifier,
  },
  {
    code: 'pair-same-site',
    family: 'pairs',
    severity: 'warn',
    snip: 6,
    kinds: ['professional', 'institutional'],
    only: [['several lines', 'served that day']],
    says: '{second} carries 59 or an X modifier beside {first}, though both name the same site.',
    because: 'A distinct service is at another site, session or by another provider.',
    source,
    fix: 'Check that the note shows a separate service.',
    action: 'review_documentation',
    check: (look, report) => {
      for (const { row, first, second, edition } of pairsOf(look)) {
        if (row.indicator !== 1) continue;
        if (!first.modifiers.some(tellsApart) && !second.modifiers.some(tellsApart)) continue;
        const site = siteOf(first);
        if (site !== '' && site === siteOf(second))
          report({ ...where(first, second), values: { first: first.code, second: second.code }, edition });
      }
    },
  },
];
