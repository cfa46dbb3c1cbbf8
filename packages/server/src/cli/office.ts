import { open, rename, rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toDecimal } from '@claimwright/core/ground/base';
import type { WishedKind } from '../ground/intake/receive-file.ts';
import type { DocumentDetail, TieOutView } from '../http/api.ts';
import { served } from '../main.ts';
import { codeOf, fileTrouble, Trouble } from '../trouble.ts';
import { batched } from './out.ts';
import { say } from './outcome.ts';
import { atDesk, type Desk } from './with-program.ts';

interface OfPractice {
  readonly practice?: string;
}

/** `books export`: to standard output, or into a file that is there whole or not at all. */
export function exportTo({ format, out, practice }: OfPractice & { format: 'hledger' | 'beancount'; out?: string }): Promise<number> {
  return atDesk('books export', practice, async ({ program, actor }) => {
    const lines = await served(program, undefined).exportBooks(actor, format);
    if (out === undefined) {
      const printer = batched();
      for await (const piece of lines) printer.text(piece);
      await printer.end();
      return 0;
    }
    const path = resolve(out);
    const half = `${path}.${process.pid}`;
    try {
      const file = await open(half, 'w', 0o600);
      await writeAll(file, lines).finally(() => file.close());
      await rename(half, path);
    } catch (error) {
      await rm(half, { force: true });
      throw fileTrouble(error, path);
    }
    say(`The books are in ${path}.`);
    return 0;
  });
}

async function writeAll(
  file: { writeFile(text: string): Promise<void>; sync(): Promise<void> },
  lines: AsyncIterable<string>,
): Promise<void> {
  for await (const piece of lines) await file.writeFile(piece);
  await file.sync();
}

/** `books tie-out`: 1 where something differs. */
export function tieOut({ json, practice }: OfPractice & { json: boolean }): Promise<number> {
  return atDesk('books tie-out', practice, async ({ program, actor }) => {
    const view = await program.gate.ask<TieOutView>('ground/ledger/tie-out', {}, actor, 'operations');
    if (json) console.log(JSON.stringify(view, null, 2));
    else {
      for (const { says, left, right, difference } of view.rows) {
        const mark = difference === 0 ? 'ties ' : 'OFF  ';
        console.log(
          `${mark} ${says}\n        ${left.label} ${toDecimal(left.amount)}   ${right.label} ${toDecimal(right.amount)}   difference ${toDecimal(difference)}`,
        );
      }
      for (const { account, balance, because } of view.clearing) console.log(`open   ${account}  ${toDecimal(balance)}  ${because}`);
      const more = view.clearingTotal.accounts - view.clearing.length;
      if (more > 0) console.log(`       and ${more} more; all of them come to ${toDecimal(view.clearingTotal.balance)}`);
    }
    return view.rows.every(({ difference }) => difference === 0) ? 0 : 1;
  });
}

/** `intake`: 1 where a file could not be received, or was refused when it was read. */
export function intake(
  files: readonly string[],
  {
    wait,
    toSend,
    practice,
    as,
    before,
  }: OfPractice & { wait: boolean; toSend: boolean; as?: WishedKind; before?: (desk: Desk) => Promise<void> },
): Promise<number> {
  return atDesk('intake', practice, async (desk) => {
    await before?.(desk);
    if (wait && desk.alone) await desk.program.work(1);
    let worst = 0;
    for (const file of files) {
      const name = file === '-' ? 'standard input' : basename(file);
      const bytes = await bytesOf(file);
      const { result } = await served(desk.program, undefined).receive(desk.actor, name, bytes, toSend ? 'claims-to-send' : as);
      console.log(`${name}: ${result.repeated ? 'is here already' : 'received'} (${result.kind}, ${result.documentId})`);
      if (wait && !(await read(desk, name, result.documentId))) worst = 1;
    }
    if (!wait && desk.alone) say('They are read as soon as Claimwright is started.');
    return worst;
  });
}

/** Opened before anything else happens, so that a wrong name is told at once. */
async function bytesOf(file: string): Promise<AsyncIterable<Uint8Array>> {
  if (file === '-') return process.stdin;
  try {
    const handle = await open(file, 'r');
    if ((await handle.stat()).isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    return handle.createReadStream({ highWaterMark: 1 << 18 });
  } catch (error) {
    throw unreadable(error, file);
  }
}

function unreadable(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (code === 'ENOENT') return new Trouble('not-readable', `There is no file ${file}.`);
  if (code === 'EISDIR') return new Trouble('not-readable', `${file} is a folder.`, { fix: `Name the files in it: ${file}/*` });
  return code === 'EACCES' ? new Trouble('not-readable', `No permission to read ${file}.`) : error;
}

async function read({ program, actor }: Desk, name: string, documentId: string): Promise<boolean> {
  for (;;) {
    const view = await program.gate.ask<DocumentDetail>('ground/intake/document', { documentId }, actor, 'operations');
    if (view.state !== 'reading') {
      console.log(
        `${name}: ${view.state}; ${view.claims} claims, ${view.remits} remits, ${view.deposits} deposits, ${view.repeated} repeated, ${view.errors} errors, ${view.warnings} warnings`,
      );
      for (const { severity, at, says } of view.findings) console.log(`  ${severity} ${at}: ${says}`);
      return view.state === 'read';
    }
    await sleep(100);
  }
}
