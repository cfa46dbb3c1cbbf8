import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../../testing/browser.ts';
import { go, rowsOf, signInAs, view } from '../../../../testing/desk.ts';
import { type Running, startAgain } from '../../../../testing/program.ts';

describe.skipIf(!hasBrowser)('a charge that somebody enters', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('charge-entry', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Biller');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('for a patient who was here before, by keys alone: its claim stands drawn as its form', async () => {
    const { page, step } = window;
    await go(page, 'Claims');
    await view(page, 'Which claims', 'Going out');
    const known = await rowsOf(page, 'Claims that go out').first().locator('strong').first().textContent();
    await view(page, 'Which claims', 'Charges');
    await page.getByRole('button', { name: /^New charge/ }).waitFor();
    await page.keyboard.press('n');
    const whom = page.getByRole('region', { name: 'Whom it is for' });
    await whom.getByRole('searchbox', { name: 'Search patients' }).fill(known?.replace(',', '') ?? '');
    expect(await violations(window, 'whom a charge is for')).toEqual([]);
    await step('found', () => page.getByRole('list', { name: 'Patients found' }).getByRole('button').first().click());
    const form = page.getByRole('form', { name: 'A charge' });
    await expect.poll(() => form.getByRole('textbox', { name: 'Member number' }).first().inputValue()).not.toBe('');
    await form.getByLabel('Date of service').fill('2026-03-02');
    await form.getByRole('textbox', { name: 'Diagnoses, the main one first' }).fill('I10 e11.9');
    await form.getByRole('textbox', { name: 'Code, line 1' }).fill('99213');
    await form.getByRole('textbox', { name: 'Charge, line 1' }).fill('150');
    await page.keyboard.press('Enter');
    await form.getByRole('textbox', { name: 'Code, line 2' }).pressSequentially('92015');
    await form.getByRole('textbox', { name: 'Diagnoses, line 2' }).fill('B');
    await form.getByRole('textbox', { name: 'Charge, line 2' }).fill('40.00');
    // Somebody else did the second line than who stands for the visit.
    await form.getByRole('button', { name: 'More of line 2' }).press('Enter');
    const visit = form.getByRole('combobox', { name: 'Rendering provider', exact: true });
    const other = form.getByRole('combobox', { name: 'Line’s rendering provider' });
    const npis = await other.getByRole('option').evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
    const stands = await visit.inputValue();
    const colleague = npis.find((npi) => npi !== '' && npi !== stands) ?? '';
    await other.selectOption(colleague);
    expect(await violations(window, 'who did one line')).toEqual([]);
    await step('who did one line', () => page.keyboard.press('Control+Enter'));
    // What is missing is said at its box, and the hand is there.
    await form.getByText('The account is missing.').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-box'))).toBe('head.account');
    expect(await violations(window, 'a charge with a box that is missing')).toEqual([]);
    await page.keyboard.type('ENTERED1');
    await step('entered', () => page.keyboard.press('Control+Enter'));
    await page.getByRole('group', { name: /^(?:CMS-1500|ADA)/ }).waitFor();
    await page.getByText('ENTERED1').first().waitFor();
    await page
      .getByRole('region', { name: 'Segments' })
      .getByText(/^SV1\*HC:92015\*40\*UN\*1\*\*\*2/)
      .waitFor();
    const form24 = page.getByRole('group', { name: /^CMS-1500/ });
    await form24.getByRole('button', { name: new RegExp(`^Box 24J .*${colleague}`) }).waitFor();
    await page
      .getByRole('region', { name: 'Segments' })
      .getByText(new RegExp(`^NM1\\*82\\*.*${colleague}`))
      .waitFor();
  });

  test('of anesthesia counts minutes, with the days in hospital: both stand in the segments', async () => {
    const { page, step } = window;
    await go(page, 'Claims');
    await view(page, 'Which claims', 'Charges');
    await page.getByRole('button', { name: /^New charge/ }).click();
    await page.getByRole('button', { name: 'A new patient' }).click();
    const form = page.getByRole('form', { name: 'A charge' });
    await form.getByRole('textbox', { name: 'Last name', exact: true }).first().fill('Sampleton');
    await form.getByRole('textbox', { name: 'First name', exact: true }).first().fill('Elm');
    await form.getByLabel('Birth date').first().fill('1950-02-03');
    await page.getByRole('combobox', { name: 'Primary payer' }).selectOption({ index: 1 });
    await form.getByRole('textbox', { name: 'Member number' }).fill('M7800');
    await form.getByRole('textbox', { name: 'Account' }).fill('ASLEEP1');
    await form.getByLabel('Date of service').fill('2026-03-02');
    await form.getByRole('textbox', { name: 'Place of service' }).fill('21');
    await form.getByRole('combobox', { name: 'Goes out as' }).selectOption('professional');
    await form.getByRole('button', { name: /^Authorization, referral, accident, CLIA/ }).press('Enter');
    await form.getByRole('textbox', { name: 'CLIA number' }).fill('36d0000001');
    await form.getByLabel('In hospital from').fill('2026-03-01');
    await form.getByLabel('In hospital until').fill('2026-03-04');
    await form.getByRole('combobox', { name: 'It is about' }).selectOption('Auto accident');
    await form.getByLabel('Day of the accident').fill('2026-02-28');
    await form.getByRole('textbox', { name: 'State of the accident' }).fill('il');
    await form.getByRole('textbox', { name: 'Diagnoses, the main one first' }).fill('H25.11');
    await form.getByRole('textbox', { name: 'Code, line 1' }).fill('00142');
    await form.getByText('minutes', { exact: true }).waitFor();
    await form.getByRole('textbox', { name: 'Units, line 1' }).fill('47');
    await form.getByRole('textbox', { name: 'Charge, line 1' }).fill('400');
    await form.getByRole('button', { name: 'More of line 1' }).press('Enter');
    expect(await form.getByRole('combobox', { name: 'Counted in' }).inputValue()).toBe('MJ');
    expect(await violations(window, 'a charge of anesthesia')).toEqual([]);
    await step('counted in minutes', () => page.keyboard.press('Control+Enter'));
    const segments = page.getByRole('region', { name: 'Segments' });
    await segments.getByText(/^SV1\*HC:00142\*400\*MJ\*47/).waitFor();
    await segments.getByText(/^CLM\*.*\*AA:::IL/).waitFor();
    await segments.getByText('DTP*439*D8*20260228').waitFor();
    await segments.getByText('DTP*435*D8*20260301').waitFor();
    await segments.getByText('DTP*096*D8*20260304').waitFor();
    await segments.getByText('REF*X4*36D0000001').waitFor();
  });

  test('of which no claim can be made says why at its box, and is mended there', async () => {
    const { page, step } = window;
    await go(page, 'Claims');
    await view(page, 'Which claims', 'Charges');
    await page.getByRole('button', { name: /^New charge/ }).click();
    await page.getByRole('button', { name: 'A new patient' }).click();
    const form = page.getByRole('form', { name: 'A charge' });
    const fill = (name: string, text: string) => form.getByRole('textbox', { name, exact: true }).first().fill(text);
    await fill('Last name', 'Sampleton');
    await fill('First name', 'Oak');
    await form.getByLabel('Birth date').first().fill('1980-02-03');
    await fill('Account', 'HELD7');
    await form.getByLabel('Date of service').fill('2026-03-02');
    await fill('Diagnoses, the main one first', 'I10');
    await fill('Code, line 1', '99213');
    await fill('Charge, line 1', '150');
    await form.getByRole('button', { name: /^Save and make the claim/ }).click();
    const why = page.getByRole('list', { name: 'Why no claim is made' });
    await why.getByText('Nobody covers the patient.').waitFor();
    await page.getByRole('heading', { name: 'Mend the charge of Sampleton, Oak' }).waitFor();
    const payer = page.getByRole('group', { name: 'Primary' }).getByRole('combobox', { name: 'Primary payer' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-box'))).toBe('coverage.0.payer_id');
    expect(await violations(window, 'a charge that makes no claim')).toEqual([]);
    await payer.selectOption({ index: 1 });
    await fill('Member number', 'M7700');
    await step('mended in place', () => form.getByRole('button', { name: /^Save and make the claim/ }).click());
    await page.getByRole('group', { name: /^CMS-1500/ }).waitFor();
    await page.getByText('HELD7').first().waitFor();
    // A second one of the same account and another day is told at the account.
    await view(page, 'Which claims', 'Charges');
    await page.getByRole('button', { name: /^New charge/ }).click();
    await page.getByRole('searchbox', { name: 'Search patients' }).fill('Sampleton');
    await page.getByRole('list', { name: 'Patients found' }).getByRole('button').first().click();
    await fill('Account', 'HELD7');
    await form.getByLabel('Date of service').fill('2026-03-09');
    await fill('Diagnoses, the main one first', 'I10');
    await fill('Code, line 1', '99213');
    await fill('Charge, line 1', '150');
    await form.getByRole('button', { name: /^Save and make the claim/ }).click();
    await step('not taken twice', () =>
      form.getByText('The account is here, for another patient, kind or day of service.').first().waitFor(),
    );
  });
});
