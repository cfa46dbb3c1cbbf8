import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../../testing/browser.ts';
import { go, signInAs, view } from '../../../../testing/desk.ts';
import { type Running, startAgain } from '../../../../testing/program.ts';

describe.skipIf(!hasBrowser)('two patients of one name and birth date', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('namesakes', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Biller');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  const enter = async (account: string, memberId: string, street: string) => {
    const { page } = window;
    await go(page, 'Claims');
    await view(page, 'Which claims', 'Charges');
    await page.getByRole('button', { name: /^New charge/ }).click();
    await page.getByRole('button', { name: 'A new patient' }).click();
    const form = page.getByRole('form', { name: 'A charge' });
    const fill = (name: string, text: string) => form.getByRole('textbox', { name, exact: true }).first().fill(text);
    await fill('Last name', 'Twiceson');
    await fill('First name', 'Oak');
    await form.getByLabel('Birth date').first().fill('1980-02-03');
    await fill('Address', street);
    await fill('City', 'Mockton');
    await fill('State', 'OH');
    await fill('Zip', '44000');
    await page.getByRole('group', { name: 'Primary' }).getByRole('combobox', { name: 'Primary payer' }).selectOption({ index: 1 });
    await fill('Member number', memberId);
    await fill('Account', account);
    await form.getByLabel('Date of service').fill('2026-03-02');
    await fill('Diagnoses, the main one first', 'I10');
    await fill('Code, line 1', '99213');
    await fill('Charge, line 1', '150');
    await form.getByRole('button', { name: /^Save and make the claim/ }).click();
    await page.getByRole('group', { name: /^CMS-1500/ }).waitFor();
  };

  test('are laid side by side at the claim; a person says that they are one, and takes it back', async () => {
    const { page, step } = window;
    await enter('TWICE1', 'AA111111', '1 First St');
    const asked = page.getByRole('region', { name: 'Is it one person?' });
    expect(await asked.count()).toBe(0);
    await enter('TWICE2', 'BB222222', '999 Other Rd');
    await asked.getByText('Two patients are called Twiceson, Oak').waitFor();
    await asked.getByText(/AA111111/).waitFor();
    await asked.getByText(/BB222222/).waitFor();
    expect(await violations(window, 'two of one name')).toEqual([]);
    await asked.getByRole('button', { name: 'They are one…' }).click();
    const dialog = page.getByRole('dialog', { name: 'They are one person' });
    await dialog.getByRole('textbox', { name: /^Reason/ }).fill('Moved, and has a new card.');
    await step('one', () => dialog.getByRole('button', { name: 'They are one', exact: true }).click());
    await asked.getByText('is the same person as this one').waitFor();
    expect(await violations(window, 'said to be one')).toEqual([]);
    await asked.getByRole('button', { name: 'They are two…' }).click();
    const apart = page.getByRole('dialog', { name: 'They are two people' });
    await apart.getByRole('textbox', { name: /^Reason/ }).fill('They came together.');
    await step('two', () => apart.getByRole('button', { name: 'They are two', exact: true }).click());
    await asked.getByText('is another person: somebody said so.').waitFor();
  });
});
