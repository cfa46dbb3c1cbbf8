import type { ReactElement, ReactNode } from 'react';
import { type modelViews, readModels } from '../../../app/addresses.ts';
import { useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { useAddress } from '../../../app/use-address.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { ViewTabs } from '../../../ui/view-tabs.tsx';
import { AgreementAlerts } from './alerts.tsx';
import { Budgets } from './budgets.tsx';
import { ModelList } from './model-list.tsx';
import './models.css';
import { Questions } from './questions.tsx';
import { Usage } from './usage.tsx';
import { Vendors } from './vendors.tsx';

type View = (typeof modelViews)[number];

const views: readonly { readonly id: View; readonly label: string }[] = [
  { id: 'vendors', label: 'Vendors and agreements' },
  { id: 'models', label: 'Models' },
  { id: 'usage', label: 'Usage' },
  { id: 'questions', label: 'Questions' },
];

function Tabs({ chosen }: { readonly chosen: View }): ReactElement {
  const [, go] = useAddress(readModels);
  return (
    <ViewTabs<View>
      label="What to look at"
      chosen={chosen}
      onChoose={(now) => go({ view: now === 'vendors' ? undefined : now, model: undefined, call: undefined })}
      views={views}
    />
  );
}

function Page({ view, children }: { readonly view: View; readonly children: ReactNode }): ReactElement {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls must be reachable by keys
    <div className="page" tabIndex={0} role="group" aria-label="Models">
      <header className="thing-head">
        <div className="thing-title">
          <h1>Models</h1>
          <p className="dim">
            Language models that a person may ask. What they answer waits for a person; without one, everything works by hand.
          </p>
        </div>
      </header>
      <AgreementAlerts />
      <div className="page-note">
        <Tabs chosen={view} />
      </div>
      {children}
    </div>
  );
}

/** Who may be sent what, what it costs, and every question that left the house. */
export function Models(): ReactElement {
  const [address] = useAddress(readModels);
  const may = useMay('models.read');
  const { data, error, refetch } = useAsk('ground/governance/models/models', {}, { enabled: may });
  const view = address.view ?? 'vendors';
  if (!may)
    return (
      <EmptyState title="Models are not open to your role">
        The office manager, the compliance officer and the administrator see which models are set up, under which agreement, and what they
        were asked.
      </EmptyState>
    );
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={10} />;
  if (view === 'questions') return <Questions models={data} tabs={<Tabs chosen={view} />} />;
  return (
    <Page view={view}>
      {view === 'vendors' ? <Vendors models={data} /> : null}
      {view === 'models' ? (
        <>
          <ModelList models={data} />
          <Budgets models={data} />
        </>
      ) : null}
      {view === 'usage' ? <Usage models={data} /> : null}
    </Page>
  );
}
