import type { Actions, Builder } from '../engine/builder.ts';
import { isTooMuch, resolveActions } from '../engine/builder.ts';
import type { CompiledSet, LoopNode, Use } from '../engine/compile.ts';
import type { Findings } from '../engine/findings.ts';
import {
  append,
  type Draft,
  MoneyReader,
  NO_PARTIES,
  NONE,
  type Parties,
  type PartyDraft,
  readPerson,
  readProcedure,
  withParty,
} from '../engine/pieces.ts';
import { Recorder } from '../engine/places.ts';
import type { Segment } from '../engine/segment.ts';
import type {
  BillingLoop,
  ClaimLoop,
  ClaimsHeader,
  ClaimType,
  DentalDetail,
  InstitutionalDetail,
  OtherPayerLoop,
  PatientLoop,
  Places,
  Range,
  ServiceLineLoop,
  SubscriberLoop,
  X12Handlers,
} from '../types.ts';
import { checkClaim } from './balance.ts';
import { readCauses } from './related-causes.ts';

export type OtherPaymentDraft = Draft<ServiceLineLoop['otherPayments'][number]>;
export type OtherPayerDraft = Draft<OtherPayerLoop>;
export interface LineDraft extends Draft<ServiceLineLoop> {
  bytes: Draft<Range>;
  otherPayments: readonly OtherPaymentDraft[];
}
export interface ClaimDraft extends Draft<ClaimLoop> {
  bytes: Draft<Range>;
  institutional?: Draft<InstitutionalDetail>;
  dental?: Draft<DentalDetail>;
  otherPayers: readonly OtherPayerDraft[];
  lines: readonly LineDraft[];
}

/** What is being read: each has a recorder run of its own, and is closed when the next begins. */
export type Stage = 'header' | 'billing' | 'subscriber' | 'patient' | 'claim' | 'between';

const NO_PLACES: Places = new Uint32Array(0);

/** Builds the header and the claims of one 837, each claim with the billing provider, subscriber and patient above it. */
export class ClaimBuilder implements Builder {
  claims = 0;
  stage: Stage = 'header';
  readonly money: MoneyReader;
  readonly recorder = new Recorder();
  readonly header: Draft<ClaimsHeader>;
  readonly claimType: ClaimType;
  billing: Draft<BillingLoop> = noBilling('');
  subscriber: Draft<SubscriberLoop> = noSubscriber('');
  patient: Draft<PatientLoop> | undefined;
  claim: ClaimDraft | undefined;
  line: LineDraft | undefined;
  otherPayer: OtherPayerDraft | undefined;
  otherPayment: OtherPaymentDraft | undefined;
  /** Whom address, references and contacts belong to. */
  party: PartyDraft | undefined;
  private readonly actions: readonly (Actions<ClaimBuilder>[string] | undefined)[];
  private end = 0;
  /** Whether the open line has its SV1, SV2 or SV3. */
  private served = false;
  private readonly handlers: X12Handlers;
  private readonly findings: Findings;
  private readonly checks: boolean;
  /** HL01 of the open level at each depth. */
  private readonly levels: (string | undefined)[] = [undefined, undefined, undefined];

  constructor(
    set: CompiledSet,
    start: Pick<ClaimsHeader, 'version' | 'control' | 'envelope'>,
    handlers: X12Handlers,
    findings: Findings,
    checks: boolean,
    /** What each segment does to the claim; given, since it knows this class. */
    actions: Actions<ClaimBuilder>,
  ) {
    this.actions = resolveActions(set, actions);
    this.handlers = handlers;
    this.findings = findings;
    this.checks = checks;
    this.money = new MoneyReader(findings, checks);
    this.claimType = set.definition.claimType ?? 'professional';
    this.header = {
      set: '837',
      claimType: this.claimType,
      version: start.version,
      control: start.control,
      envelope: start.envelope,
      places: NO_PLACES,
      batch: { reference: '', place: 0 },
    };
  }

  take(use: Use, segment: Segment): void {
    const action = this.actions[use.index];
    if (!isTooMuch(this.recorder, this.findings, use, segment) && action !== undefined) action(this, segment, use);
    this.end = segment.to;
  }

  closed(node: LoopNode): void {
    switch (node.id) {
      case '2400':
        this.closeLine();
        break;
      case '2300':
        this.closeClaim();
        break;
      case '2000C':
        this.seal();
        this.patient = undefined;
        break;
      case '2320':
        this.otherPayer = undefined;
        break;
      case '2430':
        this.otherPayment = undefined;
        break;
      case '':
        this.seal();
        break;
    }
    this.party = undefined;
  }

  /** Closes what is being read before the next begins: it gets its places, and the header is handed on. */
  seal(): void {
    if (this.stage === 'between' || this.stage === 'claim') return;
    const places = this.recorder.started ? this.recorder.finish() : NO_PLACES;
    if (this.stage === 'header') {
      this.header.places = places;
      this.handlers.claimsHeader?.(this.header);
    } else if (this.stage === 'billing') this.billing.places = places;
    else if (this.stage === 'subscriber') this.subscriber.places = places;
    else if (this.patient !== undefined) this.patient.places = places;
    this.stage = 'between';
    this.party = undefined;
  }

  /** Whether `stage` is still open; a segment that comes too late for it is said and left out. */
  open(stage: Stage, segment: Segment, use: Use): boolean {
    if (this.stage === stage) return true;
    this.findings.report('segment.late', use.at, segment.range(), { name: use.name, segment: use.segment.id });
    return false;
  }

  openLevel(segment: Segment, use: Use, stage: 'billing' | 'subscriber' | 'patient', depth: number): void {
    this.seal();
    this.stage = stage;
    this.recorder.start(segment.from);
    const hl = segment.text(1);
    if (this.checks) this.checkLevel(segment, use, depth, hl);
    if (stage === 'billing') {
      this.billing = noBilling(hl);
      this.subscriber = noSubscriber('');
    } else if (stage === 'subscriber') this.subscriber = noSubscriber(hl);
    else this.patient = { places: NO_PLACES, hl, person: { place: 0 } };
  }

  private checkLevel(segment: Segment, use: Use, depth: number, hl: string): void {
    const { levels } = this;
    const above = (depth > 0 ? levels[depth - 1] : undefined) ?? (depth > 1 ? levels[depth - 2] : undefined) ?? '';
    if (segment.text(2) !== above) this.findings.report('hl.parent', `${use.node.id} HL02`, segment.elementRange(2));
    levels[depth] = hl;
    for (let below = depth + 1; below < levels.length; below++) levels[below] = undefined;
  }

  openClaim(segment: Segment, use: Use): void {
    const claim = this.openFigures(segment, use);
    claim.patientControlNumber = segment.text(1);
    this.describeClaim(claim, segment);
    if (this.claimType === 'institutional') claim.institutional = noInstitution(claim);
    else if (this.claimType === 'dental') claim.dental = { teeth: NONE };
  }

  /** A claim of which only the figures are wanted. */
  openFigures(segment: Segment, use: Use): ClaimDraft {
    this.seal();
    this.stage = 'claim';
    this.recorder.start(segment.from);
    const claim: ClaimDraft = {
      set: '837',
      claimType: this.claimType,
      index: this.claims,
      bytes: { from: segment.from, to: segment.to },
      places: NO_PLACES,
      place: this.recorder.add(segment),
      billing: this.billing,
      subscriber: this.subscriber,
      patientControlNumber: '',
      charged: this.money.read(use, segment, 2),
      dates: NONE,
      references: NONE,
      amounts: NONE,
      notes: NONE,
      diagnoses: NONE,
      parties: NO_PARTIES,
      otherPayers: NONE,
      lines: NONE,
    };
    if (this.patient !== undefined) claim.patient = this.patient;
    this.claim = claim;
    return claim;
  }

  private describeClaim(claim: ClaimDraft, segment: Segment): void {
    segment.openParts(5);
    const place = segment.nextPart();
    if (place !== undefined && place !== '') claim.placeOfService = place;
    const kind = segment.nextPart();
    if (kind !== undefined && kind !== '') claim.facilityQualifier = kind;
    const frequency = segment.nextPart();
    if (frequency !== undefined && frequency !== '') claim.frequency = frequency;
    const signature = segment.optional(6);
    if (signature !== undefined) claim.providerSignature = signature;
    const assignment = segment.optional(7);
    if (assignment !== undefined) claim.assignment = assignment;
    const benefits = segment.optional(8);
    if (benefits !== undefined) claim.benefitsAssigned = benefits;
    const release = segment.optional(9);
    if (release !== undefined) claim.release = release;
    const causes = readCauses(segment);
    if (causes !== undefined) claim.relatedCauses = causes;
    const submission = segment.optional(19);
    if (submission !== undefined) claim.submission = submission;
  }

  /** The line of an LX, or of an SV1 that no LX went before. */
  openLine(segment: Segment): LineDraft | undefined {
    const claim = this.claim;
    if (claim === undefined) return undefined;
    const line: LineDraft = {
      index: claim.lines.length,
      bytes: { from: segment.from, to: segment.to },
      place: this.recorder.add(segment),
      charged: 0,
      pointers: NONE,
      dates: NONE,
      references: NONE,
      amounts: NONE,
      notes: NONE,
      parties: NO_PARTIES,
      otherPayments: NONE,
    };
    claim.lines = append(claim.lines, line);
    this.served = false;
    this.line = line;
    return line;
  }

  /** The line whose SV1, SV2 or SV3 this is. */
  serveLine(segment: Segment): LineDraft | undefined {
    const line = this.line ?? this.openLine(segment);
    if (line === undefined) return undefined;
    this.served = true;
    line.place = this.recorder.add(segment);
    return line;
  }

  describeLine(segment: Segment, use: Use): void {
    const line = this.serveLine(segment);
    if (line === undefined) return;
    line.charged = this.money.read(use, segment, 2);
    const procedure = readProcedure(segment, 1);
    if (procedure !== undefined) line.procedure = procedure;
    const unit = segment.optional(3);
    if (unit !== undefined) line.unit = unit;
    const units = segment.optional(4);
    if (units !== undefined) line.units = units;
    const place = segment.optional(5);
    if (place !== undefined) line.placeOfService = place;
    line.pointers = readPointers(segment, 7);
  }

  openParty(of: { parties: Parties }, segment: Segment): void {
    const party = readPerson(segment, this.recorder.add(segment));
    this.party = party;
    of.parties = withParty(of.parties, segment.text(1), party);
  }

  private closeLine(): void {
    const { line, claim } = this;
    this.line = undefined;
    if (line === undefined || claim === undefined) return;
    line.bytes.to = this.end;
    // An LX that no SV1 follows is no service line; the check says what is missing.
    if (!this.served) claim.lines = claim.lines.slice(0, -1);
  }

  private closeClaim(): void {
    const claim = this.claim;
    if (claim === undefined) return;
    claim.bytes.to = this.end;
    claim.places = this.recorder.finish();
    if (this.checks) checkClaim(claim, this.findings);
    this.claim = undefined;
    this.stage = 'between';
    this.claims++;
    this.handlers.claim?.(claim, this.header);
  }
}

/** Of a facility, CLM05-1 is no place of service but the beginning of the type of bill. */
function noInstitution(claim: ClaimDraft): Draft<InstitutionalDetail> {
  const typeOfBill = `${claim.placeOfService ?? ''}${claim.frequency ?? ''}`;
  delete claim.placeOfService;
  return { typeOfBill, conditions: NONE, occurrences: NONE, occurrenceSpans: NONE, values: NONE, procedures: NONE };
}

const noBilling = (hl: string): Draft<BillingLoop> => ({ places: NO_PLACES, hl, provider: { place: 0 } });
const noSubscriber = (hl: string): Draft<SubscriberLoop> => ({ places: NO_PLACES, hl, person: { place: 0 } });

/** SV107, SV311: positions in the claim's diagnoses. What is no small number is left out. */
export function readPointers(segment: Segment, element: number): readonly number[] {
  if (!segment.has(element)) return NONE;
  let pointers: readonly number[] = NONE;
  segment.openParts(element);
  for (let part = segment.nextPart(); part !== undefined; part = segment.nextPart()) {
    const pointer = part.length === 1 ? part.charCodeAt(0) - 0x30 : /^\d\d$/.test(part) ? Number(part) : -1;
    if (pointer >= 0 && (part.length > 1 || pointer <= 9)) pointers = append(pointers, pointer);
  }
  return pointers;
}
