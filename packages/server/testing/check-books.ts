import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportBooks } from '../src/ground/ledger/index.ts';
import type { Desk } from './desk.ts';

/** What Debian's hledger makes of our export: each account's balance in cents, as it added them up itself. */
export async function hledgerBalances(desk: Desk): Promise<Map<string, number>> {
  const folder = await mkdtemp(join(tmpdir(), 'claimwright-books-'));
  try {
    const file = join(folder, 'books.journal');
    let text = '';
    await desk.store.inTenant(desk.tenant, async (tx) => {
      for await (const part of exportBooks(tx, 'hledger')) text += part.endsWith('\n') ? part : `${part}\n`;
    });
    await writeFile(file, text);
    const ran = spawnSync('hledger', ['-f', file, 'balance', '--flat', '--no-total', '--output-format', 'csv', '--strict'], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    if (ran.status !== 0) throw new Error(`hledger refused our books: ${ran.stderr.slice(0, 2000)}`);
    return balancesOf(ran.stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function balancesOf(csv: string): Map<string, number> {
  const balances = new Map<string, number>();
  for (const row of csv.split('\n').slice(1)) {
    const match = /^"([^"]+)","([^"]*)"$/.exec(row.trim());
    if (!match) continue;
    const digits = /(-?)\$?(-?)([\d,]*)(?:\.(\d{1,2}))?/.exec((match[2] ?? '').replaceAll(/[^\d.,-]/g, ''));
    const cents = Number((digits?.[3] ?? '0').replaceAll(',', '') || '0') * 100 + Number((digits?.[4] ?? '').padEnd(2, '0') || '0');
    balances.set(match[1] ?? '', digits?.[1] === '-' || digits?.[2] === '-' ? -cents : cents);
  }
  return balances;
}

/** Our own balances, by account, those that are not zero. */
export async function ownBalances(desk: Desk): Promise<Map<string, number>> {
  const rows = await desk.store.inTenant(desk.tenant, (tx) =>
    tx.rows<{ account: string; balance: number }>(
      'select account, sum(amount)::bigint as balance from ledger.line where tenant_id = $1 group by account having sum(amount) <> 0',
      [desk.tenant],
    ),
  );
  return new Map(rows.map((row) => [row.account, row.balance]));
}
