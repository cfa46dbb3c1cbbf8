import { type ExportFormat, type ExportRow, usualColumns } from '@claimwright/core/ground/exports';
import { postingList } from '@claimwright/core/ground/ledger';
import { claimList } from '@claimwright/core/revenue/claims';
import { remitList } from '@claimwright/core/revenue/remits';
import { makeRemits } from '@claimwright/twin';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { twinPayers } from '../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import type { Actor } from '../../gate/index.ts';
import { person } from '../../gate/person.ts';
import type { Page } from '../../gate/views.ts';
import type { ClaimRow } from '../../revenue/claims/views.ts';
import type { TrayRow } from '../../revenue/posting/views.ts';
import { exportables } from '../../rooms.ts';
import { withAdmin } from '../../store/provision.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import { type AskedExport, type ExportNote, takeOut } from './index.ts';

let db: FreshDatabase;
let desk: Desk;
let notes: ExportNote[] = [];
let onePayer: Actor;
let ownClaims: readonly string[] = [];

const rows = async <T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> =>
  desk.store.inTenant(desk.tenant, (tx) => tx.rows<T>(sql, [desk.tenant, ...parameters]));

beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
  for (const batch of makeRemits({ seed: 'exports', count: 340 })) {
    await desk.feed('claims.837', batch.bytes837);
    for (const file of batch.remits) await desk.feed(file.name, file.bytes835);
  }
  await desk.settle();
  const [payer] = await rows<{ id: string }>(
    'select payer_id as id from claims.claim where tenant_id = $1 group by 1 order by count(*) limit 1',
  );
  await withAdmin(db.adminUrl, (client) =>
    client.query(
      `insert into governance.member (tenant_id, user_id, name, email, roles, since, active, sites, payers)
       values ($1, 'uma', 'Uma', 'uma@elm.example', '{office-manager}', now(), true, '{}', $2),
              ($1, 'ola', 'Ola', 'ola@elm.example', '{office-manager}', now(), true, '{}', '{}')`,
      [desk.tenant, [payer?.id]],
    ),
  );
  const theirs = "select id from claims.claim where tenant_id = $1 and (payer_id = $2 or coverages::text like '%' || $2 || '%')";
  ownClaims = (await rows<{ id: string }>(theirs, [payer?.id])).map(({ id }) => id);
  onePayer = person('test', { id: 'uma', name: 'Uma', tenant: desk.tenant, roles: ['office-manager'] });
  const { rows: open } = await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'open' });
  for (const { id } of open.slice(0, 8)) await desk.act('revenue/posting/post-remit', { remitId: id });
}, 300_000);
afterAll(async () => {
  await desk.close();
  await db.drop();
});

async function take(kind: keyof typeof exportables, asked: AskedExport, actor: Actor = desk.biller): Promise<Buffer> {
  notes = [];
  const note = async (_actor: Actor, one: ExportNote) => void notes.push(one);
  const { bytes } = await takeOut({ gate: desk.gate, note }, exportables[kind], actor, asked);
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}
const lines = (bytes: Buffer): ExportRow[] =>
  bytes
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const taken = async (kind: keyof typeof exportables, asked: Omit<AskedExport, 'format'> = {}, actor?: Actor): Promise<ExportRow[]> =>
  lines(await take(kind, { ...asked, format: 'jsonl' }, actor));

describe('a list that is taken out', () => {
  test('is the whole list, piece after piece, each row once and in the list’s order', async () => {
    const all = await rows<{ id: string; billed: number; status: string; open: number }>(
      `select c.id, c.billed, s.status, s.payer_open as open from claims.claim c join claims.standing s on s.tenant_id = c.tenant_id and s.claim_id = c.id
        where c.tenant_id = $1 order by coalesce(c.served_from, '-infinity'::date) desc, c.id desc`,
    );
    // More than one piece, or nothing is shown of going on.
    expect(all.length).toBeGreaterThan(300);
    const out = await taken('claims');
    expect(out.map((row) => [row.claim_id, row.billed_cents, row.status, row.payer_open_cents])).toEqual(
      all.map(({ id, billed, status, open }) => [id, billed, status, open]),
    );
    expect(Object.keys(out[0] ?? {})).toEqual(usualColumns(claimList));
  });

  test('is what the screen shows under the same filter', async () => {
    const { rows: shown } = await desk.ask<Page<ClaimRow>>('revenue/claims/claims', { status: 'patient-due' });
    expect(shown.length).toBeGreaterThan(0);
    const out = await taken('claims', { filter: { status: 'patient-due' } });
    expect(out.slice(0, shown.length).map((row) => row.claim_id)).toEqual(shown.map(({ id }) => id));
    const name = shown[0]?.patientName.split(',')[0] ?? '';
    const found = await desk.ask<Page<ClaimRow>>('revenue/claims/claims', { search: name });
    const named = { identifiers: true, purpose: 'payment' };
    expect((await taken('claims', { ...named, filter: { search: name } })).length).toBe(found.total);
    const tray = await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'posted' });
    expect((await taken('remits', { filter: { view: 'posted' } })).map((row) => row.remit_id)).toEqual(tray.rows.map(({ id }) => id));
    const days = (await taken('claims', { filter: { from: '2026-01-05', to: '2026-01-12' } })).map((row) => String(row.served_from));
    expect(days.every((day) => day >= '2026-01-05' && day <= '2026-01-12')).toBe(true);
  });

  test('postings come to what is owed, claim by claim', async () => {
    const owed = new Map<unknown, number>();
    for (const row of await taken('postings', { columns: ['claim_id', 'amount_cents', 'posting_id'] }))
      owed.set(row.claim_id, (owed.get(row.claim_id) ?? 0) + Number(row.amount_cents));
    const claims = await taken('claims', { columns: ['claim_id', 'payer_open_cents', 'patient_open_cents'] });
    expect(owed.size).toBeGreaterThan(300);
    for (const row of claims) expect(owed.get(row.claim_id) ?? 0).toBe(Number(row.payer_open_cents) + Number(row.patient_open_cents));
    const [{ n } = { n: 0 }] = await rows<{ n: number }>('select count(*)::int as n from ledger.movement where tenant_id = $1');
    const all = await taken('postings');
    expect([all.length, new Set(all.map((row) => row.posting_id)).size]).toEqual([n, n]);
    const one = claims[0]?.claim_id ?? '';
    const ofClaim = await taken('postings', { filter: { claimId: one } });
    const onCharges = await taken('postings', { filter: { account: 'Income:Charges' } });
    expect(onCharges.length).toBeGreaterThan(100);
    expect(onCharges.filter(({ kind }) => kind === 'charge').length).toBe(all.filter(({ kind }) => kind === 'charge').length);
    expect((await taken('postings', { filter: { account: 'Income' } })).length).toBeGreaterThanOrEqual(onCharges.length);
    expect(await taken('postings', { filter: { account: 'Income:Char' } })).toEqual([]);
    expect(ofClaim.map((row) => row.posting_id)).toEqual(all.filter((row) => row.claim_id === one).map((row) => row.posting_id));
  });

  test.each([
    ['claims', claimList],
    ['remits', remitList],
    ['postings', postingList],
  ] as const)('%s say the same as CSV, JSON lines and Parquet, whatever the format', async (kind, list) => {
    const columns = list.columns.filter(({ identifies }) => !identifies).map(({ name }) => name);
    const as = (format: ExportFormat) => take(kind, { format, columns });
    const json = lines(await as('jsonl'));
    expect(json.length).toBeGreaterThan(20);
    const file = new Uint8Array(await as('parquet'));
    const parquet = await parquetReadObjects({ file: file.buffer });
    const plain = (row: { readonly [name: string]: unknown }) =>
      Object.fromEntries(
        list.columns
          .filter(({ name }) => columns.includes(name))
          .map(({ name, type }) => {
            const value = row[name] ?? null;
            if (typeof value === 'bigint') return [name, Number(value)];
            if (value instanceof Date) return [name, type === 'date' ? value.toISOString().slice(0, 10) : value.toISOString()];
            return [name, value];
          }),
      );
    expect(parquet.map(plain)).toEqual(json);
    const csv = (await as('csv')).toString().split('\r\n');
    expect(csv).toHaveLength(json.length + 2);
    const head = csv[0]?.split(',') ?? [];
    const money = list.columns.find(({ type }) => type === 'cents')?.name ?? '';
    const at = head.indexOf(money);
    expect(head[at + 1]).toBe(money.replace(/_cents$/, ''));
    const [cents = '', dollars = ''] = (csv[1]?.split(',') ?? []).slice(at, at + 2);
    expect(dollars).toBe((Number(cents) / 100).toFixed(2));
  });
});

describe('what names a patient', () => {
  const naming = claimList.columns.filter(({ identifies }) => identifies).map(({ name }) => name);
  const words = async (): Promise<string[]> => {
    const some = await taken('claims', { columns: naming, identifiers: true, purpose: 'payment' });
    return [...new Set(some.flatMap((row) => [row.member_id, row.patient_control_number].map(String)))].filter((word) => word.length > 6);
  };

  test('is in no list that did not ask for it, and cannot be had by naming its column', async () => {
    const all = (
      await take('claims', { format: 'csv', columns: claimList.columns.filter(({ identifies }) => !identifies).map(({ name }) => name) })
    ).toString();
    const known = await words();
    expect(known.length).toBeGreaterThan(100);
    expect(known.filter((word) => all.includes(word))).toEqual([]);
    for (const name of naming) await expect(taken('claims', { columns: ['claim_id', name] })).rejects.toMatchObject({ code: 'bad-input' });
  });

  test('is given to whoever has the right and says why, and to nobody else', async () => {
    const asked = { columns: ['claim_id', 'patient_last', 'birth_date'], identifiers: true };
    await expect(taken('claims', asked)).rejects.toMatchObject({ code: 'bad-input' });
    await expect(taken('claims', { ...asked, purpose: 'curiosity' })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(taken('claims', { ...asked, purpose: 'treatment' })).rejects.toMatchObject({ code: 'not-allowed' });
    const biller = person('test', { id: 'bo', name: 'Bo', tenant: desk.tenant, roles: ['biller'] });
    await expect(taken('claims', { ...asked, purpose: 'payment' }, biller)).rejects.toMatchObject({ code: 'not-allowed' });
    const bare = takeOut({ gate: desk.gate, note: async () => undefined }, exportables.claims, biller, { identifiers: true });
    await expect(bare).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await taken('claims', {}, biller)).length).toBeGreaterThan(300);
    const { rows: shown } = await desk.ask<Page<ClaimRow>>('revenue/claims/claims', {});
    const out = await taken('claims', { ...asked, purpose: 'payment' });
    expect(out.slice(0, shown.length).map((row) => row.patient_last)).toEqual(shown.map(({ patientName }) => patientName.split(',')[0]));
    expect(notes).toEqual([
      { what: 'revenue/claims/export-identified', kind: 'claims', purpose: 'payment', format: 'jsonl', columns: 3, identifiers: true },
    ]);
  });

  test('and who somebody looked for is told by no list that names nobody, and stands on the record', async () => {
    const { rows: shown } = await desk.ask<Page<ClaimRow>>('revenue/claims/claims', { status: 'patient-due' });
    const search = shown[0]?.patientName.split(',')[0] ?? '';
    await expect(taken('claims', { filter: { search } })).rejects.toMatchObject({ code: 'bad-input' });
    const read = async () =>
      (await rows<{ body: string }>("select body from gate.record where tenant_id = $1 and chain = 'reads' order by seq")).map(
        ({ body }) => body,
      );
    const before = (await read()).length;
    const tray = await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all', search });
    expect(tray.total).toBeGreaterThan(0);
    expect(await taken('remits', { filter: { search } })).toEqual([]);
    const [trace] = tray.rows.map(({ traceNumber }) => traceNumber);
    expect((await taken('remits', { filter: { search: trace ?? '' } })).length).toBeGreaterThan(0);
    // By name they are found on the screen alone, and only by whoever may see claims: a key by its scopes, whatever its roles are.
    const key: Actor = {
      kind: 'service',
      id: 'key',
      name: 'A key',
      keyOf: 'ola',
      tenant: desk.tenant,
      roles: ['biller'],
      scopes: ['remits:read'],
    };
    expect((await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all', search }, key)).total).toBe(0);
    expect((await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all', search: 'Nobody Atall' })).total).toBe(0);
    await taken('claims', { identifiers: true, purpose: 'payment', filter: { search: 'Nobody Atall' } });
    await desk.ask('revenue/posting/tray', { view: 'all' });
    const since = (await read()).slice(before).map((body) => JSON.parse(body) as { what: string; subjects: string[] });
    expect(since.map(({ what }) => what)).toEqual([
      ...['revenue/posting/tray', 'revenue/posting/tray', 'revenue/posting/tray', 'revenue/claims/export-identified'],
    ]);
    expect(since[0]?.subjects).toEqual(tray.rows.map(({ id }) => `remit:${id}`));
    for (const { subjects } of since.slice(1)) expect(subjects).toEqual([expect.stringMatching(/^sought:/)]);
  });

  test('and every claim in a list is seen, on the record, with the purpose', async () => {
    const before = await rows<{ n: number }>("select count(*)::int as n from gate.record where tenant_id = $1 and chain = 'reads'");
    const out = await taken('claims', { purpose: 'operations' });
    const seen = await rows<{ subject: string; body: string }>(
      `select s.subject, g.body from gate.record g join gate.record_subject s on s.tenant_id = g.tenant_id and s.chain = g.chain and s.seq = g.seq
        where g.tenant_id = $1 and g.chain = 'reads' and g.seq > $2`,
      [before[0]?.n ?? 0],
    );
    expect(new Set(seen.map(({ subject }) => subject))).toEqual(new Set(out.map((row) => `claim:${row.claim_id}`)));
    expect(seen.every(({ body }) => body.includes('"purpose":"operations"'))).toBe(true);
  });
});

test('whoever is limited to a payer takes out what they see, and nothing else', async () => {
  const out = await taken('claims', {}, onePayer);
  expect(out.length).toBeGreaterThan(10);
  expect(new Set(out.map((row) => row.claim_id))).toEqual(new Set(ownClaims));
  const postings = await taken('postings', {}, onePayer);
  expect(postings.length).toBeGreaterThan(10);
  expect(postings.filter((row) => !ownClaims.includes(String(row.claim_id)))).toEqual([]);
  const remits = await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all' }, onePayer);
  expect((await taken('remits', {}, onePayer)).length).toBe(remits.total);
});

test('what is refused is refused before the first byte, and leaves no trace of a list that was taken', async () => {
  const stranger = person('test', { id: 'kim', name: 'Kim', tenant: desk.tenant, roles: ['bookkeeper'] });
  for (const kind of ['claims', 'remits'] as const)
    await expect(take(kind, { format: 'csv' }, stranger)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(take('claims', { format: 'csv', columns: ['shoe_size'] })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(take('claims', { format: 'csv', filter: { from: 'yesterday' } })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(take('remits', { format: 'csv', identifiers: true })).rejects.toMatchObject({ code: 'bad-input' });
  expect(notes).toEqual([]);
  expect((await take('postings', { format: 'csv' }, stranger)).length).toBeGreaterThan(100);
});
