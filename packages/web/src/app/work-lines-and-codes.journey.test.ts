import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../testing/browser.ts';
import { closeFiles, dropFiles, openRemit, rowsOf, signInAs, toldOf } from '../../testing/desk.ts';
import { oddRemit, trace } from '../../testing/odd-remit.ts';
import { type Running, startAgain } from '../../testing/program.ts';

describe.skipIf(!hasBrowser)('a code that nobody knew, and a line that was not found', () => {
  let program: Running;
  let chrome: Chrome;
  let biller: Window;
  let manager: Window;

  beforeAll(async () => {
    chrome = await openChrome('work-lines-and-codes', () => program?.failures() ?? '');
    program = await startAgain();
    biller = await chrome.open(program.address);
    await signInAs(biller.page, 'Biller');
    const { claims, remit } = oddRemit();
    await dropFiles(biller, [claims]);
    await toldOf(biller.page, claims.name, /Read/);
    await dropFiles(biller, [remit]);
    await toldOf(biller.page, remit.name, /Read: 1 remit/);
    await closeFiles(biller.page);
    await openRemit(biller.page, 'To post', trace);
    await biller.page.keyboard.press('a');
    await biller.page.getByRole('dialog').getByRole('button', { name: /^Post/ }).last().click();
    await biller.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await openRemit(biller.page, 'Posted', trace);
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  const claim = ({ page }: Window) => page.getByRole('region', { name: 'Chosen claim' });
  const choose = ({ page }: Window, at: number) => rowsOf(page, 'Claims of this remit').nth(at).click();

  test('a biller chooses the line that the payer means', async () => {
    const { page, step } = biller;
    await step('the line was not found', async () => {
      await choose(biller, 1);
      await claim(biller).getByText('Line not found').waitFor();
      await claim(biller).getByRole('button', { name: 'Choose the line' }).click();
    });
    await step('choose among our lines', async () => {
      await rowsOf(page, 'Lines of the claim').nth(1).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Choose this line' }).click();
      await claim(biller).getByText('A person chose this line.').waitFor();
    });
    await page.getByText('0.00 unexplained').waitFor();
  });

  test('several lines are chosen where the payer merged them: the division is seen first, and taken back', async () => {
    const { page, step } = biller;
    const dialog = page.getByRole('dialog');
    // The line before it has lost its own to this choice, and may be chosen for too.
    const open = () => claim(biller).getByRole('button', { name: 'Choose the line' }).last().click();
    await step('two lines are marked', async () => {
      await open();
      await dialog.getByRole('checkbox').first().click();
      await dialog.getByRole('table', { name: 'How it is divided over the chosen lines' }).waitFor();
      expect(
        await dialog
          .getByRole('table', { name: /divided/ })
          .locator('tbody tr')
          .count(),
      ).toBe(2);
    });
    expect(await violations(biller, 'Choose the lines')).toEqual([]);
    await step('they are chosen', async () => {
      await dialog.getByRole('button', { name: 'Choose these 2 lines' }).click();
      await claim(biller).getByText('A person chose these 2 lines.').waitFor();
    });
    await page.getByText('0.00 unexplained').waitFor();
    await step('one is enough', async () => {
      await open();
      await rowsOf(page, 'Lines of the claim').first().click();
      await dialog.getByRole('button', { name: 'Choose this line' }).click();
      await claim(biller).getByText('A person chose this line.').waitFor();
    });
  });

  test('posting again is refused while the code is unknown, and says so on that claim only', async () => {
    const { step } = biller;
    await step('refused', async () => {
      await choose(biller, 0);
      await claim(biller).getByRole('button', { name: 'Post again' }).click();
      await claim(biller).getByText('Posting it again would change nothing.').waitFor();
    });
    await choose(biller, 1);
    await claim(biller).getByText('A person chose this line.').waitFor();
    expect(await claim(biller).getByText('would change nothing').count()).toBe(0);
  });

  test('the office manager names the code, and many more by pasting them; the biller posts the claim again', async () => {
    manager = await chrome.open(program.address);
    const { page, step } = manager;
    await signInAs(page, 'Office manager');
    await step('from the exception to the code', async () => {
      await openRemit(page, 'Posted', trace);
      await choose(manager, 0);
      await claim(manager).getByRole('link', { name: 'Name CARC 997' }).click();
      await page.getByLabel('What it means').fill('Regional fee rule');
      await page.getByRole('combobox', { name: 'Kind of reason' }).click();
      await page.getByRole('option', { name: 'Contract write-off' }).click();
      await page.getByText('as far as the contract goes').waitFor();
    });
    const named = rowsOf(page, 'Reason codes that the practice has named');
    await step('kept', async () => {
      await page.getByRole('button', { name: 'Keep', exact: true }).click();
      await named.filter({ hasText: 'Regional fee rule' }).waitFor();
    });
    await step('rows to mend', async () => {
      await page.getByRole('button', { name: 'Paste many' }).click();
      await page.getByLabel('Code, words, family; one a row').fill('998,Held,authorization\n50,Made small,contractual');
      await page.getByText('a refusal is never written off by its code alone').waitFor();
      expect(await page.getByRole('button', { name: 'Keep 2 codes' }).isDisabled()).toBe(true);
    });
    await step('mended and kept', async () => {
      await page.getByLabel('Code, words, family; one a row').fill('998,Held,authorization\n50,Made small,necessity');
      await page.getByRole('button', { name: 'Keep 2 codes' }).click();
      await named.filter({ hasText: 'Made small' }).waitFor();
    });
    await biller.step('posted again', async () => {
      await choose(biller, 0);
      await claim(biller).getByRole('button', { name: 'Post again' }).click();
      await claim(biller).getByText('Regional fee rule').waitFor();
      await claim(biller).getByRole('button', { name: 'Post again' }).waitFor({ state: 'hidden' });
    });
    expect(manager.complaints).toEqual([]);
  });

  test('a payer of a known name under ids that nobody knows is asked about, and whoever answers wrongly takes it back', async () => {
    await dropFiles(biller, [oddRemit().renumbered]);
    await toldOf(biller.page, 'renumbered.835', /Read: 1 remit/);
    await closeFiles(biller.page);
    await biller.step('it is asked about', async () => {
      await openRemit(biller.page, 'To post', 'OTHERIDS');
      await biller.page.getByText('under ids that nobody here knows').waitFor();
    });
    const { page, step } = manager;
    await page.getByRole('link', { name: 'Practice', exact: true }).click();
    await step('the same', async () => {
      await page.getByText('Is this the same payer as').waitFor();
      await page.getByRole('button', { name: 'The same' }).click();
      await page.getByText('The same payer comes as 77701').waitFor();
    });
    await openRemit(biller.page, 'To post', 'OTHERIDS');
    await biller.page.getByText('under ids that nobody here knows').waitFor({ state: 'hidden' });
    await step('taken back', async () => {
      await page.getByRole('button', { name: 'Count it apart' }).click();
      await page.getByText(/Another one than .+, somebody said/).waitFor();
    });
    await step('and again', async () => {
      await page.getByRole('button', { name: 'It is the same' }).click();
      await page.getByText('The same payer comes as 77701').waitFor();
    });
    expect(manager.complaints).toEqual([]);
  });
});
