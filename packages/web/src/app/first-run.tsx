import type { Setup } from '@claimwright/server/api';
import { Button, Checkbox, PasswordInput, Select, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, type ReactNode, useState } from 'react';
import { ErrorNote } from '../ui/notes.tsx';
import { PastedRows } from '../ui/pasted-rows.tsx';
import { RefusedError, setUp, signIn } from './api.ts';
import { placesInWords } from './form-words.ts';
import { type BalanceRow, readBalances } from './read-balances.ts';

const specialties = [
  'Family medicine',
  'Internal medicine',
  'Pediatrics',
  'Ophthalmology',
  'Optometry',
  'Dentistry',
  'Orthopedics',
  'Other',
];
const timeZones = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
];

interface Draft {
  readonly [field: string]: string;
}
interface Payer extends Draft {
  readonly inNetwork: string;
}

function Part({ title, children, says }: { readonly title: string; readonly says: string; readonly children: ReactNode }): ReactElement {
  return (
    <fieldset className="setup-part">
      <legend>{title}</legend>
      <p>{says}</p>
      {children}
    </fieldset>
  );
}

interface RowsProps {
  readonly rows: readonly Draft[];
  readonly fields: readonly { readonly id: string; readonly label: string; readonly placeholder?: string }[];
  readonly blank: Draft;
  readonly add: string;
  onChange(rows: readonly Draft[]): void;
  extra?(row: Draft, set: (patch: Draft) => void): ReactNode;
}

function Rows({ rows, fields, blank, add, onChange, extra }: RowsProps): ReactElement {
  const set = (at: number, patch: Draft) => onChange(rows.map((row, index) => (index === at ? { ...row, ...patch } : row)));
  return (
    <div className="setup-rows">
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a form have no other name
        <div className="setup-row" key={at}>
          {fields.map((field) => (
            <TextInput
              key={field.id}
              label={field.label}
              {...(field.placeholder ? { placeholder: field.placeholder } : {})}
              value={row[field.id] ?? ''}
              onChange={(event) => set(at, { [field.id]: event.currentTarget.value })}
            />
          ))}
          {extra?.(row, (patch) => set(at, patch))}
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => onChange(rows.filter((_, index) => index !== at))}
            aria-label={`Remove row ${at + 1}`}
          >
            Remove
          </Button>
        </div>
      ))}
      <Button variant="default" size="compact-xs" onClick={() => onChange([...rows, blank])}>
        {add}
      </Button>
    </div>
  );
}

const filled = (rows: readonly Draft[], field: string): readonly Draft[] => rows.filter((row) => (row[field] ?? '').trim() !== '');
const opt = (key: string, value: string | undefined): Record<string, string> => (value?.trim() ? { [key]: value.trim() } : {});

function buildSetup(
  practice: Draft,
  person: Draft,
  sites: readonly Draft[],
  providers: readonly Draft[],
  payers: readonly Draft[],
  balances: readonly BalanceRow[],
): Setup {
  return {
    practice: {
      name: practice.name ?? '',
      specialty: practice.specialty ?? 'Other',
      ...opt('npi', practice.npi),
      ...opt('taxId', practice.taxId),
    },
    person: { name: person.name ?? '', email: person.email ?? '', password: person.password ?? '' },
    sites: filled(sites, 'name').map((site) => ({
      name: site.name ?? '',
      timeZone: site.timeZone ?? 'America/New_York',
      ...opt('address', site.address),
      ...opt('npi', site.npi),
      ...opt('billingNpi', site.billingNpi),
    })),
    providers: filled(providers, 'name').map((one) => ({ name: one.name ?? '', npi: one.npi ?? '', ...opt('taxonomy', one.taxonomy) })),
    payers: filled(payers, 'name').map((payer) => ({
      name: payer.name ?? '',
      ids: (payer.ids ?? '').split(/[\s,]+/).filter(Boolean),
      inNetwork: payer.inNetwork === 'yes',
    })),
    openingBalances: balances.map(({ account, amount, on }) => ({ account, amount, on })),
  };
}

interface WhoProps {
  readonly practice: Draft;
  readonly person: Draft;
  onPractice(draft: Draft): void;
  onPerson(draft: Draft): void;
}

function Who({ practice, person, onPractice, onPerson }: WhoProps): ReactElement {
  const field = (draft: Draft, set: (draft: Draft) => void, id: string) => ({
    value: draft[id] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => set({ ...draft, [id]: event.currentTarget.value }),
  });
  return (
    <>
      <Part title="The practice" says="Payers write these numbers into their remits; with them we can tell which remits are yours.">
        <div className="setup-row">
          <TextInput label="Name of the practice" required {...field(practice, onPractice, 'name')} />
          <TextInput label="NPI of the group" placeholder="10 digits" {...field(practice, onPractice, 'npi')} />
          <TextInput label="Tax id" placeholder="9 digits" {...field(practice, onPractice, 'taxId')} />
          <Select
            label="Specialty"
            data={specialties}
            allowDeselect={false}
            value={practice.specialty ?? null}
            onChange={(value) => onPractice({ ...practice, specialty: value ?? 'Other' })}
          />
        </div>
      </Part>
      <Part title="You" says="The first person is the office manager.">
        <div className="setup-row">
          <TextInput label="Your name" required autoComplete="name" {...field(person, onPerson, 'name')} />
          <TextInput label="Email" type="email" required autoComplete="username" {...field(person, onPerson, 'email')} />
          <PasswordInput
            label="Password"
            required
            minLength={12}
            autoComplete="new-password"
            placeholder="At least 12 characters"
            {...field(person, onPerson, 'password')}
          />
        </div>
      </Part>
    </>
  );
}

/** The first page of an empty house: who works here, and where the books stand. */
export function FirstRun({ onDone }: { readonly onDone: () => void }): ReactElement {
  const [practice, setPractice] = useState<Draft>({ name: '', npi: '', taxId: '', specialty: 'Family medicine' });
  const [person, setPerson] = useState<Draft>({ name: '', email: '', password: '' });
  const [sites, setSites] = useState<readonly Draft[]>([{ name: '', timeZone: 'America/New_York', address: '' }]);
  const [providers, setProviders] = useState<readonly Draft[]>([{ name: '', npi: '' }]);
  const [payers, setPayers] = useState<readonly Draft[]>([{ name: '', ids: '', inNetwork: 'yes' } satisfies Payer]);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const balances = readBalances(text);
  const wrong = balances.flatMap((one) => (one.wrong.length > 0 ? [{ row: one.row, says: one.wrong.join(' ') }] : []));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await setUp(buildSetup(practice, person, sites, providers, payers, balances));
      await signIn(person.email ?? '', person.password ?? '');
      onDone();
    } catch (caught) {
      const { says, because, fix } = caught instanceof RefusedError ? caught : {};
      setError(because ? { says, because: placesInWords(because), fix } : caught);
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="door">
      <form className="setup" onSubmit={(event) => void onSubmit(event)}>
        <header>
          <img src="/mark.svg" alt="" width="40" height="40" />
          <div>
            <h1>Set up the practice</h1>
            <p>Only the name and your own sign-in are needed now; the rest can be added or changed later under Practice.</p>
          </div>
        </header>
        <Who practice={practice} person={person} onPractice={setPractice} onPerson={setPerson} />
        <Part
          title="Sites"
          says="Where patients are seen. Each has its own time zone. Where there are several, their numbers tell which claim is whose."
        >
          <Rows
            rows={sites}
            onChange={setSites}
            blank={{ name: '', timeZone: 'America/New_York', address: '', npi: '', billingNpi: '' }}
            add="Add a site"
            fields={[
              { id: 'name', label: 'Site' },
              { id: 'address', label: 'Address' },
              { id: 'npi', label: 'NPI of the site', placeholder: '10 digits' },
              { id: 'billingNpi', label: 'Its own billing NPI', placeholder: 'if it has one' },
            ]}
            extra={(row, set) => (
              <Select
                label="Time zone"
                data={timeZones}
                allowDeselect={false}
                value={row.timeZone ?? null}
                onChange={(value) => set({ timeZone: value ?? 'America/New_York' })}
              />
            )}
          />
        </Part>
        <Part title="Providers" says="Who renders the services.">
          <Rows
            rows={providers}
            onChange={setProviders}
            blank={{ name: '', npi: '' }}
            add="Add a provider"
            fields={[
              { id: 'name', label: 'Provider' },
              { id: 'npi', label: 'NPI', placeholder: '10 digits' },
            ]}
          />
        </Part>
        <Part
          title="Payers"
          says="In network means that a contract allows the payer to write down your charge. Payers that are not listed appear by themselves with their first remit."
        >
          <Rows
            rows={payers}
            onChange={setPayers}
            blank={{ name: '', ids: '', inNetwork: 'yes' }}
            add="Add a payer"
            fields={[
              { id: 'name', label: 'Payer' },
              { id: 'ids', label: 'Payer ids', placeholder: '60054, 87726' },
            ]}
            extra={(row, set) => (
              <Checkbox
                label="In network"
                checked={row.inNetwork === 'yes'}
                onChange={(event) => set({ inNetwork: event.currentTarget.checked ? 'yes' : 'no' })}
              />
            )}
          />
        </Part>
        <Part
          title="Opening balances"
          says="Where the books stand on the day you begin: debits positive, credits negative. Each is booked against the opening equity."
        >
          <PastedRows
            label="Account, amount, date; one a row"
            placeholder={'Assets:Bank, 12500.00, 2026-09-30\nLiabilities:Unapplied, -310.55, 2026-09-30'}
            text={text}
            onText={setText}
            count={balances.length}
            wrong={wrong}
          />
        </Part>
        {error ? <ErrorNote error={error} /> : null}
        <Button type="submit" size="sm" loading={busy} disabled={wrong.length > 0}>
          Open the practice
        </Button>
      </form>
    </main>
  );
}
