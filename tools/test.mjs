#!/usr/bin/env node
// `npm test`, `npm run check|prove|bench`: installs what is missing, then runs the checks on the pinned Node.
import { join } from 'node:path';
import { becomePinned, ensureInstalled, root } from './install.mjs';

await ensureInstalled();
becomePinned([join(root, 'tools/test-run/main.ts'), ...process.argv.slice(2)]);
