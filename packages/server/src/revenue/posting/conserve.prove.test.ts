import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram, hledger } from '../../../../../tools/outside-programs.ts';
import { conserve } from '../../../testing/conservation.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';

describe('ten thousand generated remits', () => {
  let db: FreshDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
  });
  afterAll(() => db.drop());

  it('conserve every cent, replayed and shuffled, as hledger adds it up', async () => {
    const tally = await conserve(db, { seed: 'prove', count: 10_000, hledger: findProgram(hledger) !== undefined, replayed: 40 });
    expect(tally.remits).toBeGreaterThanOrEqual(10_000);
    console.log(JSON.stringify({ ...tally, wrong: tally.wrong.length }));
  });
});
