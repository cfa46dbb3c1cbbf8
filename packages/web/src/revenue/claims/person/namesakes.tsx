import type { ApiQueries, Namesake } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { formatDate, plural } from '../../../ui/format.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { Shape } from '../../../ui/status.tsx';
import '../entry/entry.css';

type OfWhat = ApiQueries['revenue/claims/namesakes']['input'];
type Said = 'one' | 'two';

const nameOf = ({ last, first }: Namesake): string => [last, first].filter((part) => part !== '').join(', ');

const head = ({ said, birthDate }: Namesake, name: string): string => {
  if (said === 'one') return `Somebody said that ${name} is the same person as this one: their coverage and history count here.`;
  if (said === 'two') return `${name}, born ${formatDate(birthDate)}, is another person: somebody said so.`;
  return `Two patients are called ${name}, born ${formatDate(birthDate)}, with another member number and another address.`;
};

/** What is known of one, to be laid beside the other. */
function Known({ title, one }: { readonly title: string; readonly one: Namesake }): ReactElement {
  const { address, members, seenOn, claims } = one;
  const place = [address?.line1, address?.city, address?.state, address?.zip].filter((part) => part !== undefined && part !== '');
  return (
    <div className="namesake">
      <h2>{title}</h2>
      <dl className="namesake-facts">
        <dt>Address</dt>
        <dd>{place.length === 0 ? 'Not known' : place.join(', ')}</dd>
        <dt>Member number</dt>
        <dd>{members.length === 0 ? 'Not known' : members.map(({ payerName, memberId }) => `${memberId} (${payerName})`).join(', ')}</dd>
        <dt>Last seen</dt>
        <dd>{seenOn === undefined ? 'Not known' : formatDate(seenOn)}</dd>
        <dt>In the books</dt>
        <dd>{plural(claims, 'claim')}</dd>
      </dl>
    </div>
  );
}

interface OneProps {
  readonly own: Namesake;
  readonly other: Namesake;
}

function One({ own, other }: OneProps): ReactElement {
  const may = useMay('claims.prepare');
  const [saying, setSaying] = useState<Said | undefined>(undefined);
  const same = useAct('revenue/claims/same-patient');
  const apart = useAct('revenue/claims/other-patient');
  const act = saying === 'two' ? apart : same;
  const { said } = other;
  const run = async (because: string) => {
    if (await act.run({ patientId: own.patientId, otherId: other.patientId, because })) setSaying(undefined);
  };
  const button = (to: Said, verb: string) =>
    said === to ? null : (
      <Button size="xs" variant="default" onClick={() => setSaying(to)}>
        {verb}
      </Button>
    );
  return (
    <li className="work-item">
      <Shape tone={said === undefined ? 'work' : 'quiet'} />
      <div>
        <p className={said === undefined ? 'work-says' : 'small'}>{head(other, nameOf(other))}</p>
        {said === undefined ? (
          <div className="namesakes">
            <Known title="This one" one={own} />
            <Known title="The other" one={other} />
          </div>
        ) : null}
        {may ? (
          <div className="actions">
            {button('one', 'They are one…')}
            {button('two', 'They are two…')}
          </div>
        ) : null}
        <ReasonDialog
          title={saying === 'two' ? 'They are two people' : 'They are one person'}
          verb={saying === 'two' ? 'They are two' : 'They are one'}
          opened={saying !== undefined}
          reason=""
          busy={act.busy}
          error={act.error}
          onClose={() => setSaying(undefined)}
          onDone={(because) => void run(because)}
        >
          <p>
            {saying === 'two'
              ? 'Neither’s coverage and history count for the other. It can be taken back.'
              : 'Coverage, authorizations and history of both count for the claims of either. No claim is changed, and it can be taken back.'}
          </p>
        </ReasonDialog>
      </div>
    </li>
  );
}

/** Whoever bears the same name and birth date, until a person says whether they are one. */
export function Namesakes({ of }: { readonly of: OfWhat }): ReactElement | null {
  const found = useAsk('revenue/claims/namesakes', of);
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data || found.data.others.length === 0) return null;
  const { own, others } = found.data;
  return (
    <section className="block" aria-label="Is it one person?">
      <ul className="plain-list">
        {others.map((other) => (
          <One key={other.patientId} {...{ own, other }} />
        ))}
      </ul>
    </section>
  );
}
