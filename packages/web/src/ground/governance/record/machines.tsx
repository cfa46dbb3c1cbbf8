import type { ContactRow } from '@claimwright/server/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { usePages } from '../../../app/queries.ts';
import { formatInstant } from '../../../ui/format.ts';
import { MachineSign } from '../../../ui/machine-mark.tsx';
import { EmptyState } from '../../../ui/notes.tsx';
import { PagedTable } from '../../../ui/paged-table.tsx';
import type { Column } from '../../../ui/virtual-table.tsx';
import { instantsOf, type Narrowing } from './narrow.tsx';

const why = ({ purpose, asked }: ContactRow): string => asked?.purpose ?? purpose ?? '';

const model = ({ asked }: ContactRow): ReactElement | string =>
  asked === undefined ? (
    ''
  ) : (
    <Link to="/models" search={{ view: 'questions', call: asked.callId }}>
      {asked.model ?? 'a model'}
    </Link>
  );

const columns: readonly Column<ContactRow>[] = [
  { id: 'at', head: 'When', width: '124px', cell: (row) => formatInstant(row.at) },
  {
    id: 'who',
    head: 'Which machine',
    width: 'minmax(100px, 0.7fr)',
    cell: (row) => (
      <span>
        <MachineSign /> {row.actor.name}
      </span>
    ),
  },
  { id: 'says', head: 'What', width: 'minmax(140px, 1.6fr)', cell: (row) => <strong>{row.says}</strong> },
  { id: 'why', head: 'Why', width: '90px', cell: why, from: 620 },
  { id: 'model', head: 'Model', width: 'minmax(80px, 0.7fr)', cell: model, from: 700 },
];

const slim: readonly Column<ContactRow>[] = [
  {
    id: 'says',
    head: 'What',
    width: 'minmax(0, 1fr)',
    cell: (row) => (
      <span className="two-lines">
        <strong>{row.says}</strong>
        <span className="dim small">
          {formatInstant(row.at)} · {row.actor.name} {why(row)}
        </span>
      </span>
    ),
  },
];

interface MachinesProps {
  readonly now: Narrowing;
  readonly chosen: string | undefined;
  onOpen(row: ContactRow): void;
}

/** Every contact between a machine and patient data: by patient, person, model, purpose and day. */
export function Machines({ now, chosen, onOpen }: MachinesProps): ReactElement {
  const { subject, actor, purpose, model: modelId } = now;
  const pages = usePages('ground/governance/record/machine-contacts', {
    ...(subject ? { subject } : {}),
    ...(actor ? { actor } : {}),
    ...(purpose ? { purpose } : {}),
    ...(modelId ? { modelId } : {}),
    ...instantsOf(now),
  });
  return (
    <PagedTable
      pages={pages}
      label="Entries"
      rowId={(row) => `${row.chain} ${row.seq}`}
      columns={columns}
      slim={slim}
      chosen={chosen}
      onOpen={onOpen}
      empty={
        <EmptyState title="No machine had to do with it">
          What agents, programs and the system itself read and did with patient data, and what models were asked, stands here.
        </EmptyState>
      }
    />
  );
}
