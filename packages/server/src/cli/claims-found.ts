import { toDecimal } from '@claimwright/core/ground/base';
import type { Page } from '../gate/views.ts';
import type { FindingsView } from '../revenue/scrub/views.ts';
import type { BatchView, SubmissionCommands, TonightRow } from '../revenue/submission/views.ts';
import { namedDraft } from './named-draft.ts';
import { say } from './outcome.ts';
import { atDesk, type Desk } from './with-program.ts';

interface Options {
  readonly json?: boolean;
  readonly practice?: string;
}

/** A list page by page, as long as it goes on. */
async function* rowsOf<T>({ program, actor }: Desk, address: string): AsyncGenerator<T> {
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const input: object = cursor === '' ? {} : { cursor };
    const page: Page<T> = await program.gate.ask<Page<T>>(address, input, actor, 'payment');
    yield* page.rows;
    cursor = page.next;
  }
}

/** `claims list`: what can be sent, with how it stands. */
export function listClaims({ held, json, practice }: Options & { readonly held: boolean }): Promise<number> {
  return atDesk('claims list', practice, async (desk) => {
    let shown = 0;
    for await (const row of rowsOf<TonightRow>(desk, 'revenue/submission/tonight')) {
      if (held && row.light !== 'red') continue;
      shown++;
      const { draftId, patientControlNumber: account, payerName: payer, servedFrom, billed, light, remarks, batchId } = row;
      const first = remarks.find(({ severity }) => severity === 'error') ?? remarks[0];
      if (json) console.log(JSON.stringify({ draftId, account, payer, servedFrom, billed, light, findings: remarks.length, batchId }));
      else console.log([light.padEnd(6), account, servedFrom ?? '', payer, toDecimal(billed), first?.says ?? ''].join('  ').trimEnd());
    }
    say(`${shown} ${shown === 1 ? 'claim' : 'claims'}.`);
    return 0;
  });
}

/** `claims findings`: what is found of claims, as partners' programs read it; 1 where one of them is blocked. */
export function findingsOf(named: readonly string[], { json, practice }: Options): Promise<number> {
  return atDesk('claims findings', practice, async (desk) => {
    let blocked = false;
    for (const name of named) {
      const draftId = await namedDraft(desk, name);
      const { result } = await desk.program.gate.ask<FindingsView>('revenue/scrub/findings', { draftId }, desk.actor, 'payment');
      blocked ||= result.validation_result === 'blocked';
      if (json) console.log(JSON.stringify(result));
      else {
        console.log(`${name}: ${result.validation_result.replace('_', ' ')}`);
        for (const { severity, line_item: line, message, fix, overridden } of result.issues)
          console.log(
            `  ${severity}${line === null ? '' : `, line ${line}`}: ${message} ${overridden ? '(set aside)' : (fix ?? '')}`.trimEnd(),
          );
      }
    }
    return blocked ? 1 : 0;
  });
}

/** `claims prepare`: batches of all that is not held. Nothing leaves: a person approves each of them in the program. */
export function prepareBatches({ json, practice }: Options): Promise<number> {
  return atDesk('claims prepare', practice, async ({ program, actor }) => {
    type Prepared = SubmissionCommands['revenue/submission/prepare-batches']['result'];
    const { result } = await program.gate.act<Prepared>('revenue/submission/prepare-batches', {}, actor);
    if (json) console.log(JSON.stringify(result));
    else
      say(
        `${result.batches.length} batches of ${result.claims} claims wait for approval; ${result.heldBack} claims are held, ${result.withoutWay} have no way out, ${result.notWritten} cannot be written.`,
      );
    return 0;
  });
}

/** `claims batches`: the newest first, with the ids that `claims report` takes. */
export function listBatches({ json, practice }: Options): Promise<number> {
  return atDesk('claims batches', practice, async (desk) => {
    for await (const row of rowsOf<BatchView>(desk, 'revenue/submission/batches')) {
      const { id, state, claims, billed } = row;
      if (json) console.log(JSON.stringify(row));
      else console.log([id, state.padEnd(9), `${claims} claims`, toDecimal(billed)].join('  '));
    }
    return 0;
  });
}
