import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../testing/browser.ts';
import { closeFiles, dropFiles, openRemit, rowsOf, signInAs, toldOf, view } from '../../testing/desk.ts';
import { type Running, startAgain } from '../../testing/program.ts';
import { estranged, makeBatch } from '../../testing/wire-files.ts';

describe.skipIf(!hasBrowser)('exceptions are worked', () => {
  const batch = makeBatch({ seed: 'lost', count: 20, first: 8001, cases: ['contracted'] });
  const file = batch.remits.find(({ remit }) => remit.claims.length > 2);
  if (!file) throw new Error('the payer answered nothing');
  const lost = estranged(file, 1);
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('work-exceptions', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    const { page } = window;
    await signInAs(page, 'Biller');
    await dropFiles(window, [batch.claims]);
    await toldOf(page, batch.claims.name, /Read: 20 claims/);
    await dropFiles(window, [{ name: 'lost.835', bytes: lost.bytes }]);
    await toldOf(page, 'lost.835', /Read: 1 remit/);
    await closeFiles(page);
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  const claim = () => window.page.getByRole('region', { name: 'Chosen claim' });
  const inState = (state: string) => claim().locator('.block-head').first().getByText(state, { exact: true });

  test('a claim that the payer named wrongly is parked, and found by searching', async () => {
    const { page, step } = window;
    await step('the remit has one parked claim', async () => {
      await openRemit(page, 'To post', file.truth.trace);
      await view(page, 'Which claims', 'Parked 1');
      await rowsOf(page, 'Claims of this remit').filter({ hasText: 'Parked' }).first().click();
      await claim().getByText('No claim of yours was found').waitFor();
    });
    await step('the machine offers what has something in common', async () => {
      await claim().getByRole('button', { name: 'Match' }).click();
      await page.getByRole('dialog').getByText('The payer says').waitFor();
      await rowsOf(page, 'Claims that it could be').first().waitFor();
    });
    expect(await violations(window, 'the search for a claim')).toEqual([]);
    await step('each word that is typed narrows what is listed, and one that fits nothing leaves nothing', async () => {
      const search = page.getByRole('dialog').getByLabel('Your claims');
      const candidates = rowsOf(page, 'Claims that it could be');
      const name = ((await candidates.first().locator('strong').textContent()) ?? '').split(',')[0] ?? '';
      await search.fill(name);
      await expect.poll(async () => (await candidates.locator('strong').allTextContents()).every((one) => one.startsWith(name))).toBe(true);
      const before = await candidates.count();
      await search.fill(`${name} ${lost.ours}`);
      await expect.poll(() => candidates.count()).toBeLessThanOrEqual(before);
      await search.fill(`${name} nobody`);
      await page.getByRole('dialog').getByText('No claim fits').waitFor();
    });
    await step('search for our own account number', async () => {
      await page.getByRole('dialog').getByLabel('Your claims').fill(lost.ours.slice(0, -2));
      await rowsOf(page, 'Claims that it could be').filter({ hasText: lost.ours }).click();
    });
    await step('match', async () => {
      await page.getByRole('button', { name: `Match to ${lost.ours}` }).click();
      await claim().getByText('Matched by a person.').waitFor();
      await inState('Clean').waitFor();
    });
    await page.getByText('0.00 unexplained').waitFor();
  });

  test('the match is taken back, and the claim set aside as not ours with a reason', async () => {
    const { page, step } = window;
    await step('unmatch', async () => {
      await claim().getByRole('button', { name: 'Unmatch' }).click();
      await inState('Parked').waitFor();
      await claim().getByText('No claim of yours was found').waitFor();
    });
    await step('ask for the reason', async () => {
      await claim().getByRole('button', { name: 'Not ours' }).click();
      await page.getByRole('dialog').getByLabel('Reason, kept on the record').fill('The member number is of another practice.');
    });
    await step('set aside', async () => {
      await page.getByRole('button', { name: 'Set it aside' }).click();
      await inState('Not ours').waitFor();
    });
    await step('the money is still explained', () => page.getByText('0.00 unexplained').waitFor());
  });

  test('a figure shows exactly its own bytes', async () => {
    const { page, step } = window;
    await view(page, 'Which claims', 'All');
    await rowsOf(page, 'Claims of this remit').filter({ hasText: 'Clean' }).first().click();
    const figures = claim().locator('button.figure');
    await expect.poll(() => figures.count()).toBeGreaterThan(3);
    const mark = page.getByRole('region', { name: 'Evidence' }).locator('mark');
    const original = Buffer.from(lost.bytes).toString('latin1');
    for (let at = 0; at < (await figures.count()); at++) {
      const figure = figures.nth(at);
      const amount = ((await figure.locator('.money').textContent()) ?? '').replace('−', '-').replaceAll(',', '');
      await step(`figure ${at + 1}: ${amount}`, async () => {
        await figure.hover();
        await expect.poll(async () => Math.abs(Number(await mark.textContent()))).toBe(Math.abs(Number(amount)));
      });
      await figure.press('Space');
      await page.mouse.move(5, 5);
      const [, from = '', to = ''] = await expect
        .poll(() => /~(\d+)-(\d+)/.exec(decodeURIComponent(page.url())))
        .toBeTruthy()
        .then(() => /~(\d+)-(\d+)/.exec(decodeURIComponent(page.url())) ?? []);
      const bytes = original.slice(Number(from), Number(to));
      expect(await mark.textContent(), 'the marked bytes are those of the file').toBe(bytes);
      expect(original[Number(from) - 1], 'a whole element, from its separator on').toBe('*');
      expect('*~:').toContain(original[Number(to)]);
    }
  });

  test('the provider-adjustment strip shows a forwarded balance and what is left of it', async () => {
    const { page, step } = window;
    await step('a week that paid nothing and carried the rest forward', async () => {
      await openRemit(page, 'To post', /NORTHWIND.*0\.00None due/);
      await page.getByText(/206\.43 of this reference stays open/).waitFor();
    });
    expect(window.complaints).toEqual([]);
  });
});
