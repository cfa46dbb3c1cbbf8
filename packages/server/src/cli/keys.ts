import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KeyRotationView, KeysView } from '../http/api.ts';
import { dataFolder, recoveryOf, rewrapAll } from '../main.ts';
import { fileTrouble } from '../trouble.ts';
import { say } from './outcome.ts';
import { atDesk, type Desk, withProgram } from './with-program.ts';

interface OfPractice {
  readonly practice?: string;
}

const look = ({ program, actor }: Desk): Promise<KeysView> => program.gate.ask<KeysView>('ground/governance/keys/status', {}, actor);
const day = (instant: string): string => instant.slice(0, 10);

/** `keys status`: 1 where what was proved last did not hold. */
export function status({ json, practice }: OfPractice & { json: boolean }): Promise<number> {
  return atDesk('keys status', practice, async (desk) => {
    const view = await look(desk);
    if (json) console.log(JSON.stringify(view, null, 2));
    else tell(view);
    return (view.last?.proof?.failed ?? 0) === 0 ? 0 : 1;
  });
}

function tell({ keeper, current, nextOn, versions, running, last }: KeysView): void {
  console.log(`key ${current.version}, ${current.ageDays} days old; it is replaced on ${day(nextOn)}`);
  console.log(`kept by ${keeper.kind}: ${keeper.where} (${keeper.kekId})`);
  for (const { version, state, createdAt } of versions) console.log(`  version ${version}: ${state}, made on ${day(createdAt)}`);
  if (running) console.log(`replacing it by key ${running.toVersion}: ${running.state}, ${running.resealed} of ${running.total} rows`);
  if (last) console.log(proofLine(last));
}

function proofLine({ toVersion, doneAt, proof }: KeyRotationView): string {
  const counted = (by: { readonly [version: string]: number }): string =>
    Object.entries(by)
      .map(([version, n]) => `${n} under ${version}`)
      .join(', ') || 'none';
  return `last proof, ${day(doneAt ?? '')}, for key ${toVersion}: values ${counted(proof?.values ?? {})}; documents ${counted(proof?.documents ?? {})}; ${proof?.opened ?? 0} opened, ${proof?.failed ?? 0} would not open`;
}

/** `keys rotate`: orders a new data key and waits until it is proved. */
export function rotate({ practice }: OfPractice): Promise<number> {
  return atDesk('keys rotate', practice, async (desk) => {
    const { program, actor } = desk;
    const { result } = await program.gate.act<{ version: number }>('ground/governance/keys/rotate', {}, actor);
    say(`Key ${result.version} is ordered. Everybody may go on working.`);
    // Where no server runs, nobody else does the job.
    if (desk.alone) await program.work(1);
    for (;;) {
      const view = await look(desk);
      if (view.running === undefined && view.last) {
        console.log(proofLine(view.last));
        return view.last.proof?.failed === 0 ? 0 : 1;
      }
      await sleep(500);
    }
  });
}

/** `keys renew`: a new key-encryption key, or the keeper's newest, wraps the data keys of every practice. */
export function renew(): Promise<number> {
  return withProgram('keys renew', async (program) => {
    const count = await rewrapAll(program);
    say(`${count} keys are wrapped anew. Backups of before need the old key file: keep it as long as them.`);
    return 0;
  });
}

/** `keys export-recovery`: the key files in one, to be kept away from the data. */
export async function exportRecovery({ out }: { out: string }): Promise<number> {
  const path = resolve(out);
  const { text, files } = recoveryOf(dataFolder());
  try {
    await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw fileTrouble(error, path);
  }
  say(`${files} ${files === 1 ? 'key is' : 'keys are'} in ${path}. Whoever has it and a backup can read every patient’s data:`);
  say('print it or carry it away from this machine, lock it up, and remove it from here.');
  say(`To use it: claimwright restore BACKUP --into FOLDER --keys ${join('…', 'this-file')}`);
  return 0;
}
