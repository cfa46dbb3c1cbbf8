import { may as mayBy, type Permission, type Role } from '@claimwright/core/ground/governance';
import type { ApiCommands, ApiQueries } from '@claimwright/server/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../testing/browser.ts';
import { go, openRemit, rowsOf, signInAs } from '../../testing/desk.ts';
import { alter, type Running, runCommand, startAgain } from '../../testing/program.ts';

const nobody = '01900000-0000-7000-8000-000000000000';

/** One door for each right, with an input that is well formed: whoever may pass is told that there is no such thing. */
const doors: readonly (readonly [Permission, string, object])[] = [
  ['postings.post', 'act/revenue/posting/post-remit' satisfies `act/${keyof ApiCommands}`, { remitId: nobody }],
  [
    'postings.undo',
    'act/revenue/posting/undo-remit' satisfies `act/${keyof ApiCommands}`,
    { remitId: nobody, reason: 'to see whether I may' },
  ],
  ['remits.decide', 'act/revenue/posting/remit-not-ours' satisfies `act/${keyof ApiCommands}`, { remitId: nobody, reason: 'to see' }],
  ['deposits.match', 'act/ground/bank/untie-deposit' satisfies `act/${keyof ApiCommands}`, { depositId: nobody, reason: 'to see' }],
  ['practice.setup', 'act/ground/parties/set-payer' satisfies `act/${keyof ApiCommands}`, { payerId: nobody, inNetwork: true }],
  ['record.read', 'ask/gate/record' satisfies `ask/${keyof ApiQueries}`, {}],
  ['record.verify', 'ask/gate/verify' satisfies `ask/${keyof ApiQueries}`, {}],
  ['claims.read', 'ask/revenue/claims/claim' satisfies `ask/${keyof ApiQueries}`, { claimId: nobody }],
  ['books.read', 'ask/ground/ledger/accounts' satisfies `ask/${keyof ApiQueries}`, {}],
];

const knock = ({ page }: Window, path: string, input: object): Promise<number> =>
  page.evaluate(
    async ([where, body]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      return (await fetch(`/api/${where}`, { method: 'POST', headers, body: String(body) })).status;
    },
    [path, JSON.stringify({ input, purpose: 'audit' })],
  );

describe.skipIf(!hasBrowser)('the record, and who may what', () => {
  let program: Running;
  let chrome: Chrome;

  beforeAll(async () => {
    chrome = await openChrome('record-and-roles', () => program?.failures() ?? '');
    program = await startAgain();
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test.each<[Role, 'Biller' | 'Office manager' | 'Compliance officer']>([
    ['biller', 'Biller'],
    ['office-manager', 'Office manager'],
    ['compliance-officer', 'Compliance officer'],
  ])('%s: every right is granted or refused as the table says, on the screen and at the door', async (role, card) => {
    const window = await chrome.open(program.address);
    const { page, step } = window;
    const may = (permission: Permission) => mayBy([role], permission);
    const shown = (name: string) => page.getByRole('button', { name, exact: false }).count();
    await signInAs(page, card);
    await step(`${card}: an open remit`, () => openRemit(page, 'To post', 'CLEARWATER'));
    expect(await shown('Accept all clean')).toBe(may('postings.post') ? 1 : 0);
    expect(await shown('Not ours')).toBe(may('remits.decide') ? 1 : 0);
    await go(page, 'Deposits');
    expect(await shown('Accept all exact')).toBe(may('deposits.match') ? 1 : 0);
    await go(page, 'Documents');
    expect(await shown('Add files')).toBe(may('documents.add') ? 1 : 0);
    await go(page, 'Books');
    expect(await shown('Export hledger')).toBe(may('books.export') ? 1 : 0);
    await page.getByRole('link', { name: 'Practice', exact: true }).click();
    await page.getByRole('heading', { name: 'Payers' }).waitFor();
    expect(await shown('Add a payer')).toBe(may('practice.setup') ? 1 : 0);
    await step(`${card}: the record`, async () => {
      const link = page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Record' });
      expect(await link.count()).toBe(may('record.read') ? 1 : 0);
      if (may('record.read')) {
        await link.click();
        await rowsOf(page, 'Entries').first().waitFor();
      } else {
        await page.goto(new URL('/record', page.url()).href);
        await page.getByText('The record is not open to your role').waitFor();
      }
    });
    expect(await shown('Verify')).toBe(may('record.verify') ? 1 : 0);
    for (const [permission, path, input] of doors) {
      const status = await knock(window, path, input);
      if (may(permission)) expect(status, `${role} at ${path}`).not.toBe(403);
      else expect(status, `${role} at ${path}`).toBe(403);
    }
    const books = await page.evaluate(async () => (await fetch('/api/books/export?format=hledger')).status);
    expect(books).toBe(may('books.export') ? 200 : 403);
    expect(window.complaints).toEqual([]);
    await window.close();
  });

  describe('Verify', () => {
    let window: Window;
    beforeAll(async () => {
      window = await chrome.open(program.address);
      await signInAs(window.page, 'Compliance officer');
      await go(window.page, 'Record');
    });
    const verify = async (words: string) => {
      await window.page.getByRole('button', { name: 'Verify' }).click();
      const result = window.page.getByRole('status').filter({ hasText: words });
      await result.waitFor();
      return (await result.allInnerTexts()).join(' ');
    };

    test('says that the record holds', async () => {
      const told = await window.step('the record holds', () => verify('The record is whole.'));
      expect(told).toContain('every one follows the one before it');
      expect(told).toMatch(/This browser hashed the \d+ entries in the list by itself and agrees/);
    });

    test('finds a cent of the ledger that was changed beside the program', async () => {
      const oneLine = '(tenant_id, entry_id, n) = (select tenant_id, entry_id, n from ledger.line order by entry_id desc, n limit 1)';
      expect(await alter(program.data, `update ledger.line set amount = amount + 1 where ${oneLine}`)).toBe(1);
      const told = await window.step('one cent of the ledger was changed', () => verify('The record is broken.'));
      expect(told).toMatch(/entry \d+: \d+ rows of ledger\.line/);
      await alter(program.data, `update ledger.line set amount = amount - 1 where ${oneLine}`);
      await window.step('and is right again when it is put back', () => verify('The record is whole.'));
    });

    test('names the entry in which one byte was changed, and so does the command line', async () => {
      // A digit of the hour, by another one, whatever the hour is.
      const hour = "regexp_instr(body, 'T[0-9]{2}:') + 2";
      const oneByte = `update gate.record set body = overlay(body placing translate(substr(body, ${hour}, 1), '0123456789', '1234567890')
        from ${hour}) where chain = 'acts' and seq = 5`;
      expect(await alter(program.data, oneByte)).toBe(1);
      const told = await window.step('one byte of an entry was changed', () => verify('The record is broken.'));
      expect(told).toMatch(/Acts: .*entry 5 was changed after it was written/);
      const beside = await runCommand(['record', 'verify'], program.data);
      expect(beside.printed).toMatch(/BROKEN acts.*entry 5/);
      expect(beside.status).toBe(1);
    });
  });
});
