import type { Actions, Builder } from '../engine/builder.ts';
import { isTooMuch, resolveActions } from '../engine/builder.ts';
import type { CompiledSet, LoopNode, Use } from '../engine/compile.ts';
import type { Findings } from '../engine/findings.ts';
import {
  addCity,
  addContact,
  addReference,
  addStreet,
  append,
  type Draft,
  MoneyReader,
  NO_PARTIES,
  NONE,
  type PartyDraft,
  readAdjustments,
  readAmount,
  readDtm,
  readOrganisation,
  readPerson,
  readProcedure,
  readReference,
  withParty,
} from '../engine/pieces.ts';
import { Recorder } from '../engine/places.ts';
import type { Segment } from '../engine/segment.ts';
import type { Place, Places, Range, RemitClaimLoop, RemitHeader, RemitLineLoop, RemitTrailer, X12Handlers } from '../types.ts';
import { checkClaim, checkLine, checkPayment } from './balance.ts';

interface LineDraft extends Draft<RemitLineLoop> {
  bytes: Draft<Range>;
}
interface ClaimDraft extends Draft<RemitClaimLoop> {
  bytes: Draft<Range>;
  lines: readonly LineDraft[];
}
type HeaderDraft = Draft<RemitHeader> & { payer: PartyDraft; payee: PartyDraft };

const NO_PLACES: Places = new Uint32Array(0);

/** Builds the header, the claims and the trailer of one 835. */
export class RemitBuilder implements Builder {
  claims = 0;
  readonly money: MoneyReader;
  readonly recorder = new Recorder();
  readonly header: HeaderDraft;
  readonly plb: RemitTrailer['providerAdjustments'][number][] = [];
  claim: ClaimDraft | undefined;
  line: LineDraft | undefined;
  party: PartyDraft | undefined;
  /** What the claims were paid, and what all adjustments of the open claim and line come to. */
  paid = 0;
  claimAdjusted = 0;
  lineAdjusted = 0;
  private headerGiven = false;
  /** The byte after the last segment taken. */
  private end = 0;
  private readonly actions: readonly (Actions<RemitBuilder>[string] | undefined)[];
  private readonly handlers: X12Handlers;
  private readonly findings: Findings;
  private readonly checks: boolean;

  constructor(
    set: CompiledSet,
    start: Pick<RemitHeader, 'version' | 'control' | 'envelope'>,
    handlers: X12Handlers,
    findings: Findings,
    checks: boolean,
    actions: Actions<RemitBuilder>,
  ) {
    this.actions = resolveActions(set, actions);
    this.handlers = handlers;
    this.findings = findings;
    this.checks = checks;
    this.money = new MoneyReader(findings, checks);
    this.header = {
      set: '835',
      version: start.version,
      control: start.control,
      envelope: start.envelope,
      places: NO_PLACES,
      payment: { handling: '', amount: 0, creditOrDebit: '', method: '', place: 0 },
      trace: { number: '', payerId: '', place: 0 },
      payer: { place: 0 },
      payee: { place: 0 },
    };
  }

  take(use: Use, segment: Segment): void {
    const action = this.actions[use.index];
    if (!isTooMuch(this.recorder, this.findings, use, segment) && action !== undefined) action(this, segment, use);
    this.end = segment.to;
  }

  closed(node: LoopNode): void {
    if (node.id === '2110') this.closeLine();
    else if (node.id === '2100') this.closeClaim();
    else if (node.id === '') this.closeSet();
  }

  /** Hands on the header before the first claim (or the end, where there is none). */
  giveHeader(): void {
    if (this.headerGiven) return;
    this.headerGiven = true;
    this.header.places = this.recorder.finish();
    this.party = undefined;
    this.handlers.remitHeader?.(this.header);
  }

  /** Whether the header may still be added to; what comes too late for it is said and left out. */
  isOpen(segment: Segment, use: Use): boolean {
    if (this.headerGiven) this.findings.report('segment.late', use.at, segment.range(), { name: use.name, segment: use.segment.id });
    return !this.headerGiven;
  }

  private closeLine(): void {
    const { line, claim } = this;
    if (line === undefined || claim === undefined) return;
    line.bytes.to = this.end;
    if (this.checks) checkLine(line, this.lineAdjusted, this.recorder, this.findings);
    this.line = undefined;
  }

  private closeClaim(): void {
    const claim = this.claim;
    if (claim === undefined) return;
    claim.bytes.to = this.end;
    claim.places = this.recorder.finish();
    if (this.checks) checkClaim(claim, this.claimAdjusted, this.findings);
    this.claim = undefined;
    this.claims++;
    this.handlers.remitClaim?.(claim, this.header);
  }

  private closeSet(): void {
    this.giveHeader();
    const trailer: RemitTrailer = {
      set: '835',
      control: this.header.control,
      places: this.recorder.started ? this.recorder.finish() : NO_PLACES,
      claims: this.claims,
      providerAdjustments: this.plb,
    };
    if (this.checks) checkPayment(this.header, this.paid, trailer, this.findings);
    this.handlers.remitTrailer?.(trailer, this.header);
  }

  openClaim(segment: Segment, use: Use): void {
    const claim = this.openFigures(segment, use);
    const { money } = this;
    claim.patientControlNumber = segment.text(1);
    claim.status = segment.text(2);
    if (segment.optional(5) !== undefined) claim.patientResponsibility = money.read(use, segment, 5);
    const filing = segment.optional(6);
    if (filing !== undefined) claim.filingIndicator = filing;
    const payerControl = segment.optional(7);
    if (payerControl !== undefined) claim.payerControlNumber = payerControl;
    const facility = segment.optional(8);
    if (facility !== undefined) claim.facilityType = facility;
    const frequency = segment.optional(9);
    if (frequency !== undefined) claim.frequency = frequency;
  }

  /** A claim of which only the figures are wanted. */
  openFigures(segment: Segment, use: Use): ClaimDraft {
    this.giveHeader();
    const { money, recorder } = this;
    recorder.start(segment.from);
    const claim: ClaimDraft = {
      set: '835',
      index: this.claims,
      bytes: { from: segment.from, to: segment.to },
      places: NO_PLACES,
      place: recorder.add(segment),
      patientControlNumber: '',
      status: '',
      charged: money.read(use, segment, 3),
      paid: money.read(use, segment, 4),
      parties: NO_PARTIES,
      references: NONE,
      dates: NONE,
      amounts: NONE,
      adjustments: NONE,
      remarks: NONE,
      lines: NONE,
    };
    this.paid += claim.paid;
    this.claimAdjusted = 0;
    this.claim = claim;
    this.line = undefined;
    return claim;
  }

  openLine(segment: Segment, use: Use): void {
    const line = this.openLineFigures(segment, use);
    const procedure = readProcedure(segment, 1);
    if (procedure !== undefined) line.procedure = procedure;
    const revenue = segment.optional(4);
    if (revenue !== undefined) line.revenueCode = revenue;
    const units = segment.optional(5);
    if (units !== undefined) line.units = units;
    const billed = readProcedure(segment, 6);
    if (billed !== undefined) line.billedProcedure = billed;
  }

  /** A line of which only the figures are wanted. */
  openLineFigures(segment: Segment, use: Use): LineDraft {
    const { money } = this;
    const claim = this.claim as ClaimDraft;
    const line: LineDraft = {
      index: claim.lines.length,
      bytes: { from: segment.from, to: segment.to },
      place: this.recorder.add(segment),
      charged: money.read(use, segment, 2),
      paid: money.read(use, segment, 3),
      dates: NONE,
      references: NONE,
      adjustments: NONE,
      amounts: NONE,
      remarks: NONE,
    };
    this.lineAdjusted = 0;
    this.line = line;
    claim.lines = append(claim.lines, line);
    return line;
  }

  addRemarks(segment: Segment, place: Place, elements: readonly number[]): void {
    const claim = this.claim as ClaimDraft;
    for (const element of elements) {
      const code = segment.optional(element);
      if (code !== undefined) claim.remarks = append(claim.remarks, { code, place });
    }
  }

  addProviderAdjustments(segment: Segment, use: Use): void {
    this.giveHeader();
    if (!this.recorder.started) this.recorder.start(segment.from);
    const place = this.recorder.add(segment);
    const providerId = segment.text(1);
    const fiscalDate = segment.date(2);
    for (let element = 4; element <= 14 && element - 1 <= segment.count; element += 2) {
      if (!segment.has(element) && !segment.has(element - 1)) continue;
      segment.openParts(element - 1);
      const reason = segment.nextPart() ?? '';
      const reference = segment.nextPart();
      this.plb.push({
        providerId,
        ...(fiscalDate === undefined ? {} : { fiscalDate }),
        reason,
        ...(reference === undefined || reference === '' ? {} : { reference }),
        amount: this.money.read(use, segment, element),
        place,
        element,
      });
    }
  }
}

/** What each segment of an 835 adds, by where it stands. The walker opens a loop before anything within it comes. */
export const remitActions: Actions<RemitBuilder> = {
  ST: (b, s) => b.recorder.start(s.from),
  BPR: (b, s, use) => {
    if (!b.isOpen(s, use)) return;
    const date = s.date(16);
    b.header.payment = {
      handling: s.text(1),
      amount: b.money.read(use, s, 2),
      creditOrDebit: s.text(3),
      method: s.text(4),
      ...(date === undefined ? {} : { date }),
      place: b.recorder.add(s),
    };
  },
  TRN: (b, s) => {
    const supplement = s.optional(4);
    const trace = { number: s.text(2), payerId: s.text(3), place: b.recorder.add(s) };
    b.header.trace = supplement === undefined ? trace : { ...trace, supplement };
  },
  CUR: (b, s) => {
    const currency = s.optional(2);
    if (currency !== undefined) b.header.currency = currency;
  },
  REF: (b, s) => {
    const id = s.optional(2);
    if (s.text(1) === 'EV' && id !== undefined) b.header.receiverId = id;
  },
  DTM: (b, s) => {
    const date = s.date(2);
    if (s.text(1) === '405' && date !== undefined) b.header.productionDate = date;
  },
  '1000A N1': (b, s) => {
    b.party = b.header.payer = readOrganisation(s, b.recorder.add(s));
  },
  '1000B N1': (b, s) => {
    b.party = b.header.payee = readOrganisation(s, b.recorder.add(s));
  },
  '1000 N1': (b) => {
    b.party = undefined;
  },
  '1000 N3': (b, s) => b.party && addStreet(b.party, s),
  '1000 N4': (b, s) => b.party && addCity(b.party, s),
  '1000 REF': (b, s) => b.party && addReference(b.party, s, b.recorder.add(s)),
  '1000 PER': (b, s) => b.party && addContact(b.party, s),
  '2000 LX': (b) => b.giveHeader(),
  '2100 CLP': (b, s, use) => b.openClaim(s, use),
  '2100 CAS': (b, s, use) => {
    if (b.claim) b.claimAdjusted += readAdjustments(b.money, use, s, b.recorder.add(s), b.claim);
  },
  '2100 NM1': (b, s) => {
    const entity = s.text(1);
    if (b.claim) b.claim.parties = withParty(b.claim.parties, entity, readPerson(s, b.recorder.add(s)));
  },
  '2100 MIA': (b, s) => b.addRemarks(s, b.recorder.add(s), [5, 20, 21, 22, 23]),
  '2100 MOA': (b, s) => b.addRemarks(s, b.recorder.add(s), [3, 4, 5, 6, 7]),
  '2100 REF': (b, s) => {
    if (b.claim) b.claim.references = append(b.claim.references, readReference(s, b.recorder.add(s)));
  },
  '2100 DTM': (b, s) => {
    const date = readDtm(s, b.recorder.add(s));
    if (date !== undefined && b.claim) b.claim.dates = append(b.claim.dates, date);
  },
  '2100 AMT': (b, s, use) => {
    if (b.claim) b.claim.amounts = append(b.claim.amounts, readAmount(b.money, use, s, b.recorder.add(s)));
  },
  '2110 SVC': (b, s, use) => b.claim && b.openLine(s, use),
  '2110 DTM': (b, s) => {
    const date = readDtm(s, b.recorder.add(s));
    if (date !== undefined && b.line) b.line.dates = append(b.line.dates, date);
  },
  '2110 CAS': (b, s, use) => {
    if (!b.line) return;
    const sum = readAdjustments(b.money, use, s, b.recorder.add(s), b.line);
    b.lineAdjusted += sum;
    b.claimAdjusted += sum;
  },
  '2110 REF': (b, s) => {
    if (b.line) b.line.references = append(b.line.references, readReference(s, b.recorder.add(s)));
  },
  '2110 AMT': (b, s, use) => {
    if (b.line) b.line.amounts = append(b.line.amounts, readAmount(b.money, use, s, b.recorder.add(s)));
  },
  '2110 LQ': (b, s) => {
    const code = s.optional(2);
    if (code !== undefined && b.line) b.line.remarks = append(b.line.remarks, { code, place: b.recorder.add(s) });
  },
  PLB: (b, s, use) => b.addProviderAdjustments(s, use),
};
