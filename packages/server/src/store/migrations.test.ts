import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { expect, test } from 'vitest';
import { migrationsFolder, readMigrations } from './migrate.ts';

test('the migrations are what the schema.ts files say', async () => {
  const source = join(import.meta.dirname, '..');
  const schemas: Record<string, unknown> = {};
  for (const path of readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /(^|[\\/])schema\.ts$/.test(name))) {
    const room = (await import(pathToFileURL(join(source, path)).href)) as Record<string, unknown>;
    for (const [name, thing] of Object.entries(room)) schemas[`${path} ${name}`] = thing;
  }
  const last = String(readMigrations().length - 1).padStart(4, '0');
  const snapshot = JSON.parse(readFileSync(join(migrationsFolder, 'meta', `${last}_snapshot.json`), 'utf8'));
  const missing = await generateMigration(snapshot, generateDrizzleJson(schemas, snapshot.id));
  expect(missing, 'run: npx drizzle-kit generate --config packages/server/drizzle.config.ts --name what-changes').toEqual([]);
});
