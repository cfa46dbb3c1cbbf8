import { csvRows, delimiterOf, type Finding, type PlainDate, plainDate } from '../../../ground/base/index.ts';
import type { ExportList } from '../../../ground/exports/index.ts';
import { type TermField, termFields } from './term-fields.ts';
import { readTerm, unsetWord, writeTerm } from './term-text.ts';
import type { TermValues } from './term-values.ts';
import { type SavedTerms, type TermsChange, termsOn } from './terms.ts';

/** What is known of payers, to find the one that a row means. */
export interface PayerNamed {
  readonly id: string;
  readonly name: string;
  /** The numbers that it goes by. */
  readonly ids: readonly string[];
}
export interface TermsRow extends SavedTerms {
  readonly payerId: string;
  readonly source?: string;
}
interface TermsRead {
  /** Where one of the findings is an error, none of them is to be taken. */
  readonly rows: readonly TermsRow[];
  readonly findings: readonly Finding[];
}

/** Terms of payers as a list: the same that `readTermsCsv` reads. */
export const termsList: ExportList = {
  kind: 'payer-terms',
  says: 'The terms of a payer, as the practice set them; a row for each day from which something else counts.',
  columns: [
    { name: 'payer_id', type: 'text', says: 'One of the numbers that the payer goes by' },
    { name: 'payer', type: 'text', says: 'Its name' },
    { name: 'from', type: 'date', says: 'The first day of service that the row is of; empty: all' },
    ...termFields.map(({ column, label, does }) => ({ name: column, type: 'text' as const, says: `${label}: ${does}` })),
    { name: 'source', type: 'text', says: 'Where it stands: manual, contract, bulletin' },
  ],
};

/** Rows of the list of one payer: what holds of all days, then what is set anew from a day on. */
export function termsRows(payer: PayerNamed, saved: readonly SavedTerms[]): readonly { readonly [column: string]: string | null }[] {
  const starts = [undefined, ...new Set(saved.flatMap(({ from }) => from ?? []).sort())];
  return starts.flatMap((from) => {
    const before = termsOn(
      saved.filter((one) => (one.from ?? '') < (from ?? '')),
      from,
    );
    const own = saved.filter((one) => one.from === from);
    const set = termsOn(own, from);
    const cells = termFields.map(({ id, column }) => {
      const taken = own.some(({ change }) => change[id] === null) && set[id] === undefined && before[id] !== undefined;
      return [column, taken ? unsetWord : writeTerm(id, set[id]) || null] as const;
    });
    if (from !== undefined && cells.every(([, cell]) => cell === null)) return [];
    return [{ payer_id: payer.ids[0] ?? null, payer: payer.name, from: from ?? null, ...Object.fromEntries(cells), source: null }];
  });
}

const told = (code: string, at: string, says: string, fix?: string): Finding => ({
  ...{ code: `terms.${code}`, severity: 'error', at, says },
  ...(fix === undefined ? {} : { fix }),
});

function payerOf(payers: readonly PayerNamed[], id: string, name: string): PayerNamed | string {
  if (id === '' && name === '') return 'The row names no payer.';
  const same = (one: PayerNamed) =>
    id === '' ? one.name.toLowerCase() === name.toLowerCase() : one.ids.some((own) => own.toUpperCase() === id.toUpperCase());
  const [found, ...others] = payers.filter(same);
  const said = id === '' ? name : id;
  if (found === undefined) return `No payer of the practice goes by ${said}.`;
  return others.length === 0 ? found : `Several payers go by ${said}: ${[found, ...others].map((one) => one.name).join(', ')}.`;
}

type Cells = (column: string) => string;

function changeOf(cells: Cells, at: string, findings: Finding[]): TermsChange {
  const change: { [field in TermField]?: TermValues[TermField] | null } = {};
  for (const { id, column } of termFields) {
    const text = cells(column);
    if (text === '') continue;
    const own = readTerm(id, text);
    if ('wrong' in own) findings.push(told('cell', `${at}, ${column}`, own.wrong));
    else change[id] = own.value;
  }
  return change as TermsChange;
}

function fromOf(cells: Cells, at: string, findings: Finding[]): PlainDate | undefined {
  const text = cells('from');
  const [, month = '', day = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const from = plainDate(year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  if (from === undefined && text !== '') findings.push(told('day', `${at}, from`, `${text.slice(0, 20)} is no day, such as 2027-01-01.`));
  return from;
}

/** Headings as columns: blanks and capitals in them do not matter. */
function headOf(names: readonly string[]): readonly Finding[] {
  const known = termsList.columns.map(({ name }) => name);
  if (!names.includes('payer_id') && !names.includes('payer'))
    return [told('heading', 'row 1', 'The list has no column payer_id.', 'Name the payer in each row by payer_id, or by payer, its name.')];
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at);
  if (twice !== undefined) return [told('heading', 'row 1', `The column ${twice} stands there twice.`)];
  return names
    .filter((name) => name !== '' && !known.includes(name))
    .map((name) => told('heading', `row 1, ${name}`, `There is no term ${name}.`, `There are: ${known.join(', ')}.`));
}

/** Terms of many payers from a list; nothing is guessed: each row that says something else is told by its number and column. */
export function readTermsCsv(text: string, payers: readonly PayerNamed[]): TermsRead {
  const clean = text.replace(/^\uFEFF/, '');
  const { rows, unclosed } = csvRows(clean, 0, delimiterOf(clean));
  const [head, ...body] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (unclosed) return { rows: [], findings: [told('quotes', 'the list', 'A quote is opened and never closed.')] };
  const names = (head?.cells ?? []).map((name) => name.trim().toLowerCase().replaceAll(' ', '_'));
  const findings: Finding[] = [...headOf(names)];
  if (findings.length === 0 && body.length === 0) findings.push(told('empty', 'the list', 'No row stands below the headings.'));
  if (findings.length > 0) return { rows: [], findings };
  const read: TermsRow[] = [];
  const seen = new Map<string, number>();
  for (const { cells: own, number } of body) {
    const at = `row ${number}`;
    const cells: Cells = (column) => own[names.indexOf(column)]?.trim().replace(/^'(?=[=+\-@])/, '') ?? '';
    const payer = payerOf(payers, cells('payer_id'), cells('payer'));
    const from = fromOf(cells, at, findings);
    const change = changeOf(cells, at, findings);
    if (own.length > names.length && own.slice(names.length).some((cell) => cell.trim() !== ''))
      findings.push(told('row', at, 'It has more cells than there are headings.', 'Put quotes around a cell that has commas in it.'));
    if (cells('source').length > 200) findings.push(told('cell', `${at}, source`, 'A source has at most 200 characters.'));
    if (typeof payer === 'string') {
      findings.push(told('payer', `${at}, ${cells('payer_id') === '' ? 'payer' : 'payer_id'}`, payer));
      continue;
    }
    const key = `${payer.id} ${from ?? ''}`;
    const first = seen.get(key);
    if (first !== undefined) findings.push(told('twice', at, `${payer.name} stands in row ${first} already, of the same days.`));
    seen.set(key, first ?? number);
    const source = cells('source');
    read.push({ payerId: payer.id, change, ...(from === undefined ? {} : { from }), ...(source === '' ? {} : { source }) });
  }
  return { rows: read, findings };
}
