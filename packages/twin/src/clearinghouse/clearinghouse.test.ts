import { type ClaimToWrite, createReader, writeClaims } from '@claimwright/x12';
import { expect, test } from 'vitest';
import { makeClaims, openClearinghouse } from '../index.ts';
import type { Answer, Manner } from './clearinghouse.ts';

const { bytes837, claims } = makeClaims({ seed: 11, count: 12, until: '2026-01-30' });
const text = new TextDecoder().decode(bytes837);
const bytesOf = (changed: string) => new TextEncoder().encode(changed);
const later = 30 * 24 * 60;

function answersTo(files: readonly Uint8Array[], manner: Manner = {}, at = later): readonly Answer[] {
  const house = openClearinghouse({ seed: 1, opens: '2026-02-02', manner });
  files.forEach((bytes, i) => {
    house.put(`batch-${i}.837`, bytes, i);
  });
  return house.answers(at);
}

/** What is said of which claim by whom: `277CA payer C1 A2`. */
function told(answers: readonly Answer[]): string[] {
  const said: string[] = [];
  for (const { kind, by, bytes } of answers) {
    const reader = createReader({
      interchangeAcknowledged: ({ code, note }) => said.push(`${kind} ${code} ${note}`),
      groupAcknowledged: ({ code }) => said.push(`${kind} ${code}`),
      setAcknowledged: ({ segments }) => {
        for (const { segment, contexts } of segments) said.push(`${kind} ${segment} ${contexts[0]?.value}`);
      },
      claimStatus: ({ level, trace, statuses, lines }) => {
        const codes = [...statuses, ...lines.flatMap((line) => line.statuses)].map(
          (one) => `${one.codes[0]?.category} ${one.codes[0]?.status}`,
        );
        if (level === 'claim') said.push(`${kind} ${by} ${trace.number} ${codes.join(', ')}`);
      },
      remitClaim: ({ patientControlNumber }) => said.push(`${kind} ${patientControlNumber}`),
      finding: (finding) => said.push(`${kind} finding ${finding.code} ${finding.at}`),
    });
    reader.push(bytes);
    expect(reader.end().readable).toBe(true);
  }
  return said;
}

test('a good batch is answered by all, claim by claim, without a finding of ours, and is paid', () => {
  const answers = answersTo([bytes837]);
  const said = told(answers);
  expect(said).toContain('TA1 A 000');
  expect(said).toContain('999 A');
  for (const { control } of claims)
    expect(said).toEqual(expect.arrayContaining([`277CA clearinghouse ${control} A2 20`, `277CA payer ${control} A2 20`]));
  expect(answers.filter(({ kind }) => kind === '835').length).toBeGreaterThan(0);
  expect(said.filter((line) => line.includes('finding'))).toEqual([]);
});

test('the same seed gives the same bytes', () => {
  expect(answersTo([bytes837])).toEqual(answersTo([bytes837]));
});

test('each of its published rules bites, and says so by a 999, or as clearinghouse or payer', () => {
  const [one] = claims;
  const control = one?.control ?? '';
  const member = one?.coverages[0]?.memberId ?? '';
  const npi = one?.provider.npi ?? '';
  const alone = (changed: (whole: string) => string) => told(answersTo([bytesOf(changed(text))]));
  expect(alone((whole) => whole.replace(`*MI*${member}`, ''))).toEqual(expect.arrayContaining(['999 R', `999 NM1 ${control}`]));
  expect(alone((whole) => whole.replaceAll(npi, '1234567890'))).toContain(`277CA clearinghouse ${control} A7 562`);
  expect(alone((whole) => whole.replace(`CLM*${control}*`, `CLM*${control}*1`))).toContain(`277CA clearinghouse ${control} A8 178`);
  expect(alone((whole) => whole.replace(`*MI*${member}`, '*MI*A1'))).toContain(`277CA payer ${control} A7 164`);
  expect(alone((whole) => whole.replace(/DTP\*472\*D8\*\d{8}/, 'DTP*472*D8*20270101')).join('\n')).toMatch(/clearinghouse \S+ A7 187/);
  expect(told(answersTo([bytes837, bytes837]))).toContain('TA1 R 025');
  const again = bytesOf(text.replace('*000000001*0*', '*000000002*0*').replace('IEA*1*000000001', 'IEA*1*000000002'));
  expect(told(answersTo([bytes837, again]))).toContain(`277CA payer ${control} A8 54`);
  expect(alone((whole) => whole.slice(0, whole.lastIndexOf('IEA')))).toContain('TA1 R 023');
});

/** A dentist asks what would be paid: there is no day yet. */
const asked: ClaimToWrite = {
  billing: { provider: { name: 'QUIET HARBOR', idQualifier: 'XX', id: '1234567893', references: [{ qualifier: 'EI', id: '777777777' }] } },
  subscriber: {
    ...{ sequence: 'P', relationship: '18', person: { name: 'ALDER', first: 'ROWAN', idQualifier: 'MI', id: 'M10001' } },
    ...{ birthDate: '1980-05-02', sex: 'F', payer: { name: 'HARBOR DENTAL', idQualifier: 'PI', id: 'HARB1' } },
  },
  ...{ patientControlNumber: 'ASK1', charged: 120_000, placeOfService: '11', facilityQualifier: 'B', frequency: '1' },
  ...{ providerSignature: 'Y', assignment: 'A', benefitsAssigned: 'Y', release: 'Y', submission: 'PB' },
  ...{ dates: [], references: [], amounts: [], notes: ['#30 D2740 - CUSP CRACKED'], diagnoses: [], parties: {}, otherPayers: [] },
  lines: [
    {
      ...{ procedure: { qualifier: 'AD', code: 'D2740', modifiers: [] }, charged: 120_000, units: '1', pointers: [] },
      ...{ teeth: [{ tooth: '30', surfaces: [] }], dates: [], references: [], amounts: [], notes: [], parties: {}, otherPayments: [] },
    },
  ],
  dental: { teeth: [] },
};

test('what is asked beforehand is taken without a day, and paid nothing; a note of a dental line is refused where it stands', () => {
  const dental = new TextDecoder().decode(
    writeClaims({
      claimType: 'dental',
      envelope: {
        sender: 'QUIET',
        receiver: 'TWINHOUSE',
        interchangeDate: '2026-02-02',
        interchangeControl: '000000001',
        groupControl: '1',
        test: true,
      },
      ...{ control: '0001', time: '08:00', batch: { reference: 'B1', purpose: '00', date: '2026-02-02', kind: 'CH' } },
      submitter: {
        name: 'QUIET',
        idQualifier: '46',
        id: 'QUIET',
        contacts: [{ name: 'BILLING', numbers: [{ qualifier: 'TE', number: '5555550100' }] }],
      },
      receiver: { name: 'TWINHOUSE', idQualifier: '46', id: 'TWINHOUSE' },
      claims: [asked],
    }),
  );
  const taken = told(answersTo([bytesOf(dental)]));
  expect(taken).toEqual(expect.arrayContaining(['999 A', '277CA payer ASK1 A2 20']));
  expect(taken.join('\n')).not.toContain('835');
  const noted = dental.replace(/(SV3\*[^~]*~)/, '$1NTE*ADD*CUSP CRACKED~');
  expect(told(answersTo([bytesOf(noted)]))).toEqual(expect.arrayContaining(['999 R', '999 NTE ASK1']));
  const many = dental.replace(/(NTE\*ADD\*[^~]*~)/, '$1'.repeat(6));
  expect(told(answersTo([bytesOf(many)]))).toEqual(expect.arrayContaining(['999 R', '999 NTE ASK1']));
});

test('slow, twice, out of order, silent and down for a day', () => {
  const day = 24 * 60;
  expect(answersTo([bytes837], {}, day).map(({ by }) => by)).toContain('payer');
  expect(answersTo([bytes837], { slow: 10 }, day).map(({ by }) => by)).not.toContain('payer');
  const twice = told(answersTo([bytes837], { duplicated: true }));
  expect(twice.filter((line) => line === '999 A')).toHaveLength(2);
  const kinds = answersTo([bytes837], { outOfOrder: true }).map(({ kind, by }) => `${kind} ${by}`);
  expect(kinds).not.toEqual(answersTo([bytes837]).map(({ kind, by }) => `${kind} ${by}`));
  expect(answersTo([bytes837], { silent: ['payer'] }).every(({ by }) => by !== 'payer')).toBe(true);
  expect(answersTo([bytes837], { down: { from: 5, until: 5 + day } }, day)).toEqual([]);
});

test('the payer names a claim in its remit by the number that it gave it when it took it', () => {
  const given = new Map<string, string>();
  const paid = new Map<string, string>();
  for (const { bytes } of answersTo([bytes837])) {
    const reader = createReader({
      claimStatus: ({ trace, references }) => {
        const number = references.find(({ qualifier }) => qualifier === '1K')?.id;
        if (number !== undefined) given.set(trace.number, number);
      },
      remitClaim: ({ patientControlNumber, payerControlNumber }) => void paid.set(patientControlNumber, payerControlNumber ?? ''),
    });
    reader.push(bytes);
    reader.end();
  }
  const both = [...paid].filter(([control]) => given.has(control));
  expect(both.length).toBeGreaterThan(5);
  // A reversal's correction, a secondary payment or a part of a split claim adds to it; now and then a payer errs, as payers do.
  const same = both.filter(([control, number]) => number.startsWith(given.get(control) ?? '?'));
  expect(same.length).toBeGreaterThanOrEqual(both.length - 1);
});
