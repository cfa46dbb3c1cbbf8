import type { TestProject } from 'vitest/node';
import { hasBrowser } from './browser.ts';
import { newDataFolder, startProgram, throwAway } from './program.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The data of a program that has been started once, with its fictional practice, and stopped: what journeys begin with a copy of. */
    startedOnce: string;
  }
}

let data: string | undefined;

export async function setup(project: TestProject): Promise<void> {
  if (!hasBrowser) return;
  data = newDataFolder();
  const program = await startProgram({ data });
  await program.stop();
  project.provide('startedOnce', data);
}

export async function teardown(): Promise<void> {
  if (data !== undefined) throwAway(data);
}
