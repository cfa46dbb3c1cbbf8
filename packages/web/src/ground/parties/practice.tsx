import type { PartiesView } from '@claimwright/server/api';
import { Button, Switch, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, type ReactNode, useState } from 'react';
import { type practiceViews, readPractice } from '../../app/addresses.ts';
import { BillingScreen } from '../../app/billing/billing-facts.tsx';
import { useAct, useAsk } from '../../app/queries.ts';
import { RoutingScreen } from '../../app/queues/routing.tsx';
import { useMay } from '../../app/session.ts';
import { useAddress } from '../../app/use-address.ts';
import { Facts } from '../../ui/facts.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Status } from '../../ui/status.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import { ReasonCodes } from './reason-codes.tsx';
import { Sites } from './sites.tsx';

type View = (typeof practiceViews)[number];

interface AddFormProps {
  readonly fields: readonly { readonly id: string; readonly label: string; readonly placeholder?: string; readonly optional?: boolean }[];
  readonly verb: string;
  readonly busy: boolean;
  readonly error: Error | undefined;
  onAdd(values: { readonly [id: string]: string }): Promise<boolean>;
}

function AddForm({ fields, verb, busy, error, onAdd }: AddFormProps): ReactElement {
  const [values, setValues] = useState<{ readonly [id: string]: string }>({});
  const [open, setOpen] = useState(false);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await onAdd(values))) return;
    setValues({});
    setOpen(false);
  };
  if (!open) {
    return (
      <Button variant="default" size="compact-xs" onClick={() => setOpen(true)}>
        {verb}
      </Button>
    );
  }
  return (
    <form className="setup-row" onSubmit={(event) => void onSubmit(event)}>
      {fields.map((field, at) => (
        <TextInput
          key={field.id}
          label={field.label}
          required={!field.optional}
          {...(at === 0 ? { 'data-autofocus': true, autoFocus: true } : {})}
          {...(field.placeholder ? { placeholder: field.placeholder } : {})}
          value={values[field.id] ?? ''}
          onChange={(event) => setValues({ ...values, [field.id]: event.currentTarget.value })}
        />
      ))}
      <Button type="submit" loading={busy}>
        {verb}
      </Button>
      <Button variant="default" onClick={() => setOpen(false)}>
        Cancel
      </Button>
      {error ? <ErrorNote error={error} /> : null}
    </form>
  );
}

function Section({ title, says, children }: { readonly title: string; readonly says: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className="block" aria-label={title}>
      <h2>{title}</h2>
      <p className="dim">{says}</p>
      {children}
    </section>
  );
}

interface SettingProps {
  readonly may: boolean;
  readonly busy: boolean;
  readonly on: boolean;
  readonly label: string;
  /** Where it is on, and where not. */
  readonly words: readonly [string, string];
  onSet(on: boolean): void;
}

function Setting({ may, busy, on, label, words, onSet }: SettingProps): ReactElement {
  const said = on ? words[0] : words[1];
  if (!may)
    return (
      <Status tone={on ? 'good' : 'quiet'} plain>
        {said}
      </Status>
    );
  return (
    <Switch
      aria-label={label}
      checked={on}
      disabled={busy}
      onChange={(event) => onSet(event.currentTarget.checked)}
      label={said}
      size="xs"
    />
  );
}

interface SamePayerProps {
  readonly payer: PartiesView['payers'][number];
  readonly likely: string;
  readonly may: boolean;
}

/** A payer came under a known name and ids of its own: whether it is the same one is asked once. */
function SamePayer({ payer, likely, may }: SamePayerProps): ReactElement {
  const same = useAct('ground/parties/same-payer');
  const other = useAct('ground/parties/other-payer');
  const error = same.error ?? other.error;
  return (
    <>
      <Status tone="work">Is this the same payer as {likely}?</Status>
      <p className="dim small">It came under that name with ids that nobody knew. Until it is said, no contract counts for it.</p>
      {may ? (
        <span className="actions">
          <Button variant="default" size="compact-xs" loading={same.busy} onClick={() => void same.run({ payerId: payer.id })}>
            The same
          </Button>
          <Button variant="default" size="compact-xs" loading={other.busy} onClick={() => void other.run({ payerId: payer.id })}>
            Another one
          </Button>
        </span>
      ) : null}
      {error ? <ErrorNote error={error} /> : null}
    </>
  );
}

interface SaidBeforeProps {
  readonly payers: PartiesView['payers'];
  readonly payer: PartiesView['payers'][number];
  readonly may: boolean;
}

/** What was said of payers of one name, and the way back: whoever said it may have been wrong. */
function SaidBefore({ payers, payer, may }: SaidBeforeProps): ReactElement {
  const same = useAct('ground/parties/same-payer');
  const other = useAct('ground/parties/other-payer');
  const error = same.error ?? other.error;
  const back = (words: string, act: Pick<typeof same, 'busy'> & { run(input: { payerId: string }): unknown }, payerId: string) =>
    may ? (
      <Button variant="subtle" size="compact-xs" loading={act.busy} onClick={() => void act.run({ payerId })}>
        {words}
      </Button>
    ) : null;
  return (
    <>
      {payers
        .filter(({ sameAs }) => sameAs?.id === payer.id)
        .map(({ id, ids }) => (
          <p className="dim small" key={id}>
            The same payer comes as <span className="mono">{ids.join(' ')}</span> too. {back('Count it apart', other, id)}
          </p>
        ))}
      {payer.apartFrom === undefined ? null : (
        <p className="dim small">
          Another one than {payer.apartFrom}, somebody said. {back('It is the same', same, payer.id)}
        </p>
      )}
      {error ? <ErrorNote error={error} /> : null}
    </>
  );
}

function Payers({ payers, may }: { readonly payers: PartiesView['payers']; readonly may: boolean }): ReactElement {
  const set = useAct('ground/parties/set-payer');
  const add = useAct('ground/parties/add-payer');
  return (
    <Section
      title="Payers"
      says="In network: a contract lets this payer write down your charge, and such write-offs post by themselves. Out of network they become work for a person. By the month: under a capitation agreement, what its payments cover is written off; without one a person is asked."
    >
      <table className="ledger">
        <caption className="sr-only">Payers</caption>
        <thead>
          <tr>
            <th scope="col">Payer</th>
            <th scope="col">Payer ids</th>
            <th scope="col">In network</th>
            <th scope="col">Pays</th>
            <th scope="col">Terms</th>
          </tr>
        </thead>
        <tbody>
          {payers
            .filter((payer) => payer.sameAs === undefined)
            .map((payer) => (
              <tr key={payer.id}>
                <th scope="row">
                  {payer.name} {payer.unconfirmed && !payer.likely ? <Status tone="work">Came with a remit, to confirm</Status> : null}
                  {payer.likely ? <SamePayer payer={payer} likely={payer.likely} may={may} /> : null}
                  <SaidBefore payers={payers} payer={payer} may={may} />
                </th>
                <td className="mono">{payer.ids.join(' ')}</td>
                <td>
                  <Setting
                    may={may && !payer.likely}
                    busy={set.busy}
                    on={payer.inNetwork}
                    label={`${payer.name} is in network`}
                    words={['In network', 'Out of network']}
                    onSet={(inNetwork) => void set.run({ payerId: payer.id, inNetwork })}
                  />
                </td>
                <td>
                  <Setting
                    may={may && !payer.likely}
                    busy={set.busy}
                    on={payer.capitation}
                    label={`${payer.name} pays by the month`}
                    words={['By the month', 'By the visit']}
                    onSet={(capitation) => void set.run({ payerId: payer.id, capitation })}
                  />
                </td>
                <td>
                  <Link to="/rules" search={{ view: 'terms', payer: payer.id }} aria-label={`Terms of ${payer.name}`}>
                    Terms
                  </Link>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {set.error ? <ErrorNote error={set.error} /> : null}
      {may ? (
        <AddForm
          verb="Add a payer"
          busy={add.busy}
          error={add.error}
          fields={[
            { id: 'name', label: 'Payer' },
            { id: 'ids', label: 'Payer ids', placeholder: '60054, 87726' },
          ]}
          onAdd={async (values) =>
            (await add.run({ name: values.name ?? '', ids: (values.ids ?? '').split(/[\s,]+/).filter(Boolean), inNetwork: true })) !==
            undefined
          }
        />
      ) : null}
    </Section>
  );
}

function Providers({ providers, may }: { readonly providers: PartiesView['providers']; readonly may: boolean }): ReactElement {
  const add = useAct('ground/parties/add-provider');
  return (
    <Section title="Providers" says="Who renders the services.">
      <ul className="plain-list">
        {providers.map((provider) => (
          <li key={provider.id}>
            <strong>{provider.name}</strong>{' '}
            <span className="dim">
              NPI <span className="mono">{provider.npi}</span>
              {provider.taxonomy ? ` · ${provider.taxonomy}` : ''}
            </span>
          </li>
        ))}
      </ul>
      {may ? (
        <AddForm
          verb="Add a provider"
          busy={add.busy}
          error={add.error}
          fields={[
            { id: 'name', label: 'Name' },
            { id: 'npi', label: 'NPI', placeholder: '10 digits' },
          ]}
          onAdd={async (values) => (await add.run({ name: values.name ?? '', npi: values.npi ?? '' })) !== undefined}
        />
      ) : null}
    </Section>
  );
}

/** Who we are, and whom we deal with. */
export function Practice(): ReactElement {
  const { data, error, refetch } = useAsk('ground/parties/practice', {});
  const may = useMay('practice.setup');
  const [address, go] = useAddress(readPractice);
  const view = address.view ?? 'practice';
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={10} />;
  const { practice } = data;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls must be reachable by keys
    <div className="page" tabIndex={0} role="group" aria-label="Practice">
      <header className="thing-head">
        <div className="thing-title">
          <h1>{practice.name}</h1>
          <Facts
            facts={[
              { name: 'Specialty', value: practice.specialty },
              { name: 'NPI', value: practice.npi },
              { name: 'Tax id', value: practice.taxId },
            ]}
          />
        </div>
        {practice.demo ? <Status tone="quiet">Demo practice: everybody in it is made up</Status> : null}
      </header>
      {may ? null : <p className="page-note dim">Only the office manager changes these.</p>}
      <div className="page-note">
        <ViewTabs<View>
          label="What to look at"
          chosen={view}
          onChoose={(now) => go({ view: now === 'practice' ? undefined : now, carc: undefined })}
          views={[
            { id: 'practice', label: 'Payers, providers, sites' },
            ...(may ? ([{ id: 'billing', label: 'What claims are built with' }] as const) : []),
            { id: 'queues', label: 'Who looks at held claims' },
            { id: 'reasons', label: 'Reason codes' },
          ]}
        />
      </div>
      {view === 'reasons' ? (
        <ReasonCodes may={may} carc={address.carc} onCarc={(carc) => go({ carc }, true)} />
      ) : view === 'billing' && may ? (
        <BillingScreen parties={data} />
      ) : view === 'queues' ? (
        <RoutingScreen may={may} />
      ) : (
        <>
          <Payers payers={data.payers} may={may} />
          <Providers providers={data.providers} may={may} />
          <Section
            title="Sites"
            says="Where patients are seen; each has its own time zone. Where there are several, the numbers tell which claims are whose: that of the service facility, else that of the billing provider."
          >
            <Sites sites={data.sites} may={may} />
          </Section>
        </>
      )}
    </div>
  );
}
