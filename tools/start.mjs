#!/usr/bin/env node
// `npm start` and `npm run dev`: installs what is missing, then hands over to the server on the pinned Node.
import { join } from 'node:path';
import { becomePinned, ensureInstalled, root } from './install.mjs';

await ensureInstalled();
const args = process.argv.slice(2);
// --watch restarts the server when a file that it imports changes; the server itself reloads the screens (start --dev).
const reload = args.includes('--dev') ? ['--watch', '--watch-preserve-output'] : [];
becomePinned([...reload, join(root, 'packages/server/src/cli/main.ts'), 'start', ...args]);
