import type { Me } from '@claimwright/server/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../../testing/browser.ts';
import { focused, go, rowsOf, signInAs, view } from '../../../../testing/desk.ts';
import { letMachinesWork, runTrial } from '../../../../testing/machines.ts';
import { type Running, startAgain } from '../../../../testing/program.ts';

/** Two busy cores. */
const patient = { timeout: 15_000 };

describe.skipIf(!hasBrowser)('the switchboard', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;
  const rows = () => rowsOf(window.page, 'Workflows');
  const row = (name: string) => rows().filter({ hasText: name }).first();
  const reason = async (words: string, verb: string) => {
    const dialog = window.page.getByRole('dialog');
    await dialog.getByLabel('Reason, kept on the record').fill(words);
    await dialog.getByRole('button', { name: verb }).click();
    await dialog.waitFor({ state: 'hidden' });
  };
  const thing = () => window.page.getByRole('region', { name: 'Workflow', exact: true });

  beforeAll(async () => {
    chrome = await openChrome('switchboard', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Office manager');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('shows every workflow with its phase and its ceiling, those of this program first', async () => {
    const { page, step } = window;
    await go(page, 'Switchboard');
    await step('the board', () => row('Posting').waitFor());
    expect(await rows().count()).toBeGreaterThan(10);
    expect(await row('Posting').textContent()).toMatch(/Assist[\s\S]*Conditional/);
    expect(await row('Submission').textContent()).toMatch(/Off[\s\S]*Guided/);
    expect(await violations(window, 'switchboard')).toEqual([]);
  });

  test('a workflow is opened, stopped and let go by the keys', async () => {
    const { page, step } = window;
    await page.keyboard.press('Home');
    await expect.poll(() => focused(page), patient).toContain('Intake');
    await page.keyboard.press('j');
    await expect.poll(() => focused(page), patient).toContain('Posting');
    await page.keyboard.press('Enter');
    await step('posting', () => page.getByRole('heading', { level: 1, name: 'Posting' }).waitFor());
    expect(await violations(window, 'a workflow')).toEqual([]);
    await page.keyboard.press('s');
    await step('stop it', () => reason('The payer changed its file.', 'Stop it now'));
    await step('it is stopped', () => thing().getByText('Stopped', { exact: true }).waitFor());
    await page.keyboard.press('s');
    await reason('The file is as it was.', 'Let it go on');
    await thing().getByText('Stopped', { exact: true }).waitFor({ state: 'hidden' });
    await thing().getByText('Switch let go').waitFor();
  });

  test('a level is raised on evidence only, and lowered at once', async () => {
    const { page, step } = window;
    await thing().getByRole('button', { name: 'Raise to Guided' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason, kept on the record').fill('We trust it.');
    await dialog.getByRole('button', { name: 'Set to Guided' }).click();
    await step('refused', () => dialog.getByText('The evidence is not enough for this step.').waitFor());
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await thing().getByRole('button', { name: 'Lower to Shadow' }).click();
    await reason('First we watch.', 'Set to Shadow');
    await step('it watches', () => thing().getByText('it stands here').waitFor());
    await row('Posting').filter({ hasText: 'Shadow' }).waitFor();
    await thing().getByRole('button', { name: 'Start a trial' }).click();
    await step('a trial runs', () => thing().getByRole('button', { name: 'End the trial' }).waitFor());
  });

  test('a trial’s evidence is drawn, asks for the next step, and a person takes it', async () => {
    const { page, step } = window;
    const me = await page.evaluate(async (): Promise<Me> => (await fetch('/api/me')).json());
    await runTrial(program.data, me.practice.id, 90);
    await step('the evidence', () =>
      thing()
        .getByRole('img', { name: /Agreement 98.9 % after 90/ })
        .waitFor(),
    );
    expect(await thing().textContent()).toMatch(/95 % interval94 % to 99.8 %/);
    expect(await violations(window, 'evidence')).toEqual([]);
    await page.getByRole('button', { name: 'Promote' }).click();
    await step('promote', () => reason('Ninety of them, and one was wrong.', 'Promote'));
    await step('it assists', () => thing().getByText('Set to assist').waitFor());
    await row('Posting').filter({ hasText: 'Assist' }).waitFor();
    await thing().getByRole('button', { name: 'End the trial' }).click();
    await reason('It has shown enough.', 'End it');
  });

  test('what is asked of the machine is seen, and set anew with a reason; what is too little is refused', async () => {
    const { page, step } = window;
    await thing().getByText('As the program brings it').waitFor();
    const set = async (compared: string) => {
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Conditional: compared, at least').fill(compared);
      await dialog.getByLabel(/^Lowered by hand: days/).fill('14');
      await dialog.getByLabel('Reason, kept on the record').fill('We want to see more of it.');
      await dialog.getByRole('button', { name: 'Set the policy' }).click();
    };
    await thing().getByRole('button', { name: 'Change what is asked' }).click();
    expect(await violations(window, 'the policy')).toEqual([]);
    await set('5');
    await step('refused', () =>
      page
        .getByRole('dialog')
        .getByText(/too few/)
        .waitFor(),
    );
    await set('300');
    await step('set', () =>
      thing()
        .getByText(/Policy 1, set by/)
        .waitFor(),
    );
    await thing()
      .getByText(/Up to Conditional: 300 compared/)
      .waitFor();
    await thing()
      .getByText(/not older than 14 days/)
      .waitFor();
    await thing().getByText('Policy 1 set').waitFor();
  });

  test('what applied itself is signed off in one go, and one is taken back', async () => {
    const { page, step } = window;
    const me = await page.evaluate(async (): Promise<Me> => (await fetch('/api/me')).json());
    await view(page, 'Which part', 'End of day');
    await page.getByRole('heading', { name: 'Nothing applied itself' }).waitFor();
    expect(await violations(window, 'end of day, empty')).toEqual([]);
    const done = await letMachinesWork(program.data, me.practice.id);
    expect(done.applied).toBeGreaterThan(1);
    const changes = () => rowsOf(page, 'What applied itself');
    await step('the end of the day', () => expect.poll(() => changes().count(), patient).toBe(done.applied));
    expect(await violations(window, 'end of day')).toEqual([]);
    await changes().first().getByRole('button', { name: 'Take back' }).click();
    await reason('The deposit has not come.', 'Take back');
    await expect.poll(() => changes().count(), patient).toBe(done.applied - 1);
    for (let drawn = await changes().getByRole('button', { name: 'Checked' }).count(); drawn > 0; drawn--) {
      await changes().getByRole('button', { name: 'Checked' }).first().click();
      await expect.poll(() => changes().getByRole('button', { name: 'Checked' }).count(), patient).toBe(drawn - 1);
    }
    if ((await changes().count()) > 0) await page.keyboard.press('a');
    await step('all is reviewed', () => page.getByRole('heading', { name: 'Nothing applied itself' }).waitFor());
    await view(page, 'Which part', 'Reviewed');
    await step('reviewed', () => expect.poll(() => changes().count(), patient).toBe(done.applied));
    expect(await changes().allInnerTexts()).toContainEqual(expect.stringMatching(/reversed by Marisol Vega/));
  });

  test('everything is stopped by one switch, and a biller may throw it', async () => {
    const { page, step } = window;
    await view(page, 'Which part', 'Workflows');
    await step('payers with levels of their own', () => rows().filter({ hasText: 'Conditional' }).nth(3).waitFor());
    await page.keyboard.press('S');
    await reason('A fire drill.', 'Stop it now');
    await step('all stopped', () => page.getByText(/All machines are stopped by Marisol Vega/).waitFor());
    expect(await violations(window, 'all stopped')).toEqual([]);
    await page.getByRole('button', { name: /Let all go on/ }).click();
    await reason('The drill is over.', 'Let it go on');
    const biller = await chrome.open(program.address, { size: 'phone', dark: true });
    await signInAs(biller.page, 'Biller');
    await biller.page.goto(`${program.address}/switchboard`);
    await biller.page.getByRole('button', { name: /Stop all machines/ }).waitFor();
    await biller.step('a biller on a phone', () => rowsOf(biller.page, 'Workflows').first().waitFor());
    expect(await violations(biller, 'switchboard on a phone')).toEqual([]);
    await biller.close();
    expect(window.complaints).toEqual([]);
  });
});
