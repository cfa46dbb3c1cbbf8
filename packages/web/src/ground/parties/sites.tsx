import type { PartiesView } from '@claimwright/server/api';
import { Button, Modal, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { formatCount, plural } from '../../ui/format.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { Status } from '../../ui/status.tsx';

type Site = PartiesView['sites'][number];
type Given = { readonly [field in keyof Omit<Site, 'id'>]: string };

const fields: readonly { readonly id: keyof Given; readonly label: string; readonly hint?: string; readonly needed?: true }[] = [
  { id: 'name', label: 'Site', needed: true },
  { id: 'timeZone', label: 'Time zone', hint: 'Such as America/Chicago', needed: true },
  { id: 'address', label: 'Address' },
  { id: 'npi', label: 'NPI', hint: 'The service facility in claims, ten digits' },
  { id: 'billingNpi', label: 'Its own billing NPI', hint: 'Only where no other site bills under it' },
];

/** A site as it is to be. What it is recognised by in claims tells whose they are. */
function SiteForm({ site, onClose }: { readonly site: Site | undefined; onClose(): void }): ReactElement {
  const add = useAct('ground/parties/add-site');
  const set = useAct('ground/parties/set-site');
  const [given, setGiven] = useState<Given>({
    ...{ name: site?.name ?? '', timeZone: site?.timeZone ?? '', address: site?.address ?? '' },
    ...{ npi: site?.npi ?? '', billingNpi: site?.billingNpi ?? '' },
  });
  const said = (id: 'address' | 'npi' | 'billingNpi') => (given[id]?.trim() ? { [id]: given[id].trim() } : {});
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const whole = { name: given.name, timeZone: given.timeZone, ...said('address'), ...said('npi'), ...said('billingNpi') };
    const done = site === undefined ? await add.run(whole) : await set.run({ ...whole, siteId: site.id });
    if (done !== undefined) onClose();
  };
  const error = add.error ?? set.error;
  return (
    <Modal opened onClose={onClose} title={site ? `Change ${site.name}` : 'Add a site'} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
        {fields.map(({ id, label, hint, needed }, at) => (
          <TextInput
            key={id}
            label={label}
            required={needed ?? false}
            {...(hint ? { description: hint } : {})}
            {...(at === 0 ? { 'data-autofocus': true } : {})}
            value={given[id] ?? ''}
            onChange={(event) => setGiven({ ...given, [id]: event.currentTarget.value })}
          />
        ))}
        {error ? <ErrorNote error={error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={add.busy || set.busy}>
            {site ? 'Save' : 'Add a site'}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Who is limited to sites sees what stands at theirs: what stands at none is seen by nobody of them. */
function Nowhere({ claims }: { readonly claims: number }): ReactElement {
  if (claims === 0) return <p className="dim small">Every claim stands at a site.</p>;
  return (
    <p>
      <Status tone="work">{plural(claims, 'claim')} at no site</Status>{' '}
      <span className="dim">Their numbers are those of no site above, or of several. Whoever is limited to sites sees none of them.</span>{' '}
      <Link to="/claims" search={{ site: 'none' }}>
        Show claims at no site
      </Link>
    </p>
  );
}

const Numbers = ({ site: { npi, billingNpi } }: { readonly site: Site }): ReactElement => (
  <>
    {npi ? (
      <>
        facility <span className="mono">{npi}</span>
      </>
    ) : null}
    {npi && billingNpi ? <br /> : null}
    {billingNpi ? (
      <>
        bills as <span className="mono">{billingNpi}</span>
      </>
    ) : null}
    {npi || billingNpi ? null : <span className="dim">no number</span>}
  </>
);

interface RowProps {
  readonly site: Site;
  readonly claims: number | undefined;
  readonly may: boolean;
  onChange(): void;
}

const SiteRow = ({ site, claims, may, onChange }: RowProps): ReactElement => (
  <tr>
    <th scope="row">{site.name}</th>
    <td className="dim if-room">
      {site.timeZone}
      {site.address ? ` · ${site.address}` : ''}
    </td>
    <td>
      <Numbers site={site} />
    </td>
    {claims === undefined ? null : (
      <td className="end">
        {claims === 0 ? (
          '0'
        ) : (
          <Link to="/claims" search={{ site: site.id }} aria-label={`${plural(claims, 'claim')} at ${site.name}`}>
            {formatCount(claims)}
          </Link>
        )}
      </td>
    )}
    {may ? (
      <td>
        <Button variant="default" size="compact-xs" aria-label={`Change ${site.name}`} onClick={onChange}>
          Change
        </Button>
      </td>
    ) : null}
  </tr>
);

export function Sites({ sites, may }: { readonly sites: readonly Site[]; readonly may: boolean }): ReactElement {
  const [open, setOpen] = useState<Site | 'new'>();
  const counted = useAsk('revenue/claims/at-sites', {}, { enabled: useMay('claims.read') }).data;
  const claimsAt = (id: string) => (counted === undefined ? undefined : (counted.sites.find(({ siteId }) => siteId === id)?.claims ?? 0));
  return (
    <>
      {sites.length === 0 ? (
        <p className="dim">No site is set up: claims stand at none, and nobody can be limited to one.</p>
      ) : (
        <div className="ledger-room">
          <table className="ledger">
            <caption className="sr-only">Sites</caption>
            <thead>
              <tr>
                <th scope="col">Site</th>
                <th scope="col" className="if-room">
                  Where
                </th>
                <th scope="col">Told by</th>
                {counted ? (
                  <th scope="col" className="end">
                    Claims
                  </th>
                ) : null}
                {may ? <th scope="col">Change</th> : null}
              </tr>
            </thead>
            <tbody>
              {sites.map((site) => (
                <SiteRow key={site.id} site={site} claims={claimsAt(site.id)} may={may} onChange={() => setOpen(site)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {sites.length === 0 || counted?.nowhere === undefined ? null : <Nowhere claims={counted.nowhere} />}
      {may ? (
        <Button variant="default" size="compact-xs" onClick={() => setOpen('new')}>
          Add a site
        </Button>
      ) : null}
      {open === undefined ? null : <SiteForm site={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
