import type { ProposalCallView } from '@claimwright/server/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMay } from '../../../app/session.ts';
import { formatInstant } from '../../../ui/format.ts';
import { Status } from '../../../ui/status.tsx';
import { CallFindings } from './findings.tsx';
import { usePeople } from './use-people.ts';

/** Where a proposal is a model's answer: who asked, what left the house, and what was found, beside what approving does. */
export function OfProposal({ call }: { readonly call: NonNullable<ProposalCallView['call']> }): ReactElement {
  const mayRead = useMay('models.read');
  const { nameOf } = usePeople();
  return (
    <section className="block" aria-label="The question to a model">
      <div className="block-head models-head">
        <h2>The question to a model</h2>
        <Status tone={call.deidentified === false ? 'work' : 'good'} plain>
          {call.deidentified === false ? 'Left with identities' : 'Left de-identified'}
        </Status>
      </div>
      <p>
        {nameOf(call.askedBy)} asked {call.model ?? 'a model'} about <span className="mono">{call.subject}</span> on{' '}
        {formatInstant(call.askedAt)}. {call.version ? `${call.version} answered. ` : ''}
        {mayRead ? (
          <Link to="/models" search={{ view: 'questions', call: call.id, subject: call.subject }}>
            See the question
          </Link>
        ) : null}
      </p>
      <CallFindings findings={call.findings} />
    </section>
  );
}
