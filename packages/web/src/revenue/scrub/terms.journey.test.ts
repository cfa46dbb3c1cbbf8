import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../testing/browser.ts';
import { go, rowsOf, signInAs, tabTo, view } from '../../../testing/desk.ts';
import { type Running, runCommand, startAgain } from '../../../testing/program.ts';

const slow = { timeout: 60_000 };
const dental = 'HARBORLIGHT DENTAL';

describe.skipIf(!hasBrowser)('payers’ terms', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('terms', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Office manager');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  const thing = () => window.page.getByRole('region', { name: 'Terms of a payer' });
  const term = (label: string) => thing().getByRole('group', { name: label, exact: true });
  const outcome = () => thing().getByRole('status');

  test('whoever looks at a payer under Practice finds what it wants and pays, and what counts where nothing is set', async () => {
    const { page, step } = window;
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Practice', exact: true }).click();
    await page.getByRole('link', { name: `Terms of ${dental}` }).click();
    await step('the terms of the payer', () => thing().getByRole('heading', { level: 1, name: dental }).waitFor(slow));
    await term('Medicare').getByText('If not set: yes where the claim goes out as MB or MA').waitFor();
    await term('Vision plan').getByText('If not set: no: a medical payer').waitFor();
    await expect.poll(() => term('Time to file').getByRole('textbox').inputValue()).toBe('365');
    expect(await violations(window, 'the terms of a payer')).toEqual([]);
  });

  test('terms are changed, wrong ones are told at their place, and what it does to tonight’s claims is told', async () => {
    const { page, step } = window;
    const save = thing().getByRole('button', { name: /^Save/ });
    expect(await save.isDisabled()).toBe(true);
    await term('Time to file').getByRole('textbox').fill('soon');
    await term('Time to file').getByText('It is a whole number of days up to 3650.').waitFor();
    await term('Time to file').getByRole('textbox').fill('30');
    await thing().getByRole('button', { name: 'Add a row to How often it pays' }).click();
    const row = thing().getByRole('group', { name: 'How often it pays, row 1' });
    await step('a row that names nothing is told', () =>
      term('How often it pays').getByRole('alert').getByText('It names no code and no kind of service.').waitFor(),
    );
    await row.getByRole('textbox', { name: 'Days' }).fill('180');
    await row.getByRole('textbox', { name: 'Codes or kinds of service' }).fill('d0120, D1110');
    await thing().getByLabel('Where it stands').fill('manual 2026, page 12');
    await thing().getByRole('button', { name: 'Save 2 changes' }).waitFor();
    await page.keyboard.press('Control+s');
    await step('what was saved, and what it does', () => outcome().getByText('Saved: Time to file, How often it pays.').waitFor(slow));
    await outcome()
      .getByText(/^\d+ claims that wait to be sent were looked at anew: [1-9]\d* findings new, 0 findings gone\./)
      .waitFor();
    expect(await violations(window, 'terms that were saved')).toEqual([]);
    await outcome().getByRole('link', { name: 'See tonight’s claims' }).click();
    await page.getByRole('heading', { level: 1, name: 'Scrub & Send' }).waitFor();
    await page
      .getByText(/The time in which this payer takes the claim is over|Past the filing limit/)
      .first()
      .waitFor(slow);
  });

  test('by keys alone to a payer, its history, and the change taken back', async () => {
    const { page, step } = window;
    await go(page, 'Rules');
    await view(page, 'Rules or terms', 'Payers’ terms');
    const row = rowsOf(page, 'Payers’ terms').filter({ hasText: dental });
    await row.getByText('Time to file', { exact: false }).waitFor();
    await page.getByLabel('Search payers').fill('nobody is called so');
    await step('nothing is called so', () => page.getByText('No payer is called so').waitFor());
    await page.getByLabel('Search payers').fill('harborlight');
    await row.waitFor();
    await tabTo(page, row);
    await page.keyboard.press('Enter');
    await thing().getByRole('heading', { level: 1, name: dental }).waitFor();
    await page.keyboard.press('h');
    const last = thing().getByRole('listitem').first();
    await last.getByText('manual 2026, page 12').waitFor();
    await last.getByText('1 per patient in 180 days: D0120, D1110').waitFor();
    expect(await violations(window, 'the history of terms')).toEqual([]);
    await last.getByRole('button', { name: 'Take this back' }).click();
    await step('taken back', () =>
      outcome()
        .getByText(/0 findings new, [1-9]\d* findings gone/)
        .waitFor(slow),
    );
    await expect.poll(() => thing().getByRole('listitem').first().getByText('manual 2026, page 12').count()).toBe(0);
  });

  test('from a day of service on, the days before stay as they were', async () => {
    const { page, step } = window;
    await view(page, 'What to look at of the payer', 'Terms');
    await thing().getByLabel('For services from').fill('2027-01-01');
    await term('Time to file').getByRole('textbox').fill('180');
    await page.keyboard.press('Control+s');
    await step('for services of next year', () => outcome().getByText('Saved: Time to file.').waitFor(slow));
    expect(await term('Time to file').getByRole('textbox').inputValue()).toBe('180');
    await thing().getByRole('button', { name: 'of all days' }).click();
    await expect.poll(() => term('Time to file').getByRole('textbox').inputValue()).toBe('365');
    const now = await runCommand(['payers', 'terms', 'show', '90106'], program.data);
    const later = await runCommand(['payers', 'terms', 'show', '90106', '--on', '2027-02-01'], program.data);
    expect([now.printed, later.printed].map((text) => /filing_days +(\d+)/.exec(text)?.[1])).toEqual(['365', '180']);
  });

  test('the list is taken out, edited and brought in again; a list with a fault changes nothing', async () => {
    const { page, step } = window;
    await page.keyboard.press('Escape');
    await thing().waitFor({ state: 'hidden' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export', exact: true }).click(),
    ]);
    const csv = readFileSync(await download.path(), 'utf8');
    const pick = (text: string) =>
      page.getByLabel('File of a list of terms').setInputFiles({ name: 'terms.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    const dialog = page.getByRole('dialog', { name: 'Import payers’ terms' });
    await pick(csv.replace(',180,', ',some days,'));
    await step('what cannot be read', () => dialog.getByText('It is a whole number of days up to 3650.').first().waitFor());
    expect(await dialog.getByRole('button', { name: 'Take it in' }).isDisabled()).toBe(true);
    expect(await violations(window, 'a list of terms with a fault')).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await pick(csv);
    await dialog.getByRole('button', { name: 'Take it in' }).click();
    await dialog.getByText('Nothing was changed: all of it is so already.').waitFor(slow);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await pick('payer_id,missing_tooth,waiting\n90106,yes,12 months: D2740\n');
    await dialog.getByRole('button', { name: 'Take it in' }).click();
    await step('taken in', () => dialog.getByText('1 payer changed').waitFor(slow));
  });

  test('on the command line: a change, the same again, the way back, and a list with a fault', async () => {
    const terms = async (...args: string[]) => {
      const { printed, status } = await runCommand(['payers', 'terms', ...args], program.data);
      return [status, printed.trim().split('\n')[0]];
    };
    expect(await terms('set', '90105', 'eligibility_days=30', '--source', 'bulletin 7')).toEqual([
      0,
      'CLEARWATER VISION: eligibility_days changed.',
    ]);
    expect(await terms('set', '90105', 'eligibility_days=30')).toEqual([0, 'Nothing was changed: CLEARWATER VISION says so already.']);
    expect(await terms('undo', '90105')).toEqual([0, 'CLEARWATER VISION: eligibility_days changed.']);
    expect((await terms('set', '90105', 'eligibility_days=soon'))[0]).toBe(2);
    const list = join(mkdtempSync(join(window.disk, 'terms-')), 'list.csv');
    writeFileSync(list, 'payer_id,eligibility_days\n90105,30\n90101,soon\n');
    expect(await terms('import', list)).toEqual([2, 'error row 3, eligibility_days: It is a whole number of days up to 3650.']);
    const shown = (await runCommand(['payers', 'terms', 'show', '90105'], program.data)).printed;
    expect(shown).toContain('eligibility_days   (not set: not checked)');
    expect(shown).toMatch(/vision +yes/);
  });

  test('a biller reads the terms and changes none', async () => {
    const biller = await chrome.open(program.address);
    await signInAs(biller.page, 'Biller');
    await go(biller.page, 'Rules');
    await view(biller.page, 'Rules or terms', 'Payers’ terms');
    await rowsOf(biller.page, 'Payers’ terms').filter({ hasText: dental }).click();
    const seen = biller.page.getByRole('region', { name: 'Terms of a payer' });
    await biller.step('a biller reads the terms', () => seen.getByText('Only the office manager changes terms.').waitFor(slow));
    const days = seen.getByRole('group', { name: 'Time to file', exact: true }).getByRole('textbox');
    await expect.poll(() => days.inputValue()).toBe('365');
    expect(await days.isDisabled()).toBe(true);
    expect(await seen.getByRole('button', { name: /^Save|^Add a row|^Take away/ }).count()).toBe(0);
  });
});
