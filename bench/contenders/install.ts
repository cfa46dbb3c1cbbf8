import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = import.meta.dirname;
const installed = join(folder, 'node_modules', '.package-lock.json');

/** Whether what stands in node_modules is what the lock file beside us asks for. */
function isWhole(): boolean {
  if (!existsSync(installed)) return false;
  const versions = (file: string): [string, string | undefined][] => {
    const { packages }: { packages: { [path: string]: { version?: string; optional?: boolean } } } = JSON.parse(readFileSync(file, 'utf8'));
    return Object.entries(packages).flatMap(([path, { version, optional }]) => (path === '' || optional ? [] : [[path, version]]));
  };
  const present = new Map(versions(installed));
  return versions(join(folder, 'package-lock.json')).every(([path, version]) => present.get(path) === version);
}

/** Installs the packages that we are measured against, at the versions of the lock file, where they are not there yet. */
export function installContenders(): void {
  if (isWhole()) return;
  console.error('Installing the packages that we are measured against (once; they are no part of Claimwright).');
  const { status, stderr, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder], {
    encoding: 'utf8',
  });
  if (status === 0) return;
  const why = error?.message ?? stderr.trim().split('\n').slice(-4).join('\n');
  console.error(`They could not be installed, so there is nothing to measure against:\n${why}`);
  console.error(`Without a network, run "npm ci" in ${folder} on a machine that has one and bring its node_modules along.`);
  process.exit(1);
}

/** The address of a package of theirs, for import(). */
export const contenderModule = (name: string): string => pathToFileURL(createRequire(join(folder, 'package.json')).resolve(name)).href;
