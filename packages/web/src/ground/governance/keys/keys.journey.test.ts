import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../../testing/browser.ts';
import { signInAs } from '../../../../testing/desk.ts';
import { type Running, startAgain } from '../../../../testing/program.ts';

describe.skipIf(!hasBrowser)('the keys', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('keys', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('a compliance officer sees which key seals, replaces it, and reads the proof that all is readable', async () => {
    const { page } = window;
    await signInAs(page, 'Compliance officer');
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Keys', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Keys' }).waitFor();
    const inUse = page.getByRole('region', { name: 'The key in use' });
    await inUse.getByText('Version 1', { exact: true }).waitFor();
    await inUse.getByText('A key file', { exact: true }).waitFor();
    expect(await violations(window, 'the keys')).toEqual([]);
    await inUse.getByRole('button', { name: 'Replace it now' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replace the key' });
    await dialog.getByRole('button', { name: 'Replace it', exact: true }).click();
    await inUse.getByText('Version 2', { exact: true }).waitFor();
    const proof = page.getByRole('region', { name: 'The last proof' });
    await proof.getByText('All is sealed with this key, and readable').waitFor();
    await page.getByRole('row', { name: /^1 Retired/ }).waitFor();
    expect(await violations(window, 'the keys, replaced')).toEqual([]);
  });
});
