import type { TableName } from './code-tables.ts';

/** What the digit of a unit limit means for whoever bills: MAI 1, 2, 3. */
export const adjudicationWords = ['', 'by line', 'by day, never more', 'by day, more with documentation'] as const;

/** What an edition says of a code, row by row, in words that somebody would say. */
export const rowsInWords = (table: TableName, rows: readonly string[]): readonly string[] =>
  table === 'add-ons' && rows.length > 0 ? [addOnInWords(rows)] : rows.map((words) => rowInWords(table, words));

function rowInWords(table: TableName, words: string): string {
  if (table.startsWith('units-')) return unitsInWords(words);
  if (table === 'coverage') return coverageInWords(words);
  if (table !== 'procedures') return words;
  const plain = words
    .replace(/^system (\w+)(?:, |$)/, '')
    .replace(/^words /, '')
    .replace(/\bfamily /, 'kind: ')
    .replace(/\bsubject evaluation=yes/, 'counts as an evaluation');
  return plain === '' ? 'On the list' : plain;
}

function unitsInWords(words: string): string {
  const [, units, adjudication] = /^units (\d+), adjudication ([123])/.exec(words) ?? [];
  if (units === undefined || adjudication === undefined) return words;
  return `At most ${units} ${units === '1' ? 'unit' : 'units'}, ${adjudicationWords[Number(adjudication)]} (MAI ${adjudication})`;
}

/** The primaries of an add-on code stand in a row each, and are said in one; CCCCC is the publisher's word for the payer's own. */
function addOnInWords(rows: readonly string[]): string {
  const read = rows.map((words) => /^type ([123])(?:, primary ([0-9A-Z]+))?/.exec(words) ?? []);
  const type = read.map(([, one]) => one).find((one) => one === '1' || one === '3') ?? '2';
  const primaries = read.flatMap(([, , primary]) => (primary === undefined || primary === 'CCCCC' ? [] : [primary]));
  const beside = primaries.length === 0 ? 'beside which codes, the payer says' : `only beside ${primaries.join(', ')}`;
  return `Add-on code (type ${type}), ${beside}`;
}

function coverageInWords(words: string): string {
  const id = /(?:^|, )id ([^,]+)/.exec(words)?.[1];
  if (id === undefined) return words;
  const listOf = (column: string): readonly string[] =>
    (new RegExp(`(?:^|, )${column} ([^,]+)`).exec(words)?.[1] ?? '').split(' ').filter((one) => one !== '');
  const [where, covered, not] = [listOf('jurisdictions'), listOf('covered'), listOf('notCovered')];
  const [times, days] = [listOf('times')[0], listOf('days')[0]];
  const said = [
    covered.length > 0 ? `covered for ${codes(covered)}` : '',
    not.length > 0 ? `not covered for ${codes(not)}` : '',
    times !== undefined && days !== undefined ? `at most ${times} in ${days} days` : '',
  ].filter(Boolean);
  return `${id} (${where.length === 0 ? 'national' : where.join(', ')}): ${said.join('; ') || 'no diagnosis is named'}`;
}

const shown = 12;
const codes = (all: readonly string[]): string =>
  all.length <= shown ? all.join(', ') : `${all.slice(0, shown).join(', ')} and ${all.length - shown} more diagnoses`;
