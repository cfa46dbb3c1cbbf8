import type { RuleHistory, RuleView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useAsk } from '../../../app/queries.ts';
import { formatInstant } from '../../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';
import { differences } from './difference.ts';

type Version = RuleHistory['versions'][number];

function Changed({ version, before }: { readonly version: Version; readonly before: Version | undefined }): ReactElement {
  if (before === undefined) return <p className="dim">The first version.</p>;
  const found = differences(before.rule, version.rule);
  if (found.length === 0) return <p className="dim">It says the same as the version before.</p>;
  return (
    <dl className="rule-changes">
      {found.map(({ name, before: was, after: is }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <del>{was || 'nothing'}</del>
            <ins>{is || 'nothing'}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface VersionsProps {
  readonly view: RuleView;
  readonly may: boolean;
  readonly busy: boolean;
  onBack(version: Version['rule']): void;
}

/** Every version with who wrote it and what it changed, and when it was on. */
export function Versions({ view, may, busy, onBack }: VersionsProps): ReactElement {
  const { data, error, refetch } = useAsk('revenue/scrub/rule-history', { ruleId: view.rule.id });
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  return (
    <>
      <section className="block" aria-label="Versions">
        <h2>Versions</h2>
        <ol className="plain-list">
          {data.versions.map((version, at) => (
            <li key={version.rule.version} aria-label={`Version ${version.rule.version}`}>
              <div className="block-head">
                <strong>Version {version.rule.version}</strong>
                <span className="dim">
                  {version.rule.author}, {formatInstant(version.at)}
                </span>
                {view.on === version.rule.version ? <Status tone="good">On</Status> : null}
                {may && at > 0 ? (
                  <Button className="push" variant="default" size="compact-sm" loading={busy} onClick={() => onBack(version.rule)}>
                    Go back to this version
                  </Button>
                ) : null}
              </div>
              <Changed version={version} before={data.versions[at + 1]} />
            </li>
          ))}
        </ol>
      </section>
      <section className="block" aria-label="Switched">
        <h2>Switched on and off</h2>
        {data.switches.length === 0 ? <p>Nobody has switched it on yet.</p> : null}
        <ol className="timeline">
          {data.switches.map(({ version, active, by, at, because }) => (
            <li key={at}>
              <strong>{active ? `On, version ${version}` : 'Off'}</strong> by {by}: {because}{' '}
              <div className="when">{formatInstant(at)}</div>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
