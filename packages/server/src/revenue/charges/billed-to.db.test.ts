import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlainDate } from '@claimwright/core/ground/base';
import { type Charge, readChargeCsv } from '@claimwright/core/revenue/charges';
import type { BillingFacts } from '@claimwright/core/revenue/claims';
import { claimsToWrite } from '@claimwright/core/revenue/submission';
import { writeClaims } from '@claimwright/x12';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importSamples } from '../../../testing/claims-out.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { DraftView } from '../claims/drafts/views.ts';
import type { TonightRow } from '../submission/views.ts';

const golden = (name: string): { charge: Charge; facts: BillingFacts } =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../../../golden/revenue/claims/${name}/in.json`), 'utf8')).build;
const office = golden('split-by-payer');
const dental = golden('predetermination');

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, []);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

async function wireOf({ charge, facts }: { charge: Charge; facts: BillingFacts }): Promise<{ wire: string[]; notInsurance: number }> {
  await desk.act('revenue/claims/set-billing', facts);
  const { result: added } = await desk.act<{ chargeIds: string[] }>('revenue/charges/add', { charges: [charge] });
  const { result } = await desk.act<{ draftIds: string[]; notInsurance: number }>('revenue/claims/build', { chargeIds: added.chargeIds });
  const views = await Promise.all(result.draftIds.map((draftId) => desk.ask<DraftView>('revenue/claims/draft', { draftId })));
  const envelope = { interchangeControl: '000000001', groupControl: '1', control: '0001', reference: 'B1', at: '12:00', test: false };
  const wire = views.map(({ claim }) =>
    new TextDecoder().decode(
      writeClaims(
        claimsToWrite([claim], {
          ...envelope,
          on: '2026-03-02' as PlainDate,
          submitter: { name: 'QUIET HARBOR', id: 'QH', contact: 'BILLING', phone: '5555550100' },
          receiver: { name: 'HOUSE', id: 'HOUSE' },
        }),
      ),
    ),
  );
  return { wire, notInsurance: result.notInsurance };
}
const billedTo = (...billed: readonly Charge['lines'][number]['billed'][]): Charge => {
  const [line] = office.charge.lines;
  if (line === undefined) throw new Error('there is one');
  const { payerId: _, ...rest } = line;
  return {
    ...{
      ...office.charge,
      account: `B${billed.join('').length}`,
      lines: billed.map((to, i) => ({ ...rest, billed: to, note: `LINE ${i + 1}` })),
    },
  };
};

test('what the patient or an employer pays is in no claim, whatever stands beside it', async () => {
  const mixed = await wireOf({ ...office, charge: billedTo('self-pay', 'insurance', 'employer-pay') });
  expect([mixed.wire.length, mixed.notInsurance]).toEqual([1, 0]);
  expect(mixed.wire[0]?.match(/SV1\*/g)).toHaveLength(1);
  expect(mixed.wire[0]).toContain('LINE 2');
  expect(mixed.wire[0]).not.toMatch(/LINE [13]/);
  for (const billed of ['self-pay', 'employer-pay'] as const)
    expect(await wireOf({ ...office, charge: billedTo(billed, billed) })).toEqual({ wire: [], notInsurance: 1 });
});

test('a predetermination asks (CLM19) and says no day of service', async () => {
  const { wire } = await wireOf(dental);
  expect(wire).toHaveLength(1);
  expect(wire[0]).toMatch(/CLM\*[^~]*\*PB~/);
  expect(wire[0]).not.toContain('DTP*472');
});

test('a list of charges alone makes a clean crown, and a predetermination of braces, with all that an 837D says of them', async () => {
  await importSamples(desk, desk.biller);
  const head = [
    ...['account', 'kind', 'last_name', 'first_name', 'birth_date', 'sex', 'address', 'city', 'state', 'zip', 'payer_id', 'payer_name'],
    ...['member_id', 'filing_indicator', 'rendering_npi', 'diagnoses', 'code', 'charged', 'served_on', 'tooth', 'prosthesis'],
    ...['prior_placed_on', 'missing_teeth', 'attachment_kind', 'attachment_number', 'note', 'predetermination', 'orthodontic_months'],
    'banding_date',
  ];
  const who = 'dental,Alder,Rowan,1980-02-03,F,2 Pier,Harbor,ME,041010003,HARB1,Harbor Health,M100,CI,1999999984,K02.63';
  const text = [
    head.join(','),
    `C1,${who},D2740,1100,02/20/2026,14,replacement,2015-06-01,1 16,RB,XR77,Fractured cusp on #14 with recurrent decay below the old crown.,,,`,
    `C2,${who},D0120,900,,,,,,,,,yes,24,2026-02-01`,
  ].join('\n');
  const { charges, findings } = readChargeCsv(text);
  expect(findings).toEqual([]);
  const wires: string[] = [];
  for (const charge of charges) wires.push((await wireOf({ ...dental, charge })).wire.join(''));
  const [crown = '', braces = ''] = wires;
  for (const segment of ['DN2*1*M****JP', 'DN2*16*M****JP', 'PWK*RB*EL***AC*XR77', 'DTP*441*D8*20150601', 'TOO*JP*14'])
    expect(crown).toContain(`${segment}~`);
  expect(crown).toMatch(/SV3\*AD:D2740\*1100\*\*\*R\*/);
  expect(braces).toMatch(/CLM\*[^~]*\*PB~/);
  for (const segment of ['DN1*24', 'DTP*452*D8*20260201']) expect(braces).toContain(segment);
  const { rows } = await desk.ask<{ rows: TonightRow[] }>('revenue/submission/tonight', {});
  // The tables of this test are few, and that is told of every claim.
  const held = ({ remarks }: TonightRow) => remarks.map(({ code }) => code).filter((code) => code !== 'tables-not-loaded');
  const own = rows.filter(({ patientControlNumber }) => /^C\d/.test(patientControlNumber));
  expect(own.map((row) => [row.patientControlNumber, held(row)])).toEqual([
    ['C1', []],
    ['C2', []],
  ]);
});

test('a list of charges alone makes a whole inpatient claim; what a facility leaves unsaid is held, and the total line is billed by neither', async () => {
  const head = [
    ...['account', 'kind', 'last_name', 'first_name', 'birth_date', 'sex', 'address', 'city', 'state', 'zip', 'payer_id', 'payer_name'],
    ...['member_id', 'filing_indicator', 'diagnoses', 'type_of_bill', 'admission_type', 'admitted_on', 'statement_from', 'statement_to'],
    ...['patient_status', 'attending_npi', 'revenue_code', 'code', 'units', 'unit', 'charged', 'admission_hour', 'discharge_hour'],
    ...['admission_source', 'admitting_diagnosis', 'present_on_admission'],
  ];
  const who = 'institutional,Alder,Rowan,1980-02-03,F,2 Pier,Harbor,ME,041010003,HARB1,Harbor Health,M100,CI,K02.63';
  const stay = '111,1,2026-02-10,2026-02-10,2026-02-15,01,1999999984';
  const told = '14:20,11,1,K02.9,K02.63=Y';
  const text = [
    head.join(','),
    ...['0120,,5,DA,2500', '0250,,1,UN,500', '0001,,1,UN,3000'].map((line) => `F1,${who},${stay},${line},${told}`),
    ...['0120,,2,DA,2500', '0250,,1,UN,500', '0001,,1,UN,3000'].map((line) => `F2,${who},${stay},${line},,,,,`),
  ].join('\n');
  const { charges, findings } = readChargeCsv(text);
  expect(findings).toEqual([]);
  const wires: string[] = [];
  for (const charge of charges) wires.push((await wireOf({ ...office, charge })).wire.join(''));
  const [whole = ''] = wires;
  expect(whole).toContain('CLM*F1*3000***11:A:1*');
  for (const segment of [
    'DTP*096*TM*1100',
    'DTP*435*DT*202602101420',
    'CL1*1*1*01',
    'HI*ABK:K0263:::::::Y',
    'HI*ABJ:K029',
    'SV2*0120**2500*DA*5',
  ])
    expect(whole).toContain(`${segment}~`);
  for (const wire of wires) expect(wire).not.toContain('SV2*0001');
  const { rows } = await desk.ask<{ rows: TonightRow[] }>('revenue/submission/tonight', {});
  const found = (number: string): string[] =>
    rows.filter((row) => row.patientControlNumber === number).flatMap(({ remarks }) => remarks.map(({ code }) => code));
  expect(found('F1').filter((code) => code !== 'tables-not-loaded')).toEqual([]);
  expect(found('F2')).toEqual(
    expect.arrayContaining([
      ...['admission-incomplete', 'discharge-hour-missing', 'admitting-diagnosis-missing', 'present-on-admission-missing'],
      'room-days-differ',
    ]),
  );
});
