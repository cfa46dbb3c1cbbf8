import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlainDate } from '@claimwright/core/ground/base';
import { initialLimits, type Level, levels } from '@claimwright/core/ground/governance';
import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { address, claimOf, coded, crown, importSamples } from '../../../testing/claims-out.ts';
import { within } from '../../../testing/context.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { writeRemit } from '../../../testing/write-remit.ts';
import { scrubUnattended } from '../../agents/scrub.ts';
import { type Acted, type Actor, agentActor, approve, createGate, type Gate } from '../../gate/index.ts';
import { person } from '../../gate/person.ts';
import type { Page, ProposalView } from '../../gate/views.ts';
import { addSetting } from '../../ground/governance/autonomy/store.ts';
import type { ChangeView } from '../../ground/governance/autonomy/views.ts';
import { watchBounds } from '../../ground/intake/sources/index.ts';
import { commands, queries } from '../../rooms.ts';
import { idSource } from '../../store/new-id.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import { keepDrafts } from '../claims/index.ts';
import { sendBatch } from '../submission/index.ts';
import type { OverridesView } from './overrides/queries.ts';
import type { ClaimProposalsView } from './proposals/views.ts';
import type { QueuesView } from './queues/views.ts';
import type { FindingsView } from './views.ts';

const root = mkdtempSync(join(tmpdir(), 'claimwright-scrub-'));
let db: FreshDatabase;
let desk: Desk;
let gate: Gate;
let jobs: { queue: string; data: { readonly [key: string]: string } }[] = [];

beforeAll(async () => {
  db = await freshDatabase();
  process.env.CLAIMWRIGHT_WATCH = root;
});
afterAll(async () => {
  delete process.env.CLAIMWRIGHT_WATCH;
  await db.drop();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(async () => {
  desk = await openDesk(db.store, [{ name: 'Harbor Health', ids: ['HARB1'] }]);
  jobs = [];
  gate = createGate({
    ...{ store: db.store, blobs: desk.blobs, commands, queries, clock: () => new Date('2026-03-02T15:00:00Z'), newId: idSource(Date.now) },
    enqueue: async (_tx, queue, data) => void jobs.push({ queue, data }),
    changed: () => undefined,
  });
  await importSamples({ ...desk, gate }, desk.biller);
  return () => desk.close();
});

const keep = async (claim: ClaimToSend, note?: string): Promise<string> => {
  const [draftId = ''] = await within(desk.store, desk.tenant, (ctx) => keepDrafts(ctx, [{ claim, madeOf: JSON.stringify(claim) }]));
  if (note !== undefined) await tell(draftId, note);
  return draftId;
};
const act = <T>(name: string, input: unknown, actor: Actor = desk.biller): Promise<Acted<T>> => gate.act<T>(name, input, actor);
const ask = <T>(name: string, input: object = {}): Promise<T> => gate.ask<T>(name, input, desk.biller, 'payment');
const tell = (draftId: string, text: string) => act('revenue/scrub/tell', { draftId, fact: { kind: 'note', text } });
const stand = (workflow: 'scrub' | 'corrections', level: Level) =>
  within(desk.store, desk.tenant, (ctx) => addSetting(ctx, { workflow, level, limits: initialLimits, because: 'a test' }));
const work = () => scrubUnattended(gate, desk.tenant);
/** What acts asked for since: drafts are looked at anew. */
const workAfter = async () => {
  const ids = [...new Set(jobs.splice(0).flatMap(({ data }) => data.draftId ?? []))];
  return ids.length === 0 ? undefined : scrubUnattended(gate, desk.tenant, ids);
};
const proposals = (draftId: string) => ask<ClaimProposalsView>('revenue/scrub/proposals', { draftId });
const findings = async (draftId: string) => (await ask<FindingsView>('revenue/scrub/findings', { draftId })).findings;
const codes = async (draftId: string) => (await findings(draftId)).map(({ code }) => code);
const claimNow = async (draftId: string) => await ask<{ claim: ClaimToSend; version: number }>('revenue/claims/draft', { draftId });
const waiting = async () => (await ask<Page<ProposalView>>('gate/approvals')).rows;
const machine = () => agentActor(desk.tenant, 'scrub-agent', '1');
const separate = 'Señora A.: diabetes reviewed as a significant, separately identifiable problem. Tracing done.';

test('T-12: the separate-visit modifier is proposed on words of the note alone, waits for a person, and is made by their yes', async () => {
  await stand('scrub', 'guided');
  const draftId = await keep(claimOf('P1', ['99213', '93000']), 'Seen for diabetes. Tracing done, sinus rhythm.');
  expect(await work()).toMatchObject({ parked: 0, applied: 0 });
  expect((await proposals(draftId)).proposals).toEqual([]);
  expect((await findings(draftId)).find(({ code }) => code === 'pair-without-modifier')?.action).toBe('review_documentation');

  jobs = [];
  await tell(draftId, 'No separately identifiable problem. Tracing done.');
  expect(await workAfter()).toMatchObject({ parked: 0 });
  await tell(draftId, separate);
  expect(await workAfter()).toMatchObject({ parked: 1, applied: 0 });
  const [one] = (await proposals(draftId)).proposals;
  expect(one).toMatchObject({
    ...{ code: 'pair-without-modifier', kind: 'modifier', state: 'waiting', version: 1, before: [[]] },
    changes: [{ at: 'lines.0.procedure.modifiers', to: ['25'] }],
    edition: 'pairs-practitioner made up 1',
    evidence: [{ from: 48, to: 71, words: 'separately identifiable' }],
  });
  expect(one?.rule).toContain('NCCI');
  // Looked at again, by whatever road, nothing more is proposed.
  expect(await scrubUnattended(gate, desk.tenant, [draftId])).toMatchObject({ parked: 0 });
  expect(await waiting()).toHaveLength(1);
  expect((await claimNow(draftId)).version).toBe(1);
  await expect(approve(gate, machine(), one?.proposalId ?? '')).rejects.toThrow();

  const [shown] = await waiting();
  expect(shown?.about).toMatchObject({ says: 'Claim P1', subject: `draft:${draftId}` });
  await approve(gate, desk.biller, one?.proposalId ?? '');
  expect(await claimNow(draftId)).toMatchObject({ version: 2, claim: { lines: [{ procedure: { modifiers: ['25'] } }, {}] } });
  expect(await workAfter()).toMatchObject({ parked: 0 });
  expect(await codes(draftId)).toEqual([]);
  const [accepted] = (await proposals(draftId)).proposals;
  expect(accepted).toMatchObject({ state: 'approved', decidedBy: 'dana', before: [[]], changes: [{ to: ['25'] }] });
});

test('refused, it is not proposed again of that version; changed, the draft lets what waits lapse and is looked at anew', async () => {
  await stand('scrub', 'guided');
  const draftId = await keep(claimOf('P2', ['99213', '93000']), separate);
  await work();
  const [first] = await waiting();
  await act('gate/decline', { proposalId: first?.id, reason: 'the visit was for the tracing' });
  expect(await scrubUnattended(gate, desk.tenant, [draftId])).toMatchObject({ parked: 0 });
  expect((await proposals(draftId)).proposals.map(({ state }) => state)).toEqual(['declined']);

  const other = await keep(claimOf('P3', ['99213', '93000']), separate);
  await work();
  const [stale] = await waiting();
  jobs = [];
  await act('revenue/claims/change-draft', { draftId: other, version: 1, changes: [{ at: 'note', to: 'SEEN TWICE' }] });
  expect((await proposals(other)).proposals.find(({ proposalId }) => proposalId === stale?.id)?.state).toBe('lapsed');
  await expect(approve(gate, desk.biller, stale?.id ?? '')).rejects.toThrow('out of date');
  expect(await workAfter()).toMatchObject({ parked: 1 });
  expect((await proposals(other)).proposals.map(({ state, version }) => [version, state])).toEqual([
    [2, 'waiting'],
    [1, 'lapsed'],
  ]);
  expect((await ask<Page<ProposalView>>('gate/approvals', { state: 'lapsed' })).rows.map(({ id }) => id)).toEqual([stale?.id]);
  expect((await claimNow(other)).claim.lines[0]?.procedure.modifiers).toEqual([]);
});

test('a code is a person’s at every level, and whatever the practice has set: off refuses, shadow watches, assist suggests, guided parks', async () => {
  const outcomes: { [level: string]: unknown } = {};
  for (const level of levels) {
    await stand('scrub', level);
    await stand('corrections', level);
    const draftId = await keep(claimOf(`L-${level}`, ['99213', '93000']), separate);
    const { applied, parked } = await work();
    const { proposals: shown } = await proposals(draftId);
    const direct = await act(
      'revenue/claims/change-draft',
      { draftId, version: 1, changes: [{ at: 'diagnoses.0.code', to: 'M25561' }] },
      machine(),
    )
      .then(({ outcome }) => outcome)
      .catch(({ code }) => code);
    outcomes[level] = [applied, parked, shown.map(({ state }) => state), direct];
    expect((await claimNow(draftId)).version).toBe(1);
  }
  expect(outcomes).toEqual({
    off: [0, 0, [], 'switched-off'],
    shadow: [0, 0, [], 'watched'],
    assist: [0, 0, ['suggested'], 'parked'],
    guided: [0, 1, ['waiting'], 'parked'],
    // Above its ceiling nothing is: the same as guided.
    conditional: [0, 1, ['waiting'], 'parked'],
  });
});

describe('what is no code', () => {
  const note = (tooth: string) => `Tooth ${tooth}: crown prep, fractured lingual cusp with recurrent decay. Impression taken.`;
  const narrative = 'crown prep, fractured lingual cusp with recurrent decay';

  test('completes itself at conditional alone, comes before the supervisor of the day, and stays away once it is taken back', async () => {
    const outcomes: { [level: string]: unknown } = {};
    for (const [i, level] of levels.entries()) {
      await stand('corrections', level);
      const tooth = `${i + 2}`;
      const draftId = await keep(crown(`C-${level}`, tooth), note(tooth));
      expect(await codes(draftId)).toEqual(['narrative-missing']);
      const { applied, parked } = await work();
      const { claim, version } = await claimNow(draftId);
      outcomes[level] = [applied, parked, version, claim.lines[0]?.note?.includes(narrative) ?? false];
    }
    expect(outcomes).toEqual({
      off: [0, 0, 1, false],
      shadow: [0, 0, 1, false],
      assist: [0, 0, 1, false],
      guided: [0, 1, 1, false],
      conditional: [1, 0, 2, true],
    });
    const { rows } = await ask<Page<ChangeView>>('ground/governance/end-of-day');
    expect(rows).toMatchObject([
      { kind: 'complete-claim', workflow: 'corrections', state: 'waiting', says: 'Narrative from the note, claim C-conditional' },
    ]);
    const [{ id: changeId, reversal } = expect.fail('nothing applied itself')] = rows;
    const draftId = String(reversal.input.draftId);
    // What is learnt from holds no text.
    expect((await ask<{ findings: unknown[] }>('ground/governance/training')).findings).toEqual([]);
    expect(await codes(draftId)).toEqual([]);
    await act(reversal.command, { ...reversal.input, reason: 'the dentist writes it' });
    expect((await claimNow(draftId)).claim.lines[0]?.note).toBeUndefined();
    await workAfter();
    expect((await claimNow(draftId)).version).toBe(3);
    const reviewed = await ask<Page<ChangeView>>('ground/governance/end-of-day', { state: 'reviewed' });
    expect(reviewed.rows.map(({ id, state }) => [id, state])).toEqual([[changeId, 'reversed']]);

    // At guided it waited, and a person's yes completes it.
    const [parked] = await waiting();
    await approve(gate, desk.biller, parked?.id ?? '');
    const guided = parked?.about?.subject.split(':')[1] ?? '';
    expect((await claimNow(guided)).claim.lines[0]?.note).toContain(narrative);
  });

  test('is said by the practice’s own facts, never by whoever asks: a taxonomy, and nothing where nothing is missing', async () => {
    const facts = {
      billing: {
        entity: 'organisation',
        name: 'Quiet Harbor',
        npi: '1234567893',
        taxId: '592233445',
        taxIdKind: 'employer',
        taxonomy: '207Q00000X',
        address,
      },
      providers: [{ entity: 'person', name: 'Quill', first: 'Nora', npi: '1215193883', taxonomy: '208D00000X' }],
      ...{ facilities: [], payers: [] },
    };
    await act('revenue/claims/set-billing', facts);
    await stand('corrections', 'conditional');
    const draftId = await keep(claimOf('C-tax', ['97110'], coded('M25561')));
    const input = { draftId, version: 1, code: 'rendering-taxonomy-not-said', line: 0 };
    expect((await act('revenue/scrub/complete', { ...input, line: 1 }, machine()).catch(({ code }) => ({ outcome: code }))).outcome).toBe(
      'cannot-do',
    );
    await work();
    while ((await workAfter()) !== undefined);
    const { claim, version } = await claimNow(draftId);
    expect([claim.billing.taxonomy, claim.rendering?.taxonomy, version]).toEqual(['207Q00000X', '208D00000X', 3]);
    expect(
      (await act('revenue/scrub/complete', { ...input, version: 3 }, machine()).catch(({ code }) => ({ outcome: code }))).outcome,
    ).toBe('cannot-do');
  });
});

test('T-03, T-05: what the note says was done holds the claim for a coder, by the words quoted; nothing of it is changed', async () => {
  await stand('scrub', 'guided');
  const imaging = await keep(claimOf('T3', ['92136-RT'], coded('H2511')), 'Retinal imaging of the right eye was done and stored.');
  const described = { description: 'complex, with an iris expansion device' };
  const cataract = await keep(
    claimOf('T5', ['66984-RT'], coded('H2511'), described),
    'Phacoemulsification of the right eye with an iris expansion device, lens implanted.',
  );
  expect(await work()).toMatchObject({ parked: 0, applied: 0 });
  const told = async (draftId: string) => (await findings(draftId)).map(({ code, quotes, proposal }) => [code, quotes, proposal?.choices]);
  expect(await told(imaging)).toEqual([['note-of-another-service', ['Retinal imaging'], ['eye photograph']]]);
  // By the table's own words of 66984, whatever description came with it.
  expect(await told(cataract)).toEqual([['note-of-greater-service', ['iris expansion'], ['complex cataract surgery']]]);
  const { queues, claims } = await ask<QueuesView>('revenue/scrub/queues', { queue: 'coder' });
  expect(queues.filter((one) => one.claims > 0).map(({ queue, whose, claims: n }) => [queue, whose, n])).toEqual([['coder', 'Coder', 2]]);
  expect(claims.map(({ patientControlNumber, findings: found }) => [patientControlNumber, found[0]?.code])).toEqual([
    ['T3', 'note-of-another-service'],
    ['T5', 'note-of-greater-service'],
  ]);
  expect([(await claimNow(imaging)).version, (await claimNow(cataract)).version]).toEqual([1, 1]);
});

test('T-04: a diagnosis is judged by its day, its successors are named, and a person chooses; T-11: pairs are of medical claims', async () => {
  await stand('scrub', 'guided');
  const now = await keep(claimOf('T4', ['92014'], coded('H4011X0')));
  const then = await keep(claimOf('T4-2016', ['92014'], coded('H4011X0'), { servedOn: '2016-09-30' as PlainDate }));
  const { rendering: _, ...teeth } = claimOf('T11', ['D0120', 'D1110'], { kind: 'dental', ...coded('K0263') });
  const dental = await keep({ ...teeth, rendering: { entity: 'person', name: 'Quill', first: 'Nora', npi: '1215193883' } });
  expect(await work()).toMatchObject({ parked: 0 });
  expect(await codes(now)).toEqual(['diagnosis-not-valid']);
  expect((await proposals(now)).choices).toMatchObject([{ at: 'diagnosis 1', choices: ['H401111', 'H401121'] }]);
  expect((await findings(now))[0]?.edition).toMatchObject({ name: 'made up 3' });
  expect(await codes(then)).not.toContain('diagnosis-not-valid');
  expect((await codes(dental)).filter((code) => code.startsWith('pair-'))).toEqual([]);

  const [choice] = (await proposals(now)).choices;
  await act('revenue/claims/change-draft', { draftId: now, version: 1, changes: [{ at: 'diagnoses.0.code', to: choice?.choices[0] }] });
  expect(await codes(now)).toEqual([]);
});

test('coverage is judged by contractor and day; a modifier on the wrong side, on the wrong kind of code, or missing, is told', async () => {
  const payerId = (await ask<{ payers: { id: string }[] }>('ground/parties/practice')).payers[0]?.id;
  await act('revenue/scrub/set-terms', { payerId, terms: { medicare: true } });
  const therapy = (number: string, servedOn: string, state = 'FL') =>
    claimOf(
      number,
      ['97110'],
      {
        ...coded('M25561'),
        billing: {
          entity: 'organisation',
          name: 'Quiet Harbor',
          npi: '1234567893',
          taxId: '592233445',
          taxIdKind: 'employer',
          address: { ...address, state },
        },
      },
      { servedOn: servedOn as PlainDate },
    );
  const found = async (claim: ClaimToSend, note?: string) =>
    (await codes(await keep(claim, note))).filter((code) => /covered|^modifier|side/.test(code));
  expect(await found(therapy('M1', '2026-01-31'))).toEqual([]);
  expect(await found(therapy('M2', '2026-02-01'))).toEqual(['diagnosis-not-covered']);
  expect(await found(therapy('M3', '2026-02-01', 'GA'))).toEqual([]);
  await act('revenue/scrub/set-terms', { payerId, terms: { medicare: null } });
  const surgery = 'Phacoemulsification of the left eye, lens implanted.';
  expect(await found(claimOf('M4', ['66984-RT'], coded('H2511')), surgery)).toEqual(['note-of-another-side']);
  expect(await found(claimOf('M5', ['66984'], coded('H2511')))).toEqual(['modifier-side-missing']);
  expect(await found(claimOf('M6', ['93000-25']))).toEqual(['modifier-of-visits']);
  expect(await found(claimOf('M7', ['99213-59']))).toEqual(['modifier-of-procedures']);
});

test('held claims wait with those who know their kind: by default, as the practice says, and with one person', async () => {
  await act('revenue/scrub/set-terms', {
    payerId: (await ask<{ payers: { id: string }[] }>('ground/parties/practice')).payers[0]?.id,
    terms: { authorizationFor: ['97110'] },
  });
  const draftId = await keep(claimOf('Q1', ['97110'], { ...coded('M25561'), signatureOnFile: false }));
  const look = (input: object = {}) => ask<QueuesView>('revenue/scrub/queues', input);
  expect((await look()).unchecked).toBe(1);
  await work();
  const waits = async () => (await look()).queues.filter(({ claims }) => claims > 0).map(({ queue, whose, mine }) => [queue, whose, mine]);
  expect(await waits()).toEqual([
    ['authorization', 'A/R specialist', false],
    ['documentation', 'Coder', false],
  ]);
  const routing = { owners: { authorization: { person: 'dana' } }, kinds: { 'signature-missing': 'registration' } };
  await expect(act('revenue/scrub/set-routing', routing)).rejects.toThrow('works here no more');
  await within(desk.store, desk.tenant, ({ tx }) =>
    tx.rows(
      "insert into governance.member (tenant_id, user_id, name, email, roles, active, since) select $1, 'dana', 'Dana Reyes', 'dana@x.example', '{biller}', true, now()",
      [desk.tenant],
    ),
  );
  await act('revenue/scrub/set-routing', routing);
  expect(await waits()).toEqual([
    ['authorization', 'Dana Reyes', true],
    ['registration', 'Biller', true],
  ]);
  expect((await look({ mine: true })).claims.map(({ draftId: id, queues }) => [id, queues])).toEqual([
    [draftId, ['registration', 'authorization']],
  ]);
  const coder = person('test', { id: 'cora', name: 'Cora', tenant: desk.tenant, roles: ['coder'] });
  expect((await gate.ask<QueuesView>('revenue/scrub/queues', { mine: true }, coder, 'payment')).claims).toEqual([]);
  await expect(act('revenue/scrub/set-routing', routing, coder)).rejects.toThrow();
  const aside = { version: 1, at: 'claim, signature', role: 'biller', because: 'the signed sheet is in the paper chart' };
  await act('revenue/scrub/override', { ...aside, draftId, code: 'signature-missing' });
  expect((await waits()).map(([queue]) => queue)).toEqual(['authorization']);
});

test('a finding that was set aside shows what the payer denied of its line afterwards', async () => {
  const folder = join(root, desk.tenant, 'house');
  mkdirSync(join(folder, 'in'), { recursive: true });
  mkdirSync(join(folder, 'out'), { recursive: true });
  await act('revenue/submission/set-clearinghouse', {
    ...{ name: 'House', kind: 'folder', path: join(folder, 'in'), answersPath: join(folder, 'out'), active: true },
    ...{ senderId: 'HARBOR', senderName: 'Quiet Harbor', contact: 'Billing', phone: '5555550100' },
    ...{ receiverId: 'HOUSE', receiverName: 'House', agreement: { kind: 'baa', signedOn: '2026-01-05' } },
  });
  const draftId = await keep(claimOf('O1', ['99213', '93000']));
  const aside = (at: string, code: string) =>
    act('revenue/scrub/override', { draftId, version: 1, code, at, role: 'biller', because: 'the payer pays both of these' });
  const [{ code = '', at = '' } = {}] = await findings(draftId);
  expect([code, at]).toEqual(['pair-without-modifier', 'line 1']);
  await aside(at, code);
  const { result } = await act<{ batches: string[] }>('revenue/submission/prepare-batches', {});
  const report = await ask<{ batch: { sha256: string } }>('revenue/submission/batch', { batchId: result.batches[0] });
  await act('revenue/submission/approve-batch', { batchId: result.batches[0], sha256: report.batch.sha256 });
  const parts = { gate, blobs: desk.blobs, bounds: watchBounds(process.env), actor: () => desk.system, milliseconds: 5_000 };
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    if (job.queue === 'submit') await sendBatch(parts, desk.tenant, job.data.batchId ?? '');
    if (job.queue === 'read-document') await act('ground/intake/read', { documentId: job.data.documentId }, desk.system);
  }
  const overrides = () => ask<OverridesView>('revenue/scrub/overrides');
  expect((await overrides()).tally).toEqual([{ code, role: 'biller', by: 'dana', overrides: 1, denied: 0 }]);

  const line = (procedure: string, paid: number, adjustments: readonly (readonly [string, string, number])[]) => ({
    ...{ code: procedure, billed: 10_000, servedOn: '2026-02-20', paid, adjustments },
  });
  const answered = {
    ...{ control: 'O1', status: '1', memberId: 'HH1234', patient: { last: 'Alder', first: 'Rowan' } },
    lines: [line('99213', 0, [['CO', '97', 10_000]]), line('93000', 10_000, [])],
  };
  await desk.feed('denied.835', writeRemit('TRACE9', { name: 'Harbor Health', id: 'HARB1' }, [answered]));
  await desk.settle();
  const [remit] = (await ask<Page<{ id: string }>>('revenue/posting/tray', { view: 'open' })).rows;
  await act('revenue/posting/post-remit', { remitId: remit?.id });
  const { tally, rows } = await overrides();
  expect(tally).toEqual([{ code, role: 'biller', by: 'dana', overrides: 1, denied: 1 }]);
  expect(rows[0]?.denied).toMatchObject([{ group: 'CO', carc: '97' }]);
});
