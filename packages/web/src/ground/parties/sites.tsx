import type { PartiesView } from '@claimwright/server/api';
import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../app/queries.ts';
import { ErrorNote } from '../../ui/notes.tsx';

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

const Numbers = ({ site }: { readonly site: Site }): ReactElement => (
  <>
    {site.npi ? (
      <>
        {' · NPI '}
        <span className="mono">{site.npi}</span>
      </>
    ) : null}
    {site.billingNpi ? (
      <>
        {' · bills as '}
        <span className="mono">{site.billingNpi}</span>
      </>
    ) : null}
  </>
);

export function Sites({ sites, may }: { readonly sites: readonly Site[]; readonly may: boolean }): ReactElement {
  const [open, setOpen] = useState<Site | 'new'>();
  return (
    <>
      <ul className="plain-list">
        {sites.map((site) => (
          <li key={site.id}>
            <strong>{site.name}</strong>{' '}
            <span className="dim">
              {site.timeZone}
              {site.address ? ` · ${site.address}` : ''}
              <Numbers site={site} />
            </span>{' '}
            {may ? (
              <Button variant="default" size="compact-xs" aria-label={`Change ${site.name}`} onClick={() => setOpen(site)}>
                Change
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {may ? (
        <Button variant="default" size="compact-xs" onClick={() => setOpen('new')}>
          Add a site
        </Button>
      ) : null}
      {open === undefined ? null : <SiteForm site={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
