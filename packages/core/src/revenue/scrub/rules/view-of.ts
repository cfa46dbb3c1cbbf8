import { daysBetween, type PlainDate } from '../../../ground/base/index.ts';
import type { ClaimToSend } from '../../claims/index.ts';
import type { ServedLine } from '../facts.ts';
import type { LineLook, Look } from '../look.ts';
import type { Allowance } from './allowance.ts';
import { type RuleContext, type RuleLine, type RuleServed, type RuleView, viewTypes } from './view.ts';

const none: readonly never[] = [];

/** A line as rules see it, read as they ask: of most lines they ask a thing or two. */
class LineSight implements RuleLine {
  readonly #look: LineLook;

  constructor(look: LineLook) {
    this.#look = look;
  }
  get number(): number {
    return this.#look.line.number;
  }
  get code(): string {
    return this.#look.code;
  }
  get family(): string {
    return this.#look.family;
  }
  get modifiers(): readonly string[] {
    return this.#look.modifiers;
  }
  get units(): number {
    return this.#look.units;
  }
  get billedCents(): number {
    return this.#look.line.billed;
  }
  get place(): string {
    return this.#look.place;
  }
  get diagnoses(): readonly string[] {
    const { diagnoses } = this.#look;
    return diagnoses.length === 0 ? none : diagnoses.map(({ code }) => code);
  }
  get minutes(): number {
    return this.#look.line.minutes ?? 0;
  }
  get teeth(): readonly string[] {
    const { teeth } = this.#look.line;
    return teeth.length === 0 ? none : teeth.map(({ tooth }) => tooth);
  }
  get surfaces(): readonly string[] {
    const { teeth } = this.#look.line;
    return teeth.length === 0 ? none : teeth.flatMap(({ surfaces }) => surfaces);
  }
  get areas(): readonly string[] {
    return this.#look.line.oralCavities;
  }
  get servedOn(): string {
    return this.#look.on ?? '';
  }
  get note(): string {
    return this.#look.line.note ?? '';
  }
  get ordering(): string {
    return this.#look.line.ordering?.npi ?? '';
  }
}

/** A service of the history, read as rules ask. */
class ServedSight implements RuleServed {
  readonly #served: ServedLine;
  readonly #from: PlainDate;

  constructor(served: ServedLine, from: PlainDate) {
    this.#served = served;
    this.#from = from;
  }
  get code(): string {
    return this.#served.code;
  }
  get family(): string {
    return this.#served.family ?? '';
  }
  get modifiers(): readonly string[] {
    return this.#served.modifiers;
  }
  get units(): number {
    return this.#served.units;
  }
  get daysAgo(): number {
    return daysBetween(this.#served.on, this.#from);
  }
  get tooth(): string {
    return this.#served.tooth ?? '';
  }
  get provider(): string {
    return this.#served.provider ?? '';
  }
}

function historyOf({ from, facts, claim }: Look): readonly RuleServed[] {
  if (from === undefined) return none;
  return facts.history.filter((served) => served.claim !== claim.patientControlNumber).map((served) => new ServedSight(served, from));
}

function reportsOf(claim: ClaimToSend): readonly string[] {
  let found: readonly string[] = none;
  const add = (attachments: ClaimToSend['attachments']): void => {
    if (attachments.length > 0) found = [...found, ...attachments.map(({ report }) => report)];
  };
  add(claim.attachments);
  for (const { attachments } of claim.lines) add(attachments);
  return found;
}

/** The claim as a whole, read as rules ask. */
class ClaimPart implements ClaimView {
  readonly #look: Look;

  constructor(look: Look) {
    this.#look = look;
  }
  get kind(): string {
    return this.#look.claim.kind;
  }
  get frequency(): string {
    return this.#look.claim.frequency;
  }
  get sentAs(): string {
    return this.#look.claim.sentAs;
  }
  get place(): string {
    return this.#look.claim.placeOfService;
  }
  get billedCents(): number {
    return this.#look.claim.billed;
  }
  get diagnoses(): readonly string[] {
    return this.#look.claim.diagnoses.map(({ code }) => code);
  }
  get authorization(): string {
    return this.#look.claim.authorizationNumber ?? '';
  }
  get referral(): string {
    return this.#look.claim.referralNumber ?? '';
  }
  get predetermination(): boolean {
    return this.#look.claim.predetermination;
  }
  get accident(): string {
    return this.#look.claim.accident?.kind ?? '';
  }
  get note(): string {
    return this.#look.claim.note ?? '';
  }
  get attachments(): readonly string[] {
    return reportsOf(this.#look.claim);
  }
  get jurisdiction(): string {
    return this.#look.facts.jurisdiction ?? '';
  }
  get servedOn(): string {
    return this.#look.from ?? '';
  }
  get typeOfBill(): string {
    return this.#look.claim.stay?.typeOfBill ?? '';
  }
}
type ClaimView = RuleView['claim'];

const patientView = ({ claim, coverage, age }: Look): RuleView['patient'] => ({
  age: age ?? 0,
  sex: claim.patient.sex ?? '',
  state: claim.patient.address?.state ?? '',
  relationship: coverage?.relationship ?? '',
});

const payerView = ({ coverage }: Look): RuleView['payer'] => ({
  id: coverage?.payerId ?? '',
  indicator: coverage?.filingIndicator ?? '',
  memberId: coverage?.memberId ?? '',
  group: coverage?.groupNumber ?? '',
});

const billingView = ({ claim: { billing } }: Look): RuleView['billing'] => ({
  npi: billing.npi ?? '',
  taxonomy: billing.taxonomy ?? '',
  state: billing.address?.state ?? '',
});

const renderingView = ({ claim: { rendering } }: Look): RuleView['rendering'] => ({
  npi: rendering?.npi ?? '',
  taxonomy: rendering?.taxonomy ?? '',
});

/** What a claim looks like to rules, made part by part as they ask. */
export class ClaimSight implements RuleContext {
  readonly #look: Look;
  #line: RuleLine | undefined;
  #claim: RuleView['claim'] | undefined;
  #patient: RuleView['patient'] | undefined;
  #payer: RuleView['payer'] | undefined;
  #lines: RuleView['lines'] | undefined;
  #history: RuleView['history'] | undefined;
  readonly allowance: Allowance | undefined;

  constructor(look: Look, allowance?: Allowance) {
    this.#look = look;
    this.allowance = allowance;
  }

  get claim(): RuleView['claim'] {
    this.#claim ??= new ClaimPart(this.#look);
    return this.#claim;
  }
  get patient(): RuleView['patient'] {
    this.#patient ??= patientView(this.#look);
    return this.#patient;
  }
  get payer(): RuleView['payer'] {
    this.#payer ??= payerView(this.#look);
    return this.#payer;
  }
  get billing(): RuleView['billing'] {
    return billingView(this.#look);
  }
  get rendering(): RuleView['rendering'] {
    return renderingView(this.#look);
  }
  get lines(): RuleView['lines'] {
    this.#lines ??= this.#look.lines.map((line) => new LineSight(line));
    return this.#lines;
  }
  get history(): RuleView['history'] {
    this.#history ??= historyOf(this.#look);
    return this.#history;
  }
  get line(): RuleLine | undefined {
    return this.#line;
  }

  /** The rules asked next see this line. */
  turnTo(i: number): void {
    this.#line = this.lines[i];
  }

  /** With everything made: what others than our own functions look into has to stand there. */
  whole(): RuleContext {
    const { patient, payer, billing, rendering, lines, history, line } = this;
    return {
      ...{ patient, payer, billing, rendering, claim: made(this.claim, viewTypes.Claim) },
      ...{ lines: lines.map(madeLine), history: history.map((served) => made(served, viewTypes.Served)) },
      ...(line === undefined ? {} : { line: madeLine(line) }),
    };
  }
}

/** All that can be asked of it, as an object that has it. */
const made = <T extends object>(one: T, fields: { readonly [field in keyof T]: string }): T =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, one[name as keyof T]])) as T;
const madeLine = (line: RuleLine): RuleLine => made(line, viewTypes.Line);

export const lineView = (look: LineLook): RuleLine => madeLine(new LineSight(look));
export const historyView = (look: Look): readonly RuleServed[] => historyOf(look).map((served) => made(served, viewTypes.Served));

/** All but the lines and the history. */
export const viewOf = (look: Look): Omit<RuleView, 'line' | 'lines' | 'history'> => ({
  claim: made(new ClaimPart(look), viewTypes.Claim),
  patient: patientView(look),
  payer: payerView(look),
  billing: billingView(look),
  rendering: renderingView(look),
});
