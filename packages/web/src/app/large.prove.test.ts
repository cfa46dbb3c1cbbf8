import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chrome, hasBrowser, openChrome, type Window } from '../../testing/browser.ts';
import { go, list, rowsOf, signInAs, view } from '../../testing/desk.ts';
import { type Running, startProgram } from '../../testing/program.ts';

/** 1 is the whole practice, which takes minutes to make. */
const scale = process.env.CLAIMWRIGHT_SCALE ?? '1';

interface Frames {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
}

/** Turns the wheel over a list for some seconds; answers how long the browser took from frame to frame meanwhile. */
async function framesWhileScrolling(page: Page, label: string | RegExp, ms = 4_000): Promise<Frames> {
  const box = await list(page, label).boundingBox();
  if (!box) throw new Error('the list is not there');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  let scrolling = true;
  const measured = page
    .evaluate(
      (most) =>
        new Promise<number[]>((resolve) => {
          const began = performance.now();
          const took: number[] = [];
          let last = began;
          const frame = (now: number) => {
            took.push(now - last);
            last = now;
            if (now - began < most) requestAnimationFrame(frame);
            else resolve(took);
          };
          requestAnimationFrame(frame);
        }),
      ms,
    )
    .finally(() => {
      scrolling = false;
    });
  while (scrolling) await page.mouse.wheel(0, 300);
  const took = (await measured).slice(1).sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(share * took.length))] ?? 0;
  return { count: took.length, median: at(0.5), p95: at(0.95), longest: at(1) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

describe.skipIf(!hasBrowser)('the whole large practice', () => {
  let program: Running;
  let chrome: Chrome;
  let window: Window;
  const told: string[] = [];

  beforeAll(async () => {
    chrome = await openChrome('large-prove', () => program?.failures() ?? '');
    program = await startProgram({ args: ['--profile', 'large', '--scale', scale], within: 1_800_000 });
    told.push(`made and started in ${(program.startedIn / 1000).toFixed(0)} s`);
    window = await chrome.open(program.address);
    await signInAs(window.page, 'Biller');
  }, 1_900_000);
  afterAll(async () => {
    console.log(`The large practice at a scale of ${scale}, in a browser:\n  ${told.join('\n  ')}`);
    await chrome?.close();
    await program?.end();
  });

  /** Opens a list, scrolls and searches it. Frames of a twentieth of a second are still a movement to the eye. */
  async function walk(name: string, label: string | RegExp, open: () => Promise<unknown>, search?: () => Promise<unknown>): Promise<void> {
    const { page } = window;
    const opened = await timed(async () => {
      await open();
      await rowsOf(page, label).nth(5).waitFor();
    });
    const frames = await framesWhileScrolling(page, label);
    const depth = Number(await rowsOf(page, label).last().getAttribute('aria-rowindex'));
    const searched = search === undefined ? '' : `, searched in ${(await timed(search)).toFixed(0)} ms`;
    const ms = `${frames.median.toFixed(0)} ms, p95 ${frames.p95.toFixed(0)}, longest ${frames.longest.toFixed(0)} of ${frames.count}`;
    told.push(`${name}: open in ${opened.toFixed(0)} ms, ${depth} rows down, frames of ${ms}${searched}`);
    expect(depth).toBeGreaterThan(50);
    expect([name, frames.median < 50]).toEqual([name, true]);
  }

  test('its lists open, scroll smoothly and are searched', async () => {
    const { page } = window;
    await go(page, 'Deposits');
    await walk(
      'claims',
      'Claims',
      () => go(page, 'Claims'),
      async () => {
        const number = await rowsOf(page, 'Claims').nth(3).locator('.mono').first().textContent();
        await page.getByRole('searchbox', { name: 'Search claims' }).fill(number ?? '');
        await page.getByText('1 claim', { exact: true }).first().waitFor();
      },
    );
    await walk('posted remits', 'Remits: Posted', async () => {
      await go(page, 'Post ERA');
      await view(page, 'Which remits', 'Posted');
    });
    await walk('deposits', /^Deposits/, async () => {
      await go(page, 'Deposits');
      await view(page, 'Which deposits', 'All');
    });
    expect(window.complaints).toEqual([]);
  });
});
