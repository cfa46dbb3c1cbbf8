import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../../testing/browser.ts';
import { balances, focused, go, openRemit, rowsOf, signInAs, tabTo } from '../../../../testing/desk.ts';
import { type Running, runCommand, startAgain } from '../../../../testing/program.ts';

describe.skipIf(!hasBrowser)('getting started, and practising before it counts', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;
  let dana: Window;

  beforeAll(async () => {
    chrome = await openChrome('onboarding', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Office manager');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  const stepOf = (title: string) =>
    window.page.getByRole('listitem').filter({ has: window.page.getByRole('heading', { name: title, exact: true }) });
  const exerciseOf = (title: string) =>
    dana.page.getByRole('listitem').filter({ has: dana.page.getByRole('heading', { name: title, exact: true }) });

  test('the first screen says what is next, and the list says how each step stands and who did it', async () => {
    const { page, step } = window;
    const strip = page.getByRole('region', { name: 'Getting started' });
    await strip.getByText('A second factor for everybody who manages').waitFor();
    await step('the list, by the keys', async () => {
      await page.keyboard.press('g');
      await page.keyboard.press('g');
      await page.getByRole('heading', { level: 1, name: 'Getting started' }).waitFor();
    });
    await stepOf('Bring in the first claims')
      .getByText(/Claims were read: Dana Reyes/)
      .waitFor();
    await stepOf('Approve the first posting').getByText('Open', { exact: true }).waitFor();
    expect(await violations(window, 'getting started')).toEqual([]);
    await step('the first posting leads to Post ERA', async () => {
      const link = page.getByRole('link', { name: 'Post ERA: Approve the first posting' });
      await tabTo(page, link);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Post ERA' }).waitFor();
    });
  });

  test('a step that is none of theirs is set aside with a reason, and taken back', async () => {
    const { page, step } = window;
    await page.getByRole('link', { name: 'All steps' }).click();
    await page.getByRole('button', { name: 'Not for us: Opening balances' }).click();
    await page.getByLabel('Reason, kept on the record').fill('The practice is new');
    await page.keyboard.press('Enter');
    await step('it is set aside', () =>
      stepOf('Opening balances')
        .getByText(/Set aside by Marisol Vega.*The practice is new/)
        .waitFor(),
    );
    await page.getByRole('button', { name: 'For us after all: Opening balances' }).click();
    await page.getByLabel('Reason, kept on the record').fill('There were some');
    await page.keyboard.press('Enter');
    await step('it is open again', () => page.getByRole('button', { name: 'Not for us: Opening balances' }).waitFor());
  });

  test('a backup is told on the record, and ticks its step by itself', async () => {
    const { page, step } = window;
    await stepOf('Make a backup').getByText('No backup was made yet').waitFor();
    expect((await runCommand(['backup', program.data], program.data)).status).toBe(0);
    await page.reload();
    await step('a backup was made', () =>
      stepOf('Make a backup')
        .getByText(/A backup was made: the command line/)
        .waitFor(),
    );
    const told = await runCommand(['onboarding', '--json'], program.data);
    expect(JSON.parse(told.printed).steps.find(({ step: id }: { step: string }) => id === 'backup').state).toBe('done');
  });

  test('the list is put away by who wants, and found again by the palette', async () => {
    const { page, step } = window;
    await page.getByRole('button', { name: 'Put the list away' }).click();
    await page.getByRole('button', { name: 'Show it on the first screen again' }).waitFor();
    await go(page, 'Post ERA');
    await rowsOf(page, /^Remits/)
      .first()
      .waitFor();
    expect(await page.getByRole('region', { name: 'Getting started' }).count()).toBe(0);
    await step('the palette', async () => {
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder('What do you want to do?').fill('Getting');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Show it on the first screen again' }).click();
    });
    await page.getByRole('button', { name: 'Put the list away' }).waitFor();
  });

  test('a training practice is made while one looks on, marked on every screen, and left again', async () => {
    const { page, step } = window;
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.getByRole('heading', { name: 'There is no training practice yet' }).waitFor();
    expect(await violations(window, 'no training practice')).toEqual([]);
    await step('it is being made', async () => {
      await page.getByRole('button', { name: 'Make a training practice' }).click();
      await page.getByText(/of \d+ files read/).waitFor();
    });
    await page.getByRole('button', { name: 'Go there and practise' }).waitFor({ timeout: 120_000 });
    expect(await violations(window, 'a training practice')).toEqual([]);
    await page.getByRole('button', { name: 'Go there and practise' }).click();
    const bar = page.getByRole('region', { name: 'Training practice' });
    await bar.getByText(/Fictional data to practise on/).waitFor();
    const places = page.getByRole('navigation', { name: 'Places' }).getByRole('link');
    const names = await places.allTextContents();
    expect(names).toContain('Deposits');
    for (const closed of ['Organisation', 'Sign-in']) expect(names).not.toContain(closed);
    for (const name of names) {
      await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      expect(await bar.count(), name).toBe(1);
    }
    await page.waitForFunction(() => document.title.startsWith('Training: '));
    await bar.getByRole('button', { name: /^Back to / }).click();
    await page.getByRole('navigation', { name: 'Places' }).waitFor();
    expect(await page.getByRole('region', { name: 'Training practice' }).count()).toBe(0);
  });

  test('a biller practises: an answer, a posting and its undoing are judged by what was done', async () => {
    dana = await chrome.open(program.address);
    const { page, step } = dana;
    await signInAs(page, 'Biller');
    await go(page, 'Books');
    const before = await balances(page);
    await step('into the training practice, by the menu', async () => {
      await page.getByRole('button', { name: /menu$/ }).click();
      await page.getByRole('menuitem', { name: 'Work in the training practice' }).click();
      await page.getByRole('region', { name: 'Training practice' }).getByRole('link', { name: 'Exercises' }).click();
    });
    for (const title of ['Post a clean remit', 'A denial is never a write-off', 'Undo a posting'])
      await page.getByRole('button', { name: `Begin: ${title}` }).click();
    await exerciseOf('A denial is never a write-off')
      .getByLabel(/^It is written off/)
      .check();
    expect(await violations(dana, 'exercises')).toEqual([]);
    await page.getByRole('button', { name: 'Answer' }).click();
    await step('a wrong answer', () => exerciseOf('A denial is never a write-off').getByText('Not right yet: look again').waitFor());
    await exerciseOf('A denial is never a write-off')
      .getByLabel(/^It stays open with the payer/)
      .check();
    await page.getByRole('button', { name: 'Answer' }).click();
    await exerciseOf('A denial is never a write-off').getByText('Done', { exact: true }).waitFor();
    await step('a posting', async () => {
      await page.getByRole('link', { name: 'Post ERA: Post a clean remit' }).click();
      await openRemit(page, 'To post', 'CLEARWATER VISION');
      await page.getByRole('button', { name: 'Accept all clean' }).waitFor();
      await page.keyboard.press('a');
      await expect.poll(() => focused(page), { timeout: 15_000 }).toMatch(/^BUTTON Post/);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Undo posting' }).waitFor();
    });
    await step('taken back', async () => {
      await page.keyboard.press('u');
      await page.getByLabel('Reason, kept on the record').fill('An exercise');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Accept all clean' }).waitFor();
    });
    await page.getByRole('region', { name: 'Training practice' }).getByRole('link', { name: 'Exercises' }).click();
    await step('it counts', () => exerciseOf('Post a clean remit').getByText('Done', { exact: true }).waitFor());
    await exerciseOf('Undo a posting').getByText('Done', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Back to / }).click();
    await go(page, 'Books');
    expect([...(await balances(page))]).toEqual([...before]);
  });

  test('the office manager sees who practised what, begins it again, and deletes it; whoever was there is sent back', async () => {
    const { page, step } = window;
    await dana.page.getByRole('button', { name: /menu$/ }).click();
    await dana.page.getByRole('menuitem', { name: 'Work in the training practice' }).click();
    await dana.page.getByRole('region', { name: 'Training practice' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    const who = page.getByRole('table', { name: 'Exercises, by person' });
    await step('who practised', () => who.getByRole('row', { name: /Dana Reyes A denial is never a write-off Done/ }).waitFor());
    await who.getByRole('row', { name: /Dana Reyes Undo a posting Done/ }).waitFor();
    await page.getByRole('button', { name: 'Delete it' }).click();
    await page
      .getByRole('dialog')
      .getByText(/is deleted for good/)
      .waitFor();
    expect(await violations(window, 'deleting a training practice')).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Delete it' }).click();
    await page.getByRole('heading', { name: 'There is no training practice yet' }).waitFor();
    const before = page.getByRole('region', { name: 'Before' });
    await before.getByText(/Dana Reyes, Post a clean remit/).waitFor();
    await before.getByText(/^Deleted by Marisol Vega/).waitFor();
    await step('whoever was there is at the practice itself again', async () => {
      await dana.page.reload();
      await dana.page.getByRole('navigation', { name: 'Places' }).waitFor();
      expect(await dana.page.getByRole('region', { name: 'Training practice' }).count()).toBe(0);
    });
    expect(window.complaints).toEqual([]);
  });
});
