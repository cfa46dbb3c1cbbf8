import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../../testing/browser.ts';
import { go, signInAs, view } from '../../../../testing/desk.ts';
import { alter, type Running, startAgain } from '../../../../testing/program.ts';

describe.skipIf(!hasBrowser)('programs with keys, and emergencies', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('identity', () => program?.failures() ?? '');
    program = await startAgain();
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
    const bar = officer.page.getByRole('alert').filter({ hasText: 'emergency access' });
    const signIn = officer.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Sign-in' });
    await officer.step('who signs in afterwards sees who took it, and which kind', async () => {
      await officer.page.getByText('1 emergency access is open now').waitFor();
      await bar.getByText(/Dana Reyes, .*: a patient is being treated now/).waitFor();
      await expect.poll(() => signIn.textContent()).toContain('1 emergency access to look at');
      expect(await bar.textContent()).not.toContain('pain');
    });
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
    await expect.poll(() => signIn.textContent()).not.toContain('emergency access');
    expect([...admin.complaints, ...officer.complaints]).toEqual([]);
    await admin.close();
    await officer.close();
  });

  test('whoever reviews it is told wherever they are, also after a reload; by the clock what it showed leaves the screen', async () => {
    const admin = await chrome.open(program.address);
    await signInAs(admin.page, 'Biller');
    const officer = await chrome.open(program.address);
    await signInAs(officer.page, 'Compliance officer');
    const dialog = admin.page.getByRole('dialog', { name: 'Take emergency access' });
    const bar = officer.page.getByRole('alert').filter({ hasText: 'emergency access' });
    await officer.step('somewhere else in the app', () => go(officer.page, 'Books'));
    await admin.page.getByRole('button', { name: 'Emergency access' }).click();
    await dialog.getByLabel(/^Reason/).fill('The telephone of the night service does not answer.');
    await dialog.getByLabel('What kind of emergency').selectOption('nobody-else');
    await admin.step('taken once more', () => dialog.getByRole('button', { name: 'Take it for an hour' }).click());
    await officer.step('told at once, and still after a reload', async () => {
      await bar.getByText(/Dana Reyes, .*: nobody who may look can be reached/).waitFor();
      await officer.page.reload();
      await bar.getByText(/Dana Reyes, .*: nobody who may look can be reached/).waitFor();
    });
    const soon =
      "update governance.emergency_access set ends_at = now() + interval '9 seconds' where ended_at is null and reviewed_at is null";
    expect(await alter(program.data, soon)).toBe(1);
    for (const { page } of [admin, officer]) await page.reload();
    const rows = admin.page.getByRole('grid').getByRole('rowgroup').getByRole('row');
    await admin.step('it shows patients', async () => {
      await go(admin.page, 'Claims');
      await rows.first().waitFor();
    });
    await admin.step('it runs out by the clock, and what it showed leaves the screen', async () => {
      await admin.page.getByText('Your role does not show patients.').waitFor();
      await expect.poll(() => rows.count()).toBe(0);
    });
    await officer.step('a review is owed, and nobody had to tell', () => officer.page.getByText('1 review is owed').waitFor());
    await officer.page.reload();
    await officer.page.getByText('1 review is owed').waitFor();
    expect([...admin.complaints, ...officer.complaints]).toEqual([]);
    await admin.close();
    await officer.close();
  });
});
