import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../testing/browser.ts';
import { go, signInAs, view } from '../../../testing/desk.ts';
import { type Running, startAgain } from '../../../testing/program.ts';

describe.skipIf(!hasBrowser)('what claims are built with', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('billing', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Office manager');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('is said by the office manager: who bills, where payments go, who does the services, and what a payer wants', async () => {
    const { page, step } = window;
    await page.goto(`${program.address}/practice?view=billing`);
    const bills = page.getByRole('region', { name: 'Who bills' });
    await bills.waitFor();
    expect(await violations(window, 'what claims are built with')).toEqual([]);

    await bills.getByRole('button', { name: 'Change who bills' }).click();
    const who = page.getByRole('dialog', { name: 'Who bills' });
    await who.getByRole('textbox', { name: 'Tax number' }).fill('12');
    await who.getByRole('button', { name: 'Save' }).click();
    await who.getByText('A tax number has nine digits.').waitFor();
    expect(await violations(window, 'who bills')).toEqual([]);
    await who.getByRole('textbox', { name: 'Tax number' }).fill('12-3456789');
    await step('kept', () => who.getByRole('button', { name: 'Save' }).click());
    await bills.getByText('12-3456789').waitFor();

    await bills.getByRole('button', { name: 'Where payments go' }).click();
    const payTo = page.getByRole('dialog', { name: 'Where payments go' });
    await payTo.getByRole('textbox', { name: 'Street, or P.O. box' }).fill('P.O. Box 77');
    await payTo.getByRole('textbox', { name: 'City' }).fill('Sampleville');
    await payTo.getByRole('button', { name: 'Save' }).click();
    await bills.getByText('Payments go to P.O. Box 77, Sampleville').waitFor();

    await bills.getByRole('button', { name: 'Laboratory' }).click();
    const laboratory = page.getByRole('dialog', { name: 'The practice’s laboratory' });
    await laboratory.getByRole('textbox', { name: 'CLIA number' }).fill('05D12');
    await laboratory.getByRole('button', { name: 'Save' }).click();
    await laboratory.getByText('A CLIA number is two digits, a D and seven digits.').waitFor();
    expect(await violations(window, 'the laboratory')).toEqual([]);
    await laboratory.getByRole('textbox', { name: 'CLIA number' }).fill('05d1234567');
    await step('the laboratory', () => laboratory.getByRole('button', { name: 'Save' }).click());
    await bills.getByText('Tests are done here under CLIA number 05D1234567').waitFor();

    const does = page.getByRole('region', { name: 'Who does the services' });
    await does.getByRole('button', { name: 'Add a provider' }).click();
    const provider = page.getByRole('dialog', { name: 'Who does the services' });
    await provider.getByRole('textbox', { name: 'Last name' }).fill('Sampleton');
    await provider.getByRole('textbox', { name: 'First name' }).fill('Fern');
    await provider.getByRole('textbox', { name: 'NPI' }).fill('1999999985');
    await provider.getByRole('button', { name: 'Save' }).click();
    await provider.getByText('This is no NPI: ten digits, of which the last one checks the others.').waitFor();
    await provider.getByRole('textbox', { name: 'NPI' }).fill('1999999984');
    await step('a provider', () => provider.getByRole('button', { name: 'Save' }).click());
    await does.getByRole('row', { name: /Sampleton, Fern/ }).waitFor();

    const payers = page.getByRole('region', { name: 'How payers want their claims' });
    await payers
      .getByRole('button', { name: /^Change / })
      .or(payers.getByRole('button', { name: 'Add a payer’s wishes' }))
      .last()
      .click();
    const payer = page.getByRole('dialog', { name: 'How a payer wants its claims' });
    await payer.getByRole('combobox', { name: 'Payer, by the number that claims name' }).selectOption({ index: 1 });
    await payer.getByRole('textbox', { name: /^Lines of one claim/ }).fill('6');
    expect(await violations(window, 'how a payer wants its claims')).toEqual([]);
    await step('a payer', () => payer.getByRole('button', { name: 'Save' }).click());
    await payers.getByText('at most 6 lines').waitFor();

    // Whoever enters a charge may name them at once.
    await go(page, 'Claims');
    await view(page, 'Which claims', 'Charges');
    await page.getByRole('button', { name: /^New charge/ }).click();
    await page.getByRole('button', { name: 'A new patient' }).click();
    await page.getByRole('combobox', { name: 'Rendering provider' }).selectOption('1999999984');
  });

  test('what somebody else changed meanwhile is not undone', async () => {
    const { page } = window;
    await page.goto(`${program.address}/practice?view=billing`);
    const bills = page.getByRole('region', { name: 'Who bills' });
    await bills.getByRole('button', { name: 'Change who bills' }).click();
    const who = page.getByRole('dialog', { name: 'Who bills' });
    await who.getByRole('textbox', { name: 'Telephone' }).fill('2175550100');
    await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      const asked = await fetch('/api/ask/revenue/claims/billing', { method: 'POST', headers, body: JSON.stringify({ input: {} }) });
      const text = await asked.text();
      const facts = JSON.parse(text).facts ?? JSON.parse(text).answer?.facts;
      const input = { ...facts, facilities: [] };
      const answer = await fetch('/api/act/revenue/claims/set-billing', { method: 'POST', headers, body: JSON.stringify({ input }) });
      if (!answer.ok) throw new Error(await answer.text());
    });
    await who.getByRole('button', { name: 'Save' }).click();
    await who.getByText('Somebody else changed them meanwhile.').waitFor();
  });
});
