import type { BenefitTerms, FrequencyLimit, PayerSettings } from '../facts.ts';

/** Every term that a practice may set of a payer. */
export interface TermValues {
  readonly medicare: boolean;
  readonly vision: boolean;
  readonly ncci: boolean;
  readonly minutes: 'medicare' | 'ama';
  readonly filingDays: number;
  readonly correctedDays: number;
  readonly secondaryDays: number;
  readonly eligibilityDays: number;
  readonly authorizationFor: readonly string[];
  readonly orderingFor: readonly string[];
  readonly narrativeFor: readonly string[];
  readonly attachments: PayerSettings['attachments'];
  readonly frequencies: readonly FrequencyLimit[];
  readonly ages: BenefitTerms['ages'];
  readonly waiting: BenefitTerms['waiting'];
  readonly missingTooth: boolean;
  readonly alternates: BenefitTerms['alternates'];
  readonly replacementYears: number;
}
