import type { Claims } from './claims.ts';
import { classOfColumn, mayHold } from './columns.ts';
import type { IdentifierClass } from './identifier.ts';
import type { Reading } from './reading.ts';
import { segments } from './segments.ts';

/** Takes what a table, a message or a record says of somebody by where it stands: there the place tells and not the words. */
export function structured(r: Reading, c: Claims): void {
  const { text } = r;
  if (text.includes('":') || text.includes('" :')) json(text, c);
  if (text.includes('</')) tags(text, c);
  const rows = text.includes('|') || text.includes('*') || text.includes(',') || text.includes('\t');
  if (rows && text.includes('\n')) tables(text, c);
  segments(text, c);
}

const takeValue = (c: Claims, as: IdentifierClass, value: string, from: number): void => {
  const lead = value.length - value.trimStart().length;
  const inside = value.trim();
  if (inside && mayHold(as, inside)) c.takeCharacters(from + lead, from + lead + inside.length, as, 'by its column or key');
};

const ofTheirOwner = new Set(['display', 'text', 'value', 'reference']);

/** The strings of JSON, whole or cut out, by their keys: `"family": "Roe"`, `"given": ["Jane"]`. */
function json(text: string, c: Claims): void {
  const owners: string[] = [];
  let key = '';
  const strings = /"((?:[^"\\\n]|\\.)*)"(\s*:)?|[{}[\],]/g;
  for (const match of text.matchAll(strings)) {
    const [whole, inside, colon] = match;
    if (inside === undefined) {
      if (whole === '{' || whole === '[') owners.push(key);
      else if (whole !== ',') key = owners.pop() ?? '';
      if (whole === ',' && !isList(text, match.index)) key = owners.at(-1) ?? '';
    } else if (colon !== undefined) key = inside;
    else {
      const own = classOfColumn(key);
      const owner = ofTheirOwner.has(key) ? classOfColumn(owners.findLast((one) => one !== '') ?? '') : undefined;
      const as = own ?? owner;
      if (as && !(as === 'ID' && /^(?:MRN|SSN?|official|usual)$/i.test(inside))) takeValue(c, as, inside, match.index + 1);
    }
  }
}

const isList = (text: string, comma: number): boolean => /^\s*"[^"\n]*"\s*[,\]]/.test(text.slice(comma + 1, comma + 80));

/** `<family>Roe</family>`. */
function tags(text: string, c: Claims): void {
  for (const match of text.matchAll(/<(?:\w+:)?(\w+)[^<>]*>([^<>\n]+)<\//g)) {
    const as = classOfColumn(match[1] ?? '');
    const value = match[2] ?? '';
    if (as) takeValue(c, as, value, match.index + match[0].length - 2 - value.length);
  }
}

interface Cell {
  readonly from: number;
  readonly value: string;
}

/** The cells of a line; a quoted one may hold the separator. */
function cells(line: string, from: number, separator: string): Cell[] {
  const out: Cell[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= line.length; i++) {
    const one = line[i];
    if (one === '"') quoted = !quoted;
    if (i < line.length && (one !== separator || quoted)) continue;
    const value = line.slice(start, i);
    const bare = value.replace(/^(\s*)"(.*)"(\s*)$/, '$1 $2 $3');
    out.push({ from: from + start, value: bare });
    start = i + 1;
  }
  return out;
}

/** A line of heads, and below it rows: whatever stands under `Last name` is one. */
function tables(text: string, c: Claims): void {
  let heads: (IdentifierClass | undefined)[] = [];
  let separator = '';
  let from = 0;
  for (const line of text.split('\n')) {
    const row = separator ? cells(line, from, separator) : [];
    if (row.length >= 3 && Math.abs(row.length - heads.length) <= 1)
      row.forEach((cell, k) => {
        const as = heads[k];
        if (as) takeValue(c, as, cell.value, cell.from);
      });
    else {
      separator = '';
      for (const one of [',', '\t', '|', ';']) {
        const first = line.length < 2000 ? line.indexOf(one) : -1;
        if (first < 0 || line.indexOf(one, first + 1) < 0) continue;
        const found = cells(line, from, one).map(({ value }) => value.trim());
        if (found.some((value) => value.length > 30)) continue;
        const told = found.map(classOfColumn);
        const known = told.filter((as) => as !== undefined).length;
        const filled = found.filter((value) => value !== '').length;
        if (filled < 3 || known < 2 || known * 3 < filled) continue;
        heads = told;
        separator = one;
        break;
      }
    }
    from += line.length + 1;
  }
}
