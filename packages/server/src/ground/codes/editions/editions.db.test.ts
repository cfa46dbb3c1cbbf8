import { gzipSync, zstdCompressSync } from 'node:zlib';
import { type PlainDate, plainDate } from '@claimwright/core/ground/base';
import { demoFiles } from '@claimwright/twin';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { type Actor, commandLine, Refusal } from '../../../gate/index.ts';
import { person } from '../../../gate/person.ts';
import { record, recordWords } from '../../../gate/schema.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import type { ChangesView, CodesWish, CodeView, EditionView, PairView, WithoutFamilyView } from '../views.ts';
import { codeTablesFor, importEdition } from './index.ts';

let db: FreshDatabase;
let desk: Desk;
let other: Desk;
let manager: Actor;

beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, []);
  other = await openDesk(db.store, []);
  manager = person('test', { id: 'marisol', name: 'Marisol', tenant: desk.tenant, roles: ['office-manager'] });
});
afterAll(async () => {
  await desk.close();
  await other.close();
  await db.drop();
});

const day = (text: string): PlainDate => plainDate(text) ?? expect.fail(text);
async function* inPieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 50) yield bytes.subarray(at, at + 50);
}
const bring = (
  name: string,
  text: string,
  wish: CodesWish = {},
  packed: (bytes: Buffer) => Uint8Array = (bytes) => bytes,
  actor = manager,
) => importEdition(desk, actor, wish, [{ name, bytes: inPieces(packed(Buffer.from(text))) }]);
const refusal = (work: Promise<unknown>): Promise<Refusal> =>
  work.then(
    () => expect.fail('it was not refused'),
    (error: unknown) => (error instanceof Refusal ? error : expect.fail(String(error))),
  );
const editions = (at = desk) => at.ask<{ rows: EditionView[]; without: string[] }>('ground/codes/editions', {});
const tables = (at = desk) => at.store.inTenant(at.tenant, (tx) => codeTablesFor({ tx, blobs: at.blobs }));

const pairs = (rows: readonly string[]) => `column1,column2,modifier_indicator,deletion_date,rationale\n${rows.join('\n')}\n`;
const winter = pairs(['92014,99213,1,,mutually exclusive', '92014,92250,0,,bundled', '66984,92250,1,2026-01-31,bundled']);
const spring = pairs(['92014,99213,0,,mutually exclusive', '66984,92250,1,2026-01-31,bundled', '66984,99213,1,,bundled']);

describe('editions', () => {
  test('come in packed, count for their days, tell what they changed, and are rolled back and put back', async () => {
    const [first] = (await bring('practitioner_2026q1.csv', winter, {}, gzipSync)).result.editions;
    expect(first).toMatchObject({ table: 'pairs-practitioner', name: '2026Q1', from: '2026-01-01', to: '2026-03-31', rows: 3, added: 3 });
    const [second] = (await bring('practitioner_2026q2.csv', spring, {}, zstdCompressSync)).result.editions;
    expect(second).toMatchObject({ name: '2026Q2', against: '2026Q1', added: 1, changed: 1, removed: 1 });

    const ask = async (on: string) => (await tables()).pair('practitioner', '92014', '99213', day(on));
    expect(await ask('2026-03-31')).toMatchObject({ is: 'found', row: { indicator: 1 }, edition: { name: '2026Q1' } });
    expect(await ask('2026-04-01')).toMatchObject({ is: 'found', row: { indicator: 0 }, edition: { name: '2026Q2' } });
    expect(await ask('2026-07-01')).toEqual({ is: 'no-edition', table: 'pairs-practitioner' });

    const told = await desk.ask<ChangesView>('ground/codes/edition-changes', { editionId: second?.id });
    expect(told.rows.map(({ code }) => code)).toEqual(['66984/99213', '92014/92250', '92014/99213']);
    expect(told.against?.name).toBe('2026Q1');

    await desk.act('ground/codes/end-edition', { editionId: second?.id }, manager);
    expect((await ask('2026-04-01')).is).toBe('no-edition');
    expect((await refusal(desk.act('ground/codes/end-edition', { editionId: second?.id }, manager))).code).toBe('cannot-do');
    await desk.act('ground/codes/restore-edition', { editionId: second?.id }, manager);
    expect((await ask('2026-04-01')).is).toBe('found');
    expect((await refusal(bring('practitioner_2026q2.csv', spring))).message).toBe('This edition is here already.');
    // What was refused took none of the bytes of the one that is here.
    expect((await tables()).pair('practitioner', '66984', '99213', day('2026-04-01')).is).toBe('found');

    const { settings } = await desk.ask<PairView>('ground/codes/pair', { a: '99213', b: '92014', on: '2026-02-01' });
    expect(settings.map(({ setting, answers }) => [setting, ...answers.map(({ is }) => is)])).toEqual([
      ['practitioner', 'absent', 'found'],
      ['outpatient', 'no-edition', 'no-edition'],
    ]);
    const code = await desk.ask<CodeView>('ground/codes/explain', { code: '92014', on: '2026-02-01' });
    expect(code.editions.map(({ name, pairs: counted }) => [name, counted])).toEqual([['2026Q1', { first: 2, second: 0 }]]);
    expect(code.without).toContain('procedures');
  });

  test('are the practice’s own: another sees none, and whoever may not set it up brings none', async () => {
    expect((await editions(other)).rows).toEqual([]);
    expect((await tables(other)).pair('practitioner', '92014', '99213', day('2026-02-01')).is).toBe('no-edition');
    const { rows } = await editions();
    expect((await refusal(other.act('ground/codes/end-edition', { editionId: rows[0]?.id }))).code).toMatch(/not-(found|allowed)/);
    const biller = person('test', { id: 'dana', name: 'Dana', tenant: desk.tenant, roles: ['biller'] });
    expect((await refusal(bring('practitioner_2026q3.csv', winter, {}, undefined, biller))).code).toBe('not-allowed');
  });

  test('with rows that cannot be read are not imported, unless these are left out', async () => {
    const before = (await editions()).rows.length;
    const bad = pairs(['92014,99213,1,,x', '9201,99213,1,,x', '92014,92250,5,,x']);
    const refused = await refusal(bring('outpatient_2026q1.csv', bad));
    expect(refused.message).toBe('2 of 3 rows cannot be read.');
    expect(refused.because).toContain('outpatient_2026q1.csv, line 3, column1');
    // What is only to be looked at does not stand before them.
    const list = 'code,words,family\nD2740,ours,crwn\nD27,ours,crown\n';
    const mixed = await refusal(bring('ours.csv', list, { table: 'procedures', from: '2026-01-01', attested: true }));
    expect(mixed.because).toBe('ours.csv, line 3, code: This is no procedure code.');
    expect((await refusal(bring('outpatient.csv', winter))).message).toBe('It does not say from which day on it counts.');
    expect((await refusal(bring('notes.txt', 'nothing of the sort'))).code).toBe('bad-input');
    expect((await refusal(bring('file.zip', 'PK\u0003\u0004 something'))).message).toContain('ZIP');
    expect((await bring('outpatient_2026q1.csv', bad, { leaveOut: true, preview: true })).outcome).toBe('previewed');
    expect((await editions()).rows).toHaveLength(before);
    const { result } = await bring('outpatient_2026q1.csv', bad, { leaveOut: true });
    expect([result.wrongRows, result.editions[0]?.rows]).toEqual([2, 1]);
    const [kept] = (await editions()).rows;
    expect(kept?.findings.map(({ at }) => at)).toEqual([
      'outpatient_2026q1.csv, line 3, column1',
      'outpatient_2026q1.csv, line 4, modifier',
    ]);
  });

  test('of licensed lists need the practice’s word, and a mapping is said once', async () => {
    const own = (words: string) => `Ziffer;Text;Art\nD2740;${words};crown\n92014;eye exam;exam\n`;
    const wish = { table: 'procedures', from: '2026-01-01', map: '{"code":"Ziffer","words":"Text","family":"Art"}' };
    const refused = await refusal(bring('ours.csv', own('crown'), wish));
    expect(refused.message).toBe('This list needs a licence from the ADA, for CDT and the AMA, for CPT.');
    const { result } = await bring('ours.csv', own('crown'), { ...wish, attested: true });
    expect(result.editions.map(({ part, rows }) => [part, rows])).toEqual([
      ['CDT', 1],
      ['CPT', 1],
    ]);
    const again = await bring('ours-2.csv', own('a crown'), { from: '2026-02-01', attested: true });
    expect(again.result.editions.map(({ part, changed }) => [part, changed])).toEqual([
      ['CDT', 1],
      ['CPT', 0],
    ]);
    const now = await tables();
    expect(now.procedure('D2740', day('2026-02-01'))).toMatchObject({ row: { system: 'CDT', family: 'crown', words: 'a crown' } });
    expect(now.procedure('D2740', day('2026-01-31'))).toMatchObject({ row: { words: 'crown' } });
    expect((await editions()).rows.find(({ part }) => part === 'CDT')?.attestedBy).toBe('Marisol');
    // Until when each counts is told of those without an end of their own.
    const cdt = (await editions()).rows.filter(({ part }) => part === 'CDT');
    expect(cdt.map(({ from, until }) => [from, until])).toEqual([
      ['2026-02-01', undefined],
      ['2026-01-01', '2026-01-31'],
    ]);
  });

  test('of licensed lists name a person: the command line and a program’s key say by whom', async () => {
    const office = person('command-line', { id: commandLine, name: 'The command line', tenant: desk.tenant, roles: ['office-manager'] });
    const list = 'code,words,family\nD1110,ours,adult cleaning\nD0120,ours,\n';
    const wish = { table: 'procedures', from: '2026-03-01', attested: true };
    const nobody = await refusal(bring('march.csv', list, wish, undefined, office));
    expect(nobody.message).toBe('Nobody is named who says that the practice is licensed by the ADA, for CDT.');
    expect(nobody.fix).toContain('--attested-by');
    const attestedBy = 'Ines Albrecht, compliance officer';
    const { result, recordId } = await bring('march.csv', list, { ...wish, attestedBy }, undefined, office);
    const [row] = (await editions()).rows;
    expect([row?.attestedBy, row?.importedBy]).toEqual([attestedBy, 'The command line']);
    const [kept] = await desk.store.inTenant(desk.tenant, (tx) =>
      tx.db
        .select({ words: recordWords.words })
        .from(recordWords)
        .innerJoin(
          record,
          and(eq(record.tenantId, recordWords.tenantId), eq(record.chain, recordWords.chain), eq(record.seq, recordWords.seq)),
        )
        .where(and(eq(record.tenantId, desk.tenant), eq(record.id, recordId))),
    );
    expect(kept?.words).toBe(`The practice is licensed for it, said ${attestedBy}.`);
    const [edition] = result.editions;
    const without = await desk.ask<WithoutFamilyView>('ground/codes/without-family', { editionId: edition?.id });
    expect(without).toMatchObject({ codes: [{ code: 'D0120' }], rows: 2 });
    expect(without.passedOver).toContain('the note');
    await desk.act('ground/codes/end-edition', { editionId: edition?.id }, manager);
  });

  test('of procedures are asked of the claims of a file that comes in, as of their days; each unknown code is told once', async () => {
    const { claims } = demoFiles('demo', '2026-03-16');
    const levelFive = async (at: Desk) => {
      const { documentId } = await at.feed('claims.837', claims.bytes837);
      const { findings } = await at.ask<{ findings: { code: string; severity: string; says: string }[] }>('ground/intake/document', {
        documentId,
      });
      return findings.filter(({ code }) => code === 'code.unknown');
    };
    const found = await levelFive(desk);
    expect(new Set(found.map(({ severity }) => severity))).toEqual(new Set(['warning']));
    const said = found.map(({ says }) => says).filter((says) => says.includes('99213'));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^2400 SV101-2 holds 99213, which is no procedure on 2026-\d\d-\d\d\. It stands there \d+ times\.$/);
    expect(found.some(({ says }) => says.includes('92014'))).toBe(false);
    expect(await levelFive(other)).toEqual([]);
  });
});
