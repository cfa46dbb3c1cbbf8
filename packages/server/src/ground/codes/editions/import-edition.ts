import { type PlainDate, plainDate } from '@claimwright/core/ground/base';
import {
  type HeadingMap,
  mappableColumns,
  type NotRecognized,
  type Period,
  periodOfName,
  type TableName,
  TableReading,
  tableNames,
} from '@claimwright/core/ground/codes';
import { type Acted, type Actor, type Ctx, type Gate, type Parts, Refusal } from '../../../gate/index.ts';
import type { CodesWish, GivenFile, ImportedView } from '../views.ts';
import { inSlices } from './in-slices.ts';
import { packedEdition } from './packed-edition.ts';
import { allEditions, headingMaps } from './store.ts';
import { textOf } from './unpacked.ts';

export interface ImportParts {
  readonly gate: Gate;
  readonly store: Parts['store'];
  readonly blobs: Ctx['blobs'];
}

const address = 'ground/codes/import-edition';

/** Reads the files of one edition, packs it, keeps it behind the blob port, and puts it on the books: all of it or nothing. */
export async function importEdition(
  { gate, store, blobs }: ImportParts,
  actor: Actor,
  wish: CodesWish,
  files: AsyncIterable<GivenFile> | Iterable<GivenFile>,
): Promise<Acted<ImportedView>> {
  await gate.admit('practice.setup', address, actor);
  const known = await store.inTenant(actor.tenant, headingMaps, { readOnly: true });
  const table = tableOf(wish.table);
  const map = table === undefined ? undefined : mapOf(table, wish.map);
  const reading = new TableReading({ table, map, known });
  const names = await readAll(reading, files);
  refuseUnread(reading, wish);
  const { from, to, name } = periodOf(reading, wish, names);
  const back = reading.reachesBack;
  const editions = await inSlices(
    reading.building({
      ...{ name, from },
      ...(to ? { to } : {}),
      ...(back && back < from ? { back } : {}),
      ...(wish.source ? { source: wish.source } : {}),
    }),
  );
  const kept: { sha256: string; size: number }[] = [];
  for (const { bytes } of editions) kept.push(await blobs.put(actor.tenant, await packedEdition(bytes)));
  const as = reading.recognized;
  const input = {
    ...{ editions: kept, files: names, findings: reading.findings, attested: wish.attested === true },
    ...(wish.attestedBy === undefined ? {} : { attestedBy: wish.attestedBy }),
    layout: as?.form === 'json' ? 'Coverage articles, JSON' : (as?.layout.name ?? ''),
    ...(map && as?.form === 'delimited' ? { map: { headings: as.headings, columns: map } } : {}),
  };
  let counts = false;
  try {
    const acted = await gate.act<ImportedView>(address, input, actor, { preview: wish.preview });
    counts = acted.outcome === 'applied';
    return told(acted, reading);
  } finally {
    if (!counts) await dropUnused({ store, blobs }, actor.tenant, kept);
  }
}

/** What was looked at only, or refused, leaves no bytes behind; those of an edition that is on the books stay. */
async function dropUnused(
  { store, blobs }: Pick<ImportParts, 'store' | 'blobs'>,
  tenant: string,
  kept: readonly { sha256: string }[],
): Promise<void> {
  const rows = await store.inTenant(tenant, allEditions, { readOnly: true });
  for (const { sha256 } of kept) if (!rows.some((row) => row.sha256 === sha256)) await blobs.remove(tenant, sha256);
}

const told = (acted: Acted<ImportedView>, reading: TableReading): Acted<ImportedView> => ({
  ...acted,
  result: { ...acted.result, wrongRows: reading.wrongRows, otherRows: reading.passedRows, findings: reading.findings },
});

function tableOf(said: string | undefined): TableName | undefined {
  const table = tableNames.find((name) => name === said);
  if (said !== undefined && !table)
    throw new Refusal('bad-input', `There is no table “${said.slice(0, 40)}”.`, { fix: `There are: ${tableNames.join(', ')}.` });
  return table;
}

function mapOf(table: TableName, text: string | undefined): HeadingMap | undefined {
  if (text === undefined) return undefined;
  const columns = mappableColumns(table);
  const entries = Object.entries(Object(jsonOf(text)));
  const said = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const strange = entries.find(([column]) => !columns.includes(column));
  if (strange || said.length !== entries.length || said.length === 0)
    throw new Refusal('bad-input', 'Which heading is which column cannot be read.', { fix: `Say some of these: ${columns.join(', ')}.` });
  return Object.fromEntries(said);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readAll(reading: TableReading, files: AsyncIterable<GivenFile> | Iterable<GivenFile>): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, bytes } of files) {
    names.push(name.slice(-200));
    reading.begin(name);
    let not: NotRecognized | undefined;
    for await (const text of textOf(bytes)) {
      not = reading.push(text);
      if (not) break;
    }
    not ??= reading.end();
    if (not) throw unknown(name, not);
  }
  if (names.length === 0) throw new Refusal('bad-input', 'There was no file in it.');
  return names;
}

const unknown = (name: string, { says, fix, headings, wanted }: NotRecognized): Refusal =>
  new Refusal('bad-input', says, {
    because: [
      `It is ${name}.`,
      ...(headings ? [`Its headings: ${headings.slice(0, 30).join(', ').slice(0, 600)}.`] : []),
      ...(wanted ? [`Needed: ${wanted.join(', ')}.`] : []),
    ].join(' '),
    fix,
  });

function refuseUnread(reading: TableReading, wish: CodesWish): void {
  if (reading.rows === 0)
    throw new Refusal('bad-input', 'No row could be read.', { findings: reading.findings, fix: 'Look whether it is the right file.' });
  if (reading.wrongRows === 0 || wish.leaveOut === true) return;
  const unread = reading.findings.filter(({ severity }) => severity === 'error');
  const told = unread.slice(0, 5).map(({ at, says }) => `${at}: ${says}`);
  const more = reading.wrongRows - told.length;
  throw new Refusal('bad-input', `${reading.wrongRows} of ${reading.rows + reading.wrongRows} rows cannot be read.`, {
    because: [...told, ...(more > 0 ? [`and ${more} more.`] : [])].join(' '),
    fix: 'Mend the file, or say that these rows are left out. Nothing was imported.',
    findings: reading.findings,
  });
}

function periodOf(
  reading: TableReading,
  wish: CodesWish,
  names: readonly string[],
): { name: string; from: PlainDate; to: PlainDate | undefined } {
  const table = reading.recognized?.table;
  // Of a fee schedule every row says its own days.
  const own = reading.beginsOn;
  const said = own
    ? undefined
    : table && names.map((name) => periodOfName(table, name)).find((period): period is Period => period !== undefined);
  const from = own ?? (wish.from === undefined ? said?.from : dayOf(wish.from));
  const to = wish.to === undefined ? (from === said?.from ? said?.to : undefined) : dayOf(wish.to);
  if (!from)
    throw new Refusal('bad-input', 'It does not say from which day on it counts.', {
      because: `Neither ${names[0]} nor its name tells.`,
      fix: 'Say the first day of service that it is for.',
    });
  if (to && to < from)
    throw new Refusal('bad-input', 'It would end before it begins.', { fix: 'Say the last day of service that it is for.' });
  return { name: wish.name ?? (from === said?.from ? said.name : from), from, to };
}

function dayOf(text: string): PlainDate {
  const day = plainDate(text);
  if (!day) throw new Refusal('bad-input', `“${text.slice(0, 20)}” is no day.`, { fix: 'Write it as 2026-01-31.' });
  return day;
}
