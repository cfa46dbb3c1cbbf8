import { opened } from '../store/columns.ts';
import type { Tx } from '../store/store.ts';
import type { Ctx } from './define.ts';
import { parked } from './schema.ts';
import type { ProposalView } from './views.ts';

/** A proposal as the room knows it that it is about. */
export interface ProposalAbout extends Pick<ProposalView, 'id' | 'command' | 'state' | 'because'> {
  readonly input: unknown;
  readonly proposedBy: string;
  readonly parkedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}
type Row = Omit<ProposalAbout, 'input'> & { readonly subject: string; readonly input: string };

/** Every proposal about a thing, whatever came of it, the newest first. */
export const proposalsAbout = async (ctx: { readonly tx: Tx }, subject: string): Promise<readonly ProposalAbout[]> =>
  (await proposalsAboutEach(ctx, [subject])).get(subject) ?? [];

/** The same of many things, by thing. */
export async function proposalsAboutEach(
  { tx }: { readonly tx: Tx },
  subjects: readonly string[],
): Promise<ReadonlyMap<string, readonly ProposalAbout[]>> {
  const rows = await tx.rows<Row>(
    `select k.subject, k.id, k.command, k.input, k.state, k.because, k.proposed_by as "proposedBy", k.parked_at as "parkedAt",
            coalesce(m.name, k.decided_by) as "decidedBy", k.decided_at as "decidedAt"
       from gate.parked k left join governance.member m on m.tenant_id = k.tenant_id and m.user_id = k.decided_by
      where k.tenant_id = $1 and k.subject = any($2) order by k.id desc`,
    [tx.tenant, subjects],
  );
  const bySubject = new Map<string, ProposalAbout[]>();
  for (const { subject, ...row } of rows) {
    const found = bySubject.get(subject) ?? [];
    found.push({ ...row, input: opened<unknown>(parked.input, row.input) });
    bySubject.set(subject, found);
  }
  return bySubject;
}

/** What waits about things that are not what they were any more: nobody can approve it, and it stays to be read. */
export async function lapseProposals({ tx, now, actor }: Pick<Ctx, 'tx' | 'now' | 'actor'>, subjects: readonly string[]): Promise<void> {
  await tx.rows(
    `update gate.parked set state = 'lapsed', decided_by = $3, decided_at = $4
      where tenant_id = $1 and subject = any($2) and state = 'waiting'`,
    [tx.tenant, subjects, actor.id, now],
  );
}
