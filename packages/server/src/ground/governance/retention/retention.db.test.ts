import { verify } from 'node:crypto';
import { makeClaims } from '@claimwright/twin';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import type { Actor } from '../../../gate/index.ts';
import type { VerifyView } from '../../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import type { DocumentDetail } from '../../intake/views.ts';
import { openKeeper } from '../record/index.ts';
import type { AccountingView, DestructionView, ScheduleRow } from './views.ts';

const room = 'ground/governance/retention';

describe('retention, holds, destruction and disclosures', () => {
  let db: FreshDatabase;
  let desk: Desk;
  let admin: pg.Client;
  let officer: Actor;
  let patient: string;
  beforeAll(async () => {
    db = await freshDatabase();
    desk = await openDesk(db.store, twinPayers);
    officer = { ...desk.biller, id: 'marisol', name: 'Marisol', roles: ['compliance-officer'] };
    admin = new pg.Client(db.adminUrl);
    await admin.connect();
    await desk.feed('claims.837', makeClaims({ seed: 'keep', count: 3, until: '2026-02-20' }).bytes837);
    await desk.feed('more.837', makeClaims({ seed: 'keep more', count: 2, until: '2026-02-20' }).bytes837);
    patient =
      (await admin.query<{ patient_id: string }>('select patient_id from claims.claim order by id limit 1')).rows[0]?.patient_id ?? '';
  });
  afterAll(async () => {
    await admin.end();
    await desk.close();
    await db.drop();
  });
  const act = <T>(name: string, input: unknown, actor?: Actor) => desk.act<T>(`${room}/${name}`, input, actor).then(({ result }) => result);
  const age = (table: string, column: string, years: number) =>
    admin.query(`update ${table} set ${column} = ${column} - interval '${years} years'`);

  test('every class has its time and its law; a practice may keep longer, never shorter', async () => {
    const schedule = async (of: string) =>
      (await desk.ask<{ rows: readonly ScheduleRow[] }>(`${room}/schedule`, {})).rows.find((row) => row.class === of);
    expect(await schedule('documents')).toMatchObject({ years: 7, keptFrom: '2019-03-02', basis: expect.stringContaining('Medicare') });
    await expect(act('set-rule', { class: 'reasons', years: 2, basis: 'We are short of room' })).rejects.toThrow(/at least 6 years/);
    await expect(act('set-rule', { class: 'ledger', years: 9, basis: 'Our policy' })).rejects.toThrow(/kept for good/);
    await act('set-rule', { class: 'disclosures', years: 7, basis: 'State law' });
    expect(await schedule('disclosures')).toMatchObject({ years: 7, setBy: 'dana', keptFrom: '2019-03-02' });
  });

  test('what is young is not destroyed, by nobody: not by the program, not by its role in the database', async () => {
    await expect(act('propose-destruction', { class: 'documents' })).rejects.toThrow(/nothing to destroy/);
    await expect(act('propose-destruction', { class: 'documents', before: '2026-01-01' })).rejects.toThrow(/not over/);
    for (const sql of ['delete from gate.record_words', 'delete from governance.disclosure', 'delete from gate.record'])
      await expect(db.store.inTenant(desk.tenant, (tx) => tx.rows(sql))).rejects.toThrow(/permission denied/);
    await expect(db.store.inTenant(desk.tenant, (tx) => tx.rows('select * from governance.destroy(gen_random_uuid())'))).rejects.toThrow(
      /nobody else approved/,
    );
  });

  test('files that are old, closed and not held are destroyed by two people, with a signed certificate; what is held stays', async () => {
    await age('intake.document', 'received_at', 8);
    await admin.query('update claims.standing set payer_open = 0, patient_open = 0');
    const { holdId } = await act<{ holdId: string }>('place-hold', { subject: `patient:${patient}`, matter: 'Sample v. Practice' });
    const { destructionId, items } = await act<{ destructionId: string; items: number }>('propose-destruction', { class: 'documents' });
    expect(items).toBe(1);
    await expect(act('approve-destruction', { destructionId })).rejects.toThrow(/own|Somebody else/i);
    await act('approve-destruction', { destructionId }, officer);
    const { rows } = await desk.ask<{ rows: readonly DestructionView[] }>(`${room}/destructions`, {});
    const { certificate, ...done } = rows.find((row) => row.id === destructionId) ?? {};
    expect(done).toMatchObject({ state: 'done', proposedBy: 'dana', decidedBy: 'marisol', items: 1 });
    expect(
      verify(null, Buffer.from(certificate?.text ?? ''), desk.witness.publicKey, Buffer.from(certificate?.signature ?? '', 'base64')),
    ).toBe(true);
    // The bytes go after the commit.
    const gone = await admin.query<{ item: string; sha256: string }>(
      "select item, sha256 from governance.tombstone where kind = 'document'",
    );
    const { item, sha256 } = gone.rows[0] ?? { item: '', sha256: '' };
    expect(await desk.blobs.size(desk.tenant, sha256)).toBeGreaterThan(0);
    const keeping = {
      ...{
        store: db.store,
        blobs: desk.blobs,
        witness: desk.witness,
        streams: [],
        clock: () => new Date(),
        tenants: async () => [desk.tenant],
      },
      log: { warn: () => undefined },
    };
    await openKeeper(keeping).round();
    expect(await desk.blobs.size(desk.tenant, sha256)).toBeUndefined();
    expect(await desk.ask('ground/intake/document', { documentId: item })).toMatchObject({ name: 'destroyed' });
    const held = await admin.query<{ sha256: string }>('select sha256 from intake.document where id <> $1', [item]);
    expect(await desk.blobs.size(desk.tenant, held.rows[0]?.sha256 ?? '')).toBeGreaterThan(0);
    // The same bytes come in again: it is said, they are kept anew, and no sweep takes them.
    const bytes = makeClaims({ seed: 'keep more', count: 2, until: '2026-02-20' }).bytes837;
    const again = await desk.feed('again.837', bytes);
    expect(again).toMatchObject({ repeated: false, destroyed: { certificate: destructionId, on: expect.any(String) } });
    expect(again.documentId).not.toBe(item);
    expect((await desk.ask<DocumentDetail>('ground/intake/document', { documentId: again.documentId })).findings[0]).toMatchObject({
      code: 'intake.destroyed-before',
      says: expect.stringContaining(`under certificate ${destructionId}`),
    });
    await openKeeper(keeping).round();
    expect(await desk.blobs.size(desk.tenant, sha256)).toBe(bytes.length);
    expect(await desk.feed('again.837', bytes)).toMatchObject({ repeated: true, documentId: again.documentId });
    // Lifted, the other one may go; placed again before the approval, it may not.
    await act('lift-hold', { holdId, reason: 'The case was settled' });
    const next = await act<{ destructionId: string }>('propose-destruction', { class: 'documents' });
    await act('place-hold', { subject: 'practice', matter: 'An audit' }, officer);
    await expect(act('approve-destruction', { destructionId: next.destructionId }, officer)).rejects.toThrow(/no longer what was proposed/);
    await act('decline-destruction', { destructionId: next.destructionId, reason: 'Held again' }, officer);
    await admin.query("update governance.hold set lifted_at = now(), lifted_by = 'dana'");
    expect(await desk.ask<VerifyView>('gate/verify', {})).toMatchObject({ ok: true });
  });

  test('reasons that people wrote go when their time is over, and the chain holds', async () => {
    const before = Number((await admin.query('select count(*) from gate.record_words')).rows[0]?.count);
    expect(before).toBeGreaterThan(2);
    // The instant inside the entry is not changed: so verify would name it. It is put back below.
    await age('gate.record', 'at', 7);
    const { destructionId, items } = await act<{ destructionId: string; items: number }>(
      'propose-destruction',
      { class: 'reasons' },
      officer,
    );
    expect(items).toBe(before);
    await act('approve-destruction', { destructionId });
    await admin.query('update gate.record set at = (substring(body from \'"at":"([^"]+)"\'))::timestamptz');
    expect(Number((await admin.query('select count(*) from gate.record_words')).rows[0]?.count)).toBe(0);
    expect(await desk.ask<VerifyView>('gate/verify', {})).toMatchObject({ ok: true });
  });

  const disclosed = (more: object) =>
    desk.act('ground/governance/disclosures/add', {
      ...{ patientId: patient, on: '2026-02-01', basis: 'public-health', recipient: 'County Health Department' },
      ...{ what: 'Positive test of 30 January', why: 'Reportable disease' },
      ...more,
    });

  test('an account of disclosures goes back six years, without treatment, payment and operations', async () => {
    await disclosed({});
    await disclosed({ on: '2019-01-01', recipient: 'Long ago' });
    await disclosed({ basis: 'law-enforcement', recipient: 'Sheriff', silentUntil: '2026-06-01' });
    await expect(disclosed({ basis: 'payment' })).rejects.toThrow(/need not be accounted/);
    await expect(disclosed({ on: '2026-12-31' })).rejects.toThrow(/still to come/);
    await expect(disclosed({ patientId: desk.tenant })).rejects.toThrow(/does not exist/);
    const account = await desk.gate.ask<AccountingView>(
      'ground/governance/disclosures/accounting',
      { patientId: patient },
      desk.biller,
      'patient-request',
    );
    expect(account).toMatchObject({ from: '2020-03-02', until: '2026-03-02' });
    expect(account.rows.map(({ recipient, basisWords }) => [recipient, basisWords])).toEqual([
      ['County Health Department', 'Public health authority'],
    ]);
    expect(account.silent.map(({ recipient }) => recipient)).toEqual(['Sheriff']);
    const { rows } = await desk.ask<{ rows: readonly { purpose?: string; what: string }[] }>('gate/who-saw', {
      subject: `patient:${patient}`,
      purpose: 'patient-request',
    });
    expect(rows[0]).toMatchObject({ what: 'ground/governance/disclosures/accounting', purpose: 'patient-request' });
    // What was told of whom stands sealed, and nowhere on the chain.
    const { rows: raw } = await admin.query('select recipient, what from governance.disclosure');
    expect(JSON.stringify(raw)).not.toMatch(/Sheriff|Positive/);
    expect(JSON.stringify((await admin.query('select body from gate.record')).rows)).not.toMatch(/Sheriff|Positive/);
  });

  test('what is too old to be asked for is destroyed, unless the patient is held', async () => {
    const { holdId } = await act<{ holdId: string }>('place-hold', { subject: `patient:${patient}`, matter: 'Another case' });
    await expect(act('propose-destruction', { class: 'disclosures' })).rejects.toThrow(/nothing to destroy/);
    await act('lift-hold', { holdId, reason: 'Settled' });
    const { destructionId, items } = await act<{ destructionId: string; items: number }>('propose-destruction', { class: 'disclosures' });
    expect(items).toBe(1);
    await act('approve-destruction', { destructionId }, officer);
    expect((await admin.query('select 1 from governance.disclosure')).rowCount).toBe(2);
  });
});
