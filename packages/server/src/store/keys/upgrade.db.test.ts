import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { document, reading } from '../../ground/intake/schema.ts';
import { patientsFound, patientsOf } from '../../ground/parties/index.ts';
import { claim, standing } from '../../revenue/claims/schema.ts';
import { remitClaim } from '../../revenue/remits/schema.ts';
import { upgrades } from '../../upgrades.ts';
import { fileBlobs } from '../blob-files.ts';
import { prepare } from '../prepare.ts';
import { withAdmin } from '../provision.ts';
import { openStore } from '../store.ts';
import { testKeys } from '../testing/test-keys.ts';
import { finishUpgrades } from './rotation.ts';

// A database as it was before there were keys, with a practice in it.
const { adminUrl, appUrl } = inject('testDatabase');
const name = `clear_${randomUUID().slice(0, 8)}`;
const access = { adminUrl: adminUrl.replace(/\/claimwright$/, `/${name}`), appUrl: appUrl.replace(/\/claimwright$/, `/${name}`) };
const folder = mkdtempSync(join(tmpdir(), 'claimwright-upgrade-'));
const tenant = randomUUID();
const [patientId, payerId, claimId, remitId, remitClaimId, documentId] = Array.from({ length: 6 }, () => randomUUID());
const text = 'NM1*QC*1*DOE*JANE~';
const sha = (value: string): string => createHash('sha256').update(value).digest('hex');
const bare = join(folder, tenant, sha(text).slice(0, 2), sha(text));

beforeAll(async () => {
  await withAdmin(adminUrl.replace(/\/claimwright$/, '/postgres'), (client) => client.query(`create database ${name}`));
  await prepare(access, { upTo: 1 });
  await withAdmin(access.adminUrl, async (client) => {
    const act = randomUUID();
    await client.query(`select set_config('claimwright.tenant', $1, false)`, [tenant]);
    const add = (table: string, row: object) =>
      client.query(`insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [{ tenant_id: tenant, ...row }]);
    await add('parties.practice', { name: 'Elm', specialty: 'family', demo: false });
    await add('parties.payer', { id: payerId, name: 'Northwind', ids: ['90101'], in_network: true, unconfirmed: false });
    const key = sha([tenant, 'doe', 'jane', '1980-02-03'].join('\n'));
    await add('parties.patient', { id: patientId, last_name: 'Doe', first_name: 'Jane', birth_date: '1980-02-03', key, act_id: act });
    await add('intake.document', {
      ...{ id: documentId, sha256: sha(text), name: 'Doe Jane.835', size: text.length, kind: '835', received_at: '2026-01-05T00:00:00Z' },
      ...{ received_by: 'Dana', act_id: act },
    });
    await add('intake.reading', {
      ...{ document_id: documentId, read_at: '2026-01-05T00:00:00Z', outcome: 'read', claims: 1, remits: 1, deposits: 0, repeated: 0 },
      ...{ findings: [{ code: 'x', severity: 'info', at: 'file', says: 'It names Jane Doe.' }], act_id: act },
    });
    await add('claims.claim', {
      ...{ id: claimId, patient_control_number: 'A1', control_key: 'A1', patient_id: patientId, payer_id: payerId, coverages: [] },
      ...{ member_id: 'W-123 456', frequency: '1', billed: 100, diagnoses: [], status: 'sent', payer_open: 100, patient_open: 0 },
      ...{ content_key: sha('content'), document_id: documentId, byte_from: 0, byte_to: 1, added_at: '2026-01-05T00:00:00Z', act_id: act },
    });
    await add('remits.remit', {
      ...{ id: remitId, document_id: documentId, control: '1', version: '5010', payer_name: 'Northwind', payer_ids: [], payee_name: 'Elm' },
      ...{ trace_number: 'T', payer_trace_id: 'P', method: 'CHK', paid: 100, claims: 1, lines: 0, balanced: true, findings: [] },
      ...{ unreadable: [], payment_key: 'k', near_key: 'n', content_hash: 'h', byte_from: 0, byte_to: 1, paid_from: 0, paid_to: 1 },
      ...{ read_at: '2026-01-05T00:00:00Z', act_id: act, state: 'open', clean_claims: 0, work_claims: 0, parked_claims: 0, unapplied: 0 },
    });
    await add('remits.remit_claim', {
      ...{ id: remitClaimId, remit_id: remitId, index: 0, patient_control_number: 'A1', status: '1', billed: 100, paid: 100 },
      ...{
        patient_last: 'DOE',
        patient_first: 'JANE',
        subscriber_member_id: 'w123456',
        adjustments: [],
        rarcs: [],
        lines: [],
        unreadable: [],
      },
      ...{ content_key: 'c', byte_from: 0, byte_to: 1, billed_from: 0, billed_to: 1, paid_from: 0, paid_to: 1 },
    });
  });
  mkdirSync(join(bare, '..'), { recursive: true });
  writeFileSync(bare, text);
});
afterAll(async () => {
  await withAdmin(adminUrl.replace(/\/claimwright$/, '/postgres'), (client) => client.query(`drop database ${name} with (force)`));
  rmSync(folder, { recursive: true, force: true });
});

const everything = () =>
  withAdmin(access.adminUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('parties', 'claims', 'remits', 'intake', 'bank', 'posting', 'gate', 'governance')`,
    );
    let all = '';
    for (const table of tables) {
      const { rows } = await client.query<{ t: string }>(`select t::text as t from ${table.name} t`);
      all += rows.map(({ t }) => t).join('\n');
    }
    return all;
  });

test('a practice of before there were keys is sealed, found and known again, and can be upgraded only once', async () => {
  expect(await everything()).toMatch(/Jane/);
  await prepare(access);
  const store = openStore(access.appUrl, { max: 2, keys: testKeys(access.appUrl) });
  const blobs = fileBlobs(folder, store.keys);
  const said: string[] = [];
  expect(await finishUpgrades({ store, blobs, upgrades, say: (line) => said.push(line) })).toBe(1);
  expect(said).toEqual(['Patient data is sealed: 5 rows.']);
  expect(await everything()).not.toMatch(/jane|doe|1980-02-03|W-?123/i);
  await store.inTenant(tenant, async (tx) => {
    expect(await patientsFound(tx, 'doe, ja')).toEqual([patientId]);
    expect(await patientsFound(tx, '2/3/1980')).toEqual([patientId]);
    const [same] = await patientsOf({ tx, newId: randomUUID, actId: randomUUID() }, [
      { last: 'DOE', first: 'Jane', birthDate: '1980-02-03' },
    ]);
    expect(same).toBe(patientId);
    const [one] = await tx.db.select().from(claim);
    const [told] = await tx.db.select().from(remitClaim);
    expect(one).toMatchObject({
      memberId: 'W-123 456',
      memberIndex: told?.subscriberMemberIndex,
      contentKey: tx.blind('claim-content', sha('content')),
    });
    expect(await tx.db.select().from(standing)).toMatchObject([{ claimId, status: 'sent', payerOpen: 100, patientOpen: 0 }]);
    expect(told).toMatchObject({ patientLast: 'DOE', patientMemberIndex: null });
    expect(await tx.db.select({ name: document.name }).from(document)).toEqual([{ name: 'Doe Jane.835' }]);
    const [read] = await tx.db.select().from(reading);
    expect(read?.findings).toEqual([{ code: 'x', severity: 'info', at: 'file', says: 'It names Jane Doe.' }]);
  });
  expect(Buffer.from(await blobs.read(tenant, sha(text), 0, 100)).toString()).toBe(text);
  expect(existsSync(bare)).toBe(false);
  expect(await finishUpgrades({ store, blobs, upgrades })).toBe(0);
  // From here on what is in the clear is not believed.
  await withAdmin(access.adminUrl, (client) => client.query(`update parties.patient set last_name = 'Forged'`));
  await expect(store.inTenant(tenant, (tx) => patientsFound(tx, 'jane'))).rejects.toMatchObject({ code: 'value-damaged' });
  await store.close();
});
