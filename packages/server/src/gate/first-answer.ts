import { opened } from '../store/columns.ts';
import { encode } from '../store/store.ts';
import type { Ctx } from './define.ts';
import { Refusal } from './errors.ts';
import { answer } from './schema.ts';

/** A repeat with the same idempotency key gets the first answer. */
export async function firstAnswer<Acted>(ctx: Ctx, key: string, what: string, inputHash: string): Promise<Acted | undefined> {
  // Two requests with the same key at once: the second waits here for the first to commit.
  await ctx.tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 7))', [`${ctx.tx.tenant}/${ctx.actor.id}/${key}`]);
  const [row] = await ctx.tx.rows<{ what: string; input_hash: string; outcome: string }>(
    'select what, input_hash, outcome from gate.answer where tenant_id = $1 and actor_id = $2 and key = $3',
    [ctx.tx.tenant, ctx.actor.id, key],
  );
  if (!row) return undefined;
  if (row.what === what && row.input_hash === ctx.tx.blind('answer', inputHash)) return opened<Acted>(answer.outcome, row.outcome);
  throw new Refusal('key-reused', 'This idempotency key was used for something else.', { fix: 'Use a new key for each intention.' });
}

export async function keepAnswer(ctx: Ctx, key: string, what: string, inputHash: string, acted: object): Promise<void> {
  await ctx.tx.rows(
    'insert into gate.answer (tenant_id, actor_id, key, what, input_hash, outcome, at) values ($1, $2, $3, $4, $5, $6, $7)',
    [ctx.tx.tenant, ctx.actor.id, key, what, ctx.tx.blind('answer', inputHash), encode(answer.outcome, acted), ctx.now],
  );
}
