import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, sizes, type Window } from '../../../testing/browser.ts';
import { signInAs, tabTo } from '../../../testing/desk.ts';
import { type Running, startAgain } from '../../../testing/program.ts';

const openPractice = async (page: Page): Promise<void> => {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Practice', exact: true }).click();
  await page.getByRole('table', { name: 'Sites' }).waitFor();
};
/** How many claims stand at a site, as its row says. */
const claimsAt = async (page: Page, site: RegExp): Promise<number> => {
  const link = page.getByRole('table', { name: 'Sites' }).getByRole('row', { name: site }).getByRole('link');
  return Number(/\d+/.exec((await link.getAttribute('aria-label')) ?? '')?.[0]);
};
const [lakeside, hilltop] = [/^LAKESIDE/, /^HILLTOP/];
const billingNpi = async (page: Page, typed?: string): Promise<string> => {
  await page.getByRole('button', { name: /^Change LAKESIDE/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Change LAKESIDE/ });
  const field = dialog.getByLabel('Its own billing NPI');
  const before = await field.inputValue();
  await field.fill(typed ?? '');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  return before;
};

describe.skipIf(!hasBrowser)('the sites of the demo practice', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('sites', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('each says how many claims stand there; those at none are told, found by keys, and placed again by a number', async () => {
    const { page } = window;
    await signInAs(page, 'Office manager');
    await openPractice(page);
    await page.getByText('Every claim stands at a site.').waitFor();
    const [main, second] = [await claimsAt(page, lakeside), await claimsAt(page, hilltop)];
    expect(main + second).toBe(40);
    expect(Math.min(main, second)).toBeGreaterThan(8);
    expect(await violations(window, 'the sites')).toEqual([]);
    const npi = await billingNpi(page);
    await page.getByText(`${main} claims at no site`).waitFor();
    expect(await violations(window, 'the sites, some claims at none')).toEqual([]);
    await page.setViewportSize(sizes.phone);
    await window.step('the sites in the hand', () => page.getByRole('link', { name: 'Show claims at no site' }).scrollIntoViewIfNeeded());
    await page.setViewportSize(sizes.desk);
    const link = page.getByRole('link', { name: 'Show claims at no site' });
    await tabTo(page, link);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Claims' }).waitFor();
    await page.getByRole('button', { name: 'Only at no site: show all' }).waitFor();
    await page.getByText(`${main} claims`, { exact: true }).first().waitFor();
    await page.goBack();
    await page.getByRole('table', { name: 'Sites' }).waitFor();
    expect(await claimsAt(page, hilltop)).toBe(second);
    await billingNpi(page, npi);
    await page.getByText('Every claim stands at a site.').waitFor();
    expect(await claimsAt(page, lakeside)).toBe(main);
  });

  test('a site leads to its claims, and to all of them again', async () => {
    const { page } = window;
    const there = await claimsAt(page, hilltop);
    await page.getByRole('table', { name: 'Sites' }).getByRole('row', { name: hilltop }).getByRole('link').click();
    const only = page.getByRole('button', { name: /^Only at HILLTOP/ });
    await only.waitFor();
    await page.getByText(`${there} claims`, { exact: true }).first().waitFor();
    expect(await violations(window, 'the claims of a site')).toEqual([]);
    await only.click();
    await page.getByText('40 claims', { exact: true }).first().waitFor();
  });
});
