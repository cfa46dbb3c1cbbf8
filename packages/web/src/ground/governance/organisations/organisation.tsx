import type { ReactElement } from 'react';
import { useMay } from '../../../app/session.ts';
import { EmptyState } from '../../../ui/notes.tsx';
import { Affiliations } from './affiliations.tsx';
import { Practices } from './practices.tsx';
import { Templates } from './templates.tsx';

/** An organisation and its practices: from above, how they stand and what is given to them; from below, who is let in. */
export function Organisation(): ReactElement {
  const leads = useMay('organisation.read');
  const joins = useMay('organisation.join');
  const sees = useMay('people.read');
  if (!leads && !joins && !sees)
    return (
      <EmptyState title="Organisations are not open to your role">
        The office manager says which organisation a practice lets in.
      </EmptyState>
    );
  return (
    <div className="page">
      <header className="pane-head">
        <h1>Organisation</h1>
      </header>
      {leads ? (
        <>
          <Practices />
          <Templates />
        </>
      ) : (
        <Affiliations mayChange={joins} />
      )}
    </div>
  );
}
