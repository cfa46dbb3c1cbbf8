import { cents, type PlainDate } from '@claimwright/core/ground/base';
import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { within } from '../../../../testing/context.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { draftPage, draftsByIds, keepDrafts, moveDrafts, reviseDraft, versionsOf } from '../index.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const claimToSend = (number: string): ClaimToSend => ({
  kind: 'professional',
  patientControlNumber: number,
  frequency: '1',
  predetermination: false,
  billed: cents(12_000),
  patient: { last: 'Sample', first: 'Pat', birthDate: '1980-02-03' as PlainDate, sex: 'F' },
  coverages: [
    {
      rank: 'primary',
      payerId: 'NWM01',
      payerName: 'Northwind Mutual',
      memberId: 'MEM0001',
      relationship: '18',
      subscriber: { last: 'Sample', first: 'Pat' },
    },
  ],
  sentAs: 'primary',
  billing: { entity: 'organisation', name: 'Quiet Harbor', npi: '1234567893', taxId: '777777777' },
  placeOfService: '11',
  diagnoses: [{ code: 'Z0000', system: 'ICD-10-CM' }],
  signatureOnFile: true,
  assignment: 'A',
  benefitsAssigned: 'Y',
  release: 'Y',
  attachments: [],
  missingTeeth: [],
  lines: [
    {
      number: 1,
      procedure: { code: '99213', modifiers: [] },
      billed: cents(12_000),
      units: '1',
      unit: 'UN',
      servedOn: '2026-01-05' as PlainDate,
      pointers: [1],
      teeth: [],
      oralCavities: [],
      attachments: [],
    },
  ],
});

test('a draft is kept once, changed version by version, moved up by whoever sees it where it was, and sealed at rest', async () => {
  const tenant = v7();
  const first = await within(db.store, tenant, (ctx) =>
    keepDrafts(ctx, [
      { claim: claimToSend('PCN1'), madeOf: 'a' },
      { claim: claimToSend('PCN2'), madeOf: 'b' },
      { claim: claimToSend('PCN1'), madeOf: 'a' },
    ]),
  );
  expect(first.map((id) => id !== undefined)).toEqual([true, true, false]);
  const [id = '', other = ''] = first;
  await within(db.store, tenant, async (ctx) => {
    expect(await keepDrafts(ctx, [{ claim: claimToSend('PCN2'), madeOf: 'b' }])).toEqual([undefined]);
    const [kept] = await draftsByIds(ctx, [id]);
    expect(kept).toMatchObject({ id, version: 1, status: 'drafted', claim: claimToSend('PCN1'), claimId: null });
    const changed = { ...claimToSend('PCN1'), placeOfService: '22' };
    expect(await reviseDraft(ctx, { id, from: 1, claim: changed, changed: ['placeOfService'], because: 'seen there' })).toBe(true);
    expect(await reviseDraft(ctx, { id, from: 1, claim: changed, changed: [] })).toBe(false);
    expect((await draftsByIds(ctx, [id]))[0]).toMatchObject({ version: 2, claim: changed });
    expect((await versionsOf(ctx, id)).map(({ version, because, claim }) => [version, because, claim.placeOfService])).toEqual([
      [1, null, '11'],
      [2, 'seen there', '22'],
    ]);
    const up = { from: ['drafted'], to: 'approved' } as const;
    expect(await moveDrafts(ctx, [id], up)).toEqual([id]);
    expect(await moveDrafts(ctx, [id], up)).toEqual([]);
    const page = await draftPage(ctx, { status: 'drafted', limit: 10 });
    expect(page.map((row) => [row.id, row.patientName, row.payerName])).toEqual([[other, 'Sample, Pat', 'Northwind Mutual']]);
    expect(await draftPage(ctx, { status: 'drafted', after: other, limit: 10 })).toEqual([]);
    expect(await draftPage(ctx, { status: 'approved', payerId: v7(), limit: 10 })).toEqual([]);
    const raw = await ctx.tx.rows('select d::text as d, v::text as v from claims.draft d join claims.draft_version v on v.draft_id = d.id');
    expect(JSON.stringify(raw)).not.toMatch(/Sample|MEM0001|seen there/);
  });
});
