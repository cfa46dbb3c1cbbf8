import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../testing/browser.ts';
import { list, rowsOf, signInAs } from '../../testing/desk.ts';
import { type Running, startAgain } from '../../testing/program.ts';

/** Where things stand, from left to right and from top to bottom. */
const boxes = (things: Locator): Promise<{ left: number; right: number; top: number; bottom: number }[]> =>
  things.evaluateAll((elements) =>
    elements.map((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { left, right, top, bottom };
    }),
  );

/** How far the page itself can be scrolled: its panes scroll, it does not. */
const beyond = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
    return [scrollHeight - clientHeight, scrollWidth - clientWidth];
  });

describe.skipIf(!hasBrowser)('with a phone at hand', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('phone', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address, { size: 'phone', touch: true });
    await signInAs(window.page, 'Biller');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });
  const placeLink = (name: string) => window.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name, exact: true });

  test('no key is hinted at where there are none', async () => {
    const { page, step } = window;
    await step('a remit', async () => {
      await rowsOf(page, 'Remits: To post').first().click();
      await page.getByRole('button', { name: 'Accept all clean' }).waitFor();
    });
    expect(await page.locator('.key').count()).toBeGreaterThan(0);
    expect(await page.locator('.key:visible').count()).toBe(0);
  });

  test('a remit with its claims scrolls within its pane, never the page', async () => {
    const { page, step } = window;
    await step('a claim of it', async () => {
      await rowsOf(page, 'Claims of this remit').first().click();
      await page.getByRole('region', { name: 'Chosen claim' }).getByRole('table').waitFor();
    });
    expect(await beyond(page)).toEqual([0, 0]);
  });

  test('the three figures of a claim stand in one line, and none covers another', async () => {
    const { page, step } = window;
    await step('a claim', async () => {
      const called = await placeLink('Claims').elementHandle();
      const row = await rowsOf(page, 'Claims of this remit').last().elementHandle();
      // In one breath: until the place that was called has loaded, the one before stands, and a hurried thumb taps on it.
      await page.evaluate(
        (tapped) => {
          for (const element of tapped) element?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
        },
        [called, row],
      );
      await list(page, 'Claims').waitFor();
      expect(new URL(page.url()).search).toBe('');
      await rowsOf(page, 'Claims').first().click();
      await page.getByRole('heading', { name: 'Service lines' }).waitFor();
    });
    const [billed, payer, patient] = await boxes(page.locator('.thing-sum'));
    if (!billed || !payer || !patient) throw new Error('there are not three figures');
    expect([payer.top, patient.top]).toEqual([billed.top, billed.top]);
    expect(billed.right).toBeLessThan(payer.left);
    expect(payer.right).toBeLessThan(patient.left);
    expect(patient.right).toBeLessThanOrEqual(390);
    const [title] = await boxes(page.locator('.thing-title'));
    expect(title?.bottom).toBeLessThanOrEqual(billed.top);
    expect(await beyond(page)).toEqual([0, 0]);
  });

  test('the journal shows credits as well as debits', async () => {
    const { page, step } = window;
    await step('the journal', async () => {
      await placeLink('Books').click();
      await page.getByRole('button', { name: 'Journal' }).click();
      await rowsOf(page, 'Journal').first().waitFor();
    });
    const credit = rowsOf(page, 'Journal').filter({ hasText: 'Income:Charges' }).first().getByRole('gridcell').last();
    await expect.poll(() => credit.textContent()).toMatch(/^Cr.*\d\.\d\d/);
    const [cell] = await boxes(credit);
    expect(cell?.right).toBeLessThanOrEqual(390);
    expect(await list(page, 'Journal').getByRole('columnheader', { name: 'Debit or credit' }).count()).toBe(1);
    expect(window.complaints).toEqual([]);
  });
});
