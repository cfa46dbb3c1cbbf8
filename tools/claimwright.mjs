#!/usr/bin/env node
// The command line: `node tools/claimwright.mjs x12 summary FILE`. Adds nothing to stdout and hands on the exit status.
import { join } from 'node:path';
import { becomePinned, ensureInstalled, root } from './install.mjs';

await ensureInstalled();
// Objects of an X12 file die young: a small nursery holds them. What is compiled on the side while it runs takes up to 30 MB more, and
// no less time: with neither the program stays below 100 MB whatever the file's size.
const flags = process.argv[2] === 'x12' ? ['--max-semi-space-size=4', '--no-concurrent-recompilation'] : [];
becomePinned([...flags, join(root, 'packages/server/src/cli/main.ts'), ...process.argv.slice(2)]);
