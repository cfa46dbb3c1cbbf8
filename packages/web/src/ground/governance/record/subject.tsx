import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

/** What an entry is about, as a link to it where it has a screen. */
export function SubjectLink({ subject }: { readonly subject: string }): ReactElement {
  const [kind, id = ''] = subject.split(':');
  const short = id === '' ? subject : `${kind} ${id.slice(-8)}`;
  if (kind === 'remit')
    return (
      <Link to="/post-era" search={{ view: 'all', remit: id }}>
        {short}
      </Link>
    );
  if (kind === 'claim')
    return (
      <Link to="/claims" search={{ claim: id }}>
        {short}
      </Link>
    );
  if (kind === 'document')
    return (
      <Link to="/documents" search={{ document: id }}>
        {short}
      </Link>
    );
  if (kind === 'deposit')
    return (
      <Link to="/deposits" search={{ view: 'all', deposit: id }}>
        {short}
      </Link>
    );
  if (kind === 'proposal')
    return (
      <Link to="/approvals" search={{ proposal: id }}>
        {short}
      </Link>
    );
  // Words that found nobody: which, is not on the record.
  if (kind === 'sought') return <span>nobody found by these words</span>;
  return <span>{short}</span>;
}
