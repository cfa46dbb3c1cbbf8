import type { WriteBackView } from '@claimwright/server/api';
import { sentence } from '../../../ui/format.ts';

type State = WriteBackView['state'];

export const stateWords: { readonly [state in State]: string } = {
  held: 'Waits for a person',
  'needs-person': 'Stuck',
  waiting: 'Waits its turn',
  sent: 'Under way',
  done: 'Told',
  dropped: 'Given up',
};
export const tones = { held: 'wait', 'needs-person': 'stop', waiting: 'quiet', sent: 'quiet', done: 'good', dropped: 'quiet' } as const;

/** 'claim-balance' → 'Claim balance'. */
export const kindWords = ({ kind }: WriteBackView): string => sentence(kind);

/** Why it stands where it stands, in a line. */
export function whyOf({ state, findings, tries, byPerson }: WriteBackView): string {
  const [finding] = findings;
  if (finding) return [finding.says, finding.because].filter((text) => text !== undefined).join(' ');
  if (state === 'held')
    return byPerson ? 'It was asked to wait.' : 'A machine’s act: nobody outside is told of it before a person lets it go.';
  if (state === 'waiting') return tries === 0 ? 'It is about to be sent.' : `The partner did not take it yet: ${tries} tries so far.`;
  if (state === 'sent') return 'It was sent, and the answer is not here yet.';
  return state === 'done' ? 'The partner has it.' : 'A person gave it up; the reason is on the record.';
}

/** What a person does with one that waits: let go what was held, or send again what got stuck. */
export const sendWords = ({ state }: WriteBackView): string => (state === 'held' ? 'Let it go' : 'Send again');
