import type { StandardRules } from '../overlays/check-overlay.ts';
import type { OverlayRule } from '../overlays/overlay.ts';

/*
 * What a set asks for beyond its grammar: values that a code may have (SNIP level 2), and what one segment makes another one owe (level 4).
 * In our own words, from public companion guides of payers and the CMS manuals (100-04, chapters 24 and 26); the same words as an overlay's.
 */

const sexes = ['F', 'M', 'U'];
const yesNo = ['Y', 'N'];
const orders = ['P', 'S', 'T', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'U'];
const plans = '11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ'.split(' ');
const relationships = '01 19 20 21 39 40 53 G8'.split(' ');
const attachmentWays = 'AA BM EL EM FT FX'.split(' ');
const self = { at: '2000B SBR02', values: ['18'] };
const predetermination = { at: '2300 CLM19', values: ['PB'] };

const valuesOfClaims: readonly OverlayRule[] = [
  { at: '2000B SBR01', values: orders },
  { at: '2000B SBR02', values: ['18'] },
  { at: '2000B SBR09', values: plans },
  { at: '2000C PAT01', values: relationships },
  { at: '2010BA DMG03', values: sexes },
  { at: '2010CA DMG03', values: sexes },
  { at: '2300 CLM07', values: ['A', 'B', 'C', 'P'] },
  { at: '2300 CLM08', values: ['Y', 'N', 'W'] },
  { at: '2300 CLM09', values: ['I', 'Y'] },
  { at: '2300 PWK02', values: attachmentWays },
  { at: '2320 SBR01', values: orders },
  { at: '2320 SBR02', values: ['18', ...relationships] },
  { at: '2320 SBR09', values: plans },
  { at: '2320 CAS01', values: ['CO', 'CR', 'OA', 'PI', 'PR'] },
  { at: '2430 CAS01', values: ['CO', 'CR', 'OA', 'PI', 'PR'] },
];

const situationsOfClaims: readonly OverlayRule[] = [
  { at: '2010AA N3', required: true },
  { at: '2010AA N4', required: true },
  { at: '2010AA REF', where: { '1': ['EI', 'SY'] }, required: true, says: 'The billing provider has no tax number (REF EI or SY).' },
  { at: '2010BA N3', required: true, when: self, severity: 'warning', says: 'The patient’s street is missing.' },
  { at: '2010BA N4', required: true, when: self, severity: 'warning', says: 'The patient’s city is missing.' },
  { at: '2010BA DMG', required: true, when: self, says: 'The patient’s birth date and sex are missing.' },
  { at: '2010CA N3', required: true },
  { at: '2010CA N4', required: true },
  { at: '2010CA DMG', required: true, says: 'The patient’s birth date and sex are missing.' },
  {
    at: '2300 REF',
    where: { '1': ['F8'] },
    required: true,
    when: { at: '2300 CLM05-3', values: ['7', '8'] },
    says: 'The payer’s number of the claim that this one replaces or voids is missing (REF F8).',
  },
  { at: '2300 REF', where: { '1': ['F8'] }, most: 1 },
  { at: '2300 REF', where: { '1': ['G1'] }, most: 1 },
  { at: '2320', required: true, when: { at: '2000B SBR01', values: ['S', 'T'] }, says: 'Who paid before is missing (loop 2320).' },
];

const accident = ['AA', 'EM', 'OA'];
const accidentOn = (part: number): OverlayRule => ({
  at: '2300 DTP',
  where: { '1': ['439'] },
  required: true,
  when: { at: `2300 CLM11-${part}`, values: accident },
  says: 'The day of the accident is missing (DTP 439).',
});

const professional: readonly OverlayRule[] = [
  ...situationsOfClaims,
  { at: '2300 HI', required: true, says: 'There is no diagnosis (HI).' },
  { at: '2400 DTP', where: { '1': ['472'] }, required: true, says: 'The day of the service is missing (DTP 472).' },
  { at: '2400 DTP', where: { '1': ['472'] }, most: 1 },
  accidentOn(1),
  {
    at: '2300 CLM11-4',
    required: true,
    when: { at: '2300 CLM11-1', values: ['AA'] },
    says: 'The state of the motor accident is missing (CLM11-4).',
  },
  {
    at: '2300 DTP',
    where: { '1': ['435'] },
    required: true,
    when: { at: '2300 CLM05-1', values: ['21', '51'] },
    says: 'The day of the admission is missing (DTP 435).',
  },
];

const dental: readonly OverlayRule[] = [
  ...situationsOfClaims,
  {
    at: '2400 DTP',
    where: { '1': ['472'] },
    required: true,
    unless: [predetermination, { at: '2300 DTP01', values: ['472'] }],
    says: 'The day of the service is missing, of the line and of the claim (DTP 472).',
  },
  { at: '2400 DTP', where: { '1': ['472'] }, most: 1 },
  accidentOn(1),
];

const institutional: readonly OverlayRule[] = [
  ...situationsOfClaims,
  { at: '2300 DTP', where: { '1': ['434'] }, required: true, says: 'The days that the bill is for are missing (DTP 434).' },
  { at: '2300 DTP', where: { '1': ['434'] }, most: 1 },
  { at: '2300 HI', required: true, says: 'There is no diagnosis (HI).' },
  {
    at: '2300 DTP',
    where: { '1': ['435'] },
    required: true,
    when: { at: '2300 CLM05-1', values: ['11', '12', '18', '21', '41'] },
    says: 'The day of the admission is missing (DTP 435).',
  },
];

const boxes: readonly OverlayRule[] = [
  { at: '2300 CLM05-2', values: ['B'] },
  { at: '2300 CLM06', values: yesNo },
];

const ofRemits: readonly OverlayRule[] = [
  { at: 'BPR03', values: ['C', 'D'] },
  { at: 'BPR04', values: ['ACH', 'BOP', 'CHK', 'FWT', 'NON'] },
  { at: '2100 CLP02', values: ['1', '2', '3', '4', '19', '20', '21', '22', '23', '25'] },
  { at: '2100 CAS01', values: ['CO', 'CR', 'OA', 'PI', 'PR'] },
  { at: '2110 CAS01', values: ['CO', 'CR', 'OA', 'PI', 'PR'] },
];

const standard = (set: string, version: string, snip: 2 | 4, rules: readonly OverlayRule[]): StandardRules => ({
  name: 'The standard',
  set,
  version,
  snip,
  rules,
});

/** For every set of which such demands are known. */
export const standardRules: readonly StandardRules[] = [
  standard('837', '005010X222', 2, [...valuesOfClaims, ...boxes, { at: '2400 SV103', values: ['UN', 'MJ'] }]),
  standard('837', '005010X222', 4, professional),
  standard('837', '005010X224', 2, [...valuesOfClaims, ...boxes]),
  standard('837', '005010X224', 4, dental),
  standard('837', '005010X223', 2, [...valuesOfClaims, { at: '2300 CLM05-2', values: ['A'] }]),
  standard('837', '005010X223', 4, institutional),
  standard('835', '005010X221', 2, ofRemits),
];
