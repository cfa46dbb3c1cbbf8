import type { PractisedAct, RecordBody } from '@claimwright/core/ground/governance';
import { and, desc, eq } from 'drizzle-orm';
import type { Ctx } from '../../../gate/index.ts';
import type { Store, Tx } from '../../../store/store.ts';
import { member } from '../schema.ts';
import { exerciseResult, trainingPlace, trainingPractice } from './schema.ts';

export type { Store, Tx };
export type PlaceRow = typeof trainingPlace.$inferSelect;

/** Whether this tenant is one that people practise in. */
export async function isTraining(tx: Tx): Promise<boolean> {
  return (await tx.rows('select 1 from governance.training_practice where tenant_id = $1', [tx.tenant])).length > 0;
}

/** Whose training practice a tenant is; undefined where it is none, or is gone. */
export async function trainingOf(of: Pick<Tx | Store, 'rows'>, tenant: string): Promise<string | undefined> {
  const [row] = await of.rows<{ practice: string }>('select practice from governance.training_of($1)', [tenant]);
  return row?.practice;
}

export interface Trainee {
  readonly tenant: string;
  readonly ofPractice: string;
  readonly practice: string;
  readonly name: string;
  readonly roles: readonly string[];
}
/** Where somebody may practise: as what they are in the practice itself, at this moment. */
export const trainingsOf = (of: Pick<Store, 'rows'>, userId: string): Promise<Trainee[]> =>
  of.rows('select tenant, of_practice as "ofPractice", practice, name, roles from governance.trainings($1)', [userId]);

export const markTraining = (tx: Tx, practice: string, since: Date): Promise<unknown> =>
  tx.db.insert(trainingPractice).values({ tenantId: tx.tenant, practice, since });

/** Two who begin it anew at once take turns. */
export const lockTraining = async (tx: Tx): Promise<void> =>
  void (await tx.rows("select pg_advisory_xact_lock(hashtextextended('training/' || $1::text, 7))", [tx.tenant]));

export const addPlace = (ctx: Ctx, row: Pick<PlaceRow, 'id' | 'training'>): Promise<unknown> =>
  ctx.tx.db
    .insert(trainingPlace)
    .values({ tenantId: ctx.tx.tenant, ...row, state: 'making', madeBy: ctx.actor.id, madeAt: ctx.now, actId: ctx.actId });

export const placesOf = (tx: Tx): Promise<PlaceRow[]> =>
  tx.db.select().from(trainingPlace).where(eq(trainingPlace.tenantId, tx.tenant)).orderBy(desc(trainingPlace.id)).limit(50);

export const setPlace = (tx: Tx, id: string, change: Partial<PlaceRow>): Promise<unknown> =>
  tx.db
    .update(trainingPlace)
    .set(change)
    .where(and(eq(trainingPlace.tenantId, tx.tenant), eq(trainingPlace.id, id)));

export interface Ended {
  readonly gone: number;
  readonly documents: readonly string[];
  readonly acts: readonly PractisedAct[];
}
/** Deletes a training practice of this one, with all that is in it; answers how much there was, and what people did there. */
export async function endTraining(tx: Tx, training: string): Promise<Ended> {
  const [row] = await tx.rows<{ gone: number; documents: string[]; acts: string[] }>(
    'select gone, documents, acts from governance.end_training($1)',
    [training],
  );
  return { gone: row?.gone ?? 0, documents: row?.documents ?? [], acts: (row?.acts ?? []).map(asPractised) };
}

/** What persons did here by any of these addresses, the oldest first. */
export async function practised(tx: Tx, what: readonly string[], by?: string): Promise<PractisedAct[]> {
  const rows = await tx.rows<{ body: string }>(
    `select body from gate.record where tenant_id = $1 and chain = 'acts' and what = any($2) and outcome = 'applied'
        and actor_kind = 'person' and ($3::text is null or actor_id = $3) order by seq`,
    [tx.tenant, [...what], by ?? null],
  );
  return rows.map(({ body }) => asPractised(body));
}

function asPractised(text: string): PractisedAct {
  const { id, at, actor, what, details, reverses }: RecordBody = JSON.parse(text);
  return { id, at, by: actor.id, what, ...(details === undefined ? {} : { details }), ...(reverses === undefined ? {} : { reverses }) };
}

/** Who practises is known by name here, and works nowhere here: they come in by their place in the practice itself. */
export const knowByName = ({ tx, actor, now }: Ctx): Promise<unknown> =>
  tx.db
    .insert(member)
    .values({ tenantId: tx.tenant, userId: actor.id, name: actor.name, roles: [], active: false, since: now })
    .onConflictDoUpdate({ target: [member.tenantId, member.userId], set: { name: actor.name } });

export async function namesOf(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ id: string; name: string }>('select user_id as id, name from governance.member where tenant_id = $1', [
    tx.tenant,
  ]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

type Result = Pick<typeof exerciseResult.$inferSelect, 'userId' | 'exercise' | 'doneAt' | 'placeId'>;
export async function addResults(ctx: Ctx, results: readonly Result[]): Promise<void> {
  if (results.length === 0) return;
  await ctx.tx.db
    .insert(exerciseResult)
    .values(results.map((row) => ({ tenantId: ctx.tx.tenant, id: ctx.newId(), ...row, actId: ctx.actId })));
}

export const resultsOf = (tx: Tx): Promise<Result[]> =>
  tx.db.select().from(exerciseResult).where(eq(exerciseResult.tenantId, tx.tenant)).orderBy(desc(exerciseResult.doneAt)).limit(1000);
