import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../testing/browser.ts';
import { go, rowsOf, signInAs, view } from '../../../testing/desk.ts';
import { type Running, startAgain } from '../../../testing/program.ts';

describe.skipIf(!hasBrowser)('claims of a payer that takes them by mail', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('mail', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Office manager');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('are printed together, let go, and told to be mailed at once', async () => {
    const { page, step } = window;
    await page.evaluate(async () => {
      const headers = () => ({ 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() });
      const send = async (door: string, input: object) => {
        const answer = await fetch(`/api/${door}`, { method: 'POST', headers: headers(), body: JSON.stringify({ input }) });
        if (!answer.ok) throw new Error(await answer.text());
        return answer.json();
      };
      const { result } = await send('act/revenue/submission/set-clearinghouse', {
        ...{ name: 'The mail', kind: 'paper', active: true, others: false, senderId: 'LAKESIDE', senderName: 'Lakeside Family Care' },
        ...{ contact: 'Billing', phone: '5555550100', receiverId: 'MAIL', receiverName: 'Mail' },
      });
      const told = await send('ask/revenue/submission/routes', {});
      const routes: readonly { payerId: string; payerName?: string; name?: string }[] = told.answer ?? told;
      const payer = routes.find((one) => /NORTHWIND/i.test(JSON.stringify(one)));
      const way = { payerId: payer?.payerId, kinds: ['professional', 'dental'], clearinghouseId: result.clearinghouseId };
      await send('act/revenue/submission/set-route', way);
    });
    await go(page, 'Scrub & Send');
    await page.getByText(/^100 claims/).waitFor();
    await page.keyboard.press('p');
    const batches = rowsOf(page, 'Batches of claims');
    await batches.filter({ hasText: 'NORTHWIND' }).first().click();
    await page.getByRole('button', { name: /^Print…/ }).waitFor();
    await page.keyboard.press('p');
    const print = page.getByRole('dialog', { name: /^Print \d+ claims on CMS-1500$/ });
    const printed = page.waitForResponse(/\/api\/ask\/revenue\/submission\/batch-paper$/);
    await print.getByRole('button', { name: 'Open the PDF' }).click();
    const answer = JSON.stringify(await (await printed).json());
    expect(Buffer.from(/"pdf":"([^"]*)"/.exec(answer)?.[1] ?? '', 'base64').toString('latin1')).toMatch(/^%PDF-1\.4/);
    await step('printed', () => print.getByText(/^\d+ claims on \d+ forms/).waitFor());
    expect(await violations(window, 'a batch that is printed')).toEqual([]);
    await print.getByRole('button', { name: 'Not now' }).click();
    await page.getByRole('button', { name: /^Approve and send/ }).click();
    const approve = page.getByRole('dialog', { name: 'Approve this batch' });
    await approve.getByRole('button', { name: /^Send \d+ claim/ }).click();
    await approve.waitFor({ state: 'hidden' });
    await step('let go', () => page.getByRole('button', { name: 'Mailed…' }).click());
    const mailed = page.getByRole('dialog', { name: 'These claims were mailed' });
    const today = await page.evaluate(() => new Date().toISOString().slice(0, 10));
    await mailed.getByLabel(/^On/).fill(today);
    await mailed.getByRole('textbox', { name: 'How you know, kept on the record' }).fill('certified mail, number 7');
    expect(await violations(window, 'a batch that was mailed')).toEqual([]);
    await mailed.getByRole('button', { name: 'Keep it' }).click();
    await step('mailed', () => page.getByText(/^\d+ received/).waitFor());
    expect(await page.getByRole('button', { name: 'Mailed…' }).count()).toBe(0);
    await view(page, 'Which claims', 'Batches');
  });
});
