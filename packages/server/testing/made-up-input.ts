import { z } from 'zod';

interface Shape {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly properties?: { readonly [name: string]: Shape };
  readonly items?: Shape;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
}

/** What to put in where a schema asks for an id, or for words. */
export interface Pool {
  readonly id: string;
  readonly text?: string;
}
export const nobody: Pool = { id: '01900000-0000-7000-8000-000000000000' };

/** Everything that a schema names, made up so that it has the right shape; refinements past JSON Schema may still refuse it. */
export function madeUpInput(schema: z.ZodType, pool: Pool = nobody): unknown {
  return madeUp(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape, pool);
}

/** Whether it asks for any id, or for words to search by. */
export function asksFor(schema: z.ZodType): { ids: boolean; words: boolean } {
  const text = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  return { ids: text.includes('"uuid"'), words: /"(?:search|subject|carc)":/.test(text) };
}

function madeUp(shape: Shape, pool: Pool): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  const either = shape.anyOf ?? shape.oneOf;
  if (either) return madeUp(either[0] ?? {}, pool);
  switch (shape.type) {
    case 'object':
      // A place to go on from is the server's to give.
      return Object.fromEntries(
        Object.entries(shape.properties ?? {})
          .filter(([name]) => name !== 'cursor')
          .map(([name, inner]) => [name, madeUp(inner, pool)]),
      );
    case 'array':
      return Array.from({ length: Math.max(1, shape.minItems ?? 0) }, () => madeUp(shape.items ?? {}, pool));
    case 'integer':
    case 'number':
      return shape.minimum ?? (shape.exclusiveMinimum ?? 0) + 1;
    case 'boolean':
      return true;
    case 'string':
      return words(shape, pool);
    default:
      return null;
  }
}

function words({ format, pattern, minLength = 0, maxLength }: Shape, { id, text = 'made up' }: Pool): string {
  if (format === 'uuid') return id;
  // The form of a digest.
  if (pattern?.endsWith('{64}$')) return 'a'.repeat(64);
  // The form of a finding's code.
  if (pattern?.startsWith('^[a-z][a-z0-9')) return 'made-up';
  if (format === 'date') return '2026-01-05';
  if (format === 'date-time') return '2026-01-05T00:00:00Z';
  if (format === 'email') return 'nobody@elm.example';
  // Of digits: as many as the form begins with.
  const digits = /^\^\(?\\d\{(\d+)\}/.exec(pattern ?? '')?.[1];
  if (digits !== undefined) return '1'.repeat(Number(digits));
  return text.padEnd(minLength, 'x').slice(0, maxLength);
}
