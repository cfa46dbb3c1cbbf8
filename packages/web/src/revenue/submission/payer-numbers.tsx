import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useAct, useAsk } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { Status } from '../../ui/status.tsx';
import { toldOn } from './words.ts';

const byWords = { receiver: 'whoever took the file in', clearinghouse: 'the clearinghouse', payer: 'the payer' } as const;

/** Several numbers that were told of one claim, whose word each is, and the choice between them. */
export function PayerNumbers({ draftId }: { readonly draftId: string }): ReactElement | null {
  const ladder = useAsk('revenue/submission/ladder', { draftId }).data?.ladder;
  const may = useMay('submissions.prepare');
  const choose = useAct('revenue/submission/choose-number');
  if (ladder?.numbers === undefined) return null;
  return (
    <section aria-label="The payer’s number">
      <h2>The payer’s number of this claim</h2>
      <ul className="work-list">
        {ladder.numbers.map(({ number, by, set, on }) => (
          <li className="work-item" key={number}>
            <div>
              <p>
                <span className="mono">{number}</span> {number === ladder.payerControlNumber ? <Status tone="good">Chosen</Status> : null}
              </p>
              <p className="small dim">
                {set} of {byWords[by]}, {toldOn(on)}
              </p>
              {may && number !== ladder.payerControlNumber ? (
                <Button
                  {...{ size: 'xs', variant: 'default', loading: choose.busy, 'aria-label': `This one is right: ${number}` }}
                  onClick={() => void choose.run({ draftId, number })}
                >
                  This one is right
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {choose.error ? <ErrorNote error={choose.error} /> : null}
    </section>
  );
}
