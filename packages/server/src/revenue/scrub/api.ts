import type { OverridesView } from './overrides/queries.ts';
import type { ProposalCommands, ProposalQueries } from './proposals/views.ts';
import type { QueueCommands, QueueQueries } from './queues/views.ts';
import type { RuleCommands, RuleQueries } from './rules/views.ts';
import type { TermsCommands, TermsQueries } from './terms/views.ts';
import type { BesideView, FindingsView, TellCommands } from './views.ts';

/** What the screens may ask and do of the room. */
export interface ScrubQueries extends ProposalQueries, QueueQueries, RuleQueries, TermsQueries {
  'revenue/scrub/overrides': { input: Record<string, never>; answer: OverridesView };
  'revenue/scrub/beside': { input: { a: string; b: string; on: string }; answer: BesideView };
  'revenue/scrub/findings': { input: { draftId: string }; answer: FindingsView };
}
export interface ScrubCommands extends ProposalCommands, QueueCommands, TellCommands, RuleCommands, TermsCommands {}
