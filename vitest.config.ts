import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const kinds = { database: 'db', journey: 'journey', prove: 'prove' };
const alone = 'alone.db';
const everywhere = (suffix: string) => [`packages/*/src/**/*.${suffix}`, `tools/**/*.${suffix}`];
const special = Object.values(kinds).flatMap((kind) => everywhere(`${kind}.test.ts`));

// Starts the embedded PostgreSQL once a run; each test file gets a database of its own from a template.
const globalSetup = ['packages/server/src/store/testing/global-setup.ts']
  .map((path) => join(import.meta.dirname, path))
  .filter((path) => existsSync(path));

/**
 * The name of a test file says what it needs: `*.test.ts(x)` nothing (unit), `*.db.test.ts` a real PostgreSQL (database),
 * `*.journey.test.ts` the whole program and a browser (journey), `*.prove.test.ts` time (prove).
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: [...everywhere('test.ts'), ...everywhere('test.tsx')],
          exclude: special,
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        // Three at a time, also on two cores: a third of each is waiting for PostgreSQL (279 s for all of them; 411 with two).
        test: {
          name: 'database',
          maxWorkers: 3,
          include: everywhere('db.test.ts'),
          exclude: everywhere(`${alone}.test.ts`),
          globalSetup,
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'database-alone',
          maxWorkers: 3,
          include: everywhere(`${alone}.test.ts`),
          globalSetup,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Three at a time, also on two cores: each starts the program on ports and folders of its own, and a browser; half of it is waiting.
        test: {
          name: 'journey',
          include: everywhere('journey.test.ts'),
          globalSetup: [join(import.meta.dirname, 'packages/web/testing/journey-setup.ts')],
          maxWorkers: 3,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'prove',
          include: everywhere('prove.test.ts'),
          globalSetup,
          maxWorkers: 1,
          // Half an hour on a quiet machine; a busy one must not make a proof fail.
          testTimeout: 7_200_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
