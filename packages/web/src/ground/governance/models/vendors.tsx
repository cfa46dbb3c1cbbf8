import type { AgreementView, ModelsView, VendorView } from '@claimwright/server/api';
import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useCommands } from '../../../app/commands.tsx';
import { useAct } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { formatDate, sentence } from '../../../ui/format.ts';
import { EmptyState, ErrorNote } from '../../../ui/notes.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { Status } from '../../../ui/status.tsx';
import { AgreementForm } from './agreement-form.tsx';
import { kindWords, standingOf } from './words.ts';

function AddVendor({ onDone }: { onDone(): void }): ReactElement {
  const [draft, setDraft] = useState({ name: '', contact: '' });
  const add = useAct('ground/governance/models/add-vendor');
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const contact = draft.contact.trim();
    if (await add.run({ name: draft.name.trim(), ...(contact === '' ? {} : { contact }) })) onDone();
  };
  return (
    <form className="block" aria-label="Add a vendor" onSubmit={(event) => void onSubmit(event)}>
      <div className="setup-row">
        <TextInput
          label="Vendor"
          placeholder="Whoever runs the model; for your own server, the practice"
          required
          autoFocus
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <TextInput
          label="Who to call when something went wrong"
          value={draft.contact}
          onChange={(event) => setDraft({ ...draft, contact: event.currentTarget.value })}
        />
      </div>
      {add.error ? <ErrorNote error={add.error} /> : null}
      <div className="actions">
        <Button type="submit" loading={add.busy} disabled={draft.name.trim() === ''}>
          Add the vendor
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

interface AgreementRowProps {
  readonly agreement: AgreementView;
  readonly onEnd: (() => void) | undefined;
}

function AgreementRow({ agreement, onEnd }: AgreementRowProps): ReactElement {
  const { words, tone } = standingOf(agreement);
  return (
    <li className="models-agreement" data-off={!agreement.standing || undefined}>
      <div>
        <p>
          <strong>{agreement.product}</strong> <Status tone={tone}>{words}</Status>
        </p>
        <p>{kindWords[agreement.kind]}</p>
        <p className="dim">
          For {agreement.purposes.join(', ')} · signed {formatDate(agreement.signedOn)} ·{' '}
          {agreement.expiresOn ? `expires ${formatDate(agreement.expiresOn)}` : 'no end'}
          {agreement.documentId ? (
            <>
              {' · '}
              <Link to="/documents" search={{ document: agreement.documentId }}>
                the paper
              </Link>
            </>
          ) : null}
        </p>
      </div>
      {onEnd ? (
        <Button variant="default" size="compact-xs" onClick={onEnd} aria-label={`End it: the agreement for ${agreement.product}`}>
          End it
        </Button>
      ) : null}
    </li>
  );
}

interface VendorProps {
  readonly vendor: VendorView;
  readonly models: ModelsView;
  readonly may: boolean;
  onEnd(agreement: AgreementView): void;
}

function Vendor({ vendor, models, may, onEnd }: VendorProps): ReactElement {
  const [filing, setFiling] = useState(false);
  return (
    <section className="block" aria-label={vendor.name}>
      <div className="block-head models-head">
        <h2>{vendor.name}</h2>
        <span className="dim">{vendor.contact}</span>
        {may && !filing ? (
          <Button className="push" variant="default" size="compact-xs" onClick={() => setFiling(true)}>
            File an agreement
          </Button>
        ) : null}
      </div>
      {filing ? <AgreementForm vendor={vendor} purposes={models.purposes} onDone={() => setFiling(false)} /> : null}
      {vendor.agreements.length === 0 ? (
        <p className="dim">No agreement is on file, so nothing is sent to this vendor.</p>
      ) : (
        <ul className="plain-list">
          {vendor.agreements.map((agreement) => (
            <AgreementRow key={agreement.id} agreement={agreement} onEnd={may && !agreement.ended ? () => onEnd(agreement) : undefined} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Who may be handed patient data, and under what paper. */
export function Vendors({ models }: { readonly models: ModelsView }): ReactElement {
  const may = useMay('models.manage');
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<AgreementView | undefined>(undefined);
  const end = useAct('ground/governance/models/end-agreement');
  useCommands([
    {
      id: 'add-vendor',
      label: 'Add a vendor',
      group: 'Models',
      keys: 'n',
      run: () => setAdding(true),
      not: may ? undefined : 'Your role may not file agreements.',
    },
  ]);
  const done = async (reason: string) => {
    if (ending && (await end.run({ agreementId: ending.id, reason }))) setEnding(undefined);
  };
  const add = (
    <Button size="compact-xs" onClick={() => setAdding(true)}>
      Add a vendor
    </Button>
  );
  return (
    <>
      {adding ? <AddVendor onDone={() => setAdding(false)} /> : null}
      {models.vendors.length === 0 && !adding ? (
        <EmptyState title="No vendor is on file" action={may ? add : undefined}>
          Whoever may be handed patient data stands here, with the agreement that says for what and how long. Where no agreement in force
          covers a purpose, nothing is sent.
        </EmptyState>
      ) : null}
      {models.vendors.length > 0 && may && !adding ? <div className="page-note actions">{add}</div> : null}
      {models.vendors.map((vendor) => (
        <Vendor key={vendor.id} vendor={vendor} models={models} may={may} onEnd={setEnding} />
      ))}
      <ReasonDialog
        title="End this agreement"
        verb="End it"
        opened={ending !== undefined}
        reason=""
        busy={end.busy}
        error={end.error}
        onClose={() => setEnding(undefined)}
        onDone={(reason) => void done(reason)}
      >
        <p>
          {ending ? `${sentence(ending.product)}: ` : ''}from this moment nothing more is sent under it. It stays on file as ended; to go
          on, file a new one.
        </p>
      </ReasonDialog>
    </>
  );
}
