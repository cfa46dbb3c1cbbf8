import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Field, Shape, TypedModel } from '../src/schema/shape.ts';

const folder = join(import.meta.dirname, '../src');
const ALIASES: { readonly [name: string]: Shape } = { Cents: { kind: 'cents' }, PlainDate: { kind: 'date' } };
/** What `x12 json` leaves out: positions for whoever holds the bytes. */
const LEFT_OUT = ['places', 'place'];

type Declared = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

/** The shapes of `src/types.ts` and `src/types/`, as their source says them: what the schema is made of. */
export function readTypedModel(): TypedModel {
  const files = ['types.ts', ...readdirSync(join(folder, 'types')).map((name) => join('types', name))];
  const declared = new Map<string, Declared>();
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true);
    source.forEachChild((node) => {
      if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) declared.set(node.name.text, node);
    });
  }
  const types: { [name: string]: Shape } = {};
  const records: { [kind: string]: Shape } = {};
  const handlers = declared.get('X12Handlers');
  if (handlers === undefined || !ts.isInterfaceDeclaration(handlers)) throw new Error('types.ts declares no X12Handlers');
  for (const member of handlers.members) {
    if (!ts.isMethodSignature(member)) continue;
    const type = member.parameters[0]?.type;
    if (type !== undefined) records[member.name.getText()] = shapeOf(type);
  }
  const wanted = [...namesIn(Object.values(records))];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const node = declared.get(name);
    if (node === undefined || types[name] !== undefined) continue;
    const shape = ts.isInterfaceDeclaration(node) ? objectOf(node, declared) : shapeOf(node.type);
    types[name] = shape;
    wanted.push(...namesIn([shape]));
  }
  return { types, records };
}

function* namesIn(shapes: readonly Shape[]): Iterable<string> {
  for (const shape of shapes) {
    if (shape.kind === 'ref') yield shape.name;
    else if (shape.kind === 'list' || shape.kind === 'map') yield* namesIn([shape.of]);
    else if (shape.kind === 'object') yield* namesIn(shape.fields.map(({ of }) => of));
  }
}

function objectOf(node: ts.InterfaceDeclaration, declared: ReadonlyMap<string, Declared>): Shape {
  const fields = new Map<string, Field>();
  for (const parent of node.heritageClauses?.flatMap(({ types }) => [...types]) ?? []) {
    const above = declared.get(parent.expression.getText());
    const shape = above !== undefined && ts.isInterfaceDeclaration(above) ? objectOf(above, declared) : undefined;
    if (shape?.kind === 'object') for (const field of shape.fields) fields.set(field.name, field);
  }
  for (const field of fieldsOf(node.members)) fields.set(field.name, field);
  const says = docOf(node);
  return { kind: 'object', fields: [...fields.values()], ...(says === '' ? {} : { says }) };
}

function fieldsOf(members: ts.NodeArray<ts.TypeElement>): Field[] {
  return members.flatMap((member) => {
    if (!ts.isPropertySignature(member) || member.type === undefined) return [];
    const name = member.name.getText();
    const of = shapeOf(member.type);
    if (LEFT_OUT.includes(name) || (name === 'element' && of.kind === 'number')) return [];
    const says = docOf(member);
    return [{ name, of, ...(member.questionToken === undefined ? {} : { optional: true as const }), ...(says === '' ? {} : { says }) }];
  });
}

function docOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '')
    .join(' ')
    .replace(/\s+/g, ' ');
}

function shapeOf(node: ts.TypeNode): Shape {
  if (ts.isTypeOperatorNode(node)) return shapeOf(node.type);
  if (ts.isArrayTypeNode(node)) return { kind: 'list', of: shapeOf(node.elementType) };
  if (ts.isUnionTypeNode(node)) return { kind: 'values', values: node.types.map(literal) };
  if (ts.isLiteralTypeNode(node)) return { kind: 'values', values: [literal(node)] };
  if (ts.isTypeReferenceNode(node)) {
    const name = node.typeName.getText();
    return ALIASES[name] ?? { kind: 'ref', name };
  }
  if (ts.isIndexedAccessTypeNode(node)) throw new Error(`the model has no shape for ${node.getText()}`);
  if (ts.isTypeLiteralNode(node)) {
    const [first] = node.members;
    if (first !== undefined && ts.isIndexSignatureDeclaration(first)) return { kind: 'map', of: shapeOf(first.type) };
    return { kind: 'object', fields: fieldsOf(node.members) };
  }
  const kind = node.getText();
  if (kind === 'string' || kind === 'number' || kind === 'boolean') return { kind };
  throw new Error(`the model has no shape for ${kind}`);
}

function literal(node: ts.TypeNode): string | number {
  if (!ts.isLiteralTypeNode(node)) throw new Error(`the model has no shape for ${node.getText()} in a choice`);
  if (ts.isStringLiteral(node.literal)) return node.literal.text;
  return Number(node.literal.getText());
}
