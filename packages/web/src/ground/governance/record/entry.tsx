import type { RecordBody } from '@claimwright/core/ground/governance';
import type { EntryView, RecordRow } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { atPractice } from '../../../app/practice.ts';
import { useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { Answers, type Fact, Facts } from '../../../ui/facts.tsx';
import { formatInstant } from '../../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';
import { SubjectLink } from './subject.tsx';

interface EntryProps {
  readonly chain: 'acts' | 'reads';
  readonly seq: number;
  /** The one after it, where the list has it. */
  readonly next: RecordRow | undefined;
  onOnly(narrowing: { subject?: string; actor?: string }): void;
  /** Shows what it is about as it was then. */
  onThen(subject: string, at: string): void;
}

function bodyOf(text: string): Partial<RecordBody> {
  try {
    return JSON.parse(text) as Partial<RecordBody>;
  } catch {
    return {};
  }
}

/** What it rested on: policies, digests, who proposed it, what it takes back. */
function factsOf(view: EntryView): Fact[] {
  const body = bodyOf(view.body);
  return [
    { name: 'Version', value: body.actor?.version },
    { name: 'Emergency access', value: body.actor?.emergency },
    { name: 'On behalf of', value: body.for ? `${body.for.kind} ${body.for.id}` : undefined },
    { name: 'Proposed by', value: body.proposal?.by },
    { name: 'Takes back', value: body.reverses },
    {
      name: 'Policies',
      value: body.policies
        ? Object.entries(body.policies)
            .map(([name, version]) => `${name} ${version}`)
            .join(', ')
        : undefined,
    },
    { name: 'Digest of the input', value: body.input ? <span className="hash">{body.input}</span> : undefined },
    { name: 'Digest of the plan', value: body.plan ? <span className="hash">{body.plan}</span> : undefined },
    { name: 'Source data', value: body.source ? <span className="hash">{body.source}</span> : undefined },
    {
      name: 'Reason',
      value: view.words ?? (view.wordsDestroyed ? 'Its time was over: it was destroyed, and the chain still holds' : undefined),
    },
  ];
}

const tones = { refused: 'stop', parked: 'work', damaged: 'stop' } as const;
const toneOf = (outcome: string): 'stop' | 'work' | 'good' =>
  Object.hasOwn(tones, outcome) ? tones[outcome as keyof typeof tones] : 'good';

function Chain({ view, next }: { readonly view: EntryView; readonly next: RecordRow | undefined }): ReactElement {
  return (
    <div className="block">
      <h2>Its place in the chain</h2>
      <ol className="chain">
        <li>
          <span className="dim small">Hash of the entry before</span>
          <div className="hash">{view.previous}</div>
        </li>
        <li data-here>
          <span className="small">Hash of this entry: SHA-256 of the line above, a line break, and the words below</span>
          <div className="hash">{view.hash}</div>
        </li>
        {next ? (
          <li>
            <span className="dim small">
              No. {next.seq} begins with it: {next.previous === view.hash ? 'yes' : 'no'}
            </span>
            <div className="hash">{next.hash}</div>
          </li>
        ) : null}
      </ol>
      <p className="dim">
        {view.checkpoint
          ? `Signed on ${formatInstant(view.checkpoint.at)} in checkpoint ${view.checkpoint.n}, with entries ${view.checkpoint.from} to ${view.checkpoint.to}, by the key ${view.checkpoint.key.slice(0, 16)}.`
          : 'Not in a signed batch yet: that happens within a minute.'}
      </p>
    </div>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

/** One decision whole: who, why, on what it rested, who approved it, and its place in the chain. */
export function Entry({ chain, seq, next, onOnly, onThen }: EntryProps): ReactElement {
  const { data: view, error } = useAsk('gate/entry', { chain, seq });
  const mayExport = useMay('record.export');
  if (error) return <ErrorNote error={error} />;
  if (!view) return <Skeleton lines={12} />;
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{view.says}</h1>
          <p className="dim">
            No. {view.seq} of the {view.chain} · {formatInstant(view.at)}
          </p>
          <div className="badges">
            <Status tone={toneOf(view.outcome)}>{view.outcome}</Status>
            {view.wordsHold === false ? <Status tone="stop">Its reason was changed</Status> : null}
          </div>
        </div>
        {mayExport ? (
          <div className="actions">
            <Button component="a" variant="default" href={atPractice(`/api/record/export?entry=${chain}:${seq}`)} download="decision.jsonl">
              Export this decision
            </Button>
          </div>
        ) : null}
      </header>
      <div className="block">
        <Answers
          what={`${view.chain === 'reads' ? 'A reading of patient data' : 'An act'}: ${view.what}.`}
          why={view.purpose ? `Done for ${view.purpose}.` : 'Every act is written here in the same transaction that carries it out.'}
          otherwise="Nothing: entries are only added, never changed or removed."
          decided={`${view.actor.name} (${view.actor.kind}).`}
        />
        <Facts facts={factsOf(view)} />
        {view.actor.id === '' ? null : (
          <button type="button" className="source-link small" onClick={() => onOnly({ actor: view.actor.id })}>
            only what {view.actor.name} did
          </button>
        )}
      </div>
      {view.subjects.length > 0 ? (
        <div className="block">
          <h2>About</h2>
          <ul className="subjects">
            {view.subjects.map((subject) => (
              <li key={subject}>
                <SubjectLink subject={subject} />{' '}
                <button type="button" className="source-link small" onClick={() => onOnly({ subject })}>
                  only this
                </button>{' '}
                <button type="button" className="source-link small" onClick={() => onThen(subject, view.at)}>
                  as it was then
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <Chain view={view} next={next} />
      <div className="block">
        <h2>Its words, as they were hashed</h2>
        <pre className="body-text">{pretty(view.body)}</pre>
      </div>
    </>
  );
}
