/** The form of a value, in data: what JSON Schema and TypeScript types are written from. */
export type Shape =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'cents' | 'date' }
  | { readonly kind: 'values'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'list'; readonly of: Shape }
  /** Any number of names. */
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'object'; readonly fields: readonly Field[]; readonly says?: string };

export interface Field {
  readonly name: string;
  readonly of: Shape;
  readonly optional?: true;
  readonly says?: string;
}

/** All shapes by name, and what each `kind` of `x12 json` holds. */
export interface TypedModel {
  readonly types: { readonly [name: string]: Shape };
  readonly records: { readonly [kind: string]: Shape };
}
