import type { Edit, Report } from '../edit.ts';
import type { DiagnosisLook, LineLook, Look } from '../look.ts';

const isCause = ({ code, position }: DiagnosisLook, { claim }: Look): boolean =>
  claim.diagnoses[position - 1]?.system === 'ICD-10-CM' && /^[V-Y]/.test(code);

/** An external cause in front: of the claim, or of a line. What the table itself keeps from the front is told by its own edit. */
function checkCauses(look: Look, report: Report): void {
  const told = new Set<DiagnosisLook>();
  const tell = (diagnosis: DiagnosisLook, line?: LineLook): void => {
    if (told.has(diagnosis) || !isCause(diagnosis, look)) return;
    told.add(diagnosis);
    if (line === undefined || diagnosis.row?.neverFirst !== true)
      report({ at: `diagnosis ${diagnosis.position}`, values: { code: diagnosis.code }, ...(line ? { line } : {}) });
  };
  for (const line of look.lines) if (line.diagnoses[0] !== undefined) tell(line.diagnoses[0], line);
  if (look.diagnoses[0] !== undefined) tell(look.diagnoses[0]);
}

const grownUp = 18;

/** Where the table knows the ages of a diagnosis, they are held to it. */
function checkPerinatal(look: Look, report: Report): void {
  if (look.age === undefined || look.age < grownUp) return;
  for (const { code, position, row } of look.diagnoses)
    if (code.startsWith('P') && row?.ageFrom === undefined && row?.ageTo === undefined)
      report({ at: `diagnosis ${position}`, values: { code } });
}

/** Diagnoses that by their chapter cannot stand where they do. */
export const firstReasons: readonly Edit[] = [
  {
    code: 'external-cause-first',
    family: 'diagnoses',
    severity: 'hold',
    snip: 6,
    only: ['cause or newborn'],
    says: '{code} tells how or where somebody was hurt, and stands as the first reason.',
    because: 'An external cause (V, W, X, Y) is never the first diagnosis: it goes behind the injury that it explains.',
    source: 'ICD-10-CM official guidelines for coding and reporting, I.C.20.a.6',
    fix: 'Put the injury or condition that was treated first, and point the line at it; the cause may stand behind.',
    action: 'review_diagnosis',
    check: checkCauses,
  },
  {
    code: 'perinatal-of-an-adult',
    family: 'diagnoses',
    severity: 'warn',
    snip: 6,
    only: ['cause or newborn'],
    says: '{code} is a condition of newborns, and the patient is grown up.',
    because:
      'P00 to P96 are of the newborn’s own record: Medicare’s code editor takes them at age 0 alone, a mother’s conditions have other codes.',
    source: 'Medicare code editor, age conflicts; ICD-10-CM official guidelines for coding and reporting, I.C.16.a',
    fix: 'Check the date of birth and whose record this is; of an adult, choose the code of the condition as it is now.',
    action: 'review_diagnosis',
    check: checkPerinatal,
  },
];
