import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../../testing/browser.ts';
import { go, rowsOf, signInAs, view } from '../../../../testing/desk.ts';
import { type Running, startAgain } from '../../../../testing/program.ts';

describe.skipIf(!hasBrowser)('a patient who was entered wrongly', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('correct-patient', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Biller');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });
  const dialog = () => window.page.getByRole('dialog', { name: 'Correct the patient' });

  test('is corrected at the held charge, with a reason', async () => {
    const { page, step } = window;
    await go(page, 'Claims');
    await view(page, 'Which claims', 'Charges');
    await page.getByRole('button', { name: /^New charge/ }).click();
    await page.getByRole('button', { name: 'A new patient' }).click();
    const form = page.getByRole('form', { name: 'A charge' });
    const fill = (name: string, text: string) => form.getByRole('textbox', { name, exact: true }).first().fill(text);
    await fill('Last name', 'Sampletan');
    await fill('First name', 'Ash');
    await form.getByLabel('Birth date').first().fill('1980-02-03');
    await fill('Account', 'WRONG1');
    await form.getByLabel('Date of service').fill('2026-03-02');
    await fill('Diagnoses, the main one first', 'I10');
    await fill('Code, line 1', '99213');
    await fill('Charge, line 1', '150');
    await form.getByRole('button', { name: /^Save and make the claim/ }).click();
    await page.getByRole('heading', { name: 'Mend the charge of Sampletan, Ash' }).waitFor();

    // Another name is somebody else's, unless a person says why it is not.
    await fill('Last name', 'Sampleton');
    await form.getByRole('button', { name: /^Save and make the claim/ }).click();
    const last = dialog().getByRole('textbox', { name: 'Last name' });
    expect(await last.inputValue()).toBe('Sampleton');
    await dialog().getByLabel('Birth date').fill('1981-02-03');
    await dialog().getByRole('button', { name: 'Correct it' }).click();
    await dialog().getByText('Say why: it is kept in the record.').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-box'))).toBe('because');
    expect(await violations(window, 'a patient who is corrected')).toEqual([]);
    await page.keyboard.type('As on the insurance card.');
    await step('corrected at the charge', () => dialog().getByRole('button', { name: 'Correct it' }).click());
    await dialog().waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: 'Mend the charge of Sampleton, Ash' }).waitFor();
    await form.getByRole('button', { name: 'Cancel' }).click();
    const row = rowsOf(page, 'Charges').filter({ hasText: 'Sampleton, Ash' });
    await expect.poll(() => row.count()).toBe(1);
    // And from the charge itself.
    await page.getByRole('button', { name: 'Correct the patient…' }).click();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'hidden' });
  });

  test('is corrected on the claim before it is approved, and the version says why', async () => {
    const { page, step } = window;
    await go(page, 'Claims');
    await view(page, 'Which claims', 'Going out');
    await rowsOf(page, 'Claims that go out').first().click();
    await page.getByRole('button', { name: 'Correct the patient…' }).first().click();
    const last = dialog().getByRole('textbox', { name: 'Last name' });
    const was = await last.inputValue();
    await last.fill(`${was}ly`);
    const member = dialog()
      .getByRole('textbox', { name: /^Member number/ })
      .first();
    await member.fill('CARD7700');
    await dialog().getByRole('textbox', { name: 'Why' }).fill('As on the insurance card.');
    expect(await violations(window, 'a claim’s patient who is corrected')).toEqual([]);
    await step('corrected on the claim', () => dialog().getByRole('button', { name: 'Correct it' }).click());
    await dialog().waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: new RegExp(`^${was}ly`) }).waitFor();
    await page
      .getByRole('button', { name: /^Box 1a .*CARD7700/ })
      .or(page.getByRole('button', { name: /CARD7700/ }))
      .first()
      .waitFor();
    await view(page, 'What of this claim', 'Versions');
    await page.getByText('As on the insurance card.').first().waitFor();
  });
});
