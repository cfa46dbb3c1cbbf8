import { daysBetween } from '../../../ground/base/index.ts';
import type { ClaimToSend } from '../../claims/index.ts';
import type { LineLook, Look } from '../look.ts';
import type { Allowance } from './allowance.ts';
import type { RuleContext, RuleLine, RuleServed, RuleView } from './view.ts';

const none: readonly never[] = [];

export const lineView = (look: LineLook): RuleLine => {
  const { line } = look;
  return {
    number: line.number,
    code: look.code,
    family: look.family,
    modifiers: look.modifiers,
    units: look.units,
    billedCents: line.billed,
    place: look.place,
    diagnoses: look.diagnoses.length === 0 ? none : look.diagnoses.map(({ code }) => code),
    minutes: line.minutes ?? 0,
    teeth: line.teeth.length === 0 ? none : line.teeth.map(({ tooth }) => tooth),
    surfaces: line.teeth.length === 0 ? none : line.teeth.flatMap(({ surfaces }) => surfaces),
    areas: line.oralCavities,
    servedOn: look.on ?? '',
    note: line.note ?? '',
    ordering: line.ordering?.npi ?? '',
  };
};

export function historyView(look: Look): readonly RuleServed[] {
  const { from, facts, claim } = look;
  if (from === undefined) return [];
  return facts.history
    .filter((served) => served.claim !== claim.patientControlNumber)
    .map(({ code, family, modifiers, units, on, tooth, provider }) => ({
      code,
      family: family ?? '',
      modifiers,
      units,
      daysAgo: daysBetween(on, from),
      tooth: tooth ?? '',
      provider: provider ?? '',
    }));
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

const claimView = ({ claim, facts, from }: Look): RuleView['claim'] => ({
  kind: claim.kind,
  frequency: claim.frequency,
  sentAs: claim.sentAs,
  place: claim.placeOfService,
  billedCents: claim.billed,
  diagnoses: claim.diagnoses.map(({ code }) => code),
  authorization: claim.authorizationNumber ?? '',
  referral: claim.referralNumber ?? '',
  predetermination: claim.predetermination,
  accident: claim.accident?.kind ?? '',
  note: claim.note ?? '',
  attachments: reportsOf(claim),
  jurisdiction: facts.jurisdiction ?? '',
  servedOn: from ?? '',
  typeOfBill: claim.stay?.typeOfBill ?? '',
});

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
  readonly #each: RuleLine[] = [];
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
    this.#claim ??= claimView(this.#look);
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
    this.#lines ??= this.#look.lines.map((line, i) => this.#of(line, i));
    return this.#lines;
  }
  get history(): RuleView['history'] {
    this.#history ??= historyView(this.#look);
    return this.#history;
  }
  get line(): RuleLine | undefined {
    return this.#line;
  }

  /** The rules asked next see this line. */
  turnTo(line: LineLook, i: number): void {
    this.#line = this.#of(line, i);
  }

  #of(line: LineLook, i: number): RuleLine {
    const view = this.#each[i] ?? lineView(line);
    this.#each[i] = view;
    return view;
  }
}

/** All but the lines and the history. */
export const viewOf = (look: Look): Omit<RuleView, 'line' | 'lines' | 'history'> => ({
  claim: claimView(look),
  patient: patientView(look),
  payer: payerView(look),
  billing: billingView(look),
  rendering: renderingView(look),
});
