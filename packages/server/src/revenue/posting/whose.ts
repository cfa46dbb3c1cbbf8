import { isOwnPayee } from '@claimwright/core/ground/parties';
import { type Ctx, cannot } from '../../gate/index.ts';
import type { RemitRow } from '../remits/index.ts';
import { isAnswered, type Question } from './answers.ts';
import { ownOf } from './facts.ts';
import { decisions } from './store.ts';

export async function openQuestions(ctx: Ctx, row: RemitRow): Promise<Question[]> {
  const said = await decisions(ctx.tx, row.id);
  const payee = { npi: row.payeeNpi ?? undefined, taxId: row.payeeTaxId ?? undefined };
  const strange = !isAnswered(said, 'payee') && isOwnPayee(await ownOf(ctx.tx, [row]), payee) === false;
  const near = row.nearDuplicateOf !== null && !isAnswered(said, 'earlier');
  return [...(strange ? (['payee'] as const) : []), ...(near ? (['earlier'] as const) : [])];
}

/** Which question a person answers who did not say: the one that is open. To take back what was set aside is to say that it is ours. */
export function answered(row: Pick<RemitRow, 'state'>, open: readonly Question[], said: Question | undefined): Question {
  if (said !== undefined) return said;
  if (row.state === 'not-ours') return 'payee';
  if (open.length > 1)
    throw cannot(
      'Two things are asked of this remit, and one answer is not both.',
      'It names another payee, and a remit with this payer and trace number was here before.',
      'Say whether it is yours, and then whether it is a payment of its own.',
    );
  return open[0] ?? 'payee';
}
