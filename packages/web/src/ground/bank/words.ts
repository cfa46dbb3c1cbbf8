import type { DepositView } from '@claimwright/server/api';
import type { Tone } from '../../ui/status.tsx';

export const depositStates: {
  readonly [state in DepositView['state']]: { readonly tone: Tone; readonly words: string; readonly otherwise: string };
} = {
  tied: { tone: 'good', words: 'Tied', otherwise: 'Nothing is left to do here.' },
  exact: {
    tone: 'wait',
    words: 'Exact',
    otherwise: "The remit's clearing account does not come to zero, and the bank balance in the books is too low.",
  },
  likely: { tone: 'work', words: 'Likely', otherwise: 'It waits for a person: the machine does not tie what it is not sure of.' },
  differs: {
    tone: 'stop',
    words: 'Differs',
    otherwise: 'The difference stays open between the bank and the remit, and nobody asks the payer for it.',
  },
  alone: {
    tone: 'quiet',
    words: 'Alone',
    otherwise: 'The money is in the bank but not in the books. Its remit may not have been read yet.',
  },
};
