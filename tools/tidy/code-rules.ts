import ts from 'typescript';
import { type Breach, isCode, isTest, type Rule } from './rule.ts';
import type { TrackedFile } from './tracked-files.ts';

/** Answers what is wrong with this node, or undefined. */
type Judge = (node: ts.Node, path: string) => string | undefined;

const parsed = new Map<string, ts.SourceFile>();

function parse({ path, text }: TrackedFile): ts.SourceFile {
  const known = parsed.get(path);
  if (known) return known;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  parsed.set(path, source);
  return source;
}

function codeRule(name: string, advice: string, where: (path: string) => boolean, judge: Judge): Rule {
  const check = (files: TrackedFile[]) => {
    const breaches: Breach[] = [];
    for (const file of files.filter(({ path }) => isCode(path) && where(path))) {
      const source = parse(file);
      const visit = (node: ts.Node) => {
        const what = judge(node, file.path);
        if (what) breaches.push({ path: file.path, line: lineOf(source, node.getStart(source)), what });
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
    return breaches;
  };
  return { name, advice, check };
}

function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1;
}

const under = (...folders: string[]) => {
  const pattern = new RegExp(`^packages/(?:${folders.join('|')})/`);
  return (path: string) => pattern.test(path);
};
const pure = under('core', 'x12', 'twin');
const exact = under('core', 'x12');
const moneyRooms = under('(?:core|server)/src/(?:revenue|office|ground/(?:base|ledger|bank))');
const money = (path: string) => exact(path) && /(?:^|[/-])(?:money|cents|amount)[^/]*$/.test(path);

function isCall(node: ts.Node, text: RegExp): node is ts.CallExpression {
  return ts.isCallExpression(node) && text.test(node.expression.getText());
}

const longest = (node: ts.Node, path: string): number => {
  const name = nameOf(node);
  return path.startsWith('packages/web/') && path.endsWith('.tsx') && /^[A-Z]/.test(name) ? 130 : 70;
};

function nameOf(node: ts.Node): string {
  if ((ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node)) && node.name)
    return node.name.getText();
  const { parent } = node;
  if (parent && (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent))) return parent.name.getText();
  return '';
}

/** The callback of `describe` groups tests; it is a heading, not a function that anyone follows. */
function isHeading(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText());
}

const tooLong: Judge = (node, path) => {
  if (!ts.isFunctionLike(node) || !('body' in node) || !node.body || isHeading(node)) return undefined;
  const source = node.getSourceFile();
  const lines = lineOf(source, node.getEnd()) - lineOf(source, node.getStart(source)) + 1;
  const limit = longest(node, path);
  return lines > limit ? `${nameOf(node) || 'a function'} has ${lines} lines, ${limit} are allowed` : undefined;
};

const isZero = (node: ts.Expression | undefined): boolean => node !== undefined && /^0n?$/.test(node.getText());
const isHundred = (node: ts.Expression): boolean => /^100(?:[.]0+)?$/.test(node.getText());

export const codeRules: Rule[] = [
  codeRule('functions fit on a screen', 'Give a part of it a name of its own.', () => true, tooLong),
  codeRule(
    'no any',
    'Use unknown and look at it, or say the type.',
    () => true,
    (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? 'any' : undefined),
  ),
  codeRule(
    'no clock where things are decided or replayed',
    'Take the instant or the date as an argument: the caller knows what time it is.',
    pure,
    (node, path) => {
      // A test may measure how long it took; it may not depend on what day it is.
      if (isCall(node, /^(?:Date|performance)[.]now$/) && !(isTest(path) && isCall(node, /^performance/))) return node.getText();
      return ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length
        ? 'new Date() reads the clock'
        : undefined;
    },
  ),
  codeRule('no chance where things are decided or replayed', 'Take ids and seeds as arguments.', pure, (node) =>
    isCall(node, /^(?:Math[.]random|crypto[.](?:randomUUID|getRandomValues))$/) ? node.getText() : undefined,
  ),
  codeRule(
    'no floating money',
    'Money is integer cents: read and show it with ground/base/money, apply rates with decimal.js.',
    exact,
    (node, path) => {
      if (isCall(node, /^(?:Number[.])?parseFloat$/) || isCall(node, /[.]toFixed$/)) return node.getText();
      if (!moneyRooms(path) || money(path) || isTest(path) || !ts.isBinaryExpression(node)) return undefined;
      const scales = [ts.SyntaxKind.AsteriskToken, ts.SyntaxKind.SlashToken].includes(node.operatorToken.kind);
      return scales && isHundred(node.right) ? `${node.getText()} converts between units of money by hand` : undefined;
    },
  ),
  codeRule(
    'no amount is silently cut off at zero',
    'A negative amount is a fact (a takeback, a credit): carry it, or refuse it with a finding.',
    moneyRooms,
    (node) => (isCall(node, /^Math[.]max$/) && node.arguments.some(isZero) ? node.getText() : undefined),
  ),
];
