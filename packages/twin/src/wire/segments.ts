/** A segment before it has separators: its id and elements; a composite is a list. Trailing blanks fall away. */
export type Element = string | readonly string[];
export type Segment = readonly Element[];

export interface Separators {
  readonly element: string;
  readonly component: string;
  readonly repetition: string;
  readonly segment: string;
  /** After each segment terminator: '', '\n' or '\r\n'. */
  readonly newline: string;
}

export const usual: Separators = { element: '*', component: ':', repetition: '^', segment: '~', newline: '' };
export const wrapped: Separators = { ...usual, newline: '\n' };
export const unusual: Separators = { element: '|', component: '>', repetition: '!', segment: '\x1d', newline: '\r\n' };

/** Integer cents as X12 writes amounts: `150`, `150.5`, `-12.05`. */
export function decimal(cents: number): string {
  if (!Number.isSafeInteger(cents)) throw new Error(`not whole cents: ${cents}`);
  const size = Math.abs(cents);
  const fraction = size % 100;
  const digits = fraction === 0 ? '' : `.${String(fraction).padStart(2, '0').replace(/0$/, '')}`;
  return `${cents < 0 ? '-' : ''}${Math.floor(size / 100)}${digits}`;
}

function textOf(segment: Segment, by: Separators): string {
  const elements = segment.map((element) => (typeof element === 'string' ? element : trimmed(element).join(by.component)));
  return trimmed(elements).join(by.element) + by.segment + by.newline;
}

function trimmed(parts: readonly string[]): readonly string[] {
  let end = parts.length;
  while (end > 1 && parts[end - 1] === '') end--;
  return parts.slice(0, end);
}

export interface Envelope {
  /** GS01: HP for 835, HC for 837. */
  readonly kind: 'HP' | 'HC';
  readonly version: string;
  readonly sender: string;
  readonly receiver: string;
  /** CCYYMMDD. */
  readonly day: string;
  /** Up to nine digits. */
  readonly control: string;
  readonly separators: Separators;
}

/** Wraps sets (each from ST's body to before SE) in one group and one interchange. Set controls count from 0001. */
export function interchange(
  envelope: Envelope,
  sets: readonly { readonly set: string; readonly implementation: string; readonly body: readonly Segment[] }[],
): Uint8Array {
  const by = envelope.separators;
  const control = envelope.control.padStart(9, '0');
  const old = envelope.version.startsWith('004010');
  const isa = [
    'ISA',
    '00',
    ' '.repeat(10),
    '00',
    ' '.repeat(10),
    'ZZ',
    envelope.sender.padEnd(15),
    'ZZ',
    envelope.receiver.padEnd(15),
    envelope.day.slice(2),
    '0830',
    old ? 'U' : by.repetition,
    old ? '00401' : '00501',
    control,
    '0',
    'P',
    by.component,
  ];
  const parts = [isa.join(by.element) + by.segment + by.newline];
  const add = (segment: Segment): void => {
    parts.push(textOf(segment, by));
  };
  add(['GS', envelope.kind, envelope.sender, envelope.receiver, envelope.day, '0830', String(Number(control)), 'X', envelope.version]);
  sets.forEach(({ set, implementation, body }, i) => {
    const number = String(i + 1).padStart(4, '0');
    add(old ? ['ST', set, number] : ['ST', set, number, implementation]);
    for (const segment of body) add(segment);
    add(['SE', String(body.length + 2), number]);
  });
  add(['GE', String(sets.length), String(Number(control))]);
  add(['IEA', '1', control]);
  return new TextEncoder().encode(parts.join(''));
}
