import { type ClaimStatusLoop, createChecker, createReader, writeClaims, writeStatus, type X12Finding } from '@claimwright/x12';
import fc from 'fast-check';
import { type X12Interchange, X12Parser } from 'node-x12';
import { expect, test } from 'vitest';
import { claimArbitrary, facts } from '../../../testing/any-claim.ts';
import { cents, type PlainDate } from '../../ground/base/index.ts';
import { attachmentWays, type ClaimToSend, kindsOfInsurance, relationships } from '../claims/index.ts';
import { claimsToWrite, inquiryToWrite, leftOutOfEach, readClaimToSend } from './index.ts';

function readBack(bytes: Uint8Array): { claims: ClaimToSend[]; findings: X12Finding[] } {
  const claims: ClaimToSend[] = [];
  const findings: X12Finding[] = [];
  const reader = createReader({ claim: (loop) => claims.push(readClaimToSend(loop)), finding: (finding) => findings.push(finding) });
  reader.push(bytes);
  reader.end();
  return { claims, findings };
}

const readable = (bytes: Uint8Array): boolean => {
  const checker = createChecker(() => undefined);
  checker.push(bytes);
  return checker.end().errors === 0;
};

test.each(['professional', 'institutional', 'dental'] as const)('%s: what is written passes our own check and reads back equal', (kind) => {
  fc.assert(
    fc.property(fc.array(claimArbitrary(kind), { minLength: 1, maxLength: 3 }), (claims) => {
      const back = readBack(writeClaims(claimsToWrite(claims, facts)));
      expect(back.findings).toEqual([]);
      expect(back.claims).toEqual(claims);
      const read = claims.map((claim) => ({ claim, bytes: new TextEncoder().encode(ofClaim(sent(claim))) }));
      expect(leftOutOfEach(read)).toEqual(claims.map(() => []));
    }),
    { numRuns: 40 },
  );
});

test('names, places and words go out in plain letters, as they are spelled, and read back so', () => {
  const marked = (text: string) => text.replace(/A/g, 'Á').replace(/O/g, 'Ø');
  const plain = (text: string) => text.replace(/Ø/g, 'O').replace(/Á/g, 'A');
  fc.assert(
    fc.property(claimArbitrary('professional'), (claim) => {
      const { patient, billing, note } = claim;
      const beyond = {
        ...claim,
        patient: { ...patient, last: marked(patient.last), first: marked(patient.first) },
        billing: { ...billing, name: marked(billing.name) },
        ...(note !== undefined && { note: marked(note) }),
      };
      const bytes = writeClaims(claimsToWrite([beyond], facts));
      expect(bytes.every((byte) => byte < 0x80)).toBe(true);
      const [back] = readBack(bytes).claims;
      expect(back?.patient.first).toBe(plain(beyond.patient.first));
      expect(back?.billing.name).toBe(plain(beyond.billing.name));
      expect(back?.note).toBe(note);
    }),
    { numRuns: 20 },
  );
});

test('a rate of a facility goes out as a HIPPS code under its revenue code, all else as HCPCS', () => {
  fc.assert(
    fc.property(claimArbitrary('institutional'), fc.constantFrom('0022', '0023', '0024', '0120'), (claim, revenueCode) => {
      const rated = { ...claim, lines: claim.lines.map((line) => ({ ...line, revenueCode })) };
      const services = readByAnother(writeClaims(claimsToWrite([rated], facts))).filter(({ tag }) => tag === 'SV2');
      expect(services.length).toBe(rated.lines.length);
      for (const { elements } of services) expect(elements[1]?.startsWith(revenueCode === '0120' ? 'HC:' : 'HP:')).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test('what a payer left to the patient is said for whoever pays next, line by line (AMT EAF)', () => {
  fc.assert(
    fc.property(claimArbitrary('professional'), (claim) => {
      const bytes = writeClaims(claimsToWrite([claim], facts));
      const said = readByAnother(bytes).flatMap(({ tag, elements }) =>
        tag === 'AMT' && elements[0] === 'EAF' ? [Math.round(Number(elements[1]) * 100)] : [],
      );
      const owed = (adjustments: readonly { group: string; amount: number }[]) =>
        adjustments.reduce((total, { group, amount }) => total + (group === 'PR' ? amount : 0), 0);
      const decisions = claim.coverages.flatMap(({ decision }) => decision ?? []);
      const wanted = decisions.flatMap(({ adjustments, lines }) =>
        lines.length === 0 ? [owed(adjustments)] : lines.map((line) => owed(line.adjustments)),
      );
      expect(said.toSorted()).toEqual(wanted.toSorted());
    }),
    { numRuns: 40 },
  );
});

test('the codes that edits take are those that our check takes, and no others', () => {
  const sample = fc
    .sample(claimArbitrary('professional'), { numRuns: 200, seed: 7 })
    .map((claim) => ({ ...claim, coverages: claim.coverages.map((one) => ({ ...one, relationship: '01', filingIndicator: 'CI' })) }))
    .find((claim) => readable(writeClaims(claimsToWrite([claim], facts))));
  if (sample === undefined) throw new Error('one of them is as our check wants it');
  const two = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'].flatMap((a, _, all) => all.map((b) => `${a}${b}`));
  const attachments = [{ report: 'OZ', transmission: 'AA', controlNumber: 'A1' }];
  const taken = (change: (code: string) => Partial<ClaimToSend>) =>
    new Set(two.filter((code) => readable(writeClaims(claimsToWrite([{ ...sample, attachments, ...change(code) }], facts)))));
  const own = (part: (code: string) => Partial<ClaimToSend['coverages'][number]>) =>
    taken((code) => ({ coverages: sample.coverages.map((one) => ({ ...one, ...part(code) })) }));
  expect(own((filingIndicator) => ({ filingIndicator }))).toEqual(kindsOfInsurance);
  // Who is the subscriber says so in another place.
  expect(new Set([...own((relationship) => ({ relationship })), '18'])).toEqual(relationships);
  expect(taken((transmission) => ({ attachments: [{ report: 'OZ', transmission, controlNumber: 'A1' }] }))).toEqual(attachmentWays);
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

const sent = (claim: ClaimToSend): string => new TextDecoder().decode(writeClaims(claimsToWrite([claim], facts)));
const ofClaim = (text: string): string => text.slice(text.indexOf('~CLM*') + 1, text.lastIndexOf('SE*'));
const sample = (kind: ClaimToSend['kind'], seed: number): ClaimToSend => {
  const [claim] = fc.sample(
    claimArbitrary(kind).filter(({ lines, sentAs }) => lines.length > 1 && sentAs === 'secondary'),
    { numRuns: 1, seed },
  );
  if (claim === undefined) throw new Error('a claim was made up');
  return claim;
};

test('a dental narrative stands with the claim, each line by its tooth and code, and finds its line again', () => {
  const claim = sample('dental', 5);
  const [first, second] = claim.lines;
  if (first === undefined || second === undefined) throw new Error('two lines were made up');
  const procedure = { code: '92014', modifiers: [] };
  const teeth = (tooth: string) => [{ tooth, surfaces: [] }];
  const long = 'Fractured MOD amalgam, decay under the distal margin, less than half of the crown is left; films of 2 March show it.';
  const lines = [
    { ...first, procedure, teeth: teeth('30'), oralCavities: [], note: long },
    { ...second, procedure, teeth: teeth('3'), oralCavities: [], note: 'Cusp lost; pain on biting.' },
  ];
  const billed = cents(first.billed + second.billed);
  const whole = {
    ...claim,
    billed,
    note: 'Please see the films.',
    lines,
    coverages: claim.coverages.map(({ decision: _, ...one }) => one),
  };
  const text = sent(whole);
  expect(text.match(/NTE\*[^~]*/g)).toEqual([
    'NTE*ADD*Please see the films.; #30 92014 - Fractured MOD amalgam, decay under the distal',
    'NTE*ADD*margin, less than half of the crown is left; films of 2 March show it.; #3 92014',
    'NTE*ADD*- Cusp lost; pain on biting.',
  ]);
  expect(text.indexOf('NTE*')).toBeLessThan(text.indexOf('LX*'));
  expect(text.slice(text.indexOf('LX*'))).not.toContain('NTE*');
  expect(readBack(writeClaims(claimsToWrite([whole], facts))).claims).toEqual([whole]);
  const alike = { ...whole, lines: lines.map((line) => ({ ...line, teeth: [], note: `${line.number} alike` })) };
  expect(sent(alike)).toContain('92014 line 1 - 1 alike; 92014 line 2 - 2 alike');
  const toolong = { ...whole, lines: lines.map((line) => ({ ...line, note: long.repeat(2) })) };
  expect(() => sent(toolong)).toThrow('characters longer than a claim takes');
});

test('the day on which the payer before decided is said once: by the lines, or where none is decided by itself with the payer', () => {
  const claim = sample('professional', 9);
  const lines = claim.lines.map(({ number, procedure }) => ({ number, procedure, paid: cents(0), adjustments: [] }));
  const decision = { decidedOn: '2026-03-05' as PlainDate, paid: cents(0), adjustments: [], lines };
  const decided = (of: typeof decision) => ({
    ...claim,
    coverages: claim.coverages
      .filter(({ rank }) => rank !== 'tertiary')
      .map((one) => (one.rank === 'primary' ? { ...one, decision: of } : one)),
  });
  const byLine = sent(decided(decision));
  expect(byLine.slice(0, byLine.indexOf('LX*'))).not.toContain('DTP*573');
  expect(byLine.match(/DTP\*573\*D8\*20260305/g)).toHaveLength(claim.lines.length);
  const asWhole = sent(decided({ ...decision, lines: [] }));
  expect(asWhole.match(/DTP\*573/g)).toHaveLength(1);
  expect(asWhole.slice(asWhole.indexOf('LX*'))).not.toContain('DTP*573');
});

test('a facility’s further procedures and external causes stand in segments of their own; a professional’s causes among its diagnoses', () => {
  const on = '2026-03-02' as PlainDate;
  const coded = (code: string) => ({ code, system: 'ICD-10-CM' as const });
  const codes = ['S82001A', 'W010XXA', 'E119', 'Y92009'].map(coded);
  const stay = sample('institutional', 11);
  if (stay.stay === undefined) throw new Error('a stay was made up');
  const bare = { ...stay.stay, conditions: [], occurrences: [], values: [], admittingDiagnosis: 'S82001A' };
  const { patientPaid: _, accident: __, onsetOn: ___, ...rest } = stay;
  const operated = { ...bare, reasonsForVisit: ['M25561'], procedures: ['0QSG04Z', '0QSG34Z', '0DTJ4ZZ'].map((code) => ({ code, on })) };
  const diagnoses = codes.map((one, i) => (i === 1 ? { ...one, presentOnAdmission: 'Y' } : one));
  const facility = { ...rest, diagnoses, stay: operated };
  expect(sent(facility).match(/HI\*[^~]*/g)).toEqual([
    'HI*ABK:S82001A',
    'HI*ABJ:S82001A',
    'HI*APR:M25561',
    'HI*ABN:W010XXA:::::::Y*ABN:Y92009',
    'HI*ABF:E119',
    'HI*BBR:0QSG04Z:D8:20260302',
    'HI*BBQ:0QSG34Z:D8:20260302*BBQ:0DTJ4ZZ:D8:20260302',
  ]);
  expect(
    readBack(writeClaims(claimsToWrite([facility], facts)))
      .claims[0]?.diagnoses.map(({ code }) => code)
      .join(' '),
  ).toBe('S82001A E119 W010XXA Y92009');
  const professional = { ...sample('professional', 11), diagnoses: codes };
  expect(sent(professional).match(/HI\*[^~]*/g)).toEqual(['HI*ABK:S82001A*ABF:W010XXA*ABF:E119*ABF:Y92009']);
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
