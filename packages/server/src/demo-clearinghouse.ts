import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoOffice } from './demo.ts';
import type { Actor, Gate } from './gate/index.ts';
import { watchBounds } from './ground/intake/index.ts';
import type { ClearinghouseView } from './revenue/submission/views.ts';

const tool = fileURLToPath(new URL('../../../tools/demo/clearinghouse.ts', import.meta.url));

/** Where the demo's claims go out and its answers lie, within what its practice may reach; nowhere, where it may reach nothing. */
function folderOf(tenant: string): string | undefined {
  const [root] = watchBounds(process.env).rootsOf(tenant);
  return root === undefined ? undefined : join(root, 'twin-clearinghouse');
}

const receiverId = 'TWINHOUSE';

/** Says at the gate where the demo's claims go out: a folder, behind which the twin plays a clearinghouse. */
export async function nameDemoClearinghouse(gate: Gate, manager: Actor): Promise<void> {
  const folder = folderOf(manager.tenant);
  if (folder === undefined) return;
  const [path, answersPath] = [join(folder, 'in'), join(folder, 'out')];
  for (const one of [path, answersPath]) mkdirSync(one, { recursive: true });
  const known = await gate.ask<readonly ClearinghouseView[]>('revenue/submission/clearinghouses', {}, manager);
  const before = known.find((one) => one.receiverId === receiverId);
  await gate.act(
    'revenue/submission/set-clearinghouse',
    {
      ...(before === undefined ? {} : { clearinghouseId: before.id }),
      ...{ name: 'Twin Clearinghouse (fictional)', kind: 'folder', path, answersPath, active: true },
      ...{ senderId: 'LAKESIDE', senderName: 'Lakeside Family Care', contact: 'Billing', phone: '5555550100' },
      ...{ receiverId, receiverName: 'Twin Clearinghouse', agreement: { kind: 'baa', signedOn: '2025-06-02' } },
    },
    manager,
  );
  writeFileSync(placeIn(folder), folder);
}

/** Where it lay when it was named. */
const placeIn = (folder: string): string => join(folder, 'place');

/** Data that were copied or moved lie elsewhere now, and so does the folder. */
async function nameAnew(gate: Gate, tenant: string, folder: string): Promise<void> {
  if (existsSync(placeIn(folder)) && readFileSync(placeIn(folder), 'utf8') === folder) return;
  await nameDemoClearinghouse(gate, demoOffice(tenant));
}

/** Plays the demo's clearinghouse for as long as the program runs; `answered` is told when it laid answers down. */
export async function playDemoClearinghouse(gate: Gate, tenant: string, answered: () => void): Promise<(() => Promise<void>) | undefined> {
  const folder = folderOf(tenant);
  if (folder === undefined || !existsSync(folder)) return undefined;
  await nameAnew(gate, tenant, folder);
  const child = spawn(process.execPath, [tool, folder], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdout.on('data', answered);
  // It plays no part that anybody needs: where it cannot be started, claims wait to be answered.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  return () =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.pid === undefined) return resolve();
      child.once('exit', () => resolve());
      child.stdin.end();
    });
}
