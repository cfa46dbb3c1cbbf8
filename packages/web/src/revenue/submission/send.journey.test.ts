import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeClaims, openClearinghouse, serveFolder } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../../testing/accessibility.ts';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../../testing/browser.ts';
import { go, rowsOf, signInAs, view } from '../../../testing/desk.ts';
import { type Running, startAgain } from '../../../testing/program.ts';

const patient = { timeout: 60_000 };

describe.skipIf(!hasBrowser)('claims on their way out', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('send', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Office manager');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  /** Where claims go out is set up by whoever runs the office’s programs. */
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
  const upload = (text: string) =>
    window.page.evaluate(async (bytes) => {
      const form = new FormData();
      form.append('file', new File([bytes], 'tonight.837'));
      const headers = { 'idempotency-key': crypto.randomUUID() };
      const answer = await fetch('/api/intake/upload?as=claims-to-send', { method: 'POST', headers, body: form });
      if (!answer.ok) throw new Error(await answer.text());
    }, text);

  test('a hundred claims go from tonight’s list to the payer, let go by a person who saw the totals, and one comes back with its cause', async () => {
    const { page, step } = window;
    const made = makeClaims({ seed: 77, count: 100, until: '2026-02-20', specialties: ['medical', 'optometry'] });
    await go(page, 'Scrub & Send');
    await page.getByRole('heading', { name: 'No claim waits to be sent' }).waitFor();
    await upload(new TextDecoder().decode(made.bytes837));
    await expect.poll(() => rowsOf(page, 'Claims that can be sent').count(), patient).toBeGreaterThan(5);
    await page.getByText(/^100 claims/).waitFor();
    expect(await violations(window, 'claims of tonight')).toEqual([]);
    const { roots } = (await call('ask', 'ground/intake/sources', {})) as { roots: readonly string[] };
    const folder = join(roots[0] ?? '', 'house');
    mkdirSync(folder, { recursive: true });
    const house = openClearinghouse({ seed: 9, opens: '2026-02-21', reaches: ['90101', '90102', '90103', '90104'] });
    const serving = serveFolder(house, folder);
    await call('act', 'revenue/submission/set-clearinghouse', {
      ...{ name: 'Twin House', kind: 'folder', path: join(folder, 'in'), answersPath: join(folder, 'out'), active: true },
      ...{ senderId: 'LAKESIDE', senderName: 'Lakeside Family Care', contact: 'Billing', phone: '5555550100' },
      ...{ receiverId: 'TWINHOUSE', receiverName: 'Twin Clearinghouse' },
    });
    await step('made ready by a key', () => page.keyboard.press('p'));
    const batches = rowsOf(page, 'Batches of claims');
    await expect.poll(() => batches.count(), patient).toBeGreaterThan(1);
    const count = await batches.count();
    for (let i = 0; i < count; i++) {
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
    await step('sent', () => expect.poll(() => batches.filter({ hasText: 'Sent' }).count(), patient).toBe(count));
    serving.pump(1);
    expect(house.taken).toHaveLength(count);
    serving.pump(3 * 24 * 60);
    await view(page, 'Which claims', 'Work');
    const work = rowsOf(page, 'What sent claims leave to do');
    await step('rejected, with its cause', () =>
      expect.poll(() => work.filter({ hasText: 'Rejected' }).count(), patient).toBeGreaterThan(0),
    );
    await work.filter({ hasText: 'Rejected' }).first().click();
    const way = page.getByRole('region', { name: 'The way of this claim' });
    await way.getByText(/number of the payer is not known there/).waitFor();
    expect(await violations(window, 'a rejected claim')).toEqual([]);
    await view(page, 'Which claims', 'Batches');
    await batches.filter({ hasText: 'NORTHWIND' }).click();
    await step('accepted by the payer', () => page.getByText(/\d+ accepted by the payer/).waitFor());
  });
});
