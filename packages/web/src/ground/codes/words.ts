import type { TableName } from '@claimwright/core/ground/codes';
import type { EditionView } from '@claimwright/server/api';
import { formatDate } from '../../ui/format.ts';

/** What each table is called on the screen. */
export const tableWords: { readonly [table in TableName]: string } = {
  diagnoses: 'Diagnoses (ICD-10-CM)',
  procedures: 'Procedures',
  modifiers: 'Modifiers',
  places: 'Places of service',
  'pairs-practitioner': 'Pair edits, practitioner',
  'pairs-outpatient': 'Pair edits, outpatient',
  'units-practitioner': 'Unit limits, practitioner',
  'units-outpatient': 'Unit limits, outpatient',
  'units-supplier': 'Unit limits, supplier',
  'add-ons': 'Add-on codes',
  'relative-values': 'Relative values',
  localities: 'Localities',
  coverage: 'Coverage articles',
  taxonomies: 'Taxonomies',
  'adjustment-reasons': 'Adjustment reasons',
  'remark-codes': 'Remark codes',
  'fee-schedules': 'Fee schedules of payers',
};

const parts: { readonly [part: string]: string } = { limits: 'limits of age, sex and order' };

export const tableOf = ({ table, part }: Pick<EditionView, 'table' | 'part'>): string =>
  part === '' ? tableWords[table] : `${tableWords[table]}, ${parts[part] ?? part}`;

/** For which services it answers: to its own end, or to the day before the next begins. */
export const daysOf = ({ from, to: end, until }: Pick<EditionView, 'from' | 'to' | 'until'>): string => {
  const to = end ?? until;
  return to === undefined ? `from ${formatDate(from)}` : `${formatDate(from)} to ${formatDate(to)}`;
};

/** How an edition stands, in a word or two. */
export const standingOf = ({ endedAt, replacedBy, until }: Pick<EditionView, 'endedAt' | 'replacedBy' | 'until'>): string =>
  endedAt ? 'Rolled back' : replacedBy !== undefined ? 'Replaced' : until !== undefined ? `Until ${formatDate(until)}` : 'Counts';

/** `units = Limit per day`, one a line, as the server takes it; undefined where nothing is said. */
export function readMap(text: string): string | undefined {
  const pairs = text
    .split('\n')
    .map((line) => line.split('='))
    .flatMap(([column = '', ...heading]) => (heading.length > 0 ? [[column.trim(), heading.join('=').trim()]] : []));
  return pairs.length === 0 ? undefined : JSON.stringify(Object.fromEntries(pairs));
}
