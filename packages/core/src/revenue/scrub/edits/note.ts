import type { Edit, Hit, Report } from '../edit.ts';
import type { LineLook, Look } from '../look.ts';
import { means } from '../look.ts';
import { quote, quotePresent, quoteUndone } from '../quote.ts';
import { familyWords, wordsOf } from './note-words.ts';

function everyNoted(look: Look, report: Report, judge: (line: LineLook) => Omit<Hit, 'line'> | undefined): void {
  if (look.facts.note === undefined) return;
  for (const line of look.lines) {
    const hit = judge(line);
    if (hit !== undefined) report({ line, ...hit });
  }
}

/** The note has no words of what is billed, but those of another kind that is taken for it. */
function judgeOther(look: Look, line: LineLook): Omit<Hit, 'line'> | undefined {
  const { note } = look.facts;
  const own = wordsOf(line.family);
  if (own === undefined || quotePresent(note, own.words) !== undefined) return undefined;
  for (const other of familyWords) {
    if (other.among !== own.among || other.family === own.family) continue;
    const evidence = quotePresent(note, other.words);
    if (evidence === undefined) continue;
    const proposal = { change: 'review-procedure' as const, line: line.line.number, choices: [other.family], evidence: [evidence] };
    return { values: { code: line.code, billed: line.family, noted: other.family }, evidence: [evidence], proposal };
  }
  return undefined;
}

function judgeGreater(look: Look, line: LineLook): Omit<Hit, 'line'> | undefined {
  const greater = wordsOf(line.family)?.greater;
  const evidence = greater && quote(look.facts.note, greater.words);
  if (greater === undefined || evidence === undefined) return undefined;
  const proposal = { change: 'review-procedure' as const, line: line.line.number, choices: [greater.family], evidence: [evidence] };
  return { values: { code: line.code, billed: line.family, noted: greater.family }, evidence: [evidence], proposal };
}

/** No word of it, or none that says that it was done. */
function judgeNothing(look: Look, line: LineLook): Omit<Hit, 'line'> | undefined {
  const own = wordsOf(line.family);
  const { note } = look.facts;
  if (own === undefined || quotePresent(note, own.words) !== undefined) return undefined;
  return quoteUndone(note, own.words) !== undefined || judgeOther(look, line) !== undefined
    ? undefined
    : { values: { code: line.code, billed: line.family } };
}

function judgeUndone(look: Look, line: LineLook): Omit<Hit, 'line'> | undefined {
  const own = wordsOf(line.family);
  const { note } = look.facts;
  if (own === undefined || quotePresent(note, own.words) !== undefined) return undefined;
  const evidence = quoteUndone(note, own.words);
  return evidence && { values: { code: line.code, billed: line.family }, evidence: [evidence] };
}

/** `#3, 14 and 19`, `teeth 3-5`, `tooth A`: letters are capitals, for `teeth a few times` names none. */
const tooth = String.raw`#?\s?(?:\d{1,2}|[A-T](?![A-Za-z]))(?:[MODBLIF]{1,5})?(?!\w)`;
const namedTeeth = new RegExp(
  String.raw`(?:#\s?|\b(?:[Tt]ooth|[Tt]eeth|[Nn]os?\.)\s*)${tooth}(?:\s*(?:,|&|\/|-|–|\band\b|\bto\b|\bthrough\b|,\s*and\b)\s*${tooth})*`,
);
const oneTooth = /(-|–|\bto\b|\bthrough\b)?[\s#]*(?<![A-Za-z])(\d{1,2}|[A-T](?![A-Za-z]))/g;
const inOrder = [...Array.from({ length: 32 }, (_, i) => String(i + 1)), ...'ABCDEFGHIJKLMNOPQRST'];

/** The teeth that a text names, each of a range among them. */
function teethIn(text: string): ReadonlySet<string> {
  const named = new Set<string>();
  for (const [list] of text.matchAll(new RegExp(namedTeeth.source, 'g'))) {
    let before = -1;
    for (const [, until, one = ''] of list.matchAll(oneTooth)) {
      const at = inOrder.indexOf(one);
      if (until !== undefined && before >= 0 && at > before) for (const between of inOrder.slice(before, at)) named.add(between);
      named.add(one);
      before = at;
    }
  }
  return named;
}

function judgeTooth(look: Look, line: LineLook): Omit<Hit, 'line'> | undefined {
  const { note } = look.facts;
  if (note === undefined || line.line.teeth.length === 0) return undefined;
  const named = teethIn(note.text);
  if (named.size === 0 || line.line.teeth.some(({ tooth }) => named.has(tooth))) return undefined;
  const evidence = quote(note, namedTeeth);
  return { values: { code: line.code }, ...(evidence ? { evidence: [evidence] } : {}) };
}

const right = /\b(?:right (?:eye|side|knee|shoulder|hand|foot|hip|ear)|OD)\b/;
const left = /\b(?:left (?:eye|side|knee|shoulder|hand|foot|hip|ear)|OS)\b/;
const both = /\b(?:both eyes|bilateral\w*|OU|each eye)\b/;

function judgeSide(look: Look, line: LineLook): Omit<Hit, 'line'> | undefined {
  const { note } = look.facts;
  const side = line.modifiers.includes('RT') ? 'right' : line.modifiers.includes('LT') ? 'left' : undefined;
  if (side === undefined || quote(note, both) !== undefined || quote(note, side === 'right' ? right : left) !== undefined) return undefined;
  const evidence = quote(note, side === 'right' ? left : right);
  return evidence && { values: { code: line.code, side }, evidence: [evidence] };
}

const narrativeOf = ({ claim }: Look, { line }: LineLook): string =>
  line.note || claim.note ? [line.note, claim.note].filter(Boolean).join(' ').trim() : '';
const wantsNarrative = (look: Look, line: LineLook): boolean =>
  line.about.narrative === true || means(look.facts.payer.narrativeFor, line.code, line.family);

const reasons =
  /\b(?:fractur\w*|decay\w*|caries|carious|pain\w*|infect\w*|abscess\w*|pocket\w*|bone loss|bleed\w*|mobil\w*|crack\w*|necro\w*|missing|worn|defect\w*|leak\w*|swell\w*|symptom\w*|failed|failing|loss|lost|broken|recurrent|inflam\w*|trauma\w*|reduced|weak\w*|blur\w*)\b/i;

const sentenceWithReason = new RegExp(`[^.\\n]*${reasons.source}[^.\\n]*`, 'i');

/** A sentence of the note that says why, where a narrative is missing. */
function judgeMissing(look: Look, line: LineLook): Omit<Hit, 'line'> | undefined {
  if (!wantsNarrative(look, line) || narrativeOf(look, line) !== '') return undefined;
  const evidence = quote(look.facts.note, sentenceWithReason);
  const proposal = evidence && { change: 'complete-narrative' as const, line: line.line.number, choices: [], evidence: [evidence] };
  return { values: { code: line.code }, ...(proposal ? { proposal, evidence: proposal.evidence } : {}) };
}

const fewestWords = 5;

function judgeThin(look: Look, line: LineLook): Omit<Hit, 'line'> | undefined {
  const narrative = narrativeOf(look, line);
  if (!wantsNarrative(look, line) || narrative === '') return undefined;
  return narrative.split(/\s+/).length < fewestWords || !reasons.test(narrative) ? { values: { code: line.code } } : undefined;
}

function judgeNarrativeTooth(line: LineLook): Omit<Hit, 'line'> | undefined {
  if (line.line.teeth.length === 0 || !line.line.note) return undefined;
  const named = teethIn(line.line.note);
  return named.size > 0 && !line.line.teeth.some(({ tooth }) => named.has(tooth)) ? { values: { code: line.code } } : undefined;
}

function everyLine(look: Look, report: Report, judge: (look: Look, line: LineLook) => Omit<Hit, 'line'> | undefined): void {
  for (const line of look.lines) {
    const hit = judge(look, line);
    if (hit !== undefined) report({ line, ...hit });
  }
}

const source = 'the clinical note of the visit';
const edit = (rest: Omit<Edit, 'family' | 'source' | 'snip'> & { readonly source?: string }): Edit => ({
  family: 'note',
  snip: 7,
  source,
  ...rest,
});

export const note: readonly Edit[] = [
  edit({
    code: 'note-of-another-service',
    severity: 'hold',
    only: ['note'],
    says: '{code} is billed as {billed}, and the note speaks of {noted}.',
    because: 'What is billed is what the note says was done.',
    fix: 'Have a coder compare the words quoted with the code; nothing is changed by itself.',
    action: 'review_documentation',
    check: (look, report) => everyNoted(look, report, (line) => judgeOther(look, line)),
  }),
  edit({
    code: 'note-of-greater-service',
    severity: 'hold',
    only: ['note'],
    says: '{code} is billed as {billed}, and the note has words of {noted}.',
    because: 'The words quoted belong to another code than the one billed.',
    fix: 'Have a coder compare the words quoted with the code; nothing is changed by itself.',
    action: 'review_documentation',
    check: (look, report) => everyNoted(look, report, (line) => judgeGreater(look, line)),
  }),
  edit({
    code: 'note-without-service',
    severity: 'warn',
    only: ['note'],
    says: 'The note has no word of {billed}, as which {code} is billed.',
    because: 'What is not documented was not done, to a payer that asks.',
    fix: 'Ask who did it to complete the note, or take the line off.',
    action: 'review_documentation',
    check: (look, report) => everyNoted(look, report, (line) => judgeNothing(look, line)),
  }),
  edit({
    code: 'note-of-undone-service',
    severity: 'warn',
    only: ['note'],
    says: '{code} is billed as {billed}, and the note says that it was put off, declined, or is still to be done.',
    because: 'What was not done is not billed.',
    fix: 'Read the words quoted; take the line off, or ask who did it to complete the note.',
    action: 'review_documentation',
    check: (look, report) => everyNoted(look, report, (line) => judgeUndone(look, line)),
  }),
  edit({
    code: 'note-of-another-tooth',
    severity: 'hold',
    kinds: ['dental'],
    only: ['note', 'tooth'],
    says: 'The note names other teeth than the line of {code}.',
    because: 'The tooth billed is the tooth treated.',
    fix: 'Correct the tooth by chart and note.',
    action: 'review_tooth',
    check: (look, report) => everyNoted(look, report, (line) => judgeTooth(look, line)),
  }),
  edit({
    code: 'note-of-another-side',
    severity: 'hold',
    kinds: ['professional', 'institutional'],
    only: ['note', 'modifier'],
    says: '{code} is billed for the {side} side, and the note names only the other.',
    because: 'The side billed is the side treated.',
    fix: 'Correct the modifier by the note.',
    action: 'review_documentation',
    check: (look, report) => everyNoted(look, report, (line) => judgeSide(look, line)),
  }),
  edit({
    code: 'narrative-missing',
    severity: 'hold',
    only: [['wants narrative', 'terms of narratives']],
    says: '{code} wants a narrative, and there is none.',
    because: 'The payer decides by why it was done.',
    source: "the practice's mapping and its settings of the payer",
    fix: 'Write why it was done, from the note; the sentence quoted is a start.',
    action: 'complete_narrative',
    check: (look, report) => everyLine(look, report, judgeMissing),
  }),
  edit({
    code: 'narrative-too-thin',
    severity: 'warn',
    only: [['wants narrative', 'terms of narratives']],
    says: 'The narrative of {code} is too short, or gives no reason.',
    because: 'A narrative says what was found and why this was done.',
    source: "the practice's mapping and its settings of the payer",
    fix: 'Say what was found: decay, fracture, pocket depths, bone loss, pain.',
    action: 'complete_narrative',
    check: (look, report) => everyLine(look, report, judgeThin),
  }),
  edit({
    code: 'narrative-of-another-tooth',
    severity: 'hold',
    kinds: ['dental'],
    only: ['line note', 'tooth'],
    says: 'The narrative names another tooth than the line of {code}.',
    because: 'Narrative and line speak of the same tooth.',
    source: "the claim's own words",
    fix: 'Correct the narrative or the tooth.',
    action: 'complete_narrative',
    check: (look, report) => everyLine(look, report, (_, line) => judgeNarrativeTooth(line)),
  }),
];
