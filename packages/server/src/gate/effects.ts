import { type Consequence, hasEffectsDeclared, type Write, whatIsBeyond } from '@claimwright/core/ground/governance';
import type { Tx } from '../store/store.ts';
import type { Command, Done } from './define.ts';

interface Counted extends Write {
  readonly table: string;
}

/**
 * Rows that this connection has written, by the database's own count: whatever way they went. It goes on counting over transactions, until
 * it tells the statistics; never within one.
 */
async function counted(tx: Tx): Promise<ReadonlyMap<string, Counted>> {
  const rows = await tx.rows<Counted>(
    `select * from (
       select n.nspname || '.' || c.relname as "table", pg_stat_get_xact_tuples_inserted(c.oid) as added,
              pg_stat_get_xact_tuples_updated(c.oid) as changed, pg_stat_get_xact_tuples_deleted(c.oid) as removed
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')) w
      where added + changed + removed > 0`,
  );
  return new Map(rows.map((row) => [row.table, row]));
}

/** Holds a command to what it says of itself, from now on: throws where it did more. */
export type CheckEffects = (done?: Done<unknown>) => Promise<void>;

/**
 * Whether a command did what it says of itself: each consequence that a machine may come by covers certain writes and certain jobs
 * (effects.ts in the core). More than that is a mistake in the program, whoever acts, and takes all of the act back.
 */
export async function watchEffects(tx: Tx, { name, consequence }: Pick<Command, 'name' | 'consequence'>): Promise<CheckEffects> {
  if (!hasEffectsDeclared(consequence)) return async () => undefined;
  const before = await counted(tx);
  return async (done) => {
    const writes = [...(await counted(tx)).values()].map(({ table, added, changed, removed }) => {
      const was = before.get(table) ?? { added: 0, changed: 0, removed: 0 };
      return { table, added: added - was.added, changed: changed - was.changed, removed: removed - was.removed };
    });
    const queued = (done?.jobs ?? []).map(({ queue }) => queue);
    const beyond = whatIsBeyond(consequence, writes, queued);
    if (beyond.length > 0) throw new LyingCommand(name, consequence, beyond);
  };
}

/** Names tables and queues, and no row. */
export class LyingCommand extends Error {
  readonly code = 'lying-command';
  constructor(name: string, consequence: Consequence, beyond: readonly string[]) {
    super(`${name} declares “${consequence}”, and ${beyond.join(', ')}`);
  }
}
