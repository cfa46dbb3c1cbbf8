import type { Acted, ProposalView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { carryOut, newIntention } from '../../app/api.ts';
import { useCommands } from '../../app/commands.tsx';
import { refreshAll, useAct, useAsk } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { ClaimChange } from '../../ui/claim-change.tsx';
import { Answers, Facts } from '../../ui/facts.tsx';
import { formatInstant } from '../../ui/format.ts';
import { MachineSign } from '../../ui/machine-mark.tsx';
import { Money } from '../../ui/money.tsx';
import { ErrorNote, KeyHint, Skeleton } from '../../ui/notes.tsx';
import { PostingPreview } from '../../ui/posting-preview.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Status } from '../../ui/status.tsx';
import { meaningIn } from './meaning-in.ts';
import { OfProposal } from './models/of-proposal.tsx';
import { postedIn } from './posted-in.ts';

/** What exactly would happen, worked out anew as the books stand now. */
function usePreview(proposal: ProposalView, enabled: boolean) {
  return useQuery({
    queryKey: ['preview/proposal', proposal.id],
    queryFn: () => carryOut(proposal, newIntention()),
    enabled,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
}

function Preview({
  data,
  error,
  proposal,
}: Pick<ReturnType<typeof usePreview>, 'data' | 'error'> & { readonly proposal: ProposalView }): ReactElement {
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton lines={4} />;
  return (
    <>
      {data.changed && data.changed.length > 0 ? <Changed changed={data.changed} /> : null}
      <Would result={data.result} proposal={proposal} />
    </>
  );
}

/** Since it was proposed things have changed: what is approved is what would happen now. */
function Changed({ changed }: { readonly changed: NonNullable<Acted<unknown>['changed']> }): ReactElement {
  return (
    <div className="note" data-tone="work" role="status">
      <p className="note-says">This is not what was proposed any more.</p>
      <ul>
        {changed.map(({ says }) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
    </div>
  );
}

function Would({ result, proposal }: { readonly result: unknown; readonly proposal: ProposalView }): ReactElement {
  const posted = postedIn(result);
  if (posted) return <PostingPreview previews={[posted]} />;
  const meaning = proposal.command === 'ground/codes/set-reason' ? meaningIn(proposal.input) : undefined;
  if (meaning) return <Facts facts={meaning} />;
  return <p>It can be carried out as it was proposed.</p>;
}

function Subject({ about }: { readonly about: NonNullable<ProposalView['about']> }): ReactElement {
  const [kind, id = ''] = about.subject.split(':');
  if (kind === 'draft')
    return (
      <Link to="/send" search={{ one: id }}>
        {about.says}
      </Link>
    );
  if (kind !== 'remit') return <>{about.says}</>;
  return (
    <Link to="/post-era" search={{ view: 'all', remit: id }}>
      {about.says}
    </Link>
  );
}

/** Approving runs one intention: a second press after a lost answer does not act twice. */
function useApprove(proposal: ProposalView, looked: ReturnType<typeof usePreview>, onDecided: () => void) {
  const client = useQueryClient();
  const [intention] = useState(newIntention);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const plan = looked.data?.plan;
  const run = async () => {
    if (plan === undefined) return;
    setBusy(true);
    setError(undefined);
    try {
      await carryOut(proposal, intention, plan);
      notifications.show({
        title: 'Approved',
        message: `${proposal.summary}: ${proposal.about?.says ?? 'done'}. It is on the record as your act.`,
        closeButtonProps: { 'aria-label': 'Close' },
      });
      onDecided();
    } catch (caught) {
      setError(caught);
      // What would happen now is shown before it can be approved.
      void looked.refetch();
    } finally {
      setBusy(false);
      refreshAll(client);
    }
  };
  return { busy, error, run: () => void run() };
}

const stateWords: { readonly [state in ProposalView['state']]: string } = {
  waiting: 'Waits for a person',
  approved: 'Approved',
  declined: 'Refused',
  lapsed: 'Out of date',
};
const stateTones = { waiting: 'wait', approved: 'good', declined: 'quiet', lapsed: 'quiet' } as const;

/** Of a claim: what would be changed, by which rule, and on which words of the note. */
function OfClaim({ proposal, draftId }: { readonly proposal: ProposalView; readonly draftId: string }): ReactElement | null {
  const { data, error } = useAsk('revenue/scrub/proposals', { draftId });
  const one = data?.proposals.find(({ proposalId }) => proposalId === proposal.id);
  if (error) return <ErrorNote error={error} />;
  if (one === undefined) return null;
  return (
    <div className="block">
      <h2>What is changed, and what it rests on</h2>
      <ClaimChange {...one} />
    </div>
  );
}

/** What was decided, and by whom, or what made it out of date. */
function decisionOn({ state, decidedBy = 'somebody', decidedAt }: ProposalView): string {
  if (state === 'waiting') return 'Nobody has decided anything yet.';
  if (state === 'lapsed') return `Out of date since ${formatInstant(decidedAt)}: what it would change was changed.`;
  return `${state === 'approved' ? 'Approved' : 'Refused'} by ${decidedBy} on ${formatInstant(decidedAt)}.`;
}

function Head({ proposal, children }: { readonly proposal: ProposalView; readonly children: ReactElement | null }): ReactElement {
  const { about } = proposal;
  return (
    <header className="thing-head">
      <div className="thing-title">
        <h1>{proposal.summary}</h1>
        {about ? (
          <p>
            <Subject about={about} />
          </p>
        ) : null}
        <div className="badges">
          <Status tone={stateTones[proposal.state]}>{stateWords[proposal.state]}</Status>
        </div>
      </div>
      {about?.amount === undefined ? null : (
        <div className="thing-sum">
          <span className="dim">Amount</span>
          <Money amount={about.amount} strong />
        </div>
      )}
      {children}
    </header>
  );
}

/** One proposal: what it would do, why it waits, and a person's yes or no. */
export function Proposal({ proposal, onDecided }: { readonly proposal: ProposalView; onDecided(): void }): ReactElement {
  const [kind, draftId = ''] = proposal.about?.subject.split(':') ?? [];
  const decides = useMay('approvals.decide');
  const mayAgree = useMay(proposal.secondBy ?? 'approvals.decide');
  const mayDecide = decides || mayAgree;
  const [refusing, setRefusing] = useState(false);
  const decline = useAct(decides ? 'gate/decline' : 'gate/disagree');
  const waits = proposal.state === 'waiting';
  const can = waits && mayDecide;
  const preview = usePreview(proposal, can);
  const approving = useApprove(proposal, preview, onDecided);
  const asked = useAsk('ground/governance/models/of-proposal', { proposalId: proposal.id });
  const not = !waits ? 'It was decided already, or is out of date.' : mayDecide ? undefined : 'Your role may not decide on proposals.';
  // What it does is seen first.
  const unseen = preview.error
    ? 'It cannot be carried out as things stand: see why below.'
    : preview.data && !preview.isFetching && asked.data
      ? undefined
      : 'It is being worked out.';
  useCommands([
    { id: 'approve', label: 'Approve', group: 'This proposal', keys: 'a', run: approving.run, not: not ?? unseen },
    { id: 'refuse', label: 'Refuse with a reason', group: 'This proposal', keys: 'r', run: () => setRefusing(true), not },
  ]);
  const refuse = async (reason: string) => {
    if (!(await decline.run({ proposalId: proposal.id, reason }))) return;
    setRefusing(false);
    onDecided();
  };
  return (
    <>
      <Head proposal={proposal}>
        {can ? (
          <div className="actions">
            <Button loading={approving.busy} disabled={unseen !== undefined} onClick={approving.run}>
              Approve <KeyHint keys="a" />
            </Button>
            <Button variant="default" onClick={() => setRefusing(true)}>
              Refuse <KeyHint keys="r" />
            </Button>
          </div>
        ) : null}
      </Head>
      {approving.error ? <ErrorNote error={approving.error} /> : null}
      <div className="block">
        <Answers
          what={
            <>
              {proposal.byPerson ? null : <MachineSign />} Proposed by {proposal.proposedBy} on {formatInstant(proposal.parkedAt)}.
            </>
          }
          why={proposal.because}
          otherwise={waits ? 'Nothing is booked, and it keeps waiting here.' : 'Nothing is left to do here.'}
          decided={decisionOn(proposal)}
        />
      </div>
      {kind === 'draft' ? <OfClaim proposal={proposal} draftId={draftId} /> : null}
      {asked.error ? <ErrorNote error={asked.error} retry={() => void asked.refetch()} /> : null}
      {asked.data?.call ? <OfProposal call={asked.data.call} /> : null}
      {can ? (
        <div className="block">
          <h2>What approving does, as the books stand now</h2>
          <Preview data={preview.data} error={preview.error} proposal={proposal} />
        </div>
      ) : null}
      <ReasonDialog
        title="Refuse this proposal"
        verb="Refuse"
        opened={refusing}
        reason="Not right as it was proposed."
        busy={decline.busy}
        error={decline.error}
        onClose={() => setRefusing(false)}
        onDone={(reason) => void refuse(reason)}
      >
        <p>Nothing is booked. The proposal stays on the record with your reason.</p>
      </ReasonDialog>
    </>
  );
}
