import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { plainDate } from '@claimwright/core/ground/base';
import { createCodeTables, periodOfName, type TableName, TableReading } from '@claimwright/core/ground/codes';
import { CodeListError, type CodeTables, codeTablesFrom } from '@claimwright/x12';
import { textOf } from '../ground/codes/editions/unpacked.ts';
import { wireCodes, wireTables } from '../ground/codes/wire-codes.ts';
import { codeOf } from '../trouble.ts';
import { say } from './outcome.ts';

/** The first day of an edition that says nothing of when it counts: it counts always. */
const always = plainDate('1900-01-01');

/**
 * Code tables from their publishers' files, or from a list with the headings `code,type,from,to`; of a folder, all of its files that are
 * such. Nothing where a file cannot be read (which is said).
 */
export async function codesOf(paths: readonly string[]): Promise<CodeTables | undefined> {
  const editions: Uint8Array[] = [];
  const lists: CodeTables[] = [];
  for (const path of paths) {
    const files = filesOf(path);
    if (files === undefined) return undefined;
    const before = editions.length + lists.length;
    for (const file of files) {
      const wrong = await take(file, editions, lists);
      if (wrong === undefined) continue;
      say(`${file}: ${wrong}`);
      if (files.length === 1) return undefined;
    }
    if (editions.length + lists.length > before) continue;
    say(`${path}: there is no code table in it.`);
    return undefined;
  }
  const all = [...lists, wireCodes(createCodeTables(editions))];
  return {
    has: (kind, code, on) => {
      const answers = all.map((tables) => tables.has(kind, code, on)).filter((answer) => answer !== undefined);
      return answers.length === 0 ? undefined : answers.includes(true);
    },
  };
}

function filesOf(path: string): readonly string[] | undefined {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const found = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
    return found.map(({ name }) => join(path, name)).sort();
  } catch (error) {
    say(`${path}: ${unreadable(error)}`);
    return undefined;
  }
}

const unreadable = (error: unknown): string =>
  codeOf(error) === 'ENOENT' ? 'there is no such file.' : error instanceof Error && !codeOf(error) ? error.message : 'it cannot be read.';

/** Answers what is wrong with a file, if anything is. */
async function take(file: string, editions: Uint8Array[], lists: CodeTables[]): Promise<string | undefined> {
  const name = basename(file);
  const reading = new TableReading();
  reading.begin(name);
  let list: string[] | undefined;
  let first = true;
  try {
    for await (const text of textOf(createReadStream(file, { highWaterMark: 1 << 18 }))) {
      if (first && /^\uFEFF?"?code"?\s*,\s*"?type"?\s*(,|\r?\n|$)/i.test(text)) list = [];
      first = first && text === '';
      if (list !== undefined) list.push(text);
      else {
        const not = reading.push(text);
        if (not) return not.says;
        if (isOther(reading.recognized?.table)) return undefined;
      }
    }
    if (list !== undefined) return void lists.push(codeTablesFrom(list.join('')));
    const not = reading.end();
    if (not) return not.says;
  } catch (error) {
    return error instanceof CodeListError ? error.message : unreadable(error);
  }
  if (isOther(reading.recognized?.table)) return undefined;
  if (reading.rows === 0) return 'no row of it can be read.';
  editions.push(...built(reading, name));
  return undefined;
}

/** A table that has nothing to say of whether a code exists. */
const isOther = (table: TableName | undefined): boolean => table !== undefined && !wireTables.includes(table);

function built(reading: TableReading, name: string): readonly Uint8Array[] {
  const table = reading.recognized?.table;
  const { from = always, to, name: called = name } = (table && periodOfName(table, name)) ?? {};
  if (from === undefined) return [];
  return reading.build({ name: called, from, ...(to ? { to } : {}) }).map(({ bytes }) => bytes);
}
