import { type PartnerServer, startPartner } from '@claimwright/twin';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { within } from '../../../../testing/context.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { cleanRemits, machineDay, payerIdOf, standAt, trayOf } from '../../../../testing/machine-day.ts';
import { type Actor, createGate, type Gate } from '../../../gate/index.ts';
import type { Page, RecordRow } from '../../../gate/views.ts';
import { commands, queries } from '../../../rooms.ts';
import { idSource } from '../../../store/new-id.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { sendWriteBack } from './index.ts';
import type { WriteBackView } from './views.ts';

interface Job {
  readonly queue: string;
  readonly data: { readonly [key: string]: string };
}

const made = cleanRemits('write-back', 3);
let db: FreshDatabase;
let desk: Desk;
let gate: Gate;
let partner: PartnerServer;
let now: Date;
let jobs: Job[] = [];
let agreementId = '';
let settings: object = {};
let partnerId = '';

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  now = new Date('2026-03-02T15:00:00Z');
  jobs = [];
  desk = await openDesk(db.store, twinPayers);
  gate = createGate({
    ...{ store: db.store, blobs: desk.blobs, commands, queries, clock: () => now, newId: idSource(Date.now) },
    enqueue: async (_tx, queue, data) => void jobs.push({ queue, data }),
    changed: () => undefined,
  });
  partner = await startPartner({ anyNumber: true });
  await desk.feed('claims.837', made.bytes837);
  for (const { trace, bytes } of made.remits) await desk.feed(`${trace}.835`, bytes);
});
afterEach(async () => {
  await partner.close();
  await desk.close();
});

const act = async <T>(name: string, input: unknown, actor: Actor = desk.biller) => (await gate.act<T>(name, input, actor)).result;
const list = async (view = 'all') =>
  (await gate.ask<Page<WriteBackView>>('ground/governance/write-back/write-backs', { view }, desk.biller)).rows;
const only = async (): Promise<WriteBackView> => {
  const rows = await list();
  expect(rows).toHaveLength(1);
  return rows[0] ?? expect.unreachable();
};
/** One try of every job that waits, as the queue makes it. Answers how many want to come again. */
async function work(milliseconds = 2000): Promise<number> {
  let again = 0;
  for (const job of jobs.splice(0)) {
    if (job.queue !== 'write-back') continue;
    const { tenant = '', writeBackId = '' } = job.data;
    await sendWriteBack({ gate, actor: () => desk.system, milliseconds }, tenant, writeBackId).catch((error: { code?: string }) => {
      if (error.code !== 'write-back-later') throw error;
      again += 1;
      jobs.push(job);
    });
  }
  return again;
}
async function switchOn(): Promise<void> {
  const models = 'ground/governance/models';
  const { vendorId } = await act<{ vendorId: string }>(`${models}/add-vendor`, { name: 'Elm Practice Software' });
  const of = { vendorId, product: 'Elm PM' };
  const paper = { ...of, kind: 'baa', purposes: ['posting'], signedOn: '2026-01-01' };
  ({ agreementId } = await act<{ agreementId: string }>(`${models}/file-agreement`, paper));
  const how = { protocol: 'claim-notes', url: partner.url, secret: partner.key, kinds: ['claim-balance'], active: true };
  settings = { ...of, ...how, name: 'Elm' };
  ({ partnerId } = await act<{ partnerId: string }>('ground/governance/write-back/set-partner', settings));
}
async function postOne(): Promise<string> {
  const [row] = await trayOf(desk, 'open');
  await act('revenue/posting/post-remit', { remitId: row?.id });
  return row?.id ?? '';
}
const decide = (id: string, how: 'send' | 'drop', reason?: string) =>
  act('ground/governance/write-back/decide', { writeBackId: id, how, ...(reason === undefined ? {} : { reason }) });
const notes = () => partner.numbers().flatMap((number) => partner.notesOf(number));
const record = async () => (await desk.ask<Page<RecordRow>>('gate/record', { chain: 'acts' })).rows;

describe('a posting', () => {
  test('tells nobody until the practice switched a partner on, and that needs an agreement on file', async () => {
    await postOne();
    expect([jobs.filter(({ queue }) => queue === 'write-back'), await list()]).toEqual([[], []]);
    const { vendorId } = await act<{ vendorId: string }>('ground/governance/models/add-vendor', { name: 'Oak' });
    const wish = { vendorId, product: 'Oak PM', name: 'Oak', protocol: 'claim-notes', url: partner.url, secret: 'k', active: true };
    await expect(act('ground/governance/write-back/set-partner', wish)).rejects.toMatchObject({
      because: expect.stringMatching(/no agreement/),
    });
    const elsewhere = { ...wish, active: false, url: 'http://partner.example' };
    await expect(act('ground/governance/write-back/set-partner', elsewhere)).rejects.toThrow('This address cannot be used.');
  });

  test('is told in its own transaction, by an address in the queue, and stands at the partner once, without a patient', async () => {
    await switchOn();
    const remitId = await postOne();
    const row = await only();
    expect(row).toMatchObject({ state: 'waiting', kind: 'claim-balance', subject: expect.stringMatching(/^claim:/), tries: 0 });
    expect(jobs.filter(({ queue }) => queue === 'write-back')).toEqual([
      { queue: 'write-back', data: { tenant: desk.tenant, writeBackId: row.id } },
    ]);
    expect(await work()).toBe(0);
    expect(await only()).toMatchObject({ state: 'done', tries: 1 });
    const [claim] = await db.store.inTenant(desk.tenant, (tx) =>
      tx.rows<{ number: string; paid: number; payer_open: number; patient_open: number }>(
        `select c.patient_control_number as number, r.paid, s.payer_open, s.patient_open
           from claims.claim c join claims.standing s on s.tenant_id = c.tenant_id and s.claim_id = c.id, remits.remit r
          where c.tenant_id = $1 and c.id = $2 and r.tenant_id = $1 and r.id = $3`,
        [desk.tenant, row.subject.slice('claim:'.length), remitId],
      ),
    );
    expect(partner.notesOf(claim?.number ?? '')).toEqual([
      { key: row.id, on: '2026-03-02', paidCents: claim?.paid, payerOwesCents: claim?.payer_open, patientOwesCents: claim?.patient_open },
    ]);
    // The account number is all by which the partner is told whom it is about, and it stands in no address.
    const sent = partner.heard.map((one) => one.split('\n'));
    expect(sent.map(([to]) => to)).toEqual(['POST /accounts/find', 'POST /accounts/a-1/notes']);
    expect(sent.map(([, body = '']) => Object.keys(JSON.parse(body)))).toEqual([
      ['account'],
      ['key', 'on', 'paidCents', 'payerOwesCents', 'patientOwesCents'],
    ]);
    expect((await record()).map(({ what }) => what)).toEqual(
      expect.arrayContaining(['begin', 'rest-on', 'end'].map((step) => `ground/governance/write-back/${step}`)),
    );
  });

  test('that is rolled back tells nobody', async () => {
    await switchOn();
    const [row] = await trayOf(desk, 'open');
    await gate.act('revenue/posting/post-remit', { remitId: row?.id }, desk.biller, { preview: true });
    expect(await list()).toEqual([]);
  });

  test('by a machine is held until a person lets it go', async () => {
    await switchOn();
    await standAt(desk, 'conditional', { payerId: await payerIdOf(desk, made.payer.name) });
    expect((await machineDay(desk)).applied).toBeGreaterThan(0);
    const rows = await list();
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['held']));
    await work();
    expect(partner.heard).toEqual([]);
    const id = rows[0]?.id ?? '';
    const agent: Actor = { kind: 'agent', id: 'posting-agent', name: 'posting-agent', tenant: desk.tenant, roles: ['posting-agent'] };
    await expect(act('ground/governance/write-back/decide', { writeBackId: id, how: 'send' }, agent)).rejects.toThrow();
    await decide(id, 'send');
    await work();
    expect(notes().map(({ key }) => key)).toEqual([id]);
  });

  test('and its undoing are told in their order, and the last one is what stands', async () => {
    await switchOn();
    const remitId = await postOne();
    partner.behave({ kind: 'fails', status: 503 });
    await work();
    await act('revenue/posting/undo-remit', { remitId, reason: 'Wrong file' });
    partner.behave({ kind: 'works' });
    // The later one comes first, and waits.
    jobs.reverse();
    while ((await work()) > 0);
    expect(notes().map(({ paidCents }) => paidCents)).toEqual([expect.any(Number), 0]);
    expect(notes()[0]?.paidCents).toBeGreaterThan(0);
    expect(new Set((await list()).map(({ state }) => state))).toEqual(new Set(['done']));
  });
});

describe('a partner that', () => {
  beforeEach(async () => {
    await switchOn();
    await postOne();
  });

  test.each([
    ['hangs up after it wrote', { kind: 'hangs-up-after-writing' }, true],
    ['answers with an error after it wrote', { kind: 'fails-after-writing' }, true],
    ['is too slow after it wrote', { kind: 'slow', milliseconds: 5000 }, true],
    ['hangs up after it wrote and knows no key of a write', { kind: 'hangs-up-after-writing' }, false],
    ['is too slow after it wrote and knows no key of a write', { kind: 'slow', milliseconds: 5000 }, false],
  ] as const)('%s has it once', async (_what, how, remembers) => {
    partner.remembersKeys(remembers);
    partner.behave((tries) => (tries === 1 ? how : { kind: 'works' }));
    expect(await work(300)).toBe(1);
    expect((await only()).state).toBe('waiting');
    expect(await work()).toBe(0);
    expect([notes().length, (await only()).state]).toEqual([1, 'done']);
  });

  test.each([409, 429, 500, 503])('answers %i is asked again later, and then has it once', async (status) => {
    partner.behave((tries) => (tries < 3 ? { kind: 'fails', status } : { kind: 'works' }));
    expect(await work()).toBe(1);
    expect(await work()).toBe(1);
    expect(await work()).toBe(0);
    expect([notes().length, (await only()).state, (await only()).tries]).toEqual([1, 'done', 3]);
  });

  test('says for how long it wants to be left alone is left alone', async () => {
    partner.behave((tries) => (tries === 1 ? { kind: 'fails', status: 429, retryAfter: 120 } : { kind: 'works' }));
    await work();
    expect([await work(), partner.writes.length]).toEqual([1, 1]);
    now = new Date(now.getTime() + 121_000);
    expect([await work(), notes().length]).toEqual([0, 1]);
  });

  test('never answers is given up after some tries, and a person sends it again', async () => {
    partner.behave({ kind: 'fails', status: 500 });
    for (let tries = 1; tries < 6; tries++) expect(await work()).toBe(1);
    expect(await work()).toBe(0);
    expect(await only()).toMatchObject({ state: 'needs-person', tries: 6, findings: [{ code: 'write-back.no-answer' }] });
    partner.behave({ kind: 'works' });
    await decide((await only()).id, 'send');
    expect([await work(), notes().length, (await only()).state]).toEqual([0, 1, 'done']);
  });

  test('was changed in between is a finding for a person: sent again it rests on what stands there now', async () => {
    partner.behave((tries) => (tries === 1 ? { kind: 'fails', status: 500 } : { kind: 'works' }));
    await work();
    const [number = ''] = partner.numbers();
    partner.change(number);
    expect(await work()).toBe(0);
    expect(notes()).toEqual([]);
    expect(await list('for-people')).toMatchObject([
      { state: 'needs-person', findings: [{ code: 'write-back.changed', because: expect.stringMatching(/Somebody changed/) }] },
    ]);
    await decide((await only()).id, 'send');
    expect([await work(), notes().length, await list('for-people')]).toEqual([0, 1, []]);
  });

  test('was changed in between is not told where a person drops it, with a reason', async () => {
    partner.behave((tries) => (tries === 1 ? { kind: 'fails', status: 500 } : { kind: 'works' }));
    await work();
    partner.change(partner.numbers()[0] ?? '');
    await work();
    const { id } = await only();
    await expect(decide(id, 'drop')).rejects.toThrow('A reason is missing.');
    await decide(id, 'drop', 'Entered there by hand');
    expect([await work(), notes(), (await only()).state]).toEqual([0, [], 'dropped']);
    await expect(decide(id, 'send')).rejects.toThrow('This write-back is over.');
  });

  test('lost its agreement, or was switched off, gets nothing more', async () => {
    await act('ground/governance/models/end-agreement', { agreementId, reason: 'They were sold' });
    expect(await work()).toBe(0);
    expect(partner.heard).toEqual([]);
    expect(await only()).toMatchObject({ state: 'needs-person', findings: [{ code: 'write-back.agreement-expired' }] });
    await act('ground/governance/write-back/set-partner', { ...settings, partnerId, active: false });
    await decide((await only()).id, 'send');
    expect([await work(), partner.heard]).toEqual([0, []]);
    expect(await only()).toMatchObject({ state: 'needs-person', findings: [{ code: 'write-back.off' }] });
  });

  test('is written to by two processes at once has it once', async () => {
    const [job] = jobs.filter(({ queue }) => queue === 'write-back');
    partner.behave({ kind: 'slow', milliseconds: 200 });
    const { writeBackId = '' } = job?.data ?? {};
    const send = () => sendWriteBack({ gate, actor: () => desk.system, milliseconds: 2000 }, desk.tenant, writeBackId);
    await Promise.allSettled([send(), send()]);
    jobs = job ? [job] : [];
    await work();
    expect([notes().length, (await only()).state]).toEqual([1, 'done']);
  });
});

test('what is written and the partner’s key are sealed in the database', async () => {
  await switchOn();
  await postOne();
  const [stored] = await within(desk.store, desk.tenant, ({ tx }) =>
    tx.rows<{ note: string; secret: string; number: string }>(
      `select w.note, p.secret, c.patient_control_number as number from governance.write_back w, governance.partner p, claims.claim c
        where w.tenant_id = $1 and p.tenant_id = $1 and c.tenant_id = $1 and 'claim:' || c.id::text = w.subject`,
      [desk.tenant],
    ),
  );
  expect(stored?.number).toMatch(/./);
  expect(`${stored?.note} ${stored?.secret}`).not.toMatch(new RegExp(`${stored?.number}|${partner.key}|paidCents`));
});
