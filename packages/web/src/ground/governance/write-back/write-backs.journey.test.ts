import { type PartnerServer, startPartner } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../../testing/browser.ts';
import { go, rowsOf, signInAs, view } from '../../../../testing/desk.ts';
import { type Running, startAgain } from '../../../../testing/program.ts';

const patient = { timeout: 30_000 };

describe.skipIf(!hasBrowser)('what partner systems are told', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;
  let partner: PartnerServer;

  beforeAll(async () => {
    chrome = await openChrome('write-backs', () => program?.failures() ?? '');
    program = await startAgain();
    partner = await startPartner({ anyNumber: true });
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Office manager');
  });
  afterAll(async () => {
    await chrome?.close();
    await partner?.close();
    await program?.end();
  });

  /** What the app has no form for: a partner is set up by whoever runs the office's programs. */
  const call = (kind: 'act' | 'ask', name: string, input: object) =>
    window.page.evaluate(
      async ([path, body]) => {
        const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
        const answer = await fetch(path ?? '', { method: 'POST', headers, body: body ?? '' });
        if (!answer.ok) throw new Error(await answer.text());
        return answer.json();
      },
      [`/api/${kind}/${name}`, JSON.stringify({ input })],
    );
  const list = (name: string) => rowsOf(window.page, `Notes to partner systems: ${name}`);
  const post = async () => {
    const { rows } = (await call('ask', 'revenue/posting/tray', { view: 'open' })) as { rows: { id: string; claims: number }[] };
    const [row] = rows.toSorted((a, b) => a.claims - b.claims);
    await call('act', 'revenue/posting/post-remit', { remitId: row?.id });
    return row?.claims ?? 0;
  };

  test('an empty list says what would stand there', async () => {
    const { page, step } = window;
    await go(page, 'Partners');
    await step('nothing waits', () => page.getByRole('heading', { name: 'Nothing waits for a person' }).waitFor());
    expect(await violations(window, 'no notes to partner systems')).toEqual([]);
  });

  test('what a partner refuses waits for a person with the reason, and is sent again by a key', async () => {
    const { page, step } = window;
    const models = 'ground/governance/models';
    const { result } = await call('act', `${models}/add-vendor`, { name: 'Elm Practice Software' });
    const of = { vendorId: result.vendorId, product: 'Elm PM' };
    await call('act', `${models}/file-agreement`, { ...of, kind: 'baa', purposes: ['posting'], signedOn: '2026-01-01' });
    const how = { protocol: 'claim-notes', url: partner.url, secret: partner.key, kinds: ['claim-balance'], active: true };
    await call('act', 'ground/governance/write-back/set-partner', { ...of, ...how, name: 'Elm PM' });
    partner.behave({ kind: 'fails', status: 401 });
    const notes = await post();
    await step('stuck, with the reason', () => expect.poll(() => list('For a person').count(), patient).toBe(notes));
    await list('For a person').first().click();
    await page
      .getByText(/The partner refused it/)
      .last()
      .waitFor();
    expect(await violations(window, 'a note that is stuck')).toEqual([]);
    partner.behave({ kind: 'works' });
    await page.keyboard.press('s');
    await expect.poll(() => list('For a person').count(), patient).toBe(notes - 1);
    await view(page, 'Which notes', 'Told');
    await step('told', () => expect.poll(() => list('Told').count(), patient).toBe(1));
    expect(partner.numbers().flatMap((number) => partner.notesOf(number))).toHaveLength(1);
  });

  test('another is given up with a reason, and says who gave it up', async () => {
    const { page, step } = window;
    partner.behave({ kind: 'fails', status: 401 });
    await post();
    await view(page, 'Which notes', 'For a person');
    await expect.poll(() => list('For a person').count(), patient).toBeGreaterThan(1);
    // Notes still come in while the keys are pressed, which may take the chosen row away: then one presses again.
    const giveUp = page.getByRole('button', { name: /^Give it up/ });
    const chosen = async () => {
      await page.locator('body').press('j');
      await page.keyboard.press('Enter');
      return giveUp.waitFor({ timeout: 1_000 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(chosen, patient).toBe(true);
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: 'Give this note up' });
    await dialog.getByRole('textbox').fill('It was entered there by hand.');
    await dialog.getByRole('button', { name: 'Give it up' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await view(page, 'Which notes', 'Given up');
    await list('Given up').first().click();
    await step('who gave it up', () => page.getByText(/Given up by Marisol Vega/).waitFor());
    expect(await violations(window, 'a note that was given up')).toEqual([]);
    expect(window.complaints).toEqual([]);
  });

  test('on a phone it fits', async () => {
    const phone = await chrome.open(program.address, { size: 'phone', dark: true });
    await signInAs(phone.page, 'Office manager');
    await phone.page.goto(`${program.address}/write-backs?view=all`);
    await phone.step('the notes on a phone', () => rowsOf(phone.page, 'Notes to partner systems: All').first().waitFor());
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    expect(await violations(phone, 'notes to partner systems on a phone')).toEqual([]);
    await phone.close();
  });
});
