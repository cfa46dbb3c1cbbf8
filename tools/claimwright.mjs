#!/usr/bin/env node
// The command line: `node tools/claimwright.mjs x12 summary FILE`. Adds nothing to stdout and hands on the exit status.
import { join } from 'node:path';
import { becomePinned, ensureInstalled, root } from './install.mjs';

await ensureInstalled();
becomePinned([join(root, 'packages/server/src/cli/main.ts'), ...process.argv.slice(2)]);
