import type { ReportFile } from '../revenue/submission/reports/queries.ts';
import type { LadderView } from '../revenue/submission/views.ts';
import { namedDraft } from './named-draft.ts';
import { say } from './outcome.ts';
import { intoWholeFile } from './whole-file.ts';
import { atDesk } from './with-program.ts';

interface Asking {
  readonly ask?: boolean;
  readonly json?: boolean;
  readonly practice?: string;
}
interface Prepared {
  readonly batches: readonly { readonly batchId: string; readonly sha256: string; readonly claims: number }[];
}

/** `claims status`: how far claims have come; with `--ask` their payers are asked (276), let go by whoever types it. */
export function claimStatus(named: readonly string[], { ask, json, practice }: Asking): Promise<number> {
  return atDesk('claims status', practice, async (desk) => {
    const { gate } = desk.program;
    const { actor } = desk;
    const draftIds: string[] = [];
    for (const name of named) {
      const draftId = await namedDraft(desk, name);
      draftIds.push(draftId);
      const { ladder } = await gate.ask<LadderView>('revenue/submission/ladder', { draftId }, actor, 'payment');
      if (json) console.log(JSON.stringify({ claim: name, draftId, ...ladder }));
      else for (const line of linesOfLadder(name, ladder)) say(line);
    }
    if (!ask) return 0;
    const { result } = await gate.act<Prepared>('revenue/submission/prepare-inquiry', { draftIds }, actor);
    for (const { batchId, sha256 } of result.batches) await gate.act('revenue/submission/approve-batch', { batchId, sha256 }, actor);
    say(`The question about ${result.batches.reduce((sum, { claims }) => sum + claims, 0)} of them is on its way.`);
    return 0;
  });
}

function linesOfLadder(name: string, { step, rejection, filed, payerControlNumber, remarks }: LadderView['ladder']): readonly string[] {
  const said = [rejection ? `rejected by the ${rejection.by}` : step, payerControlNumber, filed ? `filed ${filed.on}` : undefined];
  return [
    `${name}  ${said.filter((part) => part !== undefined).join(', ')}`,
    ...(rejection?.causes ?? remarks).map(({ says, fix }) => `  ${says} ${fix}`),
  ];
}

interface Taking {
  readonly output?: string;
  readonly force: boolean;
  readonly json?: boolean;
  readonly practice?: string;
}

/** `claims report`: the audit report on a batch, as it is on the record, into a file that is there whole or not at all, or to standard output. */
export function batchReport(batchId: string, { output, force, json, practice }: Taking): Promise<number> {
  return atDesk('claims report', practice, async ({ program: { gate }, actor }) => {
    const read = async (write: (bytes: Uint8Array) => void): Promise<string> => {
      let sha256 = '';
      for (let from: number | undefined = 0; from !== undefined; ) {
        const input: object = { batchId, as: json ? 'json' : 'pdf', from };
        const part: ReportFile = await gate.ask<ReportFile>('revenue/submission/report', input, actor, 'payment');
        write(Buffer.from(part.base64, 'base64'));
        ({ sha256, next: from } = { next: undefined, ...part });
      }
      return sha256;
    };
    const toFile = output !== undefined && output !== '-';
    const sha256 = toFile
      ? await intoWholeFile(output, force, (file) => read((bytes) => file.write(bytes)))
      : await read((bytes) => void process.stdout.write(bytes));
    say(`${toFile ? `The report is in ${output}; on` : 'On'} the record it stands as SHA-256 ${sha256}.`);
    return 0;
  });
}
