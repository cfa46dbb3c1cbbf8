import { existsSync } from 'node:fs';
import { makeNpi } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../testing/accessibility.ts';
import { codeOnPhone } from '../../testing/authenticator.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../testing/browser.ts';
import { balances, go } from '../../testing/desk.ts';
import { newDataFolder, type Running, startProgram, startRefused, throwAway } from '../../testing/program.ts';

const csv = 'Account,Amount,Date\nAssets:Bank,"12,500.00",09/30/2026\nLiabilities:Loan,(4200.55),2026-09-30\n';

let program: Running;
beforeAll(async () => {
  program = await startProgram({ args: ['--empty'] });
});
afterAll(() => program?.end());

describe('npm start, where something is in the way', () => {
  test('a second start on the same data says where the first is, and leaves it alone', async () => {
    for (const port of [program.port, program.port + 1]) {
      const second = await startRefused(['--port', String(port)], program.data);
      expect(second.status).toBe(3);
      expect(second.printed).toContain('already works on');
      expect(second.printed).toContain(program.address);
      expect(second.printed).toContain('What to do');
    }
    expect((await fetch(`${program.address}/api/health`)).status).toBe(200);
  });

  test('a port that is taken is told before anything is made', async () => {
    const data = newDataFolder();
    try {
      const refused = await startRefused(['--port', String(program.port)], data);
      expect(refused.status).toBe(3);
      expect(refused.printed).toContain(`Another program listens on port ${program.port}.`);
      expect(refused.printed).toMatch(/npm start -- --port \d+/);
      expect(refused.printed).not.toContain('Creating');
      expect(existsSync(data), 'nothing is made').toBe(false);
    } finally {
      throwAway(data);
    }
  });
});

describe.skipIf(!hasBrowser)('npm start -- --empty', () => {
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('first-run', () => program?.failures() ?? '');
    window = await chrome.open(program.address);
  });
  afterAll(() => chrome?.close());

  test('the terminal and the page say that there is no practice yet', async () => {
    expect(program.people).toEqual([]);
    expect(program.printed()).toContain('There is no practice yet');
    await window.step('the first page', () => window.page.getByRole('heading', { name: 'Set up the practice' }).waitFor());
    expect(await violations(window, 'the first page')).toEqual([]);
  });

  test('a wrong NPI is refused with words, and nothing typed is lost', async () => {
    const { page, step } = window;
    const part = (name: string) => page.getByRole('group', { name, exact: true });
    await step('fill in', async () => {
      await part('The practice').getByLabel('Name').fill('Harbor Street Clinic');
      await part('The practice').getByLabel('NPI of the group').fill('1234567890');
      await part('The practice').getByLabel('Tax id').fill('001234567');
      await part('You').getByLabel('Your name').fill('Marisol Example');
      await part('You').getByLabel('Email').fill('marisol@harbor.example');
      await part('You').locator('input[type=password]').fill('a long enough secret');
      await part('Sites').getByLabel('Site', { exact: true }).fill('Main office');
      await part('Providers').getByRole('textbox').first().fill('Theta Example');
      await part('Providers').getByLabel('NPI').fill(makeNpi('170195340'));
      await part('Payers').getByLabel('Payer', { exact: true }).fill('Northwind Mutual');
      await part('Payers').getByLabel('Payer ids').fill('90101, 1001234501');
      await page.getByRole('button', { name: 'Open the practice' }).click();
    });
    await step('the NPI is refused', async () => {
      const told = page.getByRole('alert');
      await told.waitFor();
      expect((await told.allInnerTexts()).join(' ')).toContain('The practice, NPI: This is no NPI');
    });
    expect(await part('The practice').getByLabel('Name').inputValue()).toBe('Harbor Street Clinic');
    await part('The practice').getByLabel('NPI of the group').fill(makeNpi('197199230'));
  });

  test('opening balances come from a CSV file; rows to mend are named and hold the door', async () => {
    const { page, step } = window;
    const part = page.getByRole('group', { name: 'Opening balances' });
    const open = page.getByRole('button', { name: 'Open the practice' });
    await step('rows to mend', async () => {
      await part.getByLabel('Account, amount, date').fill('Bank, 12.345, 2026-02-30');
      await part.getByText('1 row read, 1 row to mend').waitFor();
    });
    expect(await open.isDisabled()).toBe(true);
    await step('a file of balances', async () => {
      await part.locator('input[type=file]').setInputFiles({ name: 'balances.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
      await part.getByText('2 rows read, all in order').waitFor();
    });
    await step('the practice is open, and asks its person for a second factor', async () => {
      await open.click();
      await page.getByRole('heading', { name: 'One more step' }).waitFor();
    });
    expect(await violations(window, 'one more step')).toEqual([]);
    await step('the app shows a code', async () => {
      await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
      await page.getByLabel('The code that the app shows').fill(await codeOnPhone(page));
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('heading', { name: 'Write these recovery codes down now' }).waitFor();
    });
    await step('the practice is open, and its person signed in', async () => {
      await page.getByRole('button', { name: 'I have kept them' }).click();
      await page.getByRole('heading', { level: 1, name: 'Post ERA' }).waitFor();
    });
  });

  test('each empty screen teaches what would be there', async () => {
    const { page, step } = window;
    const teaches: readonly (readonly [string, string])[] = [
      ['Post ERA', 'Nothing to post'],
      ['Deposits', 'No deposit waits to be tied'],
      ['Claims', 'No claim'],
      ['Documents', 'No file has come in'],
    ];
    for (const [place, words] of teaches) {
      await step(`empty: ${place}`, async () => {
        await go(page, place);
        await page.getByRole('heading', { name: words }).waitFor();
        await page.locator('.empty').getByRole('button', { name: 'Add files' }).waitFor();
      });
    }
  });

  test('the books stand where they were said to stand, and the practice is as it was typed', async () => {
    const { page, step } = window;
    await step('the opening balances', async () => {
      await go(page, 'Books');
      const books = await balances(page);
      expect(books.get('Assets:Bank')).toBe(1_250_000);
      expect(books.get('Liabilities:Loan')).toBe(-420_055);
      expect([...books.values()].reduce((sum, balance) => sum + balance, 0)).toBe(0);
      await page.getByText('Everything agrees to the cent').waitFor();
    });
    await step('the practice', async () => {
      await page.getByRole('link', { name: 'Practice', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Harbor Street Clinic' }).waitFor();
      for (const words of ['Main office', 'Theta Example', 'Northwind Mutual']) await page.getByText(words).first().waitFor();
    });
    expect(window.complaints).toEqual([]);
  });
});
