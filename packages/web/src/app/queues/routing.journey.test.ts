import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../testing/browser.ts';
import { go, rowsOf, signInAs, view } from '../../../testing/desk.ts';
import { type Running, startAgain } from '../../../testing/program.ts';

describe.skipIf(!hasBrowser)('with whom held claims wait', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('routing', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Office manager');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('a kind of finding is sent to another queue, the queue given to a colleague, and the claims wait there', async () => {
    const { page, step } = window;
    await page.goto(`${program.address}/practice?view=queues`);
    const whose = page.getByRole('region', { name: 'Whose each queue is' });
    await whose.waitFor();
    expect(await violations(window, 'with whom held claims wait')).toEqual([]);
    const keep = page.getByRole('button', { name: 'Keep it so' });
    expect(await keep.isDisabled()).toBe(true);
    const me = await whose
      .getByRole('combobox', { name: 'Timely filing' })
      .locator('optgroup[label="One person"] option')
      .first()
      .textContent();
    await whose.getByRole('combobox', { name: 'Timely filing' }).selectOption({ label: me ?? '' });
    await page
      .getByRole('region', { name: 'Where each kind of finding goes' })
      .getByRole('combobox', { name: 'Prior authorization' })
      .selectOption({ label: 'Timely filing' });
    await step('kept', () => keep.click());
    await page.getByText('Kept: 2 wishes of your own.').waitFor();
    await page.reload();
    await whose.waitFor();
    expect(await whose.getByRole('combobox', { name: 'Timely filing' }).inputValue()).toMatch(/^person /);
    await go(page, 'Scrub & Send');
    await view(page, 'With whom held claims wait', 'Timely filing');
    const tonight = rowsOf(page, 'Claims that can be sent');
    await expect.poll(() => tonight.filter({ hasText: 'wants a prior authorization' }).count()).toBeGreaterThan(0);
  });
});
