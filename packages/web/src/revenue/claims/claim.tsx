import { toDecimal } from '@claimwright/core/ground/base';
import type { ClaimView } from '@claimwright/server/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useSurroundings } from '../../app/evidence.tsx';
import { PatientReports } from '../../app/patient-reports.tsx';
import { useMay } from '../../app/session.ts';
import { Answers, Facts } from '../../ui/facts.tsx';
import { formatDate, formatInstant, formatMoney, plural } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { SourceFigure, sourceOf } from '../../ui/source-figure.tsx';
import { Shape, Status } from '../../ui/status.tsx';
import { ClaimAnew } from './anew.tsx';
import { AsClaim } from './as-claim.tsx';
import { FromAFile } from './from-a-file.tsx';
import { Namesakes } from './person/namesakes.tsx';
import { claimTone, ifNothing, parties, partyNames } from './words.ts';

function Lines({ claim }: { readonly claim: ClaimView }): ReactElement {
  const sum = (field: 'billed' | 'paid' | 'adjusted' | 'payerOpen' | 'patientOpen') =>
    claim.lines.reduce((total, line) => total + line[field], 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <div className="ledger-scroll" tabIndex={0} role="group" aria-label="Service lines">
      <table className="ledger">
        <caption className="sr-only">Service lines</caption>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">DOS</th>
            <th scope="col" className="if-room">
              Diagnoses
            </th>
            <th scope="col" className="end if-room">
              Units
            </th>
            {['Billed', 'Paid', 'Adjusted', 'Payer owes', 'Patient owes'].map((head) => (
              <th key={head} scope="col" className="end">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {claim.lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                {line.code} {line.modifiers.join(' ')}
              </th>
              <td>{formatDate(line.servedOn)}</td>
              <td className="mono if-room">{line.diagnoses.join(' ')}</td>
              <td className="end if-room">{line.units}</td>
              <td className="end">
                <SourceFigure label="Billed" amount={line.billed} source={sourceOf(claim.documentId, line.bytes)} />
              </td>
              <td className="end">
                <Money amount={line.paid} />
              </td>
              <td className="end">
                <Money amount={line.adjusted} />
              </td>
              <td className="end">
                <Money amount={line.payerOpen} />
              </td>
              <td className="end">
                <Money amount={line.patientOpen} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{plural(claim.lines.length, 'line')}</th>
            <td />
            <td className="if-room" colSpan={2} />
            {(['billed', 'paid', 'adjusted', 'payerOpen', 'patientOpen'] as const).map((field) => (
              <td key={field} className="end">
                <Money amount={sum(field)} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Movements({ claim }: { readonly claim: ClaimView }): ReactElement {
  const shown = parties.filter((party) => claim.open[party] !== undefined || claim.movements.some((movement) => movement.party === party));
  const lineOf = new Map(claim.lines.map((line) => [line.id, line.code]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <div className="ledger-scroll" tabIndex={0} role="group" aria-label="Money by party">
      <table className="ledger">
        <caption className="sr-only">Money by party: every movement of what is owed</caption>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Movement</th>
            {shown.map((party) => (
              <th key={party} scope="col" className="end">
                {partyNames[party]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {claim.movements.map((movement) => (
            <tr key={movement.id} data-off={movement.reverses ? true : undefined}>
              <td>{formatDate(movement.on)}</td>
              <td>
                {movement.carc ? (
                  <span className="ledger-codes">
                    {movement.group}-{movement.carc}
                  </span>
                ) : null}{' '}
                {movement.because}
                {movement.claimLineId ? <span className="dim mono"> {lineOf.get(movement.claimLineId)}</span> : null}
                {movement.reverses ? <span className="dim"> (mirrors an earlier one)</span> : null}
              </td>
              {shown.map((party) => (
                <td key={party} className="end">
                  {movement.party === party ? (
                    <SourceFigure
                      label={movement.because}
                      amount={movement.amount}
                      signed
                      source={sourceOf(movement.documentId, movement.bytes)}
                    />
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              Open now
            </th>
            {shown.map((party) => (
              <td key={party} className="end">
                <Money amount={claim.open[party] ?? 0} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Timeline({ claim }: { readonly claim: ClaimView }): ReactElement {
  return (
    <ol className="timeline">
      {claim.timeline.map((step) => (
        <li key={`${step.at}-${step.says}`}>
          {step.says}
          {step.amount === undefined ||
          step.says.includes(formatMoney(step.amount)) ||
          step.says.includes(toDecimal(step.amount)) ? null : (
            <> {formatMoney(step.amount)}</>
          )}
          <span className="when">
            {' '}
            {step.at.includes('T') ? formatInstant(step.at) : formatDate(step.at)}
            {step.by ? `, ${step.by}` : ''}
          </span>{' '}
          {step.remitId ? (
            <Link to="/post-era" search={{ view: 'all', remit: step.remitId }}>
              Open the remit
            </Link>
          ) : step.documentId ? (
            <Link to="/documents" search={{ document: step.documentId }}>
              Open the file
            </Link>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function Work({ claim }: { readonly claim: ClaimView }): ReactElement | null {
  if (claim.work.length === 0) return null;
  return (
    <div className="block">
      <h2>Exceptions</h2>
      <ul className="plain-list">
        {claim.work.map((item) => (
          <li key={item.id} className="work-item">
            <Shape tone={item.closed ? 'quiet' : 'work'} />
            <div>
              <div className="work-head">
                <p className="work-says">
                  {item.says} {item.closed ? <span className="dim">(closed)</span> : null}
                </p>
                <Money amount={item.amount} />
              </div>
              <p>
                <strong>Next:</strong> {item.fix}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

const frequencies: { readonly [code: string]: string } = { '1': 'Original', '7': 'Replacement', '8': 'Void' };

/** A claim: what happened, what was billed, who owes what, and the bytes that say so. */
export function Claim({ claim }: { readonly claim: ClaimView }): ReactElement {
  const source = sourceOf(claim.documentId, claim.bytes);
  useSurroundings(source);
  const mayBooks = useMay('books.read');
  const mayReplay = useMay('record.read');
  const last = claim.timeline.at(-1);
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{claim.patientName}</h1>
          <p className="dim">
            <span className="mono">{claim.patientControlNumber}</span> · {formatDate(claim.servedFrom)} · {claim.payerName}
          </p>
          <div className="badges">
            <Status tone={claimTone(claim)}>{claim.statusWords}</Status>
            {claim.frequency === '1' ? null : (
              <Status tone="quiet">{frequencies[claim.frequency] ?? `Frequency ${claim.frequency}`}</Status>
            )}
          </div>
        </div>
        <div className="thing-sums">
          <div className="thing-sum">
            <span className="dim">Billed</span>
            <Money amount={claim.billed} strong />
          </div>
          <div className="thing-sum">
            <span className="dim">Payer owes</span>
            <Money amount={claim.payerOpen} strong />
          </div>
          <div className="thing-sum">
            <span className="dim">Patient owes</span>
            <Money amount={claim.patientOpen} strong />
          </div>
          {claim.patientBeside === undefined ? null : (
            <div className="thing-sum">
              <span className="dim">And beside the claim</span>
              <Money amount={claim.patientBeside} strong />
            </div>
          )}
        </div>
      </header>
      <div className="block">
        <Answers
          what={`A claim for ${plural(claim.lines.length, 'service line')}, sent to ${claim.payerName}.`}
          why={claim.statusWords}
          otherwise={ifNothing(claim)}
          decided={last ? `${last.says}${last.by ? ` by ${last.by}` : ''}.` : 'Nothing has happened yet.'}
        />
      </div>
      <Namesakes of={{ claimId: claim.id }} />
      <FromAFile claim={claim} />
      {claim.ends && claim.ends.counts !== true ? null : <ClaimAnew claim={claim} />}
      <AsClaim claim={claim} />
      <Work claim={claim} />
      <div className="block">
        <h2>Service lines</h2>
        <Lines claim={claim} />
      </div>
      <div className="block">
        <div className="block-head">
          <h2>Money by party</h2>
          {mayBooks ? (
            <Link to="/books" search={{ view: 'journal', claim: claim.id }}>
              Its journal entries
            </Link>
          ) : null}
        </div>
        <Movements claim={claim} />
      </div>
      <div className="block">
        <div className="block-head">
          <h2>What happened</h2>
          {mayReplay ? (
            <Link className="push small" to="/record" search={{ view: 'as-it-was', subject: `claim:${claim.id}` }}>
              As it was on another day
            </Link>
          ) : null}
        </div>
        <Timeline claim={claim} />
      </div>
      <PatientReports claimId={claim.id} />
      <div className="block">
        <Facts
          facts={[
            { name: 'Born', value: formatDate(claim.birthDate) },
            { name: 'Member', value: claim.memberId ? <span className="mono">{claim.memberId}</span> : '' },
            { name: 'Coverage', value: claim.coverages.map((one) => `${one.rank}: ${one.payerName}`).join(', ') },
            { name: 'Diagnoses', value: claim.diagnoses.length > 0 ? <span className="mono">{claim.diagnoses.join(' ')}</span> : '' },
            { name: 'Place of service', value: claim.placeOfService },
            { name: 'Billing NPI', value: claim.billingNpi },
            { name: 'Rendering NPI', value: claim.renderingNpi },
          ]}
        />
      </div>
    </>
  );
}
