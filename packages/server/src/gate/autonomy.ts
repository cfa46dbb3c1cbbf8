import { decideAutonomy, type Level, type Verdict } from '@claimwright/core/ground/governance';
import type { Tx } from '../store/store.ts';
import type { Actor, Command, Weight } from './define.ts';

/** Whether the act runs, waits for a person, or is refused: the ladder of autonomy as it stands in this transaction. */
export async function verdictOn(tx: Tx, actor: Actor, command: Command, _weight: Weight): Promise<Verdict> {
  return decideAutonomy(actor.kind, command.consequence, await levelOf(tx, command.workflow));
}

async function levelOf(tx: Tx, workflow: string): Promise<Level> {
  const [row] = await tx.rows<{ level: Level }>('select level from governance.autonomy where tenant_id = $1 and workflow = $2', [
    tx.tenant,
    workflow,
  ]);
  return row?.level ?? 'assist';
}
