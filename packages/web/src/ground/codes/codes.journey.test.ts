import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../testing/browser.ts';
import { cellsOf, dropFiles, focused, go, rowsOf, signInAs, view } from '../../../testing/desk.ts';
import { type Running, runCommand, startAgain } from '../../../testing/program.ts';

const file = (name: string, rows: readonly string[]) => ({
  name,
  bytes: Buffer.from(`column1,column2,modifier_indicator,deletion_date,rationale\n${rows.join('\n')}\n`),
});
const winter = file('outpatient_2026q1.csv', ['92014,99213,1,,mutually exclusive', '92014,92250,0,,bundled']);
const spring = file('outpatient_2026q2.csv', ['92014,99213,0,,mutually exclusive', '66984,99213,1,,bundled']);

describe.skipIf(!hasBrowser)('code tables', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('codes', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Office manager');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  const dialog = () => window.page.getByRole('dialog', { name: 'Import an edition' });
  const bring = async (one: ReturnType<typeof file>) => {
    await dropFiles(window, [one], undefined, 'Drop the files of one edition');
    await dialog().getByText('Pair edits, outpatient').first().waitFor();
  };

  test('an edition is dropped, looked at, imported, compared and rolled back, by keyboard too', async () => {
    const { page, step } = window;
    await go(page, 'Code tables');
    await bring(winter);
    await step('what it would change is told first', () => dialog().getByText('2 added, 0 changed, 0 removed against nothing').waitFor());
    await expect.poll(() => focused(page)).toBe('BUTTON Import');
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await bring(spring);
    await dialog().getByText('1 added, 1 changed, 1 removed against 2026Q1').waitFor();
    await dialog().getByRole('button', { name: 'Import' }).click();
    await dialog().waitFor({ state: 'detached' });
    const names = async () =>
      (await cellsOf(page, 'Editions')).filter(([table]) => table === 'Pair edits, outpatient').map(([, name]) => name);
    await expect.poll(names).toEqual(['2026Q2', '2026Q1']);
    await rowsOf(page, 'Editions').filter({ hasText: '2026Q2' }).click();
    await step('the changes', () => rowsOf(page, 'Changes').filter({ hasText: '92014/99213' }).getByText('Changed').waitFor());
    expect(await violations(window, 'an edition')).toEqual([]);
    await page.getByRole('button', { name: 'Roll back' }).click();
    await page.getByRole('button', { name: 'Roll it back' }).click();
    await step('it is rolled back', () => rowsOf(page, 'Editions').filter({ hasText: 'Rolled back' }).waitFor());
    await page.getByRole('button', { name: 'Put back in force' }).click();
    await page.getByRole('button', { name: 'Roll back' }).waitFor();
  });

  test('a licensed list keeps who said so, which of its codes no edit knows, and until when the one before it counts', async () => {
    const { page, step } = window;
    const list = { name: 'ours.csv', bytes: Buffer.from('code,words,family\nD1110,ours,adult cleaning\nD0120,ours,\n') };
    await dropFiles(window, [list], undefined, 'Drop the files of one edition');
    await dialog().getByRole('button', { name: 'Look at it' }).waitFor();
    await dialog().getByRole('combobox', { name: 'Table' }).fill('Procedures');
    await page.getByRole('option', { name: 'Procedures', exact: true }).click();
    await dialog().getByLabel('First day of service').fill('2026-03-01');
    await dialog()
      .getByRole('checkbox', { name: /licensed for this list/ })
      .check();
    await dialog().getByRole('textbox', { name: 'Who says so' }).fill('Ines Albrecht, compliance officer');
    await dialog().getByRole('button', { name: 'Look at it' }).click();
    await step('which codes no edit knows', () =>
      dialog()
        .getByText(/1 code of this list has no family.*D0120/)
        .waitFor(),
    );
    await dialog().getByRole('button', { name: 'Import' }).click();
    await dialog().waitFor({ state: 'detached' });
    await step('the sample counts no longer than that', () => rowsOf(page, 'Editions').filter({ hasText: 'Until 02/28/2026' }).waitFor());
    await rowsOf(page, 'Editions').filter({ hasText: 'Procedures, CDT' }).filter({ hasText: '2026-03-01' }).click();
    await page.getByText('Ines Albrecht, compliance officer said so').waitFor();
    const without = page.getByRole('region', { name: 'Codes without a family' });
    await step('what is not looked for at them', () => without.getByText(/Not looked for at them: .*the note/).waitFor());
    expect(await violations(window, 'an edition of one’s own')).toEqual([]);
    await page.getByRole('button', { name: 'Roll back' }).click();
    await page.getByRole('button', { name: 'Roll it back' }).click();
    await page.getByRole('button', { name: 'Put back in force' }).waitFor();
  });

  test('a file that is none is refused with what to do, and nothing of it is kept', async () => {
    const { page, step } = window;
    const before = await rowsOf(page, 'Editions').count();
    await dropFiles(window, [{ name: 'prices.csv', bytes: Buffer.from('what,price\na,1\n') }], undefined, 'Drop the files of one edition');
    await step('why, and its headings', () => dialog().getByText('Its headings: what, price.').waitFor());
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    expect(await rowsOf(page, 'Editions').count()).toBe(before);
  });

  test('two procedures and a day: which is paid, by which modifiers, and no guess where nothing is loaded', async () => {
    const { page, step } = window;
    await view(page, 'Which part', 'Edit explorer');
    const look = async (a: string, b: string, on: string) => {
      await page.getByRole('textbox', { name: /^Code/ }).fill(a);
      await page.getByLabel('Beside it').fill(b);
      await page.getByLabel('Day of service').fill(on);
      await page.keyboard.press('Enter');
    };
    const outpatient = page.getByRole('region', { name: 'Pair edits, outpatient' });
    await look('99213', '92014', '2026-02-01');
    await step('the pair edit', () => outpatient.getByText('Paid beside it with a modifier that fits').waitFor());
    await page.getByRole('region', { name: 'Modifiers that count' }).getByText('59, 91, XE').waitFor();
    expect(await violations(window, 'the edit explorer')).toEqual([]);
    await look('99213', '92014', '2026-05-01');
    await outpatient.getByText('Never paid beside it').waitFor();
    await look('99213', '92014', '2030-02-01');
    await outpatient.getByText('No edition loaded for').waitFor();
    // A code that nothing loaded names is no code that may be billed.
    await look('99213', 'X9999', '2026-02-01');
    await page.getByText(/no list that is loaded names .*X9999/).waitFor();
    // Dental codes are in no table of pairs: that none is found is no answer.
    await look('D1110', 'D4341', '2026-02-01');
    await step('no pair table for dental codes', () => page.getByText('No published table of pairs covers dental codes').waitFor());
    await page.getByRole('region', { name: 'Our own dental edits' }).getByText('the practice’s own list does not say').waitFor();
    expect(await page.getByText('may stand beside each other').count()).toBe(0);
    await look('92014', '', '2026-02-01');
    await step('a code over time', () => page.getByText('Paid first in 2 pairs, not paid beside another in 0 pairs.').waitFor());
  });

  test('the command line explains a code and two beside each other, and names a person for a licensed list', async () => {
    const codes = (...args: string[]) => runCommand(['codes', ...args], program.data);
    const asked = await codes('explain', '92014', '--on', '2026-02-01', '--with', '99213');
    expect(asked.status).toBe(0);
    expect(asked.printed).toMatch(/pairs name it: paid first in 2, not paid beside another in 0/);
    expect(asked.printed).toMatch(/outpatient, 2026Q1: 99213 beside 92014: with a modifier that fits/);
    expect(asked.printed).toContain('99213: at most 2 units, by day, more with documentation (MAI 3)');
    expect((await codes('explain', '92014', '--with', '99213')).status).toBe(2);
    const file = join(program.data, 'april.csv');
    writeFileSync(file, 'code,words,family\nD1110,ours,adult cleaning\nD0120,ours,\n');
    const wish = ['import', file, '--table', 'procedures', '--from', '2026-04-01'];
    const nobody = await codes(...wish, '--attest-license');
    expect([nobody.status, nobody.printed]).toEqual([2, expect.stringContaining('--attested-by "Name, role"')]);
    expect((await codes(...wish, '--attested-by', 'Ines Albrecht, compliance officer')).status).toBe(0);
    const { printed } = await codes('list');
    expect(printed).toMatch(/procedures \(CDT\) 2026-04-01 .*licensed, said Ines Albrecht, compliance officer/);
    const [id] =
      printed
        .split('\n')
        .find((line) => line.includes('(CDT) 2026-04-01'))
        ?.split('  ') ?? [];
    const families = await codes('families', id ?? '');
    expect([families.status, families.printed]).toEqual([1, expect.stringMatching(/D0120[\s\S]*Not looked for at them/)]);
  });
});
