import type { ElementDefinition } from '../definitions/grammar.ts';
import { type Kept, PART, REPETITION } from './group.ts';

/** An element as it is meant: `40`, `40.0` and `40.00` are one amount, `01` and `1` one count. */
export function meant(text: string, definition: ElementDefinition | undefined): string {
  const value = text.trim();
  if (value === '' || definition === undefined) return value;
  if (definition.repeats > 1 && value.includes(REPETITION))
    return value
      .split(REPETITION)
      .map((one) => meant(one, { ...definition, repeats: 1 }))
      .join(REPETITION);
  const { type, parts } = definition;
  if (parts !== undefined) {
    const all = value.split(PART).map((part, i) => meant(part, parts[i]));
    while (all.length > 0 && all[all.length - 1] === '') all.pop();
    return all.join(PART);
  }
  if (type === 'money') return amount(value);
  if (type === 'decimal') return decimal(value);
  if (type === 'number') return /^\d+$/.test(value) ? value.replace(/^0+(?=\d)/, '') : value;
  return value;
}

/** `40` to `40.00`; more decimals stay, and what is no amount stays as it is. */
function amount(text: string): string {
  const plain = decimal(text);
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain) ?? [];
  return whole === '' ? text : `${sign}${whole}.${part.padEnd(2, '0')}`;
}

function decimal(text: string): string {
  const [, sign = '', whole, part = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole === undefined || whole + part === '') return text;
  const front = whole.replace(/^0+/, '') || '0';
  const back = part.replace(/0+$/, '');
  const value = back === '' ? front : `${front}.${back}`;
  return sign === '-' && value !== '0' ? `-${value}` : value;
}

/** All that a segment says, in one text: equal texts mean the same. */
export function saying({ id, elements, definition }: Kept, strict: boolean): string {
  const formal = strict ? [] : (definition?.formal ?? []);
  const said = elements.map((text, i) => (formal.includes(i + 1) ? '' : meant(text, definition?.elements[i])));
  while (said.length > 0 && said[said.length - 1] === '') said.pop();
  return [id, ...said].join('*');
}

/** Rows that stand in one segment, each as a segment of its own: how they were packed does not matter. */
export function unpacked(segment: Kept): Kept[] {
  const rows = segment.definition?.rows;
  if (rows === undefined) return [segment];
  const { elements } = segment;
  const before = elements.slice(0, rows.from - 1);
  const all: Kept[] = [];
  for (let at = rows.from - 1; at < elements.length; at += rows.size) {
    const row = elements.slice(at, at + rows.size);
    if (row.every((text) => text === '')) continue;
    all.push({ ...segment, elements: [...before, ...row], shift: at - (rows.from - 1) });
  }
  return all.length === 0 ? [segment] : all;
}

/** Which of its kind a segment is: the qualifier of a reference, group and reason of an adjustment. */
export function nameOf(segment: Kept): string[] {
  const { definition, use, elements } = segment;
  const rows = definition?.rows;
  if (rows !== undefined) return Array.from({ length: rows.named }, (_, i) => (elements[i] ?? '').split(PART)[0] ?? '');
  const first = definition?.elements[0];
  if (use !== undefined && use.element > 0) return [elements[use.element - 1] ?? ''];
  return use !== undefined && use.max > 1 && first?.type === 'code' && first.required ? [elements[0] ?? ''] : [];
}
