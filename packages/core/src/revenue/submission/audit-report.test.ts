import { expect, test } from 'vitest';
import { cents, type PlainDate } from '../../ground/base/index.ts';
import { auditReport, auditReportPdf, nextControl, type ReportedClaim, reportExtract } from './index.ts';

const claim = (number: number, more: Partial<ReportedClaim> = {}): ReportedClaim => ({
  ...{ draftId: `draft-${number}`, version: 1, patientName: 'FERN, ADA', patientControlNumber: `PCN${number}` },
  ...{ servedFrom: '2026-02-03' as PlainDate, billed: cents(12_345), attempt: 1, light: 'green', findings: [] },
  ...{ frequency: '1', sentAs: 'primary', provider: 'Moss, Ira' },
  ...more,
});
const batch = {
  ...{
    reference: 'CW005200001',
    control: 5_200_001,
    kind: 'professional' as const,
    payer: 'Northwind Health',
    clearinghouse: 'Twin House',
  },
  ...{ sha256: 'ab'.repeat(32), preparedAt: '2026-03-02T20:00:00.000Z' },
} as const;
const textOf = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');

test('a report holds totals, what was found and what was set aside, by whom and why, in the PDF too', () => {
  const report = auditReport({
    batch,
    claims: [
      claim(1),
      claim(2, {
        light: 'yellow',
        attempt: 2,
        ...{ frequency: '8', sentAs: 'secondary' },
        findings: [
          { code: 'frequency.day', severity: 'warning', says: 'The line stands twice.', fix: 'Take one away.' },
          {
            ...{ code: 'tooth.surface', severity: 'info', says: 'A surface is missing.' },
            override: { by: 'Dana Office', role: 'office-manager', because: 'the payer said so (call of today)' },
          },
        ],
      }),
    ],
  });
  expect(report.totals).toEqual({ claims: 2, billed: 24_690, red: 0, yellow: 1, green: 1, findings: 2, overrides: 1 });
  const text = textOf(auditReportPdf(report));
  for (const told of [
    '2 for 246.90',
    '1 ready, 1 to look at, 0 held',
    'Warns: The line stands twice. [frequency.day]',
    'PCN2',
    'sending 2',
    'Original, primary, Moss, Ira',
    'VOID, secondary, Moss, Ira',
  ])
    expect(text).toContain(told);
  expect(text).toContain('Set aside by Dana Office \\(office-manager\\): the payer said so \\(call of');
  expect(auditReportPdf(report)).toEqual(auditReportPdf(report));
  const extract = reportExtract(report, 'cd'.repeat(32), new Set(['draft-2']));
  expect([extract.totals.claims, extract.extractOf]).toEqual([1, { sha256: 'cd'.repeat(32), claims: 2 }]);
  const own = textOf(auditReportPdf(extract));
  expect([own.includes('PCN2'), own.includes('PCN1'), own.includes('of a report on 2 claims')]).toEqual([true, false, true]);
});

test('a report of a hundred claims has pages enough, and none runs over its edge', () => {
  const long = { code: 'a.b', severity: 'warning', says: `${'word '.repeat(60)}${'x'.repeat(200)}` } as const;
  const claims = Array.from({ length: 100 }, (_, i) => claim(i, { findings: [long] }));
  const text = textOf(auditReportPdf(auditReport({ batch, claims })));
  for (let i = 0; i < 100; i++) expect(text).toContain(`PCN${i} `);
  const shown = [...text.matchAll(/\((.*)\) Tj/g)].map(([, line = '']) => line.replace(/\\(.)/g, '$1'));
  expect(Math.max(...shown.map((line) => line.length))).toBeLessThanOrEqual(74);
  expect(text).toMatch(/page 1 of \d\d/);
});

test('a practice that is restored from a backup gives no number that it gave since', () => {
  const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);
  const backedUp = nextControl(0, at('18:00'));
  // A hundred batches at once run ahead of the clock by a hundred seconds.
  let last = nextControl(backedUp, at('20:00')) + 99;
  last = nextControl(last, at('20:00'));
  expect(nextControl(backedUp, at('20:03'))).toBeGreaterThan(last);
  expect(nextControl(last, at('10:00'))).toBe(last + 1);
  expect(nextControl(0, new Date('2020-01-01'))).toBe(1);
});
