import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReader } from '@claimwright/x12';
import { expect, test } from 'vitest';
import type { PlainDate } from '../../ground/base/index.ts';
import { type ClaimToSend, factsOfBox, paperForm } from '../claims/index.ts';
import { claimOnWire } from './index.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims/secondary/in.json');
const { claim } = (JSON.parse(readFileSync(golden, 'utf8')) as { next: { claim: ClaimToSend } }).next;

test('each segment of a claim has its words, and each fact leads to the elements that it becomes', () => {
  const { segments, facts, claimText } = claimOnWire(claim);
  expect(segments[0]).toMatchObject({ id: 'HL', loop: 'Billing provider (2000A)' });
  expect(segments.every(({ name, elements }) => name !== '' && elements.length > 0)).toBe(true);
  expect(segments.map(({ text }) => text).join('')).toContain(claimText);
  const of = (at: string) =>
    facts.filter((fact) => fact.at === at).map(({ segment, elements }) => `${segments[segment]?.text} ${elements.join(' ')}`);
  expect(of('patient.last')).toEqual(['NM1*IL*1*Alder*Rowan****MI*M100~ NM103']);
  expect(of('coverages.0.memberId')).toEqual(['NM1*IL*1*Alder*Rowan****MI*M100~ NM109']);
  expect(of('coverages.0.relationship')).toEqual(['SBR*P*18~ SBR02']);
  expect(of('placeOfService')).toEqual(['CLM*V2001*200***11:B:1*Y*A*Y*Y~ CLM05-1']);
  expect(of('lines.1.billed')).toEqual(['SV1*HC:92250*80*UN*1***1~ SV102']);
  expect(of('billed')).toEqual(['CLM*V2001*200***11:B:1*Y*A*Y*Y~ CLM02']);
  expect(of('lines.0.procedure.modifiers.0')).toEqual(['SV1*HC:99213:25*120*UN*1***1~ SV101-3']);
  expect(segments.filter(({ line }) => line === 1).map(({ id }) => id)).toEqual(['LX', 'SV1', 'DTP', 'REF']);
});

test.each(['dental', 'institutional'] as const)(
  'a %s claim too: every box that holds a fact which is sent leads to its segment',
  (kind) => {
    const own =
      kind === 'dental'
        ? {}
        : {
            stay: {
              typeOfBill: '131',
              admissionType: '3',
              admissionSource: '1',
              patientStatus: '01',
              admittingDiagnosis: 'R109',
              reasonsForVisit: ['R109'],
              admittedOn: '2026-03-01' as PlainDate,
              dischargedAt: '11:05',
              conditions: [],
              occurrences: [],
              values: [],
            },
          };
    const lines = claim.lines.map((line) => ({
      ...line,
      ...(kind === 'dental' ? { teeth: [{ tooth: '3', surfaces: ['M'] }] } : { revenueCode: '0510' }),
    }));
    const of: ClaimToSend = { ...claim, ...own, kind, lines, note: 'LOST' };
    const { segments, facts } = claimOnWire(of);
    const layout = paperForm(of)?.layout;
    if (layout === undefined) throw new Error('it has a form');
    const held = layout.boxes.flatMap(({ box, perLine }) => factsOfBox(of, layout, box, perLine === true ? 1 : undefined));
    // Nothing on the wire tells when whoever holds another coverage was born.
    const sent = held
      .filter(({ at, value }) => !/^coverages\.1\.subscriber\.birth/.test(at) && value !== undefined && JSON.stringify(value).length > 4)
      .map(({ at }) => at);
    expect(sent.length).toBeGreaterThan(20);
    expect(sent.filter((at) => !facts.some((fact) => fact.at === at || fact.at.startsWith(`${at}.`)))).toEqual([]);
    expect(segments.at(-1)?.line).toBe(1);
  },
);

test('each element shows what stands at its place, whatever a note says', () => {
  const notes = ['NTE (2400)', 'CLM05 place: LX Line (2400)', 'HL*1 looks like it'];
  const noted = notes.map((note) => ({ ...claim, note, lines: claim.lines.map((line) => ({ ...line, note })) }));
  for (const { segments } of noted.map(claimOnWire)) {
    let compared = 0;
    for (const { id, text, elements } of segments) {
      const raw = text.slice(0, -1).split('*');
      for (const { ref, value } of elements) {
        const [, at = '', part] = /^[A-Z0-9]+?(\d\d)(?:-(\d+))?$/.exec(ref) ?? [];
        expect(ref.startsWith(id)).toBe(true);
        const own = part === undefined ? raw[Number(at)] : raw[Number(at)]?.split(':')[Number(part) - 1];
        // Amounts and days are shown as people write them.
        if (/^-?\d+\.\d\d$|^\d{4}-\d\d-\d\d/.test(value)) continue;
        expect(`${ref} ${value}`).toBe(`${ref} ${own}`);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(60);
  }
});

test('what is shown is what any reader finds', () => {
  const { segments } = claimOnWire(claim);
  const head =
    'ISA*00*          *00*          *ZZ*X              *ZZ*X              *010101*0000*^*00501*000000001*0*T*:~GS*HC*X*X*20010101*0000*1*X*005010X222A1~';
  const text = `${head}ST*837*0001*005010X222A1~BHT*0019*00*1*20010101*0000*CH~${segments.map((one) => one.text).join('')}`;
  const read: string[] = [];
  const reader = createReader(
    { claim: (loop) => read.push(`${loop.patientControlNumber} ${loop.charged} ${loop.lines.length}`) },
    { check: false },
  );
  reader.push(new TextEncoder().encode(text));
  reader.end();
  expect(read).toEqual(['V2001 20000 2']);
});
