import { join, relative } from 'node:path';
import ts from 'typescript';

/** One name that `index.ts` gives away, and what its docstring says of it. */
export interface Exported {
  readonly name: string;
  /** Within `src`: `diff/diff.ts`. */
  readonly file: string;
  /** The declaration without its body, with the comments of its members; then what it names and `index.ts` does not export. */
  readonly text: string;
  readonly says: string;
  /** Of a function: what the docstring says of each parameter, '' where it says nothing. */
  readonly parameters?: readonly { readonly name: string; readonly says: string }[];
  readonly returns?: string;
  readonly throws: readonly string[];
}

export const packageFolder = join(import.meta.dirname, '..');
const source = join(packageFolder, 'src');

/** Everything that `index.ts` exports, in the order of its files and lines, by TypeScript's own reading of it. */
export function readApi(): Exported[] {
  const { config } = ts.readConfigFile(join(packageFolder, 'tsconfig.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, packageFolder);
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  const index = program.getSourceFile(join(source, 'index.ts'));
  const module = index === undefined ? undefined : checker.getSymbolAtLocation(index);
  if (module === undefined) throw new Error('index.ts exports nothing');
  const symbols = checker.getExportsOfModule(module);
  const known = new Set(symbols.map((symbol) => ownOf(symbol, checker)));
  return symbols.map((symbol) => exported(symbol, checker, known)).sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

function ownOf(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

function exported(symbol: ts.Symbol, checker: ts.TypeChecker, known: ReadonlySet<ts.Symbol>): Exported {
  const own = ownOf(symbol, checker);
  const declaration = own.declarations?.[0];
  if (declaration === undefined) throw new Error(`${symbol.name} is declared nowhere`);
  const hidden = new Set<ts.Declaration>();
  collectHidden(declaration, checker, known, hidden);
  const tags = own.getJsDocTags(checker);
  const told = (name: string) => tags.filter((tag) => tag.name === name).map((tag) => ts.displayPartsToString(tag.text));
  return {
    name: symbol.name,
    file: relative(source, declaration.getSourceFile().fileName).replaceAll('\\', '/'),
    text: [textOf(declaration, symbol.name), ...[...hidden].map((one) => textOf(one, ''))].join('\n\n'),
    says: ts.displayPartsToString(own.getDocumentationComment(checker)),
    throws: told('throws'),
    ...(ts.isFunctionDeclaration(declaration) ? ofFunction(declaration, told('param'), told('returns')) : {}),
  };
}

/** Types of ours that a declaration names though nobody can import them: without them it says little. */
function collectHidden(node: ts.Node, checker: ts.TypeChecker, known: ReadonlySet<ts.Symbol>, found: Set<ts.Declaration>): void {
  if (ts.isBlock(node)) return;
  const named = ts.isTypeReferenceNode(node) ? node.typeName : ts.isExpressionWithTypeArguments(node) ? node.expression : undefined;
  const symbol = named === undefined ? undefined : checker.getSymbolAtLocation(named);
  const own = symbol === undefined ? undefined : ownOf(symbol, checker);
  const [declaration] = own?.declarations ?? [];
  if (own !== undefined && declaration !== undefined && !known.has(own) && isOurs(declaration) && !found.has(declaration)) {
    found.add(declaration);
    collectHidden(declaration, checker, known, found);
  }
  ts.forEachChild(node, (child) => collectHidden(child, checker, known, found));
}

const isOurs = (declaration: ts.Declaration): boolean =>
  !ts.isTypeParameterDeclaration(declaration) && !relative(source, declaration.getSourceFile().fileName).startsWith('..');

function ofFunction(declaration: ts.FunctionDeclaration, said: readonly string[], returns: readonly string[]) {
  const parameters = declaration.parameters.map((parameter) => {
    const name = parameter.name.getText();
    const [line] = said.filter((one) => one.startsWith(`${name} `));
    return { name, says: line?.slice(name.length + 1) ?? '' };
  });
  return { parameters, returns: returns.join(' ') };
}

/** As it stands in the source, without bodies and what is private. */
function textOf(declaration: ts.Declaration, name: string): string {
  if (ts.isFunctionDeclaration(declaration) && declaration.body !== undefined)
    return declaration
      .getSourceFile()
      .text.slice(declaration.getStart(), declaration.body.getStart())
      .replace(/^export /, '')
      .trimEnd();
  if (ts.isClassDeclaration(declaration)) return classText(declaration, name);
  return declaration.getText().replace(/^export /, '');
}

function classText(declaration: ts.ClassDeclaration, name: string): string {
  const members = declaration.members.flatMap((member) => {
    if (ts.isPropertyDeclaration(member)) return [`  ${member.getText()}`];
    return ts.isConstructorDeclaration(member) ? [`  constructor(${member.parameters.map((one) => one.getText()).join(', ')});`] : [];
  });
  const parent = declaration.heritageClauses?.map((clause) => ` ${clause.getText()}`).join('') ?? '';
  return `class ${name}${parent} {\n${members.join('\n')}\n}`;
}
