import type { ComplianceAlertView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { type complianceViews, readCompliance } from '../../app/addresses.ts';
import { useAct, useAsk } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { useAddress } from '../../app/use-address.ts';
import { formatCount, formatDate, formatDay, formatMoney, plural } from '../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Status } from '../../ui/status.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import './compliance.css';
import { Outliers } from './outliers.tsx';
import { Overrides, Sendings } from './sendings.tsx';

type View = (typeof complianceViews)[number];

export const alertWords: { readonly [kind in ComplianceAlertView['kind']]: string } = {
  unbundling: 'Unbundling',
  duplicate: 'Billed twice',
  units: 'Units',
  upcoding: 'Visit levels',
  'modifier-25': 'Modifier 25',
  'modifier-59': 'Modifier 59',
};

/** The claims behind an alert: read only when somebody opens them, and that goes on the record. */
function Behind({ alertId }: { readonly alertId: string }): ReactElement {
  const { data, error } = useAsk('oversight/compliance/alert-claims', { alertId });
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton lines={3} />;
  return (
    <table className="ledger">
      <caption>
        {plural(data.total, 'claim')} behind it{data.rows.length < data.total ? `, the newest ${formatCount(data.rows.length)}` : ''}
      </caption>
      <thead>
        <tr>
          <th scope="col">Claim</th>
          <th scope="col">Served</th>
          <th scope="col">Payer</th>
          <th scope="col">Codes</th>
          <th scope="col" data-end>
            Billed
          </th>
        </tr>
      </thead>
      <tbody>
        {data.rows.map((row) => (
          <tr key={row.claimId}>
            <th scope="row">
              <Link to="/claims" search={{ claim: row.claimId }}>
                {row.patientControlNumber}
              </Link>
            </th>
            <td>{formatDate(row.servedFrom)}</td>
            <td>{row.payerName}</td>
            <td className="mono">{row.codes.join(' ')}</td>
            <td data-end>{formatMoney(row.billed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Alert({ row, opened, onOpen }: { readonly row: ComplianceAlertView; readonly opened: boolean; onOpen(): void }): ReactElement {
  const mayDecide = useMay('compliance.decide');
  const [asking, setAsking] = useState(false);
  const dismiss = useAct('oversight/compliance/dismiss');
  return (
    <li className="alert-item">
      <div className="alert-head">
        <Status tone={row.dismissed ? 'quiet' : 'work'}>{alertWords[row.kind]}</Status>
        <h2>{row.says}</h2>
        <span className="dim small">{row.dismissed ? 'Put away' : `Said ${formatDay(row.saidAt)}`}</span>
      </div>
      <p className="small">
        {row.providerName ? `${row.providerName}, ` : ''}NPI <span className="mono">{row.provider}</span>, services of {row.year}
      </p>
      <p>{row.because}</p>
      <p className="dim">{row.fix}</p>
      {row.dismissed ? (
        <p className="small">
          Put away by {row.dismissed.by}, {formatDay(row.dismissed.at)}: {row.dismissed.reason}
        </p>
      ) : null}
      <div className="alert-acts">
        <Button variant="default" size="compact-sm" aria-expanded={opened} onClick={onOpen}>
          {opened ? 'Close the claims' : 'Claims behind it'}
        </Button>
        {mayDecide && !row.dismissed ? (
          <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
            Put away
          </Button>
        ) : null}
      </div>
      {opened ? <Behind alertId={row.id} /> : null}
      <ReasonDialog
        title="Put this alert away"
        verb="Put away"
        opened={asking}
        reason=""
        busy={dismiss.busy}
        error={dismiss.error}
        onClose={() => setAsking(false)}
        onDone={(because) => void dismiss.run({ alertId: row.id, because }).then((done) => (done ? setAsking(false) : undefined))}
      >
        <p>It comes back by itself when more of the same is billed.</p>
      </ReasonDialog>
    </li>
  );
}

function Alerts({
  view,
  alert,
  onAlert,
}: {
  readonly view: 'open' | 'dismissed';
  readonly alert: string | undefined;
  onAlert(id?: string): void;
}) {
  const { data, error } = useAsk('oversight/compliance/alerts', { view });
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton lines={8} />;
  if (data.rows.length === 0)
    return view === 'dismissed' ? (
      <EmptyState title="Nothing was put away">An alert that a person looked into and put away stands here with the reason.</EmptyState>
    ) : (
      <EmptyState title={data.night ? 'The last night found nothing' : 'No night was audited yet'}>
        Each night at half past two the claims of the last twelve months are looked through: pairs billed apart, services billed twice,
        units above their limits, and providers whose visit levels or modifiers lie far off their peers here. Pairs and limits need the{' '}
        <Link to="/code-tables">code tables</Link> of NCCI.
      </EmptyState>
    );
  return (
    <ul className="alert-list" aria-label={view === 'open' ? 'Compliance alerts' : 'Alerts that were put away'}>
      {data.rows.map((row) => (
        <Alert key={row.id} row={row} opened={row.id === alert} onOpen={() => onAlert(row.id === alert ? undefined : row.id)} />
      ))}
    </ul>
  );
}

/** What the night found in what was billed: patterns that name no patient, and amounts far off the usual. */
export function Compliance(): ReactElement {
  const [address, go] = useAddress(readCompliance);
  const may = useMay('compliance.read');
  const mayAudit = useMay('submissions.audit');
  const head = useAsk('oversight/compliance/alerts', { view: 'open' }, { enabled: may });
  const view: View = address.view ?? 'alerts';
  if (!may)
    return (
      <EmptyState title="Compliance is not open to your role">
        The compliance officer and the office manager see what the nightly audit found.
      </EmptyState>
    );
  return (
    <div className="page">
      <header className="pane-head">
        <h1>Compliance</h1>
        {head.data?.night ? (
          <span className="dim">
            Audited {formatDate(head.data.night)}, {plural(head.data.lines ?? 0, 'line')} of twelve months
          </span>
        ) : null}
      </header>
      <div className="pane-tools">
        <ViewTabs<View>
          label="Which findings"
          chosen={view}
          onChoose={(now) => go({ view: now === 'alerts' ? undefined : now, alert: undefined })}
          views={[
            { id: 'alerts', label: 'Alerts', count: head.data?.rows.length },
            { id: 'put-away', label: 'Put away' },
            { id: 'amounts', label: 'Unusual amounts' },
            ...(mayAudit
              ? ([
                  { id: 'overrides', label: 'Set aside' },
                  { id: 'reports', label: 'Batch reports' },
                ] as const)
              : []),
          ]}
        />
      </div>
      {view === 'amounts' ? (
        <Outliers />
      ) : view === 'overrides' ? (
        <Overrides />
      ) : view === 'reports' ? (
        <Sendings />
      ) : (
        <Alerts view={view === 'alerts' ? 'open' : 'dismissed'} alert={address.alert} onAlert={(alert) => go({ alert })} />
      )}
    </div>
  );
}
