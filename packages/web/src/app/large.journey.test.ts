import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../testing/browser.ts';
import { closeFiles, dropFiles, go, list, openRemit, rowsOf, signInAs, toldOf, view } from '../../testing/desk.ts';
import { type Running, startProgram } from '../../testing/program.ts';
import { makeBatch } from '../../testing/wire-files.ts';

/** More rows than this are never drawn, however long a list is. */
const mostDrawn = 210;

/** How many rows stand in the part of a list that is seen, and whether something stands in each. */
const seenIn = (page: Page, label: string | RegExp): Promise<number> =>
  list(page, label).evaluate((grid) => {
    const box = grid.getBoundingClientRect();
    return [...grid.querySelectorAll('[role=rowgroup] [role=row]')].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > box.top && top < box.bottom && (row.textContent ?? '').trim() !== '';
    }).length;
  });

/** Turns the wheel over a list; answers how many rows it came down, and the fewest that were seen on the way. */
async function scrollFar(page: Page, label: string | RegExp, turns: number): Promise<{ depth: number; fewest: number; drawn: number }> {
  const box = await list(page, label).boundingBox();
  if (!box) throw new Error('the list is not there');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  let fewest = Number.POSITIVE_INFINITY;
  let drawn = 0;
  for (let turn = 0; turn < turns; turn++) {
    await page.mouse.wheel(0, 1_400);
    // Two frames: the rows are drawn in the one after the scroll.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    fewest = Math.min(fewest, await seenIn(page, label));
    drawn = Math.max(drawn, await rowsOf(page, label).count());
  }
  const depth = await rowsOf(page, label).last().getAttribute('aria-rowindex');
  return { depth: Number(depth), fewest, drawn };
}

describe.skipIf(!hasBrowser)('a large practice', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('large', () => program?.failures() ?? '');
    program = await startProgram({ args: ['--profile', 'large', '--scale', '0.01'] });
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Biller');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('its claims are scrolled through and searched; no frame is blank, and no more rows are drawn than are near', async () => {
    const { page, step } = window;
    await go(page, 'Claims');
    await step('the list stands', () => rowsOf(page, 'Claims').first().waitFor());
    const far = await step('scroll far', () => scrollFar(page, 'Claims', 40));
    expect(far.depth).toBeGreaterThan(300);
    expect(far.fewest).toBeGreaterThan(5);
    expect(far.drawn).toBeLessThan(mostDrawn);
    const number = await rowsOf(page, 'Claims').last().locator('.mono').first().textContent();
    await step('search its number', async () => {
      await page.getByRole('searchbox', { name: 'Search claims' }).fill(number ?? '');
      await page.getByText('1 claim', { exact: true }).first().waitFor();
    });
    expect(await rowsOf(page, 'Claims').count()).toBe(1);
    expect(window.complaints).toEqual([]);
  });

  test('its tray and deposits open and scroll as well', async () => {
    const { page, step } = window;
    await go(page, 'Post ERA');
    await step('the posted ones', async () => {
      await view(page, 'Which remits', 'Posted');
      await rowsOf(page, 'Remits: Posted').first().waitFor();
    });
    const tray = await step('scroll through them', () => scrollFar(page, 'Remits: Posted', 12));
    expect(tray.depth).toBeGreaterThan(100);
    expect(tray.fewest).toBeGreaterThan(5);
    expect(tray.drawn).toBeLessThan(mostDrawn);
    await go(page, 'Deposits');
    await step('all deposits', async () => {
      await view(page, 'Which deposits', 'All');
      await rowsOf(page, /^Deposits/)
        .first()
        .waitFor();
    });
    const bank = await step('scroll through those', () => scrollFar(page, /^Deposits/, 12));
    expect(bank.fewest).toBeGreaterThan(5);
    expect(bank.drawn).toBeLessThan(mostDrawn);
    expect(window.complaints).toEqual([]);
  });

  test('a remit of thousands of claims is opened, scrolled through, posted as one sees, and scrolled through again', {
    timeout: 240_000,
  }, async () => {
    const { page, step } = window;
    const cases = ['contracted', 'denied'] as const;
    const wish = { seed: 'large remit', count: 2_300, first: 900_001, cases, claimsPerRemit: 4_000, onePayer: true };
    const batch = makeBatch(wish);
    const [largest] = [...batch.remits].sort((a, b) => b.remit.claims.length - a.remit.claims.length);
    if (!largest) throw new Error('the payer answered nothing');
    expect(largest.remit.claims.length).toBeGreaterThan(2_000);
    await go(page, 'Post ERA');
    for (const file of [batch.claims, { name: largest.name, bytes: largest.bytes835 }]) {
      await dropFiles(window, [file]);
      await step(`${file.name} is read`, () => toldOf(page, file.name, /Read:|Refused|already/));
    }
    await closeFiles(page);
    await step('it is opened', () => openRemit(page, 'To post', largest.truth.trace));
    const label = 'Claims of this remit';
    await step('its claims stand', () => rowsOf(page, label).nth(5).waitFor());
    const open = await step('they are scrolled through', () => scrollFar(page, label, 30));
    expect(open.depth).toBeGreaterThan(300);
    expect(open.fewest).toBeGreaterThan(0);
    expect(open.drawn).toBeLessThan(mostDrawn);
    await step('it is posted', async () => {
      await page
        .getByRole('region', { name: 'Remit', exact: true })
        .getByRole('button', { name: /^Accept all clean/ })
        .click();
      await page.getByRole('dialog').getByRole('button', { name: /^Post/ }).click();
      await page
        .getByRole('dialog')
        .getByText(/^(?:Planned|Posted): [\d,]+ of [\d,]+ claims\.$/)
        .waitFor();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    });
    await step('and stands with the posted ones', () => openRemit(page, 'Posted', largest.truth.trace));
    await step('its claims stand again', () => rowsOf(page, label).nth(5).waitFor());
    const posted = await step('they are scrolled through again', () => scrollFar(page, label, 30));
    expect(posted.depth).toBeGreaterThan(300);
    expect(posted.drawn).toBeLessThan(mostDrawn);
    expect(window.complaints).toEqual([]);
  });
});
