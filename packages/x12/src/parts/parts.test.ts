import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimsArbitrary, dentalArbitrary, institutionalArbitrary } from '../../testing/claim-arbitrary.ts';
import { bytesOf, claim, claimsHead, fileOf, read, remitFile } from '../../testing/files.ts';
import { remitArbitrary } from '../../testing/remit-arbitrary.ts';
import { writeClaims } from '../claims/write-claims.ts';
import { createDiff, differenceLine } from '../diff/diff.ts';
import { writeRemits } from '../remits/write-remit.ts';
import { createSummary } from '../views/summary.ts';
import { createMerger } from './merge.ts';
import type { SplitBy } from './part.ts';
import { createSplitter } from './split.ts';

const joined = (pieces: readonly Uint8Array[]) => Uint8Array.from(pieces.flatMap((piece) => [...piece]));

function split(bytes: Uint8Array, by: SplitBy) {
  const files = new Map<string, Uint8Array[]>();
  const closed: string[] = [];
  const splitter = createSplitter(by, (name) => {
    const pieces: Uint8Array[] = [];
    files.set(name, pieces);
    return { write: (piece) => pieces.push(piece), close: () => closed.push(name) };
  });
  splitter.push(bytes);
  const outcome = splitter.end();
  if (outcome.refused === undefined) expect(closed.sort()).toEqual([...files.keys()].sort());
  return { ...outcome, files: [...files.values()].map(joined) };
}

function merge(files: readonly Uint8Array[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const merger = createMerger((piece) => pieces.push(piece));
  for (const bytes of files) {
    const file = merger.file();
    file.push(bytes);
    expect(file.end()).toEqual({ readable: true, status: 0 });
  }
  merger.end();
  return joined(pieces);
}

function differences(a: Uint8Array, b: Uint8Array): string[] {
  const lines: string[] = [];
  const diff = createDiff((difference) => lines.push(differenceLine(difference)));
  diff.a.push(a);
  diff.b.push(b);
  diff.end();
  return lines;
}

const worse = (bytes: Uint8Array) =>
  read(bytes)
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ code, at }) => `${code} ${at}`);

function sums(files: readonly Uint8Array[]) {
  const total = { claims: 0, lines: 0, charged: 0, paid: 0, payment: 0, balanced: true };
  const cents = (text: string | null) => (text === null ? 0 : Number(text.replace('.', '')));
  for (const bytes of files) {
    const summary = createSummary('');
    summary.push(bytes);
    for (const set of summary.end().summary.sets) {
      total.claims += set.claims ?? 0;
      total.lines += set.serviceLines ?? 0;
      total.charged += cents(set.charged);
      total.paid += cents(set.paid);
      total.payment += cents(set.payment);
      total.balanced &&= set.balanced !== false;
    }
  }
  return total;
}

function holds(bytes: Uint8Array, by: SplitBy): void {
  const { files, status } = split(bytes, by);
  expect(status).toBe(0);
  for (const part of files) expect(worse(part)).toEqual([]);
  expect(sums(files)).toEqual(sums([bytes]));
  const whole = merge(files);
  expect(worse(whole)).toEqual([]);
  expect(differences(bytes, whole)).toEqual([]);
}

describe('split, then merge', () => {
  test.each([
    ['professional', claimsArbitrary],
    ['institutional', institutionalArbitrary],
    ['dental', dentalArbitrary],
  ] as const)('%s claims mean the same, part by part clean and complete', (_, arbitrary) => {
    const by = fc.constantFrom<SplitBy[]>('set', 'payer', 'provider', { claims: 1 }, { claims: 2 });
    fc.assert(
      fc.property(arbitrary, by, (batch, how) => holds(writeClaims(batch), how)),
      { numRuns: 40 },
    );
  });

  test('remittances: each payment stays whole', () => {
    const by = fc.constantFrom<SplitBy[]>('set', 'payer', 'provider');
    fc.assert(
      fc.property(fc.array(remitArbitrary, { minLength: 1, maxLength: 4 }), by, (remits, how) => {
        // One file has one envelope; two payments of one trace number would be told apart by nothing.
        const traced = remits.map((remit, i) => ({
          ...remit,
          envelope: remits[0]?.envelope ?? remit.envelope,
          trace: { ...remit.trace, number: `T${i}` },
        }));
        holds(writeRemits(traced), how);
      }),
      { numRuns: 40 },
    );
  });

  const golden = join(import.meta.dirname, '../../../../golden/x12');
  const files = readdirSync(golden, { recursive: true, encoding: 'utf8' }).filter((path) => /pass.*\.edi$/.test(path));
  test.each(files)('%s by set', (path) => {
    const bytes = new Uint8Array(readFileSync(join(golden, path)));
    const { files: parts, refused } = split(bytes, 'set');
    if (refused === undefined) expect(differences(bytes, merge(parts))).toEqual([]);
    else expect(worse(bytes).length).toBeGreaterThan(0);
  });
});

const named = (n: number, payer = 'CEDAR', provider = '1999999984') =>
  [...claimsHead.slice(0, 3), ...claimsHead.slice(3)]
    .map((segment) => segment.replace('PI*CEDAR', `PI*${payer}`).replace('XX*1999999984', `XX*${provider}`))
    .concat(claim.map((segment) => segment.replace('CW2001', `CW${n}`)));

describe('split', () => {
  test('patients and their subscriber are numbered anew, so that no level hangs in the air', () => {
    const dependent = ['HL*3*2*23*0', 'PAT*19', 'NM1*QC*1*QUILL*MARGIT', 'DMG*D8*20100410*F'];
    const text = fileOf('837', [
      ...claimsHead.map((s) => s.replace('HL*2*1*22*0', 'HL*2*1*22*1')),
      ...claim,
      ...dependent,
      ...claim.map((s) => s.replace('CW2001', 'CW2002')),
    ]);
    const { files, parts } = split(bytesOf(text), { claims: 1 });
    expect(parts.map(({ claims }) => claims)).toEqual([1, 1]);
    expect(files.map((bytes) => String.fromCharCode(...bytes).match(/HL[^~]*/g))).toEqual([
      ['HL*1**20*1', 'HL*2*1*22*0'],
      ['HL*1**20*1', 'HL*2*1*22*1', 'HL*3*2*23*0'],
    ]);
    for (const bytes of files) expect(worse(bytes)).toEqual([]);
  });

  test('by payer and by provider, with names that a folder takes', () => {
    const text = fileOf('837', [...named(1), ...named(2, 'ELM/7').slice(3), ...named(3).slice(3)]);
    const { parts } = split(bytesOf(text), 'payer');
    expect(parts).toEqual([
      { name: 'payer-CEDAR', sets: 1, claims: 2 },
      { name: 'payer-ELM-7', sets: 1, claims: 1 },
    ]);
    const other = fileOf('837', [...named(1), ...named(2, 'ELM', '1679523708').slice(3)]);
    expect(split(bytesOf(other), 'provider').parts.map(({ name }) => name)).toEqual(['provider-1999999984', 'provider-1679523708']);
  });

  test('a payment is not taken apart, and a damaged file not at all', () => {
    expect(split(bytesOf(remitFile()), { claims: 1 })).toMatchObject({
      status: 2,
      refused: { at: 'BPR02', fix: expect.stringMatching(/by set/) },
    });
    const asking = fileOf('270', ['BHT*0022*13*E1*20240315*0941'], { version: '005010X279A1' });
    expect(split(bytesOf(asking), 'payer')).toMatchObject({ status: 2, refused: { at: 'ST01' } });
    for (const damaged of [
      remitFile().replace('SE*24*', 'SE*25*'),
      remitFile().replace(/GE.*$/, ''),
      remitFile().replace('IEA*1*000000001', 'IEA*1*000000002'),
    ])
      expect(split(bytesOf(damaged), 'set')).toMatchObject({ status: 2, refused: { says: expect.stringMatching(/^The file is damaged/) } });
    expect(split(bytesOf('a shopping list'), 'set')).toMatchObject({ readable: false, status: 2 });
  });

  test('line breaks and delimiters of the source are kept; control numbers go on', () => {
    const text = remitFile({ end: '~\r\n' }).replaceAll('*', '|');
    const whole = String.fromCharCode(...merge([bytesOf(text), bytesOf(text.replace('EFT0001', 'EFT0002'))]));
    expect(whole.match(/~\r\n/g)).toHaveLength(52);
    expect(whole.match(/(ISA|GS|ST|GE|IEA)\|[^~]*/g)?.map((segment) => segment.slice(0, 3).replace('|', ''))).toEqual([
      'ISA',
      'GS',
      'ST',
      'ST',
      'GE',
      'IEA',
    ]);
    const other = text.replace('CEDARMUTUAL    ', 'ELMHEALTH      ').replace('*P*', '*T*');
    expect(read(merge([bytesOf(text), bytesOf(other)]))).toMatchObject({ interchanges: 2, sets: 2 });
    expect(read(merge([bytesOf(text), bytesOf(other)])).envelopes.map(({ interchangeControl }) => interchangeControl)).toEqual([
      '000000001',
      '000000003',
    ]);
  });
});
