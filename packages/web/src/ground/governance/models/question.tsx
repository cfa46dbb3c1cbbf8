import type { CallRowView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { Answers, Facts } from '../../../ui/facts.tsx';
import { formatCount, formatInstant, plural } from '../../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';
import { CallFindings } from './findings.tsx';
import { formatMicro, stateWords } from './words.ts';

const outcomes: { readonly [state in CallRowView['state']]: string } = {
  waiting: 'It is sent as soon as its turn comes.',
  sent: 'It is tried again where that may help, then a person has it.',
  answered: 'What it comes to waits for a person, and changes nothing before.',
  refused: 'Nothing left the house; the work goes on by hand.',
  'needs-person': 'The answer is not used; a person does this one by hand.',
};

function Text({
  title,
  text,
  hash,
}: {
  readonly title: string;
  readonly text: string | undefined;
  readonly hash: string | undefined;
}): ReactElement {
  return (
    <>
      <h3>{title}</h3>
      {text === undefined ? (
        <p className="dim">{hash ? 'Purged when the answer was in, as the model is set up.' : 'There is none.'}</p>
      ) : (
        <pre className="body-text">{text}</pre>
      )}
      {hash ? (
        <p className="small dim">
          SHA-256 <span className="hash">{hash}</span>
        </p>
      ) : null}
    </>
  );
}

function Texts({ callId }: { readonly callId: string }): ReactElement {
  const { data, error, refetch } = useAsk('ground/governance/models/call', { callId });
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={5} />;
  return (
    <>
      <Text title="What was sent" text={data.prompt} hash={data.promptSha256} />
      <Text title="What came back" text={data.answer} hash={data.answerSha256} />
    </>
  );
}

interface QuestionProps {
  readonly row: CallRowView;
  readonly summary: string;
  readonly askedBy: string;
  onOnly(subject: string): void;
}

/** One question: what was asked and by whom, what left the house, what came of it. */
export function Question({ row, summary, askedBy, onOnly }: QuestionProps): ReactElement {
  const mayRead = useMay('record.read');
  const [shown, setShown] = useState(false);
  const { words, tone } = stateWords[row.state];
  const left = row.deidentified === undefined ? 'Nothing left' : row.deidentified ? 'De-identified' : 'Left as it was, with identities';
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{summary}</h1>
          <p>
            <span className="mono">{row.subject}</span>{' '}
            <button type="button" className="source-link small" onClick={() => onOnly(row.subject)}>
              only this
            </button>
          </p>
          <div className="badges">
            <Status tone={tone}>{words}</Status>
            <Status tone={row.deidentified === false ? 'work' : row.deidentified ? 'good' : 'quiet'}>{left}</Status>
          </div>
        </div>
      </header>
      <div className="block">
        <Answers
          what={`A question to a language model, for ${row.purpose}.`}
          why={`${askedBy} asked it on ${formatInstant(row.askedAt)}.`}
          otherwise={outcomes[row.state]}
          decided={
            row.proposalId ? (
              <Link to="/approvals" search={{ proposal: row.proposalId }}>
                The proposal that it came to
              </Link>
            ) : (
              'Nothing was proposed.'
            )
          }
        />
      </div>
      <div className="block">
        <Facts
          facts={[
            { name: 'Model', value: row.model },
            { name: 'Build', value: row.version },
            { name: 'Tries', value: row.tries === 0 ? undefined : String(row.tries) },
            {
              name: 'Tokens',
              value: row.tokensIn + row.tokensOut === 0 ? undefined : `${formatCount(row.tokensIn)} in, ${formatCount(row.tokensOut)} out`,
            },
            { name: 'Dollars', value: row.microDollars === 0 ? undefined : formatMicro(row.microDollars, 6) },
            { name: 'Took', value: row.milliseconds === 0 ? undefined : plural(row.milliseconds, 'millisecond') },
            { name: 'Ended', value: formatInstant(row.endedAt) },
          ]}
        />
      </div>
      <div className="block">
        <h2>Findings</h2>
        <CallFindings findings={row.findings} />
      </div>
      <div className="block">
        <h2>The texts</h2>
        {!mayRead ? <p className="dim">Only whoever may read the record sees what was sent and what came back.</p> : null}
        {mayRead && !shown ? (
          <div className="actions">
            <Button variant="default" onClick={() => setShown(true)}>
              Show what was sent and what came back
            </Button>
            <span className="dim">That you looked goes on the record.</span>
          </div>
        ) : null}
        {mayRead && shown ? <Texts callId={row.id} /> : null}
      </div>
    </>
  );
}
