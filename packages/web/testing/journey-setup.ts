import type { TestProject } from 'vitest/node';
import { throwAwayInMemory } from '../../../tools/test-run/memory-folder.ts';
import { hasBrowser } from './browser.ts';
import { newDataFolder, startProgram, throwAway } from './program.ts';

let data: string | undefined;

export async function setup(project: TestProject): Promise<void> {
  if (!hasBrowser) return;
  throwAwayInMemory();
  data = newDataFolder();
  const program = await startProgram({ data });
  await program.stop();
  project.provide('startedOnce', data);
}

export async function teardown(): Promise<void> {
  if (data !== undefined) throwAway(data);
}
