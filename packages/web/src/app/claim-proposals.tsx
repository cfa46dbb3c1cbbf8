import type { ClaimProposalView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { ClaimChange } from '../ui/claim-change.tsx';
import { formatInstant } from '../ui/format.ts';
import { MachineSign } from '../ui/machine-mark.tsx';
import { ErrorNote, KeyHint } from '../ui/notes.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { Status } from '../ui/status.tsx';
import { ask, carryOut, newIntention } from './api.ts';
import { useCommands } from './commands.tsx';
import { refreshAll, useAct, useAsk } from './queries.ts';
import { useMay } from './session.ts';

const stateWords: { readonly [state in ClaimProposalView['state']]: string } = {
  suggested: 'Suggested',
  waiting: 'Waits for a person',
  approved: 'Accepted',
  declined: 'Refused',
  lapsed: 'Out of date: the claim was changed since',
};
const stateTones = { suggested: 'wait', waiting: 'wait', approved: 'good', declined: 'quiet', lapsed: 'quiet' } as const;

/** Accepts by one intention: what would happen is looked at, and that very plan is carried out. */
function useAccept() {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const change = useAct('revenue/claims/change-draft');
  const run = async (draftId: string, one: ClaimProposalView) => {
    setBusy(true);
    setError(undefined);
    try {
      if (one.proposalId === undefined) {
        await change.run({ draftId, version: one.version, changes: one.changes, because: one.says });
        return;
      }
      const proposal = await ask('gate/proposal', { proposalId: one.proposalId }, 'operations');
      const { plan } = await carryOut(proposal, newIntention());
      if (plan !== undefined) await carryOut(proposal, newIntention(), plan);
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
      refreshAll(client);
    }
  };
  return { busy: busy || change.busy, error: error ?? change.error, run };
}

function Head({ one }: { readonly one: ClaimProposalView }): ReactElement {
  return (
    <p>
      <MachineSign /> <Status tone={stateTones[one.state]}>{stateWords[one.state]}</Status>{' '}
      {one.decidedBy === undefined || one.state === 'lapsed' ? null : (
        <span className="dim small">
          by {one.decidedBy}, {formatInstant(one.decidedAt)}
        </span>
      )}
    </p>
  );
}

/** What a machine proposes of a claim, with the words that it rests on; a person accepts or refuses the first that waits by one key. */
export function ClaimProposals({ draftId }: { readonly draftId: string }): ReactElement | null {
  const { data, error, refetch } = useAsk('revenue/scrub/proposals', { draftId });
  const [mayDecide, mayChange] = [useMay('approvals.decide'), useMay('claims.prepare')];
  const [refusing, setRefusing] = useState<ClaimProposalView | undefined>(undefined);
  const accept = useAccept();
  const decline = useAct('gate/decline');
  const proposals = data?.proposals ?? [];
  const decides = (one: ClaimProposalView): boolean => (one.state === 'waiting' ? mayDecide : one.state === 'suggested' && mayChange);
  const first = proposals.find(decides);
  const waits = first?.state === 'waiting' ? first : undefined;
  useCommands([
    {
      ...{ id: 'accept', label: 'Accept what is proposed', group: 'This claim', keys: 'a' },
      run: () => void (first && accept.run(draftId, first)),
      not: first === undefined ? 'Nothing is proposed that you may accept.' : undefined,
    },
    {
      ...{ id: 'refuse', label: 'Refuse what is proposed', group: 'This claim', keys: 'r' },
      run: () => setRefusing(waits),
      not: waits === undefined ? 'Nothing waits that you may refuse.' : undefined,
    },
  ]);
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (proposals.length === 0) return null;
  const refuse = async (reason: string) => {
    if (refusing?.proposalId === undefined || !(await decline.run({ proposalId: refusing.proposalId, reason }))) return;
    setRefusing(undefined);
  };
  return (
    <section className="block" aria-label="What is proposed of it">
      <h2>What is proposed of it</h2>
      {accept.error ? <ErrorNote error={accept.error} /> : null}
      <ul className="work-list">
        {proposals.map((one) => (
          <li className="work-item" key={`${one.proposalId ?? 'suggested'} ${one.code} ${one.at}`}>
            <div>
              <Head one={one} />
              <ClaimChange {...one}>
                {decides(one) ? (
                  <div className="actions">
                    <Button size="xs" loading={accept.busy} onClick={() => void accept.run(draftId, one)}>
                      Accept {one === first ? <KeyHint keys="a" /> : null}
                    </Button>
                    {one.state === 'waiting' ? (
                      <Button size="xs" variant="default" onClick={() => setRefusing(one)}>
                        Refuse {one === first ? <KeyHint keys="r" /> : null}
                      </Button>
                    ) : null}
                  </div>
                ) : null}
              </ClaimChange>
              {one.proposalId === undefined ? null : (
                <Link to="/approvals" search={{ proposal: one.proposalId }} className="small">
                  Under Approvals
                </Link>
              )}
            </div>
          </li>
        ))}
      </ul>
      <ReasonDialog
        title="Refuse this proposal"
        verb="Refuse"
        opened={refusing !== undefined}
        reason="Not right as it was proposed."
        busy={decline.busy}
        error={decline.error}
        onClose={() => setRefusing(undefined)}
        onDone={(reason) => void refuse(reason)}
      >
        <p>The claim stays as it is. This is not proposed again while the claim says what it says now.</p>
      </ReasonDialog>
    </section>
  );
}
