import { makePractice } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../testing/browser.ts';
import { dropFiles, go, rowsOf, signInAs, view } from '../../../testing/desk.ts';
import { type Running, runCommand, startAgain } from '../../../testing/program.ts';

const patient = { timeout: 60_000 };

describe.skipIf(!hasBrowser)('claims on their way out', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('send', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Biller');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('by the command line: what can be sent, what is found of a claim as partners’ programs read it, by the number on it', async () => {
    const cli = (...args: string[]) => runCommand(['claims', ...args], program.data);
    const held = await cli('list', '--held');
    expect(held.status).toBe(0);
    expect(held.printed).toMatch(/^red +TN00001 .*NORTHWIND MUTUAL {2}150\.00/m);
    expect(held.printed).not.toMatch(/^green/m);
    const found = await cli('findings', 'TN00001', '--json');
    expect(found.status).toBe(1);
    const result: { validation_result: string } = JSON.parse(/^\{.*$/m.exec(found.printed)?.[0] ?? '');
    expect(Object.keys(result)).toEqual(['validation_result', 'issues', 'suggested_actions']);
    expect(result.validation_result).toBe('blocked');
    const nobody = await cli('findings', 'NOBODY');
    expect(nobody.status).toBe(2);
    expect(nobody.printed).toContain('No claim goes out under NOBODY');
    expect(await cli('status', 'TN00001')).toMatchObject({ status: 0, printed: expect.stringContaining('TN00001  drafted') });
    expect(await cli('batches', '--json')).toMatchObject({ status: 0 });
  });

  test('a hundred claims of the demo: red, yellow and green; let go by a person who saw the totals, they are with the payer in seconds, and one comes back with its cause', async () => {
    const { page, step } = window;
    await go(page, 'Scrub & Send');
    const tonight = rowsOf(page, 'Claims that can be sent');
    await expect.poll(() => tonight.count(), patient).toBeGreaterThan(5);
    await page.getByText(/^100 claims/).waitFor();
    for (const light of ['Held', 'Look at it', 'Ready']) await tonight.filter({ hasText: light }).first().waitFor();
    await tonight.filter({ hasText: 'is bundled into' }).first().waitFor();
    expect(await violations(window, 'claims of tonight')).toEqual([]);
    // By key: the gravest first, then by what is billed; the chosen order is in the address.
    await page.keyboard.press('o');
    await expect.poll(() => tonight.first().textContent(), patient).toContain('Held');
    await page.keyboard.press('o');
    await expect.poll(() => page.getByLabel('Order of the list').inputValue(), patient).toBe('Most money first');
    const amounts = async () =>
      (await tonight.allInnerTexts()).map((text) => Number(/\$?([\d,]+\.\d\d)/.exec(text)?.[1]?.replace(',', '')));
    await expect.poll(amounts, patient).toEqual((await amounts()).toSorted((a, b) => b - a));
    expect(page.url()).toContain('sort=billed.down');
    await page.getByLabel('Order of the list').selectOption('As entered');
    await expect.poll(() => page.url(), patient).not.toContain('sort=');
    await tonight.filter({ hasText: 'is bundled into' }).first().click();
    await step('what is found of a claim, with its evidence', () => page.getByRole('button', { name: 'Set aside' }).first().waitFor());
    expect(await violations(window, 'a claim of tonight')).toEqual([]);
    // The phone that was looked at just now shows no list beside a claim: its keys are there again with its button.
    await page.getByRole('button', { name: /^Make batches ready/ }).waitFor();
    await step('made ready by a key', () => page.keyboard.press('p'));
    const batches = rowsOf(page, 'Batches of claims');
    // Medical, dental and optometry, each payer by itself; what is held stays behind.
    await expect.poll(() => batches.count(), patient).toBe(5);
    for (let i = 0; i < 5; i++) {
      await batches.nth(i).click();
      await page.getByRole('button', { name: /^Approve and send/ }).click();
      const dialog = page.getByRole('dialog', { name: 'Approve this batch' });
      if (i === 0) {
        await dialog.getByText(/leave for .* under your name/).waitFor();
        expect(await violations(window, 'a batch that waits')).toEqual([]);
      }
      await dialog.getByRole('button', { name: /^Send \d+ claim/ }).click();
      await dialog.waitFor({ state: 'hidden' });
    }
    await step('sent', () => expect.poll(() => batches.filter({ hasText: 'Sent' }).count(), patient).toBe(5));
    await view(page, 'Which claims', 'Work');
    const work = rowsOf(page, 'What sent claims leave to do');
    await step('rejected, with its cause', () => expect.poll(() => work.filter({ hasText: 'Rejected' }).count(), patient).toBe(1));
    await work.filter({ hasText: 'Rejected' }).first().click();
    await page.getByRole('region', { name: 'The way of this claim' }).waitFor();
    await page.getByText('The member number of the subscriber is missing or not valid.').last().waitFor();
    expect(await violations(window, 'a rejected claim')).toEqual([]);
    await view(page, 'Which claims', 'Batches');
    await batches.filter({ hasText: 'NORTHWIND' }).click();
    await step('accepted by the payer', () => page.getByText(/\d+ accepted by the payer/).waitFor());
    const report = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Report (PDF)' }).click();
    expect((await report).suggestedFilename()).toMatch(/^CW\d{9} pre-submission report\.pdf$/);
    await view(page, 'Which claims', 'First pass');
    await rowsOf(page, 'First sendings by payer and month').first().click();
    await step('taken at the first sending', () => page.getByRole('heading', { name: /taken at the first sending/ }).waitFor());
    await view(page, 'Which claims', 'Clearinghouses');
    await rowsOf(page, 'Clearinghouses').first().click();
    await step('a clearinghouse', () => page.getByText('Business associate agreement, signed').waitFor());
    expect(await violations(window, 'a clearinghouse')).toEqual([]);
    // Every answer found what it speaks of.
    await view(page, 'Which claims', 'Work');
    expect(await work.filter({ hasText: 'Unknown answer' }).count()).toBe(0);
  });

  test('what the payer has is taken back from its account, and withdrawn again; a charge that makes no claim is told of, with its cause', async () => {
    const { page, step } = window;
    await go(page, 'Claims');
    await view(page, 'Which claims', 'Going out');
    await page.getByRole('combobox', { name: 'Where they stand' }).selectOption('payer');
    await rowsOf(page, 'Claims that go out').first().click();
    await step('in the books', () => page.getByRole('link', { name: 'In the books' }).click());
    await page.getByRole('button', { name: 'Take back…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Draft a void' });
    expect(await violations(window, 'a void that is asked for')).toEqual([]);
    await step('a void is drafted', () => dialog.getByRole('button', { name: 'Draft the void' }).click());
    await page.getByText('voids an earlier claim').first().waitFor();
    await page.getByRole('button', { name: 'Withdraw…' }).click();
    const why = page.getByRole('dialog', { name: 'Withdraw this claim' });
    await why.getByRole('textbox').fill('asked for by mistake');
    await step('withdrawn', () => why.getByRole('button', { name: 'Withdraw it' }).click());
    await page.locator('.badges').getByText('Withdrawn').waitFor();

    await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      const who = { last: 'Sampleton', first: 'Oak', birthDate: '1980-02-03', sex: 'F' };
      const line = { procedure: { code: '99213', modifiers: [] }, charged: 15000, units: '1', unit: 'UN', servedOn: '2026-03-02' };
      const charge = {
        ...{ kind: 'professional', account: 'HELD1', patient: who, coverages: [], placeOfService: '11', renderingNpi: '1999999984' },
        ...{ predetermination: false, missingTeeth: [], attachments: [] },
        lines: [{ ...line, diagnoses: ['I10'], billed: 'insurance', teeth: [], oralCavities: [] }],
      };
      const body = JSON.stringify({ input: { charges: [charge] } });
      const answer = await fetch('/api/act/revenue/charges/add', { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(await answer.text());
    });
    await go(page, 'Scrub & Send');
    await step('a charge waits', () => page.getByRole('link', { name: /^1 charge waiting/ }).click());
    await page.getByRole('button', { name: 'Make claims of them' }).click();
    await page.getByText('0 claims made, 1 charge held').waitFor();
    await view(page, 'What became of them', 'Held');
    await step('held, with its cause', () => rowsOf(page, 'Charges').first().click());
    await page.getByRole('heading', { name: 'Why no claim was made' }).waitFor();
    expect(await violations(window, 'a charge that is held')).toEqual([]);
  });

  test('what a payer says in words of its own: the claims of it are listed, a person says what it means, and takes it back', async () => {
    const manager = await chrome.open(program.address);
    const { page, step } = manager;
    await signInAs(page, 'Office manager');
    await go(page, 'Scrub & Send');
    await view(page, 'Which claims', 'Batches');
    await rowsOf(page, 'Batches of claims').filter({ hasText: 'NORTHWIND' }).click();
    const head = page.locator('.thing-head');
    await head.getByText(/CW\d{9}/).waitFor();
    const reference = /CW\d{9}/.exec((await head.textContent()) ?? '')?.[0] ?? '';
    const accounts = (await page.getByText(/^TN\d{5}$/).allTextContents()).slice(0, 2);
    await dropFiles(manager, [{ name: 'x7.277ca', bytes: saysX7(reference, accounts) }]);
    await view(page, 'Which claims', 'Work');
    const work = rowsOf(page, 'What sent claims leave to do').filter({ hasText: 'X7:999' });
    await step('work', () => work.first().click(patient));
    const waiting = page.getByRole('region', { name: 'Claims of which the payer says X7:999' });
    await waiting.getByText('2 claims of which the payer says it').waitFor();
    for (const account of accounts) await waiting.getByRole('link', { name: account }).waitFor();
    await page.getByLabel('In plain words').fill('It waits for the plan to answer.');
    await page.getByLabel('What to do then').fill('Wait a week.');
    expect(await violations(manager, 'what nobody has mapped')).toEqual([]);
    await page.getByRole('button', { name: 'This is what it means' }).click();
    await expect.poll(() => work.count(), patient).toBe(0);
    await view(page, 'Which claims', 'Routes');
    await page.getByRole('row', { name: /NORTHWIND/ }).click();
    const said = page.getByRole('region', { name: 'What its statuses mean' });
    await step('what it means', () => said.getByText('It waits for the plan to answer. Wait a week.').waitFor());
    await said.getByRole('button', { name: '2 claims' }).click();
    await said.getByRole('link', { name: accounts[0] ?? '' }).waitFor();
    expect(await violations(manager, 'what statuses mean')).toEqual([]);
    await said.getByRole('button', { name: 'Take it back' }).click();
    await step('taken back', () => said.getByText('Nobody has said what it means').waitFor());
    await said.getByRole('button', { name: /^Let it mean again/ }).waitFor();
    await view(page, 'Which claims', 'Work');
    await expect.poll(() => work.count(), patient).toBe(1);
    await manager.close();
  });
});

/** The payer of the fictional practice, of claims of one batch: what no standard knows. */
function saysX7(reference: string, accounts: readonly string[]): Uint8Array {
  const on = '20261122';
  const set = [
    ...['ST*277*0001*005010X214', `BHT*0085*08*901*${on}*2300*TH`, 'HL*1**20*1', 'NM1*PR*2*NORTHWIND MUTUAL*****PI*NWM01'],
    ...['TRN*1*901', `DTP*050*D8*${on}`, `DTP*009*D8*${on}`, 'HL*2*1*21*1', 'NM1*41*2*LAKESIDE*****46*LAKESIDE'],
    ...[`TRN*2*${reference}`, `STC*A1:19*${on}*WQ*0`, 'HL*3*2*19*1', `NM1*85*2*LAKESIDE*****XX*${makePractice('demo').npi}`],
    ...accounts.flatMap((account, i) => [
      ...[`HL*${4 + i}*3*PT`, 'NM1*QC*1*DOE*JO', `TRN*2*${account}`, `STC*X7:999*${on}*WQ*0********SEE PORTAL`],
    ]),
  ];
  const all = [
    'ISA*00*          *00*          *ZZ*TWINHOUSE      *ZZ*LAKESIDE       *261122*0900*^*00501*000000901*0*P*:',
    `GS*HN*TWINHOUSE*LAKESIDE*${on}*1000*901*X*005010X214`,
    ...[...set, `SE*${set.length + 1}*0001`, 'GE*1*901', 'IEA*1*000000901'],
  ];
  return new TextEncoder().encode(all.map((one) => `${one}~`).join(''));
}
