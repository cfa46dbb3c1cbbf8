import type { DraftQueries } from '../revenue/claims/drafts/views.ts';
import { Trouble } from '../trouble.ts';
import type { Desk } from './with-program.ts';

const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
type Numbered = DraftQueries['revenue/claims/drafts-numbered']['answer'];

/** The draft that somebody names by its id, or by the number on the claim: of several the one that was not withdrawn. */
export async function namedDraft({ program, actor }: Pick<Desk, 'program' | 'actor'>, named: string): Promise<string> {
  if (isId.test(named)) return named;
  const { rows } = await program.gate.ask<Numbered>('revenue/claims/drafts-numbered', { number: named }, actor, 'payment');
  const standing = rows.filter(({ status }) => status !== 'withdrawn');
  const [found, ...others] = standing.length > 0 ? standing : rows;
  if (found === undefined)
    throw new Trouble('usage', `No claim goes out under ${named}.`, { fix: '`claimwright claims list` names those that can be sent.' });
  if (others.length > 0)
    throw new Trouble('usage', `Several claims go under ${named}.`, {
      fix: `Name one: ${[found, ...others].map(({ draftId, status }) => `${draftId} (${status})`).join(', ')}.`,
    });
  return found.draftId;
}
