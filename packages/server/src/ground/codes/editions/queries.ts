import { type PlainDate, plainDate } from '@claimwright/core/ground/base';
import {
  answersUntil,
  codesWithoutFamily,
  editionChanges,
  explainCode,
  pairModifiers,
  passedOver,
  type TableName,
  tableNames,
  tablesOfCode,
} from '@claimwright/core/ground/codes';
import { z } from 'zod';
import { type Ctx, notFound, type Query, query } from '../../../gate/index.ts';
import type { ChangesView, CodeView, EditionView, PairView, WithoutFamilyView } from '../views.ts';
import { codeTablesFor, editionBytes } from './code-tables-for.ts';
import { before } from './order.ts';
import { allEditions, type EditionRow, editionById, editionsThatCount } from './store.ts';

const asked = { permission: 'practice.read', patientData: false } as const;
const day = z.iso.date().transform((text): PlainDate => plainDate(text) ?? z.NEVER);
const code = z.string().trim().min(2).max(12);

/** How far those that count answer beside each other. */
function untilOf(
  row: EditionRow,
  imported: readonly (EditionRow & { readonly from: PlainDate })[],
): Pick<EditionView, 'until' | 'replacedBy'> {
  const one = imported.find(({ id }) => id === row.id);
  if (one === undefined) return {};
  const { until, replacedBy } = answersUntil(one, imported);
  return { ...(until ? { until } : {}), ...(replacedBy ? { replacedBy: replacedBy.name } : {}) };
}

const viewOf = (row: EditionRow): EditionView => ({
  ...{ id: row.id, table: row.table, part: row.part, name: row.name, source: row.source, rows: row.rows, from: row.fromDay },
  ...(row.toDay ? { to: row.toDay } : {}),
  ...(row.backTo ? { back: row.backTo } : {}),
  ...{ layout: row.layout, files: row.files, findings: row.findings, size: row.size },
  ...{ added: row.added, changed: row.changed, removed: row.removed },
  ...(row.against ? { against: row.against } : {}),
  ...(row.attestedBy ? { attestedBy: row.attestedBy } : {}),
  ...{ importedAt: row.importedAt.toISOString(), importedBy: row.importedBy },
  ...(row.endedAt ? { endedAt: row.endedAt.toISOString(), endedBy: row.endedBy ?? '' } : {}),
});

const editions = query<{ on?: PlainDate | undefined }, { rows: readonly EditionView[]; without: readonly TableName[] }>({
  name: 'ground/codes/editions',
  summary: 'See the editions of code tables',
  ...asked,
  input: z.object({ on: day.optional() }),
  read: async ({ tx, today }, { on = today }) => {
    const rows = await allEditions(tx);
    const answers = rows.filter((row) => !row.endedAt && (row.backTo ?? row.fromDay) <= on && (!row.toDay || row.toDay >= on));
    const counting = rows.filter(({ endedAt }) => !endedAt).reverse();
    const imported = counting.map((row) => ({ ...row, from: row.fromDay, ...(row.toDay ? { to: row.toDay } : {}) }));
    return {
      rows: rows.map((row) => ({ ...viewOf(row), ...untilOf(row, imported) })),
      without: tableNames.filter((table) => !answers.some((row) => row.table === table)),
    };
  },
});

/** Which codes of a practice's own list no kind of service is said of. */
const withoutFamily = query<{ editionId: string }, WithoutFamilyView>({
  name: 'ground/codes/without-family',
  summary: 'See which codes of a list name no kind of service',
  ...asked,
  input: z.object({ editionId: z.uuid() }),
  read: async (ctx, { editionId }) => {
    const row = await editionById(ctx.tx, editionId);
    if (!row) throw notFound('edition');
    const codes = codesWithoutFamily(await editionBytes(ctx.blobs, ctx.tx.tenant, row));
    return { codes, rows: row.rows, passedOver };
  },
});

/** Which rows differ from the edition before it, or from another that is named. */
const changes = query<{ editionId: string; against?: string | undefined }, ChangesView>({
  name: 'ground/codes/edition-changes',
  summary: 'See what an edition of a code table changed',
  ...asked,
  input: z.object({ editionId: z.uuid(), against: z.uuid().optional() }),
  read: async (ctx, input) => {
    const row = await editionById(ctx.tx, input.editionId);
    if (!row) throw notFound('edition');
    const other = await otherOf(ctx, row, input.against);
    const bytes = await editionBytes(ctx.blobs, ctx.tx.tenant, row);
    const earlier = other && (await editionBytes(ctx.blobs, ctx.tx.tenant, other));
    return { ...editionChanges(earlier, bytes), ...(other ? { against: viewOf(other) } : {}) };
  },
});

async function otherOf({ tx }: Ctx, row: EditionRow, against: string | undefined): Promise<EditionRow | undefined> {
  if (against === undefined) {
    const counting = (await editionsThatCount(tx)).filter(({ id, importedAt }) => id !== row.id && importedAt <= row.importedAt);
    return row.against ? editionById(tx, row.against) : before({ ...row, from: row.fromDay }, counting);
  }
  const other = await editionById(tx, against);
  if (!other || other.table !== row.table) throw notFound('edition of this table');
  return other;
}

const explain = query<{ code: string; on?: PlainDate | undefined }, CodeView>({
  name: 'ground/codes/explain',
  summary: 'Explain a code over time, or as of a day',
  ...asked,
  input: z.object({ code, on: day.optional() }),
  read: async (ctx, { code: wanted, on }) => {
    const rows = await editionsThatCount(ctx.tx);
    const bytes = await Promise.all(rows.map((row) => editionBytes(ctx.blobs, ctx.tx.tenant, row)));
    const told = explainCode(bytes, wanted, on);
    const answers = rows.filter((row) => on === undefined || ((row.backTo ?? row.fromDay) <= on && (!row.toDay || row.toDay >= on)));
    return {
      code: wanted.toUpperCase(),
      ...(on ? { on } : {}),
      editions: told.map(({ head, rows: lines, pairs }) => ({
        ...{ table: head.table, part: head.part, name: head.name, source: head.source, from: head.from, lines },
        ...(head.to ? { to: head.to } : {}),
        ...(pairs ? { pairs } : {}),
      })),
      without: tablesOfCode(wanted).filter((table) => !answers.some((row) => row.table === table)),
    };
  },
});

const settings = ['practitioner', 'outpatient'] as const;

const pair = query<{ a: string; b: string; on: PlainDate }, PairView>({
  name: 'ground/codes/pair',
  summary: 'See whether two procedures may stand beside each other',
  ...asked,
  input: z.object({ a: code, b: code, on: day }),
  read: async (ctx, { a, b, on }) => {
    const tables = await codeTablesFor(ctx, { from: on, to: on });
    const directions = [
      [a, b],
      [b, a],
    ] as const;
    const known = (one: string): boolean =>
      tables.procedure(one, on).is === 'found' || settings.some((setting) => tables.unitLimit(setting, one, on).is === 'found');
    return {
      unknown: [a, b].filter((one) => !known(one)).map((one) => one.toUpperCase()),
      settings: settings.map((setting) => ({
        setting,
        answers: directions.map(([column1, column2]) => tables.pair(setting, column1, column2, on)),
      })),
      units: [a, b].map((one) => ({ code: one.toUpperCase(), answer: tables.unitLimit('practitioner', one, on) })),
      modifiers: pairModifiers,
    };
  },
});

export const editionQueries: readonly Query[] = [editions, withoutFamily, changes, explain, pair];
