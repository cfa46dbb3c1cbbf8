import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { CodesWish } from '../ground/codes/views.ts';
import type { ChangesView, EditionView, WithoutFamilyView } from '../http/api.ts';
import { served } from '../main.ts';
import { Trouble } from '../trouble.ts';
import { say } from './outcome.ts';
import { atDesk, type Desk } from './with-program.ts';

interface OfPractice {
  readonly practice?: string;
  readonly json?: boolean;
}

export interface ImportOptions extends OfPractice {
  readonly table?: string;
  readonly name?: string;
  readonly source?: string;
  readonly from?: string;
  readonly to?: string;
  readonly map?: string;
  readonly attestLicense: boolean;
  readonly attestedBy?: string;
  readonly leaveOut: boolean;
  readonly preview: boolean;
}

/** `codes import`: the files of one edition, whole or not at all. */
export function importFiles(files: readonly string[], options: ImportOptions): Promise<number> {
  return atDesk('codes import', options.practice, async (desk) => {
    for (const file of files) await access(file).catch((cause) => Promise.reject(unreadable(file, cause)));
    const map =
      options.map === undefined
        ? undefined
        : await readFile(options.map, 'utf8').catch((cause) => Promise.reject(unreadable(options.map ?? '', cause)));
    const { table, name, source, from, to, preview, leaveOut } = options;
    const wish = { table, name, source, from, to, map, preview, leaveOut, ...(await attestation(options)) };
    async function* given() {
      for (const file of files) yield { name: basename(file), bytes: createReadStream(file, { highWaterMark: 1 << 18 }) };
    }
    const { result } = await served(desk.program, undefined).importCodes(desk.actor, wish, given());
    if (options.json) console.log(JSON.stringify(result, null, 2));
    else {
      for (const one of result.editions)
        console.log(
          `${preview ? 'would import' : 'imported'} ${nameOf(one)}: ${one.rows} rows, ${days(one)}; ${counts(one)} against ${one.against ? 'the edition before' : 'nothing'}`,
        );
      for (const { severity, at, says, fix } of result.findings.slice(0, 20)) say(`${severity} ${at}: ${says} ${fix ?? ''}`.trimEnd());
      if (result.wrongRows > 0) say(`${result.wrongRows} rows cannot be read and were left out.`);
      if (result.otherRows > 0) say(`${result.otherRows} rows are of another table and were left out.`);
    }
    return 0;
  });
}

/** Who says that the practice is licensed: on a terminal it is asked where it was not said. */
async function attestation({ attestLicense, attestedBy }: ImportOptions): Promise<Pick<CodesWish, 'attested' | 'attestedBy'>> {
  if (attestedBy !== undefined) return { attested: true, attestedBy };
  if (!attestLicense || !process.stdin.isTTY) return { attested: attestLicense };
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question('Who says that the practice is licensed for it (name, role)? ').finally(() => asking.close());
  return { attested: true, ...(answer.trim() === '' ? {} : { attestedBy: answer }) };
}

const unreadable = (file: string, cause: unknown): Trouble => new Trouble('not-readable', `${file} cannot be read.`, { cause });

type Named = Pick<EditionView, 'table' | 'part' | 'name' | 'from' | 'to' | 'back'> & Pick<EditionView, 'until' | 'replacedBy'>;
export const nameOf = ({ table, part, name }: Named): string => `${table}${part ? ` (${part})` : ''} ${name}`;
export const days = ({ from, to, back, until }: Named): string =>
  `${from} to ${to ?? until ?? 'the next'}${back ? `, reaching back to ${back}` : ''}`;
const counts = ({ added, changed, removed }: { added: number; changed: number; removed: number }): string =>
  `${added} added, ${changed} changed, ${removed} removed`;

const editionsOf = ({ program, actor }: Desk, on: string | undefined) =>
  program.gate.ask<{ rows: readonly EditionView[]; without: readonly string[] }>(
    'ground/codes/editions',
    on === undefined ? {} : { on },
    actor,
  );

/** `codes list`. */
export function list({ practice, json, on }: OfPractice & { on?: string }): Promise<number> {
  return atDesk('codes list', practice, async (desk) => {
    const told = await editionsOf(desk, on);
    if (json) console.log(JSON.stringify(told, null, 2));
    else {
      for (const one of told.rows)
        console.log(`${one.id.slice(-6)}  ${nameOf(one).padEnd(36)} ${String(one.rows).padStart(8)} rows  ${days(one)}${standing(one)}`);
      if (told.without.length > 0) console.log(`No edition loaded for ${on ?? 'today'}: ${told.without.join(', ')}`);
    }
    return 0;
  });
}

const standing = ({ endedAt, replacedBy, until, attestedBy }: EditionView): string => {
  const said = [
    endedAt ? `rolled back ${endedAt.slice(0, 10)}` : '',
    replacedBy === undefined ? '' : `answers no more: ${replacedBy} was imported later for the same days`,
    until === undefined ? '' : `counts until ${until}, when the next begins`,
    attestedBy === undefined ? '' : `licensed, said ${attestedBy}`,
  ];
  return said
    .filter(Boolean)
    .map((words) => `  ${words}`)
    .join('');
};

/** An edition by its name, or by the end of its id. */
async function editionCalled(desk: Desk, called: string): Promise<EditionView> {
  const { rows } = await editionsOf(desk, undefined);
  const found = rows.filter((one) => one.id.endsWith(called) || `${one.table} ${one.name}` === called || one.name === called);
  const [first, other] = found;
  if (first && !other) return first;
  throw new Trouble('usage', first ? `Several editions are called ${called}.` : `There is no edition ${called}.`, {
    fix: 'Name it by the six signs that `claimwright codes list` shows first.',
  });
}

/** `codes diff`: 1 where they differ. */
export function diff(edition: string, against: string | undefined, { practice, json }: OfPractice): Promise<number> {
  return atDesk('codes diff', practice, async (desk) => {
    const one = await editionCalled(desk, edition);
    const other = against === undefined ? undefined : await editionCalled(desk, against);
    const input = { editionId: one.id, ...(other ? { against: other.id } : {}) };
    const told = await desk.program.gate.ask<ChangesView>('ground/codes/edition-changes', input, desk.actor);
    if (json) console.log(JSON.stringify(told, null, 2));
    else {
      console.log(`${nameOf(one)} against ${told.against ? nameOf(told.against) : 'nothing'}: ${counts(told)}`);
      for (const { code, before, after } of told.rows) {
        if (before !== undefined) console.log(`- ${code}  ${before}`);
        if (after !== undefined) console.log(`+ ${code}  ${after}`);
      }
      const more = told.added + told.changed + told.removed - told.rows.length;
      if (more > 0) console.log(`and ${more} more`);
    }
    return told.added + told.changed + told.removed > 0 ? 1 : 0;
  });
}

/** `codes families`: the codes of one's own list at which edits that ask for a kind of service look for nothing; 1 where there are some. */
export function families(edition: string, { practice, json }: OfPractice): Promise<number> {
  return atDesk('codes families', practice, async (desk) => {
    const one = await editionCalled(desk, edition);
    const told = await desk.program.gate.ask<WithoutFamilyView>('ground/codes/without-family', { editionId: one.id }, desk.actor);
    if (json) console.log(JSON.stringify(told, null, 2));
    else {
      for (const { code, said } of told.codes) console.log(said === undefined ? code : `${code}  “${said}”, which no edit knows`);
      say(`${told.codes.length} of ${told.rows} codes of ${nameOf(one)} have no family that edits know.`);
      if (told.codes.length > 0) say(`Not looked for at them: ${told.passedOver.join('; ')}.`);
    }
    return told.codes.length > 0 ? 1 : 0;
  });
}

/** `codes end`, `codes restore`: rolled back, or in force again. */
export function change(what: 'end' | 'restore', edition: string, { practice }: OfPractice): Promise<number> {
  return atDesk(`codes ${what}`, practice, async (desk) => {
    const one = await editionCalled(desk, edition);
    await desk.program.gate.act(`ground/codes/${what}-edition`, { editionId: one.id }, desk.actor);
    console.log(`${nameOf(one)} ${what === 'end' ? 'is rolled back' : 'counts again'}`);
    return 0;
  });
}
