import { needed, type SetShape } from './sets.ts';
import type { Field, Shape } from './shape.ts';

type Json = { readonly [key: string]: unknown };

/**
 * JSON Schema (2020-12) of what `createJson` writes of a file of these sets: one array of objects.
 * @param shapes some of `setShapes()`
 * @returns the schema, to be kept as JSON
 */
export function jsonSchema(shapes: readonly SetShape[]): Json {
  const records = shapes.flatMap((shape) => shape.records.map((record) => ({ shape, record })));
  const several = shapes.length > 1;
  const name = (shape: SetShape, kind: string) => (several ? `${shape.name}.${kind}` : kind);
  const defs: { [name: string]: Json } = {};
  for (const { shape, record } of records) defs[name(shape, record.kind)] = objectOf(record.fields, record.says);
  for (const [type, shape] of needed(records.map(({ record }) => record))) defs[type] = schemaOf(shape);
  const items = records.map(({ shape, record }) => ({ $ref: `#/$defs/${name(shape, record.kind)}` }));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: shapes.map((shape) => `${shape.name}: ${shape.title}`).join('; '),
    description: 'What claimwright x12 json prints. Amounts are integer cents, dates YYYY-MM-DD, bytes positions in the file.',
    type: 'array',
    // A finding is the same in every set: one of several files may fit more than one branch.
    items: { anyOf: items },
    $defs: defs,
  };
}

function objectOf(fields: readonly Field[], says: string | undefined): Json {
  return {
    type: 'object',
    ...(says === undefined ? {} : { description: says }),
    properties: Object.fromEntries(fields.map((field) => [field.name, described(field)])),
    required: fields.filter(({ optional }) => optional !== true).map(({ name }) => name),
    additionalProperties: false,
  };
}

const described = ({ of, says }: Field): Json => (says === undefined ? schemaOf(of) : { ...schemaOf(of), description: says });

function schemaOf(shape: Shape): Json {
  switch (shape.kind) {
    case 'cents':
      return { type: 'integer', description: 'Integer cents.' };
    case 'date':
      return { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
    case 'number':
      return { type: 'integer' };
    case 'values':
      return shape.values.length === 1 ? { const: shape.values[0] } : { enum: shape.values };
    case 'list':
      return { type: 'array', items: schemaOf(shape.of) };
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(shape.of) };
    case 'ref':
      return { $ref: `#/$defs/${shape.name}` };
    case 'object':
      return objectOf(shape.fields, shape.says);
    default:
      return { type: shape.kind };
  }
}
