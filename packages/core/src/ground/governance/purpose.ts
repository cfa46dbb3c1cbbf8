import type { Finding } from '../base/index.ts';

/** Why somebody looks at patient data. Treatment, payment and operations are the law's words (45 CFR 164.506). */
export const purposes = ['treatment', 'payment', 'operations', 'patient-request', 'audit', 'legal', 'emergency'] as const;
export type Purpose = (typeof purposes)[number];

/** What of a patient an answer can show. `source` is the raw file, with whatever stands in it. */
export const patientFields = ['identity', 'coverage', 'clinical', 'money', 'source'] as const;
export type PatientField = (typeof patientFields)[number];

/** How much an answer shows at most: of one patient or of many, in so many rows. */
export interface Width {
  readonly patients: 'one' | 'many';
  readonly rows: number;
  readonly fields: readonly PatientField[];
}

/** What a question is for, and how wide its answer is. */
export interface Serves extends Width {
  readonly purposes: readonly Purpose[];
}

const all = patientFields;

/**
 * Minimum necessary (45 CFR 164.502(b), 164.514(d)) as data: how wide an answer a purpose can have. The law exempts treatment; a whole
 * practice on one page is nobody's treatment all the same.
 */
export const widths: { readonly [purpose in Purpose]: Width } = {
  treatment: { patients: 'many', rows: 100, fields: all },
  payment: { patients: 'many', rows: 250, fields: all },
  operations: { patients: 'many', rows: 250, fields: ['identity', 'coverage', 'money', 'clinical'] },
  'patient-request': { patients: 'one', rows: 200, fields: all },
  audit: { patients: 'many', rows: 1_000, fields: all },
  legal: { patients: 'one', rows: 1_000, fields: all },
  // Whoever looks in an emergency must find the patient first; each look is reviewed afterwards.
  emergency: { patients: 'many', rows: 250, fields: all },
};

export const isPurpose = (text: string): text is Purpose => (purposes as readonly string[]).includes(text);

const finding = (code: string, says: string): Finding => ({ code, severity: 'error', at: 'purpose', says });

/** Why a question may not be asked for this purpose; nothing where it may. */
export function tooWide(serves: Serves, purpose: Purpose): Finding[] {
  if (!serves.purposes.includes(purpose))
    return [finding('purpose.not-served', `This answers for ${serves.purposes.join(', ')}, and not for ${purpose}.`)];
  const width = widths[purpose];
  const found: Finding[] = [];
  if (serves.patients === 'many' && width.patients === 'one')
    found.push(finding('purpose.too-wide', `For ${purpose} one patient is looked at; this shows many.`));
  if (serves.rows > width.rows)
    found.push(finding('purpose.too-wide', `For ${purpose} ${width.rows} rows are enough; this shows up to ${serves.rows}.`));
  const beyond = serves.fields.filter((field) => !width.fields.includes(field));
  if (beyond.length > 0) found.push(finding('purpose.fields', `${beyond.join(', ')} is more than ${purpose} needs.`));
  return found;
}
