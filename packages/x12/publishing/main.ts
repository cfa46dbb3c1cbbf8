import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiText } from './api-text.ts';
import { build } from './build.ts';
import { packageFolder } from './read-api.ts';

/** `build` makes dist/, `docs` writes API.md. */
const [task] = process.argv.slice(2);
if (task === 'build') build(join(packageFolder, 'dist'));
else if (task === 'docs') writeFileSync(join(packageFolder, 'API.md'), apiText());
else throw new Error('build or docs?');
