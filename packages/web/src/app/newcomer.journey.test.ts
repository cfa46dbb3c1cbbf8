import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chrome, hasBrowser, openChrome } from '../../testing/browser.ts';
import { balances, cellsOf, focused, go, list, rowsOf, signInAs, tabTo, view } from '../../testing/desk.ts';
import { type Running, startProgram } from '../../testing/program.ts';

describe.skipIf(!hasBrowser)("a newcomer's minute", () => {
  let program: Running;
  let chrome: Chrome;

  beforeAll(async () => {
    chrome = await openChrome('newcomer', () => program?.failures() ?? '');
    program = await startProgram();
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('the terminal says where to go and as whom', () => {
    expect(program.printed()).toContain('fictional practice');
    expect(program.people.map(({ role }) => role)).toEqual(['Biller', 'Office manager', 'Compliance officer']);
    expect(program.address).toBe(`http://127.0.0.1:${program.port}`);
  });

  test('with the mouse: a remit is opened, seen to explain every cent, accepted, and undone to the cent', async () => {
    const window = await chrome.open(program.address);
    const { page, step } = window;
    await step('the door', () => page.getByRole('heading', { name: 'Claimwright' }).waitFor());
    await step('sign in by the card', async () => {
      await signInAs(page, 'Biller');
      await rowsOf(page, 'Remits: To post').first().waitFor();
    });
    const before = await step('the books before', async () => {
      await go(page, 'Books');
      return balances(page);
    });
    expect(before.size).toBeGreaterThan(0);
    await step('back to the tray', () => go(page, 'Post ERA'));
    const tray = await cellsOf(page, 'Remits: To post');
    await step('open the first remit', async () => {
      await rowsOf(page, 'Remits: To post').first().click();
      await page.getByText('0.00 unexplained').waitFor();
    });
    await step('ask to accept', async () => {
      await page.getByRole('button', { name: 'Accept all clean' }).click();
      await page.getByRole('dialog').getByText('Unexplained', { exact: true }).waitFor();
    });
    await step('post', async () => {
      await page.getByRole('dialog').getByRole('button', { name: 'Post', exact: true }).click();
      await page.getByRole('button', { name: 'Undo posting' }).waitFor();
    });
    await step('it stands under Posted', async () => {
      await view(page, 'Which remits', 'Posted');
      await expect.poll(() => rowsOf(page, 'Remits: Posted').count()).toBe(1);
    });
    await step('the books while posted', async () => {
      await go(page, 'Books');
      await expect.poll(() => balances(page), { message: 'posting moves money' }).not.toEqual(before);
    });
    await step('open it under Posted', async () => {
      await go(page, 'Post ERA');
      await view(page, 'Which remits', 'Posted');
      await rowsOf(page, 'Remits: Posted').first().click();
    });
    await step('ask to undo', async () => {
      await page.getByRole('button', { name: 'Undo posting' }).click();
      await page.getByRole('dialog').getByLabel('Reason, kept on the record').waitFor();
    });
    await step('undo', async () => {
      await page.getByRole('dialog').getByRole('button', { name: 'Undo', exact: true }).click();
      await page.getByText('every balance is what it was before').waitFor();
    });
    await step('the books after', async () => {
      await go(page, 'Books');
      await expect.poll(() => balances(page), { message: 'undoing takes all of it back' }).toEqual(before);
    });
    await step('it waits again under To post', async () => {
      await go(page, 'Post ERA');
      await expect.poll(() => cellsOf(page, 'Remits: To post')).toEqual(tray);
    });
    expect(window.complaints).toEqual([]);
    await window.close();
  });

  test('while the next tab is read, the rows of the one before are not shown under it', async () => {
    const window = await chrome.open(program.address);
    const { page, step } = window;
    await signInAs(page, 'Biller');
    await rowsOf(page, 'Remits: To post').first().waitFor();
    await step('the next tab, held up', async () => {
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route('**/api/ask/revenue/posting/tray', async (route) => {
        await held;
        await route.continue();
      });
      await view(page, 'Which remits', 'Not ours');
      await page.getByRole('status', { name: 'Loading' }).waitFor();
      expect(await rowsOf(page, /^Remits/).count()).toBe(0);
      release();
      await page.getByRole('heading', { name: 'Not ours: none' }).waitFor();
      await page.unroute('**/api/ask/revenue/posting/tray');
      await view(page, 'Which remits', 'To post');
      await rowsOf(page, 'Remits: To post').first().waitFor();
    });
    await window.close();
  });

  test('with the keys alone: the same remit, the same cents', async () => {
    const window = await chrome.open(program.address);
    const { page, step } = window;
    const { keyboard } = page;
    await step('keys: sign in', async () => {
      await tabTo(page, page.getByRole('button', { name: /^Biller/ }));
      await keyboard.press('Enter');
      await rowsOf(page, 'Remits: To post').first().waitFor();
    });
    const tray = await cellsOf(page, 'Remits: To post');
    await step('keys: the books by g b', async () => {
      await keyboard.press('g');
      await keyboard.press('b');
      await list(page, 'Accounts').waitFor();
    });
    const before = await balances(page);
    await step('keys: open by j and Enter', async () => {
      await keyboard.press('g');
      await keyboard.press('p');
      await rowsOf(page, 'Remits: To post').first().waitFor();
      await keyboard.press('j');
      await expect.poll(() => focused(page)).toContain(tray[0]?.[1]);
      await keyboard.press('Enter');
      await page.getByText('0.00 unexplained').waitFor();
    });
    await step('keys: accept by a and Enter', async () => {
      await keyboard.press('a');
      await expect.poll(() => focused(page), { message: 'the preview puts the focus on Post' }).toMatch(/^BUTTON Post/);
      await keyboard.press('Enter');
      await page.getByRole('button', { name: 'Undo posting' }).waitFor();
    });
    await step('keys: it stands under Posted', async () => {
      await tabTo(page, page.getByRole('radio', { name: /^To post/ }));
      await keyboard.press('ArrowRight');
      await keyboard.press('ArrowRight');
      await expect.poll(() => rowsOf(page, 'Remits: Posted').count()).toBe(1);
    });
    await step('keys: undo by u and Enter', async () => {
      await keyboard.press('u');
      await expect.poll(() => focused(page)).toMatch(/^TEXTAREA/);
      await keyboard.press('Enter');
      await page.getByText('every balance is what it was before').waitFor();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    });
    await step('keys: the books are as they were', async () => {
      await keyboard.press('g');
      await keyboard.press('b');
      await expect.poll(() => balances(page)).toEqual(before);
    });
    expect(window.complaints).toEqual([]);
    await window.close();
  });

  test('Ctrl-C ends it at once, and well, although some left while it was answering them', async () => {
    const window = await chrome.open(program.address);
    await signInAs(window.page, 'Biller');
    await window.page.evaluate(async () => {
      for (let at = 0; at < 30; at++) {
        const leaving = new AbortController();
        const asked = fetch('/api/events', { signal: leaving.signal }).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, at % 8));
        leaving.abort();
        await asked;
      }
    });
    await window.close();
    // Those who left are not waited for: were they, it would be ended by force after half a minute.
    expect(await program.stop()).toBe(0);
  });
});
