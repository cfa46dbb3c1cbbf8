import { grants, personRoles } from '@claimwright/core/ground/governance';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../testing/browser.ts';
import { go, signInAs, tabTo, view } from '../../testing/desk.ts';
import { type Running, startAgain } from '../../testing/program.ts';

describe.skipIf(!hasBrowser)('people, their roles and their limits', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('people', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Office manager');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });
  const row = (name: string) => window.page.getByRole('table', { name: 'People' }).getByRole('row').filter({ hasText: name });
  let link = '';
  const opensNothing = async (url: string) => {
    const body = JSON.stringify({ code: url.split('#')[1], password: 'words of somebody too early' });
    const headers = { 'content-type': 'application/json' };
    const { status } = await fetch(`${program.address}/api/auth/invitation`, { method: 'POST', headers, body });
    expect(status, 'a link before a second person has agreed').toBe(404);
  };

  test('who works here stands in a table, and nobody is invited yet', async () => {
    const { page, step } = window;
    await go(page, 'People');
    await step('the people of the practice', () => row('Dana Reyes').getByText('Biller').waitFor());
    await page.getByRole('heading', { name: 'Nobody is invited' }).waitFor();
    expect(await row('Marisol Vega').getByRole('button', { name: 'Change' }).count()).toBe(0);
    expect(await violations(window, 'people')).toEqual([]);
  });

  test('a coder is invited by the keys alone, with a credential, and the link is shown once', async () => {
    const { page, step } = window;
    await tabTo(page, page.getByRole('button', { name: 'Invite a person' }));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('Name').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Priya Nair');
    await page.keyboard.press('Tab');
    await page.keyboard.type('priya@demo.claimwright.example');
    await tabTo(page, page.getByRole('checkbox', { name: 'Coder' }));
    await page.keyboard.press('Space');
    await tabTo(page, page.getByRole('textbox', { name: 'Coding credential', exact: true }));
    await page.keyboard.type('01234567');
    expect(await violations(window, 'inviting')).toEqual([]);
    await tabTo(page, page.getByRole('button', { name: 'Invite', exact: true }));
    await page.keyboard.press('Enter');
    await step('it waits: a coder signs codes, and an office manager does not', () =>
      page.getByText(/The place of Priya Nair gives rights that you do not have/).waitFor(),
    );
    await page.getByRole('heading', { name: 'Keep this link for Priya Nair' }).waitFor();
    link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
    expect(link).toMatch(/\/invitation#[0-9a-f]{64}$/);
    const invitations = page.getByRole('region', { name: 'Invitations' });
    await invitations.getByText('Waits for a second person').waitFor();
    expect(await violations(window, 'an invitation that waits')).toEqual([]);
    await opensNothing(link);
  });

  test('a second person agrees, the inviter is told to send the link, and it is not shown again', async () => {
    const second = await chrome.open(program.address);
    await signInAs(second.page, 'Compliance officer');
    await go(second.page, 'Approvals');
    await second.page.getByText('Priya Nair, priya@demo.claimwright.example, as Coder').first().click();
    await second.step('agreed', async () => {
      await second.page.getByRole('button', { name: /^Approve/ }).click();
      await second.page.getByText(/It is on the record as your act/).waitFor();
    });
    expect(second.complaints).toEqual([]);
    await second.close();
    const { page, step } = window;
    await step('to be sent now', () => page.getByRole('heading', { name: 'Send this link to Priya Nair' }).waitFor());
    expect(await page.getByText(/gives rights that you do not have/).count()).toBe(0);
    await page.getByRole('region', { name: 'Invitations' }).getByText('priya@demo.claimwright.example').waitFor();
    expect(await violations(window, 'an invitation that was agreed to')).toEqual([]);
    await tabTo(page, page.getByRole('button', { name: 'I have sent it' }));
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Link' }).waitFor({ state: 'detached' });
    expect(await page.getByText(link).count()).toBe(0);
  });

  test('who is invited comes in by the link, and sees what a coder sees', async () => {
    const other = await chrome.open(link);
    const { page, step } = other;
    await step('the door', () => page.getByRole('heading', { name: 'You are invited' }).waitFor());
    expect(await violations(other, 'the door of an invitation')).toEqual([]);
    await page.getByRole('textbox', { name: 'Password' }).fill('words that only Priya knows');
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.getByText('Sign in as priya@demo.claimwright.example').waitFor();
    const status = await page.evaluate(async () => {
      const post = (url: string, body: object) =>
        fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      await post('/api/auth/sign-in/email', { email: 'priya@demo.claimwright.example', password: 'words that only Priya knows' });
      const claims = await post('/api/ask/revenue/claims/claims', { input: {} });
      const tray = await post('/api/ask/revenue/posting/tray', { input: {} });
      return [claims.status, tray.status];
    });
    expect(status).toEqual([200, 403]);
    await other.close();
  });

  test('a place is changed and ended with a reason, which its history keeps', async () => {
    const { page, step } = window;
    await go(page, 'Books');
    await go(page, 'People');
    await row('Priya Nair').getByRole('button', { name: 'Change' }).click();
    await page.getByRole('checkbox', { name: 'A/R specialist' }).click();
    await page.getByLabel('Reason, kept on the record').fill('helps with follow-up');
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await step('two roles', () => row('Priya Nair').getByText('Coder, A/R specialist').waitFor());
    await row('Priya Nair').getByRole('button', { name: 'End' }).click();
    await page.getByLabel('Reason, kept on the record').fill('left the practice');
    await page.getByRole('button', { name: 'End it' }).click();
    await step('ended', () => row('Priya Nair').getByText('Ended').waitFor());
    await row('Priya Nair').getByRole('button', { name: 'History' }).click();
    const history = page.getByRole('dialog', { name: 'History of Priya Nair' });
    await history.getByText('left the practice').waitFor();
    expect((await history.getByRole('listitem').allInnerTexts()).map((text) => text.split(' ')[0])).toEqual(['Ended', 'Changed', 'Came']);
    expect(await violations(window, 'a history')).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('payers are chosen as limits by the keys alone, and stand in the table', async () => {
    const { page, step } = window;
    const [payer] = await page.evaluate(async () => {
      const body = JSON.stringify({ input: {} });
      const answer = await fetch('/api/ask/ground/parties/practice', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return ((await answer.json()) as { payers: { name: string; sameAs?: object }[] }).payers
        .filter(({ sameAs }) => sameAs === undefined)
        .map(({ name }) => name);
    });
    await tabTo(page, row('Dana Reyes').getByRole('button', { name: 'Change' }));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Change the place of Dana Reyes' });
    await tabTo(page, dialog.getByRole('checkbox', { name: payer ?? '', exact: true }));
    await page.keyboard.press('Space');
    expect(await violations(window, 'payers as limits')).toEqual([]);
    await tabTo(page, dialog.getByLabel('Reason, kept on the record'));
    await page.keyboard.type('works this payer alone');
    await tabTo(page, dialog.getByRole('button', { name: 'Change', exact: true }));
    await page.keyboard.press('Enter');
    await step('limited to a payer', () =>
      row('Dana Reyes')
        .getByText(`For ${payer ?? ''}`)
        .waitFor(),
    );
  });

  test.each([false, true])('on a phone the page, the link and the dialogs stay within it (dark: %s)', async (dark) => {
    const phone = await chrome.open(program.address, { size: 'phone', dark });
    const { page, step } = phone;
    const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await signInAs(page, 'Office manager');
    await page.goto(`${program.address}/people`);
    await page.getByRole('table', { name: 'People' }).waitFor();
    expect(await beyond()).toBe(0);
    await page.getByRole('button', { name: 'Invite a person' }).click();
    await page.getByLabel('Name').fill('Bo Lind');
    await page.getByLabel('Email').fill(`bo-${dark}@demo.claimwright.example`);
    await page.getByRole('checkbox', { name: 'Bookkeeper' }).click();
    await step('inviting on a phone', () => page.getByRole('group', { name: 'Payers' }).scrollIntoViewIfNeeded());
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    const field = page.getByRole('textbox', { name: 'Link' });
    await step('the link on a phone', () => field.waitFor());
    const box = await field.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 1000)).toBeLessThanOrEqual(390);
    expect(await beyond()).toBe(0);
    expect(await violations(phone, 'people on a phone')).toEqual([]);
    await page.getByRole('button', { name: 'I have sent it' }).click();
    await page.getByRole('button', { name: 'New password: Ron Abbott' }).click();
    await step('a link to a password on a phone', () => page.getByRole('button', { name: 'Make the link' }).waitFor());
    expect(await beyond()).toBe(0);
    await phone.close();
  });

  test('the access table shows what decides, and a limit of the practice stands in it with its reason', async () => {
    const { page, step } = window;
    await view(page, 'What to look at', 'Roles and limits');
    const table = page.getByRole('table', { name: 'Rights by role' });
    await table.waitFor();
    const undo = table.getByRole('row').filter({ hasText: 'take a posting back' });
    const at = personRoles.indexOf('biller');
    expect(grants.biller['postings.undo']?.upTo).toBe(500_000);
    expect(await undo.getByRole('cell').nth(at).textContent()).toBe('up to $5,000.00');
    const form = page.getByRole('form', { name: 'Set a limit' });
    await form.getByLabel('Role').selectOption('biller');
    await form.getByLabel('Right').selectOption('postings.undo');
    await form.getByLabel('At most').fill('750.00');
    await form.getByLabel('Reason, kept on the record').fill('two undone by mistake');
    await form.getByRole('button', { name: 'Set the limit' }).click();
    await step('the practice’s own limit', () => undo.getByText('up to $750.00').waitFor());
    await page.getByText('two undone by mistake').waitFor();
    expect(await violations(window, 'roles and limits')).toEqual([]);
    expect(window.complaints).toEqual([]);
  });
});
