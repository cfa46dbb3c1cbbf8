import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../testing/browser.ts';
import { balances, closeFiles, dropFiles, go, rowsOf, signInAs, slowly, toldOf, view } from '../../testing/desk.ts';
import { type Running, startAgain } from '../../testing/program.ts';
import { dollars, makeBatch, picture } from '../../testing/wire-files.ts';

/** The first payment of a batch, as a file. */
function payment(...wish: Parameters<typeof makeBatch>) {
  const [remit] = makeBatch(...wish).remits;
  if (!remit) throw new Error('the payer answered nothing');
  return remit;
}

describe.skipIf(!hasBrowser)('files dropped onto the page', () => {
  const batch = makeBatch({ seed: 'dropped', count: 60, first: 5001, cases: ['contracted'] });
  const good = payment({ seed: 'dropped', count: 60, first: 5001, cases: ['contracted'] });
  const off = payment({ seed: 'off', count: 4, first: 6001, cases: ['out-of-balance-payment'] });
  const cut = payment({ seed: 'cut', count: 12, first: 7001, cases: ['contracted'] });
  const half = cut.bytes835.subarray(0, Math.floor(cut.bytes835.length * 0.6));
  let program: Running;
  let chrome: Chrome;
  let window: Window;

  beforeAll(async () => {
    chrome = await openChrome('drop-files', () => program?.failures() ?? '');
    program = await startAgain();
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Biller');
  });
  afterAll(async () => {
    await chrome?.close();
    await program?.end();
  });

  test('claims and their remit arrive with progress, and stand in the tray with every cent explained', async () => {
    const { page, step } = window;
    const picking = await slowly(page, 12_000);
    await dropFiles(window, [batch.claims], () => step('the page asks to let go', async () => undefined));
    await step('the progress of sending', () => page.getByText(/Sending, [1-9]\d? %/).waitFor());
    await picking.end();
    const told = await step('the claims are read', () => toldOf(page, batch.claims.name, /Read:|Refused|already/));
    expect(told).toContain('60 claims');
    await dropFiles(window, [{ name: good.name, bytes: good.bytes835 }]);
    const paid = await step('the remit is read', () => toldOf(page, good.name, /Read:|Refused|already/));
    expect(paid).toContain(`1 remit, ${good.remit.claims.length} claims`);
    await step('it stands in the tray by itself', () => rowsOf(page, 'Remits: To post').filter({ hasText: good.truth.trace }).waitFor());
    await closeFiles(page);
    await step('every cent of it is explained', async () => {
      await rowsOf(page, 'Remits: To post').filter({ hasText: good.truth.trace }).click();
      await page.getByText(`${dollars(good.truth.amount)} paid`).waitFor();
      await page.getByText('0.00 unexplained').waitFor();
    });
  });

  test('the same file again, by another name, is here already', async () => {
    const { page, step } = window;
    await dropFiles(window, [{ name: 'the-same.835', bytes: good.bytes835 }]);
    const told = await step('the same file again', () => toldOf(page, 'the-same.835', /Read:|Refused|already/));
    expect(told).toContain('Here already: the very same bytes. Nothing new was kept.');
    await view(page, 'Which remits', 'All');
    await expect.poll(() => rowsOf(page, 'Remits: All').filter({ hasText: good.truth.trace }).count()).toBe(1);
    await closeFiles(page);
  });

  test('a picture and an empty file are refused with a reason, and nothing of them is kept for posting', async () => {
    const { page, step } = window;
    await go(page, 'Books');
    const before = await balances(page);
    await dropFiles(window, [
      { name: 'picture.835', bytes: picture },
      { name: 'empty.835', bytes: new Uint8Array() },
    ]);
    for (const name of ['picture.835', 'empty.835'])
      expect(await step(`${name} is refused`, () => toldOf(page, name, /Read:|Refused|already/))).toMatch(/Refused: \S+ \S+/);
    await closeFiles(page);
    await go(page, 'Documents');
    for (const name of ['picture.835', 'empty.835']) {
      await step(`${name} says what to do`, async () => {
        await rowsOf(page, 'Files').filter({ hasText: name }).click();
        const file = page.getByRole('region', { name: 'File', exact: true });
        await file.getByRole('heading', { level: 1, name }).waitFor();
        await file.getByText('Next:').waitFor();
      });
    }
    await go(page, 'Books');
    expect(await balances(page)).toEqual(before);
  });

  test('a cut-off 835 and one out of balance are parked with the exact difference, and cannot be posted', async () => {
    const { page, step } = window;
    await go(page, 'Post ERA');
    await dropFiles(window, [
      { name: 'cut.835', bytes: half },
      { name: 'off.835', bytes: off.bytes835 },
    ]);
    for (const name of ['cut.835', 'off.835']) await step(`${name} is told`, () => toldOf(page, name, /findings?/));
    await closeFiles(page);
    await view(page, 'Which remits', 'Needs a person');
    for (const { truth } of [cut, off]) {
      await step(`parked: ${truth.trace}`, async () => {
        await rowsOf(page, 'Remits: Needs a person').filter({ hasText: truth.trace }).click();
        await page.getByRole('region', { name: 'Remit', exact: true }).getByText(`Trace ${truth.trace}`).waitFor();
        await page.getByText('Out of balance').first().waitFor();
      });
      expect(await page.getByRole('button', { name: 'Accept all clean' }).count()).toBe(0);
    }
    await step('the difference to the cent', () =>
      page
        .getByText(`differ from their own sum by ${dollars(Math.abs(off.truth.difference))}`)
        .first()
        .waitFor(),
    );
  });

  test('the whole copy of the cut-off file does not wait in vain behind its own half', async () => {
    const { page, step } = window;
    await dropFiles(window, [{ name: 'whole.835', bytes: cut.bytes835 }]);
    const told = await step('the whole copy', () => toldOf(page, 'whole.835', /Read:|Refused|already/));
    expect(told).toContain(`1 remit, ${cut.remit.claims.length} claims`);
    await closeFiles(page);
    await view(page, 'Which remits', 'Needs a person');
    const copies = rowsOf(page, 'Remits: Needs a person').filter({ hasText: cut.truth.trace });
    await step('it is held as a near duplicate', async () => {
      await expect.poll(() => copies.count()).toBe(2);
      await copies.filter({ hasText: 'Near duplicate' }).click();
      await page.getByRole('link', { name: 'Show the other one' }).waitFor();
    });
    await step('a person lets it through', async () => {
      await page.getByRole('button', { name: 'It is a payment of its own' }).click();
      await page.getByRole('button', { name: 'Accept all clean' }).waitFor();
      await page.getByText('0.00 unexplained').waitFor();
    });
    expect(window.complaints).toEqual([]);
  });
});
