import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../testing/browser.ts';
import { go, rowsOf, signInAs, view } from '../../testing/desk.ts';
import { type Running, runCommand, startAgain } from '../../testing/program.ts';

const verifier = join(import.meta.dirname, '../../../server/src/ground/governance/record/verifier/verify-record.mjs');

describe.skipIf(!hasBrowser)('the compliance officer proves who saw and who decided what', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;
  beforeAll(async () => {
    chrome = await openChrome('record-screens', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Compliance officer');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });
  const accessible = async (name: string) => expect(await violations(window, name)).toEqual([]);

  test('opens a claim, and finds that reading under “Who saw what”', async () => {
    const { page, step } = window;
    await go(page, 'Claims');
    await rowsOf(page, 'Claims').first().click();
    await page.getByRole('region', { name: 'Evidence' }).locator('code').first().waitFor();
    const claim = new URL(page.url()).searchParams.get('claim')?.replaceAll('"', '');
    await go(page, 'Record');
    await view(page, 'Which part', 'Who saw what');
    await page.getByText('Whom or what?').waitFor();
    await page.getByRole('button', { name: 'Look for something' }).click();
    await page.getByLabel('About', { exact: true }).fill(`claim:${claim}`);
    await step('who saw a claim', async () => {
      await page.getByRole('button', { name: 'Look', exact: true }).click();
      await page.getByRole('region', { name: 'Who looked' }).getByRole('button').first().waitFor();
    });
    expect(await page.getByRole('region', { name: 'Who looked' }).textContent()).toMatch(/payment/);
    await accessible('who saw what');
    const beside = await runCommand(['record', 'who-saw', `claim:${claim}`, '--json'], program.data);
    expect(JSON.parse(beside.printed).who.length).toBeGreaterThan(0);
  });

  test('looks for a patient by name and for a reader by e-mail; who is unknown is said to be unknown, here and on the command line', async () => {
    const { page, step } = window;
    const form = page.getByRole('form', { name: 'Look for something in the record' });
    const about = form.getByLabel('About', { exact: true });
    const look = () => form.getByRole('button', { name: 'Look', exact: true }).click();
    const claim = await about.inputValue();
    const replayed = await runCommand(['record', 'replay', claim, '--at', '2099-01-01', '--json'], program.data);
    expect(JSON.parse(replayed.printed).subject).toBe(claim);
    await about.fill('Zzyzx Nobody');
    await step('unknown', async () => {
      await look();
      await form
        .locator('..')
        .getByRole('alert')
        .getByText(/Nobody and nothing is known here as “Zzyzx Nobody”/)
        .waitFor();
    });
    await accessible('an unknown name');
    await go(page, 'Claims');
    const named = (await rowsOf(page, 'Claims').first().textContent()) ?? '';
    const [, last = ''] = /([A-Z][a-z]+), [A-Z][a-z]+/.exec(named) ?? [];
    await go(page, 'Record');
    await view(page, 'Which part', 'Who saw what');
    await page.getByRole('button', { name: 'Look for something' }).click();
    await about.fill(last);
    await step('by name', async () => {
      await look();
      const several = page.getByRole('group', { name: /may mean several/ }).getByRole('button');
      const told = page.getByRole('region', { name: 'Who looked' });
      await several.or(told).first().waitFor();
      if ((await several.count()) > 0) {
        await accessible('whom it may mean');
        await several.first().click();
        await look();
      }
      await told.getByText(/readings? of patient:/).waitFor();
    });
    expect(page.url(), 'a name in an address').not.toContain(last);
    await form.getByLabel('Who', { exact: true }).fill('ron@demo.claimwright.example');
    await look();
    await page
      .getByRole('region', { name: 'Who looked' })
      .getByText(/by 1 reader/)
      .waitFor();
    const unknown = await runCommand(['record', 'who-saw', 'Zzyzx Nobody', '--json'], program.data);
    expect(unknown).toMatchObject({ status: 2 });
    expect(JSON.parse(unknown.printed)).toEqual({ asked: 'Zzyzx Nobody', unknown: true, candidates: [] });
    const nope = await runCommand(['record', 'replay', 'claim:nope', '--at', '2026-03-02'], program.data);
    expect(nope.status).toBe(2);
    expect(nope.printed).toContain('Nothing is known here by that address.');
    const by = await runCommand(['record', 'who-saw', '--by', 'ron@demo.claimwright.example', '--json'], program.data);
    expect(JSON.parse(by.printed).total).toBeGreaterThan(0);
  });

  test('finds what machines had to do with patients, by patient, person, model, purpose and day', async () => {
    const { page, step } = window;
    await view(page, 'Which part', 'Machines');
    await page.getByRole('button', { name: 'Show all' }).click();
    await step('machines and patients', () => rowsOf(page, 'Entries').first().waitFor());
    await accessible('machines and patients');
    await page.getByRole('button', { name: 'Look for something' }).click();
    const form = page.getByRole('form', { name: 'Look for something in the record' });
    await form.getByLabel('Model').waitFor();
    await form.getByLabel('From').fill('2099-01-01');
    await form.getByRole('button', { name: 'Look', exact: true }).click();
    await page.getByText('No machine had to do with it').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await rowsOf(page, 'Entries').filter({ hasText: 'Read a file' }).first().click();
    await page.getByRole('heading', { name: 'Its place in the chain' }).waitFor();
  });

  test('looks for what was refused or done, and reads one decision whole', async () => {
    const { page, step } = window;
    await view(page, 'Which part', 'Acts');
    await rowsOf(page, 'Entries').filter({ hasText: 'Read a file' }).first().click();
    await step('a decision', () => page.getByRole('heading', { name: 'Its place in the chain' }).waitFor());
    await page.getByText('Digest of the plan').waitFor();
    await accessible('a decision');
  });

  test('sees a claim as it was when somebody looked, and what changed since, with the way to each entry', async () => {
    const { page, step } = window;
    await view(page, 'Which part', 'Reads of patient data');
    await rowsOf(page, 'Entries').filter({ hasText: 'Saw a claim' }).first().click();
    await page.getByRole('button', { name: 'as it was then' }).first().click();
    await step('a claim as it was', () => page.getByRole('heading', { name: /^As it was on / }).waitFor());
    await page.getByRole('table', { name: 'The ledger then and now' }).waitFor();
    await page.getByRole('heading', { name: 'What changed since' }).waitFor();
    await accessible('a claim as it was');
    // Long before it came in: nothing had been done, nothing was owed, and all of it changed since.
    await page.getByLabel('As it was on', { exact: true }).fill('2020-01-01');
    await page.getByLabel('At', { exact: true }).fill('12:00');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('Nothing had been done with it by then.').waitFor();
    const since = page.getByRole('region', { name: 'What changed since' });
    expect(await since.textContent()).toMatch(/looked at (once|[\d,]+ times)/);
    await view(page, 'Which part', 'Acts');
    await page.getByRole('button', { name: 'Show all' }).click();
    await rowsOf(page, 'Entries').filter({ hasText: 'Read a file' }).first().click();
    await page.getByRole('heading', { name: 'Its place in the chain' }).waitFor();
  });

  test('exports that decision, and the file that comes with it verifies it', async () => {
    const { page } = window;
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export this decision' }).click()]);
    const path = await download.path();
    const told = await runCommand(['record', 'key'], program.data);
    const checked = spawnSync(process.execPath, [verifier, path, '--key', told.printed.split('\n')[0] ?? ''], { encoding: 'utf8' });
    expect(checked.stdout).toMatch(/^1 entries, exported .* all are as they were written/);
    expect(checked.status).toBe(0);
  });

  test('verifies, and is told of both places', async () => {
    const { page, step } = window;
    await page.getByRole('button', { name: 'Verify' }).first().click();
    const told = page.getByRole('status').filter({ hasText: 'The record is whole.' });
    await step('verified', () => told.waitFor());
    expect(await told.textContent()).toMatch(/checkpoints? signed here, .* Both places agree/s);
    await accessible('verified');
  });

  test('sees the schedule, places a hold and lifts it with a reason', async () => {
    const { page, step } = window;
    await go(page, 'Retention');
    await page.getByRole('table', { name: 'Schedule' }).waitFor();
    await step('the schedule', () => accessible('the schedule'));
    await view(page, 'Which part', 'Legal holds');
    await page.getByLabel('On what').fill('practice');
    await page.getByLabel('Matter').fill('Audit of March');
    await page.getByRole('button', { name: 'Place a hold' }).click();
    await step('a hold', () => page.getByText('Holds', { exact: true }).waitFor());
    await accessible('holds');
    await page.getByRole('button', { name: 'Lift', exact: true }).click();
    await page.getByLabel('Reason, kept on the record').fill('The audit is over');
    await page.getByRole('dialog').getByRole('button', { name: 'Lift' }).click();
    await page.getByText(/^Lifted/).waitFor();
  });

  test('may propose to destroy only what is over its time', async () => {
    const { page, step } = window;
    await view(page, 'Which part', 'Destruction');
    await page.getByPlaceholder('Choose what').click();
    await page.getByRole('option', { name: /Files as they came/ }).click();
    await page.getByRole('button', { name: /^Propose/ }).click();
    await step('nothing is old enough', () => page.getByText('There is nothing to destroy.').waitFor());
    await accessible('destruction');
  });

  test('records a disclosure and gives the patient their account', async () => {
    const { page, step } = window;
    await go(page, 'Record');
    await view(page, 'Which part', 'Reads of patient data');
    await rowsOf(page, 'Entries').filter({ hasText: 'Saw a claim' }).first().click();
    await page.getByRole('button', { name: 'only this', exact: true }).first().click();
    await view(page, 'Which part', 'Who saw what');
    await page.getByRole('link', { name: 'Who outside was told of this patient' }).click();
    await step('nobody was told', () => page.getByText('Nobody outside was told').waitFor());
    await page.getByLabel('On', { exact: false }).first().fill('2026-01-15');
    await page.getByPlaceholder('Choose the reason').click();
    await page.getByRole('option', { name: 'Public health authority' }).click();
    await page.getByLabel('To whom').fill('County Health Department');
    await page.getByLabel('What was told').fill('A positive test');
    await page.getByLabel('For what').fill('Reportable disease');
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await step('an account of disclosures', () => page.getByRole('rowheader', { name: 'County Health Department' }).waitFor());
    await accessible('disclosures');
    expect(window.complaints).toEqual([]);
  });
});
