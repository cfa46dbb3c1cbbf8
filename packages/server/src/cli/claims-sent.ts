import type { ReportFile } from '../revenue/submission/reports/queries.ts';
import type { LadderView } from '../revenue/submission/views.ts';
import { namedDraft } from './named-draft.ts';
import { say } from './outcome.ts';
import { WholeFile } from './whole-file.ts';
import { atDesk } from './with-program.ts';

interface Asking {
  readonly ask?: boolean;
  readonly practice?: string;
}
interface Prepared {
  readonly batches: readonly { readonly batchId: string; readonly sha256: string; readonly claims: number }[];
}

/** `claims status`: how far claims have come; with `--ask` their payers are asked (276), let go by whoever types it. */
export function claimStatus(named: readonly string[], { ask, practice }: Asking): Promise<number> {
  return atDesk('claims status', practice, async (desk) => {
    const { gate } = desk.program;
    const { actor } = desk;
    const draftIds: string[] = [];
    for (const name of named) {
      const draftId = await namedDraft(desk, name);
      draftIds.push(draftId);
      const { ladder } = await gate.ask<LadderView>('revenue/submission/ladder', { draftId }, actor, 'payment');
      const { step, rejection, filed, payerControlNumber } = ladder;
      const said = [rejection ? `rejected by the ${rejection.by}` : step, payerControlNumber, filed ? `filed ${filed.on}` : undefined];
      say(`${name}  ${said.filter((part) => part !== undefined).join(', ')}`);
      for (const { says, fix } of rejection?.causes ?? ladder.remarks) say(`  ${says} ${fix}`);
    }
    if (!ask) return 0;
    const { result } = await gate.act<Prepared>('revenue/submission/prepare-inquiry', { draftIds }, actor);
    for (const { batchId, sha256 } of result.batches) await gate.act('revenue/submission/approve-batch', { batchId, sha256 }, actor);
    say(`The question about ${result.batches.reduce((sum, { claims }) => sum + claims, 0)} of them is on its way.`);
    return 0;
  });
}

interface Taking {
  readonly output: string;
  readonly json?: boolean;
  readonly practice?: string;
}

/** `claims report`: the audit report on a batch, as it is on the record, into a file that is there whole or not at all. */
export function batchReport(batchId: string, { output, json, practice }: Taking): Promise<number> {
  return atDesk('claims report', practice, async ({ program: { gate }, actor }) => {
    const file = new WholeFile(output);
    let sha256 = '';
    for (let from: number | undefined = 0; from !== undefined; ) {
      const input: object = { batchId, as: json ? 'json' : 'pdf', from };
      const part: ReportFile = await gate.ask<ReportFile>('revenue/submission/report', input, actor, 'payment');
      file.write(Buffer.from(part.base64, 'base64'));
      ({ sha256, next: from } = { next: undefined, ...part });
    }
    file.keep();
    say(`The report is in ${output}; on the record it stands as SHA-256 ${sha256}.`);
    return 0;
  });
}
