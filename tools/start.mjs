#!/usr/bin/env node
// `npm start` and `npm run dev`: installs what is missing, then hands over to the server on the pinned Node.
import { join } from 'node:path';
import { becomePinned, ensureInstalled, root } from './install.mjs';

await ensureInstalled();
const args = process.argv.slice(2);
// --watch restarts the server when a file that it imports changes; the server itself reloads the screens (start --dev).
const reload = args.includes('--dev') ? ['--watch', '--watch-preserve-output'] : [];
// Taking in hundreds of thousands of claims makes much that is soon over: with more room for it, little of the time goes to collecting it.
const room = args.some((arg) => arg.includes('large')) ? ['--max-semi-space-size=64'] : [];
becomePinned([...reload, ...room, join(root, 'packages/server/src/cli/main.ts'), 'start', ...args]);
