import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { makeRemits } from '@claimwright/twin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { twinPayers } from '../../testing/conserve.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { type AskPack, packOf } from './security-pack.ts';
import { type Packed, tarOf } from './tar.ts';

let db: FreshDatabase;
let desk: Desk;
let files: readonly Packed[] = [];
const folder = mkdtempSync(join(tmpdir(), 'claimwright-pack-'));
const officer = () => ({ ...desk.biller, roles: ['office-manager', 'compliance-officer'] });
const text = (name: string): string => files.find((one) => one.name === name)?.text ?? '';

beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
  const [batch] = makeRemits({ seed: 'pack', count: 6 });
  await desk.feed('claims.837', batch?.bytes837 ?? new Uint8Array());
  const act = <T>(name: string, input: unknown) => desk.act<T>(`ground/governance/models/${name}`, input, officer());
  const { result } = await act<{ vendorId: string }>('add-vendor', { name: 'Modelworks', contact: 'Ida Contact' });
  const of = { vendorId: result.vendorId, product: 'Text' };
  await act('file-agreement', { ...of, kind: 'baa', purposes: ['posting'], signedOn: '2026-01-01' });
  await act('set-model', { ...of, provider: 'anthropic', url: '', name: 'small', secret: 'sk-very-secret', workflows: ['posting'] });
  const ask: AskPack = (name, input) => desk.gate.ask(name, input, officer(), 'audit');
  files = await packOf(ask, { DATABASE_URL: 'postgres://somebody:hunter2@db/claims' });
});
afterAll(async () => {
  await desk.close();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('the security pack holds configuration, access, vendors, keys, the record’s state and every package', () => {
  expect(files.map(({ name }) => name)).toEqual([
    ...[
      'README.txt',
      'security.md',
      'access.md',
      'configuration.json',
      'models.json',
      'autonomy.json',
      'keys.json',
      'record.json',
      'sbom.json',
    ],
  ]);
  expect(JSON.parse(text('configuration.json')).settings).toMatchObject({ DATABASE_URL: 'set', CLAIMWRIGHT_KEYS: 'not set' });
  expect(JSON.parse(text('models.json'))).toMatchObject({
    vendors: [{ name: 'Modelworks', agreements: [{ kind: 'baa', purposes: ['posting'] }] }],
    // Text as it is leaves only where the practice says so.
    models: [{ name: 'small', keeps: 'with-decision', maySeeIdentified: false }],
  });
  expect(JSON.parse(text('record.json'))).toMatchObject({ ok: true });
  expect(JSON.parse(text('keys.json'))).toMatchObject({ current: { version: 1 } });
  expect(JSON.parse(text('autonomy.json')).find((one: { workflow: string }) => one.workflow === 'posting')).toMatchObject({
    level: 'assist',
    policy: { version: 0 },
  });
  const { bomFormat, components } = JSON.parse(text('sbom.json'));
  expect(bomFormat).toBe('CycloneDX');
  expect(components.length).toBeGreaterThan(100);
  expect(components).toContainEqual(
    expect.objectContaining({ name: 'drizzle-orm', purl: expect.stringMatching(/^pkg:npm\/drizzle-orm@/) }),
  );
});

test('no patient, no secret and no address of a database is in the security pack', async () => {
  const { rows } = await desk.ask<{ rows: { patient?: { last?: string; first?: string }; patientName?: string; pcn?: string }[] }>(
    'revenue/claims/claims',
    {},
  );
  expect(rows.length).toBeGreaterThan(0);
  const words = [...new Set(JSON.stringify(rows).match(/"(?:patient|patientName|last|first|memberId|pcn)":"([^"]{4,})"/g) ?? [])];
  expect(words.length).toBeGreaterThan(0);
  const whole = files
    .filter(({ name }) => name !== 'sbom.json')
    .map((one) => one.text)
    .join('\n');
  for (const word of words) expect(whole).not.toContain(/:"([^"]+)"/.exec(word)?.[1] ?? '-');
  for (const secret of ['sk-very-secret', 'hunter2', 'Ida Contact']) expect(whole).not.toContain(secret);
});

test('the archive opens with the machine’s own tar', () => {
  const path = join(folder, 'pack.tar.gz');
  writeFileSync(path, gzipSync(tarOf(files, new Date('2026-03-02T15:00:00Z'))));
  const listed = execFileSync('tar', ['-tzf', path], { encoding: 'utf8' }).trim().split('\n');
  expect(listed).toEqual(files.map(({ name }) => name));
  execFileSync('tar', ['-xzf', path, '-C', folder]);
  expect(readFileSync(join(folder, 'access.md'), 'utf8')).toBe(text('access.md'));
});
