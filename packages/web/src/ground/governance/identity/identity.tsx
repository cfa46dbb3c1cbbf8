import type { ReactElement } from 'react';
import { type identityViews, readIdentity } from '../../../app/addresses.ts';
import { useMe } from '../../../app/session.ts';
import { useAddress } from '../../../app/use-address.ts';
import { EmptyState } from '../../../ui/notes.tsx';
import { ViewTabs } from '../../../ui/view-tabs.tsx';
import { Emergencies } from './emergencies.tsx';
import { Programs } from './programs.tsx';
import { Settings } from './settings.tsx';

type View = (typeof identityViews)[number];
const views: readonly { readonly id: View; readonly label: string; readonly needs: string }[] = [
  { id: 'sign-in', label: 'How people sign in', needs: 'sign-in.manage' },
  { id: 'programs', label: 'Service accounts', needs: 'service-accounts.manage' },
  { id: 'emergencies', label: 'Emergency access', needs: 'emergency.review' },
];

/** Who comes in, and how: people, programs, and emergencies. */
export function Identity(): ReactElement {
  const me = useMe();
  const [address, go] = useAddress(readIdentity);
  const mine = views.filter(({ needs }) => me.permissions.includes(needs));
  const view = mine.find(({ id }) => id === address.view) ?? mine[0];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls must be reachable by keys
    <div className="page" tabIndex={0} role="group" aria-label="Sign-in">
      <header className="thing-head">
        <div className="thing-title">
          <h1>Sign-in</h1>
        </div>
      </header>
      {view ? (
        <>
          <div className="page-note">
            <ViewTabs<View> label="What to look at" chosen={view.id} onChoose={(id) => go({ view: id })} views={mine} />
          </div>
          {view.id === 'sign-in' ? <Settings /> : view.id === 'programs' ? <Programs /> : <Emergencies />}
        </>
      ) : (
        <EmptyState title="Sign-in is not open to your role">
          The administrator and the office manager set how people and programs come in. Your own password and factors are under My account.
        </EmptyState>
      )}
    </div>
  );
}
