import type { PlainDate } from '../../base/index.ts';

/** What text is sent to a model for. An agreement names the purposes that it covers. */
export const modelPurposes = ['coding', 'posting', 'denials', 'letters', 'notes', 'analysis'] as const;
export type ModelPurpose = (typeof modelPurposes)[number];

/**
 * A business associate agreement (45 CFR 164.504(e)) with a vendor, or for a server on the practice's own machines the practice's own
 * statement that nothing leaves them.
 */
export interface Agreement {
  readonly id: string;
  readonly kind: 'baa' | 'own-machine';
  readonly product: string;
  readonly purposes: readonly string[];
  readonly signedOn: PlainDate;
  readonly expiresOn?: PlainDate;
  /** Ended before its day. */
  readonly ended: boolean;
}

/** A model as the practice set it up. */
export interface ModelChoice {
  readonly id: string;
  readonly vendor: string;
  readonly product: string;
  readonly active: boolean;
  /** The practice said, on the record, that this model may see text as it is. */
  readonly maySeeIdentified: boolean;
}

/** What is used up of a limit: micro-dollars (millionths of a dollar) in this month, calls in this minute. */
export interface Used {
  readonly microDollars: number;
  readonly calls: number;
}
export interface Budget {
  readonly of: 'practice' | 'workflow';
  /** Micro-dollars a calendar month; undefined: no limit. */
  readonly microDollarsAMonth?: number;
  readonly callsAMinute?: number;
  readonly used: Used;
}

export interface EgressFacts {
  readonly today: PlainDate;
  readonly purpose: ModelPurpose;
  /** The workflow's kill switch or level says that machines do nothing here. */
  readonly stopped: boolean;
  readonly model?: ModelChoice;
  readonly agreements: readonly Agreement[];
  /** Whether the text still holds what identifies a person. */
  readonly identified: boolean;
  readonly budgets: readonly Budget[];
  /** The most that this call can cost, in micro-dollars. */
  readonly mostItCosts: number;
}

export type EgressRefusal =
  | 'no-model'
  | 'stopped'
  | 'model-off'
  | 'no-agreement'
  | 'agreement-expired'
  | 'purpose-not-covered'
  | 'identified'
  | 'over-budget'
  | 'too-many-calls';

export type EgressVerdict =
  | { readonly say: 'send'; readonly agreement: string }
  | { readonly say: 'refuse'; readonly code: EgressRefusal; readonly because: string; readonly fix: string };

const refuse = (code: EgressRefusal, because: string, fix: string): EgressVerdict => ({ say: 'refuse', code, because, fix });

/** Whether a text may leave for a model. Deny by default: a vendor without an agreement that covers product, purpose and day gets nothing. */
export function decideEgress(facts: EgressFacts): EgressVerdict {
  const { model } = facts;
  if (!model) return refuse('no-model', 'No model is set up for this work.', 'It goes on by hand; a model can be set up under Models.');
  if (facts.stopped) return refuse('stopped', 'This workflow is stopped.', 'Start it again on the Switchboard.');
  if (!model.active) return refuse('model-off', 'The model is switched off.', 'Switch it on under Models.');
  const covered = coveringAgreement(facts, model);
  if ('code' in covered) return covered;
  if (facts.identified && !model.maySeeIdentified)
    return refuse('identified', 'The text still names a person, and this model may not see that.', 'It waits for a person.');
  return overLimit(facts) ?? { say: 'send', agreement: covered.id };
}

/** The agreement under which something may go to a vendor for this purpose today, or why there is none. */
export function coveringAgreement(
  facts: Pick<EgressFacts, 'today' | 'purpose' | 'agreements'>,
  model: Pick<ModelChoice, 'vendor' | 'product'>,
): Agreement | (EgressVerdict & { say: 'refuse' }) {
  const no = (code: EgressRefusal, because: string) => ({
    say: 'refuse' as const,
    code,
    because,
    fix: 'File the agreement under Vendors, or take another vendor.',
  });
  const own = facts.agreements.filter(({ product }) => product === model.product);
  if (own.length === 0) return no('no-agreement', `There is no agreement with ${model.vendor} for ${model.product}.`);
  const standing = own.filter((one) => isStanding(one, facts.today));
  if (standing.length === 0) return no('agreement-expired', `No agreement with ${model.vendor} for ${model.product} is in force today.`);
  return (
    standing.find(({ purposes }) => purposes.includes(facts.purpose)) ??
    no('purpose-not-covered', `The agreement with ${model.vendor} does not cover “${facts.purpose}”.`)
  );
}

/** In force on a day: the last day counts. */
export const isStanding = (agreement: Agreement, on: PlainDate): boolean =>
  !agreement.ended && agreement.signedOn <= on && (agreement.expiresOn === undefined || on <= agreement.expiresOn);

function overLimit({ budgets, mostItCosts }: EgressFacts): EgressVerdict | undefined {
  for (const { of, microDollarsAMonth, callsAMinute, used } of budgets) {
    if (microDollarsAMonth !== undefined && used.microDollars + mostItCosts > microDollarsAMonth)
      return refuse('over-budget', `This month’s budget of the ${of} does not hold another call.`, 'Raise it under Models, or wait.');
    if (callsAMinute !== undefined && used.calls + 1 > callsAMinute)
      return refuse('too-many-calls', `The ${of} has had its ${callsAMinute} calls in this minute.`, 'It is tried again by itself.');
  }
  return undefined;
}

/** The price of a call in micro-dollars, rounded up. Prices are micro-dollars for a million tokens. */
export const priceOf = (tokens: { in: number; out: number }, price: { in: number; out: number }): number =>
  Math.ceil((tokens.in * price.in + tokens.out * price.out) / 1_000_000);

/** What a text comes to in tokens, at the most: no tokenizer makes more tokens than bytes; a quarter of that is usual. */
export function tokensAtMost(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
