import type { RemitView } from '@claimwright/server/api';
import { type Command, useCommands } from '../../app/commands.tsx';
import { currentTable } from '../../ui/table-keys.ts';
import type { RemitDeeds } from './remit-head.tsx';

interface Doing {
  readonly remit: RemitView | undefined;
  readonly deeds: RemitDeeds;
  readonly mayPost: boolean;
  /** How many rows are marked. */
  readonly marked: number;
  readonly undoable: boolean;
  readonly next: (() => void) | undefined;
  readonly previous: (() => void) | undefined;
}

function whyNotAccept({ remit, mayPost, marked }: Doing): string | undefined {
  if (!mayPost) return 'Your role may not post.';
  if (!remit) return marked === 0 ? 'Open a remit, or mark some with x.' : undefined;
  return remit.can.post ? undefined : (remit.cannotPostBecause ?? 'It is not waiting to be posted.');
}

/** What the keys and the palette do on Post ERA. */
export function useRemitCommands(doing: Doing): void {
  const { remit, deeds } = doing;
  const group = 'This remit';
  const nothing = () => undefined;
  const commands: readonly Command[] = [
    {
      id: 'accept',
      label: remit ? 'Accept all clean' : 'Accept all clean of marked remits',
      group,
      keys: 'a',
      run: deeds.post,
      not: whyNotAccept(doing),
    },
    {
      id: 'undo',
      label: remit?.can.undo ? 'Undo posting' : 'Undo what you posted last',
      group,
      keys: 'u',
      run: deeds.undo,
      not: remit?.can.undo || doing.undoable ? undefined : 'Nothing was posted.',
    },
    {
      id: 'next-remit',
      label: 'Next remit',
      group,
      keys: 'n|]',
      run: doing.next ?? nothing,
      not: doing.next ? undefined : 'This is the last one.',
    },
    {
      id: 'previous-remit',
      label: 'Remit before',
      group,
      keys: 'p|[',
      run: doing.previous ?? nothing,
      not: doing.previous ? undefined : 'This is the first one.',
    },
    ...(remit?.can.notOurs ? [{ id: 'not-ours', label: 'This remit is not ours', group, run: deeds.notOurs }] : []),
    ...(remit?.can.ours ? [{ id: 'ours', label: 'Take it as ours', group, run: deeds.ours }] : []),
    ...(remit?.can.ownPayment ? [{ id: 'own-payment', label: 'It is a payment of its own', group, run: deeds.ownPayment }] : []),
    { id: 'mark', label: 'Mark the row', group: 'This list', keys: 'x', run: () => currentTable()?.mark() },
  ];
  useCommands(commands);
}
