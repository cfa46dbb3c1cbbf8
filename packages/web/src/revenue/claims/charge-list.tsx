import type { ChargeRow } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { chargeStands } from '../../app/addresses.ts';
import { useCommands } from '../../app/commands.tsx';
import { useAct, useAsk, usePages } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { formatDate, plural } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { moneyColumn } from '../../ui/money-column.tsx';
import { EmptyState, ErrorNote, KeyHint } from '../../ui/notes.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { Shape } from '../../ui/status.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { CorrectAtCharge } from './person/correct-at.tsx';
import { Namesakes } from './person/namesakes.tsx';

export type ChargeStand = (typeof chargeStands)[number];

const labels: Readonly<Record<ChargeStand, string>> = {
  held: 'Held',
  ready: 'Waiting',
  built: 'Claims made',
  'not-insurance': 'Not for insurance',
};

const columns: readonly Column<ChargeRow>[] = [
  { id: 'patient', head: 'Patient', width: 'minmax(130px, 1fr)', cell: (row) => <strong>{row.patientName}</strong> },
  {
    ...{ id: 'account', head: 'Account', width: 'minmax(90px, 0.7fr)', from: 520 },
    cell: (row) => <span className="mono">{row.account}</span>,
  },
  { id: 'dos', head: 'DOS', width: '84px', cell: (row) => formatDate(row.servedFrom), from: 420 },
  { ...{ id: 'why', head: 'Why', width: 'minmax(160px, 1.6fr)', from: 700 }, cell: (row) => row.findings[0]?.says ?? '' },
  moneyColumn<ChargeRow>({ id: 'owes', head: 'Patient owes', width: '110px', of: (row) => row.patientOwes, from: 900 }),
  moneyColumn<ChargeRow>({ id: 'charged', head: 'Charged', width: '100px', of: (row) => row.charged, from: 0 }),
];

const empty: Readonly<Record<ChargeStand, readonly [string, string]>> = {
  held: ['No charge is held', 'Every charge that was entered made its claims, or waits for them to be made.'],
  ready: [
    'No charge waits',
    'Charges come from your practice system, by its list or its interface, or are entered here. They wait until claims are made of them.',
  ],
  built: ['No claim was made of a charge yet', 'What is made of charges goes out under Going out.'],
  'not-insurance': ['Nothing here', 'What patients and employers pay themselves stands here, and goes to no insurance.'],
};

interface ChargeListProps {
  readonly stand: ChargeStand;
  readonly chosen: string | undefined;
  onStand(stand: ChargeStand): void;
  onOpen(chargeId: string): void;
  onNew(): void;
}

/** Charges by what became of them: those that made no claim say why. */
export function ChargeList({ stand, chosen, onStand, onOpen, onNew }: ChargeListProps): ReactElement {
  const pages = usePages('revenue/charges/charges', { state: stand });
  const may = useMay('claims.prepare');
  const build = useAct('revenue/claims/build');
  const [told, setTold] = useState('');
  const onBuild = async () => {
    const sum = { claims: 0, held: 0, notInsurance: 0 };
    for (let next: { held?: boolean; after?: string } | undefined = { held: stand === 'held' }; next; ) {
      const made = await build.run(next);
      if (!made) return;
      sum.claims += made.draftIds.length;
      sum.held += made.held;
      sum.notInsurance += made.notInsurance;
      setTold(`${plural(sum.claims, 'claim')} made, ${plural(sum.held, 'charge')} held, ${sum.notInsurance} not for insurance.`);
      next = made.next;
    }
  };
  useCommands([
    {
      ...{ id: 'new-charge', label: 'Enter a charge', group: 'Charges', keys: 'n', run: onNew },
      not: may ? undefined : 'Your role may not prepare claims.',
    },
  ]);
  const [title, says] = empty[stand];
  const buildable = stand === 'ready' || stand === 'held';
  return (
    <>
      <div className="pane-tools">
        <ViewTabs<ChargeStand>
          label="What became of them"
          chosen={stand}
          onChoose={onStand}
          views={chargeStands.map((id) => ({ id, label: labels[id] }))}
        />
        {may ? (
          <Button size="xs" onClick={onNew}>
            New charge <KeyHint keys="n" />
          </Button>
        ) : null}
        {may && buildable && pages.rows.length > 0 ? (
          <Button size="xs" variant="default" loading={build.busy} onClick={() => void onBuild()}>
            {stand === 'held' ? 'Try again' : 'Make claims of them'}
          </Button>
        ) : null}
        <span className="pane-head-note" role="status">
          {told}
        </span>
      </div>
      {build.error ? <ErrorNote error={build.error} /> : null}
      <PagedTable
        pages={pages}
        label="Charges"
        rowId={(row) => row.id}
        columns={columns}
        slim={columns}
        chosen={chosen}
        onOpen={(row) => onOpen(row.id)}
        footLabel={plural(pages.rows.length, 'charge')}
        empty={<EmptyState title={title}>{says}</EmptyState>}
      />
    </>
  );
}

interface ChargeProps {
  readonly chargeId: string;
  readonly stand: ChargeStand;
  onMend(): void;
}

/** A charge, and what keeps a claim from being made of it. */
export function Charge({ chargeId, stand, onMend }: ChargeProps): ReactElement {
  const may = useMay('claims.prepare');
  const { rows } = usePages('revenue/charges/charges', { state: stand });
  const [correcting, setCorrecting] = useState(false);
  const whole = useAsk('revenue/charges/charge', { chargeId }, { enabled: correcting });
  const row = rows.find(({ id }) => id === chargeId);
  if (row === undefined)
    return <EmptyState title="This charge does not stand here">It was changed meanwhile. Choose it in the list.</EmptyState>;
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{row.patientName}</h1>
          <p className="dim">
            <span className="mono">{row.account}</span> · {formatDate(row.servedFrom)} · {row.kind}
          </p>
        </div>
        <div className="thing-sums">
          <div className="thing-sum">
            <span className="dim">Charged</span>
            <Money amount={row.charged} strong />
          </div>
          {row.patientOwes === undefined ? null : (
            <div className="thing-sum">
              <span className="dim">Patient owes</span>
              <Money amount={row.patientOwes} strong />
            </div>
          )}
        </div>
      </header>
      <Namesakes of={{ chargeId }} />
      <div className="block">
        <h2>{stand === 'held' ? 'Why no claim was made' : 'What was found'}</h2>
        {row.findings.length === 0 ? <p className="dim">Nothing.</p> : null}
        <ul className="plain-list">
          {row.findings.map((found) => (
            <li key={`${found.code} ${found.at} ${found.says}`} className="work-item">
              <Shape tone={found.severity === 'error' ? 'stop' : 'work'} />
              <div>
                <p className="work-says">{found.says}</p>
                <p>{found.because}</p>
                <p>
                  {found.fix ? <strong>Next:</strong> : null} {found.fix}
                </p>
              </div>
            </li>
          ))}
        </ul>
        {stand === 'built' ? (
          <p className="dim">Claims were made of it: what is to be changed is changed on them, under Going out.</p>
        ) : may ? (
          <div className="actions">
            {correcting && whole.data ? <CorrectAtCharge charge={whole.data} onClose={() => setCorrecting(false)} /> : null}
            <Button size="xs" onClick={onMend}>
              {stand === 'held' ? 'Mend it' : 'Change it'}
            </Button>
            <Button size="xs" variant="default" loading={correcting && whole.isLoading} onClick={() => setCorrecting(true)}>
              Correct the patient…
            </Button>
          </div>
        ) : null}
      </div>
    </>
  );
}
