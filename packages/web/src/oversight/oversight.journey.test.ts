import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../testing/browser.ts';
import { go, signInAs, view } from '../../testing/desk.ts';
import { type Running, startAgain } from '../../testing/program.ts';

describe.skipIf(!hasBrowser)('the compliance officer looks at what the night found and counted', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('oversight', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Compliance officer');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('the claims of the demo were audited by themselves; the threshold is the practice’s own; what cannot be measured says so', async () => {
    const { page } = window;
    await go(page, 'Compliance');
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.getByRole('heading', { level: 1, name: 'Compliance' }).waitFor();
          return page.getByText(/^Audited \d\d\/\d\d\/\d{4}, \d+ lines of twelve months/).count();
        },
        { timeout: 60_000, interval: 2_000 },
      )
      .toBe(1);
    expect(await violations(window, 'compliance alerts')).toEqual([]);
    await view(page, 'Which findings', 'Unusual amounts');
    await page.getByLabel('Shown from so many spreads off the usual on').fill('5');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Set', exact: true }).isDisabled()).toBe(true);
    await page.reload();
    await expect.poll(() => page.getByLabel('Shown from so many spreads off the usual on').inputValue()).toBe('5');
    expect(await violations(window, 'unusual amounts')).toEqual([]);
    await go(page, 'Measures');
    await page
      .getByRole('row', { name: /^First-pass acceptance/ })
      .getByText('Not measured')
      .waitFor();
    expect(await violations(window, 'measures')).toEqual([]);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Take out as CSV' }).click()]);
    expect(file.suggestedFilename()).toMatch(/^measures-\d{4}-\d\d-\d\d\.csv$/);
    await view(page, 'Which measures', 'Denials foretold');
    await page.getByText(/Not enough history: \d+ of at least 500 decided claims/).waitFor();
    expect(await violations(window, 'denials foretold')).toEqual([]);
  });
});
