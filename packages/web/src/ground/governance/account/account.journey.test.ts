import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../../testing/accessibility.ts';
import { codeOf, codeOnPhone, keyOnScreen, securityChip } from '../../../../testing/authenticator.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../../testing/browser.ts';
import { signInAs, tabTo } from '../../../../testing/desk.ts';
import { alter, type Running, startAgain } from '../../../../testing/program.ts';

describe.skipIf(!hasBrowser)('signing in with more than a password', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;
  let key = '';
  let recoveryCodes: string[] = [];
  const email = 'ron@demo.claimwright.example';
  const password = 'try-claimwright';

  beforeAll(async () => {
    chrome = await openChrome('account', () => program?.failures() ?? '');
    program = await startAgain();
    // Passkeys belong to a name, and localhost is one.
    window = await chrome.open(program.address.replace('127.0.0.1', 'localhost'));
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  const account = async () => {
    await window.page.getByRole('button', { name: /menu$/ }).click();
    await window.page.getByRole('menuitem', { name: 'My account' }).click();
    await window.page.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
  };
  const signOut = async () => {
    await window.page.getByRole('button', { name: /menu$/ }).click();
    await window.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await window.page.getByLabel('Email').waitFor();
  };
  const byPassword = async (on = window) => {
    await on.page.getByLabel('Email').fill(email);
    await on.page.locator('input[type=password]').fill(password);
    await on.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  };

  test('an authenticator app is set up by scanning, and its recovery codes are shown once', async () => {
    const { page, step } = window;
    await signInAs(page, 'Compliance officer');
    await step('my account', account);
    expect(await violations(window, 'my account')).toEqual([]);
    await step('a key to scan', async () => {
      await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
      await page.getByAltText('QR code for your authenticator app').waitFor();
    });
    key = await keyOnScreen(page);
    await step('a wrong code is refused with words', async () => {
      await page.getByLabel('The code that the app shows').fill('000000');
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByText('This code is not right.').waitFor();
    });
    await step('recovery codes, once', async () => {
      await page.getByLabel('The code that the app shows').fill(await codeOnPhone(page));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Write these recovery codes down now' }).waitFor();
    });
    recoveryCodes = await page.getByRole('region', { name: 'Recovery codes' }).getByRole('listitem').allInnerTexts();
    expect(recoveryCodes.length).toBe(10);
    expect(await violations(window, 'recovery codes')).toEqual([]);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 recovery codes left.').waitFor();
    expect(await page.getByText(recoveryCodes[0] ?? 'none').count()).toBe(0);
  });

  test('a passkey is made, named, renamed, and opens the door alone', async () => {
    const { page, step } = window;
    await securityChip(page);
    await step('a passkey', async () => {
      await page.getByRole('button', { name: 'Add a passkey' }).click();
      await page.getByLabel('Name of the passkey').fill('Desk');
      await page.keyboard.press('Enter');
      await page.getByRole('list', { name: 'Passkeys' }).getByText('Desk').waitFor();
    });
    await step('renamed', async () => {
      await page.getByRole('button', { name: 'Rename Desk' }).click();
      await page.getByLabel('New name of Desk').fill('Front desk');
      await page.keyboard.press('Enter');
      await page.getByRole('list', { name: 'Passkeys' }).getByText('Front desk').waitFor();
    });
    await signOut();
    await step('in by the passkey', async () => {
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
      await page.getByRole('navigation', { name: 'Places' }).waitFor();
    });
    await account();
    await page
      .getByText(/last used/)
      .first()
      .waitFor();
  });

  test('the password alone opens nothing any more; a code or a recovery code does, by keyboard', async () => {
    const { page, step } = window;
    await signOut();
    await step('the second factor is asked for', async () => {
      await byPassword();
      await page.getByRole('heading', { name: 'Show your second factor' }).waitFor();
    });
    expect(await violations(window, 'second factor')).toEqual([]);
    expect(await page.evaluate(async () => (await fetch('/api/me')).status)).toBe(401);
    await step('by a recovery code', async () => {
      await tabTo(page, page.getByRole('button', { name: 'Use a recovery code' }));
      await page.keyboard.press('Enter');
      await page.getByLabel('Recovery code').fill(recoveryCodes[0]?.toLowerCase() ?? '');
      await page.keyboard.press('Enter');
      await page.getByRole('navigation', { name: 'Places' }).waitFor();
    });
    await account();
    await page.getByText('9 recovery codes left.').waitFor();
    await signOut();
    await byPassword();
    await step('by a code', async () => {
      await page.getByLabel('Code of your authenticator app').fill(codeOf(key, 1));
      await page.keyboard.press('Enter');
      await page.getByRole('navigation', { name: 'Places' }).waitFor();
    });
  });

  test('the devices are listed, and one is signed off from another', async () => {
    const { page, step } = window;
    const phone = await chrome.open(program.address, { size: 'phone' });
    await byPassword(phone);
    await phone.step('the second factor on a phone', () => phone.page.getByRole('heading', { name: 'Show your second factor' }).waitFor());
    await phone.page.getByRole('button', { name: 'Use a recovery code' }).click();
    await phone.page.getByLabel('Recovery code').fill(recoveryCodes[1] ?? '');
    await phone.page.keyboard.press('Enter');
    await phone.page.getByRole('navigation', { name: 'Places' }).waitFor();
    await account();
    const devices = page.getByRole('list', { name: 'Devices' }).getByRole('listitem');
    await expect.poll(() => devices.count()).toBeGreaterThan(1);
    await step('signed off from here', async () => {
      await page.getByRole('button', { name: 'Sign off all other devices' }).click();
      await expect.poll(() => devices.count()).toBe(1);
    });
    await phone.page.reload();
    await phone.page.getByLabel('Email').waitFor();
    await phone.close();
  });

  test('somebody who is away is warned, may stay, and is signed off with the page covered', async () => {
    const { page, step } = window;
    const awayFor = (minutes: number, seconds = 0) =>
      alter(program.data, `update auth.session set "seenAt" = now() - interval '${minutes} minutes ${seconds} seconds'`);
    await page.clock.install();
    await page.reload();
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Claims' }).click();
    await page.getByRole('heading', { level: 1, name: 'Claims' }).waitFor();
    // Untouched for as long as the page takes to notice that it is; then as long as it takes to ask again.
    await page.clock.fastForward(16_000);
    await awayFor(14, 20);
    await page.clock.fastForward(15_000);
    await step('a warning', () => page.getByText(/You will be signed off in \d+ seconds/).waitFor());
    await step('stay', async () => {
      await page.keyboard.press('Enter');
      await page.getByText(/You will be signed off/).waitFor({ state: 'detached' });
    });
    await page.clock.fastForward(16_000);
    await awayFor(15);
    await page.clock.fastForward(15_000);
    await step('signed off, and nothing of the page is left', async () => {
      await page.getByLabel('Email').waitFor();
      await page.getByText('Nobody did anything for a while').waitFor();
    });
    expect(await page.getByRole('navigation', { name: 'Places' }).count()).toBe(0);
    expect((await page.locator('body').allInnerTexts()).join(' ')).not.toMatch(/\d\.\d\d\b/);
    expect(window.complaints).toEqual([]);
  });

  test('who was locked out is told in plain words, whoever they are', async () => {
    const { page, step } = window;
    await step('too many tries', async () => {
      for (let i = 0; i < 6; i++) {
        await page.getByLabel('Email').fill('nobody@elm.example');
        await page.locator('input[type=password]').fill(`wrong password ${i}`);
        await page.getByRole('button', { name: 'Sign in', exact: true }).click();
        await page.getByRole('alert').waitFor();
      }
      await page.getByText('Too many tries failed.').waitFor();
    });
    expect((await page.getByRole('alert').allInnerTexts()).join(' ')).toMatch(
      /Wait \d+ seconds, then try again, or ask your administrator to unlock you/,
    );
  });
});
