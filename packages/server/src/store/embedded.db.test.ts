import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeData, startEmbedded } from './embedded.ts';
import { holderOf, takeLock } from './embedded-lock.ts';
import { createDatabase, withAdmin } from './provision.ts';

// This file starts servers of its own: what is tested is how one begins, ends and dies.
const folder = mkdtempSync(join(tmpdir(), 'claimwright-embedded-'));
chmodSync(folder, 0o711);
const data = join(folder, 'data');
const script = join(folder, 'hold.ts');

beforeAll(() => {
  const here = JSON.stringify(join(import.meta.dirname, 'embedded.ts'));
  writeFileSync(
    script,
    `import { startEmbedded } from ${here};
     const embedded = await startEmbedded(process.argv[2] ?? '', 'a holder', { durable: true });
     process.on('SIGTERM', async () => { await embedded.stop(); process.exit(0); });
     console.log(embedded.adminUrl);
     setInterval(() => undefined, 1000);`,
  );
});
afterAll(() => {
  removeData(data);
  rmSync(folder, { recursive: true, force: true });
});

/** A process that holds the database, and the address that it printed. */
function hold(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [script, data], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => resolve({ child, url: line.toString().trim() }));
    child.once('exit', () => reject(new Error('the holder ended')));
  });
}

const end = (child: ChildProcess, signal: NodeJS.Signals) =>
  new Promise<number | null>((resolve) => {
    child.once('exit', (status) => resolve(status));
    child.kill(signal);
  });

describe('the embedded database', () => {
  test('survives kill -9 of its program with everything committed, and refuses a second program while the first lives', async () => {
    for (let round = 0; round < 3; round++) {
      const { child, url } = await hold();
      await expect(startEmbedded(data, 'a second one')).rejects.toThrow(/already works on .*"a holder"/);
      await createDatabase(url);
      await withAdmin(url, async (client) => {
        await client.query('create table if not exists public.kept (n int)');
        await client.query('insert into public.kept values ($1)', [round]);
        const { rows } = await client.query('select count(*)::int as n from public.kept');
        expect(rows).toEqual([{ n: round + 1 }]);
      });
      await end(child, 'SIGKILL');
    }
    const again = await startEmbedded(data, 'afterwards');
    await withAdmin(again.adminUrl, async (client) =>
      expect((await client.query('select n from public.kept order by n')).rows).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }]),
    );
    expect(holderOf(data)?.what).toBe('afterwards');
    await again.stop();
    expect(holderOf(data)).toBeUndefined();
  });

  test('stops cleanly when it is asked to', async () => {
    const { child } = await hold();
    expect(await end(child, 'SIGTERM')).toBe(0);
    expect(readFileSync(join(data, 'postgres.log'), 'utf8').trimEnd()).toMatch(/database system is shut down$/);
  });

  test('its log repeats no row and its secrets are for one person only', async () => {
    const embedded = await startEmbedded(data, 'a test');
    await withAdmin(embedded.adminUrl, async (client) => {
      await client.query('create table if not exists public.person (name text primary key)');
      await expect(client.query(`insert into public.person values ('Ida Sample'), ('Ida Sample')`)).rejects.toThrow(/duplicate/);
      await expect(client.query(`select 'Ida Sample'::int`)).rejects.toThrow();
    });
    await embedded.stop();
    const log = readFileSync(join(data, 'postgres.log'), 'utf8');
    expect(log).toMatch(/ready to accept connections/);
    expect(log.match(/Ida Sample/g) ?? []).toHaveLength(0);
  });
});

describe('the lock', () => {
  test('a lock of a process that is gone, or whose number was given to another, is taken over', () => {
    const place = mkdtempSync(join(folder, 'lock-'));
    writeFileSync(join(place, 'lock'), JSON.stringify({ pid: 999_999_999, began: '1', what: 'a dead one' }));
    takeLock(place, 'first').release();
    writeFileSync(join(place, 'lock'), JSON.stringify({ pid: process.pid, began: 'long ago', what: 'another process' }));
    const lock = takeLock(place, 'second');
    expect(() => takeLock(place, 'third')).toThrow(/"second"/);
    lock.announce('http://127.0.0.1:1');
    expect(() => takeLock(place, 'third')).toThrow(/http:\/\/127.0.0.1:1/);
    lock.release();
    writeFileSync(join(place, 'lock'), 'half a lo');
    takeLock(place, 'fourth').release();
  });
});
