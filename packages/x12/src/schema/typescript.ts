import { needed, type SetShape } from './sets.ts';
import type { Field, Shape } from './shape.ts';

/**
 * TypeScript types of what `createJson` writes of a file of these sets: a type of the array's members for each, named `X12_835`.
 * @param shapes some of `setShapes()`
 * @returns the text of a module
 */
export function typescriptTypes(shapes: readonly SetShape[]): string {
  const lines = ['/** What claimwright x12 json prints: an array of these. Amounts are integer cents, dates YYYY-MM-DD. */', ''];
  for (const shape of shapes) {
    lines.push(`/** ${shape.title}. */`, `export type X12_${shape.name} =`);
    lines.push(`${shape.records.map(({ kind }) => `  | X12_${shape.name}_${kind}`).join('\n')};`, '');
    for (const { kind, fields, says } of shape.records) lines.push(...declared(`X12_${shape.name}_${kind}`, fields, says));
  }
  for (const [name, shape] of needed(shapes.flatMap(({ records }) => records))) {
    if (shape.kind === 'object') lines.push(...declared(name, shape.fields, shape.says));
    else lines.push(`export type ${name} = ${typeOf(shape)};`, '');
  }
  return lines.join('\n');
}

const declared = (name: string, fields: readonly Field[], says: string | undefined): string[] => [
  ...(says === undefined ? [] : [`/** ${says} */`]),
  `export interface ${name} {`,
  ...fields.flatMap((field) => [
    ...(field.says === undefined ? [] : [`  /** ${field.says} */`]),
    `  readonly ${field.name}${field.optional === true ? '?' : ''}: ${typeOf(field.of)};`,
  ]),
  '}',
  '',
];

function typeOf(shape: Shape): string {
  switch (shape.kind) {
    case 'cents':
      return 'number';
    case 'date':
      return 'string';
    case 'values':
      return shape.values.map((value) => JSON.stringify(value)).join(' | ');
    case 'list':
      return `readonly (${typeOf(shape.of)})[]`;
    case 'map':
      return `{ readonly [name: string]: ${typeOf(shape.of)} }`;
    case 'ref':
      return shape.name;
    case 'object':
      return `{ ${shape.fields.map(({ name, of, optional }) => `readonly ${name}${optional === true ? '?' : ''}: ${typeOf(of)}`).join('; ')} }`;
    default:
      return shape.kind;
  }
}
