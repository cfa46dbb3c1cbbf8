import { dayCell, isProcedure, wholeCell } from './cells.ts';
import type { Layout } from './layout.ts';

const source = 'CMS, National Correct Coding Initiative';
const indicators = new Map([
  ['0', 0],
  ['1', 1],
  ['9', 9],
] as const);

/** Procedure-to-procedure edits: the tab-separated text of CMS, with and without a rationale, and lists made of it. */
const pairs: Layout = {
  name: 'NCCI procedure-to-procedure edits',
  tables: ['pairs-practitioner', 'pairs-outpatient'],
  source,
  columns: {
    column1: { sure: [/^column ?(1|one)( code)?$/], needed: true },
    column2: { sure: [/^column ?(2|two)( code)?$/], needed: true },
    modifier: { sure: [/^modifier( indicator)?\b/], needed: true },
    effective: { sure: [/^effective( date)?$/] },
    deleted: { sure: [/^deletion( date)?$/] },
    rationale: { sure: [/rationale$/] },
  },
  read: (cell, out) => {
    const [column1, column2] = [cell('column1'), cell('column2')];
    if (!isProcedure(column1)) return out.wrong('column1', 'is no procedure code.');
    if (!isProcedure(column2)) return out.wrong('column2', 'is no procedure code.');
    const indicator = indicators.get(cell('modifier').trim() as '0');
    if (indicator === undefined) return out.wrong('modifier', 'is not 0, 1 or 9.');
    const effective = dayCell(cell('effective'));
    if (effective === undefined) return out.wrong('effective', 'is no day.');
    const deleted = dayCell(cell('deleted'));
    if (deleted === undefined) return out.wrong('deleted', 'is no day.');
    out.pair(column1, column2, { indicator, effective, deleted, rationale: cell('rationale').trim() });
  },
};

/** The setting that a row of a list of several settings names. */
const settings: readonly (readonly [RegExp, string])[] = [
  [/pract/i, 'units-practitioner'],
  [/outp|hosp|facil/i, 'units-outpatient'],
  [/dme|suppl/i, 'units-supplier'],
];

const units: Layout = {
  name: 'NCCI medically unlikely edits',
  tables: ['units-practitioner', 'units-outpatient', 'units-supplier'],
  source,
  columns: {
    code: { sure: [/^hcpcs cpt code$/, /^hcpcs code$/], loose: [/^code$/, /^cpt( code)?$/], needed: true },
    units: { sure: [/mue values?$/, /^mue units$/], loose: [/^units$/], needed: true },
    adjudication: { sure: [/adjudication indicator$/, /^mue mai$/, /^mai$/], needed: true },
    rationale: { sure: [/rationale$/] },
    service: { sure: [/^mue service/] },
  },
  read: (cell, out) => {
    const code = cell('code').trim();
    if (!isProcedure(code)) return out.wrong('code', 'is no procedure code.');
    const limit = wholeCell(cell('units'));
    if (limit === undefined) return out.wrong('units', 'is no whole number.');
    // `3 Date of Service Edit: Clinical`
    const adjudication = /^\s*([123])\b/.exec(cell('adjudication'))?.[1];
    if (adjudication === undefined) return out.wrong('adjudication', 'does not begin with 1, 2 or 3.');
    const service = cell('service');
    const of = service === '' ? undefined : settings.find(([named]) => named.test(service))?.[1];
    if (of !== undefined && of !== out.table) return out.pass();
    out.row({ code, from: 0, to: 0, cells: [limit, Number(adjudication), cell('rationale').trim()] });
  },
};

const addOns: Layout = {
  name: 'NCCI add-on codes',
  tables: ['add-ons'],
  source,
  columns: {
    addOn: { sure: [/^add on( code)?$/], needed: true },
    primary: { sure: [/^primary( code)?s?$/], needed: true },
    type: { sure: [/edit type$/], loose: [/^type$/], needed: true },
    effective: { sure: [/^(aoc edit |primary code |add on code )?eff(ective)?( date| dt)?$/] },
    deleted: { sure: [/^(aoc edit |primary code |add on code )?del(etion)?( date| dt)?$/] },
  },
  read: (cell, out) => {
    const [code, primary] = [cell('addOn').trim(), cell('primary').trim()];
    if (!isProcedure(code)) return out.wrong('addOn', 'is no procedure code.');
    if (!isProcedure(primary)) return out.wrong('primary', 'is no procedure code.');
    const type = /[123]/.exec(cell('type'))?.[0];
    if (type === undefined) return out.wrong('type', 'is not 1, 2 or 3.');
    const from = dayCell(cell('effective'));
    const to = dayCell(cell('deleted'));
    if (from === undefined) return out.wrong('effective', 'is no day.');
    if (to === undefined) return out.wrong('deleted', 'is no day.');
    out.row({ code, from, to, cells: [Number(type), primary.toUpperCase()] });
  },
};

export const ncciLayouts: readonly Layout[] = [pairs, units, addOns];
