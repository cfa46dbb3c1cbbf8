import { expect, test } from 'vitest';
import { cents, type PlainDate } from '../../../ground/base/index.ts';
import { boxesOfFinding, type ClaimToSend, factsOfBox, paperForm } from '../index.ts';

const on = '2026-03-02' as PlainDate;
const patient = { last: 'Alder', first: 'Rowan' };
const inpatient: ClaimToSend = {
  ...{ kind: 'institutional', patientControlNumber: 'V2001', frequency: '1', predetermination: false, billed: cents(20_000), patient },
  coverages: [{ rank: 'primary', payerId: 'HARB1', payerName: 'Harbor Health', memberId: 'M100', relationship: '18', subscriber: patient }],
  ...{ sentAs: 'primary', billing: { entity: 'organisation', name: 'Quiet Harbor', npi: '1234567893' }, placeOfService: '' },
  diagnoses: [{ code: 'K3580', system: 'ICD-10-CM', presentOnAdmission: 'Y' }],
  ...{ signatureOnFile: true, assignment: 'A', benefitsAssigned: 'Y', release: 'Y', attachments: [], missingTeeth: [] },
  stay: {
    ...{ typeOfBill: '111', conditions: [], occurrences: [], values: [], from: on, to: on },
    ...{ admittingDiagnosis: 'R109', reasonsForVisit: ['R1031'] },
    procedures: Array.from({ length: 7 }, () => ({ code: '0DTJ4ZZ', on })),
  },
  lines: [
    {
      ...{ number: 1, procedure: { code: '', modifiers: [] }, revenueCode: '0120', billed: cents(20_000), units: '1', unit: 'DA' },
      ...{ servedOn: on, pointers: [], teeth: [], oralCavities: [], attachments: [] },
    },
  ],
};

test('UB-04 says for what somebody was admitted, why they came and what was done, and what is found leads there', () => {
  const form = paperForm(inpatient);
  if (form === undefined) throw new Error('there is a form for it');
  const { pages, layout, findings } = form;
  const texts = (box: string) => (pages[0] ?? []).filter((field) => field.box === box).map(({ text }) => text.trim());
  expect(['69', '70a', '70b', '74', '74e'].map(texts)).toEqual([
    ...[['R109'], ['R1031'], []],
    ...[
      ['0DTJ4ZZ', '030226'],
      ['0DTJ4ZZ', '030226'],
    ],
  ]);
  expect(findings.map(({ says }) => says)).toContain('Only the first 6 of 7 procedures go on paper.');
  const found = (at: string) => boxesOfFinding(inpatient, layout, { at }).map(({ box }) => box);
  const places = [
    'claim, type of bill',
    'claim, admitting diagnosis',
    'claim, reason for visit',
    'claim, patient status',
    'claim, diagnosis 2',
  ];
  expect([...places, 'claim, attending provider'].flatMap(found)).toEqual(['4', '69', '70a', '17', '67', '76']);
  expect(factsOfBox(inpatient, layout, '69')).toMatchObject([
    { at: 'stay.admittingDiagnosis', name: 'Admitting diagnosis', value: 'R109' },
  ]);
});

test('UB-04 has external causes in boxes of their own, which lead to their codes, and the next free box of each takes one more', () => {
  const codes = ['S82001A', 'W010XXA', 'E119', 'Y92009'];
  const diagnoses = codes.map((code, i) => ({ code, system: 'ICD-10-CM' as const, ...(i === 1 && { presentOnAdmission: 'Y' }) }));
  const claim: ClaimToSend = { ...inpatient, diagnoses };
  const form = paperForm(claim);
  if (form === undefined) throw new Error('there is a form for it');
  const texts = (box: string) => (form.pages[0] ?? []).filter((field) => field.box === box).map(({ text }) => text.trim());
  expect(['67', '67A', '67B', '72a', '72b', '72c'].map(texts)).toEqual([['S82001A'], ['E119'], [], ['W010XXA', 'Y'], ['Y92009'], []]);
  const codeOf = (box: string) => factsOfBox(claim, form.layout, box)[0];
  expect(['67A', '72a', '72b'].map((box) => codeOf(box)?.value)).toEqual(['E119', 'W010XXA', 'Y92009']);
  expect(['67B', '72c'].map((box) => codeOf(box)?.at)).toEqual(['diagnoses.4.code', 'diagnoses.4.code']);
  expect(factsOfBox(claim, form.layout, '67C')).toEqual([]);
  const [cause] = (form.pages[0] ?? []).filter(({ box }) => box === '72a');
  expect(cause?.paper).toEqual([55, 49]);
  const more = { ...claim, diagnoses: [...diagnoses, ...diagnoses.slice(1, 2), ...diagnoses.slice(1, 2)] };
  expect(paperForm(more)?.findings.map(({ says }) => says)).toContain('Only the first 3 of 4 external causes go on paper.');
});
