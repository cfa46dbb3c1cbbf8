import type { ProcedureSubject } from '../code-tables.ts';

const areas = ['tooth', 'surface', 'quadrant', 'arch', 'mouth'] as const;
const teeth = ['anterior', 'premolar', 'molar', 'posterior', 'any'] as const;
const dentitions = ['permanent', 'primary'] as const;
const sexes = ['F', 'M'] as const;
const flags = ['eye', 'timed', 'narrative', 'authorization', 'evaluation', 'unlisted'] as const;
const counts = ['surfaces', 'ageFrom', 'ageTo'] as const;

/** The mapping columns of a practice's own procedures, as they are named in its list. */
export const subjectColumns = ['area', 'teeth', 'dentition', 'sex', ...counts, ...flags, 'attachments', 'alternate'] as const;
export type SubjectColumn = (typeof subjectColumns)[number];

const oneOf = <T extends string>(all: readonly T[], cell: string): T | undefined =>
  all.find((one) => one.toLowerCase() === cell.toLowerCase());
const yes = /^(1|y|yes|true|x)$/i;
const no = /^(0|n|no|false)$/i;

/** What a mapping column's cell may say, undefined; or what is wrong with it. */
export function wrongSubject(column: SubjectColumn, cell: string): string | undefined {
  const among = { area: areas, teeth, dentition: dentitions, sex: sexes } as const;
  if (column === 'area' || column === 'teeth' || column === 'dentition' || column === 'sex')
    return oneOf<string>(among[column], cell) === undefined ? `is one of ${among[column].join(', ')}` : undefined;
  if (column === 'alternate' || column === 'attachments') return /^[\w ]{1,60}$/.test(cell) ? undefined : 'is a code, or codes';
  if (counts.some((one) => one === column)) return /^\d{1,3}$/.test(cell) ? undefined : 'is a whole number';
  return yes.test(cell) || no.test(cell) ? undefined : 'is yes or no';
}

/** Cells as one text, `area=tooth;teeth=molar`, which many procedures have in common. */
export const subjectText = (cells: ReadonlyMap<string, string>): string =>
  subjectColumns.flatMap((column) => (cells.get(column) ? [`${column}=${cells.get(column)}`] : [])).join(';');

export function subjectOf(text: string): ProcedureSubject {
  if (text === '') return {};
  const cells = new Map(text.split(';').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const));
  const cell = (column: SubjectColumn): string => cells.get(column) ?? '';
  const area = oneOf(areas, cell('area'));
  const kind = oneOf(teeth, cell('teeth'));
  const dentition = oneOf(dentitions, cell('dentition'));
  const sex = oneOf(sexes, cell('sex'));
  return {
    ...(area ? { area } : {}),
    ...(kind ? { teeth: kind } : {}),
    ...(dentition ? { dentition } : {}),
    ...(sex ? { sex } : {}),
    ...Object.fromEntries(counts.flatMap((column) => (cell(column) === '' ? [] : [[column, Number(cell(column))]]))),
    ...Object.fromEntries(flags.flatMap((column) => (yes.test(cell(column)) ? [[column, true]] : []))),
    ...(cell('attachments') ? { attachments: cell('attachments').split(' ') } : {}),
    ...(cell('alternate') ? { alternate: cell('alternate') } : {}),
  };
}
