import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../../testing/browser.ts';
import { go, signInAs, view } from '../../../../testing/desk.ts';
import { alter, type Running, startProgram } from '../../../../testing/program.ts';

describe.skipIf(!hasBrowser)('programs with keys, and emergencies', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('identity', () => program?.failures() ?? '');
    program = await startProgram();
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  const askAs = async (key: string, name: string): Promise<number> => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ input: {}, purpose: 'payment' });
    return (await fetch(`${program.address}/api/ask/${name}`, { method: 'POST', headers, body })).status;
  };

  test('a service account is made, its key shown once, used, replaced and revoked', async () => {
    window = await chrome.open(program.address);
    const { page, step } = window;
    await signInAs(page, 'Office manager');
    await step('how people sign in', () => go(page, 'Sign-in'));
    await page.getByRole('heading', { name: 'Second factor and sessions' }).waitFor();
    expect(await violations(window, 'sign-in')).toEqual([]);
    await step('no program yet', async () => {
      await view(page, 'What to look at', 'Service accounts');
      await page.getByRole('heading', { name: 'No program has a key' }).waitFor();
    });
    await page.getByRole('button', { name: 'New service account' }).click();
    await page.getByLabel('What the program is called').fill('Reporting');
    await page.getByLabel('claims:read', { exact: true }).check();
    expect(await violations(window, 'new service account')).toEqual([]);
    await step('the key, once', async () => {
      await page.getByRole('button', { name: 'Make the key' }).click();
      await page.getByTestId('new-key').waitFor();
    });
    const key = (await page.getByTestId('new-key').textContent())?.trim() ?? '';
    expect(await askAs(key, 'revenue/claims/claims')).toBe(200);
    expect(await askAs(key, 'ground/ledger/accounts')).toBe(403);
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('list', { name: 'Keys of Reporting' }).getByText(key.slice(0, 12)).waitFor();
    expect(await page.getByText(key).count()).toBe(0);
    await page.getByRole('button', { name: 'Replace the key of Reporting' }).click();
    const second = (await page.getByTestId('new-key').textContent())?.trim() ?? '';
    await page.getByRole('button', { name: 'I have kept it' }).click();
    expect(await askAs(key, 'revenue/claims/claims'), 'the old one still opens for a day').toBe(200);
    await step('revoked', async () => {
      await page.getByRole('button', { name: 'Revoke Reporting' }).click();
      await page.getByText(/^Revoked \d/).waitFor();
    });
    for (const each of [key, second]) expect(await askAs(each, 'revenue/claims/claims')).toBe(401);
    expect(await violations(window, 'service accounts')).toEqual([]);
    expect(window.complaints).toEqual([]);
    await window.close();
  });

  test('an administrator sees no patient but in an emergency, with a reason, marked; the compliance officer is told and reviews it', async () => {
    expect(await alter(program.data, `update governance.member set roles = '{admin}' where name = 'Dana Reyes'`)).toBe(1);
    const admin = await chrome.open(program.address);
    await signInAs(admin.page, 'Biller');
    await admin.step('no patients', () => admin.page.getByText('Your role does not show patients.').waitFor());
    const claims = admin.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Claims', exact: true });
    expect(await claims.count(), 'a place that shows patients').toBe(0);
    await admin.page.getByRole('button', { name: 'Emergency access' }).click();
    const dialog = admin.page.getByRole('dialog', { name: 'Take emergency access' });
    await dialog.getByLabel(/^Reason/).fill('A patient in pain asks what their plan covers.');
    expect(await violations(admin, 'taking emergency access')).toEqual([]);
    await admin.step('patients, for an hour', async () => {
      await dialog.getByRole('button', { name: 'Take it for an hour' }).click();
      await admin.page.getByText(/Emergency access until/).waitFor();
      await go(admin.page, 'Claims');
      await admin.page.getByRole('grid').getByRole('rowgroup').getByRole('row').first().waitFor();
    });

    const officer = await chrome.open(program.address);
    await officer.step('the officer signs in', () => signInAs(officer.page, 'Compliance officer'));
    await officer.step('told at once', () => officer.page.getByText('1 emergency access is open now').waitFor());
    await admin.step('ended', async () => {
      await admin.page.getByRole('button', { name: 'End it' }).click();
      await admin.page.getByText('Your role does not show patients.').waitFor();
      await claims.waitFor({ state: 'detached' });
      await expect.poll(() => admin.page.getByRole('grid').getByRole('rowgroup').getByRole('row').count()).toBe(0);
    });
    await officer.step('a review is owed', async () => {
      await officer.page.getByText('1 review is owed').waitFor();
      await officer.page.getByRole('link', { name: 'Look at it' }).click();
      await officer.page.getByText('A patient in pain asks').waitFor();
    });
    await officer.page.getByText(/Read under it, (once|\d+ times): \d+ claims/).waitFor();
    expect(await violations(officer, 'emergency access')).toEqual([]);
    await officer.step('reviewed', async () => {
      await officer.page.getByLabel('Justified', { exact: true }).check();
      await officer.page.getByLabel('Why, kept on the record').fill('There was nobody else at the desk.');
      await officer.page.getByRole('button', { name: 'Sign the review' }).click();
      await officer.page.getByText('Review: There was nobody else at the desk.').waitFor();
    });
    await officer.page.getByText('1 review is owed').waitFor({ state: 'detached' });
    expect([...admin.complaints, ...officer.complaints]).toEqual([]);
    await admin.close();
    await officer.close();
  });
});
