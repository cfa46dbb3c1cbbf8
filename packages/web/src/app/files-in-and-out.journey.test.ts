import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, sizes, type Window } from '../../testing/browser.ts';
import { go, rowsOf, signInAs } from '../../testing/desk.ts';
import { type Running, startAgain } from '../../testing/program.ts';
import { makeBatch } from '../../testing/wire-files.ts';

describe.skipIf(!hasBrowser)('files that come by themselves, and lists that go out', () => {
  const { claims, remits } = makeBatch({ seed: 'watched', count: 30, first: 9001, cases: ['contracted'] });
  let program: Running;
  let chrome: Chrome;
  let window: Window;
  let folder = '';

  beforeAll(async () => {
    chrome = await openChrome('files-in-and-out', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Office manager');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  const place = () => window.page.getByRole('region', { name: 'Northwind remits' });

  test('a folder is watched from a form, and a folder of the machine at large is refused', async () => {
    const { page, step } = window;
    await go(page, 'Sources');
    await page.getByRole('heading', { name: 'No place is watched yet' }).waitFor();
    expect(await violations(window, 'no source')).toEqual([]);
    await page.getByRole('button', { name: 'Watch a place' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /^Name/ }).fill('Northwind remits');
    const own = await dialog.getByRole('textbox', { name: /^Folder/ }).inputValue();
    expect(dirname(own)).toBe(join(program.data, 'inbox'));
    folder = join(own, 'northwind');
    mkdirSync(folder, { recursive: true });
    await dialog.getByRole('textbox', { name: /^Folder/ }).fill('/etc');
    expect(await violations(window, 'the form of a source')).toEqual([]);
    await dialog.getByRole('button', { name: 'Watch it' }).click();
    await step('the machine at large is refused', () => dialog.getByText('This folder may not be watched here.').waitFor());
    await dialog.getByRole('textbox', { name: /^Folder/ }).fill(folder);
    await dialog.getByRole('button', { name: 'Watch it' }).click();
    await step('it is watched', () => place().getByText('Watched', { exact: true }).waitFor());
  });

  test('what is still being written waits, and comes in by itself when it is whole', async () => {
    const { page, step } = window;
    writeFileSync(join(folder, 'claims.837'), claims.bytes);
    writeFileSync(join(folder, 'remit.835.part'), remits[0]?.bytes835.subarray(0, 500) ?? '');
    await place().getByRole('button', { name: 'Look now' }).click();
    await step('what waits is told, and why', () =>
      place()
        .getByText(/taken when it is renamed/)
        .waitFor({ timeout: 40_000 }),
    );
    await step('the claims are here', () => place().getByText('claims.837').waitFor({ timeout: 40_000 }));
    expect(await violations(window, 'a source with a file that waits')).toEqual([]);
    writeFileSync(join(folder, 'remit.835.part'), remits[0]?.bytes835 ?? '');
    await place().getByRole('button', { name: 'Look now' }).click();
    await place().getByText('Waiting').waitFor();
    await page.waitForTimeout(8_000);
    renameSync(join(folder, 'remit.835.part'), join(folder, 'remit.835'));
    await place().getByRole('button', { name: 'Look now' }).click();
    await step('the remit is here', () =>
      place()
        .getByText(/^remit\.835/)
        .waitFor({ timeout: 60_000 }),
    );
    await go(page, 'Documents');
    const row = rowsOf(page, 'Files').filter({ hasText: 'remit.835' });
    await row.filter({ hasText: 'Read' }).waitFor();
    expect(await row.textContent()).toContain('Claimwright');
  });

  test('a place that cannot be looked at is told where files are expected, by keyboard and on a phone', async () => {
    const { page, step } = window;
    renameSync(folder, `${folder}-gone`);
    await go(page, 'Sources');
    await place().getByRole('button', { name: 'Look now' }).focus();
    await page.keyboard.press('Enter');
    await step('it says what to do', () => place().getByText('The folder is not there.').waitFor({ timeout: 40_000 }));
    expect(await violations(window, 'a source that fails')).toEqual([]);
    await page.setViewportSize(sizes.phone);
    await go(page, 'Documents');
    await step('it is told above the files', () => page.getByText(/Northwind remits cannot be looked at/).waitFor());
    await page.getByRole('link', { name: 'See what to do' }).click();
    await place().getByText('Cannot be looked at').waitFor();
    expect(await violations(window, 'a source that fails, on a phone')).toEqual([]);
    await page.setViewportSize(sizes.desk);
    await place().getByRole('button', { name: 'Pause' }).click();
    await step('it is paused', () => place().getByText('Paused').waitFor());
  });

  test('a list goes out as it is filtered, without a name; and with names only for a purpose that is said', async () => {
    const { page, step } = window;
    await go(page, 'Claims');
    await rowsOf(page, 'Claims').first().waitFor();
    const total = Number(
      (
        await page
          .getByText(/^\d+ claims$/)
          .first()
          .textContent()
      )?.replace(/\D/g, ''),
    );
    const take = async (choose: () => Promise<void>): Promise<string[]> => {
      await page.getByRole('button', { name: 'Export…' }).click();
      await choose();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('claims.csv');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      return readFileSync(await download.path(), 'utf8')
        .trim()
        .split('\r\n');
    };
    const plain = await take(async () => expect(await violations(window, 'the dialog of an export')).toEqual([]));
    expect(plain).toHaveLength(total + 1);
    expect(plain[0]).toMatch(/^claim_id,status,.*billed_cents,billed,/);
    expect(plain[0]).not.toMatch(/patient_last|birth_date/);
    const named = await take(async () => {
      await page.getByRole('dialog').getByRole('checkbox', { name: 'patient last' }).check();
      const button = page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true });
      await step('it asks why', () => page.getByText('Why names and numbers of patients are taken out').waitFor());
      expect(await button.isDisabled()).toBe(true);
      await page
        .getByRole('combobox', { name: /^Why names/ })
        .or(page.getByLabel(/^Why names/))
        .first()
        .click();
      await page.getByRole('option', { name: /^Payment/ }).click();
    });
    expect(named[0]).toContain('patient_last');
    expect(named).toHaveLength(total + 1);
  });

  test('nothing was complained of', () => {
    expect(window.complaints).toEqual([]);
  });
});
