import type { SetDefinition } from '../definitions/grammar.ts';
import { sets } from '../definitions/index.ts';
import { typedModel } from '../definitions/typed-model.ts';
import type { Field, Shape } from './shape.ts';

/** Which objects each builder makes, by the `kind` that `x12 json` gives them. */
const made: { readonly [builds in NonNullable<SetDefinition['builds']>]: readonly string[] } = {
  remits: ['remitHeader', 'remitClaim', 'remitTrailer'],
  claims: ['claimsHeader', 'claim'],
  acknowledgments: ['acknowledgmentHeader', 'setAcknowledged', 'groupAcknowledged'],
  status: ['statusHeader', 'claimStatus'],
  eligibility: ['eligibilityHeader', 'eligibilityInquiry', 'eligibilityResponse'],
  reviews: ['reviewHeader', 'review'],
};
const around = ['interchange', 'setStart', 'setEnd', 'finding'];
const letters = { professional: 'P', institutional: 'I', dental: 'D' };

/** What a file of one set comes to: its kinds of objects, and the fields that have one value only in it. */
export interface SetShape {
  readonly name: string;
  readonly title: string;
  readonly records: readonly { readonly kind: string; readonly fields: readonly Field[]; readonly says?: string }[];
}

/** 837P, 277CA, 835: as people call a set. */
function nameOf({ set, claimType, versions }: SetDefinition): string {
  if (claimType !== undefined) return `${set}${letters[claimType]}`;
  return versions.includes('005010X214') ? `${set}CA` : set;
}

/**
 * Every set that has typed objects, and TA1.
 * @returns their shapes, for `jsonSchema` and `typescriptTypes`
 */
export function setShapes(): readonly SetShape[] {
  const shapes = new Map<string, SetShape>();
  for (const definition of sets) {
    const name = nameOf(definition);
    if (definition.builds === undefined || shapes.has(name)) continue;
    const one = (kind: string) => recordOf(kind, definition);
    const told = made[definition.builds].filter((kind) => one(kind) !== undefined);
    shapes.set(name, { name, title: definition.name, records: [...around, ...told].flatMap((kind) => one(kind) ?? []) });
  }
  const answers = ['interchange', 'interchangeAcknowledged', 'finding'].flatMap((kind) => recordOf(kind, undefined) ?? []);
  return [...shapes.values(), { name: 'TA1', title: 'Interchange acknowledged', records: answers }];
}

/** Nothing where the set never comes to this kind: a 270 to no response. */
function recordOf(kind: string, definition: SetDefinition | undefined): SetShape['records'][number] | undefined {
  const said = typedModel.records[kind];
  const shape = said?.kind === 'ref' ? typedModel.types[said.name] : said;
  if (shape?.kind !== 'object') return undefined;
  const fields: Field[] = [];
  for (const field of shape.fields) {
    const only = valueIn(field, definition);
    const { of } = field;
    if (only !== undefined && of.kind === 'values' && !of.values.includes(only)) return undefined;
    fields.push(only === undefined ? field : { ...field, of: { kind: 'values', values: [only] } });
  }
  const first: Field = { name: 'kind', of: { kind: 'values', values: [kind] } };
  return { kind, fields: [first, ...fields], ...(shape.says === undefined ? {} : { says: shape.says }) };
}

function valueIn({ name, of }: Field, definition: SetDefinition | undefined): string | undefined {
  if (definition === undefined) return undefined;
  if (name === 'set' && (of.kind === 'values' || of.kind === 'string')) return definition.set;
  return name === 'claimType' ? definition.claimType : undefined;
}

/** The named shapes that some fields need, each once. */
export function needed(records: SetShape['records']): readonly (readonly [string, Shape])[] {
  const found = new Map<string, Shape>();
  const visit = (shape: Shape): void => {
    if (shape.kind === 'list' || shape.kind === 'map') visit(shape.of);
    else if (shape.kind === 'object') for (const { of } of shape.fields) visit(of);
    else if (shape.kind === 'ref' && !found.has(shape.name)) {
      const named = typedModel.types[shape.name];
      if (named === undefined) return;
      found.set(shape.name, named);
      visit(named);
    }
  };
  for (const { fields } of records) for (const { of } of fields) visit(of);
  return [...found];
}
