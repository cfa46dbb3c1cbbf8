import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Charge } from '@claimwright/core/revenue/charges';
import type { BillingFacts } from '@claimwright/core/revenue/claims';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { Refusal } from '../../gate/index.ts';
import { person } from '../../gate/person.ts';
import { importEdition } from '../../ground/codes/index.ts';
import type { DocumentDetail } from '../../ground/intake/views.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { DraftView } from '../claims/drafts/views.ts';
import type { FindingsView } from '../scrub/views.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims/facility-elsewhere/in.json');
const { charge, facts }: { charge: Charge; facts: BillingFacts } = JSON.parse(readFileSync(golden, 'utf8')).build;
const [cover] = charge.coverages;
const { last, first, birthDate = '' } = charge.patient;
const { payerId, memberId } = cover ?? { payerId: '', memberId: '' };
const served = charge.lines[0]?.servedOn ?? '';
const code = charge.lines[0]?.procedure.code ?? '';

let db: FreshDatabase;
let desk: Desk;
let draftId = '';
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, [{ name: cover?.payerName ?? '', ids: [payerId] }]);
  await desk.act('revenue/claims/set-billing', facts);
  await desk.act('revenue/charges/add', { charges: [{ ...charge, authorizationNumber: 'AU-7' }] });
  const built = await desk.act<{ draftIds: string[] }>('revenue/claims/build', {});
  draftId = built.result.draftIds[0] ?? '';
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const codes = async () => (await desk.ask<FindingsView>('revenue/scrub/findings', { draftId })).findings.map(({ code: one }) => one);
async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}
const bring = async (name: string, text: string, as?: 'coverage' | 'authorizations') => {
  const { documentId, kind, repeated } = await desk.feed(name, Buffer.from(text), as);
  const { findings, ...read } = await desk.ask<DocumentDetail>('ground/intake/document', { documentId });
  return {
    kind,
    repeated,
    again: read.repeated,
    told: findings.map(({ severity, at, code: one }) => `${severity} ${at} ${one}`),
    findings,
  };
};

test('a fee schedule and a look at the coverage say what a draft brings, by value: dated, told by line where it is wrong, nothing new again', async () => {
  const rows = (...some: readonly string[]) => ['Payer ID,CPT,Allowed,Percent,Percent of,Effective From,Effective To', ...some].join('\n');
  const own = (price: string, from: string) => `${payerId},${code},${price},,,${from},`;
  const schedule = (text: string) => importEdition(desk, desk.biller, {}, [{ name: 'our-fees.csv', bytes: bytesOf(text) }]);
  const expected = async () => (await desk.ask<DraftView>('revenue/claims/draft', { draftId })).claim.lines[0]?.expected;
  const change = (version: number, at: string, to: unknown) =>
    desk.act('revenue/claims/change-draft', { draftId, version, changes: [{ at, to }] });
  expect(await expected()).toBeUndefined();

  const wrong = rows(own('40.00', '2020-01-01'), own('soon', '2020-01-01'), `${payerId},${code},,50,,2020-01-01,`, own('80', 'today'));
  const refused = await schedule(wrong).catch((error: unknown) => (error instanceof Refusal ? error : expect.fail(String(error))));
  expect(refused).toMatchObject({
    message: '3 of 4 rows cannot be read.',
    because: expect.stringContaining('line 3, allowed: This is no amount.'),
  });
  const first_ = rows(own('40.00', '2020-01-01'), `OTHER1,${code},1.00,,,2021-01-01,`);
  expect((await schedule(first_)).result.editions).toMatchObject([
    { table: 'fee-schedules', part: payerId.toUpperCase(), from: '2020-01-01', added: 1 },
    { part: 'OTHER1', from: '2021-01-01', added: 1 },
  ]);
  await expect(schedule(first_)).rejects.toThrow('This edition is here already.');
  const next = rows(own('1.00', '2099-01-01'));
  expect((await schedule(next)).result.editions).toMatchObject([
    { from: '2099-01-01', against: '2020-01-01', added: 0, changed: 1, removed: 0 },
  ]);

  await change(1, 'note', 'priced');
  expect(await expected()).toMatchObject({ allowed: 8000, unknown: [expect.stringContaining('Nothing was learned of the coverage')] });
  const looked = [
    'Payer ID,Member ID,Last Name,First Name,Birth Date,Active,Checked On,Copay,Coinsurance Percent,Deductible Left',
    `${payerId},${memberId},${last},${first},${birthDate},yes,${served.slice(0, 4)}-01-02,0,20,30.00`,
  ];
  expect((await bring('benefits.csv', looked.join('\n'))).told).toEqual(['info file coverage.taken']);
  expect(await expected()).toMatchObject({ allowed: 8000 });
  await change(2, 'note', 'shared');
  expect(await expected()).toMatchObject({
    ...{ allowed: 8000, payer: 4000, patient: 4000, unknown: [] },
    source: `fee schedule 2020-01-01 of ${payerId.toUpperCase()}, row ${code}, from 2020-01-01`,
    parts: [
      { of: 'payer', amount: 4000 },
      { of: 'deductible', amount: 3000 },
      { of: 'coinsurance', amount: 1000, because: '20.00 % of 50.00' },
    ],
  });
  await expect(change(3, 'lines.0.expected.payer', 1)).rejects.toThrow('not changed here');
});

test('a list of coverage: what ended before the visit holds the claim; bad rows are told by their line and the rest is taken, once', async () => {
  expect(await codes()).not.toContain('not-covered-that-day');
  const head = 'Payer ID,Member ID,Last Name,First Name,Birth Date,Active,From,To,Checked On';
  const row = `${payerId},${memberId},${last},${first},${birthDate},yes,2020-01-01,2020-12-31,${served}`;
  const list = [
    head,
    row,
    `${payerId},M9,Fern,Ada,1980-02-30,yes,,,`,
    `${payerId},,Fern,Ada,,,,,`,
    `${payerId},M9,Fern,Ada,1980-02-03,perhaps,,,`,
    `${payerId},M9,Fern,Ada,,yes,,,`,
  ];
  const first_ = await bring('coverage.csv', list.join('\r\n'));
  expect(first_).toMatchObject({ kind: 'coverage', again: 0 });
  expect(first_.told).toEqual([
    'error line 3 coverage.date',
    'error line 4 coverage.empty',
    'error line 5 coverage.active',
    'warning line 6 eligibility.no-birth-date',
    'info file coverage.taken',
  ]);
  expect(first_.findings[0]?.fix).toContain('bring the list in again');
  expect(await codes()).toContain('not-covered-that-day');
  // The same file is the same document; the same rows in another file say nothing new.
  expect((await desk.feed('coverage.csv', Buffer.from(list.join('\r\n')))).repeated).toBe(true);
  expect((await bring('coverage-2.csv', [head, row].join('\n'))).again).toBe(1);
  // A later look counts.
  const renewed = row.replace('2020-12-31', '').replace(served, '2026-12-01');
  await bring('coverage-3.csv', [head, renewed].join('\n'));
  expect(await codes()).not.toContain('not-covered-that-day');
});

test('a list with headings of its own is read by a map that was said once', async () => {
  const headings = ['Kasse', 'Nummer', 'Nachname', 'Vorname', 'Geboren', 'Bis', 'Geprueft'];
  const own = (to: string, on: string) => `${headings.join(';')}\n${payerId};${memberId};${last};${first};${birthDate};${to};${on}\n`;
  const unread = await bring('eigene.csv', own('2021-01-01', '2026-12-02'), 'coverage');
  expect(unread.told).toEqual(['error line 1 coverage.heading']);
  const columns = {
    payer_id: 'Kasse',
    member_id: 'Nummer',
    last_name: 'Nachname',
    first_name: 'Vorname',
    birth_date: 'Geboren',
    to: 'Bis',
    checked_on: 'Geprueft',
  };
  const map = { list: 'coverage', headings, columns };
  await expect(desk.act('revenue/eligibility/set-map', { ...map, columns: { nobody: 'Kasse' } })).rejects.toThrow('no column nobody');
  await expect(desk.act('revenue/eligibility/set-map', { ...map, columns: { to: 'Ende' } })).rejects.toThrow('no heading Ende');
  const coder = person('test', { id: 'cora', name: 'Cora', tenant: desk.tenant, roles: ['coder'] });
  await expect(desk.act('revenue/eligibility/set-map', map, coder)).rejects.toMatchObject({ code: 'not-allowed' });
  await desk.act('revenue/eligibility/set-map', map);
  expect((await bring('eigene-2.csv', own('2021-01-01', '2026-12-03'), 'coverage')).told).toEqual(['info file coverage.taken']);
  expect(await codes()).toContain('not-covered-that-day');
});

test('a list of authorizations: used up, for other codes, extended', async () => {
  const { payers } = await desk.ask<{ payers: { id: string; ids: string[] }[] }>('ground/parties/practice', {});
  const terms = { authorizationFor: [code] };
  await desk.act('revenue/scrub/set-terms', { payerId: payers.find(({ ids }) => ids.includes(payerId))?.id, terms });
  const list = (covers: string, units: string, used: string) =>
    `Authorization,Payer ID,Member ID,Last Name,First Name,Birth Date,Covers,From,To,Units,Used\nAU-7,${payerId},${memberId},${last},${first},${birthDate},${covers},,,${units},${used}\n`;
  const wrong = await bring(
    'authorizations.csv',
    `${list(code, '2', '2')}AU-8,${payerId},${memberId},${last},${first},${birthDate},,,,many,\n`,
  );
  expect(wrong).toMatchObject({ kind: 'authorizations', told: ['error line 3 authorizations.count', 'info file authorizations.taken'] });
  expect(await codes()).toContain('authorization-used-up');
  await bring('authorizations-2.csv', list('J1100', '2', '0'));
  expect(await codes()).toContain('authorization-for-other');
  await bring('authorizations-3.csv', list(code, '9', '0'));
  expect((await codes()).filter((one) => one.startsWith('authorization'))).toEqual([]);
});

test('a 271 that is dropped in says who is covered; what the payer did not answer is told', async () => {
  const answer = (segments: readonly string[]) =>
    `${[
      'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *270105*0941*^*00501*000000001*0*P*:',
      ...['GS*HB*PAYER*PRACTICE*20270105*0941*1*X*005010X279A1', 'ST*271*0001*005010X279A1', 'BHT*0022*11*B1*20270105*0941'],
      ...['HL*1**20*1', `NM1*PR*2*THE PAYER*****PI*${payerId}`, 'HL*2*1*21*1', 'NM1*1P*2*PRACTICE*****XX*1999999984'],
      ...segments,
      `SE*${segments.length + 7}*0001`,
      ...['GE*1*1', 'IEA*1*000000001'],
    ].join('~')}~`;
  const dated = birthDate.replaceAll('-', '');
  const known = ['HL*3*2*22*0', `NM1*IL*1*${last}*${first}****MI*${memberId}`, `DMG*D8*${dated}*F`];
  const refused = ['HL*4*2*22*0', 'NM1*IL*1*FERN*ADA****MI*M9', 'AAA*N**75*C'];
  const ended = await bring('answer.271', answer([...known, 'DTP*347*D8*20200131', 'EB*6**30', ...refused]));
  expect([ended.kind, ended.told.slice(-2)]).toEqual(['271', ['warning answer 2 eligibility.unanswered', 'info file coverage.taken']]);
  expect(await codes()).toContain('not-covered-that-day');
  await bring('answer-2.271', answer([...known.slice(0, 3), 'DTP*346*D8*20200101', 'EB*1**30']).replace('B1*20270105', 'B2*20270106'));
  expect(await codes()).not.toContain('not-covered-that-day');
});

test('a row without a birth date is of the one patient who came under its name and member number; of two nothing is kept, and it is told', async () => {
  const head = 'Payer ID,Member ID,Last Name,First Name,Birth Date,Active,From,To,Checked On';
  const row = (to: string, on: string, born = '', given = first, of = memberId) =>
    `${payerId},${of},${last.toUpperCase()},${given},${born},yes,2020-01-01,${to},${on}`;
  const list = (...rows: readonly string[]) => [head, ...rows].join('\n');
  expect(await codes()).not.toContain('not-covered-that-day');
  expect((await bring('undated.csv', list(row('2020-12-31', '2027-02-02')))).told).toEqual(['info file coverage.taken']);
  expect(await codes()).toContain('not-covered-that-day');
  // A second first name that the claims leave out, and a member number written otherwise.
  const renewed = row('', '2027-02-03', birthDate, `${first} J`, memberId.toLowerCase().replace(/^/, '00'));
  expect((await bring('renewed.csv', list(renewed))).told).toEqual(['info file coverage.taken']);
  expect(await codes()).not.toContain('not-covered-that-day');
  // Another of the name comes under the number: from then on a row without a birth date may be of either.
  const another = await bring('another.csv', list(row('2020-12-31', '2027-02-04', '1999-01-05')));
  expect(another.told).toEqual(['info line 2 eligibility.another-of-member', 'info file coverage.taken']);
  const ambiguous = await bring('ambiguous.csv', list(row('2020-12-31', '2027-02-05'), row('2020-12-31', '2027-02-05', '', 'Nobody')));
  expect(ambiguous.told).toEqual([
    'error line 2 eligibility.several-people',
    'warning line 3 eligibility.no-birth-date',
    'info file coverage.taken',
  ]);
  expect(ambiguous.findings[0]?.fix).toContain('Put the birth date into the row');
  expect(await codes()).not.toContain('not-covered-that-day');
});
