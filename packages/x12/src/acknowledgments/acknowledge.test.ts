import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, claim, claimsFile, claimsHead, fileOf, ISA, ISA4010, remitFile } from '../../testing/files.ts';
import { createReader } from '../create-reader.ts';
import { writeStatus } from '../status/write-status.ts';
import type { AcknowledgedSet, ClaimStatusLoop, X12Finding } from '../types.ts';
import { createAcknowledger } from './acknowledge.ts';
import { writeAcknowledgments, writeInterchangeAcknowledgment } from './write-acknowledgment.ts';

const answer = { date: '2024-03-16', time: '10:00', interchangeControl: '000000042' };
function acknowledge(text: string, more: object = {}) {
  const acknowledger = createAcknowledger({ ...answer, ...more });
  acknowledger.push(bytesOf(text));
  return acknowledger.end();
}

/** Our own answers, read again by our own reader: no finding may come of them. */
function readAgain(file: Uint8Array) {
  const sets: AcknowledgedSet[] = [];
  const claims: ClaimStatusLoop[] = [];
  const findings: X12Finding[] = [];
  let group: string | undefined;
  const reader = createReader({
    setAcknowledged: (set) => sets.push(set),
    groupAcknowledged: ({ code, included, received, accepted }) => {
      group = `${code} ${included} ${received} ${accepted}`;
    },
    claimStatus: (status) => claims.push(status),
    finding: (finding) => findings.push(finding),
  });
  reader.push(file);
  reader.end();
  expect(findings).toEqual([]);
  return { sets, group, claims };
}
const text = (file: Uint8Array) => new TextDecoder().decode(file);

describe('the answer to a file', () => {
  test('that is right: accepted by TA1, 999 and 277CA', () => {
    const { interchanges, acknowledgments, claims } = acknowledge(claimsFile());
    const [ta1] = interchanges.map(writeInterchangeAcknowledgment).map(text);
    expect(ta1).toBe(
      'ISA*00*          *00*          *ZZ*LARKSPUR       *ZZ*CEDARMUTUAL    *240316*1000*^*00501*000000042*0*P*:~TA1*000000001*240315*0941*A*000~IEA*0*000000042~',
    );
    expect(text(writeAcknowledgments(acknowledgments, { interchanges }))).toMatch(
      /^ISA[^~]{102}~TA1\*000000001\*240315\*0941\*A\*000~GS\*FA/,
    );
    const file = writeAcknowledgments(acknowledgments);
    expect(text(file)).toContain('AK1*HC*1*005010X222A1~AK2*837*0001*005010X222A1~IK5*A~AK9*A*1*1*1~');
    expect(readAgain(file)).toMatchObject({ group: 'A 1 1 1', sets: [{ verdict: 'accepted', control: '0001', segments: [] }] });
    const told = readAgain(writeStatus(claims[0] as (typeof claims)[number])).claims;
    expect(told.map(({ level, verdict, trace }) => `${level} ${verdict} ${trace.number}`)).toEqual([
      'transmission unknown 000000043',
      'receiver received B1',
      'claim accepted CW2001',
    ]);
  });

  test('with a missing element: rejected, with the place by count, loop, element and claim', () => {
    const { acknowledgments, claims } = acknowledge(claimsFile().replace('CLM*CW2001*150*', 'CLM*CW2001**'));
    const file = writeAcknowledgments(acknowledgments);
    expect(text(file)).toContain('IK3*CLM*19*2300*8~IK4*2**1~IK5*R*5~AK9*R*1*1*0~');
    expect(readAgain(file).sets[0]?.segments[0]?.says).toBe('Segment CLM, number 19 of the set, holds a value that is wrong.');
    expect(claims).toEqual([]);
  });

  test('what was sent is repeated, and several elements of one segment stand below one IK3', () => {
    const wrong = claimsFile().replace('SV1*HC:92014:25*100*UN*1***1:2', 'SV1*HC:92014:25*1x0*UN*one***1:2');
    const { acknowledgments } = acknowledge(wrong);
    expect(text(writeAcknowledgments(acknowledgments))).toContain('IK3*SV1*23*2400*8~CTX*CLM01:CW2001~IK4*2**6*1x0~IK4*4**6*one~IK5*R*5~');
  });

  test('with a missing segment: at the segment that opens the loop', () => {
    const { acknowledgments } = acknowledge(fileOf('837', [...claimsHead.filter((s) => !s.startsWith('NM1*PR')), ...claim]));
    expect(text(writeAcknowledgments(acknowledgments))).toContain('IK3*NM1*12*2010BB*3~IK5*R*5~');
  });

  test('with remarks only: accepted with errors', () => {
    const { acknowledgments } = acknowledge(fileOf('837', [...claimsHead.filter((s) => !s.startsWith('PER')), ...claim]));
    const file = text(writeAcknowledgments(acknowledgments));
    expect(file).toContain('*1000A*I6~');
    expect(file).toContain('IK5*E*5~AK9*E*1*1*1~');
  });

  test('of a set that is not known, and of a count that is wrong', () => {
    expect(text(writeAcknowledgments(acknowledge(fileOf('834', ['BGN*00*1'], { version: '005010X220A1' })).acknowledgments))).toContain(
      'IK5*R*1~',
    );
    expect(text(writeAcknowledgments(acknowledge(claimsFile({ count: 9 })).acknowledgments))).toContain('IK5*R*4~AK9*R*1*1*0~');
  });

  test('that was cut off, or whose numbers differ: TA1', () => {
    const note = (file: string) => acknowledge(file).interchanges.map(({ code, note: of }) => `${code} ${of}`);
    expect(note(claimsFile().replace(/IEA.*/s, ''))).toEqual(['R 023']);
    expect(note(claimsFile().replace('IEA*1*000000001', 'IEA*1*000000002'))).toEqual(['R 001']);
    expect(note(claimsFile().replace('IEA*1*', 'IEA*2*'))).toEqual(['R 021']);
    expect(note(claimsFile() + claimsFile())).toEqual(['A 000', 'E 025']);
    expect(note(claimsFile({ isa: ISA.replace('*240315*', '*24031x*') }))).toEqual(['R 014']);
  });

  test('of 4010: a 997 in an envelope of its time, and in words that it has', () => {
    const old = claimsFile({ isa: ISA4010, version: '004010X098A1' });
    const { interchanges, acknowledgments } = acknowledge(old.replace('SV1*HC:92014:25*100*', 'SV1*HC:92014:25*1x0*'));
    const file = writeAcknowledgments(acknowledgments, { interchanges });
    expect(text(file)).toMatch(
      /^ISA[^~]*\*U\*00401\*000000042\*0\*P\*:~TA1[^~]*~GS\*FA\*[^~]*\*X\*004010~ST\*997\*0001~AK1\*HC\*1~AK2\*837\*0001~/,
    );
    expect(text(file)).toMatch(/AK3\*SV1\*\d+\*2400\*8~AK4\*2\*\*6\*1x0~AK5\*R\*5~AK9\*R\*1\*1\*0~SE\*/);
    expect(readAgain(file)).toMatchObject({ group: 'R 1 1 0', sets: [{ verdict: 'rejected', segments: [{ segment: 'SV1' }] }] });
    expect(interchanges.map(writeInterchangeAcknowledgment).map(text)[0]).toContain('*U*00401*');
    const both = writeAcknowledgments([...acknowledgments, ...acknowledge(claimsFile()).acknowledgments]);
    expect(text(both)).toMatch(/ISA[^~]*\*00501\*.*~ST\*999\*.*~GE\*1\*42~GS\*FA\*.*~ST\*997\*.*~GE\*1\*43~IEA\*2\*000000042~$/);
  });

  test('of claims that do not add up: the set is accepted, the claim is not', () => {
    const second = claim.map((s) => s.replace('CW2001*150', 'CW2002*151'));
    const { acknowledgments, claims } = acknowledge(fileOf('837', [...claimsHead, ...claim, ...second, ...claim]), {
      as: { name: 'Cedar Mutual', idQualifier: 'PI', id: 'CEDAR' },
    });
    expect(readAgain(writeAcknowledgments(acknowledgments)).group).toBe('A 1 1 1');
    const told = readAgain(writeStatus(claims[0] as (typeof claims)[number])).claims;
    expect(told.filter(({ level }) => level === 'claim').map(({ trace, verdict }) => [trace.number, verdict])).toEqual([
      ['CW2001', 'accepted'],
      ['CW2002', 'rejected'],
      ['CW2001', 'accepted'],
    ]);
    expect(told[1]).toMatchObject({
      quantities: [
        { qualifier: '90', quantity: '2' },
        { qualifier: 'AA', quantity: '1' },
      ],
      amounts: [
        { qualifier: 'YU', amount: 30000 },
        { qualifier: 'YY', amount: 15100 },
      ],
    });
    expect(told[3]?.statuses[0]?.message).toContain('The claim does not add up');
  });

  test('whose interchange is rejected: by its TA1 alone, and no claim of it is answered', () => {
    const { interchanges, acknowledgments, claims } = acknowledge(
      claimsFile().replace('IEA*1*000000001', 'IEA*1*000000002') + claimsFile(),
    );
    expect(interchanges.map(({ code }) => code)).toEqual(['R', 'E']);
    expect(acknowledgments).toHaveLength(1);
    expect(claims).toHaveLength(1);
    const file = text(writeAcknowledgments(acknowledgments, { interchanges }));
    expect(file.match(/TA1\*000000001\*240315\*0941\*R\*001~IEA\*0\*000000042~ISA/)).not.toBeNull();
    expect(file.match(/AK2\*/g)).toHaveLength(1);
  });

  test('whose group is wrong: each of its sets is rejected with it, and no claim of it is answered', () => {
    for (const wrong of [claimsFile().replace('GE*1*', 'GE*3*'), claimsFile().replace(/GE\*1\*[^~]*/, 'GE*1*777')]) {
      const { acknowledgments, claims } = acknowledge(wrong);
      expect(text(writeAcknowledgments(acknowledgments))).toMatch(/IK5\*R\*5~AK9\*R\*\d\*1\*0\*\d~/);
      expect(claims).toEqual([]);
    }
  });

  test('of two senders: each gets its own claims only, under numbers that differ', () => {
    const other = claimsFile()
      .replace('CEDARMUTUAL    *ZZ*LARKSPUR       ', 'OTHERCLINIC    *ZZ*LARKSPUR       ')
      .replaceAll('000000001', '000000077');
    const { interchanges, acknowledgments, claims } = acknowledge(claimsFile() + other.replaceAll('CW2001', 'ZZ9001'));
    const answers = [
      ...text(writeAcknowledgments(acknowledgments, { interchanges })).split(/(?=ISA\*)/),
      ...claims.map((batch) => text(writeStatus(batch))),
    ];
    const told = answers.map((file) => {
      const [, to = '', control] = /^ISA(?:\*[^*]*){7}\*([^*]*)(?:\*[^*]*){4}\*([^*]*)/.exec(file) ?? [];
      return [to.trim(), control, /CW2001|ZZ9001/.exec(file)?.[0]];
    });
    expect(told).toEqual([
      ['CEDARMUTUAL', '000000042', undefined],
      ['OTHERCLINIC', '000000043', undefined],
      ['CEDARMUTUAL', '000000044', 'CW2001'],
      ['OTHERCLINIC', '000000045', 'ZZ9001'],
    ]);
  });

  test('whose names have no end: what the answer has room for is repeated', () => {
    const long = claimsFile()
      .replace('*QUILL*TAMSIN*', `*${'Q'.repeat(1_100_000)}*TAMSIN*`)
      .replaceAll('CW2001', 'C'.repeat(1_000));
    const { claims } = acknowledge(
      long.replace(/NM1\*IL\*1\*Q+/, 'NM1*IL*1*QUILL').replace('LARKSPUR CLINIC*****XX', `${'L'.repeat(600)}*****XX`),
    );
    for (const batch of claims) expect(readAgain(writeStatus(batch)).claims.length).toBeGreaterThan(2);
    expect(() => acknowledge(long).claims.map((batch) => writeStatus(batch))).not.toThrow();
  });

  test('of a claim whose number is nothing but separators: under 0, since the answer must name one', () => {
    const { claims } = acknowledge(claimsFile().replace('CLM*CW2001*', 'CLM*:*'));
    expect(claims.flatMap((one) => readAgain(writeStatus(one)).claims.map(({ trace }) => trace.number)).at(-1)).toBe('0');
  });

  test('several groups are answered each, acknowledgments by nobody', () => {
    const [own] = acknowledge(claimsFile()).acknowledgments;
    expect(acknowledge(claimsFile() + remitFile()).acknowledgments).toHaveLength(2);
    expect(acknowledge(text(writeAcknowledgments(own === undefined ? [] : [own]))).acknowledgments).toEqual([]);
  });
});

/** What may be done to a segment that a receiver must refuse, and which segments bear it. */
const damages: readonly { readonly to: RegExp; readonly by: (segment: string) => string }[] = [
  { to: /^(CLM|SV1)\*/, by: (s) => s.replace(/\*(\d+)\*/, '*12.x*') },
  { to: /^(DTP|DMG)\*/, by: (s) => s.replace(/\d{8}/, '20241399') },
  { to: /^(CLM|NM1|HL|SBR)\*/, by: (s) => s.replace(/^([A-Z0-9]+)\*[^*]*/, '$1*') },
  { to: /^(REF|N3|HI|PRV)\*/, by: () => 'QQQ*1' },
];

test("a damaged file's 999 names the damaged segment, and reads back as ours", () => {
  const segments = [...claimsHead, ...claim, ...claim];
  fc.assert(
    fc.property(fc.constantFrom(...damages), fc.nat(), ({ to, by }, n) => {
      const candidates = segments.flatMap((segment, i) => (to.test(segment) && by(segment) !== segment ? [i] : []));
      const at = candidates[n % candidates.length] as number;
      const { acknowledgments } = acknowledge(fileOf('837', segments.with(at, by(segments[at] as string))));
      const { sets, group } = readAgain(writeAcknowledgments(acknowledgments));
      expect(group).toBe('R 1 1 0');
      // ST is the first segment of the set.
      expect(sets[0]?.segments.map(({ position }) => position)).toContain(at + 2);
    }),
    { numRuns: 300 },
  );
});
