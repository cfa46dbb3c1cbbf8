import type { WorkView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useAct } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { formatDate } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Shape } from '../../ui/status.tsx';
import { AskModel } from './ask-model.tsx';
import { workWords } from './words.ts';

interface WorkItemsProps {
  readonly items: readonly WorkView[];
  /** Before posting, work is what would be left to do; it cannot be closed yet. */
  readonly posted: boolean;
  onClaim?(index: number): void;
}

function Item({
  item,
  posted,
  onClose,
  onClaim,
}: {
  readonly item: WorkView;
  readonly posted: boolean;
  onClose?: (() => void) | undefined;
  onClaim?: ((index: number) => void) | undefined;
}): ReactElement {
  const maySetUp = useMay('practice.setup');
  const closed = item.closedAt !== undefined;
  const index = item.remitClaimIndex;
  return (
    <li className="work-item">
      <Shape tone={closed ? 'quiet' : item.blocks ? 'stop' : 'work'} />
      <div>
        <div className="work-head">
          <p className="work-says">
            {workWords[item.kind]}: {item.says}
          </p>
          <Money amount={item.amount} />
        </div>
        <p>{item.because}</p>
        {closed ? (
          <p className="dim">
            Closed {formatDate(item.closedAt)}: {item.closedWhy}
          </p>
        ) : (
          <p>
            <strong>Next:</strong> {item.fix}
          </p>
        )}
        <div className="actions">
          {onClaim && index !== undefined ? (
            <Button variant="default" size="compact-xs" onClick={() => onClaim(index)}>
              Show the claim
            </Button>
          ) : null}
          {item.kind === 'unknown-code' && item.carc !== undefined && !closed ? (
            <Link to="/practice" search={{ view: 'reasons', carc: item.carc }}>
              {maySetUp ? `Name CARC ${item.carc}` : 'See the reason codes'}
            </Link>
          ) : null}
          {item.kind === 'unknown-code' && item.carc !== undefined && !closed ? <AskModel carc={item.carc} /> : null}
          {posted && !closed && onClose ? (
            <Button variant="default" size="compact-xs" onClick={onClose}>
              Close with a reason
            </Button>
          ) : null}
        </div>
      </div>
    </li>
  );
}

/** Exceptions: what, why and what to do, each with its way out. */
export function WorkItems({ items, posted, onClaim }: WorkItemsProps): ReactElement {
  const mayDecide = useMay('remits.decide');
  const [closing, setClosing] = useState<WorkView | undefined>(undefined);
  const close = useAct('revenue/posting/close-work');
  const done = async (why: string) => {
    if (closing && (await close.run({ workItemId: closing.id, why }))) setClosing(undefined);
  };
  return (
    <>
      <ul className="plain-list">
        {items.map((item) => (
          <Item key={item.id} item={item} posted={posted} onClaim={onClaim} onClose={mayDecide ? () => setClosing(item) : undefined} />
        ))}
      </ul>
      <ReasonDialog
        title="Close this exception"
        verb="Close it"
        opened={closing !== undefined}
        reason="Worked with the payer; nothing is left to do."
        busy={close.busy}
        error={close.error}
        onClose={() => setClosing(undefined)}
        onDone={(why) => void done(why)}
      >
        <p>{closing ? `${workWords[closing.kind]}: ${closing.says}` : ''}</p>
        <p className="dim">Closing says that it was worked. It moves no money.</p>
      </ReasonDialog>
    </>
  );
}
