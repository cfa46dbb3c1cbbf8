import type { ProcedureFamily } from '../../../ground/codes/index.ts';
import type { Edit, Report } from '../edit.ts';
import { hasModifier, type LineLook, type Look } from '../look.ts';

const therapies: ReadonlySet<string> = new Set<ProcedureFamily>([
  'exercise therapy',
  'manual therapy',
  'physical therapy',
  'occupational therapy',
  'speech therapy',
]);
const plansOfCare = new Set(['GP', 'GO', 'GN']);

function checkTherapy(look: Look, report: Report): void {
  if (!look.medicare) return;
  for (const line of look.lines)
    if (therapies.has(line.family) && !hasModifier(line.modifiers, plansOfCare)) report({ line, values: { code: line.code } });
}

/** Where nobody is admitted or kept. */
const notHospitals = new Set(['11', '12', '20']);

function everyLine(look: Look, report: Report, judge: (line: LineLook) => boolean): void {
  for (const line of look.lines) if (judge(line)) report({ line, values: { code: line.code } });
}

/** Of braces and wires: the day they were placed, which what is only asked about has not yet, and how many months it takes. */
function orthodonticsWanting({ claim }: Look): string | undefined {
  const { appliancePlacedOn, months, monthsRemaining } = claim.orthodontics ?? {};
  const day = appliancePlacedOn === undefined && !claim.predetermination;
  const length = months === undefined && monthsRemaining === undefined;
  if (day) return length ? 'the day the appliance was placed and the months of treatment' : 'the day the appliance was placed';
  return length ? 'the months of treatment' : undefined;
}

function checkOrthodontics(look: Look, report: Report): void {
  const wanting = orthodonticsWanting(look);
  if (wanting === undefined) return;
  const [line, ...also] = look.lines.filter(({ family }) => family === 'orthodontics');
  if (line !== undefined) report({ line, also, values: { code: line.code, wanting } });
}

/** Medicare's contractors take a drug by its description; others price it by its number. */
function checkUnclassifiedDrug(look: Look, report: Report): void {
  for (const line of look.lines)
    if (line.known.unlistedDrug && line.line.drug === undefined)
      report({ line, values: { code: line.code }, severity: look.medicare ? 'warning' : 'error' });
}

/** What a service of some kinds has to say, by the family that the practice's own list gives it. */
export const kindsOfService: readonly Edit[] = [
  {
    code: 'therapy-plan-missing',
    family: 'modifiers',
    severity: 'hold',
    snip: 6,
    kinds: ['professional', 'institutional'],
    only: ['medicare', 'of a telling kind'],
    says: '{code} is therapy, and no modifier says under which plan of care: GP, GO or GN.',
    because: 'Medicare returns therapy that does not say whether its plan is of physical (GP), occupational (GO) or speech therapy (GN).',
    source: 'Medicare claims processing manual, chapter 5, 20.1',
    fix: 'Add the one of the plan of care: GP physical, GO occupational, GN speech therapy.',
    action: 'add_therapy_modifier',
    check: checkTherapy,
  },
  {
    code: 'anesthesia-in-units',
    family: 'charges',
    severity: 'hold',
    snip: 2,
    kinds: ['professional'],
    only: ['of a telling kind'],
    says: '{code} is anesthesia and is billed in other than minutes.',
    because: 'Payers reckon time units themselves, from the minutes: what is sent as units is rejected, or paid as that many minutes.',
    source: 'Medicare claims processing manual, chapter 12, 50; TR3 005010X222, SV103',
    fix: 'Bill the minutes of anesthesia time with the unit MJ; the base units are the payer’s to add.',
    action: 'correct_units',
    check: (look, report) => everyLine(look, report, ({ family, line }) => family === 'anesthesia' && line.unit !== 'MJ'),
  },
  {
    code: 'hospital-visit-outside',
    family: 'identity',
    severity: 'warn',
    snip: 6,
    kinds: ['professional'],
    only: ['of a telling kind'],
    says: '{code} is a visit to somebody in a hospital, and the place is {place}.',
    because: 'Who is admitted or kept for observation is in a hospital; at an office, home or urgent care payers deny such a visit.',
    source: 'Medicare claims processing manual, chapter 12, 30.6.9',
    fix: 'Check where the visit was: correct the place, or choose the visit of that place.',
    action: 'review_place_of_service',
    check: (look, report) => {
      for (const line of look.lines)
        if (line.family === 'hospital visit' && notHospitals.has(line.place))
          report({ line, values: { code: line.code, place: line.place } });
    },
  },
  {
    code: 'orthodontics-incomplete',
    family: 'identity',
    severity: 'hold',
    snip: 4,
    kinds: ['dental'],
    only: ['of a telling kind'],
    says: '{code} is orthodontic treatment, and the claim does not say {wanting}.',
    because: 'Payers pay orthodontics over its months, from the day the appliance was placed; without both a claim is returned.',
    source: 'TR3 005010X224, DN1 and DTP*452; ADA claim form 2024, boxes 40 to 42',
    fix: 'Enter the day of placement and the months, in all or left, with the charge.',
    action: 'complete_orthodontics',
    check: checkOrthodontics,
  },
  {
    code: 'unclassified-drug-number',
    family: 'identity',
    severity: 'hold',
    snip: 4,
    kinds: ['professional', 'institutional'],
    only: ['unlisted'],
    says: '{code} is a drug without a code of its own, and its line names no NDC.',
    because: 'By the code alone no payer can tell the drug: Medicaid and most plans want its NDC with unit and quantity.',
    source: 'TR3 005010X222, LIN and CTP of the line; Deficit Reduction Act of 2005, section 6002',
    fix: 'Enter the eleven digits from the package with unit and quantity.',
    action: 'add_drug_number',
    check: checkUnclassifiedDrug,
  },
];
