import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../testing/browser.ts';
import { signInAs } from '../../../testing/desk.ts';
import { type Running, startAgain } from '../../../testing/program.ts';

describe.skipIf(!hasBrowser)('what somebody knows of a claim that is held', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('telling', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Biller');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  /** The first claim that waits in a queue. */
  const waitsIn = async (queue: string): Promise<string> =>
    window.page.evaluate(async (name) => {
      const body = JSON.stringify({ input: { queue: name }, purpose: 'payment' });
      const answer = await fetch('/api/ask/revenue/scrub/queues', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return /"claims":\[\{"draftId":"([^"]+)"/.exec(await answer.text())?.[1] ?? '';
    }, queue);
  const openClaim = async (draftId: string) => {
    expect(draftId).not.toBe('');
    await window.page.goto(`${program.address}/claims?view=out&draft=${draftId}`);
    return window.page.getByRole('list', { name: 'What is found of it' });
  };

  test('an authorization is told where it is missing, named on the claim, and what it held goes', async () => {
    const { page, step } = window;
    const found = await openClaim(await waitsIn('authorization'));
    await found.getByRole('button', { name: 'Tell the authorization…' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'What the payer authorized' });
    await dialog.getByRole('button', { name: 'Tell it' }).click();
    await dialog.getByText('The number is missing.').waitFor();
    expect(await violations(window, 'an authorization that is told')).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Authorization number' }).fill('AU-7700');
    await dialog.getByRole('textbox', { name: 'Units authorized' }).fill('4');
    await step('told', () => dialog.getByRole('button', { name: 'Tell it' }).click());
    const gone = dialog.getByRole('list', { name: 'Gone from this claim' });
    await gone.getByText('wants a prior authorization').first().waitFor();
    expect(await violations(window, 'what went away')).toEqual([]);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: /^Box 23 .*AU-7700/ }).waitFor();
    expect(await found.getByText('wants a prior authorization').count()).toBe(0);
  });

  test('a coverage that was verified lets the claim go', async () => {
    const { page, step } = window;
    const found = await openClaim(await waitsIn('eligibility'));
    await found.getByRole('button', { name: 'Tell the coverage…' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'What is known of the coverage' });
    await dialog.getByLabel('From', { exact: true }).fill('2020-01-01');
    expect(await violations(window, 'a coverage that is told')).toEqual([]);
    await step('told', () => dialog.getByRole('button', { name: 'Tell it' }).click());
    await dialog.getByRole('list', { name: 'Gone from this claim' }).getByText('not covered').first().waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
  });

  test('the note of a visit is pasted, and a claim that nothing holds takes it too', async () => {
    const { page, step } = window;
    const note = page.getByRole('button', { name: 'Paste the note…' }).last();
    await note.waitFor();
    await note.click();
    const dialog = page.getByRole('dialog', { name: 'The note of the visit' });
    await dialog.getByRole('button', { name: 'Tell it' }).click();
    await dialog.getByText('Paste the text of the note.').waitFor();
    await dialog.getByRole('textbox', { name: 'Text of the note' }).fill('Seen for a follow up. Nothing else was done today.');
    await step('pasted', () => dialog.getByRole('button', { name: 'Tell it' }).click());
    await dialog.getByRole('status').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'hidden' });
  });
});
