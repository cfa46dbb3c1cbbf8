import type { PlainDate } from '@claimwright/core/ground/base';
import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { coded, crown, importSamples, claimOf as plainClaim } from '../../../testing/claims-out.ts';
import { within } from '../../../testing/context.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { type Actor, agentActor } from '../../gate/index.ts';
import { person } from '../../gate/person.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import { keepDrafts } from '../claims/index.ts';
import type { TonightRow } from '../submission/views.ts';
import type { PreviewedClaim, RuleFinds, RuleHistory, RulePreview, RulesView, RuleView } from './rules/views.ts';
import type { FindingsView } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, [{ name: 'Harbor Health', ids: ['HARB1'] }]);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const address = { line1: '12 Orchard Way', city: 'Tampa', state: 'FL', zip: '336020001' };
const patient = { last: 'Alder', first: 'Rowan', birthDate: '1990-04-05' as PlainDate, sex: 'F', address };
const claimOf = (number: string, change: Partial<ClaimToSend> = {}, code = '97110'): ClaimToSend => ({
  ...{
    kind: 'professional',
    patientControlNumber: number,
    frequency: '1',
    predetermination: false,
    billed: 10_000 as ClaimToSend['billed'],
    patient,
  },
  coverages: [
    {
      ...{
        rank: 'primary',
        payerId: 'HARB1',
        payerName: 'Harbor Health',
        memberId: 'HH1234',
        filingIndicator: 'CI',
        relationship: '18',
        subscriber: patient,
      },
    },
  ],
  sentAs: 'primary',
  billing: { entity: 'organisation', name: 'Quiet Harbor', npi: '1234567893', taxId: '592233445', taxIdKind: 'employer', address },
  rendering: { entity: 'person', name: 'Quill', first: 'Nora', npi: '1215193883' },
  ...{ placeOfService: '11', diagnoses: [{ code: 'M25561', system: 'ICD-10-CM' as const }], signatureOnFile: true, assignment: 'A' },
  ...{ benefitsAssigned: 'Y', release: 'Y', attachments: [], missingTeeth: [] },
  lines: [
    {
      ...{ number: 1, procedure: { code, modifiers: [] }, billed: 10_000 as ClaimToSend['billed'], units: '2', unit: 'UN' },
      ...{ servedOn: '2026-02-20' as PlainDate, pointers: [1], teeth: [], oralCavities: [], attachments: [] },
    },
  ],
  ...change,
});
const keep = async (claim: ClaimToSend): Promise<string> =>
  (await within(desk.store, desk.tenant, (ctx) => keepDrafts(ctx, [{ claim, madeOf: JSON.stringify(claim) }])))[0] ?? '';
const look = (draftId: string) => desk.ask<FindingsView>('revenue/scrub/findings', { draftId });
/** But that no code tables are loaded, which is so of all claims here. */
const codes = async (draftId: string) => (await look(draftId)).findings.flatMap(({ code }) => (code === 'tables-not-loaded' ? [] : [code]));
const lightOf = async (draftId: string) =>
  (await desk.ask<{ rows: TonightRow[] }>('revenue/submission/tonight', {})).rows.find((row) => row.draftId === draftId)?.light;

test('what is found stands beside tonight’s claims; set aside with role and reason by a person, of one version, it holds nothing any more', async () => {
  const draftId = await keep(claimOf('S1', { signatureOnFile: false }));
  expect((await look(draftId)).result).toMatchObject({
    validation_result: 'blocked',
    suggested_actions: ['load_code_table', 'review_documentation'],
  });
  expect(await lightOf(draftId)).toBe('red');
  expect((await desk.act('revenue/scrub/check', { draftIds: [draftId] })).result).toEqual({ checked: 1, held: 1, warned: 1 });
  const aside = {
    draftId,
    version: 1,
    code: 'signature-missing',
    at: 'claim, signature',
    role: 'biller',
    because: 'the signed sheet is in the paper chart',
  };
  const override = (change: object, actor: Actor = desk.biller) => desk.act('revenue/scrub/override', { ...aside, ...change }, actor);
  await expect(override({ because: 'ok' })).rejects.toThrow();
  await expect(override({ because: '............' })).rejects.toThrow();
  await expect(override({ role: 'admin' })).rejects.toThrow('not this role');
  await expect(override({ code: 'npi-missing' })).rejects.toThrow('finding');
  await expect(override({ version: 2 })).rejects.toThrow('changed meanwhile');
  const machine = agentActor(desk.tenant, 'scrub-agent', '1');
  expect(
    await override({}, machine)
      .then(({ outcome }) => outcome)
      .catch(() => 'refused'),
  ).not.toBe('applied');
  await override({});
  await expect(override({})).rejects.toThrow('already');
  const after = await look(draftId);
  // Nothing holds it any more; that no tables were there to look in is still said.
  expect(after.result.validation_result).toBe('needs_review');
  // Partners see that a person answers for it, not a claim in which nothing was found.
  expect(after.result.issues.find(({ issue_type }) => issue_type === 'signature_missing')?.overridden).toEqual({
    role: 'biller',
    because: aside.because,
  });
  expect(after.findings.find(({ code }) => code === 'signature-missing')?.aside).toEqual({
    by: 'dana',
    role: 'biller',
    because: aside.because,
  });
  expect(await lightOf(draftId)).toBe('yellow');
  expect(await desk.ask('revenue/scrub/overrides', {})).toMatchObject({
    tally: [{ code: 'signature-missing', role: 'biller', by: 'dana', overrides: 1, denied: 0 }],
  });
  const changes = [{ at: 'placeOfService', to: '12' }];
  await desk.act('revenue/claims/change-draft', { draftId, version: 1, changes });
  expect(await codes(draftId)).toContain('signature-missing');
  expect((await look(draftId)).result.validation_result).toBe('blocked');
});

test('the payer’s terms, what was learned of the coverage, earlier services and the note of the visit are looked at', async () => {
  const payers = await desk.ask<{ rows: { payerId: string }[] }>('revenue/submission/tonight', {});
  const payerId = payers.rows[0]?.payerId ?? '';
  const later = claimOf('S2').lines.map((line) => ({ ...line, servedOn: '2026-02-21' as PlainDate }));
  const draftId = await keep(claimOf('S2', { lines: later }));
  expect(await codes(draftId)).toEqual([]);
  const terms = {
    filingDays: 5,
    authorizationFor: ['97110'],
    frequencies: [{ of: ['97110'], times: 1, days: 90, per: 'patient' }],
  };
  await desk.act('revenue/scrub/set-terms', { payerId, terms });
  expect(await codes(draftId)).toEqual(['frequency-reached', 'authorization-missing', 'filing-late']);
  await desk.act('revenue/scrub/set-terms', { payerId, terms: { filingDays: null, authorizationFor: null, frequencies: null } });
  const lapsed = { kind: 'coverage', entry: { payerId: 'HARB1', active: true, to: '2026-01-31', checkedOn: '2026-02-19' } };
  await desk.act('revenue/scrub/tell', { draftId, fact: lapsed });
  expect(await codes(draftId)).toContain('not-covered-that-day');
  await desk.act('revenue/scrub/tell', {
    draftId,
    fact: { kind: 'coverage', entry: { payerId: 'HARB1', active: true, checkedOn: '2026-02-28' } },
  });
  expect(await codes(draftId)).not.toContain('not-covered-that-day');
  const sided = await keep(
    claimOf(
      'S3',
      { lines: claimOf('', {}, '66984').lines.map((line) => ({ ...line, procedure: { code: '66984', modifiers: ['RT'] } })) },
      '66984',
    ),
  );
  await desk.act('revenue/scrub/tell', { draftId: sided, fact: { kind: 'note', text: 'Señora A.: phacoemulsification of the left eye.' } });
  expect((await look(sided)).findings.find(({ code }) => code === 'note-of-another-side')?.quotes).toEqual(['left eye']);
});

test('a payer rule is tried on the last ninety days before it is on; its versions stay, and a person alone switches it', async () => {
  const rule = {
    ...{ id: 'therapy-home', title: 'Therapy at home', payers: ['HARB1'], effective: '2026-01-01', over: 'line', action: 'hold' },
    when: 'line.code == "97110" && line.place == "12"',
    ...{ says: 'Therapy at home is not paid.', because: 'The payer says so.', fix: 'Ask the payer before.', source: 'bulletin 7' },
    tests: [
      { name: 'at home', see: { lines: [{ code: '97110', place: '12' }] }, fires: true },
      { name: 'in the office', see: { lines: [{ code: '97110', place: '11' }] }, fires: false },
    ],
  };
  const save = (change: object) => desk.act<{ version: number }>('revenue/scrub/save-rule', { rule: { ...rule, ...change } });
  await expect(save({ when: 'line.nope == "12"' })).rejects.toThrow('cannot be used');
  await expect(save({ tests: rule.tests.slice(0, 1) })).rejects.toThrow('no test');
  expect((await save({})).result).toEqual({ ruleId: 'therapy-home', version: 1 });
  const later = { rule: { ...rule, effective: '2027-01-01' } };
  expect(await desk.ask('revenue/scrub/preview-rule', later)).toMatchObject({ claims: 3, hits: 1, early: 1 });
  const tried = (when: string) => desk.ask<RulePreview>('revenue/scrub/preview-rule', { rule: { ...rule, when } });
  await expect(tried('line.units >')).rejects.toThrow('cannot be used');
  await expect(tried('line.nope == "12"')).rejects.toThrow('cannot be used');
  expect(await tried('line.modifiers[9] == "25"')).toMatchObject({ claims: 3, hits: 0, failed: 3, found: [], passed: [] });
  const preview = await desk.ask<RulePreview>('revenue/scrub/preview-rule', { rule });
  expect(preview).toMatchObject({ claims: 3, hits: 1, failed: 0, early: 0 });
  const turn = (change: object, actor: Actor = desk.biller) =>
    desk.act(
      'revenue/scrub/switch-rule',
      { ruleId: 'therapy-home', version: 1, active: true, previewed: preview.hits, because: 'from the bulletin', ...change },
      actor,
    );
  await expect(turn({ previewed: undefined })).rejects.toThrow('not looked at');
  await expect(turn({ version: 2 })).rejects.toThrow('rule');
  await expect(turn({}, person('test', { id: 'cora', name: 'Cora', tenant: desk.tenant, roles: ['coder'] }))).rejects.toThrow();
  await turn({});
  const [{ draftId = '' } = {}] = (await desk.ask<{ rows: TonightRow[] }>('revenue/submission/tonight', {})).rows;
  expect(await codes(draftId)).toContain('payer-rule:therapy-home');
  await save({ title: 'Therapy in the home' });
  const rules = () => desk.ask<{ rules: RuleView[]; page: string }>('revenue/scrub/rules', {});
  expect((await rules()).rules).toMatchObject([{ rule: { version: 2, author: 'Dana' }, on: 1 }]);
  expect((await rules()).page).toContain('Therapy in the home');
  await turn({ active: false, previewed: undefined });
  expect(await codes(draftId)).not.toContain('payer-rule:therapy-home');
  const asked = { draftId, asked: ['line.place', 'payer.memberId'] };
  expect(await desk.ask('revenue/scrub/claim-sight', asked)).toEqual({
    ...{ draftId, sight: { payer: { memberId: 'M1' }, lines: [{ code: '97110', place: '12' }] } },
  });
  const seen = await desk.ask<{ rows: PreviewedClaim[] }>('revenue/scrub/previewed-claims', { draftIds: preview.found });
  expect(seen.rows).toMatchObject([{ waits: true, patientName: 'Alder, Rowan', payerName: 'Harbor Health', procedures: ['97110'] }]);
});

test('a pack is taken in whole or not at all; what it has already is no new version, and each version is told with who and why', async () => {
  const [kept] = (await desk.ask<RulesView>('revenue/scrub/rules', {})).rules;
  if (kept === undefined) throw new Error('there is a rule');
  const { version: _version, author: _author, writtenOn: _on, ...written } = kept.rule;
  const other = { ...written, id: 'therapy-school', title: 'Therapy at school', pack: 'Harbor 2026' };
  const bring = (rules: readonly object[]) => desk.act<{ saved: number }>('revenue/scrub/import-rules', { rules });
  await expect(bring([other, { ...other, id: 'broken', when: 'line.nope' }])).rejects.toThrow('cannot be used');
  await expect(bring([other, other])).rejects.toThrow('Two rules');
  expect((await bring([written, other])).result).toEqual({ saved: 1, same: 1 });
  expect((await bring([written, other])).result).toEqual({ saved: 0, same: 2 });
  const save = (from: number) => desk.act('revenue/scrub/save-rule', { rule: { ...written, title: 'At home' }, from });
  await expect(save(1)).rejects.toThrow('changed meanwhile');
  await expect(save(0)).rejects.toThrow('There is a rule');
  await save(2);
  const { versions, switches } = await desk.ask<RuleHistory>('revenue/scrub/rule-history', { ruleId: written.id });
  expect(versions.map(({ rule }) => rule.version)).toEqual([3, 2, 1]);
  expect(switches).toMatchObject([
    { version: 1, active: false, by: 'dana' },
    { version: 1, active: true, by: 'dana', because: 'from the bulletin' },
  ]);
  expect(await desk.ask<RuleFinds>('revenue/scrub/rule-finds', {})).toEqual({
    ...{ claims: 3, more: false, found: { 'therapy-home': 1, 'therapy-school': 1 } },
  });
});

test('each kind of error is found at the draft that has it, and not at the one close beside it', async () => {
  await importSamples(desk, desk.biller);
  const payers = await desk.ask<{ payers: { id: string }[] }>('ground/parties/practice', {});
  const terms = { authorizationFor: ['93000'], attachments: [{ of: ['crown'], reports: ['RB'] }] };
  await desk.act('revenue/scrub/set-terms', { payerId: payers.payers[0]?.id, terms });
  const visit = (number: string, change: Partial<ClaimToSend> = {}, lines = ['99213']) => plainClaim(number, lines, change);
  const { billing, patient: adult } = plainClaim('', ['99213']);
  const cleaning = (number: string, born: string) => ({
    ...plainClaim(number, ['D1110'], {
      kind: 'dental',
      ...coded('K0263'),
      patient: { ...adult, first: number, birthDate: born as PlainDate },
    }),
  });
  const report = [{ report: 'RB', transmission: 'EL', controlNumber: 'X1' }];
  const tries: readonly (readonly [code: string, wrong: ClaimToSend, near: ClaimToSend])[] = [
    ['npi-invalid', visit('E1', { billing: { ...billing, npi: '1234567890' } }), visit('N1')],
    ['tax-id-invalid', visit('E2', { billing: { ...billing, taxId: '12345678' } }), visit('N2')],
    ['procedure-not-valid', visit('E3', {}, ['97140']), visit('N3')],
    ['procedure-against-age', cleaning('E4', '2020-01-01'), cleaning('N4', '2000-01-01')],
    ['authorization-missing', visit('E5', {}, ['93000']), visit('N5', { authorizationNumber: 'A1' }, ['93000'])],
    ['attachment-missing', crown('E6', '3'), { ...crown('N6', '4'), attachments: report }],
    ['narrative-missing', crown('E7', '5'), { ...crown('N7', '6'), note: 'Fractured cusp with recurrent decay.' }],
  ];
  for (const [code, wrong, near] of tries) {
    expect(await codes(await keep(wrong)), wrong.patientControlNumber).toContain(code);
    expect(await codes(await keep(near)), near.patientControlNumber).not.toContain(code);
  }
});

test('a colleague of group and specialty is the same provider by what the practice knows of them; one of another specialty is not', async () => {
  const who = (first: string, npi: string) => ({ entity: 'person' as const, name: 'Sorrel', first, npi });
  const [nora, ansel, mira] = [who('Nora', '1215193883'), who('Ansel', '1053386219'), who('Mira', '1679523708')];
  const { billing } = claimOf('');
  const family = { taxonomy: '207Q00000X' };
  const providers = [
    { ...nora, ...family },
    { ...ansel, ...family },
    { ...mira, taxonomy: '207RC0000X' },
  ];
  const by = (number: string, rendering: typeof nora) =>
    keep({ ...plainClaim(number, ['97110'], {}, { servedOn: '2026-01-18' as PlainDate }), rendering });
  await by('G1', nora);
  const [same, other] = [await by('G2', ansel), await by('G3', mira)];
  expect(await codes(same)).not.toContain('duplicate-of-earlier');
  await desk.act('revenue/claims/set-billing', { billing: { ...billing, ...family }, providers, facilities: [], payers: [] });
  expect(await codes(same)).toContain('duplicate-of-earlier');
  expect(await codes(other)).not.toContain('duplicate-of-earlier');
});

test('a reason sets aside what was looked at, not another finding of its kind beside it; what was set aside before this was kept means all of them', async () => {
  const [line] = claimOf('').lines;
  const teeth = ['14', '15'].map((tooth) => ({ tooth, surfaces: [] }));
  const lines = line === undefined ? [] : [{ ...line, teeth }];
  const draftId = await keep(claimOf('S9', { kind: 'dental', lines, missingTeeth: ['14', '15'] }));
  const gone = async () => (await look(draftId)).findings.filter(({ code }) => code === 'tooth-gone');
  const aside = async () => (await gone()).map((one) => one.aside !== undefined);
  const override = (found?: string) =>
    desk.act('revenue/scrub/override', {
      ...{ draftId, version: 1, code: 'tooth-gone', at: 'line 1', role: 'biller', because: 'the chart was wrong, the tooth stands' },
      ...(found === undefined ? {} : { found }),
    });
  const [first, second] = await gone();
  await expect(override()).rejects.toThrow('Several findings');
  await override(first?.found);
  expect(await aside()).toEqual([true, false]);
  await expect(override(first?.found)).rejects.toThrow('already');
  await desk.act('revenue/scrub/check', { draftIds: [draftId] });
  expect(await desk.ask('revenue/scrub/queues', {})).toMatchObject({
    claims: expect.arrayContaining([expect.objectContaining({ draftId })]),
  });
  await within(desk.store, desk.tenant, ({ tx }) => tx.rows("update scrub.override set found = '' where draft_id = $1", [draftId]));
  expect(await aside()).toEqual([true, true]);
  await expect(override(second?.found)).rejects.toThrow('already');
});

test('a rule that asks too much of claims is told when it is tried and cannot be switched on', async () => {
  const [line] = claimOf('').lines;
  if (line === undefined) throw new Error('a claim has a line');
  const lines = Array.from({ length: 320 }, (_, i) => ({ ...line, number: i + 1 }));
  const many = Array.from({ length: 6 }, (_, i) => claimOf(`GR${i}`, { lines }));
  await within(desk.store, desk.tenant, (ctx) =>
    keepDrafts(
      ctx,
      many.map((claim) => ({ claim, madeOf: claim.patientControlNumber })),
    ),
  );
  const test = (name: string, units: readonly number[], fires: boolean) => ({
    name,
    see: { lines: units.map((of) => ({ units: of })) },
    fires,
  });
  const rule = {
    ...{ id: 'greedy', title: 'Greedy', payers: ['*'], effective: '2026-01-01', over: 'claim', action: 'hold' },
    when: 'lines.all(a, lines.all(b, a.units <= b.units && b.units <= a.units))',
    ...{ says: 'Lines are equal.', because: 'The payer says so.', fix: 'Ask the payer.', source: 'bulletin 8' },
    tests: [test('equal', [1, 1], true), test('not', [1, 2], false)],
  };
  await desk.act('revenue/scrub/save-rule', { rule });
  await expect(desk.ask('revenue/scrub/preview-rule', { rule })).rejects.toThrow('Rule Greedy asks more of claims');
  const on = { ruleId: 'greedy', version: 1, active: true, previewed: 6, because: 'from the bulletin' };
  await expect(desk.act('revenue/scrub/switch-rule', on)).rejects.toThrow('Rule Greedy asks more of claims');
});

test('what no reason makes right is set aside by nobody, and a hold that a person set aside is never plain green', async () => {
  const later = claimOf('S9', { signatureOnFile: false }).lines.map((line) => ({ ...line, servedOn: '2026-12-25' as PlainDate }));
  const draftId = await keep(claimOf('S9', { lines: later }));
  const { findings } = await look(draftId);
  const [found] = findings.filter(({ code }) => code === 'service-date-implausible');
  expect(found).toMatchObject({ severity: 'error', untilMended: true });
  const because = 'the patient will surely come on that day';
  const aside = { draftId, version: 1, code: 'service-date-implausible', at: found?.at ?? '', role: 'biller', because };
  await expect(desk.act('revenue/scrub/override', aside)).rejects.toThrow('mended, not set aside');
  expect(await lightOf(draftId)).toBe('red');
  const remarks = async (id: string) =>
    (await desk.ask<{ rows: TonightRow[] }>('revenue/submission/tonight', {})).rows.find((row) => row.draftId === id)?.remarks;
  const other = claimOf('S10').lines.map((line) => ({ ...line, servedOn: '2026-02-11' as PlainDate }));
  const signed = await keep(claimOf('S10', { signatureOnFile: false, lines: other }));
  const reason = 'the signed sheet is in the paper chart';
  const of = { draftId: signed, version: 1, code: 'signature-missing', at: 'claim, signature', role: 'biller', because: reason };
  await desk.act('revenue/scrub/override', of);
  expect((await remarks(signed))?.find(({ code }) => code === 'signature-missing')).toMatchObject({
    severity: 'warning',
    aside: { by: 'dana', role: 'biller', because: reason },
  });
  expect(await lightOf(signed)).toBe('yellow');
});
