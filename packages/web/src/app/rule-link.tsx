import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

const mark = 'payer-rule:';

/** To the rule that a finding rests on; nothing where it rests on none. */
export function RuleLink({ code }: { readonly code: string }): ReactElement | null {
  if (!code.startsWith(mark)) return null;
  return (
    <Link to="/rules" search={{ rule: code.slice(mark.length) }}>
      The rule that says so
    </Link>
  );
}
