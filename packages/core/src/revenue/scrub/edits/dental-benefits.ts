import { type PlainDate, subtract, toDecimal } from '../../../ground/base/index.ts';
import { lineRate } from '../../claims/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { BenefitTerms } from '../facts.ts';
import { type LineLook, type Look, means, yearsBetween } from '../look.ts';
import { toothKind } from './teeth.ts';

function everyTerm(look: Look, judge: (line: LineLook, terms: BenefitTerms) => void): void {
  const { benefits } = look.facts.payer;
  if (benefits !== undefined) for (const line of look.lines) judge(line, benefits);
}

/** Months later, to compare with: a day that the month lacks sorts behind its last. */
function monthsLater(date: PlainDate, months: number): PlainDate {
  const month = Number(date.slice(5, 7)) - 1 + months;
  const year = Number(date.slice(0, 4)) + Math.floor(month / 12);
  const day = date.slice(8);
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}-${day}` as PlainDate;
}

interface CoverageStart {
  readonly on: PlainDate;
  readonly severity: 'error' | 'warning';
}

/** When the coverage began: as the claim says; else as the payer said, whose day may be that of a new plan year, so that a person looks. */
function startOf({ coverage, facts }: Look): CoverageStart | undefined {
  if (coverage?.startsOn !== undefined) return { on: coverage.startsOn, severity: 'error' };
  let on: PlainDate | undefined;
  for (const { payerId, active, from } of facts.eligibility)
    if (payerId === coverage?.payerId && active && from !== undefined && (on === undefined || from < on)) on = from;
  return on === undefined ? undefined : { on, severity: 'warning' };
}

function checkWaiting(look: Look, report: Report): void {
  const starts = startOf(look);
  if (starts === undefined) return;
  everyTerm(look, (line, { waiting }) => {
    const term = waiting.find(({ of }) => means(of, line.code, line.family));
    const on = line.on ?? (look.claim.predetermination ? look.facts.today : undefined);
    if (term !== undefined && on !== undefined && on < monthsLater(starts.on, term.months))
      report({ line, severity: starts.severity, values: { code: line.code, months: term.months } });
  });
}

const outside = (age: number, from: number | undefined, to: number | undefined): boolean => age < (from ?? 0) || age > (to ?? 200);

function checkBenefitAge(look: Look, report: Report): void {
  const { age } = look;
  if (age === undefined) return;
  everyTerm(look, (line, { ages }) => {
    const term = ages.find(({ of }) => means(of, line.code, line.family));
    if (term !== undefined && outside(age, term.from, term.to)) report({ line, values: { code: line.code } });
  });
}

/** A first prosthesis, or an implant, for a tooth that was lost before the coverage began. */
function checkMissingTooth(look: Look, report: Report): void {
  const starts = startOf(look);
  if (starts === undefined) return;
  everyTerm(look, (line, { missingTooth }) => {
    const { prosthesis } = line.line;
    if (!missingTooth || prosthesis === 'R' || (prosthesis !== 'I' && !line.family.startsWith('implant'))) return;
    const lost = line.line.teeth.some(({ tooth }) =>
      look.facts.history.some(
        (served) =>
          (served.tooth === tooth || served.teeth?.includes(tooth)) &&
          (served.family ?? '').endsWith('extraction') &&
          served.on < starts.on,
      ),
    );
    if (lost) report({ line, severity: starts.severity, values: { code: line.code } });
  });
}

const procedureCode = /^[A-Z]?\d{4,5}$/;

/** What the schedule allows for both, where it is a difference; a payer that comes second decides by what the first one left. */
function difference({ claim, coverage, facts }: Look, { line, code }: LineLook, instead: string): string {
  if (coverage === undefined || claim.sentAs !== 'primary') return '';
  const [own, other] = [code, instead].map((one) =>
    lineRate(claim, coverage, { ...line, procedure: { ...line.procedure, code: one } }, facts.tables),
  );
  if (own?.is !== 'known' || other?.is !== 'known' || other.allowed >= own.allowed) return '';
  const less = toDecimal(subtract(own.allowed, other.allowed));
  return `: expect ${toDecimal(other.allowed)} to be allowed, not ${toDecimal(own.allowed)}; the other ${less} is mostly the patient's`;
}

function checkAlternate(look: Look, report: Report): void {
  everyTerm(look, (line, { alternates }) => {
    const term = alternates.find(({ of }) => means(of, line.code, line.family));
    const instead = term?.instead ?? line.about.alternate;
    // What is the alternate of others is not paid as another.
    if (term === undefined || instead === undefined || instead === line.code) return;
    const posterior = line.line.teeth.some(({ tooth }) => (toothKind(tooth)?.place ?? 'anterior') !== 'anterior');
    if (term.teeth === 'posterior' && !posterior) return;
    const priced = procedureCode.test(instead) ? instead : line.about.alternate;
    const so = priced === undefined || priced === line.code ? '' : difference(look, line, priced);
    const named = priced === undefined || priced === instead ? instead : `${instead} (${priced})`;
    report({ line, values: { code: line.code, instead: named, so } });
  });
}

/** The last one of its kind there that the history knows, whatever the line says of it. */
function placedBefore(look: Look, { line, family }: LineLook, on: PlainDate): PlainDate | undefined {
  if (line.prosthesis === undefined || family === '') return undefined;
  let last: PlainDate | undefined;
  for (const served of look.facts.history) {
    if (served.family !== family || served.on >= on || served.claim === look.claim.patientControlNumber) continue;
    const [{ tooth } = { tooth: undefined }] = line.teeth;
    const there = tooth === undefined ? served.area !== undefined && line.oralCavities.includes(served.area) : served.tooth === tooth;
    if (there && (last === undefined || served.on > last)) last = served.on;
  }
  return last;
}

function checkReplacement(look: Look, report: Report): void {
  everyTerm(look, (line, { replacementYears }) => {
    const on = line.on ?? (look.claim.predetermination ? look.facts.today : undefined);
    if (replacementYears === undefined || on === undefined) return;
    const { prosthesis, priorPlacedOn } = line.line;
    const said = prosthesis === 'R' ? priorPlacedOn : undefined;
    const early = [said, placedBefore(look, line, on)].some(
      (placed) => placed !== undefined && yearsBetween(placed, on) < replacementYears,
    );
    if (early) report({ line, values: { code: line.code, years: replacementYears } });
  });
}

function checkAttachment(look: Look, report: Report): void {
  const { claim, facts } = look;
  const given = (line: LineLook, reports: readonly string[]): boolean =>
    [...claim.attachments, ...line.line.attachments].some(
      ({ report: kind, transmission, controlNumber }) => reports.includes(kind) && (transmission === 'AA' || Boolean(controlNumber)),
    );
  for (const line of look.lines) {
    const wanted = facts.payer.attachments.find(({ of }) => means(of, line.code, line.family))?.reports ?? line.about.attachments;
    if (wanted !== undefined && wanted.length > 0 && !given(line, wanted))
      report({ line, values: { code: line.code, reports: wanted.join(' or ') } });
  }
}

function checkProcedureAge(look: Look, report: Report): void {
  const { age } = look;
  if (age === undefined) return;
  for (const line of look.lines) if (outside(age, line.about.ageFrom, line.about.ageTo)) report({ line, values: { code: line.code } });
}

function checkProcedureSex(look: Look, report: Report): void {
  const { sex } = look.claim.patient;
  if (sex !== 'F' && sex !== 'M') return;
  for (const line of look.lines)
    if (line.about.sex !== undefined && line.about.sex !== sex && !line.modifiers.includes('KX'))
      report({ line, values: { code: line.code } });
}

const settings = "the practice's settings of the payer";
const edit = (rest: Omit<Edit, 'family' | 'snip'>): Edit => ({ family: 'dental-benefits', snip: 7, ...rest });

export const dentalBenefits: readonly Edit[] = [
  edit({
    code: 'procedure-against-age',
    severity: 'hold',
    only: [['of an age', 'age that nobody has']],
    says: "{code} does not go with the patient's age.",
    because: 'Some procedures are for children or adults only.',
    source: 'the mapping of the practice’s own list',
    fix: 'Check the date of birth; choose the code of that age.',
    action: 'review_procedure',
    check: checkProcedureAge,
  }),
  edit({
    code: 'procedure-against-sex',
    severity: 'hold',
    only: ['of a sex'],
    says: "{code} does not go with the patient's sex as the payer has it.",
    because: 'Payers refuse what they take for a conflict; KX tells them that it is none.',
    source: 'the mapping of the practice’s own list',
    fix: 'Check both; where right, add KX.',
    action: 'review_procedure',
    check: checkProcedureSex,
  }),
  edit({
    code: 'benefit-age',
    severity: 'hold',
    only: ['terms of benefits'],
    says: '{code} is not a benefit at this age.',
    because: "The payer's terms end or begin the benefit at an age.",
    source: settings,
    fix: 'Tell the patient before; bill the patient.',
    action: 'review_benefit',
    check: checkBenefitAge,
  }),
  edit({
    code: 'waiting-period',
    severity: 'hold',
    kinds: ['dental'],
    only: ['terms of benefits'],
    says: '{code} is a benefit only {months} months after the coverage began.',
    because: "The payer's terms have a waiting period.",
    source: settings,
    fix: 'Check when the coverage began, and whether an earlier one counts.',
    action: 'review_benefit',
    check: checkWaiting,
  }),
  edit({
    code: 'missing-tooth-clause',
    severity: 'hold',
    kinds: ['dental'],
    only: ['terms of benefits', 'tooth'],
    says: '{code} replaces a tooth that was lost before the coverage began.',
    because: "The payer's terms have a missing tooth clause.",
    source: settings,
    fix: 'Tell the patient before; ask for an exception where the plan has one.',
    action: 'review_benefit',
    check: checkMissingTooth,
  }),
  edit({
    code: 'alternate-benefit',
    severity: 'warn',
    kinds: ['dental'],
    only: ['terms of benefits'],
    says: '{code} will be paid as {instead}{so}.',
    because: "The payer's terms pay the less costly treatment.",
    source: `${settings}; the mapping of the practice’s own list; the payer's fee schedule`,
    fix: 'Tell the patient the difference before.',
    action: 'review_benefit',
    check: checkAlternate,
  }),
  edit({
    code: 'replaced-too-early',
    severity: 'hold',
    kinds: ['dental'],
    only: ['terms of benefits', 'placement'],
    says: '{code} replaces one that is not {years} years old.',
    because: "The payer's terms say when a prosthesis is replaced.",
    source: settings,
    fix: 'Check the date of the one before; where it broke by accident, say so in the narrative.',
    action: 'review_benefit',
    check: checkReplacement,
  }),
  edit({
    code: 'attachment-missing',
    severity: 'hold',
    only: [['wants attachment', 'terms of attachments']],
    says: '{code} goes with {reports}, and none is attached.',
    because: 'The payer decides by it, and asks for it otherwise weeks later.',
    source: `the mapping of the practice’s own list; ${settings}`,
    fix: 'Attach it, and put its control number on the claim.',
    action: 'add_attachment',
    check: checkAttachment,
  }),
  edit({
    code: 'predetermination-with-date',
    severity: 'hold',
    kinds: ['dental'],
    says: 'A predetermination has a date of service.',
    because: 'It asks about what is not done yet.',
    source: 'ADA dental claim form instructions',
    fix: 'Take the date off, or send it as a claim.',
    action: 'correct_service_date',
    check: (look, report) => {
      if (look.claim.predetermination) for (const line of look.lines) if (line.on !== undefined) report({ line });
    },
  }),
];
