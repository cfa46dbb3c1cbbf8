import type { DocumentDetail } from '@claimwright/server/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useSurroundings } from '../../app/evidence.tsx';
import { Answers, Facts } from '../../ui/facts.tsx';
import { FindingItem } from '../../ui/finding-item.tsx';
import { formatCount, formatInstant, formatSize, plural } from '../../ui/format.ts';
import { EmptyState } from '../../ui/notes.tsx';
import { sourceOf } from '../../ui/source-figure.tsx';
import { Status } from '../../ui/status.tsx';

function whatItIs(document: DocumentDetail): string {
  const kinds: { readonly [kind: string]: string } = {
    '835': "A payer's remittance file",
    '837': 'A file of claims that went out',
    '837-to-send': 'A file of claims to be sent',
    '271': 'A payer’s answer to who is covered',
    coverage: 'A list of who is covered by whom',
    authorizations: 'A list of prior authorizations',
    bank: "The bank's file",
  };
  return `${kinds[document.kind] ?? 'A file of unknown kind'}, ${formatSize(document.size)}, kept byte by byte as it came.`;
}

function otherwise(document: DocumentDetail): string {
  if (document.state === 'reading') return 'It is being read; you may leave it running.';
  if (document.state === 'refused')
    return 'Nothing of it was kept for posting. Whatever it pays stays unknown until a readable copy comes.';
  return document.errors > 0
    ? 'What could be read is in its lists; the parts with errors are not posted.'
    : 'Nothing: what was found in it is in its lists.';
}

/** A file: what was found in it, and each finding at its place. */
export function Document({ document }: { readonly document: DocumentDetail }): ReactElement {
  const first = document.findings.find(({ bytes }) => bytes)?.bytes;
  useSurroundings(
    first ? sourceOf(document.id, first) : { documentId: document.id, from: 0, to: Math.min(document.size, 600) },
    first ? 'figure' : 'stretch',
  );
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{document.name}</h1>
          <div className="badges">
            <Status tone={document.state === 'refused' ? 'stop' : document.state === 'reading' ? 'wait' : 'good'}>
              {document.state === 'read' ? 'Read' : document.state === 'reading' ? 'Reading' : 'Refused'}
            </Status>
            {document.repeated > 0 ? <Status tone="quiet">{formatCount(document.repeated)} here already</Status> : null}
            {document.errors > 0 ? <Status tone="stop">{plural(document.errors, 'error')}</Status> : null}
            {document.warnings > 0 ? <Status tone="work">{plural(document.warnings, 'warning')}</Status> : null}
          </div>
        </div>
        <div className="actions">
          {document.remits > 0 ? (
            <Link to="/post-era" search={{ view: 'all' }}>
              {plural(document.remits, 'remit')}
            </Link>
          ) : null}
          {document.claims > 0 && document.kind === '837' ? <Link to="/claims">{plural(document.claims, 'claim')}</Link> : null}
          {document.deposits > 0 ? (
            <Link to="/deposits" search={{ view: 'all' }}>
              {plural(document.deposits, 'deposit')}
            </Link>
          ) : null}
        </div>
      </header>
      <div className="block">
        <Answers
          what={whatItIs(document)}
          why={`It came in on ${formatInstant(document.receivedAt)}.`}
          otherwise={otherwise(document)}
          decided={`Received by ${document.receivedBy}.`}
        />
      </div>
      <div className="block">
        <Facts
          facts={[
            { name: 'Remits', value: document.remits || '' },
            { name: 'Claims', value: document.claims ? formatCount(document.claims) : '' },
            { name: 'Deposits', value: document.deposits || '' },
            { name: 'SHA-256', value: <span className="hash">{document.sha256}</span> },
          ]}
        />
      </div>
      <div className="block">
        <h2>Findings</h2>
        {document.findings.length === 0 ? (
          <EmptyState title="Nothing is wrong with it">
            Anything that the file does against its format would stand here, with its place, its cause and its remedy.
          </EmptyState>
        ) : (
          <ul className="plain-list">
            {document.findings.map((finding, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: findings come in the file's order
              <FindingItem key={at} finding={finding} documentId={document.id}>
                {` · ${finding.severity} ${finding.code}`}
              </FindingItem>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
