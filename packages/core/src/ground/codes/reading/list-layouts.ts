import { familySaid, isProcedureFamily, nearestFamily } from '../procedure-families.ts';
import { limitsPart, partOfProcedure } from '../tables/parts.ts';
import { type SubjectColumn, subjectColumns, subjectText, wrongSubject } from '../tables/subject.ts';
import { dayCell, isDiagnosis, listCell, wholeCell } from './cells.ts';
import type { Layout, LayoutColumn, RowSink } from './layout.ts';

type Cell = (column: string) => string;

const from: LayoutColumn = {
  sure: [/^date added$/, /^(valid|effective) from$/, /^effective( date)?$/, /^start( date)?$/],
  loose: [/^from$/],
};
const to: LayoutColumn = {
  sure: [/^date term(inated)?$/, /^(valid|effective) (to|until)$/, /^(deactivation|termination|end|stop)( date)?$/],
  loose: [/^to$/, /^until$/],
};
const words: LayoutColumn = { loose: [/^words$/, /\bdescription$/, /^name$/, /\bname$/, /^display name$/] };

function days(cell: Cell, out: RowSink): { readonly from: number; readonly to: number } | undefined {
  const begins = dayCell(cell('from'));
  if (begins === undefined) return void out.wrong('from', 'is no day.');
  const ends = dayCell(cell('to'));
  if (ends === undefined) return void out.wrong('to', 'is no day.');
  return { from: begins, to: ends };
}

/** ICD-10-CM as a list; the order file has no headings and is read by its places. */
const diagnoses: Layout = {
  name: 'ICD-10-CM, list',
  tables: ['diagnoses'],
  source: 'CMS, ICD-10-CM',
  columns: {
    code: { sure: [/^icd( 10 cm)?( code)?$/], loose: [/^(diagnosis )?code$/], needed: true },
    billable: { sure: [/^valid$/, /^billable$/], needed: true },
    words,
    from,
    to,
  },
  read: (cell, out) => {
    const code = cell('code').trim();
    if (!isDiagnosis(code)) return out.wrong('code', 'is no diagnosis code.');
    const billable = cell('billable').trim();
    if (billable !== '0' && billable !== '1') return out.wrong('billable', 'is not 0 or 1.');
    const valid = days(cell, out);
    if (valid) out.row({ code, ...valid, cells: [Number(billable), cell('words').trim()] });
  },
};

/** What is said of ages, sex and sequence: the edits of CMS, whose rules are sentences, or columns of one's own. */
const limits: Layout = {
  name: 'ICD-10-CM, limits of age, sex and sequence',
  tables: ['diagnoses'],
  source: 'CMS, Medicare Code Editor',
  columns: {
    code: { sure: [/^icd( 10 cm)?( code)?$/], loose: [/^(diagnosis )?code$/], needed: true },
    rule: { sure: [/^icd conflict rule$/] },
    sex: { sure: [/^sex$/] },
    ageFrom: { sure: [/^age from$/] },
    ageTo: { sure: [/^age to$/] },
    neverFirst: { sure: [/^never first$/] },
    neverWith: { sure: [/^never with$/, /^excludes ?1$/] },
    codeFirst: { sure: [/^code first$/] },
    from,
    to,
  },
  read: (cell, out) => {
    const code = cell('code').trim();
    if (!isDiagnosis(code)) return out.wrong('code', 'is no diagnosis code.');
    const valid = days(cell, out);
    if (!valid) return;
    const rule = cell('rule');
    const ages = /\(Ages? (\d+)(?:\s*[-–]\s*(\d+))?/.exec(rule);
    const sex = /^[FM]/i.exec(cell('sex').trim())?.[0].toUpperCase() ?? /^(F|M)emale Only|^(M)ale Only/.exec(rule)?.[0].charAt(0);
    const ageFrom = ages ? Number(ages[1]) : wholeCell(cell('ageFrom'));
    const ageTo = ages ? Number(ages[2] ?? ages[1]) : wholeCell(cell('ageTo'));
    const neverFirst = /Not Allowed as Principal/i.test(rule) || /^(1|y|yes|x|true)$/i.test(cell('neverFirst').trim());
    const lists = [listCell(cell('neverWith')), listCell(cell('codeFirst'))] as const;
    if (sex === undefined && ageFrom === undefined && ageTo === undefined && !neverFirst && lists.every((list) => list === ''))
      return out.wrong('rule', 'says nothing that is known here.');
    out.row({ code, ...valid, cells: [undefined, undefined, ...lists, sex, ageFrom, ageTo, neverFirst ? 1 : undefined] });
  },
};

const ownList = 'the practice’s own list';
const anyCode = /^[A-Z0-9]{5}$/i;

/** HCPCS level II, or a practice's own list of procedures with its mapping columns. Whose a code is shows in its shape. */
const procedures: Layout = {
  name: 'Procedures, list',
  tables: ['procedures'],
  source: ownList,
  columns: {
    code: {
      sure: [/^hcpcs?( code)?$/, /^(cpt|cdt|ada|procedure)( code)?$/],
      loose: [/^code$/],
      needed: true,
    },
    words,
    family: { sure: [/^family$/, /^betos$/] },
    from: { ...from, sure: [...(from.sure ?? []), /^add (dt|date)$/] },
    to: { ...to, sure: [...(to.sure ?? []), /^term (dt|date)$/] },
    ...Object.fromEntries(subjectColumns.map((column) => [column, { sure: [headingOf(column)] }])),
  },
  read: (cell, out) => {
    const code = cell('code').trim().toUpperCase();
    if (!anyCode.test(code)) return out.wrong('code', 'is no procedure code.');
    const valid = days(cell, out);
    if (!valid) return;
    const subject = new Map<SubjectColumn, string>();
    for (const column of subjectColumns) {
      const said = cell(column).trim();
      if (said === '') continue;
      const wrong = wrongSubject(column, said);
      if (wrong !== undefined) return out.wrong(column, `${wrong}.`);
      subject.set(column, said);
    }
    const system = partOfProcedure(code) ?? 'HCPCS';
    const family = system === 'HCPCS' ? cell('family').trim() : familyOf(code, cell('family').trim(), out);
    out.row({ code, ...valid, cells: [system, cell('words').trim(), family, subjectText(subject)] });
  },
};

/** Edits ask for families by their words: one that none of them knows is told, and so is one that is read as another. */
function familyOf(code: string, said: string, out: RowSink): string {
  const family = familySaid(said);
  if (said === '') out.withoutFamily(code);
  else if (family !== said)
    out.told(
      'codes.family',
      'family',
      `“${said}” is read as “${family}”.`,
      'Write it so in the list, and in terms of payers that name it.',
    );
  else if (!isProcedureFamily(family)) {
    const nearest = nearestFamily(family);
    const meant = nearest === undefined ? '' : `Perhaps “${nearest}” is meant. `;
    out.told(
      'codes.family',
      'family',
      `“${said}” is a family that no edit knows.`,
      `${meant}The known ones stand in docs/code-tables.md; another is asked for by terms of payers only.`,
    );
  }
  return family;
}

function headingOf(column: SubjectColumn): RegExp {
  return new RegExp(`^${column.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}$`);
}

/** Lists of a code and its name. `code` is how it has to look. */
function named(
  name: string,
  table: Layout['tables'][number],
  source: string,
  code: RegExp,
  sure: readonly RegExp[],
  type?: string,
): Layout {
  return {
    ...{ name, tables: [table], source },
    columns: {
      code: { sure, loose: [/^code$/], needed: true },
      words: { loose: [/^words$/, /\bname$/, /\bdescription$/] },
      ...(type === undefined ? {} : { type: { sure: [/^type$/] } }),
      from,
      to,
    },
    ...(sure.length === 0 ? { onlyAsked: true } : {}),
    read: (cell, out) => {
      const said = cell('code').trim().toUpperCase();
      // One list holds reasons and remarks.
      if (type !== undefined && cell('type') !== '' && cell('type').trim().toUpperCase() !== type) return out.pass();
      if (!code.test(said)) return out.wrong('code', 'is no such code.');
      const valid = days(cell, out);
      if (valid) out.row({ code: said, ...valid, cells: [cell('words').trim()] });
    },
  };
}

const coverage: Layout = {
  name: 'Coverage articles, list',
  tables: ['coverage'],
  source: 'CMS, Medicare Coverage Database',
  columns: {
    id: { sure: [/^(lcd|ncd|article)( id)?$/], loose: [/^id$/], needed: true },
    procedure: { sure: [/^(hcpcs|cpt|procedure)( code)?$/], needed: true },
    covered: { sure: [/^covered$/, /^icd 10 covered$/], needed: true },
    notCovered: { sure: [/^not covered$/] },
    jurisdictions: { sure: [/^jurisdictions?$/, /^contractors?$/, /^states?$/] },
    times: { sure: [/^times$/] },
    days: { sure: [/^days$/] },
    from: { ...from, sure: [...(from.sure ?? []), /^article eff date$/] },
    to: { ...to, sure: [...(to.sure ?? []), /^retired?( date)?$/, /^article end date$/] },
  },
  read: (cell, out) => {
    const id = cell('id').trim();
    if (id === '') return out.wrong('id', 'is empty.');
    const code = cell('procedure').trim();
    if (!anyCode.test(code)) return out.wrong('procedure', 'is no procedure code.');
    const lists = [listCell(cell('covered')), listCell(cell('notCovered'))] as const;
    for (const [at, list] of lists.entries())
      if (list.split(' ').some((one) => one !== '' && !isDiagnosis(one)))
        return out.wrong(at === 0 ? 'covered' : 'notCovered', 'holds something that is no diagnosis code.');
    const valid = days(cell, out);
    if (!valid) return;
    const jurisdictions = cell('jurisdictions')
      .split(/[\s,;|]+/)
      .filter(Boolean)
      .join(' ')
      .toUpperCase();
    out.row({ code, ...valid, cells: [id, jurisdictions, ...lists, wholeCell(cell('times')), wholeCell(cell('days'))] });
  },
};

/** Who publishes a part, where the file does not say. */
export const publisherOf = (part: string, said: string): string => (part === 'HCPCS' && said === ownList ? 'CMS, HCPCS level II' : said);

/** Which part of its table the rows of a layout are. */
export const partOfLayout = (layout: string): string => (layout === limits.name ? limitsPart : '');

export const listLayouts: readonly Layout[] = [
  diagnoses,
  limits,
  procedures,
  coverage,
  named('Modifiers, list', 'modifiers', ownList, /^[0-9A-Z]{2}$/, [/^mod(ifier)?( code)?$/]),
  named('Places of service, list', 'places', 'CMS, places of service', /^\d{2}$/, [/^pos( code)?$/, /^place of service codes?( s)?$/]),
  {
    ...named('NUCC taxonomy, list', 'taxonomies', 'NUCC', /^[0-9A-Z]{10}$/, [/^(taxonomy )?code$/]),
    columns: {
      code: { sure: [/^(taxonomy )?code$/], needed: true },
      grouping: { sure: [/^grouping$/], needed: true },
      words: { sure: [/^display name$/, /^classification$/], needed: true },
      from,
      to,
    },
  },
  named('Adjustment reasons, list', 'adjustment-reasons', 'X12', /^[0-9A-Z]{1,4}$/, [], 'CARC'),
  named('Remark codes, list', 'remark-codes', 'X12', /^[0-9A-Z]{1,6}$/, [], 'RARC'),
];
