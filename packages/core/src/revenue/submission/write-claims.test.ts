import { type ClaimStatusLoop, createReader, writeClaims, writeStatus, type X12Finding } from '@claimwright/x12';
import fc from 'fast-check';
import { type X12Interchange, X12Parser } from 'node-x12';
import { expect, test } from 'vitest';
import { type Cents, cents, type PlainDate } from '../../ground/base/index.ts';
import type {
  AttachmentToSend,
  ClaimKind,
  ClaimToSend,
  CoverageToSend,
  LineToSend,
  PersonToSend,
  ProviderToSend,
} from '../claims/index.ts';
import { type BatchFacts, claimsToWrite, inquiryToWrite, readClaimToSend } from './index.ts';

/** Claims of fictional people, for tests: of what stands on the wire, so that they read back equal. */

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const present = <T extends object>(of: T): T => Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as T;
const shape = <T extends object>(of: { [K in keyof T]: fc.Arbitrary<T[K] | undefined> }): fc.Arbitrary<T> =>
  fc.record<{ [key: string]: unknown }>(Object.fromEntries(Object.entries(of))).map((one) => present(one) as unknown as T);
const word = fc.constantFrom('ALDER', 'ROWAN', "O'FERN", 'HAZEL GREEN', 'QUILL');
const id = fc.stringMatching(/^[A-Z0-9]{1,12}$/);
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10) as PlainDate);
const money = fc.integer({ min: 0, max: 900_000 }).map((amount): Cents => cents(amount));
const npi = fc.constantFrom('1234567893', '1999999984', '1215193883', '1053386219');

const address = shape<NonNullable<PersonToSend['address']>>({
  line1: fc.constantFrom('1 PIER', '7 LARK LN'),
  line2: maybe(fc.constant('SUITE 2')),
  city: fc.constant('HARBOR'),
  state: fc.constant('ME'),
  zip: fc.constantFrom('04101', '041019999'),
});
const person = shape<PersonToSend>({
  ...{ last: word, first: word, middle: maybe(fc.constant('J')) },
  ...{ birthDate: day, sex: fc.constantFrom('F', 'M', 'U'), address },
});
const doctor = shape<ProviderToSend>({ entity: fc.constant('person'), name: word, first: word, npi });
const specialist = doctor.chain((one) => fc.constantFrom(one, { ...one, taxonomy: '152W00000X' }));
const place = shape<ProviderToSend>({
  ...{ entity: fc.constant('organisation'), name: fc.constant('QUIET HARBOR UPTOWN'), npi, address },
  phone: maybe(fc.constant('5555550100')),
});
const attachment = shape<AttachmentToSend>({
  ...{ report: fc.constantFrom('OZ', 'RB', 'P6'), transmission: fc.constantFrom('EL', 'BM', 'FX') },
  controlNumber: maybe(id),
});
const attachments = fc.array(attachment, { maxLength: 2 });
const modifiers = fc.subarray(['25', '59', 'LT', 'RT']);
const adjustments = fc.uniqueArray(fc.constantFrom('CO', 'PR', 'OA'), { maxLength: 3 }).chain((groups) =>
  fc
    .tuple(
      ...groups.map((group) =>
        fc.array(
          shape<{ group: string; reason: string; amount: Cents; quantity: string }>({
            ...{ group: fc.constant(group), reason: fc.constantFrom('45', '1', '2', '253'), amount: money },
            quantity: maybe(fc.constant('1')),
          }),
          { minLength: 1, maxLength: 6 },
        ),
      ),
    )
    .map((lists) => lists.flat()),
);

const lineOf = (kind: ClaimKind): fc.Arbitrary<Omit<LineToSend, 'number'>> => {
  const isMedical = kind !== 'dental';
  const medical = <T>(of: fc.Arbitrary<T>) => (isMedical ? maybe(of) : fc.constant(undefined));
  return shape<Omit<LineToSend, 'number'>>({
    lineControlNumber: maybe(id),
    procedure: fc.record({ code: fc.constantFrom('99213', '92014'), modifiers }),
    description: maybe(fc.constant('WHAT THE CODE DOES NOT SAY')),
    ...{ billed: money, units: fc.constantFrom('1', '2', '2.5') },
    unit: isMedical ? fc.constantFrom('UN', 'MJ') : fc.constant('UN'),
    revenueCode: kind === 'institutional' ? fc.constantFrom('0450', '0120') : fc.constant(undefined),
    ...{ servedOn: day, servedTo: maybe(day) },
    placeOfService: kind === 'institutional' ? fc.constant(undefined) : maybe(fc.constant('22')),
    pointers: kind === 'institutional' ? fc.constant([]) : fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
    note: maybe(fc.constant('SEE THE CHART')),
    drug: medical(fc.record({ ndc: fc.constant('00000000000'), unit: fc.constantFrom('ML', 'UN'), quantity: fc.constant('2.5') })),
    teeth: isMedical
      ? fc.constant([])
      : fc.array(fc.record({ tooth: fc.constantFrom('3', '14', 'A'), surfaces: fc.subarray(['M', 'O', 'D', 'B']) }), { maxLength: 3 }),
    oralCavities: isMedical ? fc.constant([]) : fc.subarray(['10', '20', '30']),
    prosthesis: isMedical ? fc.constant(undefined) : maybe(fc.constantFrom('I', 'R')),
    priorPlacedOn: isMedical ? fc.constant(undefined) : maybe(day),
    rendering: maybe(specialist),
    ordering: kind === 'professional' ? maybe(doctor) : fc.constant(undefined),
    attachments: isMedical ? attachments : fc.constant([]),
  });
};

/** Another payer, who decided each line, or nothing yet. */
const otherCoverage = (rank: CoverageToSend['rank'], lines: readonly LineToSend[]): fc.Arbitrary<CoverageToSend> =>
  shape<CoverageToSend>({
    ...{
      rank: fc.constant(rank),
      payerId: id.map((text) => `${rank.slice(0, 1).toUpperCase()}${text}`),
      payerName: fc.constant('SECOND MUTUAL'),
    },
    payerAddress: maybe(address),
    ...{ memberId: id, groupNumber: maybe(id), groupName: maybe(word), filingIndicator: fc.constantFrom('CI', 'MB') },
    relationship: fc.constantFrom('18', '01', '19'),
    subscriber: person.map(({ birthDate: _, sex: __, ...named }) => named),
    decision: maybe(
      shape<NonNullable<CoverageToSend['decision']>>({
        ...{ decidedOn: maybe(day), paid: money, adjustments },
        lines: fc.tuple(
          ...lines.map(({ number, procedure }) =>
            shape<NonNullable<CoverageToSend['decision']>['lines'][number]>({
              ...{ number: fc.constant(number), paid: money, procedure: fc.constant(procedure), adjustments },
              ...{ units: maybe(fc.constantFrom('1', '2.5')), decidedOn: maybe(day) },
            }),
          ),
        ),
      }),
    ),
  });

const stay = shape<NonNullable<ClaimToSend['stay']>>({
  typeOfBill: fc.constant('131'),
  ...{ admissionType: fc.constant('1'), admissionSource: maybe(fc.constant('7')), patientStatus: fc.constant('01') },
  conditions: fc.array(fc.constant('09'), { maxLength: 2 }),
  occurrences: fc.array(fc.record({ code: fc.constant('11'), on: day }), { maxLength: 2 }),
  values: fc.array(fc.record({ code: fc.constant('80'), amount: money }), { maxLength: 2 }),
  ...{ admittedOn: day, admittedAt: maybe(fc.constant('08:15')), dischargedAt: maybe(fc.constant('14:30')), from: day, to: day },
  ...{ attending: specialist, operating: maybe(doctor) },
});

const headOf = (kind: ClaimKind) => ({
  patientControlNumber: id,
  ...{ frequency: kind === 'institutional' ? fc.constant('1') : fc.constantFrom('1', '7', '8'), originalPayerControlNumber: maybe(id) },
  predetermination: kind === 'dental' ? fc.boolean() : fc.constant(false),
  patient: person,
  billing: place.map((one): ProviderToSend => ({ ...one, taxonomy: '152W00000X', taxId: '777777777', taxIdKind: 'employer' })),
  payTo: maybe(fc.record({ address })),
  ...{ rendering: maybe(specialist), referring: maybe(doctor), facility: maybe(place) },
  supervising: kind === 'institutional' ? fc.constant(undefined) : maybe(doctor),
  placeOfService: fc.constant(kind === 'institutional' ? '' : '11'),
  diagnoses: fc.array(
    shape<ClaimToSend['diagnoses'][number]>({
      ...{ code: fc.constantFrom('H5213', 'E119', 'Z0000'), system: fc.constant('ICD-10-CM') },
      presentOnAdmission: kind === 'institutional' ? maybe(fc.constant('Y')) : fc.constant(undefined),
    }),
    { minLength: 3, maxLength: kind === 'institutional' ? 20 : 12 },
  ),
  ...{ authorizationNumber: maybe(id), referralNumber: maybe(id), signatureOnFile: fc.constant(true) },
  ...{ assignment: fc.constantFrom('A', 'C'), benefitsAssigned: fc.constantFrom('Y', 'N'), release: fc.constantFrom('Y', 'I') },
  accident: maybe(
    shape<NonNullable<ClaimToSend['accident']>>({
      kind: fc.constantFrom('auto', 'employment', 'other'),
      on: maybe(day),
      state: fc.constant('ME'),
    }),
  ),
  ...{ onsetOn: maybe(day), note: maybe(fc.constant('CORRECTED UNITS')), attachments },
  missingTeeth: kind === 'dental' ? fc.uniqueArray(fc.constantFrom('1', '16', '32')) : fc.constant([]),
  orthodontics:
    kind === 'dental'
      ? maybe(
          shape<NonNullable<ClaimToSend['orthodontics']>>({
            months: fc.constant(24),
            monthsRemaining: maybe(fc.constant(6)),
            appliancePlacedOn: maybe(day),
          }),
        )
      : fc.constant(undefined),
  stay: kind === 'institutional' ? stay : fc.constant(undefined),
  patientPaid: maybe(money),
});

const claimArbitrary = (kind: ClaimKind): fc.Arbitrary<ClaimToSend> =>
  fc
    .tuple(
      shape<Omit<ClaimToSend, 'kind' | 'billed' | 'coverages' | 'sentAs' | 'lines'>>(headOf(kind)),
      fc
        .array(lineOf(kind), { minLength: 1, maxLength: 3 })
        .map((lines) => lines.map((line, i): LineToSend => ({ number: i + 1, ...line }))),
      fc.constantFrom<CoverageToSend['rank']>('primary', 'secondary', 'tertiary'),
      person,
    )
    .chain(([head, lines, sentAs, subscriber]) =>
      fc.tuple(...(['primary', 'secondary', 'tertiary'] as const).map((rank) => otherCoverage(rank, lines))).chain((coverages) =>
        fc.boolean().map((isSelf): ClaimToSend => {
          const mine = coverages.map((coverage) => {
            if (coverage.rank !== sentAs) return coverage;
            const { decision: _, ...own } = coverage;
            return { ...own, relationship: isSelf ? '18' : '19', subscriber: isSelf ? head.patient : subscriber };
          });
          const billed = cents(lines.reduce((sum, line) => sum + line.billed, 0));
          return { ...head, kind, billed, coverages: mine, sentAs, lines };
        }),
      ),
    );

const facts: BatchFacts = {
  ...{ interchangeControl: '000000007', groupControl: '7', control: '0001', reference: 'B7' },
  ...{ on: '2026-11-22' as PlainDate, at: '21:00', test: true },
  submitter: { name: 'QUIET HARBOR', id: 'QUIET', contact: 'BILLING', phone: '5555550100' },
  receiver: { name: 'HARBOR CLEARING', id: 'HARBOR' },
};

function readBack(bytes: Uint8Array): { claims: ClaimToSend[]; findings: X12Finding[] } {
  const claims: ClaimToSend[] = [];
  const findings: X12Finding[] = [];
  const reader = createReader({ claim: (loop) => claims.push(readClaimToSend(loop)), finding: (finding) => findings.push(finding) });
  reader.push(bytes);
  reader.end();
  return { claims, findings };
}

test.each(['professional', 'institutional', 'dental'] as const)('%s: what is written passes our own check and reads back equal', (kind) => {
  fc.assert(
    fc.property(fc.array(claimArbitrary(kind), { minLength: 1, maxLength: 3 }), (claims) => {
      const back = readBack(writeClaims(claimsToWrite(claims, facts)));
      expect(back.findings).toEqual([]);
      expect(back.claims).toEqual(claims);
    }),
    { numRuns: 40 },
  );
});

/** As node-x12 reads it, which knows nothing of ours: strict about envelopes, counts and control numbers. */
function readByAnother(bytes: Uint8Array): { tag: string; elements: string[] }[] {
  const { functionalGroups } = new X12Parser(true).parse(new TextDecoder().decode(bytes)) as X12Interchange;
  return functionalGroups
    .flatMap(({ transactions }) => transactions)
    .flatMap(({ segments }) => segments.map(({ tag, elements }) => ({ tag, elements: elements.map(({ value }) => value ?? '') })));
}

test.each([
  ['professional', 'SV1', 1],
  ['institutional', 'SV2', 2],
  ['dental', 'SV3', 1],
] as const)('%s: an independent reader takes it, and finds the same claims, charges and payments in it', (kind, service, at) => {
  fc.assert(
    fc.property(fc.array(claimArbitrary(kind), { minLength: 1, maxLength: 3 }), (claims) => {
      const bytes = writeClaims(claimsToWrite(claims, facts));
      const segments = readByAnother(bytes);
      const all = (wanted: string) => segments.filter(({ tag }) => tag === wanted).map(({ elements }) => elements);
      const inCents = (text: string | undefined) => Math.round(Number(text) * 100);
      expect(all('CLM').map(([number, charge]) => [number, inCents(charge)])).toEqual(
        claims.map(({ patientControlNumber, billed }) => [patientControlNumber, billed]),
      );
      expect(all(service).map((elements) => inCents(elements[at]))).toEqual(
        claims.flatMap(({ lines }) => lines.map(({ billed }) => billed)),
      );
      const paid = claims.flatMap(({ lines, coverages }) =>
        lines.flatMap(({ number }) =>
          coverages.flatMap(({ decision }) => (decision?.lines ?? []).filter((line) => line.number === number).map((line) => line.paid)),
        ),
      );
      expect(all('SVD').map(([, amount]) => inCents(amount))).toEqual(paid);
      // It does look: a count that is wrong is refused.
      const damaged = new TextDecoder().decode(bytes).replace(/~SE\*\d+\*/, '~SE*1*');
      expect(() => new X12Parser(true).parse(damaged)).toThrow();
    }),
    { numRuns: 20 },
  );
});

test('a payer is asked by our number and its own, whose claim it is and what was charged (276), and another reader takes the question', () => {
  const kinds = fc.constantFrom('professional', 'institutional', 'dental' as const).chain(claimArbitrary);
  fc.assert(
    fc.property(fc.array(kinds, { minLength: 1, maxLength: 4 }), (claims) => {
      const asked = claims.map((claim, i) => ({ claim, trace: `T${i}`, ...(i % 2 === 1 && { payerControlNumber: `PAYER${i}` }) }));
      const bytes = writeStatus(inquiryToWrite(asked, facts));
      const read: ClaimStatusLoop[] = [];
      const reader = createReader({ claimStatus: (loop) => read.push(loop) });
      reader.push(bytes);
      reader.end();
      const numberOf = (loop: ClaimStatusLoop | undefined, wanted: string) =>
        loop?.references.find(({ qualifier }) => qualifier === wanted)?.id;
      expect(read.map((loop) => [loop.trace.number, numberOf(loop, 'EJ'), numberOf(loop, '1K'), loop.amounts[0]?.amount])).toEqual(
        asked.map(({ claim, trace, payerControlNumber }) => [trace, claim.patientControlNumber, payerControlNumber, claim.billed]),
      );
      expect(read.map(({ patient, subscriber }) => (patient ?? subscriber)?.name)).toEqual(claims.map(({ patient }) => patient.last));
      expect(readByAnother(bytes).filter(({ tag }) => tag === 'TRN')).toHaveLength(claims.length);
    }),
    { numRuns: 30 },
  );
});

test('signs that divide the file stand in no note', () => {
  const [claim] = fc.sample(claimArbitrary('professional'), { numRuns: 1, seed: 3 });
  if (claim === undefined) throw new Error('a claim was made up');
  const note = 'Tooth 30: fractured cusp*, ~5 mm\nsee film';
  const [back] = readBack(
    writeClaims(claimsToWrite([{ ...claim, note, lines: claim.lines.map((line) => ({ ...line, note })) }], facts)),
  ).claims;
  expect(back?.note).toBe('Tooth 30 fractured cusp , 5 mm see film');
  expect(back?.lines.map((line) => line.note)).toEqual(claim.lines.map(() => back?.note));
});

test('one CAS a group with up to six reasons; the seventh begins another', () => {
  const [claim] = fc.sample(
    claimArbitrary('professional').filter(({ sentAs }) => sentAs === 'secondary'),
    { numRuns: 1, seed: 7 },
  );
  const [first] = claim?.coverages ?? [];
  const [line] = claim?.lines ?? [];
  if (claim === undefined || first === undefined || line === undefined) throw new Error('a claim was made up');
  const reasons = ['1', '2', '45', '59', '94', '96', '97'];
  const adjustments = reasons.map((reason) => ({ group: 'CO', reason, amount: cents(100) }));
  const lines = [{ number: line.number, paid: cents(0), procedure: line.procedure, units: '1', adjustments }];
  const decided = { ...first, decision: { paid: cents(0), adjustments: [], lines } };
  const bytes = writeClaims(
    claimsToWrite([{ ...claim, coverages: [decided, ...claim.coverages.filter(({ rank }) => rank === 'secondary')] }], facts),
  );
  expect(
    new TextDecoder()
      .decode(bytes)
      .match(/CAS\*CO[^~]*/g)
      ?.slice(0, 2),
  ).toEqual(['CAS*CO*1*1**2*1**45*1**59*1**94*1**96*1', 'CAS*CO*97*1']);
});
