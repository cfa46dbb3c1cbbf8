import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, createGate, type Gate } from '../../gate/index.ts';
import { person } from '../../gate/person.ts';
import { remitClaim } from '../../revenue/remits/schema.ts';
import { commands, queries } from '../../rooms.ts';
import type { BlobPort } from '../../store/blob.ts';
import { fileBlobs } from '../../store/blob-files.ts';
import { idSource } from '../../store/new-id.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import { receiveFile } from './receive-file.ts';
import { packedBomb } from './testing/packed-bomb.ts';
import type { DocumentDetail } from './views.ts';

const tenant = randomUUID();
const biller: Actor = person('test', { id: 'dana', name: 'Dana', tenant, roles: ['biller', 'compliance-officer', 'office-manager'] });
const system: Actor = { kind: 'system', id: 'system', name: 'System', tenant, roles: ['system'] };
const queued: { queue: string; data: { readonly [key: string]: string } }[] = [];
let db: FreshDatabase;
let folder = '';
let blobs: BlobPort;
let gate: Gate;

beforeAll(async () => {
  db = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'claimwright-intake-'));
  blobs = fileBlobs(folder, db.store.keys);
  const enqueue = async (_tx: unknown, queue: string, data: { readonly [key: string]: string }) => void queued.push({ queue, data });
  const clock = () => new Date('2026-03-02T15:00:00Z');
  gate = createGate({ store: db.store, blobs, commands, queries, clock, newId: idSource(Date.now), enqueue, changed: () => undefined });
  await db.store.found(tenant, (tx) =>
    tx.rows("insert into parties.practice (tenant_id, name, specialty) values ($1, 'Elm', 'family')", [tenant]),
  );
});
afterAll(async () => {
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

const pad = (text: string, length: number) => text.padEnd(length);
const isa = `ISA*00*${pad('', 10)}*00*${pad('', 10)}*ZZ*${pad('A', 15)}*ZZ*${pad('B', 15)}*260105*1200*^*00501*000000001*0*T*:~`;
/** An 835 with these claims' amounts, paid in full, to patients of this name. */
function remit({
  amounts = ['100.00'],
  last = 'DOE',
  trace = randomUUID(),
  total = '100.00',
}: {
  amounts?: string[];
  last?: string;
  trace?: string;
  total?: string;
}): Buffer {
  const claims = amounts.map((amount, i) => `CLP*PCN${i}*1*${amount}*${amount}**12*ICN${i}~NM1*QC*1*${last}*JANE~DTM*232*20260101~`);
  const set = `ST*835*0001~BPR*I*${total}*C*CHK************20260105~TRN*1*${trace}*1512345678~N1*PR*NORTHWIND*XV*90101~N1*PE*ELM*XX*1234567893~LX*1~${claims.join('')}`;
  const count = set.split('~').length;
  return Buffer.from(`${isa}GS*HP*A*B*20260105*1200*1*X*005010X221A1~${set}SE*${count}*0001~GE*1*1~IEA*1*000000001~`, 'latin1');
}

const receive = async (bytes: Uint8Array, name = 'a.835') => (await receiveFile(gate, blobs, biller, name, bytes)).result;
const read = (documentId: string) => gate.act('ground/intake/read', { documentId }, system);
const look = (documentId: string) => gate.ask<DocumentDetail>('ground/intake/document', { documentId }, biller);

async function feed(bytes: Uint8Array): Promise<DocumentDetail> {
  const { documentId } = await receive(bytes);
  await read(documentId);
  return look(documentId);
}
const codesOf = (seen: DocumentDetail) => seen.findings.map(({ code }) => code);
const kept = () => db.store.inTenant(tenant, (tx) => tx.rows<{ n: number }>('select count(*)::int as n from remits.remit'));

describe('a document that is wrong itself is refused in words, and nothing of it is kept', () => {
  test('a packed file that is cut off', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => `${(i * 7919) % 90_000}.00`);
    const packed = gzipSync(remit({ amounts: many }));
    const before = await kept();
    const seen = await feed(packed.subarray(0, packed.length - 200));
    expect(seen).toMatchObject({ state: 'refused', remits: 0, claims: 0 });
    expect(codesOf(seen)).toEqual(['intake.pack-broken']);
    expect(await kept()).toEqual(before);
  });

  test('a packed file that opens to a thousand times its size: unpacking stops, and so does looking at its bytes', async () => {
    const packed = await packedBomb(remit({}), 400);
    expect(packed.length).toBeLessThan(1 << 20);
    const before = await kept();
    const { documentId, kind } = await receive(packed);
    expect(kind).toBe('835');
    await read(documentId);
    const seen = await look(documentId);
    expect(seen).toMatchObject({ state: 'refused', remits: 0, claims: 0 });
    expect(codesOf(seen)).toEqual(['intake.pack-too-large']);
    expect(await kept()).toEqual(before);
    const end = 300 << 20;
    const bytes = gate.ask('ground/intake/bytes', { documentId, from: end, to: end + 10 }, biller);
    await expect(bytes).rejects.toMatchObject({ code: 'pack-too-large' });
  });

  test('amounts whose sum is past what is exact', async () => {
    const before = await kept();
    const seen = await feed(remit({ amounts: ['89000000000000.00', '89000000000000.00'] }));
    expect(seen.state).toBe('refused');
    const finding = seen.findings.find(({ severity }) => severity === 'error');
    expect(finding).toMatchObject({ code: 'remit.past-counting', at: 'BPR02', fix: expect.stringContaining('corrected file') });
    expect(await kept()).toEqual(before);
  });

  test('a number too long for any index', async () => {
    const noise = Array.from({ length: 800 }, () => randomUUID()).join('');
    const seen = await feed(remit({ trace: noise }));
    expect(seen.state).toBe('refused');
    expect(codesOf(seen)).toContain('intake.not-keepable');
  });
});

test('a NUL in a name is read as a blank, with a finding that says where', async () => {
  const bytes = remit({ last: 'DO\0E' });
  const seen = await feed(bytes);
  expect(seen).toMatchObject({ state: 'read', remits: 1, claims: 1 });
  const finding = seen.findings.find(({ code }) => code === 'intake.nul');
  expect(finding).toMatchObject({ severity: 'warning', bytes: { from: bytes.indexOf(0) } });
  const rows = await db.store.inTenant(tenant, (tx) => tx.db.select({ last: remitClaim.patientLast }).from(remitClaim));
  expect(rows.filter(({ last }) => last?.startsWith('DO '))).toEqual([{ last: 'DO E' }]);
});

test('bad luck is thrown, so that it is tried again, and leaves the document unread', async () => {
  const { documentId } = await receive(remit({}));
  const unlucky = createGate({
    store: db.store,
    blobs: { ...blobs, open: () => failing() },
    commands,
    queries,
    clock: () => new Date(),
    newId: idSource(Date.now),
    enqueue: async () => undefined,
    changed: () => undefined,
  });
  await expect(unlucky.act('ground/intake/read', { documentId }, system)).rejects.toThrow('the disk');
  expect((await look(documentId)).state).toBe('reading');
});
// biome-ignore lint/correctness/useYield: it fails before.
async function* failing(): AsyncIterable<Uint8Array> {
  throw Object.assign(new Error('the disk'), { code: 'EIO' });
}

describe('bytes that are gone', () => {
  test('are told, and the same file sent again is read', async () => {
    const bytes = remit({ last: 'ROE' });
    const { documentId } = await receive(bytes);
    rmSync(join(folder, tenant), { recursive: true });
    await read(documentId);
    const lost = await look(documentId);
    expect(lost.state).toBe('refused');
    expect(codesOf(lost)).toEqual(['intake.bytes-missing']);
    queued.length = 0;
    expect(await receive(bytes)).toMatchObject({ documentId, repeated: true });
    expect(queued).toMatchObject([{ queue: 'read-document', data: { documentId } }]);
    await read(documentId);
    expect(await look(documentId)).toMatchObject({ state: 'read', claims: 1 });
  });

  test('packed ones are told as well', async () => {
    const { documentId, kind } = await receive(gzipSync(remit({ last: 'POE' })));
    expect(kind).toBe('835');
    rmSync(join(folder, tenant), { recursive: true });
    await read(documentId);
    expect(codesOf(await look(documentId))).toEqual(['intake.bytes-missing']);
  });
});

test('a document that waits to be read and comes again asks for its reading again; one that was read does not', async () => {
  const bytes = remit({ last: 'LOE' });
  const { documentId } = await receive(bytes);
  queued.length = 0;
  await receive(bytes);
  expect(queued).toMatchObject([{ queue: 'read-document', data: { documentId } }]);
  await read(documentId);
  queued.length = 0;
  await receive(bytes);
  expect(queued).toEqual([]);
});

test('nothing is put on the books whose bytes are not here, in this size; what it is, its bytes say', async () => {
  const act = (sha256: string, size: number) => gate.act('ground/intake/receive', { sha256, size, name: 'x', kind: '835' }, biller);
  await expect(act('a'.repeat(64), 5)).rejects.toMatchObject({ code: 'bad-input' });
  const { sha256, size } = await blobs.put(tenant, Buffer.from('hello'));
  await expect(act(sha256, size + 1)).rejects.toMatchObject({ code: 'bad-input' });
  expect(await act(sha256, size)).toMatchObject({ result: { kind: 'unknown', repeated: false } });
});

test('a name that no database and no screen holds is made one that they do', async () => {
  const seen = await receive(Buffer.from('something'), `${'x'.repeat(300)}\0\n\ud800.835`);
  expect(seen.name).toHaveLength(255);
  expect(seen.name).toMatch(/^x+___\.835$/);
});
