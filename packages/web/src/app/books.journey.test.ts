import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findProgram, hledger } from '../../../../tools/outside-programs.ts';
import { violations } from '../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../testing/browser.ts';
import { balances, cents, go, list, rowsOf, signInAs, view } from '../../testing/desk.ts';
import { type Running, startAgain } from '../../testing/program.ts';

/** Cents of the payment that the stretch begins with and of every adjustment in it (CAS03, 06, …). */
function summed(stretch: readonly string[]): number {
  const rows = stretch.map((segment) => segment.replace(/~\s*$/, '').split('*'));
  const amounts = rows.flatMap((row, at) => (at === 0 ? [row[0]] : row[0] === 'CAS' ? row.filter((_, n) => n > 2 && n % 3 === 0) : []));
  return Math.round(amounts.reduce((sum, amount) => sum + Number(amount), 0) * 100);
}

describe.skipIf(!hasBrowser)('deposits and books', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-books-'));

  beforeAll(async () => {
    chrome = await openChrome('books', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Office manager');
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await chrome?.close();
    await program?.end();
  });

  test('all remits are marked, previewed together and posted oldest first', async () => {
    const { page, step } = window;
    const open = rowsOf(page, 'Remits: To post');
    await step('mark every row', async () => {
      await open.first().waitFor();
      for (const box of await open.getByRole('checkbox').all()) await box.check();
    });
    const count = await open.count();
    await step('preview them together', async () => {
      await page.keyboard.press('a');
      await page.getByRole('dialog').getByText(`Accept all clean of ${count} remits`).waitFor();
      await page.getByRole('dialog').getByText('Unexplained', { exact: true }).waitFor();
    });
    await step('post them', async () => {
      await page.getByRole('dialog').getByRole('button', { name: 'Post', exact: true }).click();
      await page.getByText(`${count} remits posted`).waitFor();
    });
    await step('nothing is left to post', () => page.getByRole('heading', { name: 'Nothing to post' }).waitFor());
    await step('the list says when they were posted, which is today', async () => {
      await view(page, 'Which remits', 'Posted');
      const today = await page.evaluate(() =>
        new Date().toLocaleDateString('en-US', { year: 'numeric', month: '2-digit', day: '2-digit' }),
      );
      await list(page, 'Remits: Posted').getByRole('columnheader', { name: 'Posted on' }).waitFor();
      const days = await rowsOf(page, 'Remits: Posted').locator('[data-column=posted]').allTextContents();
      expect(new Set(days)).toEqual(new Set([today]));
    });
    await page.getByRole('button', { name: 'Undo' }).waitFor();
  });

  test('a posted remit whose deposit differs says by how much, and does not say that all is done', async () => {
    const { page, step } = window;
    await step('the remit that the bank paid short', async () => {
      await rowsOf(page, 'Remits: Posted').filter({ hasText: 'Differs' }).click();
      await page
        .getByText(/Posted as [\d.]+, but the bank received [\d.]+, which is 12\.50 less\./)
        .last()
        .waitFor();
      await page.getByText(/No deposit is tied to it, so all of it stays in clearing/).waitFor();
    });
    expect(await page.getByText('Nothing is left to do here.').count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  test('deposits that agree exactly are accepted together; one is untied and tied again by hand', async () => {
    const { page, step } = window;
    await go(page, 'Deposits');
    // There u means to untie: the message of the posting, which offers to undo by u, does not come along.
    await expect.poll(() => page.getByText('remits posted').count()).toBe(0);
    await step('accept all exact', async () => {
      await page.keyboard.press('a');
      await page
        .getByRole('dialog')
        .getByText(/\d deposits? ha(?:s|ve) the same trace number/)
        .waitFor();
    });
    await step('tie', async () => {
      await page.getByRole('dialog').getByRole('button', { name: 'Tie', exact: true }).click();
      await page.getByText(/\d deposits? tied to their remits/).waitFor();
    });
    await view(page, 'Which deposits', 'Tied');
    await rowsOf(page, 'Deposits: Tied').first().waitFor();
    const deposit = page.getByRole('region', { name: 'Deposit', exact: true });
    await step('open a tied one', async () => {
      await rowsOf(page, 'Deposits: Tied').first().click();
      await deposit.getByText('Tied to', { exact: true }).waitFor();
    });
    await step('untie', async () => {
      await deposit.getByRole('button', { name: 'Untie' }).click();
      await page.getByRole('dialog').getByLabel('Reason, kept on the record').fill('Wanted to see it come back.');
      await page.getByRole('dialog').getByRole('button', { name: 'Untie' }).click();
      await deposit.getByRole('button', { name: 'Tie by hand' }).waitFor();
    });
    await step('tie by hand: the difference is seen first', async () => {
      await deposit.getByRole('button', { name: 'Tie by hand' }).click();
      await page.getByRole('dialog').getByText('0.00 difference').waitFor();
    });
    expect(await violations(window, 'tying by hand')).toEqual([]);
    await step('tied again', async () => {
      await page.getByRole('dialog').getByRole('button', { name: 'Tie', exact: true }).click();
      await deposit.getByRole('button', { name: 'Untie' }).waitFor();
    });
  });

  test('the tie-out panel is zero everywhere, and the accounts sum to zero', async () => {
    const { page, step } = window;
    await go(page, 'Books');
    await step('tie-out', () => page.getByText('Everything agrees to the cent').waitFor());
    const differences = await page.getByRole('table', { name: 'What must be equal' }).locator('tbody tr td:last-child').allTextContents();
    expect(differences.length).toBeGreaterThan(3);
    expect(differences.map(cents)).toEqual(differences.map(() => 0));
    const books = await balances(page);
    expect([...books.values()].reduce((sum, balance) => sum + balance, 0)).toBe(0);
    const bank = [...books].filter(([account]) => account.startsWith('Assets:Bank'));
    expect(bank.reduce((sum, [, balance]) => sum + balance, 0)).toBeGreaterThan(0);
  });

  test('a journal line leads to the highlighted bytes it was read from', async () => {
    const { page, step } = window;
    await view(page, 'What to see', 'Journal');
    const mark = page.getByRole('region', { name: 'Evidence' }).locator('mark');
    const lines = rowsOf(page, 'Journal').filter({ has: page.locator('button.figure') });
    await lines.first().waitFor();
    const show = async (account: string) => {
      const figure = lines.filter({ hasText: account }).first().locator('button.figure');
      await figure.click();
      await mark.first().waitFor();
      return ((await figure.locator('.money').textContent()) ?? '').replaceAll(',', '');
    };
    await step('the bytes of a contractual write-off', async () => {
      const amount = await show('Income:Contractual');
      await expect.poll(async () => Math.abs(Number(await mark.textContent())).toFixed(2)).toBe(amount);
    });
    // What a claim's line lost to the payment and its adjustments together: the stretch from the one to the others.
    await step('the bytes of a receivable', async () => {
      const amount = await show('Assets:AR:Payer');
      await expect.poll(async () => summed(await mark.allTextContents())).toBe(cents(amount));
    });
    // Of a bank's file the whole line is shown.
    await step("the bank's line", async () => {
      const amount = await show('Assets:Bank');
      await expect.poll(() => mark.textContent()).toContain(amount);
    });
  });

  test('an entry leads to its remit, and an account to its lines', async () => {
    const { page, step } = window;
    const lines = rowsOf(page, 'Journal');
    await step('an account, by its name in a line', async () => {
      await lines.getByRole('link', { name: 'Income:Contractual' }).first().click();
      await page.getByText(/entries touch Income:Contractual/).waitFor();
    });
    await step('its remit, by the entry', async () => {
      const entry = lines.filter({ hasText: /Remit claim \d+: [A-Z ]+, trace \d+/ }).first();
      const trace = /trace (\d+)/.exec((await entry.textContent()) ?? '')?.[1] ?? 'none';
      await entry.getByRole('link', { name: 'Remit claim' }).click();
      await page.getByRole('region', { name: 'Remit', exact: true }).getByText(trace).first().waitFor();
      await page.getByRole('region', { name: 'Chosen claim' }).waitFor();
    });
  });

  test('the record names whoever brought the files as the documents do', async () => {
    const { page, step } = window;
    await go(page, 'Documents');
    await rowsOf(page, 'Files').first().waitFor();
    const by = await rowsOf(page, 'Files').locator('[data-column=by]').allTextContents();
    expect(new Set(by)).toEqual(new Set(['Dana Reyes']));
    await step('the record', async () => {
      await go(page, 'Record');
      await rowsOf(page, 'Entries').first().waitFor();
    });
    const who = await rowsOf(page, 'Entries').locator('[data-column=who]').allTextContents();
    expect(who.map((name) => name.trim())).not.toContain('demo');
  });

  test.skipIf(!findProgram(hledger))('hledger reads the exported books and comes to the same balances', async () => {
    const { page, step } = window;
    await go(page, 'Books');
    const books = await balances(page);
    const [download] = await step('export', () =>
      Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export hledger' }).click()]),
    );
    expect(download.suggestedFilename()).toBe('books.journal');
    const journal = join(folder, 'books.journal');
    await download.saveAs(journal);
    const run = (...args: string[]) => spawnSync(findProgram(hledger) ?? 'hledger', ['-f', journal, ...args], { encoding: 'utf8' });
    const check = run('check');
    expect(check.stderr).toBe('');
    expect(check.status).toBe(0);
    const sums = run('balance', '--flat', '--no-total', '--output-format', 'csv')
      .stdout.trim()
      .split('\n')
      .slice(1)
      .map((row) => row.replaceAll('"', '').split(','));
    expect(new Map(sums.map(([account = '', ...amount]) => [account, cents(amount.join(''))]))).toEqual(books);
    expect(window.complaints).toEqual([]);
  });
});
