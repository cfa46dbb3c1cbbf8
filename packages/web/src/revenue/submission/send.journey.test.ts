import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../testing/browser.ts';
import { go, rowsOf, signInAs, view } from '../../../testing/desk.ts';
import { type Running, startAgain } from '../../../testing/program.ts';

const patient = { timeout: 60_000 };

describe.skipIf(!hasBrowser)('claims on their way out', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('send', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Biller');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('a hundred claims of the demo: red, yellow and green; let go by a person who saw the totals, they are with the payer in seconds, and one comes back with its cause', async () => {
    const { page, step } = window;
    await go(page, 'Scrub & Send');
    const tonight = rowsOf(page, 'Claims that can be sent');
    await expect.poll(() => tonight.count(), patient).toBeGreaterThan(5);
    await page.getByText(/^100 claims/).waitFor();
    for (const light of ['Held', 'Look at it', 'Ready']) await tonight.filter({ hasText: light }).first().waitFor();
    await tonight.filter({ hasText: 'is bundled into' }).first().waitFor();
    expect(await violations(window, 'claims of tonight')).toEqual([]);
    await tonight.filter({ hasText: 'is bundled into' }).first().click();
    await step('what is found of a claim, with its evidence', () => page.getByRole('button', { name: 'Set aside' }).first().waitFor());
    expect(await violations(window, 'a claim of tonight')).toEqual([]);
    await step('made ready by a key', () => page.keyboard.press('p'));
    const batches = rowsOf(page, 'Batches of claims');
    // Medical, dental and optometry, each payer by itself; what is held stays behind.
    await expect.poll(() => batches.count(), patient).toBe(5);
    for (let i = 0; i < 5; i++) {
      await batches.nth(i).click();
      await page.getByRole('button', { name: /^Approve and send/ }).click();
      const dialog = page.getByRole('dialog', { name: 'Approve this batch' });
      if (i === 0) {
        await dialog.getByText(/leave for .* under your name/).waitFor();
        expect(await violations(window, 'a batch that waits')).toEqual([]);
      }
      await dialog.getByRole('button', { name: /^Send \d+ claim/ }).click();
      await dialog.waitFor({ state: 'hidden' });
    }
    await step('sent', () => expect.poll(() => batches.filter({ hasText: 'Sent' }).count(), patient).toBe(5));
    await view(page, 'Which claims', 'Work');
    const work = rowsOf(page, 'What sent claims leave to do');
    await step('rejected, with its cause', () => expect.poll(() => work.filter({ hasText: 'Rejected' }).count(), patient).toBe(1));
    await work.filter({ hasText: 'Rejected' }).first().click();
    await page.getByRole('region', { name: 'The way of this claim' }).waitFor();
    await page.getByText('The member number of the subscriber is missing or not valid.').last().waitFor();
    expect(await violations(window, 'a rejected claim')).toEqual([]);
    await view(page, 'Which claims', 'Batches');
    await batches.filter({ hasText: 'NORTHWIND' }).click();
    await step('accepted by the payer', () => page.getByText(/\d+ accepted by the payer/).waitFor());
    const report = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Report (PDF)' }).click();
    expect((await report).suggestedFilename()).toMatch(/^CW\d{9} pre-submission report\.pdf$/);
    await view(page, 'Which claims', 'First pass');
    await rowsOf(page, 'First sendings by payer and month').first().click();
    await step('taken at the first sending', () => page.getByRole('heading', { name: /taken at the first sending/ }).waitFor());
    await view(page, 'Which claims', 'Clearinghouses');
    await rowsOf(page, 'Clearinghouses').first().click();
    await step('a clearinghouse', () => page.getByText('Business associate agreement, signed').waitFor());
    expect(await violations(window, 'a clearinghouse')).toEqual([]);
    // Every answer found what it speaks of.
    await view(page, 'Which claims', 'Work');
    expect(await work.filter({ hasText: 'Unknown answer' }).count()).toBe(0);
  });
});
