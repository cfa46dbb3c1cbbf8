import type { BillingFacts, ProviderToSend } from '@claimwright/core/revenue/claims';
import type { PartiesView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, type ReactNode, useState } from 'react';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { ask } from '../api.ts';
import { useAct, useAsk } from '../queries.ts';
import { startFrom, typedPayer, typedProvider, withProvider } from './billing-form.ts';
import { LaboratoryDialog } from './laboratory-dialog.tsx';
import { PayToDialog } from './pay-to-dialog.tsx';
import { PayerDialog } from './payer-dialog.tsx';
import { ProviderDialog } from './provider-dialog.tsx';

type List = 'providers' | 'facilities';
type Open = { readonly what: 'billing' | 'payTo' | 'laboratory' } | { readonly what: List | 'payers'; readonly at: number | undefined };

const nameOf = ({ name, first = '' }: ProviderToSend): string => (first === '' ? name : `${name}, ${first}`);
const placeOf = ({ address }: ProviderToSend): string =>
  [address?.line1, address?.line2, address?.city, address?.state, address?.zip].filter((part) => part !== undefined).join(', ');
/** The last four digits tell which; a person's number is not for everybody who looks over a shoulder. */
const taxOf = ({ taxId, taxIdKind }: ProviderToSend): string =>
  taxId === undefined ? '' : taxIdKind === 'person' ? `•••••${taxId.slice(-4)}` : `${taxId.slice(0, 2)}-${taxId.slice(2)}`;

const titles: { readonly [what in List]: readonly [title: string, says: string, verb: string, none: string] } = {
  providers: [
    'Who does the services',
    'Rendering, referring, supervising and ordering providers, found by their NPI. A charge that names another makes no claim.',
    'Add a provider',
    'Nobody yet: only whoever bills can be named.',
  ],
  facilities: [
    'Where it is done',
    'Said on a claim only where it is not whoever bills.',
    'Add a facility',
    'None: everything is done where it is billed.',
  ],
};

interface PartProps {
  readonly title: string;
  readonly says: string;
  readonly children: ReactNode;
}

const Part = ({ title, says, children }: PartProps): ReactElement => (
  <section className="block" aria-label={title}>
    <h2>{title}</h2>
    <p className="dim">{says}</p>
    {children}
  </section>
);

interface TableProps {
  readonly what: List;
  readonly rows: readonly ProviderToSend[];
  onOpen(at: number | undefined): void;
  onOff(at: number): void;
}

function Providers({ what, rows, onOpen, onOff }: TableProps): ReactElement {
  const [title, says, verb, none] = titles[what];
  return (
    <Part {...{ title, says }}>
      {rows.length === 0 ? <p>{none}</p> : null}
      {rows.length > 0 ? (
        <table className="ledger">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              {['Name', 'NPI', 'Taxonomy'].map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
              <th scope="col">
                <span className="sr-only">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one, at) => (
              <tr key={one.npi ?? one.name}>
                <th scope="row">
                  {nameOf(one)} <span className="dim small if-room">{placeOf(one)}</span>
                </th>
                <td className="mono">{one.npi}</td>
                <td className="mono">{one.taxonomy}</td>
                <td className="end">
                  <Button mt={0} size="compact-xs" variant="subtle" aria-label={`Change ${nameOf(one)}`} onClick={() => onOpen(at)}>
                    Change
                  </Button>
                  <Button mt={0} size="compact-xs" variant="subtle" aria-label={`Take ${nameOf(one)} off`} onClick={() => onOff(at)}>
                    Off
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <Button size="compact-xs" variant="default" onClick={() => onOpen(undefined)}>
        {verb}
      </Button>
    </Part>
  );
}

interface PayersProps {
  readonly rows: BillingFacts['payers'];
  readonly names: ReadonlyMap<string, string>;
  onOpen(at: number | undefined): void;
  onOff(at: number): void;
}

const wantsOf = ({ filingIndicator, lineLimit, assignment }: BillingFacts['payers'][number]): string =>
  [
    filingIndicator === undefined ? '' : `filing indicator ${filingIndicator}`,
    lineLimit === undefined ? '' : `at most ${lineLimit} lines`,
    assignment === 'C' ? 'what it pays is not accepted' : assignment === 'B' ? 'accepted for laboratory services only' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');

const Payers = ({ rows, names, onOpen, onOff }: PayersProps): ReactElement => (
  <Part
    title="How payers want their claims"
    says="The number that claims name. Of a payer with several, only those that stand here are offered when a charge is entered."
  >
    {rows.length === 0 ? <p>Nothing of any payer: claims go out as the format has them.</p> : null}
    <ul className="plain-list">
      {rows.map((one, at) => (
        <li key={one.payerId}>
          <strong>{names.get(one.payerId.toUpperCase()) ?? 'A payer that is not known by this number'}</strong>{' '}
          <span className="mono">{one.payerId}</span> <span className="dim">{wantsOf(one)}</span>{' '}
          <Button mt={0} size="compact-xs" variant="subtle" aria-label={`Change ${one.payerId}`} onClick={() => onOpen(at)}>
            Change
          </Button>
          <Button mt={0} size="compact-xs" variant="subtle" aria-label={`Take ${one.payerId} off`} onClick={() => onOff(at)}>
            Off
          </Button>
        </li>
      ))}
    </ul>
    <Button size="compact-xs" variant="default" onClick={() => onOpen(undefined)}>
      Add a payer’s wishes
    </Button>
  </Part>
);

const changedMeanwhile = {
  ...{ says: 'Somebody else changed them meanwhile.', because: 'They are kept as a whole: yours would undo theirs.' },
  fix: 'Look at what stands here now, and make your change again.',
};

/** Saves all of them, unless somebody else did since they were read. */
function useSaving(facts: BillingFacts | undefined) {
  const set = useAct('revenue/claims/set-billing');
  const [stale, setStale] = useState(false);
  const save = async (next: BillingFacts): Promise<boolean> => {
    const now = await ask('revenue/claims/billing', {}, 'payment');
    const same = JSON.stringify(now.facts) === JSON.stringify(facts);
    setStale(!same);
    return same && (await set.run(next)) !== undefined;
  };
  return { save, busy: set.busy, error: stale ? changedMeanwhile : set.error };
}

/** What claims are built with: who bills, who does it, where, and what payers want. */
export function BillingScreen({ parties }: { readonly parties: PartiesView }): ReactElement {
  const { data, error, refetch } = useAsk('revenue/claims/billing', {});
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const facts = data?.facts;
  const saving = useSaving(facts);
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={10} />;
  const start = startFrom(parties);
  const base = (billing: ProviderToSend): BillingFacts =>
    facts ? { ...facts, billing } : { billing, providers: start.providers, facilities: [], payers: [] };
  const keep = async (next: BillingFacts) => {
    if (await saving.save(next)) setOpen(undefined);
  };
  const known = parties.payers.flatMap(({ name, ids }) => ids.map((id) => ({ id, name })));
  const close = () => setOpen(undefined);
  const at = open && 'at' in open ? open.at : undefined;
  const list = open?.what === 'providers' || open?.what === 'facilities' ? open.what : undefined;
  const off = <T,>(rows: readonly T[], gone: number): readonly T[] => rows.filter((_, i) => i !== gone);
  return (
    <>
      {facts ? (
        <>
          <Part title="Who bills" says="Said on each claim that is made from now on; what was made stays as it is.">
            <p>
              <strong>{nameOf(facts.billing)}</strong> · NPI <span className="mono">{facts.billing.npi}</span> · tax number{' '}
              <span className="mono">{taxOf(facts.billing)}</span>
              {facts.billing.taxonomy ? ` · ${facts.billing.taxonomy}` : ''}
              <br />
              <span className="dim">{placeOf(facts.billing)}</span>
            </p>
            <p className="dim">
              {facts.payTo
                ? `Payments go to ${placeOf({ ...facts.billing, address: facts.payTo.address })}`
                : 'Payments go to the same address.'}
              <br />
              {facts.cliaNumber ? `Tests are done here under CLIA number ${facts.cliaNumber}` : 'No laboratory of its own.'}
            </p>
            <div className="actions">
              <Button size="compact-xs" variant="default" onClick={() => setOpen({ what: 'billing' })}>
                Change who bills
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => setOpen({ what: 'payTo' })}>
                Where payments go
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => setOpen({ what: 'laboratory' })}>
                Laboratory
              </Button>
            </div>
          </Part>
          {(['providers', 'facilities'] as const).map((what) => (
            <Providers
              key={what}
              {...{ what, rows: facts[what] }}
              onOpen={(row) => setOpen({ what, at: row })}
              onOff={(row) => void keep({ ...facts, [what]: off(facts[what], row) })}
            />
          ))}
          <Payers
            rows={facts.payers}
            names={new Map(known.map(({ id, name }) => [id.toUpperCase(), name]))}
            onOpen={(row) => setOpen({ what: 'payers', at: row })}
            onOff={(row) => void keep({ ...facts, payers: off(facts.payers, row) })}
          />
          {open === undefined && saving.error ? <ErrorNote error={saving.error} /> : null}
        </>
      ) : (
        <EmptyState title="Nobody has said who bills" action={<Button onClick={() => setOpen({ what: 'billing' })}>Say who bills</Button>}>
          Every claim says it: name, NPI, tax number and address. Until it is said, charges are kept and no claim is made of them. The
          providers of the practice come along.
        </EmptyState>
      )}
      {open?.what === 'billing' ? (
        <ProviderDialog
          title="Who bills"
          start={facts ? typedProvider('organisation', facts.billing) : start.billing}
          bills
          {...{ busy: saving.busy, error: saving.error, onClose: close }}
          onDone={(billing) => void keep(base(billing))}
        />
      ) : null}
      {facts && open?.what === 'payTo' ? (
        <PayToDialog
          start={facts.payTo?.address}
          {...{ busy: saving.busy, error: saving.error, onClose: close }}
          onDone={(payTo) => {
            const { payTo: _, ...others } = facts;
            void keep(payTo === undefined ? others : { ...others, payTo });
          }}
        />
      ) : null}
      {facts && open?.what === 'laboratory' ? (
        <LaboratoryDialog
          start={facts.cliaNumber ?? ''}
          {...{ busy: saving.busy, error: saving.error, onClose: close }}
          onDone={(cliaNumber) => {
            const { cliaNumber: _, ...others } = facts;
            void keep(cliaNumber === undefined ? others : { ...others, cliaNumber });
          }}
        />
      ) : null}
      {facts && list ? (
        <ProviderDialog
          title={titles[list][0]}
          start={typedProvider(list === 'providers' ? 'person' : 'organisation', at === undefined ? undefined : facts[list][at])}
          bills={false}
          {...{ busy: saving.busy, error: saving.error, onClose: close }}
          onDone={(one) => void keep({ ...facts, [list]: withProvider(facts[list], one, at) })}
        />
      ) : null}
      {facts && open?.what === 'payers' ? (
        <PayerDialog
          start={typedPayer(at === undefined ? undefined : facts.payers[at])}
          {...{ known, busy: saving.busy, error: saving.error, onClose: close }}
          onDone={(one) =>
            void keep({ ...facts, payers: [...facts.payers.filter(({ payerId }, i) => i !== at && payerId !== one.payerId), one] })
          }
        />
      ) : null}
    </>
  );
}
