import { afterAll, expect, test } from 'vitest';
import { within } from '../../../testing/context.ts';
import { sixClaims, submissionDesks } from '../../../testing/submission-desk.ts';
import { reviseDraft } from '../claims/index.ts';

const desks = await submissionDesks();
afterAll(() => desks.end());

test('a batch goes without the claim whose file our own check refuses, which waits with where and why', async () => {
  const s = await desks.begin();
  await s.setUp();
  const claims = sixClaims();
  const [first] = claims;
  if (!first) throw new Error('there are claims');
  const claim = { ...first, assignment: 'Q' };
  await within(s.db.store, s.desk.tenant, (ctx) => reviseDraft(ctx, { id: s.drafts[0] ?? '', from: 1, claim, changed: ['assignment'] }));
  expect(await s.act('prepare-batches', {})).toMatchObject({ claims: claims.length - 1, notWritten: 1 });
  expect(await s.openWork()).toMatchObject([
    { kind: 'stuck', claims: 1, causes: [{ code: 'write 2300 CLM07', says: expect.stringContaining('would be refused at 2300 CLM07') }] },
  ]);
  await s.desk.close();
});
