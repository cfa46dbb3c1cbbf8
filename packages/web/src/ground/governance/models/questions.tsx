import type { CallRowView, CallSearch, ModelsView } from '@claimwright/server/api';
import { Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { callStates, readModels } from '../../../app/addresses.ts';
import { Panes } from '../../../app/panes.tsx';
import { usePages } from '../../../app/queries.ts';
import { useAddress } from '../../../app/use-address.ts';
import { formatInstant, plural, sentence } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/notes.tsx';
import { PagedTable } from '../../../ui/paged-table.tsx';
import { Status } from '../../../ui/status.tsx';
import type { Column } from '../../../ui/virtual-table.tsx';
import { AgreementAlerts } from './alerts.tsx';
import { Question } from './question.tsx';
import { usePeople } from './use-people.ts';
import { formatMicro, monthBounds, stateWords } from './words.ts';

type NameOf = (id: string) => string;

const money = (row: CallRowView) => (row.microDollars === 0 ? '' : formatMicro(row.microDollars));

function State({ row }: { readonly row: CallRowView }): ReactElement {
  const { words, tone } = stateWords[row.state];
  return (
    <Status tone={tone} plain>
      {words}
    </Status>
  );
}

const columnsOf = (nameOf: NameOf, taskOf: NameOf): readonly Column<CallRowView>[] => [
  { id: 'when', head: 'When', width: '124px', cell: (row) => formatInstant(row.askedAt) },
  {
    id: 'task',
    head: 'Question',
    width: 'minmax(150px, 1.6fr)',
    cell: (row) => (
      <>
        <strong>{taskOf(row.task)}</strong> <span className="mono">{row.subject}</span>
      </>
    ),
    full: (row) => `${taskOf(row.task)} ${row.subject}`,
  },
  { id: 'purpose', head: 'Purpose', width: '80px', cell: (row) => sentence(row.purpose), from: 700 },
  { id: 'who', head: 'Who', width: 'minmax(90px, 0.7fr)', cell: (row) => nameOf(row.askedBy) },
  { id: 'model', head: 'Model', width: 'minmax(80px, 0.7fr)', cell: (row) => row.model ?? '', from: 620 },
  {
    id: 'seen',
    head: 'What left',
    width: '118px',
    cell: (row) => (row.deidentified === undefined ? 'Nothing' : row.deidentified ? 'De-identified' : 'As it was'),
    from: 800,
  },
  { id: 'state', head: 'State', width: '128px', cell: (row) => <State row={row} /> },
  {
    id: 'found',
    head: 'Findings',
    width: '70px',
    end: true,
    cell: (row) => (row.findings.length === 0 ? '' : row.findings.length),
    from: 900,
  },
  { id: 'cost', head: 'Dollars', width: '72px', end: true, cell: money, from: 760 },
];

const slimOf = (nameOf: NameOf, taskOf: NameOf): readonly Column<CallRowView>[] => [
  {
    id: 'task',
    head: 'Question',
    width: 'minmax(0, 1fr)',
    cell: (row) => (
      <span className="two-lines">
        <strong>
          {taskOf(row.task)} {row.subject}
        </strong>
        <span className="dim small">
          {formatInstant(row.askedAt)} · {nameOf(row.askedBy)}
        </span>
      </span>
    ),
  },
  {
    id: 'state',
    head: 'State',
    width: '124px',
    end: true,
    cell: (row) => (
      <span className="two-lines">
        <State row={row} />
        <span className="dim small">{row.model ?? ''}</span>
      </span>
    ),
  },
];

/** What the address asks for, as the server wants it. Days are the reader's own, months are the meter's. */
function searchOf(address: ReturnType<typeof readModels>): CallSearch {
  const { by, of, purpose, state, subject, from, until, month } = address;
  const days = {
    ...(from ? { from: new Date(`${from}T00:00:00`).toISOString() } : {}),
    ...(until ? { to: new Date(new Date(`${until}T00:00:00`).getTime() + 86_400_000).toISOString() } : {}),
  };
  return {
    ...(by ? { askedBy: by } : {}),
    ...(of ? { modelId: of } : {}),
    ...(purpose ? { purpose } : {}),
    ...(state ? { state } : {}),
    ...(subject ? { subject } : {}),
    ...(month ? monthBounds(month) : days),
  };
}

function Filters({ models }: { readonly models: ModelsView }): ReactElement {
  const [address, go] = useAddress(readModels);
  const { people } = usePeople();
  const set = (part: Parameters<typeof go>[0]) => go({ ...part, call: undefined }, true);
  const day = (name: 'from' | 'until', label: string) => (
    <TextInput
      type="date"
      size="xs"
      label={label}
      value={address[name] ?? ''}
      onChange={(event) => set({ [name]: event.currentTarget.value === '' ? undefined : event.currentTarget.value, month: undefined })}
    />
  );
  const choice = (label: string, data: { value: string; label: string }[], value: string | undefined, key: 'by' | 'of' | 'purpose') => (
    <Select
      size="xs"
      label={label}
      placeholder="All"
      clearable
      clearButtonProps={{ 'aria-label': `${label}: all` }}
      data={data}
      value={value ?? null}
      onChange={(chosen) => set({ [key]: chosen ?? undefined })}
    />
  );
  return (
    <div className="models-filters" role="search" aria-label="Questions">
      {choice(
        'Person',
        people.map(({ userId, name }) => ({ value: userId, label: name })),
        address.by,
        'by',
      )}
      {choice(
        'Model',
        models.models.map(({ id, name, vendor }) => ({ value: id, label: `${name}, ${vendor}` })),
        address.of,
        'of',
      )}
      {choice(
        'Purpose',
        models.purposes.map((value) => ({ value, label: sentence(value) })),
        address.purpose,
        'purpose',
      )}
      <Select
        size="xs"
        label="State"
        placeholder="All"
        clearable
        clearButtonProps={{ 'aria-label': 'State: all' }}
        data={callStates.map((value) => ({ value, label: stateWords[value].words }))}
        value={address.state ?? null}
        onChange={(chosen) => set({ state: callStates.find((one) => one === chosen) })}
      />
      {day('from', 'From')}
      {day('until', 'Until')}
      {address.month ? (
        <button type="button" className="source-link" onClick={() => set({ month: undefined })}>
          Only {address.month}: show all
        </button>
      ) : null}
      {address.subject ? (
        <button type="button" className="source-link" onClick={() => set({ subject: undefined })}>
          Only {address.subject}: show all
        </button>
      ) : null}
    </div>
  );
}

/** The ledger of all that machines were asked: who, when, for what, what became of it. */
export function Questions({ models, tabs }: { readonly models: ModelsView; readonly tabs: ReactElement }): ReactElement {
  const [address, go] = useAddress(readModels);
  const search = searchOf(address);
  const pages = usePages('ground/governance/models/calls', search);
  const { nameOf } = usePeople();
  const taskOf = (name: string) => models.tasks.find((task) => task.name === name)?.summary ?? sentence(name);
  const row = pages.rows.find(({ id }) => id === address.call);
  const narrowed = Object.keys(search).length > 0;
  const list = (
    <>
      <header className="pane-head">
        <h1>Models</h1>
      </header>
      <AgreementAlerts />
      <div className="pane-tools">{tabs}</div>
      <Filters models={models} />
      <PagedTable
        pages={pages}
        label="Questions to models"
        rowId={(one) => one.id}
        columns={columnsOf(nameOf, taskOf)}
        slim={slimOf(nameOf, taskOf)}
        chosen={address.call}
        onOpen={(one) => go({ call: one.id })}
        onFollow={(one) => (row ? go({ call: one.id }, true) : undefined)}
        footLabel={plural(pages.rows.length, 'question')}
        empty={
          <EmptyState title={narrowed ? 'No such question' : 'No model was asked anything yet'}>
            {narrowed
              ? 'Nothing that was asked fits all of the filters above.'
              : 'Each question to a model stands here, with who asked it, for what, what left the house and what came back.'}
          </EmptyState>
        }
      />
    </>
  );
  return (
    <Panes
      name="questions"
      listLabel="Questions"
      thingLabel="Question"
      listWidth={420}
      withoutEvidence
      backLabel="All questions"
      onBack={() => go({ call: undefined })}
      list={list}
      thing={
        row ? (
          <Question
            key={row.id}
            row={row}
            summary={taskOf(row.task)}
            askedBy={nameOf(row.askedBy)}
            onOnly={(subject) => go({ subject, call: undefined })}
          />
        ) : undefined
      }
    />
  );
}
