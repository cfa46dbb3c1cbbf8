import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClaimToSend, changeClaim, factsOfBox, paperForm } from '@claimwright/core/revenue/claims';
import { expect, test } from 'vitest';
import { changesOf, shownFact, textOf, valueTyped } from './box-values.ts';

const golden = join(import.meta.dirname, '../../../../../../golden/revenue/claims/secondary/in.json');
const { claim } = (JSON.parse(readFileSync(golden, 'utf8')) as { next: { claim: ClaimToSend } }).next;
const layout = paperForm(claim)?.layout;
const facts = (box: string, line?: number) => (layout === undefined ? [] : factsOfBox(claim, layout, box, line));

test('what is typed becomes a change of that field alone, and of nothing where nothing was changed', () => {
  expect(changesOf(claim, facts('24D', 0), { 'lines.0.procedure.code': '99213', 'lines.0.procedure.modifiers': '25 rt' })).toEqual({
    ...{ faults: [], changes: [{ at: 'lines.0.procedure.modifiers', to: ['25', 'RT'] }] },
  });
  expect(changesOf(claim, facts('24F', 0), { 'lines.0.billed': '$1,210.5' }).changes).toEqual([{ at: 'lines.0.billed', to: 121_050 }]);
  expect(changesOf(claim, facts('24F', 0), { 'lines.0.billed': 'much' })).toMatchObject({
    changes: [],
    faults: [{ at: 'lines.0.billed' }],
  });
  expect(changesOf(claim, facts('23'), { authorizationNumber: ' ' }).changes).toEqual([{ at: 'authorizationNumber', to: null }]);
});

test('what was not there at all is made whole, so that the claim can be changed so', () => {
  const { changes } = changesOf(claim, facts('32'), {
    'facility.name': 'Pier Clinic',
    'facility.address.line1': '3 Pier',
    'facility.address.city': 'Harbor',
  });
  expect(changes).toEqual([
    { at: 'facility', to: { entity: 'organisation', name: 'Pier Clinic', address: { line1: '3 Pier', city: 'Harbor' } } },
  ]);
  expect(changeClaim(claim, changes)).toMatchObject({ facility: { name: 'Pier Clinic' } });
  const next = changesOf(claim, facts('21B'), { 'diagnoses.1.code': 'Z0000' }).changes;
  expect(next).toEqual([{ at: 'diagnoses.1', to: { system: 'ICD-10-CM', code: 'Z0000' } }]);
  expect(changeClaim(claim, next)).toMatchObject({ diagnoses: [{ code: 'H5213' }, { code: 'Z0000' }] });
});

test('teeth, days and amounts are typed as they are shown', () => {
  expect(valueTyped('3 mo, 14', 'teeth')).toEqual({
    value: [
      { tooth: '3', surfaces: ['M', 'O'] },
      { tooth: '14', surfaces: [] },
    ],
  });
  expect(textOf([{ tooth: '3', surfaces: ['M', 'O'] }], 'teeth')).toBe('3 MO');
  expect(valueTyped('tooth', 'teeth')).toHaveProperty('says');
  expect([
    shownFact('lines.0.billed', 12_000),
    shownFact('onsetOn', '2026-03-02'),
    shownFact('note', undefined),
    shownFact('signatureOnFile', true),
  ]).toEqual([...['120.00', '03/02/2026', 'nothing', 'yes']]);
});

test('attachments are typed one a row, of the claim and of each line', () => {
  const [first] = claim.lines;
  if (first === undefined) throw new Error('it has a line');
  const given = { ...claim, lines: [{ ...first, attachments: [{ report: 'RB', transmission: 'EL', controlNumber: 'AT 1' }] }] };
  const own = layout === undefined ? [] : factsOfBox(given, layout, '19').filter(({ form }) => form === 'attachments');
  expect(own.map(({ at, value, form }) => [at, textOf(value, form)])).toEqual([
    ['attachments', ''],
    ['lines.0.attachments', 'RB EL AT 1'],
  ]);
  const typed = { attachments: 'P6 AA\nOZ FX 77', 'lines.0.attachments': '' };
  const { changes } = changesOf(given, own, typed);
  const apart = [
    { report: 'P6', transmission: 'AA' },
    { report: 'OZ', transmission: 'FX', controlNumber: '77' },
  ];
  expect(changes).toEqual([
    { at: 'attachments', to: apart },
    { at: 'lines.0.attachments', to: [] },
  ]);
  expect(changesOf(given, own, { attachments: 'R EL' }).faults).toHaveLength(1);
});
