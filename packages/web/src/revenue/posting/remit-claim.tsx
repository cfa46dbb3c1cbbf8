import type { RemitClaimView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useContext, useState } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { useSurroundings } from '../../app/evidence.tsx';
import { useAct, useAsk } from '../../app/queries.ts';
import { formatDate } from '../../ui/format.ts';
import { MachineMark } from '../../ui/machine-mark.tsx';
import { ErrorNote, KeyHint, Skeleton } from '../../ui/notes.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { EvidenceContext, sourceOf } from '../../ui/source-figure.tsx';
import { Status } from '../../ui/status.tsx';
import { ClaimLedger } from './claim-ledger.tsx';
import { MatchDialog } from './match-dialog.tsx';
import { claimStateWords } from './words.ts';
import { WorkItems } from './work-items.tsx';

function Matched({ claim }: { readonly claim: RemitClaimView }): ReactElement {
  const { match } = claim.plan;
  if (!match) return <p>No claim of yours was found for it, so its cash goes to unapplied until a person decides.</p>;
  const link = (
    <Link to="/claims" search={{ claim: match.claimId }}>
      Open the claim
    </Link>
  );
  if (match.how === 'by-hand') {
    return (
      <p>
        Matched by a person. {match.because} {link}
      </p>
    );
  }
  return (
    <p>
      <MachineMark certainty={match.certainty} because={match.because} /> {link}
    </p>
  );
}

interface DetailProps {
  readonly claim: RemitClaimView;
}

function Detail({ claim }: DetailProps): ReactElement {
  const [matching, setMatching] = useState(false);
  const [settingAside, setSettingAside] = useState(false);
  const unmatch = useAct('revenue/posting/unmatch-claim');
  const notOurs = useAct('revenue/posting/claim-not-ours');
  const again = useAct('revenue/posting/post-again');
  const sink = useContext(EvidenceContext);
  const { can } = claim;
  const source = sourceOf(claim.documentId, claim.bytes);
  useSurroundings(source);
  useCommands([
    { id: 'claim-source', label: "Show the claim's bytes", group: 'This claim', keys: 'Space', run: () => source && sink.pin(source) },
    ...(can.match
      ? [{ id: 'claim-match', label: 'Match to another claim', group: 'This claim', keys: 'e|m', run: () => setMatching(true) }]
      : []),
    ...(can.unmatch
      ? [{ id: 'claim-unmatch', label: 'Unmatch', group: 'This claim', run: () => void unmatch.run({ remitClaimId: claim.id }) }]
      : []),
    ...(can.notOurs
      ? [{ id: 'claim-not-ours', label: 'This claim is not ours', group: 'This claim', run: () => setSettingAside(true) }]
      : []),
  ]);
  const aside = async (reason: string) => {
    if (await notOurs.run({ remitClaimId: claim.id, reason })) setSettingAside(false);
  };
  const said = claimStateWords[claim.state];
  return (
    <>
      <div className="block">
        <div className="block-head">
          <h2>{claim.patientName || claim.patientControlNumber}</h2>
          <Status tone={said.tone}>{said.words}</Status>
          <span className="dim">
            <span className="mono">{claim.patientControlNumber}</span>
            {claim.payerControlNumber ? (
              <>
                {' · payer control '}
                <span className="mono">{claim.payerControlNumber}</span>
              </>
            ) : null}
            {' · '}
            {formatDate(claim.servedFrom)} · {claim.statusWords}
          </span>
          <span className="push actions">
            {can.match ? (
              <Button variant="default" size="compact-xs" onClick={() => setMatching(true)}>
                Match <KeyHint keys="e" />
              </Button>
            ) : null}
            {can.postAgain ? (
              <Button size="compact-xs" loading={again.busy} onClick={() => void again.run({ remitClaimId: claim.id })}>
                Post again
              </Button>
            ) : null}
            {can.ours ? (
              <Button
                variant="default"
                size="compact-xs"
                loading={unmatch.busy}
                onClick={() => void unmatch.run({ remitClaimId: claim.id })}
              >
                Take back as ours
              </Button>
            ) : null}
            {can.unmatch ? (
              <Button
                variant="default"
                size="compact-xs"
                loading={unmatch.busy}
                onClick={() => void unmatch.run({ remitClaimId: claim.id })}
              >
                Unmatch
              </Button>
            ) : null}
            {can.notOurs ? (
              <Button variant="default" size="compact-xs" onClick={() => setSettingAside(true)}>
                Not ours
              </Button>
            ) : null}
          </span>
        </div>
        <Matched claim={claim} />
        {unmatch.error || again.error ? <ErrorNote error={unmatch.error ?? again.error} /> : null}
      </div>
      {claim.workItems.length > 0 ? (
        <div className="block">
          <WorkItems items={claim.workItems} posted={claim.posted} />
        </div>
      ) : null}
      <ClaimLedger claim={claim} />
      <MatchDialog claim={claim} opened={matching} onClose={() => setMatching(false)} />
      <ReasonDialog
        title="Not our claim"
        verb="Set it aside"
        opened={settingAside}
        reason="The patient was never seen here."
        busy={notOurs.busy}
        error={notOurs.error}
        onClose={() => setSettingAside(false)}
        onDone={(reason) => void aside(reason)}
      >
        <p>The claim is kept as it came. Its cash stays in unapplied, to be returned to the payer.</p>
      </ReasonDialog>
    </>
  );
}

/** While the next claim is read, the one before may be looked at, not acted on. */
const nothing: RemitClaimView['can'] = { match: false, unmatch: false, notOurs: false, ours: false, postAgain: false, matchLine: false };

/** The chosen claim of a remit: why it is matched, what is left to do, and its line ledger. */
export function RemitClaim({ remitClaimId }: { readonly remitClaimId: string }): ReactElement {
  const { data, error, refetch } = useAsk('revenue/posting/remit-claim', { remitClaimId }, { keep: true });
  return (
    <section className="ledger-box" aria-label="Chosen claim">
      {error ? (
        <ErrorNote error={error} retry={() => void refetch()} />
      ) : data ? (
        // A refusal on one claim is none of the next one's.
        <Detail key={data.id} claim={data.id === remitClaimId ? data : { ...data, can: nothing }} />
      ) : (
        <Skeleton lines={5} />
      )}
    </section>
  );
}
