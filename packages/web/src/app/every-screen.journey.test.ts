import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../testing/browser.ts';
import { rowsOf, signInAs } from '../../testing/desk.ts';
import { type Running, startAgain } from '../../testing/program.ts';

describe.skipIf(!hasBrowser)('every screen, in light and dark, on a desk and on a phone', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('every-screen', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  const place = async (name: string, then?: (page: Window['page']) => Promise<void>) => {
    const { page } = window;
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await then?.(page);
  };
  const first = (label: RegExp) => async (page: Window['page']) => {
    await rowsOf(page, label).first().click();
    await page.getByRole('region', { name: 'Evidence' }).locator('code').first().waitFor();
  };

  test('the door', async () => {
    await window.page.getByRole('heading', { name: 'Claimwright' }).waitFor();
    expect(await violations(window, 'the door')).toEqual([]);
    await signInAs(window.page, 'Office manager');
  });

  test.each<[string, () => Promise<void>]>([
    [
      'the tray',
      () =>
        place('Post ERA', async (page) =>
          rowsOf(page, /^Remits/)
            .first()
            .waitFor(),
        ),
    ],
    ['a remit', () => place('Post ERA', first(/^Remits/))],
    [
      'a claim of a remit',
      async () => {
        await rowsOf(window.page, 'Claims of this remit').first().click();
        await window.page.getByRole('table', { name: /^Line ledger/ }).waitFor();
      },
    ],
    [
      'deposits',
      () =>
        place('Deposits', async (page) =>
          rowsOf(page, /^Deposits/)
            .first()
            .waitFor(),
        ),
    ],
    ['a deposit', () => first(/^Deposits/)(window.page)],
    ['claims', () => place('Claims', async (page) => rowsOf(page, 'Claims').first().waitFor())],
    ['a claim', () => first(/^Claims$/)(window.page)],
    ['documents', () => place('Documents', async (page) => rowsOf(page, 'Files').first().waitFor())],
    ['a document', () => first(/^Files$/)(window.page)],
    ['sources', () => place('Sources', async (page) => page.getByText('No place is watched yet').waitFor())],
    ['the tie-out', () => place('Books', async (page) => page.getByText('Everything agrees to the cent').waitFor())],
    [
      'the journal',
      async () => {
        await window.page.getByRole('radio', { name: 'Journal' }).click();
        await rowsOf(window.page, 'Journal').first().waitFor();
      },
    ],
    [
      'partner systems',
      () => place('Partners', async (page) => page.getByRole('heading', { name: 'Nothing waits for a person' }).waitFor()),
    ],
    ['the record', () => place('Record', async (page) => rowsOf(page, 'Entries').first().waitFor())],
    [
      'an entry of the record',
      async () => {
        await rowsOf(window.page, 'Entries').first().click();
        await window.page.getByRole('heading', { name: 'Its place in the chain' }).waitFor();
      },
    ],
    ['the practice', () => place('Practice', async (page) => page.getByRole('heading', { name: 'Payers' }).waitFor())],
  ])('%s', async (name, arrive) => {
    await arrive();
    expect(await violations(window, name)).toEqual([]);
  });

  test.each<[string, () => Promise<void>]>([
    [
      'the preview of a posting',
      async () => {
        await place('Post ERA', first(/^Remits/));
        await window.page.keyboard.press('a');
        await window.page.getByRole('dialog').getByText('Unexplained', { exact: true }).waitFor();
      },
    ],
    [
      'the reason for setting a remit aside',
      async () => {
        await window.page.getByRole('button', { name: 'Not ours' }).first().click();
        await window.page.getByRole('dialog').getByLabel('Reason, kept on the record').waitFor();
      },
    ],
    [
      'the sheet of keys, by ?',
      async () => {
        await window.page.keyboard.press('?');
        for (const words of ['Accept all clean', 'Next remit', 'Search in this list'])
          await window.page.getByRole('dialog').getByText(words).waitFor();
      },
    ],
    [
      'the palette, by Ctrl-K',
      async () => {
        await window.page.keyboard.press('Control+k');
        await window.page.getByPlaceholder('What do you want to do?').fill('Depos');
        await window.page.getByRole('button', { name: /Deposits/ }).waitFor();
      },
    ],
    [
      'the export of claims',
      async () => {
        await place('Claims', async (page) => page.getByRole('button', { name: 'Export…' }).click());
        await window.page.getByRole('dialog').getByText('Columns that name a patient: only what somebody needs').waitFor();
      },
    ],
  ])('%s', async (name, open) => {
    await open();
    const found = await violations(window, name);
    await window.page.keyboard.press('Escape');
    await window.page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(found).toEqual([]);
  });

  test.each(['Post ERA', 'Deposits'])('%s: on a desk every reason is read whole, in two lines at the most', async (name) => {
    const { page } = window;
    await place(name);
    await page.keyboard.press('Escape');
    const reasons = page.locator('.vt-row [data-column=why] .vt-wrap, .vt-row [data-column=because] .vt-wrap');
    await reasons.first().waitFor();
    const cut = await reasons.evaluateAll((cells) =>
      cells.filter((cell) => cell.scrollHeight > cell.clientHeight || cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent),
    );
    expect(cut).toEqual([]);
    const told = await page.locator('.vt-row [data-column=why], .vt-row [data-column=because]').first().getAttribute('title');
    expect(told).toBe(await reasons.first().textContent());
  });

  test.each([1440, 1280, 1100])('the tray, %i wide: no head is cut, and nothing stands outside the window', async (width) => {
    const { page } = window;
    await page.setViewportSize({ width, height: 900 });
    await place('Post ERA');
    await page.keyboard.press('Escape');
    await rowsOf(page, /^Remits/)
      .first()
      .waitFor();
    const cut = () =>
      page
        .locator('.vt-head > :not(:has(> .sr-only))')
        .evaluateAll((heads) =>
          heads
            .filter(
              (head) =>
                head.scrollWidth > head.clientWidth ||
                head.scrollHeight > Math.max(head.clientHeight, 28) ||
                head.getBoundingClientRect().right > head.ownerDocument.documentElement.clientWidth,
            )
            .map((head) => head.textContent),
        );
    await expect.poll(cut).toEqual([]);
  });

  test('nothing was complained of', () => {
    expect(window.complaints).toEqual([]);
  });
});
