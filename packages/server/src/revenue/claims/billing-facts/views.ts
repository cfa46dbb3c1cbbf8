import type { BillingFacts } from '@claimwright/core/revenue/claims';

export interface BillingCommands {
  'revenue/claims/set-billing': { input: BillingFacts; result: { id: string } };
}
export interface BillingQueries {
  'revenue/claims/billing': { input: Record<string, never>; answer: { readonly facts?: BillingFacts } };
}
