import type { FindingsView } from '@claimwright/server/api';
import { Button, NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../app/queries.ts';
import { RuleLink } from '../../app/rule-link.tsx';
import { useMay, useMe } from '../../app/session.ts';
import { type Kind, tellsOf } from '../../app/telling/facts.ts';
import { TellDialog, tellWords } from '../../app/telling/tell-dialog.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Shape } from '../../ui/status.tsx';

type Found = FindingsView['findings'][number];
const tones = { error: 'stop', warning: 'work', info: 'wait' } as const;

/** What is found of a claim, with the rule, its edition and the words of the note beside it; mended or set aside from here. */
export function ClaimFindings({ draftId }: { readonly draftId: string }): ReactElement {
  const { data, error, refetch } = useAsk('revenue/scrub/findings', { draftId });
  const [asked, setAsked] = useState<Found | undefined>();
  const [telling, setTelling] = useState<Kind | undefined>();
  const may = useMay('claims.prepare');
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  return (
    <section className="block" aria-label="What is found of it">
      <h2>What is found of it</h2>
      {data.findings.length === 0 ? <p className="dim">Nothing holds it.</p> : null}
      <ul className="work-list">
        {data.findings.map((one) => (
          <li className="work-item" key={`${one.code} ${one.at} ${one.found}`}>
            <Shape tone={one.aside ? 'quiet' : tones[one.severity]} />
            <div>
              <FoundWords one={one} />
              {one.aside || one.severity === 'info' || !may ? null : (
                <p className="actions">
                  {one.untilMended ? (
                    <span className="dim small">Mended, not set aside: no reason makes it right.</span>
                  ) : (
                    <Button variant="default" size="compact-sm" onClick={() => setAsked(one)}>
                      Set aside
                    </Button>
                  )}
                  <TellButton one={one} onTell={setTelling} />
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/claims" search={{ view: 'out', draft: draftId }}>
          Mend it on the claim
        </Link>
      </p>
      {telling ? <TellDialog draftId={draftId} kind={telling} onClose={() => setTelling(undefined)} /> : null}
      {asked ? <Aside draftId={draftId} version={data.version} one={asked} onClose={() => setAsked(undefined)} /> : null}
    </section>
  );
}

function TellButton({ one, onTell }: { readonly one: Found; onTell(kind: Kind): void }): ReactElement | null {
  const kind = tellsOf(one);
  return kind === undefined ? null : (
    <Button variant="default" size="compact-sm" onClick={() => onTell(kind)}>
      {tellWords[kind].verb}
    </Button>
  );
}

function FoundWords({ one }: { readonly one: Found }): ReactElement {
  return (
    <>
      <p className="work-says">{one.says}</p>
      {one.because ? <p>{one.because}</p> : null}
      {one.quotes.map((quote) => (
        <p key={quote}>The note says: “{quote}”</p>
      ))}
      {one.fix && !one.aside ? (
        <p>
          <strong>Next:</strong> {one.fix}
        </p>
      ) : null}
      {one.aside ? (
        <p>
          Set aside by {one.aside.by} ({one.aside.role}): {one.aside.because}
        </p>
      ) : null}
      <p className="small dim">
        {one.at}, {one.rule}
        {one.edition ? `, edition ${one.edition.name}` : ''} <RuleLink code={one.code} />
      </p>
    </>
  );
}

interface AsideProps {
  readonly draftId: string;
  readonly version: number;
  readonly one: Found;
  onClose(): void;
}

/** Somebody answers for it, in one of their roles and with a reason: denials are counted against it later. */
function Aside({ draftId, version, one, onClose }: AsideProps): ReactElement {
  const { roles } = useMe();
  const [role, setRole] = useState(roles[0] ?? '');
  const aside = useAct('revenue/scrub/override');
  const run = async (because: string) => {
    if (await aside.run({ draftId, version, code: one.code, at: one.at, found: one.found, role, because })) onClose();
  };
  return (
    <ReasonDialog
      title="Set this finding aside"
      opened
      verb="Set aside"
      reason=""
      busy={aside.busy}
      error={aside.error ?? undefined}
      onClose={onClose}
      onDone={(because) => void run(because)}
    >
      <p>{one.says}</p>
      <NativeSelect label="In your role as" data={[...roles]} value={role} onChange={(event) => setRole(event.currentTarget.value)} />
    </ReasonDialog>
  );
}
