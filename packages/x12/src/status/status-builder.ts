import type { Actions } from '../engine/builder.ts';
import type { CompiledSet, LoopNode, Use } from '../engine/compile.ts';
import { date, type Fields, money, needed, procedure, text } from '../engine/fields.ts';
import type { Findings } from '../engine/findings.ts';
import { LevelBuilder, levelActions, NO_PLACES, traceFields } from '../engine/levels.ts';
import { append, type Draft, NONE, readAmount, readDtp, readReference } from '../engine/pieces.ts';
import type { SetStart } from '../engine/reader.ts';
import type { Segment } from '../engine/segment.ts';
import type {
  Cents,
  ClaimStatusLoop,
  LevelParty,
  Place,
  Procedure,
  Range,
  Status,
  StatusCode,
  StatusHeader,
  StatusLine,
  X12Handlers,
} from '../types.ts';
import { verdictOf } from './verdict.ts';

export const statusFields: Fields<Omit<Status, 'codes'>> = {
  date: date(2),
  action: text(3),
  charged: money(4),
  paid: money(5),
  paymentDate: date(6),
  paymentMethod: text(7),
  checkDate: date(8),
  checkNumber: text(9),
  message: text(12),
};

/** SVC without its status. */
interface LineFacts {
  readonly procedure?: Procedure;
  readonly charged?: Cents;
  readonly paid?: Cents;
  readonly revenueCode?: string;
  readonly units?: string;
  readonly place: Place;
}
export const lineFields: Fields<LineFacts> = {
  procedure: procedure(1),
  charged: money(2),
  paid: money(3),
  revenueCode: text(4),
  units: text(7),
};
export const quantityFields: Fields<ClaimStatusLoop['quantities'][number]> = { qualifier: needed(1), quantity: needed(2) };

interface LoopDraft extends Draft<ClaimStatusLoop> {
  bytes: Draft<Range>;
  lines: readonly Draft<StatusLine>[];
}

/** HL03 to whom the level is. */
const ROLES: { readonly [kind: string]: 'source' | 'receiver' | 'provider' | 'subscriber' | 'patient' } = {
  '20': 'source',
  '21': 'receiver',
  '19': 'provider',
  '22': 'subscriber',
  '23': 'patient',
  PT: 'patient',
};
const LEVELS: { readonly [role: string]: ClaimStatusLoop['level'] } = {
  source: 'transmission',
  receiver: 'receiver',
  provider: 'provider',
};

/** Builds what each trace of a 276, 277 or 277CA asks about or tells of. */
export class StatusBuilder extends LevelBuilder {
  private readonly start: SetStart;
  private readonly handlers: X12Handlers;
  private readonly purpose: StatusHeader['purpose'];
  private header: StatusHeader | undefined;
  private readonly roles: (string | undefined)[] = [];
  private index = 0;
  item: LoopDraft | undefined;
  line: Draft<StatusLine> | undefined;

  constructor(set: CompiledSet, start: SetStart, handlers: X12Handlers, findings: Findings, checks: boolean) {
    super(start, findings, checks);
    this.start = start;
    this.handlers = handlers;
    this.purpose = set.definition.set === '276' ? 'inquiry' : set.definition.versions[0] === '005010X214' ? 'acknowledgment' : 'response';
    this.follow(set, statusActions);
  }

  closed(node: LoopNode): void {
    if (node.id.startsWith('2200')) this.closeItem();
    else if (node.id.startsWith('22')) this.line = undefined;
    else if (node.id === '') {
      this.seal();
      this.giveHeader();
    }
    this.party = undefined;
  }

  protected override opened(level: LevelParty & { places: Uint32Array }, kind: string, segment: Segment): void {
    this.giveHeader();
    this.roles.length = this.levels.length;
    this.roles[this.levels.length - 1] = ROLES[kind];
    this.begin(level, segment.from);
  }

  giveHeader(): StatusHeader {
    if (this.header !== undefined) return this.header;
    const { set, version, control, envelope } = this.start;
    this.header = {
      set: set === '276' ? '276' : '277',
      version,
      control,
      envelope,
      places: this.headerPlaces(),
      purpose: this.purpose,
      batch: this.batch,
    };
    this.handlers.statusHeader?.(this.header);
    return this.header;
  }

  openItem(s: Segment, use: Use): void {
    const item: LoopDraft = {
      set: this.start.set === '276' ? '276' : '277',
      index: this.index++,
      bytes: { from: s.from, to: s.to },
      places: NO_PLACES,
      place: 0,
      level: LEVELS[this.roles.at(-1) ?? ''] ?? 'claim',
      verdict: 'unknown',
      trace: { kind: '', number: '', place: 0 },
      statuses: NONE,
      references: NONE,
      dates: NONE,
      amounts: NONE,
      quantities: NONE,
      lines: NONE,
    };
    this.begin(item, s.from);
    item.trace = this.read(traceFields, s, use);
    item.place = item.trace.place;
    this.levels.forEach((level, depth) => {
      const role = this.roles[depth];
      if (level === undefined || role === undefined) return;
      if (role === 'source' || role === 'receiver' || role === 'provider' || role === 'subscriber' || role === 'patient')
        item[role] = level;
    });
    this.item = item;
  }

  /** What status, dates and references belong to: the line where one is open. */
  get target(): Pick<Draft<StatusLine>, 'statuses' | 'references' | 'dates'> | undefined {
    return this.line ?? this.item;
  }

  private closeItem(): void {
    const { item } = this;
    this.item = undefined;
    this.line = undefined;
    if (item === undefined) return;
    item.bytes.to = this.end;
    item.verdict = verdictOf(item.statuses[0]?.codes[0]?.category ?? '');
    this.seal();
    if (item.level === 'claim') this.claims++;
    this.handlers.claimStatus?.(item, this.giveHeader());
  }
}

function readStatus(b: StatusBuilder, s: Segment, use: Use): void {
  const { target } = b;
  if (target === undefined) return;
  const codes = [1, 10, 11].filter((element) => s.has(element)).map((element) => readCode(s, element));
  target.statuses = append(target.statuses, { codes, ...b.read<Omit<Status, 'codes'>>(statusFields, s, use) });
}

function readCode(s: Segment, element: number): StatusCode {
  s.openParts(element);
  const [category = '', status = '', entity = '', list = ''] = [s.nextPart(), s.nextPart(), s.nextPart(), s.nextPart()];
  return { category, status, ...(entity === '' ? {} : { entity }), ...(list === '' ? {} : { list }) };
}

const reference: Actions<StatusBuilder>[string] = (b, s) => {
  if (b.target) b.target.references = append(b.target.references, readReference(s, b.recorder.add(s)));
};
const dated: Actions<StatusBuilder>[string] = (b, s) => {
  const day = readDtp(s, b.recorder.add(s));
  if (day !== undefined && b.target) b.target.dates = append(b.target.dates, day);
};
const line: Actions<StatusBuilder>[string] = (b, s, use) => {
  const facts = b.read(lineFields, s, use);
  b.line = { ...facts, charged: facts.charged ?? 0, statuses: NONE, references: NONE, dates: NONE };
  if (b.item) b.item.lines = append(b.item.lines, b.line);
};

const statusActions: Actions<StatusBuilder> = {
  ...levelActions('2100'),
  '2100 NM1': (b, s) => b.nameLevel(s),
  '2200 TRN': (b, s, use) => b.openItem(s, use),
  '2200 STC': readStatus,
  '2200 REF': reference,
  '2200 DTP': dated,
  '2200 AMT': (b, s, use) => {
    if (b.item) b.item.amounts = append(b.item.amounts, readAmount(b.reading.money, use, s, b.recorder.add(s)));
  },
  '2200 QTY': (b, s, use) => {
    if (b.item) b.item.quantities = append(b.item.quantities, b.read(quantityFields, s, use));
  },
  '2210 SVC': line,
  '2210 REF': reference,
  '2210 DTP': dated,
  '2220 SVC': line,
  '2220 STC': readStatus,
  '2220 REF': reference,
  '2220 DTP': dated,
};
