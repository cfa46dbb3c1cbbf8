import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram, hledger } from '../../../../../tools/outside-programs.ts';
import { conserve } from '../../../testing/conservation.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';

describe('three hundred generated remits', () => {
  let db: FreshDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
  });
  afterAll(() => db.drop());

  it('conserve every cent, in the ledger and as hledger adds it up', { timeout: 300_000 }, async () => {
    const tally = await conserve(db, { seed: 'slice', count: 300, hledger: findProgram(hledger) !== undefined, replayed: 4 });
    expect(tally.remits).toBeGreaterThanOrEqual(300);
    expect(tally.posted).toBeGreaterThan(200);
    expect(tally.repeated).toBeGreaterThan(0);
  });
});
