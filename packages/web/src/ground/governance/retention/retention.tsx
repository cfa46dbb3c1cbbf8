import type { ReactElement } from 'react';
import { readRetention, type retentionViews } from '../../../app/addresses.ts';
import { useMay } from '../../../app/session.ts';
import { useAddress } from '../../../app/use-address.ts';
import { EmptyState } from '../../../ui/notes.tsx';
import { ViewTabs } from '../../../ui/view-tabs.tsx';
import { Destructions } from './destructions.tsx';
import { Disclosures } from './disclosures.tsx';
import { Holds } from './holds.tsx';
import { Schedule } from './schedule.tsx';

type View = (typeof retentionViews)[number];

/** How long what is kept, what is held, what was destroyed, and who outside was told. */
export function Retention(): ReactElement {
  const [address, go] = useAddress(readRetention);
  const may = useMay('retention.read');
  const view: View = address.view ?? 'schedule';
  if (!may)
    return (
      <EmptyState title="Retention is not open to your role">
        The office manager and the compliance officer see how long what is kept, what is held, and what was destroyed.
      </EmptyState>
    );
  return (
    <div className="page">
      <header className="pane-head">
        <h1>Retention</h1>
      </header>
      <div className="pane-tools">
        <ViewTabs<View>
          label="Which part"
          chosen={view}
          onChoose={(now) => go({ view: now === 'schedule' ? undefined : now })}
          views={[
            { id: 'schedule', label: 'Schedule' },
            { id: 'holds', label: 'Legal holds' },
            { id: 'destructions', label: 'Destruction' },
            { id: 'disclosures', label: 'Disclosures' },
          ]}
        />
      </div>
      {view === 'schedule' ? <Schedule /> : null}
      {view === 'holds' ? <Holds /> : null}
      {view === 'destructions' ? <Destructions /> : null}
      {view === 'disclosures' ? <Disclosures patient={address.patient} onPatient={(patient) => go({ patient })} /> : null}
    </div>
  );
}
