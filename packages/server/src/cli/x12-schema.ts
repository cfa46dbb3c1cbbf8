import { join } from 'node:path';
import { jsonSchema, type SetShape, setShapes, typescriptTypes } from '@claimwright/x12';
import { fileTrouble } from '../trouble.ts';
import { batched } from './out.ts';
import { say } from './outcome.ts';
import { taken, WholeFile } from './whole-file.ts';

export interface SchemaOptions {
  readonly format: 'json-schema' | 'typescript';
  readonly out?: string;
  readonly force: boolean;
}

/** The form of what `x12 json` prints, of one set or of all. */
export async function schema(set: string | undefined, { format, out, force }: SchemaOptions): Promise<number> {
  const all = setShapes();
  const wanted = set === undefined ? all : all.filter(({ name }) => name === set.toUpperCase());
  if (wanted.length === 0) {
    say(`There is no set ${set}. Say one of ${all.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  const written = (shapes: readonly SetShape[]) =>
    format === 'typescript' ? typescriptTypes(shapes) : `${JSON.stringify(jsonSchema(shapes), null, 2)}\n`;
  const lines = batched();
  if (out === undefined) lines.text(written(wanted));
  else {
    const ending = format === 'typescript' ? '.ts' : '.schema.json';
    const files = wanted.map((shape) => ({ path: join(out, `${shape.name}${ending}`), text: written([shape]) }));
    const there = taken(
      files.map(({ path }) => path),
      force,
    );
    if (there.length > 0) {
      say(`${there[0]} is there already: nothing was written. --force replaces it.`);
      return 2;
    }
    for (const { path, text } of files) {
      keep(path, text);
      lines.line(path);
    }
  }
  await lines.end();
  return 0;
}

function keep(path: string, text: string): void {
  try {
    const file = new WholeFile(path);
    file.write(new TextEncoder().encode(text));
    file.keep();
  } catch (error) {
    throw fileTrouble(error, path);
  }
}
