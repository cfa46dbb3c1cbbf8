import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../../testing/accessibility.ts';
import { codeOnPhone } from '../../../../testing/authenticator.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../../testing/browser.ts';
import { go, signInAs, tabTo } from '../../../../testing/desk.ts';
import { type Running, runCommand, startAgain } from '../../../../testing/program.ts';

const email = 'kyle@group.example';
const password = 'words that only Kyle knows';

describe.skipIf(!hasBrowser)('an organisation and its practices', () => {
  let program: Running;
  let chrome: Chrome;
  let manager: Window;
  let lead: Window;
  let number = '';

  beforeAll(async () => {
    chrome = await openChrome('organisations', () => program?.failures() ?? '');
    program = await startAgain();
    const passwordFile = join(program.data, '..', 'password');
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    const args = ['organisation', 'found', 'Riverside Group', '--person', 'Kyle Alvarez', '--email', email];
    const made = await runCommand([...args, '--password-file', passwordFile], program.data);
    expect(made).toMatchObject({ status: 0, printed: expect.stringContaining('Kyle Alvarez leads it') });
    number = /under this number: (\S+)/.exec(made.printed)?.[1] ?? '';
    manager = await chrome.open(program.address);
    lead = await chrome.open(program.address);
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('whoever leads it signs in and sees no practice before one says so', async () => {
    const { page } = lead;
    await page.getByRole('textbox', { name: 'Email' }).fill(email);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.keyboard.press('Enter');
    // Whoever leads many practices shows a second factor: it is set up on the first day.
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    await page.getByLabel('The code that the app shows').fill(await codeOnPhone(page));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await go(page, 'Organisation');
    await page.getByRole('heading', { name: 'No practice has let this organisation in' }).waitFor();
    await page.getByRole('heading', { name: 'There is no template yet' }).waitFor();
    expect(await violations(lead, 'an organisation without practices')).toEqual([]);
  });

  test('an office manager lets it in, by the keys, and is told what is wrong with a number', async () => {
    const { page } = manager;
    await signInAs(page, 'Office manager');
    await go(page, 'Organisation');
    await page.getByText('This practice stands by itself').waitFor();
    const field = page.getByRole('textbox', { name: 'Number of the organisation' });
    await tabTo(page, field);
    await page.keyboard.type('12');
    await page.getByText(/thirty-two letters and figures/).waitFor();
    expect(await page.getByRole('button', { name: 'Let it in' }).isDisabled()).toBe(true);
    await field.fill('0190a1b2-0000-7000-8000-000000000000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await field.fill(number);
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Riverside Group is let in.' }).waitFor();
    await page.getByRole('row', { name: /Riverside Group Operations lead/ }).waitFor();
    expect(await violations(manager, 'an organisation let in')).toEqual([]);
  });

  test('she sees how the practice stands, writes a template, looks what it changes, gives it, and reads what came of it', async () => {
    const { page } = lead;
    await page.reload();
    const practices = page.getByRole('region', { name: 'Practices' });
    const row = practices.getByRole('row').nth(1);
    await row.getByText(/Shadow|Assist|Off|Guided/).waitFor();
    await row.getByText('not open to you').waitFor();
    await page.getByRole('button', { name: 'Write a template' }).click();
    const form = page.getByRole('dialog', { name: 'Write a template' });
    await form.getByRole('textbox', { name: 'Name of the template' }).fill('Group limits');
    const adding = form.getByRole('form', { name: 'Add to the template' });
    await adding.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Biller' });
    await adding.getByRole('textbox', { name: 'At most' }).fill('much');
    await adding.getByText('Such as 5,000.00').waitFor();
    await adding.getByRole('textbox', { name: 'At most' }).fill('250.00');
    await adding.getByRole('textbox', { name: /^Reason/ }).fill('the same at every practice');
    await page.keyboard.press('Enter');
    await form.getByRole('listitem').filter({ hasText: 'Biller' }).waitFor();
    expect(await violations(lead, 'a template being written')).toEqual([]);
    await form.getByRole('button', { name: 'Keep it' }).click();
    const template = page.getByRole('listitem', { name: 'Group limits' });
    await template.getByText(/Version 1 .*at no practice yet/).waitFor();
    await template.getByRole('button', { name: /See what it changes/ }).click();
    const looked = page.getByRole('dialog', { name: /would change/ });
    await looked.getByText('Would take it').waitFor();
    await looked.getByText(/as the access table says → up to \$250\.00/).waitFor();
    expect(await violations(lead, 'what a template would change')).toEqual([]);
    await looked.getByRole('button', { name: 'Give it to 1 practice' }).click();
    const came = page.getByRole('dialog', { name: /What came of/ });
    await came.getByText('Has it now').waitFor();
    await came.getByRole('button', { name: 'Close' }).last().click();
    await template.getByText(/at 1 practice/).waitFor();
    expect(await violations(lead, 'an organisation with its practice and a template')).toEqual([]);
  });

  test('the practice has it as hers, and ends that she is let in', async () => {
    const { page } = manager;
    await page.getByRole('button', { name: /^End it/ }).click();
    const dialog = page.getByRole('dialog', { name: 'End that Riverside Group is let in' });
    await dialog.getByRole('textbox').fill('sold to another group');
    await page.keyboard.press('Enter');
    await page.getByText(/^Ended /).waitFor();
    await lead.page.reload();
    await lead.page.getByRole('heading', { name: 'No practice has let this organisation in' }).waitFor();
  });
});
