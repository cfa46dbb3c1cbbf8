import type { AnsweredEvent } from './sending-event.ts';

export const meaningVerdicts = ['received', 'accepted', 'pending', 'rejected', 'information'] as const;

/** What a person says that a payer means by a status of its own. */
export interface StatusMeaning {
  readonly verdict: (typeof meaningVerdicts)[number];
  readonly says: string;
  readonly fix: string;
}

/** An answer as the practice understands it now: one in a payer’s own words by the meaning that a person gave them, if any did. */
export function understood(event: AnsweredEvent, meanings: ReadonlyMap<string, StatusMeaning>): AnsweredEvent {
  const meaning = event.unmapped === undefined ? undefined : meanings.get(event.unmapped.code);
  if (event.unmapped === undefined || meaning === undefined) return event;
  const { verdict, says, fix } = meaning;
  return { ...event, verdict, causes: [{ code: event.unmapped.code, says, fix }] };
}
