import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { type Browser, type BrowserContext, chromium as driver, type Page } from 'playwright-core';
import { chromium, findProgram } from '../../../tools/outside-programs.ts';

const shots = join(import.meta.dirname, '..', '..', '..', 'screenshots');
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether there is a browser to look with; journeys say `describe.skipIf(!hasBrowser)`. */
const found = findProgram(chromium);
export const hasBrowser = found !== undefined;

/** The driver wants a path where a name would do for a shell. */
function pathOf(program: string): string {
  if (isAbsolute(program)) return program;
  const places = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  return places.find((place) => existsSync(place)) ?? program;
}

export const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
export type Size = keyof typeof sizes;

/** Anything slower than this on two busy cores is a fault of its own. */
const patience = 15_000;

/** One person's browser window, its steps kept as pictures. */
export interface Window {
  readonly page: Page;
  /** Does one thing and keeps a picture of what is on the screen then. A failure says which step it was and what was to be seen. */
  step<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** What the page complained of: errors of scripts and of the console. */
  readonly complaints: string[];
  /** A folder on this person's disk, which is gone with the browser. */
  readonly disk: string;
  close(): Promise<void>;
}

interface Looks {
  readonly size?: Size;
  readonly dark?: boolean;
  /** A screen for fingers, without a pointer that hovers. */
  readonly touch?: boolean;
}

export interface Chrome {
  open(address: string, options?: Looks): Promise<Window>;
  close(): Promise<void>;
}

/** `failures`: what the program's log says, told with a step that failed. */
export async function openChrome(journey: string, failures: () => string = () => ''): Promise<Chrome> {
  const browser: Browser = await driver.launch({ executablePath: pathOf(found ?? 'chromium'), args: quiet, timeout: 60_000 });
  const folder = join(shots, journey);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const disk = mkdtempSync(join(tmpdir(), 'claimwright-disk-'));
  let count = 0;
  const picture = async (page: Page, what: string) => {
    count += 1;
    const name = `${String(count).padStart(2, '0')}-${what.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.slice(0, 80);
    await page.screenshot({ path: join(folder, `${name}.png`), timeout: patience }).catch(() => undefined);
    return join(folder, `${name}.png`);
  };
  const open = async (address: string, options: Looks = {}): Promise<Window> => {
    const context: BrowserContext = await browser.newContext({
      viewport: sizes[options.size ?? 'desk'],
      colorScheme: options.dark ? 'dark' : 'light',
      locale: 'en-US',
      acceptDownloads: true,
      hasTouch: options.touch ?? false,
      isMobile: options.touch ?? false,
    });
    context.setDefaultTimeout(patience);
    const page = await context.newPage();
    // What it opens beside itself (a PDF) would hide it, and nothing moves or ends on a page that nobody sees.
    page.on('popup', (beside) => void beside.close());
    const complaints = listen(page);
    await page.goto(address, { waitUntil: 'load' });
    const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      try {
        const result = await work();
        await picture(page, what);
        return result;
      } catch (error) {
        throw await explain(error, page, what, await picture(page, `failed-${what}`), [...complaints, failures()]);
      }
    };
    return { page, step, complaints, disk, close: () => context.close() };
  };
  const close = async () => {
    await browser.close();
    rmSync(disk, { recursive: true, force: true });
  };
  return { open, close };
}

/** Chromium reports every refused request as an error of the console; which of them are right is for the journeys to say. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    complaints.push(`console: ${message.text()}`);
  });
  return complaints;
}

async function explain(error: unknown, page: Page, what: string, picture: string, complaints: readonly string[]): Promise<Error> {
  const seen = await page
    .locator('body')
    .allInnerTexts()
    .then((texts) => texts.join(' '))
    .catch(() => '(the page does not answer)');
  // Colours and the driver's log of waiting say nothing that the picture does not.
  const words = (error instanceof Error ? error.message : String(error)).split('\nCall log')[0];
  const told = [
    `Step "${what}" failed: ${words}`,
    `At ${page.url()}; picture: ${picture}`,
    ...(complaints.some(Boolean) ? [`Page and log complained: ${complaints.filter(Boolean).join(' | ')}`] : []),
    `On the screen: ${seen.replace(/\s*\n\s*/g, ' / ').slice(0, 1200)}`,
  ];
  return new Error(told.join('\n'));
}
