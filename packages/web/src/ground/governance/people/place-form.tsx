import { type CredentialKind, isRole, papersFor, personRoles, roles as roleTexts } from '@claimwright/core/ground/governance';
import type { PartiesView, PlaceInput } from '@claimwright/server/api';
import { Button, Checkbox, Modal, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { ErrorNote } from '../../../ui/notes.tsx';

export interface Given extends PlaceInput {
  readonly email: string;
  readonly because: string;
}

interface PlaceFormProps {
  readonly title: string;
  readonly verb: string;
  readonly sites: PartiesView['sites'];
  readonly payers: PartiesView['payers'];
  /** The place as it stands; a new one where there is none. */
  readonly place?: PlaceInput | undefined;
  readonly busy: boolean;
  readonly error: Error | undefined;
  onClose(): void;
  onGiven(given: Given): void;
}

const paperWords: { readonly [kind in CredentialKind]: string } = {
  'coding-credential': 'Coding credential',
  'clinical-license': 'Clinical license',
};

interface Paper {
  readonly number: string;
  readonly until: string;
}
type Papers = { readonly [kind in CredentialKind]?: Paper };

const papersOf = (place: PlaceInput | undefined): Papers =>
  Object.fromEntries((place?.credentials ?? []).map(({ kind, number, until }) => [kind, { number, until: until ?? '' }]));

const given = (papers: Papers, kinds: readonly CredentialKind[]): NonNullable<PlaceInput['credentials']> =>
  kinds.flatMap((kind) => {
    const paper = papers[kind];
    if (!paper?.number.trim()) return [];
    return [{ kind, number: paper.number.trim(), ...(paper.until ? { until: paper.until } : {}) }] as PlaceInput['credentials'] & object;
  });

interface PayersFieldProps {
  readonly payers: PartiesView['payers'];
  readonly chosen: string[];
  onChoose(chosen: string[]): void;
}

/** So many are looked through by eye; of more, those are shown whose name holds what is typed, and those that are chosen. */
const byEye = 8;

/** A payer of which a person said that it is another one is chosen as that one. */
function PayersField({ payers, chosen, onChoose }: PayersFieldProps): ReactElement | null {
  const [search, setSearch] = useState('');
  const choices = payers.filter(({ id, sameAs }) => sameAs === undefined || chosen.includes(id));
  if (choices.length < 2) return null;
  const wanted = search.trim().toLowerCase();
  const found = choices.filter(({ id, name }) => chosen.includes(id) || name.toLowerCase().includes(wanted));
  return (
    <>
      {choices.length > byEye ? (
        <TextInput label="Find a payer" value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
      ) : null}
      <Checkbox.Group
        label="Payers"
        description="Limits what they do and what they see: claims and remits of these payers only. None chosen: all of them"
        value={chosen}
        onChange={onChoose}
      >
        <div className="payer-list">
          {found.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} />
          ))}
          {found.length === 0 ? <span className="dim">No payer is called so.</span> : null}
        </div>
      </Checkbox.Group>
    </>
  );
}

/** Gives somebody a place: as what, where, and with which papers. */
export function PlaceForm({ title, verb, sites, payers, place, busy, error, onClose, onGiven }: PlaceFormProps): ReactElement {
  const [name, setName] = useState(place?.name ?? '');
  const [email, setEmail] = useState('');
  const [held, setHeld] = useState<string[]>([...(place?.roles ?? [])]);
  const [at, setAt] = useState<string[]>([...(place?.sites ?? [])]);
  const [paying, setPaying] = useState<string[]>([...(place?.payers ?? [])]);
  const [papers, setPapers] = useState<Papers>(papersOf(place));
  const [because, setBecause] = useState('');
  const kinds = [...new Set(held.filter(isRole).flatMap((role) => papersFor(role)))];
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onGiven({ name, email, roles: held, sites: at, payers: paying, credentials: given(papers, kinds), because });
  };
  const write = (kind: CredentialKind, change: Partial<Paper>) =>
    setPapers({ ...papers, [kind]: { number: '', until: '', ...papers[kind], ...change } });
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="dialog" onSubmit={onSubmit}>
        <TextInput label="Name" required data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
        {place ? null : (
          <TextInput label="Email" type="email" required value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        )}
        <Checkbox.Group label="Roles" required value={held} onChange={setHeld}>
          <div className="role-list">
            {personRoles.map((role) => (
              <Checkbox key={role} value={role} label={roleTexts[role].title} description={roleTexts[role].does} />
            ))}
          </div>
        </Checkbox.Group>
        {kinds.map((kind) => (
          <div className="setup-row" key={kind}>
            <TextInput
              label={paperWords[kind]}
              required
              value={papers[kind]?.number ?? ''}
              onChange={(event) => write(kind, { number: event.currentTarget.value })}
            />
            <TextInput
              label={`${paperWords[kind]} lapses on`}
              type="date"
              value={papers[kind]?.until ?? ''}
              onChange={(event) => write(kind, { until: event.currentTarget.value })}
            />
          </div>
        ))}
        {sites.length > 1 ? (
          <Checkbox.Group
            label="Sites"
            description="Limits what they do and what they see: claims and remits of these sites only. None chosen: all of them"
            value={at}
            onChange={setAt}
          >
            {sites.map((site) => (
              <Checkbox key={site.id} value={site.id} label={site.name} />
            ))}
          </Checkbox.Group>
        ) : null}
        <PayersField payers={payers} chosen={paying} onChoose={setPaying} />
        {place ? (
          <Textarea
            label="Reason, kept on the record"
            required
            autosize
            minRows={2}
            value={because}
            onChange={(event) => setBecause(event.currentTarget.value)}
          />
        ) : null}
        {error ? <ErrorNote error={error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={held.length === 0}>
            {verb}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
