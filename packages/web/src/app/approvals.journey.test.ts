import type { Me, Page, TrayRow } from '@claimwright/server/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../testing/browser.ts';
import { balances, focused, go, rowsOf, signInAs, view } from '../../testing/desk.ts';
import { type Running, startAgain } from '../../testing/program.ts';
import { asAgent } from '../../testing/propose.ts';

describe.skipIf(!hasBrowser)('what a machine proposes and a person decides', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;
  let remits: readonly TrayRow[];
  const waiting = () => rowsOf(window.page, 'Proposals: Waiting');
  const badge = () => window.page.getByRole('navigation', { name: 'Places' }).locator('.rail-count');

  beforeAll(async () => {
    chrome = await openChrome('approvals', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Biller');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('nothing waits at first, and the screen says what would', async () => {
    const { page, step } = window;
    await go(page, 'Approvals');
    await step('nothing waits', () => page.getByRole('heading', { name: 'Nothing waits for your approval' }).waitFor());
    expect(await badge().count()).toBe(0);
    expect(await violations(window, 'approvals, empty')).toEqual([]);
  });

  test('proposals come while one looks: what, by whom, why and how much', async () => {
    const { page, step } = window;
    const me = await page.evaluate(async (): Promise<Me> => (await fetch('/api/me')).json());
    remits = await asAgent(program.data, me.practice.id, async (gate, agent) => {
      const { rows } = await gate.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'open' }, agent);
      const two = rows.filter(({ paid }) => paid > 0).slice(0, 2);
      for (const { id } of two) await gate.act('revenue/posting/post-remit', { remitId: id }, agent);
      return two;
    });
    await step('two proposals wait', async () => {
      await expect.poll(() => waiting().count()).toBe(2);
      await expect.poll(() => badge().textContent()).toBe('2');
    });
    const told = await waiting()
      .filter({ hasText: remits[0]?.traceNumber ?? '' })
      .allInnerTexts();
    expect(told.join(' ')).toMatch(/Post a remit[\s\S]*poster[\s\S]*A person decides this[\s\S]*\d\.\d\d/);
    expect(await violations(window, 'approvals')).toEqual([]);
  });

  test('one is opened by the keys, seen to explain every cent, and approved as the person’s own act', async () => {
    const { page, step } = window;
    const { keyboard } = page;
    await go(page, 'Books');
    const before = await balances(page);
    await step('open it by j and Enter', async () => {
      await keyboard.press('g');
      await keyboard.press('a');
      await waiting().first().waitFor();
      await keyboard.press('j');
      await expect.poll(() => focused(page)).toContain('Post a remit');
      await keyboard.press('Enter');
      await page.getByText('What approving does, as the books stand now').waitFor();
      await page.getByText('Unexplained', { exact: true }).waitFor();
    });
    expect(await violations(window, 'a proposal')).toEqual([]);
    await step('approve by a', async () => {
      await expect.poll(() => page.getByRole('button', { name: 'Approve' }).isEnabled()).toBe(true);
      await keyboard.press('a');
      await page.getByText('It is on the record as your act.').waitFor();
      await expect.poll(() => badge().textContent()).toBe('1');
    });
    await step('it stands under Approved, with who said so', async () => {
      await view(page, 'Which proposals', 'Approved');
      await rowsOf(page, 'Proposals: Approved').first().click();
      await page.getByText(/Approved by Dana Reyes on/).waitFor();
    });
    await step('its remit is posted', async () => {
      await page.getByRole('region', { name: 'Proposal', exact: true }).getByRole('link', { name: /trace/ }).click();
      await page.getByRole('button', { name: 'Undo posting' }).waitFor();
    });
    await go(page, 'Books');
    await expect.poll(() => balances(page)).not.toEqual(before);
  });

  test('the other is refused with a reason, and moves nothing', async () => {
    const { page, step } = window;
    await go(page, 'Books');
    const before = await balances(page);
    await go(page, 'Approvals');
    await step('refuse by r', async () => {
      await waiting().first().click();
      await page.getByRole('button', { name: 'Refuse' }).waitFor();
      await page.keyboard.press('r');
      await page.getByRole('dialog').getByLabel('Reason, kept on the record').fill('The deposit has not come.');
      await page.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click();
      await page.getByRole('heading', { name: 'Nothing waits for your approval' }).waitFor();
    });
    await expect.poll(() => badge().count()).toBe(0);
    await go(page, 'Books');
    expect(await balances(page)).toEqual(before);
    expect(window.complaints).toEqual([]);
  });
});
