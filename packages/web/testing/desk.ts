import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Window } from './browser.ts';

/** Signs in as a person does who takes the first offer: the card of the demo practice. */
export async function signInAs(page: Page, role: 'Biller' | 'Office manager' | 'Compliance officer'): Promise<void> {
  await page
    .getByRole('region', { name: 'Demo sign-ins' })
    .getByRole('button', { name: new RegExp(`^${role}`) })
    .click();
  await page.getByRole('navigation', { name: 'Places' }).waitFor();
}

export async function go(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: place }).waitFor();
}

/** A list of the screen, by its whole label: "Claims" are not the claims of the remit that still stands there. */
export const list = (page: Page, label: string | RegExp): Locator =>
  page.getByRole('grid', { name: label, exact: typeof label === 'string' });
export const rowsOf = (page: Page, label: string | RegExp): Locator => list(page, label).getByRole('rowgroup').getByRole('row');

/** Waits until a list stands or says that it is empty; answers each row's cells. */
export async function cellsOf(page: Page, label: string | RegExp): Promise<string[][]> {
  await list(page, label).waitFor();
  return rowsOf(page, label).evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll('[role=gridcell]')].map((cell) => (cell.textContent ?? '').trim())),
  );
}

/** '−1,234.50' → -123450 cents. */
export function cents(text: string): number {
  const found = /([−-]?)\$?([\d,]+)\.(\d\d)/.exec(text);
  if (!found) throw new Error(`"${text}" is no amount`);
  const amount = Number(`${found[2]?.replaceAll(',', '')}${found[3]}`);
  return found[1] ? -amount : amount;
}

/** Every account that is not zero, with its balance, as the Books screen shows them now. */
export async function balances(page: Page): Promise<ReadonlyMap<string, number>> {
  const rows = await cellsOf(page, 'Accounts');
  return new Map(rows.map((cells): [string, number] => [cells[0] ?? '', cents(cells.at(-1) ?? '')]).filter(([, balance]) => balance !== 0));
}

export async function view(page: Page, group: string, name: string): Promise<void> {
  const radio = page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: new RegExp(`^${name}`) });
  await radio.click();
  await radio.and(page.locator('[aria-checked=true]')).waitFor();
}

/** Opens a row of the tray by words in it. */
export async function openRemit(page: Page, tab: string, words: string | RegExp): Promise<void> {
  await view(page, 'Which remits', tab);
  await rowsOf(page, `Remits: ${tab}`).filter({ hasText: words }).first().click();
  await page.getByRole('region', { name: 'Remit', exact: true }).getByRole('heading', { level: 1 }).waitFor();
}

/** Presses Tab until the thing has the focus, as somebody without a mouse does; says so where it cannot be reached. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`sixty presses of Tab do not lead to ${target}`);
}

/** What the focus is on, in words. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    return `${activeElement?.getAttribute('role') ?? activeElement?.tagName ?? ''} ${activeElement?.textContent ?? ''}`.trim();
  });

interface Dropped {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How clearly the sheet shows that asks to let go. */
const sheet = (page: Page, words: string): Promise<number> =>
  page.getByText(words).evaluate((words) => {
    let shown = 1;
    for (let element: Element | null = words; element; element = element.parentElement) shown *= Number(getComputedStyle(element).opacity);
    return shown;
  });

async function untilSheet(page: Page, words: string, shown: number): Promise<void> {
  for (const deadline = Date.now() + 10_000; (await sheet(page, words)) !== shown; )
    if (Date.now() > deadline) throw new Error(`the sheet that asks to let go is ${shown === 1 ? 'not shown' : 'still there'} after 10 s`);
}

/** Drags files from the disk over the page and lets go: the browser's own drag, which lands on whatever is under the hand. */
export async function dropFiles(
  { page, disk }: Window,
  files: readonly Dropped[],
  whileOver?: () => Promise<void>,
  words = "Drop the payer's or the bank's files",
): Promise<void> {
  const folder = mkdtempSync(join(disk, 'drop-'));
  const paths = files.map(({ name, bytes }) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  });
  const hand = await page.context().newCDPSession(page);
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    hand.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data: { items: [], files: paths, dragOperationsMask: 1 } });
  await drag('dragEnter');
  await drag('dragOver');
  await untilSheet(page, words, 1);
  await whileOver?.();
  await drag('dragOver');
  await drag('drop');
  await untilSheet(page, words, 0);
  await hand.detach();
}

/** What the corner says of a dropped file, once it says something that matches. */
export async function toldOf(page: Page, name: string, words: RegExp): Promise<string> {
  const line = page
    .getByRole('region', { name: 'Files' })
    .getByRole('listitem')
    .filter({ hasText: name })
    .filter({ hasText: words })
    .first();
  await line.waitFor();
  return (await line.allInnerTexts()).join(' ');
}

export async function closeFiles(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close the list of files' }).click();
}

/** A line so slow that progress can be seen, until it is ended. */
export async function slowly(page: Page, bytesPerSecond: number): Promise<{ end(): Promise<void> }> {
  const line = await page.context().newCDPSession(page);
  const set = (uploadThroughput: number) =>
    line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  await line.send('Network.enable');
  await set(bytesPerSecond);
  return {
    end: async () => {
      await set(-1);
      await line.detach();
    },
  };
}
