import { type Routing, reviewQueueNames, reviewQueues } from '@claimwright/core/revenue/scrub';
import type { RoutingView } from '@claimwright/server/api';
import { Button, NativeSelect } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { plural } from '../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { useAct, useAsk } from '../queries.ts';
import { choiceOf, families, ownerChosen, owners, queuesFor, withKind, withOwner } from './routing-form.ts';

interface FormProps {
  readonly view: RoutingView;
  readonly may: boolean;
}

interface PartProps extends FormProps {
  readonly routing: Routing;
  onRouting(routing: Routing): void;
}

function Owners({ routing, view, may, onRouting }: PartProps): ReactElement {
  return (
    <section className="block" aria-label="Whose each queue is">
      <h2>Whose each queue is</h2>
      <p className="dim">
        What holds a claim puts it where somebody knows that kind. Under Scrub & Send everybody finds their own as Mine.
      </p>
      <div className="tell-boxes">
        {reviewQueueNames.map((queue) => (
          <NativeSelect
            key={queue}
            size="xs"
            label={reviewQueues[queue]}
            disabled={!may}
            data={owners(queue, routing, view.people).map(({ group, items }) => ({ group, items: [...items] }))}
            value={choiceOf(routing.owners[queue])}
            onChange={(event) => onRouting(withOwner(routing, queue, ownerChosen(event.currentTarget.value)))}
          />
        ))}
      </div>
    </section>
  );
}

function Kinds({ routing, may, onRouting }: PartProps): ReactElement {
  const single = Object.keys(routing.kinds).filter((kind) => !families.some(({ family }) => family === kind));
  return (
    <section className="block" aria-label="Where each kind of finding goes">
      <h2>Where each kind of finding goes</h2>
      <div className="tell-boxes">
        {families.map(({ family, name }) => (
          <NativeSelect
            key={family}
            size="xs"
            label={name}
            disabled={!may}
            data={[...queuesFor(family)]}
            value={routing.kinds[family] ?? ''}
            onChange={(event) => onRouting(withKind(routing, family, event.currentTarget.value))}
          />
        ))}
      </div>
      {single.length > 0 ? <p className="dim small">By their own code, as it was said elsewhere: {single.join(', ')}.</p> : null}
    </section>
  );
}

function Form({ view, may }: FormProps): ReactElement {
  const [routing, setRouting] = useState(view.routing);
  const [told, setTold] = useState('');
  const set = useAct('revenue/scrub/set-routing');
  const same = JSON.stringify(routing) === JSON.stringify(view.routing);
  const change = (next: Routing) => {
    setTold('');
    setRouting(next);
  };
  const save = async () => {
    const own = Object.keys(routing.owners).length + Object.keys(routing.kinds).length;
    if (await set.run(routing))
      setTold(own === 0 ? 'Kept: everything is as it comes.' : `Kept: ${plural(own, 'wish', 'wishes')} of your own.`);
  };
  return (
    <>
      <Owners {...{ routing, view, may }} onRouting={change} />
      <Kinds {...{ routing, view, may }} onRouting={change} />
      {set.error ? <ErrorNote error={set.error} /> : null}
      <div className="block">
        {may ? (
          <Button size="xs" loading={set.busy} disabled={same} onClick={() => void save()}>
            Keep it so
          </Button>
        ) : null}{' '}
        <span role="status">{told}</span>
      </div>
    </>
  );
}

/** With whom held claims wait. */
export function RoutingScreen({ may }: { readonly may: boolean }): ReactElement {
  const { data, error, refetch } = useAsk('revenue/scrub/routing', {});
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  return data ? <Form view={data} may={may} /> : <Skeleton lines={10} />;
}
