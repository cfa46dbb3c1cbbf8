import type { Actions } from '../engine/builder.ts';
import type { CompiledSet, LoopNode } from '../engine/compile.ts';
import { type Fields, money, needed, parts, procedure, text, values } from '../engine/fields.ts';
import type { Findings } from '../engine/findings.ts';
import { deliveryFields, LevelBuilder, type LevelDraft, levelActions, NO_PLACES, rejectionFields, traceFields } from '../engine/levels.ts';
import { append, type Draft, NONE, readDtp, readReference } from '../engine/pieces.ts';
import type { SetStart } from '../engine/reader.ts';
import type { Segment } from '../engine/segment.ts';
import type {
  Cents,
  Decision,
  Place,
  Procedure,
  Range,
  ReviewEvent,
  Reviewed,
  ReviewHeader,
  ReviewLoop,
  ReviewService,
  X12Handlers,
} from '../types.ts';

type Review = NonNullable<Reviewed['review']>;
type Admission = NonNullable<ReviewEvent['admission']>;
type Tooth = ReviewService['teeth'][number];
/** SV1, SV2 or SV3. */
export interface LineFacts {
  readonly procedure?: Procedure;
  readonly charged?: Cents;
  readonly revenueCode?: string;
  readonly unit?: string;
  readonly units?: string;
  readonly place: Place;
}

export const reviewFields: Fields<Review> = {
  category: needed(1),
  certification: text(2),
  serviceType: text(3),
  facility: parts(4),
  levelOfService: text(6),
  release: text(9),
  delayReason: text(10),
};
export const decisionFields: Fields<Decision> = {
  action: needed(1),
  authorizationNumber: text(2),
  reasons: values(3),
  secondOpinion: text(4),
};
export const admissionFields: Fields<Admission> = { type: text(1), source: text(2), patientStatus: text(3) };
export const toothFields: Fields<Tooth> = { tooth: needed(2), surfaces: parts(3) };
/** Which element of SV1, SV2, SV3 holds what. */
export const lineFields: { readonly [kind in NonNullable<ReviewService['kind']>]: Partial<Fields<LineFacts>> } = {
  professional: { procedure: procedure(1), charged: money(2), unit: text(3), units: text(4) },
  institutional: { revenueCode: text(1), procedure: procedure(2), charged: money(3), unit: text(4), units: text(5) },
  dental: { procedure: procedure(1), charged: money(2), units: text(6) },
};

type EventDraft = Draft<ReviewEvent>;
type ServiceDraft = Draft<ReviewService>;

const nothing = () => ({
  traces: NONE,
  rejections: NONE,
  references: NONE,
  dates: NONE,
  diagnoses: NONE,
  deliveries: NONE,
  messages: NONE,
  parties: NONE,
});

/** Builds what a 278 asks or decides of each patient event. */
export class ReviewBuilder extends LevelBuilder {
  private readonly start: SetStart;
  private readonly handlers: X12Handlers;
  private header: ReviewHeader | undefined;
  private index = 0;
  private from = 0;
  private own = { places: NO_PLACES };
  /** Events told below each open level. */
  private readonly told: number[] = [];
  event: EventDraft | undefined;
  service: ServiceDraft | undefined;

  constructor(set: CompiledSet, start: SetStart, handlers: X12Handlers, findings: Findings, checks: boolean) {
    super(start, findings, checks);
    this.start = start;
    this.handlers = handlers;
    this.follow(set, reviewActions);
  }

  closed(node: LoopNode): void {
    if (node.id === '2000F') this.service = undefined;
    else if (node.id === '2000E') this.closeEvent();
    else if (node.id.startsWith('2000')) this.closeLevel(node.depth);
    else if (node.id === '') {
      this.seal();
      this.giveHeader();
    }
    this.party = undefined;
  }

  protected override opened(level: LevelDraft, kind: string, s: Segment): void {
    this.giveHeader();
    if (kind === 'EV') {
      this.own = { places: NO_PLACES };
      this.begin(this.own, s.from);
      this.from = s.from;
      this.event = { ...nothing(), place: this.recorder.add(s), services: NONE };
    } else if (kind === 'SS') {
      this.service = { ...nothing(), place: this.recorder.add(s), teeth: NONE };
      if (this.event) this.event.services = append(this.event.services, this.service);
    } else {
      this.begin(level, s.from);
      this.from = s.from;
      this.told[this.levels.length - 1] = 0;
    }
  }

  giveHeader(): ReviewHeader {
    if (this.header !== undefined) return this.header;
    const { version, control, envelope } = this.start;
    const places = this.headerPlaces();
    const purpose = this.batch.purpose === '13' ? 'request' : 'response';
    this.header = { set: '278', version, control, envelope, places, purpose, batch: this.batch };
    this.handlers.reviewHeader?.(this.header);
    return this.header;
  }

  private closeEvent(): void {
    const { event } = this;
    this.event = undefined;
    this.service = undefined;
    if (event === undefined) return;
    this.seal();
    this.give({ places: this.own.places, event });
  }

  /** A level that was refused before any event is told of by itself. */
  private closeLevel(depth: number): void {
    const level = this.levels[depth];
    if (level === undefined) return;
    this.seal();
    if (level.rejections.length > 0 && (this.told[depth] ?? 0) === 0) this.give({ places: level.places });
    this.levels.length = depth;
  }

  private give(what: Pick<ReviewLoop, 'places' | 'event'>): void {
    for (let depth = 0; depth < this.told.length; depth++) this.told[depth] = (this.told[depth] ?? 0) + 1;
    const [, reviewer, requester, subscriber, fourth] = this.levels;
    const dependent = fourth?.entity === '' ? undefined : fourth;
    const bytes: Range = { from: this.from, to: this.end };
    const review: ReviewLoop = {
      set: '278',
      index: this.index++,
      bytes,
      ...what,
      ...(reviewer === undefined ? {} : { reviewer }),
      ...(requester === undefined ? {} : { requester }),
      ...(subscriber === undefined ? {} : { subscriber }),
      ...(dependent === undefined ? {} : { dependent }),
    };
    this.handlers.review?.(review, this.giveHeader());
  }

  /** The service where one is open, else the event. */
  get target(): ServiceDraft | EventDraft | undefined {
    return this.service ?? this.event;
  }
}

type Action = Actions<ReviewBuilder>[string];

const line =
  (kind: NonNullable<ReviewService['kind']>): Action =>
  (b, s, use) => {
    if (b.service === undefined) return;
    const { place, ...facts } = b.read<LineFacts>(lineFields[kind] as Fields<LineFacts>, s, use);
    Object.assign(b.service, facts, { kind });
  };

const refuse: Action = (b, s, use) => {
  if (b.target) b.target.rejections = append(b.target.rejections, b.read(rejectionFields, s, use));
};

/** What may stand at an event and at a service alike. */
const reviewed: { readonly [segment: string]: Action } = {
  TRN: (b, s, use) => {
    if (b.target) b.target.traces = append(b.target.traces, b.read(traceFields, s, use));
  },
  AAA: (b, s, use) => refuse(b, s, use),
  UM: (b, s, use) => {
    if (b.target) b.target.review = b.read(reviewFields, s, use);
  },
  HCR: (b, s, use) => {
    if (b.target) b.target.decision = b.read(decisionFields, s, use);
  },
  REF: (b, s) => {
    if (b.target) b.target.references = append(b.target.references, readReference(s, b.recorder.add(s)));
  },
  DTP: (b, s) => {
    const day = readDtp(s, b.recorder.add(s));
    if (day !== undefined && b.target) b.target.dates = append(b.target.dates, day);
  },
  HI: (b, s) => {
    if (b.target) for (const code of b.readCodes(s)) b.target.diagnoses = append(b.target.diagnoses, code);
  },
  HSD: (b, s, use) => {
    if (b.target) b.target.deliveries = append(b.target.deliveries, b.read(deliveryFields, s, use));
  },
  MSG: (b, s) => {
    if (b.target) b.target.messages = append(b.target.messages, s.text(1));
  },
};
const party: Action = (b, s) => {
  if (b.target) b.target.parties = append(b.target.parties, b.readParty(s));
};
const at = (loop: string): Actions<ReviewBuilder> =>
  Object.fromEntries(Object.entries(reviewed).map(([segment, action]) => [`${loop} ${segment}`, action] as const));

const reviewActions: Actions<ReviewBuilder> = {
  ...levelActions('2010'),
  '2010 NM1': (b, s) => b.nameLevel(s),
  '2010E NM1': party,
  '2010F NM1': party,
  '2010E AAA': (b, s, use) => refuse(b, s, use),
  '2010F AAA': (b, s, use) => refuse(b, s, use),
  ...at('2000E'),
  ...at('2000F'),
  '2000E CL1': (b, s, use) => {
    if (b.event) b.event.admission = b.read(admissionFields, s, use);
  },
  '2000F SV1': line('professional'),
  '2000F SV2': line('institutional'),
  '2000F SV3': line('dental'),
  '2000F TOO': (b, s, use) => {
    if (b.service) b.service.teeth = append(b.service.teeth, b.read(toothFields, s, use));
  },
};
