import type { Actions } from '../engine/builder.ts';
import type { CompiledSet, LoopNode, Use } from '../engine/compile.ts';
import { type Fields, money, needed, procedure, text, values } from '../engine/fields.ts';
import type { Findings } from '../engine/findings.ts';
import { deliveryFields, LevelBuilder, type LevelDraft, levelActions, NO_PLACES, rejectionFields, traceFields } from '../engine/levels.ts';
import { append, type Draft, NONE, readAmount, readDtp, readReference } from '../engine/pieces.ts';
import type { SetStart } from '../engine/reader.ts';
import type { Segment } from '../engine/segment.ts';
import type { Benefit, BenefitInquiry, Condition, EligibilityHeader, EligibilityInquiryLoop, Range, X12Handlers } from '../types.ts';

type Lists = 'references' | 'dates' | 'deliveries' | 'rejections' | 'messages' | 'conditions' | 'parties' | 'amounts';
export const benefitFields: Fields<Omit<Benefit, Lists>> = {
  information: needed(1),
  coverageLevel: text(2),
  serviceTypes: values(3),
  insuranceType: text(4),
  plan: text(5),
  period: text(6),
  amount: money(7),
  percent: text(8),
  quantityQualifier: text(9),
  quantity: text(10),
  authorization: text(11),
  inNetwork: text(12),
  procedure: procedure(13),
};
export const inquiryFields: Fields<Omit<BenefitInquiry, Lists>> = {
  serviceTypes: values(1),
  procedure: procedure(2),
  coverageLevel: text(3),
  insuranceType: text(4),
};
export const conditionFields: Fields<Condition> = { qualifier: text(1), code: text(2), category: text(3), text: text(4) };

type Common = Omit<EligibilityInquiryLoop, 'set' | 'inquiries'>;
interface ItemDraft extends Draft<Common> {
  bytes: Draft<Range>;
  inquiries: readonly BenefitInquiry[];
  benefits: readonly Benefit[];
}

/** Builds what a 270 asks of each subscriber or dependent, and what a 271 answers. */
export class EligibilityBuilder extends LevelBuilder {
  private readonly start: SetStart;
  private readonly handlers: X12Handlers;
  private header: EligibilityHeader | undefined;
  private index = 0;
  item: ItemDraft | undefined;
  benefit: Draft<Benefit> | undefined;
  inquiry: Draft<BenefitInquiry> | undefined;

  constructor(set: CompiledSet, start: SetStart, handlers: X12Handlers, findings: Findings, checks: boolean) {
    super(start, findings, checks);
    this.start = start;
    this.handlers = handlers;
    this.follow(set, eligibilityActions);
  }

  closed(node: LoopNode): void {
    if (node.id.startsWith('2110')) {
      this.benefit = undefined;
      this.inquiry = undefined;
    } else if (node.id.startsWith('2000')) {
      this.closeItem();
      this.levels.length = Math.min(this.levels.length, node.depth);
    } else if (node.id === '') {
      this.seal();
      this.giveHeader();
    }
    if (!node.id.startsWith('2115')) this.party = undefined;
  }

  protected override opened(level: LevelDraft, _kind: string, s: Segment): void {
    this.giveHeader();
    this.closeItem();
    this.begin(level, s.from);
    const [, source, receiver, subscriber, dependent] = this.levels;
    this.item = {
      index: 0,
      bytes: { from: s.from, to: s.to },
      places: NO_PLACES,
      ...(source === undefined ? {} : { source }),
      ...(receiver === undefined ? {} : { receiver }),
      ...(subscriber === undefined ? {} : { subscriber }),
      ...(dependent === undefined ? {} : { dependent }),
      traces: NONE,
      diagnoses: NONE,
      dates: NONE,
      inquiries: NONE,
      benefits: NONE,
    };
  }

  giveHeader(): EligibilityHeader {
    if (this.header !== undefined) return this.header;
    const { set, version, control, envelope } = this.start;
    this.header = { set: set === '270' ? '270' : '271', version, control, envelope, places: this.headerPlaces(), batch: this.batch };
    this.handlers.eligibilityHeader?.(this.header);
    return this.header;
  }

  /** A level that was only above others tells nothing of its own. */
  private closeItem(): void {
    const { item, level } = this;
    this.item = undefined;
    if (item === undefined || level === undefined) return;
    this.seal();
    const { traces, dates, diagnoses, inquiries, benefits, ...rest } = item;
    const said = traces.length + dates.length + diagnoses.length + inquiries.length + benefits.length + level.rejections.length;
    if (said === 0) return;
    item.bytes.to = this.end;
    const common = { ...rest, index: this.index++, places: level.places, traces, dates, diagnoses };
    const header = this.giveHeader();
    if (header.set === '270') this.handlers.eligibilityInquiry?.({ set: '270', ...common, inquiries }, header);
    else this.handlers.eligibilityResponse?.({ set: '271', ...common, benefits }, header);
  }
}

const reference: Actions<EligibilityBuilder>[string] = (b, s) => {
  const of = b.benefit ?? b.inquiry;
  if (of) of.references = append(of.references, readReference(s, b.recorder.add(s)));
};
const dated: Actions<EligibilityBuilder>[string] = (b, s) => {
  const of = b.benefit ?? b.inquiry ?? b.item;
  const day = readDtp(s, b.recorder.add(s));
  if (day !== undefined && of) of.dates = append(of.dates, day);
};
const condition: Actions<EligibilityBuilder>[string] = (b, s, use) => {
  const of = b.benefit ?? b.inquiry;
  if (of) of.conditions = append(of.conditions, b.read(conditionFields, s, use));
};

function openBenefit(b: EligibilityBuilder, s: Segment, use: Use): void {
  const facts = b.read<Omit<Benefit, Lists>>(benefitFields, s, use);
  b.benefit = {
    ...facts,
    references: NONE,
    dates: NONE,
    deliveries: NONE,
    rejections: NONE,
    messages: NONE,
    conditions: NONE,
    parties: NONE,
  };
  if (b.item) b.item.benefits = append(b.item.benefits, b.benefit);
}

function openInquiry(b: EligibilityBuilder, s: Segment, use: Use): void {
  const facts = b.read<Omit<BenefitInquiry, Lists>>(inquiryFields, s, use);
  b.inquiry = { ...facts, references: NONE, dates: NONE, amounts: NONE, conditions: NONE };
  if (b.item) b.item.inquiries = append(b.item.inquiries, b.inquiry);
}

const eligibilityActions: Actions<EligibilityBuilder> = {
  ...levelActions('2100', '2120'),
  '2100 NM1': (b, s) => b.nameLevel(s),
  '2000 TRN': (b, s, use) => {
    if (b.item) b.item.traces = append(b.item.traces, b.read(traceFields, s, use));
  },
  '2100 DTP': dated,
  '2100 HI': (b, s) => {
    if (b.item) for (const code of b.readCodes(s)) b.item.diagnoses = append(b.item.diagnoses, code);
  },
  '2110 EQ': openInquiry,
  '2110 EB': openBenefit,
  '2110 REF': reference,
  '2110 DTP': dated,
  '2110 III': condition,
  '2115 III': condition,
  '2110 AMT': (b, s, use) => {
    if (b.inquiry) b.inquiry.amounts = append(b.inquiry.amounts, readAmount(b.reading.money, use, s, b.recorder.add(s)));
  },
  '2110 HSD': (b, s, use) => {
    if (b.benefit) b.benefit.deliveries = append(b.benefit.deliveries, b.read(deliveryFields, s, use));
  },
  '2110 AAA': (b, s, use) => {
    if (b.benefit) b.benefit.rejections = append(b.benefit.rejections, b.read(rejectionFields, s, use));
  },
  '2110 MSG': (b, s) => {
    if (b.benefit) b.benefit.messages = append(b.benefit.messages, s.text(1));
  },
  '2120 NM1': (b, s) => {
    if (b.benefit) b.benefit.parties = append(b.benefit.parties, b.readParty(s));
  },
};
