import type { Answer, DiagnosisRow } from '../../../ground/codes/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { DiagnosisLook, LineLook, Look } from '../look.ts';
import { quote } from '../quote.ts';
import { sideOfModifier } from './modifiers.ts';

const at = ({ position }: DiagnosisLook): string => `diagnosis ${position}`;
const editionOf = (answer: Answer<unknown> | undefined): object =>
  answer === undefined || answer.is === 'no-edition' ? {} : { edition: answer.edition };

/** Valid codes near one that is not: under it, or under its beginning. */
function near(look: Look, code: string): readonly string[] {
  const on = look.from;
  if (on === undefined) return [];
  for (let length = code.length; length >= 4; length--) {
    const found = look.facts.tables.diagnosesUnder(code.slice(0, length), on, 12);
    if (found.length > 0) return found;
  }
  return [];
}

function checkValid(look: Look, report: Report): void {
  for (const diagnosis of look.diagnoses) {
    if (diagnosis.answer?.is !== 'absent') continue;
    const choices = near(look, diagnosis.code);
    report({
      at: at(diagnosis),
      values: { code: diagnosis.code },
      edition: diagnosis.answer.edition,
      ...(choices.length > 0 ? { proposal: { change: 'replace-diagnosis' as const, choices, evidence: [] } } : {}),
    });
  }
}

/** Categories: some want only their seventh character, others more detail. */
function checkBillable(look: Look, report: Report, seventh: boolean): void {
  for (const diagnosis of look.diagnoses) {
    if (diagnosis.row === undefined || diagnosis.row.billable) continue;
    const choices = near(look, diagnosis.code);
    const onlySeventh = choices.length > 0 && choices.every((code) => code.length === 7);
    if (onlySeventh !== seventh) continue;
    const proposal = { change: 'replace-diagnosis' as const, choices, evidence: [] };
    report({
      at: at(diagnosis),
      values: { code: diagnosis.code },
      ...editionOf(diagnosis.answer),
      ...(choices.length > 0 ? { proposal } : {}),
    });
  }
}

function lineSide(modifiers: readonly string[]): 'right' | 'left' | undefined {
  const right = modifiers.some((m) => sideOfModifier(m) === 'right');
  const left = modifiers.some((m) => sideOfModifier(m) === 'left');
  return right === left ? undefined : right ? 'right' : 'left';
}

/** Done on both sides for a reason that is on one: another reason may speak of the other, but then it says no side. */
function checkBothSides(line: LineLook, report: Report): void {
  const [first] = line.diagnoses;
  const said = first?.known.side;
  if (first === undefined || (said !== 'right' && said !== 'left')) return;
  const others = line.diagnoses.map(({ known }) => known.side);
  if (others.some((side) => side !== undefined && side !== said)) return;
  const severity = others.includes(undefined) ? 'warning' : 'error';
  report({ line, values: { code: first.code, said: `${said} side only`, modifier: 'both' }, severity, ...editionOf(first.answer) });
}

function checkSide(look: Look, report: Report): void {
  for (const line of look.lines) {
    if (line.modifiers.length === 0) continue;
    if (line.modifiers.includes('50')) checkBothSides(line, report);
    const side = lineSide(line.modifiers);
    const first = line.diagnoses[0];
    const said = side === undefined ? undefined : first?.known.side;
    if (first === undefined || (said !== 'right' && said !== 'left') || said === side) continue;
    report({ line, values: { code: first.code, said: `${said} side`, modifier: side ?? '' }, ...editionOf(first.answer) });
  }
}

function checkUnspecifiedSide(look: Look, report: Report): void {
  for (const diagnosis of look.diagnoses) {
    if (diagnosis.known.side !== 'unspecified') continue;
    const known =
      look.lines.some((line) => line.diagnoses.includes(diagnosis) && lineSide(line.modifiers) !== undefined) ||
      look.diagnoses.some((d) => d !== diagnosis && d.code.slice(0, 4) === diagnosis.code.slice(0, 4) && d.known.side !== undefined);
    if (!known) continue;
    const choices = near(look, diagnosis.code.slice(0, 5)).filter((code) => code !== diagnosis.code);
    const proposal = { change: 'replace-diagnosis' as const, choices, evidence: [] };
    report({
      at: at(diagnosis),
      values: { code: diagnosis.code },
      ...editionOf(diagnosis.answer),
      ...(choices.length > 0 ? { proposal } : {}),
    });
  }
}

const excludes = (row: DiagnosisRow | undefined, code: string): boolean =>
  row?.neverWith?.some((beginning) => code.startsWith(beginning)) === true;

/** Words that diagnoses share say nothing of one of them. */
const wordsOf = ({ row }: DiagnosisLook): readonly string[] => (row?.words ?? '').toLowerCase().match(/[a-z]{4,}/g) ?? [];
const ofAny = /^(?:with|without|other|unspecified|type|acute|chronic|initial|encounter|disease|disorder|left|right|bilateral|side|pain)$/;

/** What the note calls one of both and not the other: the words of the table, and its code. */
function namesOfOne(a: DiagnosisLook, b: DiagnosisLook): readonly string[] {
  const [ofA, ofB] = [wordsOf(a), wordsOf(b)];
  const own = [...ofA.filter((word) => !ofB.includes(word)), ...ofB.filter((word) => !ofA.includes(word))];
  const codes = [a.code, b.code].map((code) => `${code.slice(0, 3)}\\.?${code.slice(3)}`);
  return [...own.filter((word) => !ofAny.test(word)), ...codes];
}

const unrelated = '(?<!\\bnot )(?:unrelated|independent of|not related)';
const rest = '[^.;\\n]*';

/** Both may stand where the note says of one of them that it is unrelated: then somebody has looked. Where it says so of it knows not what, somebody looks. */
function checkExcludes(look: Look, report: Report): void {
  const { diagnoses } = look;
  for (let i = 0; i < diagnoses.length; i++) {
    for (let j = i + 1; j < diagnoses.length; j++) {
      const [a, b] = [diagnoses[i], diagnoses[j]];
      if (a === undefined || b === undefined || (!excludes(a.row, b.code) && !excludes(b.row, a.code))) continue;
      const said = quote(look.facts.note, new RegExp(`\\b${unrelated}\\b`, 'i'));
      const names = `\\b(?:${namesOfOne(a, b).join('|')})\\b`;
      if (said && quote(look.facts.note, new RegExp(`${names}${rest}\\b${unrelated}\\b|\\b${unrelated}\\b${rest}${names}`, 'i'))) continue;
      const lines = look.lines.filter((line) => line.diagnoses.includes(a) && line.diagnoses.includes(b));
      const [line, ...also] = lines;
      const severity = lines.length > 0 && said === undefined ? 'error' : 'warning';
      const values = { a: a.code, b: b.code };
      const evidence = said === undefined ? [] : [said];
      report({ at: at(b), values, severity, evidence, ...editionOf(a.answer), ...(line ? { line, also } : {}) });
    }
  }
}

function checkFirst(look: Look, report: Report): void {
  const told = new Set<DiagnosisLook>();
  for (const line of look.lines) {
    const first = line.diagnoses[0];
    if (first?.row?.neverFirst !== true || told.has(first)) continue;
    told.add(first);
    report({ line, values: { code: first.code }, ...editionOf(first.answer) });
  }
}

/** A manifestation stands behind one of the codes that cause it. */
function checkCodeFirst(look: Look, report: Report): void {
  for (const diagnosis of look.diagnoses) {
    const before = diagnosis.row?.codeFirst;
    if (before === undefined || before.length === 0) continue;
    const led = look.diagnoses.some(({ code, position }) => position < diagnosis.position && before.some((b) => code.startsWith(b)));
    if (!led)
      report({
        at: at(diagnosis),
        values: { code: diagnosis.code, before: before.slice(0, 4).join(', ') },
        ...editionOf(diagnosis.answer),
      });
  }
}

function checkAge(look: Look, report: Report): void {
  const { age } = look;
  if (age === undefined) return;
  for (const diagnosis of look.diagnoses) {
    const { row } = diagnosis;
    if (row === undefined || (age >= (row.ageFrom ?? 0) && age <= (row.ageTo ?? 200))) continue;
    report({ at: at(diagnosis), values: { code: diagnosis.code }, ...editionOf(diagnosis.answer) });
  }
}

function checkSex(look: Look, report: Report): void {
  const { sex } = look.claim.patient;
  if (sex !== 'F' && sex !== 'M') return;
  for (const diagnosis of look.diagnoses)
    if (diagnosis.row?.sex !== undefined && diagnosis.row.sex !== sex)
      report({ at: at(diagnosis), values: { code: diagnosis.code }, ...editionOf(diagnosis.answer) });
}

function checkOldSystem(look: Look, report: Report): void {
  for (const [i, { system, code }] of look.claim.diagnoses.entries()) {
    const old = system === 'ICD-9-CM' && (look.from ?? look.facts.today) >= '2015-10-01';
    const otherwise = system === 'ICD-10-CM' && look.diagnoses[i]?.known.formed === false;
    if (old || otherwise) report({ at: `diagnosis ${i + 1}`, values: { code } });
  }
}

function checkTwice(look: Look, report: Report): void {
  const { diagnoses: all } = look.claim;
  for (const diagnosis of look.diagnoses) {
    const { code, position } = diagnosis;
    const first = all.findIndex((one) => one.code === code && one.system === all[position - 1]?.system);
    if (first < position - 1) report({ at: at(diagnosis), values: { code } });
  }
}

const guidelines = 'ICD-10-CM official guidelines for coding and reporting';
const edit = (rest: Omit<Edit, 'family' | 'action'> & { readonly action?: string }): Edit => ({
  family: 'diagnoses',
  action: 'review_diagnosis',
  ...rest,
});

export const diagnoses: readonly Edit[] = [
  edit({
    code: 'diagnosis-form',
    severity: 'hold',
    untilMended: true,
    snip: 2,
    only: [['diagnosis formed otherwise', 'older diagnosis']],
    says: '{code} has not the form of an ICD-10-CM code, or belongs to the edition before it.',
    because: 'Since 1 October 2015 diagnoses are ICD-10-CM: a letter, a digit, and up to five more, without a dot.',
    source: '45 CFR 162.1002',
    fix: 'Code the diagnosis in ICD-10-CM.',
    check: checkOldSystem,
  }),
  edit({
    code: 'diagnosis-twice',
    severity: 'warn',
    snip: 2,
    only: ['several diagnoses'],
    says: '{code} stands twice among the diagnoses.',
    because: 'Each code is given once at a visit, also for both sides of the body and for two conditions of one code.',
    source: `${guidelines}, section I.B.12`,
    fix: 'Take the second off, and point its lines at the first.',
    check: checkTwice,
  }),
  edit({
    code: 'diagnosis-not-valid',
    severity: 'hold',
    snip: 5,
    only: ['diagnosis absent'],
    says: '{code} is no ICD-10-CM code on the date of service.',
    because: 'Codes change each October and April; a code is valid by the date of service.',
    source: '45 CFR 162.1002',
    fix: 'Choose a code of the edition of that date; those nearest stand beside.',
    action: 'replace_diagnosis',
    check: checkValid,
  }),
  edit({
    code: 'diagnosis-not-specific',
    severity: 'hold',
    snip: 5,
    only: ['category'],
    says: '{code} is a category: more characters are wanted.',
    because: 'A code is reported to its highest number of characters.',
    source: `${guidelines}, I.B.2`,
    fix: 'Choose one of the codes under it.',
    action: 'replace_diagnosis',
    check: (look, report) => checkBillable(look, report, false),
  }),
  edit({
    code: 'diagnosis-seventh-character',
    severity: 'hold',
    snip: 5,
    only: ['category'],
    says: '{code} lacks its seventh character.',
    because: 'Where a seventh character applies it is always given, with X in the places before it.',
    source: `${guidelines}, I.A.5`,
    fix: 'Add the seventh character: the encounter, or the stage.',
    action: 'replace_diagnosis',
    check: (look, report) => checkBillable(look, report, true),
  }),
  edit({
    code: 'diagnosis-side-against-modifier',
    severity: 'hold',
    snip: 6,
    only: ['modifier', 'side of diagnosis'],
    says: '{code} speaks of the {said}, the modifier of {modifier}.',
    because: 'Procedure and reason are on the same side; what is done on both has a reason on both.',
    source: `${guidelines}, I.B.13`,
    fix: 'Correct the diagnosis or the modifier by the note.',
    check: checkSide,
  }),
  edit({
    code: 'diagnosis-side-unspecified',
    severity: 'warn',
    snip: 6,
    only: ['side unspecified'],
    says: '{code} leaves the side open, though the claim names one.',
    because: 'The side is coded where it is known.',
    source: `${guidelines}, I.B.13`,
    fix: 'Choose the code of the side.',
    action: 'replace_diagnosis',
    check: checkUnspecifiedSide,
  }),
  edit({
    code: 'diagnosis-excludes',
    severity: 'hold',
    snip: 6,
    only: ['never with'],
    says: '{a} and {b} are not reported together (Excludes1).',
    because: 'An Excludes1 note means that both cannot be at once, unless they are unrelated to each other.',
    source: `${guidelines}, I.A.12.a`,
    fix: 'Keep the one that the note supports; where both are unrelated, have the note say so by their names.',
    check: checkExcludes,
  }),
  edit({
    code: 'diagnosis-never-first',
    severity: 'hold',
    snip: 6,
    only: ['never first'],
    says: '{code} may not be the first reason of a service.',
    because: 'Manifestations and secondary codes stand behind another.',
    source: `${guidelines}, I.A.13`,
    fix: 'Point first at the underlying condition.',
    check: checkFirst,
  }),
  edit({
    code: 'diagnosis-code-first',
    severity: 'hold',
    snip: 6,
    only: ['code first'],
    says: '{code} stands without the condition before it that it belongs to ({before}).',
    because: 'A "code first" note asks for the underlying condition in front.',
    source: `${guidelines}, I.A.13`,
    fix: 'Put the underlying condition before it.',
    check: checkCodeFirst,
  }),
  edit({
    code: 'diagnosis-age',
    severity: 'hold',
    snip: 6,
    only: [['diagnosis of an age', 'age that nobody has']],
    says: "{code} does not go with the patient's age.",
    because: 'Some diagnoses belong to newborns, children, adults or motherhood.',
    source: 'Medicare code editor, age conflicts',
    fix: 'Check the date of birth and the diagnosis.',
    check: checkAge,
  }),
  edit({
    code: 'diagnosis-sex',
    severity: 'hold',
    snip: 6,
    only: ['diagnosis of a sex'],
    says: "{code} does not go with the patient's sex as the payer has it.",
    because: 'Payers refuse what they take for a conflict; condition code 45 or modifier KX tells them that it is none.',
    source: 'Medicare code editor, sex conflicts',
    fix: 'Check both; where right, add KX (professional) or condition code 45 (institutional).',
    check: (look, report) => {
      const told = look.claim.stay?.conditions.includes('45') || look.lines.some(({ modifiers }) => modifiers.includes('KX'));
      if (!told) checkSex(look, report);
    },
  }),
];
