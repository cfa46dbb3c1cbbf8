import { type Facts, findIdentifiers } from './find.ts';
import type { IdentifierClass } from './identifier.ts';
import { deidentify, type Vault } from './vault.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What a field holds: an identifier of a class, free text to be searched, or something that may go as it is. */
export type FieldClass = IdentifierClass | 'text' | 'keep';

/** Fields by their path without places in lists: `patient.name`, `claims.lines.note`. A path counts for everything below it. */
export type FieldClasses = { readonly [path: string]: FieldClass };

export interface DeidentifiedRecord {
  readonly record: Json;
  /** Fields that nobody declared. They are left out: what is not known to be harmless does not leave. */
  readonly left: readonly string[];
}

/** De-identifies a record field by field, as its fields are declared. */
export function deidentifyRecord(record: Json, classes: FieldClasses, vault: Vault, facts: Facts): DeidentifiedRecord {
  const left = new Set<string>();
  const declared = (path: string): FieldClass | undefined => {
    for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
      const found = Object.hasOwn(classes, at) ? classes[at] : undefined;
      if (found) return found;
    }
    return undefined;
  };
  const value = (one: Json, path: string): Json | undefined => {
    if (one === null) return null;
    if (Array.isArray(one)) return one.map((item: Json) => value(item, path)).filter((item) => item !== undefined);
    if (typeof one === 'object') {
      const fields = Object.entries(one).map(([name, inner]): [string, Json | undefined] => [
        name,
        value(inner, path === '' ? name : `${path}.${name}`),
      ]);
      return Object.fromEntries(fields.filter((field): field is [string, Json] => field[1] !== undefined));
    }
    const as = declared(path);
    if (as === undefined) {
      left.add(path);
      return undefined;
    }
    return as === 'keep' ? one : replaced(one, as, vault, facts);
  };
  return { record: value(record, '') ?? null, left: [...left] };
}

function replaced(one: string | number | boolean, as: Exclude<FieldClass, 'keep'>, vault: Vault, facts: Facts): Json {
  if (typeof one === 'boolean' || one === '') return one;
  const written = String(one);
  if (as === 'text') return deidentify(written, findIdentifiers(written, facts), vault).text;
  if (as === 'AGE' && Number(written) >= 0 && Number(written) <= 89) return one;
  return vault.tokenFor(as, written);
}
