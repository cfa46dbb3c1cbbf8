import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../publishing/build.ts';
import { packageFolder } from '../publishing/read-api.ts';
import type { createSummary } from './index.ts';

/* The package as a stranger gets it: built, packed, installed in a folder that knows nothing of this repository. */

const folder = mkdtempSync(join(tmpdir(), 'claimwright-x12-'));
const built = join(folder, 'built');
const home = join(folder, 'home');
const installed = join(home, 'node_modules/@claimwright/x12');
const npm = (cwd: string, ...args: string[]) =>
  execFileSync('npm', [...args, '--offline', '--no-audit', '--no-fund', '--loglevel=error'], { cwd, encoding: 'utf8' });

beforeAll(() => {
  build(built);
  const [{ filename = '' }] = JSON.parse(npm(built, 'pack', '--json', '--pack-destination', folder)) as [{ filename?: string }];
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{ "private": true, "type": "module" }');
  npm(home, 'install', '--ignore-scripts', join(folder, filename));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the compiler complains of. */
function compile(...args: string[]): string {
  const tsc = join(packageFolder, '../../node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, ...args], { cwd: home, encoding: 'utf8' }).stdout;
}

/** A bundle of what `code` imports, as a browser would get it. */
function bundle(code: string, options: { readonly minify?: boolean; readonly format?: 'esm' | 'iife' } = {}): string {
  const { outputFiles } = buildSync({
    stdin: { contents: code, resolveDir: home },
    bundle: true,
    write: false,
    platform: 'browser',
    format: options.format ?? 'esm',
    minify: options.minify ?? false,
    globalName: 'x12',
  });
  return outputFiles[0]?.text ?? '';
}

describe('the package, installed alone', () => {
  test('holds modules, types and what a stranger reads, and needs no other package', () => {
    expect(readdirSync(installed)).toEqual(
      expect.arrayContaining(['API.md', 'LICENSE', 'README.md', 'examples', 'index.d.ts', 'index.js']),
    );
    const { dependencies, exports, sideEffects } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    expect({ dependencies, exports, sideEffects }).toEqual({
      dependencies: {},
      exports: { '.': { types: './index.d.ts', default: './index.js' } },
      sideEffects: false,
    });
    expect(readdirSync(join(home, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['@claimwright']);
    const links = [...readFileSync(join(installed, 'README.md'), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(
      ([, link = '']) => link,
    );
    expect(links.filter((link) => !existsSync(join(installed, link)))).toEqual([]);
  });

  test('its examples fit its types, and run', () => {
    symlinkSync(join(packageFolder, '../../node_modules/@types'), join(home, 'node_modules/@types'));
    const options = {
      module: 'nodenext',
      target: 'es2023',
      strict: true,
      rootDir: 'examples',
      outDir: 'out',
      types: ['node'],
      lib: ['es2023', 'dom', 'dom.asynciterable'],
    };
    writeFileSync(join(home, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['examples'] }));
    for (const name of readdirSync(join(installed, 'examples'))) {
      mkdirSync(join(home, 'examples'), { recursive: true });
      mkdirSync(join(home, 'out'), { recursive: true });
      const text = readFileSync(join(installed, 'examples', name));
      writeFileSync(join(home, name.endsWith('.ts') ? 'examples' : 'out', name), text);
    }
    expect(compile('-p', home)).toBe('');
    expect(execFileSync(process.execPath, [join(home, 'out/write-claims.js')], { encoding: 'utf8' })).toContain('balanced: true');
  }, 120_000);

  test('its types refuse what is not there', () => {
    const wrong = join(home, 'wrong.ts');
    writeFileSync(wrong, `import { createReader } from '@claimwright/x12';\ncreateReader({ claim: (claim) => claim.chargd });\n`);
    expect(compile('--noEmit', '--strict', '--ignoreConfig', '--module', 'nodenext', wrong)).toMatch(/'chargd' does not exist/);
  }, 60_000);

  test('who only reads carries no writer, no redactor, no comparer and no explainer', () => {
    const classesOf = (code: string) => [...bundle(code).matchAll(/\b(\w+) = class\b/g)].map(([, name = '']) => name);
    const others = ['SegmentWriter', 'ElementRedactor', 'Matcher', 'Printer', 'OverlayChecker', 'Splitter'];
    expect(classesOf(`export * from '@claimwright/x12';`)).toEqual(expect.arrayContaining(others));
    const carried = classesOf(`export { createReader } from '@claimwright/x12';`);
    expect(carried).toContain('Tokenizer');
    expect(carried.filter((name) => others.includes(name))).toEqual([]);
    const size = (code: string) => bundle(code, { minify: true }).length;
    const [least, most] = [size(`export { createReader } from '@claimwright/x12';`), size(`export * from '@claimwright/x12';`)];
    expect(least / most).toBeLessThan(0.65);
    // A range of bytes needs no grammar.
    expect(size(`export { elementRange } from '@claimwright/x12';`)).toBeLessThan(1000);
  });

  test('it reads where there is nothing but the language: no Node, no browser', () => {
    const code = bundle(`export { createSummary } from '@claimwright/x12';`, { format: 'iife' });
    const bytes = readFileSync(join(packageFolder, 'examples/remit.835'));
    const told = runInContext(`${code};(${sumUp})(x12, bytes)`, createContext({ bytes: [...bytes] }));
    expect(JSON.parse(told)).toMatchObject({ sets: [{ set: '835', claims: 2, paid: '155.00', balanced: true }] });
    const all = bundle(`export * from '@claimwright/x12';`, { minify: true });
    expect(all.match(/"node:|\bBuffer\b|\bprocess\.|\brequire\(|\bglobalThis\b|\bTextDecoder\b/g)).toBeNull();
  });
});

function sumUp(x12: { readonly createSummary: typeof createSummary }, bytes: readonly number[]): string {
  const summary = x12.createSummary('remit.835');
  summary.push(Uint8Array.from(bytes));
  return JSON.stringify(summary.end().summary);
}
