import { toDecimal } from '@claimwright/core/ground/base';
import { type BoxFact, type ClaimToSend, type FactForm, factAt } from '@claimwright/core/revenue/claims';
import { formatDate, formatMoney } from '../../../ui/format.ts';

interface Tooth {
  readonly tooth: string;
  readonly surfaces: readonly string[];
}
const isTooth = (value: unknown): value is Tooth => typeof value === 'object' && value !== null && 'tooth' in value && 'surfaces' in value;
const teethText = (teeth: readonly unknown[]): string =>
  teeth
    .filter(isTooth)
    .map(({ tooth, surfaces }) => `${tooth} ${surfaces.join('')}`.trim())
    .join(', ');

interface Attachment {
  readonly report: string;
  readonly transmission: string;
  readonly controlNumber?: string;
}
const isAttachment = (value: unknown): value is Attachment =>
  typeof value === 'object' && value !== null && 'report' in value && 'transmission' in value;

/** What comes apart from the claim, typed one a row: `RB EL AT77`. */
export const attachmentText = ({ report, transmission, controlNumber = '' }: Attachment): string =>
  `${report} ${transmission} ${controlNumber}`.trim();

function attachmentsOf(text: string): Read {
  const rows = text.split('\n').filter((row) => row.trim() !== '');
  const read = rows.map((row) => /^([A-Z0-9]{2}) ([A-Z]{2})(?: (\S.{0,49}))?$/.exec(row.trim()));
  if (read.includes(null)) return { says: 'A kind of report has two signs: RB.' };
  return {
    value: read.map((found) => {
      const [, report = '', transmission = '', controlNumber] = found ?? [];
      return { report, transmission, ...(controlNumber === undefined ? {} : { controlNumber }) };
    }),
  };
}

/** A fact as it is typed. */
export function textOf(value: unknown, form: FactForm): string {
  if (value === undefined || value === null) return '';
  if (form === 'money' && typeof value === 'number') return String(toDecimal(value as Parameters<typeof toDecimal>[0]));
  if (form === 'yes-no') return value === true ? 'Y' : 'N';
  if (form === 'teeth' && Array.isArray(value)) return teethText(value);
  if (form === 'attachments' && Array.isArray(value)) return value.filter(isAttachment).map(attachmentText).join('\n');
  return Array.isArray(value) ? value.join(' ') : String(value);
}

/** A whole line. */
const isLine = (value: unknown): value is { readonly procedure: { readonly code: string }; readonly billed: number } =>
  typeof value === 'object' && value !== null && 'procedure' in value && 'billed' in value;

/** A fact as it is read, in a history. */
export function shownFact(at: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (typeof value === 'number' && /billed|paid|amount|patientPaid/i.test(at)) return formatMoney(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value))
    return value.some(isTooth) ? teethText(value) : value.length === 0 ? 'nothing' : value.map((one) => shownFact(at, one)).join(' ');
  if (isLine(value)) return `${value.procedure.code} ${formatMoney(value.billed)}`;
  if (typeof value === 'object')
    return Object.values(value)
      .filter((one) => typeof one === 'string')
      .join(' ');
  const text = String(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDate(text) : text;
}

export interface Fault {
  readonly at: string;
  readonly says: string;
}
type Read = { readonly value: unknown } | { readonly says: string };

const teethOf = (text: string): Read => {
  const parts = text.split(',').map((part) => part.trim().toUpperCase().split(/\s+/));
  if (parts.some(([tooth = '']) => !/^(?:\d{1,2}|[A-T]S?)$/.test(tooth)))
    return { says: 'A tooth and its surfaces, by commas: 3 MO, 14 D.' };
  return { value: parts.map(([tooth = '', ...surfaces]) => ({ tooth, surfaces: [...surfaces.join('')] })) };
};

/** What is typed as the claim holds it; null takes it away. */
export function valueTyped(typed: string, form: FactForm): Read {
  const text = typed.trim();
  if (form === 'words') return { value: text === '' ? [] : text.toUpperCase().split(/[\s,]+/) };
  if (form === 'numbers') {
    const numbers = text === '' ? [] : text.split(/[\s,]+/).map(Number);
    return numbers.every((one) => Number.isInteger(one) && one > 0)
      ? { value: numbers }
      : { says: 'Positions in the list of diagnoses: 1 2.' };
  }
  if (form === 'attachments') return attachmentsOf(text);
  if (form === 'teeth') return text === '' ? { value: [] } : teethOf(text);
  if (text === '') return { value: null };
  if (form === 'yes-no') return { value: text === 'Y' };
  if (form === 'number') return Number.isFinite(Number(text)) ? { value: Number(text) } : { says: 'A number.' };
  if (form !== 'money') return { value: text };
  const found = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(/[$,]/g, ''));
  return found ? { value: Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) } : { says: 'An amount: 120.00.' };
}

type Made = { [key: string]: unknown };
/** What a thing has to say beside what was typed, where it was not there before. */
const blank: { readonly [key: string]: Made } = {
  address: { line1: '', city: '' },
  payerAddress: { line1: '', city: '' },
  accident: { kind: 'other' },
  facility: { entity: 'organisation', name: '' },
  referring: { entity: 'person', name: '' },
  attending: { entity: 'person', name: '' },
  operating: { entity: 'person', name: '' },
};
const blankOf = (key: string): Made => ({ ...(/^\d+$/.test(key) ? { system: 'ICD-10-CM' } : (blank[key] ?? {})) });

/** The highest part of a place that the claim has not. */
function missingPart(claim: ClaimToSend, at: string): string | undefined {
  const keys = at.split('.');
  for (let i = 1; i < keys.length; i++) {
    const part = keys.slice(0, i).join('.');
    if (factAt(claim, part) === undefined) return part;
  }
  return undefined;
}

function setIn(made: Made, keys: readonly string[], value: unknown): void {
  const [key = '', ...rest] = keys;
  if (rest.length === 0) {
    made[key] = value;
    return;
  }
  const inner = (made[key] ?? blankOf(key)) as Made;
  made[key] = inner;
  setIn(inner, rest, value);
}

export interface Changes {
  readonly changes: readonly { readonly at: string; readonly to: unknown }[];
  readonly faults: readonly Fault[];
}

/** What was typed into a box, as changes of the claim: those fields only that say something else now. */
export function changesOf(claim: ClaimToSend, facts: readonly BoxFact[], typed: { readonly [at: string]: string }): Changes {
  const faults: Fault[] = [];
  const changes: { at: string; to: unknown }[] = [];
  const made = new Map<string, Made>();
  for (const { at, form, value } of facts) {
    const text = typed[at];
    if (text === undefined || text.trim() === textOf(value, form)) continue;
    const read = valueTyped(text, form);
    if ('says' in read) {
      faults.push({ at, says: read.says });
      continue;
    }
    const part = missingPart(claim, at);
    if (part === undefined) changes.push({ at, to: read.value });
    else if (read.value !== null) {
      const whole = made.get(part) ?? blankOf(part.split('.').at(-1) ?? '');
      made.set(part, whole);
      setIn(whole, at.slice(part.length + 1).split('.'), read.value);
    }
  }
  return { changes: [...changes, ...[...made].map(([at, to]) => ({ at, to }))], faults };
}
