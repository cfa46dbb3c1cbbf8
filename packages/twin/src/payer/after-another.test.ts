import { type ClaimToWrite, createReader, writeClaims } from '@claimwright/x12';
import { expect, test } from 'vitest';
import { adjudicate, openClearinghouse } from '../index.ts';

type Told = ClaimToWrite['otherPayers'][number];
type Line = ClaimToWrite['lines'][number];
const because = (group: string, reason: string, amount: number) => ({ group, reason, amount });

const person = { name: 'ALDER', first: 'ROWAN', idQualifier: 'MI', id: 'M10001' };
const line = (charged: number, ...otherPayments: Line['otherPayments']): Line => ({
  ...{ procedure: { qualifier: 'HC', code: '99213', modifiers: [] }, charged, unit: 'UN', units: '1', pointers: [1], otherPayments },
  dates: [{ qualifier: '472', date: '2026-02-02' }],
  ...{ references: [], amounts: [], notes: [], parties: {} },
});
const svd = (paid: number, ...adjustments: Line['otherPayments'][number]['adjustments']): Line['otherPayments'][number] => ({
  ...{ payerId: '90103', paid, adjustments, date: '2026-02-20' },
  ...{ procedure: { qualifier: 'HC', code: '99213', modifiers: [] }, units: '1' },
});
const other = (paid: number | undefined, adjustments: Told['adjustments'] = [], sequence = 'P'): Told => ({
  ...{ sequence, relationship: '18', filingIndicator: 'MB', adjustments },
  amounts: paid === undefined ? [] : [{ qualifier: 'D', amount: paid }],
  parties: { IL: person, PR: { name: 'FEDERAL SENIOR PROGRAM', idQualifier: 'PI', id: '90103' } },
});

/** The claim that goes to another payer after the first one, in our own bytes. */
function sent(others: readonly Told[], lines: readonly Line[], { payer = '90101', sequence = 'S' } = {}): Uint8Array {
  const claim: ClaimToWrite = {
    billing: {
      provider: { name: 'QUIET HARBOR', idQualifier: 'XX', id: '1234567893', references: [{ qualifier: 'EI', id: '777777777' }] },
    },
    subscriber: {
      ...{ sequence, relationship: '18', filingIndicator: 'CI', person, birthDate: '1980-05-02', sex: 'F' },
      payer: { name: 'NEXT PAYER', idQualifier: 'PI', id: payer },
    },
    ...{ patientControlNumber: 'C1', charged: lines.reduce((sum, { charged }) => sum + charged, 0), placeOfService: '11' },
    ...{ facilityQualifier: 'B', frequency: '1', providerSignature: 'Y', assignment: 'A', benefitsAssigned: 'Y', release: 'Y' },
    ...{ dates: [], references: [], amounts: [], notes: [], diagnoses: [{ qualifier: 'ABK', code: 'J069' }], parties: {} },
    ...{ otherPayers: others, lines },
  };
  const envelope = {
    ...{ sender: 'QUIET', receiver: 'TWINHOUSE', interchangeDate: '2026-02-25', interchangeControl: '000000001', groupControl: '1' },
    test: false,
  };
  return writeClaims({
    ...{ claimType: 'professional', envelope, control: '0001', time: '08:00' },
    batch: { reference: 'B1', purpose: '00', date: '2026-02-25', kind: 'CH' },
    submitter: {
      ...{ name: 'QUIET', idQualifier: '46', id: 'QUIET' },
      contacts: [{ name: 'BILLING', numbers: [{ qualifier: 'TE', number: '5555550100' }] }],
    },
    ...{ receiver: { name: 'TWINHOUSE', idQualifier: '46', id: 'TWINHOUSE' }, claims: [claim] },
  });
}

/** Every CLP of the remits: status, paid, the patient's share and its lines, each of them balanced. */
function answered(bytes: Uint8Array, seed = 1) {
  const { remits } = adjudicate(bytes, { seed, from: '2026-03-02' });
  const all = remits.flatMap(({ remit, truth }) => {
    expect([truth.disposition, truth.difference]).toEqual(['post', 0]);
    return remit.claims.map((claim) => ({ payer: remit.payer.id, claim, truth: truth.claims[0] }));
  });
  for (const { claim } of all) {
    const sum = (reasons: readonly { amount: number }[]) => reasons.reduce((total, { amount }) => total + amount, 0);
    for (const one of claim.lines) expect(one.charged).toBe(one.paid + sum(one.reasons));
    expect(claim.paid).toBe(claim.lines.reduce((total, { paid }) => total + paid, 0));
  }
  return all;
}
/** `OA-23 80.00` for each reason. */
const reasons = (answer: ReturnType<typeof answered>[number] | undefined) =>
  answer?.claim.lines.map((one) => one.reasons.map(({ group, code, amount }) => `${group}-${code} ${amount}`));

const twoLines = [
  line(20_000, svd(8_000, because('CO', '45', 10_000), because('PR', '2', 2_000))),
  line(10_000, svd(0, because('PR', '1', 10_000))),
];

test('a claim after another payer is paid once, by the payer that it goes to, at most what that one left; the rest is told as its effect', () => {
  for (let seed = 1; seed < 30; seed++) {
    const all = answered(sent([other(8_000)], twoLines), seed);
    expect(all.map(({ payer, claim }) => [payer, claim.status])).toEqual([['90101', '2']]);
    const [first, second] = all[0]?.claim.lines ?? [];
    expect(first?.paid).toBeLessThanOrEqual(2_000);
    expect(first?.reasons).toContainEqual({ group: 'OA', code: '23', amount: 18_000 });
    // Nothing was paid before, and no more is paid than it would have paid first.
    expect(second?.paid).toBeGreaterThan(0);
    expect(second?.paid).toBeLessThan(10_000);
    expect(second?.reasons.map(({ group }) => group)).toEqual(['PR']);
    expect(all[0]?.truth).toMatchObject({ case: 'after-another', patient: 12_000 - (all[0]?.claim.paid ?? 0), outcome: 'clean' });
  }
});

test('a supplement pays all that is left; where nothing is left nothing is paid', () => {
  const [all] = answered(sent([other(8_000)], twoLines, { payer: '90104' }));
  expect([all?.claim.paid, all?.claim.patientShare, reasons(all)]).toEqual([12_000, 0, [['OA-23 18000'], []]]);
  const [none] = answered(sent([other(0)], [line(20_000, svd(0, because('CO', '29', 20_000)))], { payer: '90104' }));
  expect([none?.claim.paid, reasons(none)]).toEqual([0, [['OA-23 20000']]]);
});

test('a decision of the whole claim is read as well; a third payer is the third, after the second', () => {
  const [whole] = answered(
    sent([other(15_000, [because('CO', '45', 9_000), because('PR', '2', 6_000)])], [line(20_000), line(10_000)], { payer: '90104' }),
  );
  expect([whole?.claim.paid, reasons(whole)]).toEqual([6_000, [['OA-23 14000'], ['OA-23 10000']]]);
  const second = { ...other(1_500, [], 'S'), parties: { IL: person, PR: { name: 'SECOND', idQualifier: 'PI', id: '90102' } } };
  const lines = [
    line(20_000, svd(8_000, because('CO', '45', 10_000), because('PR', '2', 2_000)), {
      ...svd(1_500, because('OA', '23', 18_000), because('PR', '2', 500)),
      payerId: '90102',
    }),
  ];
  const [third] = answered(sent([second, other(8_000)], lines, { payer: '90104', sequence: 'T' }));
  expect([third?.claim.status, third?.claim.paid, reasons(third)]).toEqual(['3', 500, [['OA-23 19500']]]);
});

test('what the one before decided is wanted, and has to add up', () => {
  const [untold] = answered(sent([other(undefined)], [line(20_000)]));
  expect([untold?.claim.paid, reasons(untold), untold?.truth?.outcome]).toEqual([0, [['CO-22 20000']], 'denial']);
  const [off] = answered(sent([other(8_000)], [line(20_000, svd(8_000, because('PR', '2', 2_000)))]));
  expect([off?.claim.paid, reasons(off), off?.truth?.outcome]).toEqual([0, [['CO-129 20000']], 'denial']);
  const [ofWhole] = answered(sent([other(9_000)], twoLines));
  expect(reasons(ofWhole)).toEqual([['CO-129 20000'], ['CO-129 10000']]);
});

test('the clearinghouse brings that answer, and a payer named after this one is the next', () => {
  const house = openClearinghouse({ seed: 1, opens: '2026-02-25' });
  house.put('second.837', sent([other(8_000)], twoLines), 0);
  const said: unknown[] = [];
  for (const { bytes } of house.answers(60 * 24 * 60)) {
    const reader = createReader({ remitClaim: ({ status, patientControlNumber }) => said.push([patientControlNumber, status]) });
    reader.push(bytes);
    expect(reader.end().readable).toBe(true);
  }
  expect(said).toEqual([['C1', '2']]);
  const third = { ...other(undefined, [], 'T'), parties: { IL: person, PR: { name: 'THIRD', idQualifier: 'PI', id: '90104' } } };
  const [answer] = answered(sent([other(8_000), third], twoLines));
  expect(answer?.truth).toMatchObject({ patient: 0, nextPayer: 12_000 - (answer?.claim.paid ?? 0), outcome: 'work' });
});
