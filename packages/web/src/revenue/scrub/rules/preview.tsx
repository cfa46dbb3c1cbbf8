import { lookAtCondition, type RuleTest } from '@claimwright/core/revenue/scrub';
import type { PreviewedClaim, RulePreview, WrittenRule } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { ask } from '../../../app/api.ts';
import { useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { formatDate, formatMoney, plural } from '../../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';

interface PreviewProps {
  readonly rule: WrittenRule;
  /** Where a claim can be made a test. */
  onTest?(test: RuleTest): void;
}

/** What a rule would have found, asked once for each wording of it. */
export const usePreview = (rule: WrittenRule, enabled: boolean) => useAsk('revenue/scrub/preview-rule', { rule }, { enabled });

export const foundWords = ({ claims, hits }: RulePreview): string =>
  claims === 0
    ? 'There are no claims of the last 90 days to try it on.'
    : `It would have found ${hits} of ${plural(claims, 'claim')} of the last 90 days.`;

/** The claims of the last ninety days that a rule finds, and some that it does not. */
export function Preview({ rule, onTest }: PreviewProps): ReactElement {
  const { data, error, refetch } = usePreview(rule, true);
  const may = useMay('claims.read');
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  return (
    <>
      <p className="rule-told">
        <strong>{foundWords(data)}</strong>
      </p>
      {data.early > 0 ? (
        <p>
          {plural(data.early, 'claim')} of these were served before it is in force: it leaves them as they are. Its first day says which.
        </p>
      ) : null}
      {data.failed > 0 ? <p>{plural(data.failed, 'claim')} more could not be asked: the condition fails there.</p> : null}
      {may && data.found.length > 0 ? <Claims title="Found" draftIds={data.found} rule={rule} onTest={onTest} fires /> : null}
      {data.hits > data.found.length ? <p className="dim">The newest {data.found.length} are shown.</p> : null}
      {may && onTest && data.passed.length > 0 ? (
        <Claims title="Not found, some of them" draftIds={data.passed} rule={rule} onTest={onTest} fires={false} />
      ) : null}
    </>
  );
}

interface ClaimsProps {
  readonly title: string;
  readonly draftIds: readonly string[];
  readonly rule: WrittenRule;
  readonly onTest: ((test: RuleTest) => void) | undefined;
  readonly fires: boolean;
}

function Claims({ title, draftIds, rule, onTest, fires }: ClaimsProps): ReactElement {
  const { data, error } = useAsk('revenue/scrub/previewed-claims', { draftIds });
  const [failed, setFailed] = useState<unknown>();
  if (error || failed) return <ErrorNote error={error ?? failed} />;
  if (!data) return <Skeleton lines={4} />;
  const make = async ({ draftId }: PreviewedClaim) => {
    const look = lookAtCondition(rule);
    const asked = look.is === 'good' ? [...look.facts] : [];
    try {
      const { sight } = await ask('revenue/scrub/claim-sight', { draftId, asked }, 'operations');
      onTest?.({ name: fires ? 'a claim that it finds' : 'a claim that it leaves', see: sight, fires });
    } catch (caught) {
      setFailed(caught);
    }
  };
  return (
    <div className="ledger-scroll">
      <table className="ledger" aria-label={title}>
        <caption>
          <h3>{title}</h3>
        </caption>
        <thead>
          <tr>
            <th>Patient</th>
            <th>Served</th>
            <th>Procedures</th>
            <th className="end">Billed</th>
            {onTest ? <th>Test</th> : null}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.draftId}>
              <td>
                {row.waits ? (
                  <Link to="/send" search={{ view: 'tonight', one: row.draftId }}>
                    {row.patientName}
                  </Link>
                ) : (
                  <Link to="/claims" search={{ view: 'out', draft: row.draftId }}>
                    {row.patientName}
                  </Link>
                )}{' '}
                <span className="dim small">{row.payerName}</span>
              </td>
              <td>{formatDate(row.servedFrom)}</td>
              <td className="mono">{row.procedures.join(' ')}</td>
              <td className="end money">{formatMoney(row.billed)}</td>
              {onTest ? (
                <td>
                  <Button variant="default" size="compact-xs" onClick={() => void make(row)}>
                    Make it a test
                  </Button>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
