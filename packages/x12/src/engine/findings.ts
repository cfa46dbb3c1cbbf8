import type { Range, X12Finding } from '../types.ts';

interface Page {
  readonly severity: X12Finding['severity'];
  readonly snip?: 1 | 2 | 3 | 4;
  /** Words in braces are filled in; they never hold patient data. */
  readonly says: string;
  readonly because?: string;
  readonly fix?: string;
}

const error = (snip: 1 | 2 | 3 | 4, says: string, because?: string, fix?: string): Page => page('error', says, snip, because, fix);
const warning = (snip: 1 | 2 | 3 | 4, says: string, because?: string, fix?: string): Page => page('warning', says, snip, because, fix);
const info = (says: string, because?: string): Page => page('info', says, undefined, because, undefined);

function page(severity: Page['severity'], says: string, snip?: 1 | 2 | 3 | 4, because?: string, fix?: string): Page {
  return {
    severity,
    says,
    ...(snip === undefined ? {} : { snip }),
    ...(because === undefined ? {} : { because }),
    ...(fix === undefined ? {} : { fix }),
  };
}

const RESEND = 'Ask the sender for the file again.';

/** Every finding that this package can make. */
export const catalogue = {
  'file.unreadable': error(
    1,
    'Nothing in this file can be read as X12.',
    'No ISA, GS or ST segment was found.',
    'Check that this is the file that you meant.',
  ),
  'file.isa-unreadable': error(
    1,
    'Nothing in this file can be read as X12.',
    'Its ISA or IEA is damaged: no separators can be told from it, nor from a GS or ST right behind an ISA.',
    RESEND,
  ),
  'file.wide-characters': error(
    1,
    'This file is written in two-byte characters (UTF-16).',
    'X12 is read byte by byte.',
    'Save it as plain text (UTF-8) and read it again.',
  ),
  'file.byte-order-mark': info('The file begins with a byte-order mark, which was passed over.'),
  'file.text-outside': warning(1, 'Text stands outside the interchange; it was passed over.', 'X12 begins with ISA and ends with IEA.'),
  'file.interchange-lost': error(
    1,
    'Here stands what was meant as an interchange and cannot be read as one; it was passed over.',
    'It has no ISA that tells its separators, or one that is damaged: its claims and payments are not in what was read.',
    RESEND,
  ),
  'file.line-breaks': info('Lines break inside segments; the breaks were dropped.'),
  'file.indented': info('Segments are indented; the blanks were dropped.'),
  'file.blank-segment': warning(1, 'Empty segments stand in the file; they were passed over.'),
  'file.trailing-separators': info('Separators stand at the end of segments where nothing follows.'),
  'file.not-terminated': info('The last segment has no terminator.'),
  'file.endless-segment': error(
    1,
    'A segment has no end within a million bytes; it was passed over.',
    'Its terminator is missing, or another one than ISA declares.',
    RESEND,
  ),
  'file.separators': info('Separators change within the file.'),
  'isa.missing': warning(1, 'The interchange has no ISA; the usual separators were assumed.', undefined, RESEND),
  'isa.damaged': error(
    1,
    'ISA has {found} element separators instead of 16; what follows was read by those of its GS or ST.',
    'A separator of it is lost, or one too many: its sender, receiver and control number are not known.',
    RESEND,
  ),
  'isa.length': warning(1, 'ISA has {found} bytes instead of 106; its elements were counted instead.'),
  'isa.control-reused': warning(
    1,
    'Interchange control number {number} was used before in this file.',
    'The same interchange may have been sent twice.',
  ),
  'isa.not-closed': error(1, 'The interchange has no IEA.', 'The file may have been cut off.', RESEND),
  'gs.missing': warning(1, 'The set stands in no group (GS).'),
  'gs.not-closed': error(1, 'The group has no GE.', 'The file may have been cut off.', RESEND),
  'gs.control-reused': warning(1, 'Group control number {number} was used before in this interchange.'),
  'st.not-closed': error(1, 'The set has no SE.', 'The file may have been cut off: what follows the last segment is lost.', RESEND),
  'st.control-reused': warning(1, 'Set control number {number} was used before in this group.'),
  'st.version': warning(2, 'ST03 and GS08 name different versions; the set was read by ST03.'),
  'st.none': warning(1, 'The interchange holds no set.'),
  'set.unknown': info('Set {set} is recognised by its envelope only: its content is not yet checked.'),
  'set.version': warning(2, 'Version {version} of set {set} is not known; it was read as {as}.'),
  'count.segments': error(
    1,
    'SE01 counts {said} segments; there are {found}.',
    'Either the count is wrong or segments are missing.',
    'Compare the claims with the totals before you trust the file.',
  ),
  'count.sets': error(1, 'GE01 counts {said} sets; there are {found}.', 'Either the count is wrong or sets are missing.'),
  'count.groups': error(1, 'IEA01 counts {said} groups; there are {found}.', 'Either the count is wrong or groups are missing.'),
  'control.set': error(1, 'SE02 does not repeat the control number of ST02.'),
  'control.group': error(1, 'GE02 does not repeat the control number of GS06.'),
  'control.interchange': error(1, 'IEA02 does not repeat the control number of ISA13.'),
  'envelope.stray-end': error(1, '{segment} closes what was never opened.'),
  'segment.outside': error(1, 'Segment {segment} stands outside any set; it was passed over.'),
  'segment.malformed': error(
    1,
    'Here stands no segment: its name is not two or three letters.',
    'A terminator may be missing or stand inside a text.',
  ),
  'segment.unexpected': error(2, 'Segment {segment} has no place in this set; it was passed over.'),
  'segment.qualifier': error(2, 'Segment {segment} names something by {element} that has no place here; it was passed over.'),
  'segment.stray': warning(2, 'Segment {segment} names a party that is not expected here.'),
  'segment.order': warning(2, '{name} ({segment}) comes later than it should.'),
  'segment.late': error(2, '{name} ({segment}) belongs to a part of the file that is already closed; it was passed over.'),
  'loop.endless': error(
    1,
    'So much stands here as no claim holds; what follows of it was passed over.',
    'The end of a loop may be missing.',
  ),
  'segment.repeat': error(2, '{name} ({segment}) stands more often than {max} times.'),
  'segment.missing': error(2, '{name} ({segment}) is missing.'),
  'segment.expected': warning(2, '{name} ({segment}) is missing, though the standard asks for it.'),
  'segment.opening-missing': warning(2, '{name} ({segment}) should open this part and is missing.'),
  'segment.elements': warning(1, '{segment} has {found} elements; it knows {known}.'),
  'element.missing': error(2, '{element} ({name}) is missing.'),
  'element.together': warning(2, '{element} stands alone; it and its neighbour {other} belong together.'),
  'element.short': warning(1, '{element} ({name}) is shorter than {min}.'),
  'element.long': warning(1, '{element} ({name}) is longer than {max}.'),
  'element.number': error(1, '{element} ({name}) is not a number.'),
  'element.date': error(1, '{element} ({name}) is not a date of the calendar.'),
  'money.decimals': error(1, '{element} ({name}) has more than two decimals; the rest was cut off.', 'Amounts are whole cents.'),
  'money.malformed': error(1, '{element} ({name}) is not an amount; it counts as 0.00.'),
  'money.overflow': error(1, '{element} ({name}) is larger than any amount; it counts as 0.00.'),
  'hl.parent': error(2, 'HL02 does not name the level above.'),
  '835.balance.line': error(
    3,
    'The line does not balance: charged {charged} less adjustments {adjusted} is {expected}, but paid is {paid}: a difference of {delta}.',
    'SVC02 less the CAS amounts of the line must be SVC03.',
    'Do not post; ask the payer for a corrected remittance.',
  ),
  '835.balance.claim': error(
    3,
    'The claim does not balance: charged {charged} less adjustments {adjusted} is {expected}, but paid is {paid}: a difference of {delta}.',
    'CLP03 less all CAS amounts of claim and lines must be CLP04.',
    'Do not post; ask the payer for a corrected remittance.',
  ),
  '835.balance.payment': error(
    3,
    'The payment does not balance: claims paid {claims} less provider adjustments {adjusted} is {expected}, but the payment is {paid}: a difference of {delta}.',
    'The sum of CLP04 less the PLB amounts must be BPR02.',
    'Do not post; ask the payer for a corrected remittance.',
  ),
  '837.balance.claim': error(
    3,
    'The claim does not add up: CLM02 is {charged}, its lines are {lines}: a difference of {delta}.',
    'CLM02 must be the sum of what the lines charge.',
    'Correct the charges of claim or lines.',
  ),
} as const satisfies Record<string, Page>;

export type Code = keyof typeof catalogue;
type Words = { readonly [word: string]: string | number };

const cuts = new Map<string, readonly string[]>();

/** A text with its words filled in. Where to is found once: a file can have a million findings. */
function fill(text: string, words: Words): string {
  let parts = cuts.get(text);
  if (parts === undefined) {
    // Every second part is the name of a word.
    parts = text.split(/\{(\w+)\}/);
    cuts.set(text, parts);
  }
  let filled = parts[0] as string;
  for (let i = 1; i < parts.length; i += 2) filled += String(words[parts[i] as string] ?? '') + (parts[i + 1] as string);
  return filled;
}

/** Makes findings from the catalogue and hands them on, with the set they stand in. */
export class Findings {
  /** ST02, while in a set. */
  control: string | undefined;
  private readonly hand: ((finding: X12Finding) => void) | undefined;
  private readonly said = new Set<Code>();

  constructor(hand: ((finding: X12Finding) => void) | undefined) {
    this.hand = hand;
  }

  report(code: Code, at: string, bytes: Range, words: Words = {}): void {
    if (this.hand === undefined) return;
    const page: Page = catalogue[code];
    this.hand({
      code,
      severity: page.severity,
      ...(page.snip === undefined ? {} : { snip: page.snip }),
      at,
      bytes,
      says: fill(page.says, words),
      ...(page.because === undefined ? {} : { because: fill(page.because, words) }),
      ...(page.fix === undefined ? {} : { fix: fill(page.fix, words) }),
      ...(this.control === undefined ? {} : { control: this.control }),
    });
  }

  /** As `report`, but only the first time since `forget`: for what otherwise would be said of every segment. */
  once(code: Code, at: string, bytes: Range, words: Words = {}): void {
    if (this.said.has(code)) return;
    this.said.add(code);
    this.report(code, at, bytes, words);
  }

  /** A new interchange begins: what is said once may be said again. */
  forget(): void {
    this.said.clear();
  }
}
