import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { packageFolder } from './read-api.ts';

const source = join(packageFolder, 'src');

/**
 * Makes the folder that is published: plain ES modules with their types, and what a stranger reads. Within this repository the
 * sources are imported as they are.
 */
export function build(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  compile(folder);
  for (const file of ['README.md', 'API.md', 'examples']) cpSync(join(packageFolder, file), join(folder, file), { recursive: true });
  cpSync(join(packageFolder, '../../LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
}

function compile(folder: string): void {
  const { config } = ts.readConfigFile(join(packageFolder, 'tsconfig.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, packageFolder);
  const program = ts.createProgram(fileNames, {
    ...options,
    noEmit: false,
    declaration: true,
    stripInternal: true,
    rewriteRelativeImportExtensions: true,
    rootDir: source,
    outDir: folder,
  });
  const { diagnostics } = program.emit(undefined, write);
  const [wrong] = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (wrong !== undefined) throw new Error(ts.flattenDiagnosticMessageText(wrong.messageText, '\n'));
}

/** In declarations the compiler leaves `./x.ts` as it stands, which only newer ones follow. */
function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, path.endsWith('.d.ts') ? text.replace(/((?:from |import\()['"]\.[^'"]*)\.ts(?=['"])/g, '$1.js') : text);
}

function manifest(): object {
  const { scripts: _, devDependencies: __, ...own } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  return { ...own, exports: { '.': { types: './index.d.ts', default: './index.js' } } };
}
