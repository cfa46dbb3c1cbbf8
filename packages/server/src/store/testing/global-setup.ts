import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { throwAwayInMemory } from '../../../../../tools/test-run/memory-folder.ts';
import { type Embedded, removeData, startEmbedded } from '../embedded.ts';
import { prepare } from '../prepare.ts';
import { createDatabase, withAdmin } from '../provision.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The template database of this run: what `freshDatabase` copies. */
    testDatabase: { adminUrl: string; appUrl: string };
  }
}

let embedded: Embedded | undefined;
let data: string | undefined;

/** One PostgreSQL for the run, with a migrated template database; nothing in it survives. */
export async function setup(project: TestProject): Promise<void> {
  // What proofs write is too much for it.
  if (project.name !== 'prove') throwAwayInMemory();
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-db-'));
  chmodSync(folder, 0o711);
  data = join(folder, 'data');
  embedded = await startEmbedded(data, 'tests', { durable: false });
  await createDatabase(embedded.adminUrl);
  await prepare(embedded);
  // Nobody may stay connected to a template while it is copied.
  await withAdmin(embedded.adminUrl.replace(/\/claimwright$/, '/postgres'), (client) =>
    client.query('alter database claimwright is_template true'),
  );
  project.provide('testDatabase', { adminUrl: embedded.adminUrl, appUrl: embedded.appUrl });
}

export async function teardown(): Promise<void> {
  await embedded?.stop();
  if (data === undefined) return;
  removeData(data);
  rmSync(dirname(data), { recursive: true, force: true });
}
