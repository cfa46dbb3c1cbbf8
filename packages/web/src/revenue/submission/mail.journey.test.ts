import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../testing/browser.ts';
import { dropFiles, go, rowsOf, signInAs, view } from '../../../testing/desk.ts';
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
  });

  test('one that another system voids stands until somebody says that the void counts', async () => {
    const { page, step } = window;
    await page.locator('.thing').getByRole('link').first().or(page.getByRole('table').getByRole('link').first()).first().click();
    await page.getByRole('group', { name: /^CMS-1500, sheet 1/ }).waitFor();
    const draftId = new URL(page.url()).searchParams.get('draft');
    const segments: readonly { text: string }[] = await page.evaluate(async (id) => {
      const headers = { 'content-type': 'application/json', 'x-purpose': 'payment' };
      const body = JSON.stringify({ input: { draftId: id } });
      const answer = await fetch('/api/ask/revenue/submission/segments', { method: 'POST', headers, body });
      const told = await answer.json();
      return (told.answer ?? told).segments;
    }, draftId);
    await dropFiles(window, [{ name: 'void.837', bytes: voidOf(segments.map(({ text }) => text)) }]);
    await view(page, 'What of this claim', 'Way');
    await page.getByRole('link', { name: 'In the books' }).click();
    const said = page.getByRole('region', { name: 'What a file says of it' });
    await step('a file voids it', () => said.getByRole('link', { name: 'the other counts' }).click());
    const whether = page.getByRole('region', { name: 'Whether it counts' });
    await whether.getByRole('button', { name: 'It counts…' }).click();
    const dialog = page.getByRole('dialog', { name: 'It counts' });
    await dialog.getByRole('textbox').fill('the portal says so');
    expect(await violations(window, 'a void of another system')).toEqual([]);
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await step('it counts', () => whether.getByText('Somebody said that it counts.').waitFor());
    await whether.getByRole('link').first().click();
    await page.locator('.badges').getByText('Void').waitFor();
    expect(window.complaints).toEqual([]);
  });
});

/** The same claim as another system would take it back. */
function voidOf(segments: readonly string[]): Uint8Array {
  const own = segments.map((one) => one.replace(/~$/, '').replace(/^(CLM\*.*?:B:)1/, '$18'));
  const set = [
    ...['ST*837*0001*005010X222A1', 'BHT*0019*00*77*20261123*1200*CH', 'NM1*41*2*OTHER SYSTEM*****46*OTHER', 'PER*IC*X*TE*5555550100'],
    ...['NM1*40*2*TWIN*****46*TWIN', ...own],
  ];
  const lines = [
    'ISA*00*          *00*          *ZZ*OTHER          *ZZ*TWIN           *261123*1200*^*00501*000000077*0*P*:',
    ...['GS*HC*OTHER*TWIN*20261123*1200*77*X*005010X222A1', ...set, `SE*${set.length + 1}*0001`, 'GE*1*77', 'IEA*1*000000077'],
  ];
  return Buffer.from(`${lines.join('~')}~`);
}
