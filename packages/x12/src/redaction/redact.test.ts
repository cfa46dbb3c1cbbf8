import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimsArbitrary, dentalArbitrary, institutionalArbitrary } from '../../testing/claim-arbitrary.ts';
import { bytesOf, claimsFile, read, remitFile } from '../../testing/files.ts';
import { remitArbitrary } from '../../testing/remit-arbitrary.ts';
import { writeClaims } from '../claims/write-claims.ts';
import { createTappedReader } from '../create-reader.ts';
import { type ElementDefinition, identityOf, type LoopDefinition } from '../definitions/grammar.ts';
import { envelope, sets } from '../definitions/index.ts';
import { segmentName } from '../engine/segment.ts';
import { writeRemit } from '../remits/write-remit.ts';
import { createSummary } from '../views/summary.ts';
import { seeded } from './chance.ts';
import { createRedactor, type RedactOptions } from './redact.ts';

function redact(bytes: Uint8Array, options: Partial<RedactOptions> = {}, size = 1 << 20): Uint8Array {
  const pieces: Uint8Array[] = [];
  const redactor = createRedactor((piece) => pieces.push(piece), { chance: seeded('a test'), today: '2026-03-16', ...options });
  for (let i = 0; i < bytes.length; i += size) redactor.push(bytes.subarray(i, i + size));
  redactor.end();
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}
const textOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

/** All that a file says but who: findings without the words that quote a number, counts and sums. */
function told(bytes: Uint8Array) {
  const { findings, interchanges, sets, readable } = read(bytes);
  const summary = createSummary('');
  summary.push(bytes);
  return {
    findings: findings.map(({ code, severity, at }) => `${severity} ${code} ${at}`),
    summary: summary.end().summary.sets.map(({ control, ...rest }) => rest),
    interchanges,
    sets,
    readable,
  };
}

const segmentsOf = (loop: LoopDefinition): string[] =>
  loop.body.flatMap((part) => (part.kind === 'loop' ? segmentsOf(part) : [part.segment.id]));
/** A name such as PRV stands in every file. */
const segments = new Set(sets.flatMap(({ root }) => segmentsOf(root)));

/** Every identifier of a file, by what the definitions say, and all that names nobody. */
function identifiersOf(bytes: Uint8Array) {
  const identifiers = new Set<string>();
  const harmless = new Set<string>();
  const births: string[] = [];
  let component = ':';
  const add = (text: string, element: ElementDefinition, first: string) => {
    const identity = identityOf(element);
    if (identity === 'birth date') births.push(text);
    // By chance a moved birth date can be another person's own: each is compared with itself.
    const named =
      identity !== 'nothing' &&
      identity !== 'birth date' &&
      identity !== 'control' &&
      identity !== 'date' &&
      element.exceptWith?.includes(first) !== true;
    (named ? identifiers : harmless).add(text.trim());
  };
  const reader = createTappedReader(
    {
      interchange: ({ separators }) => {
        component = separators.component;
      },
    },
    {
      segments: (segment, use) => {
        for (let i = 1; i <= segment.count; i++) {
          const element = (use?.segment ?? envelope.find(({ id }) => id === segmentName(segment)))?.elements[i - 1];
          const text = segment.text(i);
          if (element === undefined || text === '') continue;
          const { parts } = element;
          if (parts === undefined) add(text, element, segment.text(1));
          else
            for (const [n, part] of text.split(component).entries()) {
              const of = parts[n];
              if (of !== undefined) add(part, of, segment.text(1));
            }
        }
      },
    },
  );
  reader.push(bytes);
  reader.end();
  return {
    identifiers: [...identifiers].filter((text) => text.length >= 3 && !/^X+$/.test(text) && !segments.has(text)),
    harmless,
    births,
  };
}

/**
 * Identifiers that can still be found anywhere in the bytes: short ones as words, since any three digits stand somewhere in an amount.
 * What a harmless element holds is no trace of anybody.
 */
function left(bytes: Uint8Array, redacted: Uint8Array): string[] {
  const { identifiers, births } = identifiersOf(bytes);
  const moved = identifiersOf(redacted).births;
  expect(moved).toHaveLength(births.length);
  const unmoved = births.filter((birth, i) => moved[i] === birth && /\d{8}/.test(birth));
  const text = textOf(redacted);
  const words = new Set(text.split(/[^A-Za-z0-9]+/));
  const kept = [...identifiersOf(redacted).harmless].join('\n');
  const found = (one: string) => (/^[A-Za-z0-9]{3,5}$/.test(one) ? words.has(one) : text.includes(one));
  return [...unmoved, ...identifiers].filter((one) => unmoved.includes(one) || (found(one) && !kept.includes(one)));
}

const golden = join(import.meta.dirname, '../../../../golden/x12');
const shared = process.env.CLAIMWRIGHT_SHARED ?? join(import.meta.dirname, '../../../../../shared/data/x12');
const under = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.json'))
        .map((entry) => join(entry.parentPath, entry.name))
    : [];

describe('a redacted file reads and balances the same, and names nobody', () => {
  test.each(under(golden).map((path) => [path.slice(golden.length + 1), path]))('golden %s', (_, path) => {
    const bytes = new Uint8Array(readFileSync(path));
    const redacted = redact(bytes);
    expect(told(redacted)).toEqual(told(bytes));
    expect(left(bytes, redacted)).toEqual([]);
    expect(textOf(redact(bytes, {}, 5))).toBe(textOf(redacted));
  });

  const files = under(shared);
  test.skipIf(files.length === 0).each(files.map((path) => [path.slice(shared.length + 1), path]))('sample %s', (_, path) => {
    const bytes = new Uint8Array(readFileSync(path));
    const redacted = redact(bytes);
    expect(told(redacted)).toEqual(told(bytes));
    expect(left(bytes, redacted)).toEqual([]);
  });

  test.each([
    ['professional', claimsArbitrary.map((batch) => writeClaims(batch))],
    ['institutional', institutionalArbitrary.map((batch) => writeClaims(batch))],
    ['dental', dentalArbitrary.map((batch) => writeClaims(batch))],
    ['remittance', remitArbitrary.map((remit) => writeRemit(remit))],
  ])('generated: %s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, fc.boolean(), (bytes, shiftDates) => {
        const redacted = redact(bytes, { shiftDates });
        expect(told(redacted)).toEqual(told(bytes));
        // Made-up ids of three or four signs meet made-up surrogates by chance.
        expect(left(bytes, redacted).filter((one) => one.length > 4)).toEqual([]);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});

const words = (text: string, options?: Partial<RedactOptions>) => textOf(redact(bytesOf(text), options)).split('~');
const segment = (lines: readonly string[], id: string) => lines.find((line) => line.startsWith(id))?.split('*') ?? [];
const yearsOld = (birth: string) => (20240315 - Number(birth)) / 10000;

describe('surrogates', () => {
  test('are the same for the same throughout the file, other ones the next time, and the same again for a seed', () => {
    const text = `${remitFile()}`.replace('REF*EA*R1', 'REF*EA*CW1001');
    const lines = words(text);
    expect(segment(lines, 'CLP')[1]).toBe(segment(lines, 'REF*EA')[2]);
    expect(segment(lines, 'IEA')[2]).toBe(segment(lines, 'ISA')[13]);
    expect(words(text)).toEqual(lines);
    expect(words(text, { chance: seeded('another') })).not.toEqual(lines);
  });

  test('an NPI stays one that nobody has, a social security number and a phone become impossible ones', () => {
    const lines = words(claimsFile().replace('REF*EI*991234567', 'REF*SY*123456789'));
    expect(segment(lines, 'NM1*85')[9]).toMatch(/^2\d{9}$/);
    expect(segment(lines, 'REF*SY')[2]).toMatch(/^9\d{8}$/);
    expect(segment(lines, 'PER')[4]).toMatch(/^\d{3}55501\d\d$/);
  });

  test('providers keep what they are known by in public, and nothing else', () => {
    const text = claimsFile().replace('REF*EI*991234567', 'REF*EI*991234567~REF*SY*123456789');
    const lines = words(text, { keepProviders: true });
    expect(segment(lines, 'NM1*85')[9]).toBe('1999999984');
    expect(segment(lines, 'REF*EI')[2]).toBe('991234567');
    expect(segment(lines, 'NM1*82')[9]).toBe('1679523708');
    expect(segment(lines, 'REF*SY')[2]).not.toBe('123456789');
    expect(segment(lines, 'NM1*85')[3]).not.toBe('LARKSPUR CLINIC');
    expect(segment(lines, 'NM1*IL')[9]).not.toBe('M100');
  });

  test('a birth date moves, and the age stays within a year; who is over 89 is 90', () => {
    for (let seed = 0; seed < 60; seed++) {
      const born = (date: string) =>
        segment(words(claimsFile().replace('19700410', date), { chance: seeded(String(seed)) }), 'DMG')[2] ?? '';
      expect(born('19700410')).not.toBe('19700410');
      expect(Math.abs(yearsOld(born('19700410')) - yearsOld('19700410'))).toBeLessThan(1);
      for (const old of ['19340315', '19200101', '18990704']) expect(Math.floor(yearsOld(born(old)))).toBe(90);
      expect(yearsOld(born('19340401'))).toBeLessThan(90);
      expect(Number(born('20240301'))).toBeLessThanOrEqual(20240315);
      expect(born('19701341')).toBe('99999999');
    }
  });

  test('dates of service stay unless they are shifted, then all by one number of weeks', () => {
    const dates = (lines: readonly string[]) => lines.filter((line) => line.startsWith('DTP*472')).map((line) => line.split('*')[3] ?? '');
    expect(dates(words(claimsFile()))).toEqual(['20240301', '20240301-20240302']);
    const shifted = words(claimsFile(), { shiftDates: true });
    const [one = '', two = ''] = dates(shifted);
    expect(one).not.toBe('20240301');
    expect(two.slice(0, 8)).toBe(one);
    const days = (text: string) => Date.parse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`) / 86_400_000;
    expect((days(one) - days('20240301')) % 7).toBe(0);
    expect(days(segment(shifted, 'GS')[4] ?? '') - days('20240315')).toBe(days(one) - days('20240301'));
  });

  test('text outside, segments without a place and values where none belongs are no way out', () => {
    const text = `Dear Tamsin Quill\n${claimsFile().replace('~HI*', '~ZZZ*TAMSIN QUILL*M100~QUILL*TAMSIN~HI*').replace('*150*', '*QUILL*')}`;
    const all = words(text).join('~');
    for (const word of ['Tamsin', 'TAMSIN', 'QUILL', 'Quill', 'M100']) expect(all).not.toContain(word);
    expect(told(redact(bytesOf(text)))).toEqual(told(bytesOf(text)));
  });
});

test('is handed out in large pieces, however small its sets are', () => {
  const sets = Array.from({ length: 5000 }, (_, i) => `ST*835*${10_000 + i}~SE*2*${10_000 + i}~`).join('');
  const [head = ''] = remitFile().split('ST*');
  const file = bytesOf(`${head}${sets}GE*5000*1~IEA*1*000000001~`);
  const pieces: number[] = [];
  const redactor = createRedactor((bytes) => pieces.push(bytes.length), { chance: seeded('small'), today: '2024-03-15' });
  redactor.push(file);
  redactor.end();
  expect(pieces.reduce((sum, size) => sum + size, 0)).toBe(file.length);
  expect(pieces.length).toBeLessThan(5);
});
