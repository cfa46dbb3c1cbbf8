#!/usr/bin/env node
// `npm run fuzz`: hurts X12 files in every way and sees that nothing breaks.
import { join } from 'node:path';
import { becomePinned, ensureInstalled, root } from './install.mjs';

await ensureInstalled();
becomePinned([join(root, 'tools/fuzz/main.ts'), ...process.argv.slice(2)]);
