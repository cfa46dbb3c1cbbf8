import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Size, sizes, type Window } from './browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const looks: readonly (readonly [Size, 'light' | 'dark'])[] = [
  ['desk', 'light'],
  ['desk', 'dark'],
  ['phone', 'dark'],
  ['phone', 'light'],
];

/** What axe finds wrong with the screen as it stands, in every size and colour: one line for each rule and look. */
export async function violations({ page, step }: Window, screen: string): Promise<string[]> {
  const found: string[] = [];
  for (const [size, scheme] of looks) {
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor({ state: 'attached' });
    await step(`${screen} ${size} ${scheme}`, () => settled(page));
    if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
    const results = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ resultTypes: ['violations'] }),
    );
    for (const { id, help, nodes } of results.violations) {
      const where = nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary?.split('\n')[1]?.trim()})`);
      found.push(`${screen}, ${size}, ${scheme}: ${id}: ${help}, ${nodes.length} times: ${where.join('; ')}`);
    }
  }
  await page.setViewportSize(sizes.desk);
  return found;
}

/** Nothing loads and nothing moves any more: colours that are still fading would be measured. */
async function settled(page: Window['page']): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('.skeleton') === null &&
      document.getAnimations().every(({ playState, effect }) => playState !== 'running' || effect?.getTiming().iterations === Infinity),
  );
}
