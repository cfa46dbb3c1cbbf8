import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../../testing/browser.ts';
import { go, signInAs, view } from '../../../../testing/desk.ts';
import { alter, type Running, startAgain } from '../../../../testing/program.ts';

const password = 'words that Dana chose anew';

/** Whoever may only agree as the second person may refuse as well. */
async function refuseAsSecond({ page, step }: Window): Promise<void> {
  await page
    .getByText(/would see a link to a new password of Dana Reyes/)
    .first()
    .click();
  await step('the second person refuses, with a reason', async () => {
    await page.getByRole('heading', { name: 'Let a colleague see a link to a person’s new password' }).waitFor();
    await page.keyboard.press('r');
    const why = page.getByRole('dialog', { name: 'Refuse this proposal' });
    await why.getByRole('textbox').fill('Nobody told me that she forgot it.');
    await why.getByRole('button', { name: 'Refuse' }).click();
    await page.getByText('Nothing waits for your approval').waitFor();
  });
}

describe.skipIf(!hasBrowser)('a forgotten password, and rights that need a second person', () => {
  let program: Running;
  let chrome: Chrome;

  beforeAll(async () => {
    chrome = await openChrome('second-person', () => program?.failures() ?? '');
    program = await startAgain();
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('the office manager gives a link, once; it sets a password, and its person is told', async () => {
    const office = await chrome.open(program.address);
    await signInAs(office.page, 'Office manager');
    await go(office.page, 'People');
    const row = office.page.getByRole('table', { name: 'People' }).getByRole('row').filter({ hasText: 'Dana Reyes' });
    await row.getByRole('button', { name: 'New password' }).click();
    const dialog = office.page.getByRole('dialog', { name: 'A new password for Dana Reyes' });
    expect(await violations(office, 'asking for a link')).toEqual([]);
    await office.step('a biller judges the work of others: it waits', async () => {
      await dialog.getByRole('button', { name: 'Make the link' }).click();
      await dialog.getByText(/It waits under Approvals/).waitFor();
    });
    expect(await violations(office, 'a link that waits')).toEqual([]);
    await dialog.getByText('Close', { exact: true }).last().click();
    const second = await chrome.open(program.address);
    await signInAs(second.page, 'Compliance officer');
    await go(second.page, 'Approvals');
    await refuseAsSecond(second);
    await row.getByRole('button', { name: 'New password' }).click();
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    await dialog.getByText(/It waits under Approvals/).waitFor();
    await dialog.getByText('Close', { exact: true }).last().click();
    await second.page.reload();
    await second.page
      .getByText(/would see a link to a new password of Dana Reyes/)
      .first()
      .click();
    await second.step('the second person agrees', async () => {
      await second.page.getByRole('button', { name: /^Approve/ }).click();
      await second.page.getByText(/It is on the record as your act/).waitFor();
    });
    expect(second.complaints).toEqual([]);
    await second.close();
    await row.getByRole('button', { name: 'New password' }).click();
    await office.step('the link, once', async () => {
      await dialog.getByRole('button', { name: 'Make the link' }).click();
      await dialog.getByRole('textbox', { name: 'Link' }).waitFor();
    });
    const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
    expect(await violations(office, 'the link to a new password')).toEqual([]);
    await dialog.getByRole('button', { name: 'I have sent it' }).click();

    const dana = await chrome.open(link);
    const { page, step } = dana;
    await step('the door of the link', () => page.getByRole('heading', { name: 'A new password' }).waitFor());
    expect(await violations(dana, 'the door of a new password')).toEqual([]);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText(/^The password is set/).waitFor();
    await page.getByRole('button', { name: 'Go to sign-in' }).click();
    await page.getByText('I forgot my password').click();
    await step('who helps', () => page.getByText('claimwright password-reset').waitFor());
    expect(await violations(dana, 'a forgotten password')).toEqual([]);
    await page.getByLabel('Email').fill('dana@demo.claimwright.example');
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await step('told at the next sign-in', () => page.getByText('Your password was set anew by a link').waitFor());
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await violations(dana, 'a notice')).toEqual([]);
    await page.getByText('Somebody was given a link to a new password for you').waitFor();
    for (const left of [1, 0]) {
      await page.getByRole('button', { name: 'That was me' }).first().click();
      await expect.poll(() => page.getByRole('button', { name: 'That was me' }).count()).toBe(left);
    }
    expect([...dana.complaints, ...office.complaints]).toEqual([]);
    await dana.close();
    await office.close();
  });

  test('an administrator’s invitation of a biller waits, and the office manager decides', async () => {
    expect(await alter(program.data, `update governance.member set roles = '{admin}' where name = 'Dana Reyes'`)).toBe(1);
    const admin = await chrome.open(program.address);
    await admin.page.getByLabel('Email').fill('dana@demo.claimwright.example');
    await admin.page.getByRole('textbox', { name: 'Password' }).fill(password);
    await admin.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await go(admin.page, 'People');
    await admin.page.getByRole('button', { name: 'Invite a person' }).click();
    await admin.page.getByLabel('Name').fill('Sam Ode');
    await admin.page.getByLabel('Email').fill('sam@demo.claimwright.example');
    await admin.page.getByRole('checkbox', { name: 'Biller' }).click();
    await admin.page.getByRole('button', { name: 'Invite', exact: true }).click();
    await admin.step('it waits for a second person', () => admin.page.getByText(/gives rights that you do not have/).waitFor());
    expect(await violations(admin, 'an invitation that waits')).toEqual([]);
    const link = await admin.page.getByRole('textbox', { name: 'Link' }).inputValue();
    await go(admin.page, 'Sign-in');
    await view(admin.page, 'What to look at', 'Service accounts');
    await admin.page.getByRole('button', { name: 'New service account' }).click();
    await admin.page.getByRole('combobox', { name: 'Role' }).click();
    await admin.page.getByRole('option', { name: 'Biller', exact: true }).click();
    await admin.page.getByLabel('practice:read', { exact: true }).waitFor();
    expect(await admin.page.getByLabel('claims:read', { exact: true }).count(), 'a right of the role that she has not').toBe(0);

    const office = await chrome.open(program.address);
    await signInAs(office.page, 'Office manager');
    await go(office.page, 'Approvals');
    await office.step('what is asked, and by whom', () =>
      office.page.getByText('Sam Ode, sam@demo.claimwright.example, as Biller').first().waitFor(),
    );
    await office.page.getByText('Sam Ode, sam@demo.claimwright.example, as Biller').first().click();
    await office.step('approved', async () => {
      await office.page.getByRole('button', { name: /^Approve/ }).click();
      await office.page.getByText(/It is on the record as your act/).waitFor();
    });
    const sam = await chrome.open(link);
    await sam.page.getByRole('textbox', { name: 'Password' }).fill('words that only Sam knows');
    await sam.page.getByRole('button', { name: 'Come in' }).click();
    await sam.page.getByText('Sign in as sam@demo.claimwright.example').waitFor();
    expect([...admin.complaints, ...office.complaints]).toEqual([]);
    for (const window of [sam, office, admin]) await window.close();
  });
});
