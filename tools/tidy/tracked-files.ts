import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export type TrackedFile = { path: string; text: string };

/** Every text file that git tracks or would track, so that the rules hold before the commit as well. */
export function trackedFiles(): TrackedFile[] {
  const listing = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, maxBuffer: 1 << 26 });
  const files: TrackedFile[] = [];
  for (const path of new Set(listing.toString('utf8').split('\0'))) {
    const full = join(root, path);
    // A file may be deleted and not yet committed.
    if (path === '' || !existsSync(full) || !statSync(full).isFile()) continue;
    const bytes = readFileSync(full);
    if (!bytes.subarray(0, 8000).includes(0)) files.push({ path, text: bytes.toString('utf8') });
  }
  return files;
}
