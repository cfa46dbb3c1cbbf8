import { defineConfig } from 'drizzle-kit';

// Paths from the repository's root: `npx drizzle-kit generate --config packages/server/drizzle.config.ts --name what-changes`.
export default defineConfig({
  dialect: 'postgresql',
  schema: './packages/server/src/**/schema.ts',
  out: './packages/server/migrations',
});
