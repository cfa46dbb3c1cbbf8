import type { ProviderAdjustmentPlan } from '@claimwright/core/revenue/posting';
import type { RemitClaimRow, RemitView } from '@claimwright/server/api';
import { type ReactElement, useState } from 'react';
import { useSurroundings } from '../../app/evidence.tsx';
import { usePages } from '../../app/queries.ts';
import { FindingItem } from '../../ui/finding-item.tsx';
import { formatInstant, formatMoney, plural } from '../../ui/format.ts';
import { MachineSign } from '../../ui/machine-mark.tsx';
import { OutcomeBar } from '../../ui/outcome-bar.tsx';
import { SourceFigure, sourceOf } from '../../ui/source-figure.tsx';
import { LargeRemitNote } from './large-progress.tsx';
import { RemitClaim } from './remit-claim.tsx';
import { RemitClaims, type Show } from './remit-claims.tsx';
import { RemitAnswers, type RemitDeeds, RemitHead } from './remit-head.tsx';
import { outcomeOf } from './words.ts';
import { WorkItems } from './work-items.tsx';

function ProviderAdjustments({ remit }: { readonly remit: RemitView }): ReactElement | null {
  const rows: readonly ProviderAdjustmentPlan[] = remit.providerAdjustments;
  if (rows.length === 0) return null;
  return (
    <div className="block">
      <h2>Provider adjustments: money moved outside of claims</h2>
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.index} className="strip">
            <span>
              <span className="ledger-codes">{row.code}</span> {row.says}
              {row.reference ? <span className="mono dim"> {row.reference}</span> : null}
            </span>
            <SourceFigure
              label={`Provider adjustment ${row.code}`}
              amount={-row.amount}
              signed
              source={sourceOf(remit.documentId, row.bytes)}
            />
            <span className="dim small">
              Booked to {row.account}
              {row.leftOpen === undefined
                ? ''
                : row.leftOpen === 0
                  ? '; nothing of this reference stays open'
                  : `; ${formatMoney(row.leftOpen)} of this reference stays open`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Findings({ remit, onClaim }: { readonly remit: RemitView; onClaim(index: number): void }): ReactElement | null {
  const [all, setAll] = useState(false);
  const whole = remit.work.filter((item) => item.remitClaimIndex === undefined);
  const more = remit.moreWork ?? 0;
  const ofClaims = remit.work.length - whole.length + more;
  const hidden = remit.findingsNotShown ?? 0;
  if (remit.findings.length + remit.work.length + hidden === 0) return null;
  return (
    <div className="block">
      <div className="block-head">
        <h2>Exceptions</h2>
        {ofClaims > 0 ? (
          <button type="button" className="source-link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Hide those of claims' : `${plural(ofClaims, 'exception')} on claims: show all`}
          </button>
        ) : null}
      </div>
      <ul className="plain-list" hidden={remit.findings.length === 0}>
        {remit.findings.map((finding) => (
          <FindingItem key={`${finding.code}-${finding.at}`} finding={finding} documentId={remit.documentId} />
        ))}
      </ul>
      {hidden === 0 ? null : (
        <p className="dim small">
          {hidden === 1 ? 'One more concerns a claim that you may not see.' : `${hidden} more concern claims that you may not see.`}
        </p>
      )}
      {(all ? remit.work : whole).length === 0 ? null : (
        <WorkItems items={all ? remit.work : whole} posted={remit.state === 'posted'} onClaim={onClaim} />
      )}
      {all && more > 0 ? <p className="dim small">{plural(more, 'exception')} more: each stands with its claim below.</p> : null}
    </div>
  );
}

function History({ remit }: { readonly remit: RemitView }): ReactElement | null {
  if (remit.history.length === 0) return null;
  return (
    <details className="block">
      <summary>History: {plural(remit.history.length, 'step')}</summary>
      <ol className="timeline">
        {remit.history.map((row) => (
          <li key={`${row.at}-${row.says}`}>
            {row.machine ? <MachineSign /> : null} {row.says}
            <span className="when">
              {' '}
              {row.by}, {formatInstant(row.at)}
              {row.recordSeq === undefined ? '' : `, record no. ${row.recordSeq}`}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Outcome({ rows, remit }: { readonly rows: readonly RemitClaimRow[]; readonly remit: RemitView }): ReactElement | null {
  // Only with every claim at hand: a part of them would show another picture.
  if (rows.length === 0 || rows.length < remit.claims) return null;
  return (
    <div className="block">
      <OutcomeBar whole="Billed" parts={outcomeOf(rows)} />
    </div>
  );
}

/** What is folded away, counted. */
function aboutWords(remit: RemitView): string {
  const [moved, exceptions] = [remit.providerAdjustments.length, remit.findings.length + remit.work.length + (remit.moreWork ?? 0)];
  return [moved > 0 ? plural(moved, 'provider adjustment') : '', exceptions > 0 ? plural(exceptions, 'exception') : 'no exceptions']
    .filter(Boolean)
    .join(', ');
}

interface RemitProps {
  readonly remit: RemitView;
  readonly deeds: RemitDeeds;
  readonly show: Show;
  readonly claim: string | undefined;
  onShow(show: Show): void;
  onClaim(id: string | undefined): void;
}

/** A remit, opened: every cent of it, its claims, and the ledger of the chosen one. */
export function Remit({ remit, deeds, show, claim, onShow, onClaim }: RemitProps): ReactElement {
  const [sort, setSort] = useState<string | undefined>(undefined);
  const pages = usePages('revenue/posting/remit-claims', { remitId: remit.id, ...(show === 'all' ? {} : { state: show }) });
  useSurroundings(claim ? undefined : sourceOf(remit.documentId, remit.paidBytes), 'figure');
  const byIndex = (index: number) => {
    const row = pages.rows.find((one) => one.index === index);
    if (row) onClaim(row.id);
    else onShow('all');
  };
  return (
    <div className="split-below">
      <RemitHead remit={remit} deeds={deeds} />
      <LargeRemitNote remit={remit} />
      {/* Open while the remit itself is looked at, folded while one of its claims is. */}
      <details className="remit-about" key={claim ? 'claim' : 'remit'} open={claim === undefined}>
        <summary>
          About this remit
          <span className="dim">{aboutWords(remit)}</span>
        </summary>
        <div className="block">
          <RemitAnswers remit={remit} />
        </div>
        <ProviderAdjustments remit={remit} />
        <Findings remit={remit} onClaim={byIndex} />
        {show === 'all' ? <Outcome rows={pages.rows} remit={remit} /> : null}
        <History remit={remit} />
      </details>
      <RemitClaims
        remit={remit}
        pages={pages}
        show={show}
        chosen={claim}
        sort={sort}
        onSort={setSort}
        onShow={onShow}
        onOpen={(row) => onClaim(row.id)}
      />
      {claim ? <RemitClaim remitClaimId={claim} /> : null}
    </div>
  );
}
