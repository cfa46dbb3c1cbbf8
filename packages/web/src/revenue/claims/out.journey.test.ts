import { makeClaims } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../testing/browser.ts';
import { go, rowsOf, signInAs, view } from '../../../testing/desk.ts';
import { type Running, startAgain } from '../../../testing/program.ts';

describe.skipIf(!hasBrowser)('a claim that goes out', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('claim-out', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Office manager');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('is drawn as its form, changed in a box, seen in its segments and versions, taken back, and printed', async () => {
    const { page, step } = window;
    await page.evaluate(
      async (text) => {
        const form = new FormData();
        form.append('file', new File([text], 'one.837'));
        const headers = { 'idempotency-key': crypto.randomUUID() };
        const answer = await fetch('/api/intake/upload?as=claims-to-send', { method: 'POST', headers, body: form });
        if (!answer.ok) throw new Error(await answer.text());
      },
      new TextDecoder().decode(makeClaims({ seed: 77, count: 1, until: '2026-02-20', specialties: ['medical'] }).bytes837),
    );
    await go(page, 'Claims');
    await view(page, 'Which claims', 'Going out');
    await rowsOf(page, 'Claims that go out')
      .getByText(/^(Held|Look at it|Ready)$/)
      .first()
      .waitFor();
    const searched = page.getByRole('searchbox', { name: 'Search claims that go out' });
    await page.keyboard.press('/');
    await page.keyboard.type('nobody of this name');
    await page.getByText('No claim fits').waitFor();
    await page.keyboard.press('Escape');
    expect(await searched.inputValue()).toBe('');
    await rowsOf(page, 'Claims that go out').first().waitFor();
    await step('opened', () => rowsOf(page, 'Claims that go out').first().click());
    const sheet = page.getByRole('group', { name: /^CMS-1500, sheet 1 of 1/ });
    const segments = page.getByRole('region', { name: 'Segments' });
    await segments.getByText(/^SV1/).first().waitFor();
    expect(await violations(window, 'a claim as its form')).toEqual([]);

    const authorization = sheet.getByRole('button', { name: /^Box 23 / });
    await authorization.click();
    const editor = page.getByRole('region', { name: 'Box 23' });
    await editor.getByRole('textbox', { name: 'Authorization' }).fill('AUTH77');
    await editor.getByRole('textbox', { name: /^Why/ }).fill('told by phone');
    expect(await violations(window, 'a box that is changed')).toEqual([]);
    await step('changed in its box', () => editor.getByRole('button', { name: 'Change it' }).click());
    await sheet.getByRole('button', { name: /^Box 23 .*AUTH77/ }).hover();
    await segments.locator('mark', { hasText: 'AUTH77' }).waitFor();
    await segments.getByRole('button', { name: /REF\*G1\*AUTH77/ }).click();
    await segments.getByText('AUTH77', { exact: true }).last().waitFor();
    expect(await sheet.locator('[data-lit]').first().getAttribute('data-box')).toBe('23');

    await sheet.getByRole('button', { name: /^Box 2 / }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-box'))).toBe('3');

    await view(page, 'What of this claim', 'Versions');
    const versions = page.getByRole('region', { name: 'Versions' });
    await versions.getByText('Authorization: nothing → AUTH77').waitFor();
    await versions.getByText('“told by phone”').waitFor();
    await step('taken back by a key', () => page.keyboard.press('u'));
    await versions.getByText(/Taken back to version 1/).waitFor();
    await view(page, 'What of this claim', 'Way');
    await page.getByRole('region', { name: 'The way of this claim' }).getByText('Accepted by the payer').waitFor();

    await page.keyboard.press('p');
    const dialog = page.getByRole('dialog', { name: 'Print on CMS-1500' });
    const printed = page.waitForResponse(/\/api\/ask\/revenue\/claims\/paper$/);
    await dialog.getByRole('button', { name: 'Open the PDF' }).click();
    const answer: unknown = await (await printed).json();
    expect(Buffer.from(/"pdf":"([^"]*)"/.exec(JSON.stringify(answer))?.[1] ?? '', 'base64').toString('latin1')).toMatch(/^%PDF-1\.4/);
    await dialog.waitFor({ state: 'hidden' });
  });

  test('is mended where it is held: a line joins it, is turned to the patient, and something is attached', async () => {
    const { page, step } = window;
    const sheet = page.getByRole('group', { name: /^CMS-1500, sheet 1 of 1/ });
    await view(page, 'What of this claim', 'CMS-1500');
    // Esc closes a box alone, from its buttons too.
    await sheet.getByRole('button', { name: /^Box 11c / }).click();
    const other = page.getByRole('region', { name: 'Box 11c' });
    await other.getByRole('button', { name: 'Close' }).focus();
    await page.keyboard.press('Escape');
    await other.waitFor({ state: 'detached' });
    await sheet.getByRole('button', { name: /^Box 11c / }).waitFor();
    const boxOf = async (name: RegExp, region: string) => {
      await sheet.getByRole('button', { name }).first().click();
      return page.getByRole('region', { name: region });
    };
    const more = await boxOf(/^Box 24D .*line 1/, 'Box 24D, line 1');
    await more.getByRole('button', { name: 'Add a line…' }).click();
    await more.getByRole('textbox', { name: 'Procedure' }).fill('92015');
    await more.getByRole('textbox', { name: 'Charge' }).fill('40');
    await step('put a line on', () => more.getByRole('button', { name: 'Add it' }).click());
    const added = sheet.getByRole('button', { name: /^Box 24D .*92015/ });
    await added.waitFor();
    const own = await added.getAttribute('data-box');
    const number = Number(own?.split('/')[1]) + 1;
    const off = await boxOf(/^Box 24D .*92015/, `Box 24D, line ${number}`);
    await off.getByRole('button', { name: 'Take the line off…' }).click();
    await off.getByRole('textbox', { name: /^Why/ }).fill('the plan pays no refraction');
    await step('turned to the patient', () => off.getByRole('button', { name: 'Take it off' }).click());
    await added.waitFor({ state: 'detached' });
    const apart = await boxOf(/^Box 19 /, 'Box 19');
    await apart.getByRole('button', { name: 'Add an attachment' }).click();
    await apart.getByRole('textbox', { name: 'Kind of report' }).fill('oz');
    await apart.getByRole('textbox', { name: 'Its control number' }).fill('AT77');
    expect(await violations(window, 'an attachment')).toEqual([]);
    await step('attached', () => apart.getByRole('button', { name: 'Change it' }).click());
    await page.getByRole('region', { name: 'Segments' }).getByText('PWK*OZ*EL***AC*AT77').waitFor();
    await view(page, 'What of this claim', 'Versions');
    const versions = page.getByRole('region', { name: 'Versions' });
    await versions.getByText('“Not for insurance, the patient’s: 40.00. the plan pays no refraction”').waitFor();
  });
});
