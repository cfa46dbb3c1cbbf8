import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../testing/browser.ts';
import { go, rowsOf, signInAs, view } from '../../../testing/desk.ts';
import { type Running, startAgain } from '../../../testing/program.ts';

const slow = { timeout: 60_000 };

describe.skipIf(!hasBrowser)('payer rules', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('rules', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Office manager');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  const written = () => window.page.getByRole('region', { name: 'Rule being written' });
  const saved = () => window.page.getByRole('button', { name: /^Preview, then switch on|^Switch version/ });

  test('the places of whoever manages the office are in sight without scrolling, and fold', async () => {
    const { page } = window;
    const rail = page.getByRole('navigation', { name: 'Places' });
    expect(await rail.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
    await rail.getByRole('button', { name: 'Set up' }).click();
    expect(await rail.getByRole('link', { name: 'Code tables' }).isVisible()).toBe(false);
    await rail.getByRole('button', { name: 'Set up' }).click();
    await rail.getByRole('link', { name: 'Code tables' }).waitFor();
  });

  test('a rule is made by the form, tested, previewed and switched on', async () => {
    const { page, step } = window;
    await go(page, 'Rules');
    await rowsOf(page, 'Payer rules').first().waitFor();
    await page.keyboard.press('n');
    const editor = written();
    await editor.getByText('Begin with an example').click();
    await step('three examples to start from', () =>
      expect.poll(() => editor.getByRole('button', { name: 'Start from this' }).count()).toBe(3),
    );
    await editor.getByLabel('Title').fill('Visits in the office need a look');
    await editor.getByRole('combobox', { name: 'Payers' }).click();
    await page.getByRole('option', { name: 'Every payer' }).click();
    await editor.getByRole('combobox', { name: 'Condition 1: of what' }).fill('11');
    await editor.getByRole('combobox', { name: 'Condition 1: about' }).click();
    await page.getByRole('option', { name: 'the place of service' }).click();
    await editor.getByText('the place of service is 11').waitFor();
    await editor.getByLabel('What is found').fill('This payer wants a look at visits in the office.');
    await editor.getByLabel('Why').fill('Its bulletin says so.');
    await editor.getByLabel('What to do').fill('Look at the claim.');
    await editor.getByLabel('Source').fill('bulletin 7');
    await editor.getByRole('button', { name: 'Make 2 tests from the conditions' }).click();
    await expect
      .poll(() =>
        editor
          .getByRole('listitem', { name: /^Test \d/ })
          .getByText('Holds')
          .count(),
      )
      .toBe(2);
    await editor.getByRole('button', { name: 'Preview', exact: true }).click();
    await step('which claims it would have found', () => editor.getByRole('table', { name: 'Found', exact: true }).waitFor(slow));
    await editor.getByRole('button', { name: 'Make it a test' }).first().click();
    await expect.poll(() => editor.getByRole('listitem', { name: 'Test 3' }).getByText('Holds').count()).toBe(1);
    expect(await violations(window, 'a rule being written')).toEqual([]);

    await view(page, 'How it is written', 'As an expression');
    const expression = editor.getByLabel('Expression (CEL)');
    await expression.fill('line.plac == "11"');
    await step('where it is wrong', () => editor.getByText('Did you mean line.place?').waitFor());
    await editor.getByLabel('Search the facts').fill('place of service');
    await expression.fill('');
    await editor.getByRole('button', { name: /^line\.place/ }).click();
    await expect.poll(() => expression.inputValue()).toBe('line.place == "11"');
    await page.keyboard.press('Control+s');
    await step('saved, and off', () => saved().waitFor());

    await page.getByText(/would have found [1-9]\d* of \d+ claims/).waitFor(slow);
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: 'Switch version 1 on' });
    await dialog.getByLabel(/^Reason/).fill('from the bulletin');
    await dialog.getByRole('button', { name: 'Switch on' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const row = rowsOf(page, 'Payer rules').filter({ hasText: 'Visits in the office' });
    await step('it is on', () => row.getByText('On', { exact: true }).waitFor());
  });

  test('it is seen on a claim, which leads to it; it is changed, and taken back a version', async () => {
    const { page, step } = window;
    const editor = written();
    await page.getByRole('table', { name: 'Found', exact: true }).getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: 'Scrub & Send' }).waitFor();
    await step('the finding on a claim', () => page.getByText('This payer wants a look at visits in the office.').last().waitFor(slow));
    await page.getByRole('link', { name: 'The rule that says so' }).click();
    await page.getByRole('heading', { level: 1, name: 'Visits in the office need a look' }).waitFor();

    await page.keyboard.press('e');
    await editor.getByLabel('Title').fill('Office visits: look first');
    await page.keyboard.press('Control+s');
    await page.getByRole('heading', { level: 1, name: 'Office visits: look first' }).waitFor();
    await view(page, 'Which part of the rule', 'Versions');
    const first = page.getByRole('listitem', { name: 'Version 1' });
    await step('what version 2 changed', () => page.getByRole('listitem', { name: 'Version 2' }).getByText('Title').waitFor());
    expect(await violations(window, 'versions of a rule')).toEqual([]);
    await first.getByRole('button', { name: 'Go back to this version' }).click();
    await page.getByRole('listitem', { name: 'Version 3' }).waitFor();
    await page.getByRole('heading', { level: 1, name: 'Visits in the office need a look' }).waitFor();
  });
});
