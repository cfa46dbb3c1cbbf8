import type { ProcedureFamily } from '../../../ground/codes/index.ts';
import type { Edit, Report } from '../edit.ts';
import { hasModifier, type LineLook, type Look } from '../look.ts';
import { quote } from '../quote.ts';

const nerve: ProcedureFamily = 'optic nerve scan';
const retina: ProcedureFamily = 'retina scan';
const scans: ReadonlySet<string> = new Set<ProcedureFamily>([retina, nerve]);
const photograph: ProcedureFamily = 'eye photograph';
const exams: ReadonlySet<string> = new Set<ProcedureFamily>(['eye exam', 'office visit']);
const materials: ReadonlySet<string> = new Set<ProcedureFamily>(['frame', 'lens', 'contact lens']);
const distinct = new Set(['59', 'XS', 'XU', 'XE', 'XP']);

/** Refraction, accommodation, and examinations without complaint: what vision plans are for. */
const isRoutine = (code: string): boolean => code.startsWith('H52') || code.startsWith('Z010');
/** A lens replaced or missing: after cataract surgery Medicare pays one pair. */
const isAphakic = (code: string): boolean => code.startsWith('Z961') || code.startsWith('H270') || code.startsWith('Q123');

/** Disease of the cornea, or a cornea of another: what no spectacles correct, and lenses for the eye are medically necessary for. */
const isCorneal = (code: string): boolean => /^(?:H1[678]|Z947)/.test(code);

/** Medicare pays no lens for the cornea; other medical plans do where it is necessary, so somebody looks. */
function checkMaterials(look: Look, report: Report): void {
  if (look.facts.payer.vision === true) return;
  for (const line of look.lines) {
    if (!materials.has(line.family) || line.diagnoses.some(({ code }) => isAphakic(code))) continue;
    const necessary = line.family !== 'frame' && !look.medicare && line.diagnoses.some(({ code }) => isCorneal(code));
    const known = look.medicare && line.modifiers.includes('GY');
    if (!known) report({ line, values: { code: line.code }, ...(necessary ? { severity: 'warning' } : {}) });
  }
}

/** Whether something of these families was done on the day of a line, here or before. */
function doneThatDay(look: Look, line: LineLook, families: ReadonlySet<string>): boolean {
  for (const other of look.lines) if (other !== line && other.on === line.on && families.has(other.family)) return true;
  for (const served of look.sameDays) if (served.on === line.on && families.has(served.family ?? '')) return true;
  return false;
}

const besideScan = [
  { family: nerve, other: new Set([retina]) },
  { family: retina, other: new Set([nerve]) },
];

function checkScans(look: Look, report: Report): void {
  const told: LineLook['on'][] = [];
  for (const { family, other } of besideScan)
    for (const line of look.lines) {
      if (line.family !== family || told.includes(line.on) || !doneThatDay(look, line, other)) continue;
      told.push(line.on);
      report({ line, values: { code: line.code } });
    }
}

const whyBoth = /\b(?:photograph\w*|fundus photo\w*)\b[^.\n]{0,60}\b(?:necessary|needed|because|to document|separate)\b/i;

function checkPhotograph(look: Look, report: Report): void {
  for (const line of look.lines) {
    if (line.family !== photograph || hasModifier(line.modifiers, distinct)) continue;
    if (!doneThatDay(look, line, scans)) continue;
    const evidence = quote(look.facts.note, whyBoth);
    const proposal = evidence && { change: 'add-modifier' as const, line: line.line.number, choices: ['59'], evidence: [evidence] };
    report({
      line,
      values: { code: line.code },
      ...(proposal ? { proposal, evidence: proposal.evidence, action: 'add_modifier_59' } : {}),
    });
  }
}

const reasonOf = (line: LineLook): string | undefined => line.diagnoses[0]?.code;

function checkRouting(look: Look, report: Report, vision: boolean): void {
  if ((look.facts.payer.vision === true) !== vision) return;
  for (const line of look.lines) {
    const reason = reasonOf(line);
    if (reason === undefined || !exams.has(line.family) || (!vision && line.family !== 'eye exam')) continue;
    if (isRoutine(reason) === vision) continue;
    report({ line, values: { code: line.code, reason } });
    return;
  }
}

const edit = (rest: Omit<Edit, 'family' | 'kinds' | 'snip'>): Edit => ({ family: 'eyes', kinds: ['professional'], snip: 7, ...rest });

export const eyes: readonly Edit[] = [
  edit({
    code: 'refraction-to-medicare',
    severity: 'hold',
    only: ['medicare', 'refraction'],
    says: '{code} is a refraction, which Medicare never pays.',
    because: 'Refraction is excluded by law; GY says that it is known, and the patient pays.',
    source: 'Social Security Act 1862(a)(7)',
    fix: "Bill the patient; send it with GY only where another payer wants Medicare's refusal.",
    action: 'bill_patient',
    check: (look, report) => {
      if (!look.medicare) return;
      for (const line of look.lines)
        if (line.family === 'refraction' && !line.modifiers.includes('GY')) report({ line, values: { code: line.code } });
    },
  }),
  edit({
    code: 'eye-scans-same-day',
    severity: 'hold',
    only: ['eye imaging', ['several lines', 'served that day']],
    says: 'A retina scan and an optic nerve scan are never paid on the same day.',
    because: 'Both are made by one device in one sitting; no modifier changes that.',
    source: 'NCCI procedure-to-procedure edits; contractors’ articles on computerized ophthalmic imaging',
    fix: 'Bill the one that the complaint called for; make the other on another day where it is needed.',
    action: 'remove_line',
    check: checkScans,
  }),
  edit({
    code: 'eye-photograph-with-scan',
    severity: 'hold',
    only: ['eye imaging', ['several lines', 'served that day']],
    says: '{code} stands beside a scan of the same eye that day without a modifier.',
    because: 'Both are paid only where the note says why each was necessary.',
    source: 'NCCI procedure-to-procedure edits; contractors’ articles on computerized ophthalmic imaging',
    fix: 'Look into the note: where it says why both, 59 on the photograph; otherwise bill the scan only.',
    action: 'review_documentation',
    check: checkPhotograph,
  }),
  edit({
    code: 'eye-imaging-units',
    severity: 'hold',
    only: ['eye imaging'],
    says: '{code} is of one eye or both: one unit, without 50.',
    because: 'Imaging of the eye is paid once a day, whether of one side or both.',
    source: 'Medicare physician fee schedule, bilateral indicator 2',
    fix: 'Set one unit and take 50 off.',
    action: 'correct_units',
    check: (look, report) => {
      for (const line of look.lines)
        if ((scans.has(line.family) || line.family === photograph) && (line.units > 1 || line.modifiers.includes('50')))
          report({ line, values: { code: line.code } });
    },
  }),
  edit({
    code: 'medical-reason-to-vision-plan',
    severity: 'warn',
    only: ['eye visit'],
    says: '{code} goes to a vision plan for {reason}, which is a medical reason.',
    because: 'A vision plan pays the routine examination; a disease is the medical payer’s.',
    source: 'coordination of vision and medical plans, by the reason of the visit',
    fix: 'Send it to the medical payer, or point first at the refractive reason if that was the complaint.',
    action: 'route_to_medical',
    check: (look, report) => checkRouting(look, report, true),
  }),
  edit({
    code: 'routine-reason-to-medical-payer',
    severity: 'warn',
    only: ['eye visit'],
    says: '{code} goes to a medical payer for {reason}, which is a routine reason.',
    because: 'A routine eye examination is the vision plan’s, or the patient’s.',
    source: 'coordination of vision and medical plans, by the reason of the visit',
    fix: 'Send it to the vision plan, or point first at the disease that the note names.',
    action: 'route_to_vision',
    check: (look, report) => checkRouting(look, report, false),
  }),
  edit({
    code: 'materials-to-medical-payer',
    severity: 'hold',
    only: ['materials'],
    says: '{code} are spectacles or lenses, and this is no vision plan.',
    because:
      'Medical payers pay for them after a lens of the eye was replaced or lost; lenses for a disease of the cornea only where the plan says so, Medicare never.',
    source: 'Medicare benefit policy manual, chapter 15, 120',
    fix: 'Send it to the vision plan or the patient; after cataract surgery, point at the lens status; for the cornea, check the plan’s terms of medically necessary lenses.',
    action: 'route_to_vision',
    check: checkMaterials,
  }),
  edit({
    code: 'lens-without-reason',
    severity: 'warn',
    only: ['materials'],
    says: '{code} is a lens, and no refractive reason stands on its line.',
    because: 'Lenses correct refraction, presbyopia, a lost lens or an uneven cornea.',
    source: 'vision plans’ terms for materials',
    fix: 'Point at the refractive diagnosis.',
    action: 'review_diagnosis',
    check: (look, report) => {
      for (const line of look.lines) {
        if (line.family !== 'lens' && line.family !== 'contact lens') continue;
        if (!line.diagnoses.some(({ code }) => code.startsWith('H52') || code.startsWith('H53') || isAphakic(code) || isCorneal(code)))
          report({ line, values: { code: line.code } });
      }
    },
  }),
];
