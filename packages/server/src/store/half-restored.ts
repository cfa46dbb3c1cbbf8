import type pg from 'pg';
import { Trouble } from '../trouble.ts';

// A table that stands while a backup comes back: rows, later steps, waiting jobs and the look at the record are several transactions.
const mark = 'house.restoring';

export const beginRestore = (client: pg.Client): Promise<unknown> => client.query(`create table ${mark} ()`);
export const endRestore = (client: pg.Client): Promise<unknown> => client.query(`drop table ${mark}`);

/** Half of a practice is none: what an interrupted restore left is opened by nobody, and filled by nobody. */
export async function refuseHalf(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ at: string | null }>('select to_regclass($1)::text as at', [mark]);
  if (rows[0]?.at == null) return;
  throw new Trouble('database-refused', 'A backup was being restored into this database, and did not come to its end.', {
    because: 'It was interrupted, or the backup did not hold: some of the practice may be missing.',
    fix: 'Make a new, empty database, and restore the backup into that one. The backup itself is as it was.',
  });
}
