import type { SourceView } from '@claimwright/server/api';
import { Button, Modal, NumberInput, PasswordInput, Radio, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../app/queries.ts';
import { ErrorNote } from '../../ui/notes.tsx';

interface Draft {
  readonly name: string;
  readonly kind: 'folder' | 'sftp';
  readonly path: string;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly key: string;
  readonly patterns: string;
  readonly everySeconds: number;
  readonly afterwards: 'leave' | 'move' | 'delete';
  readonly movedTo: string;
  readonly quietHours: number;
}

const draftOf = (source: SourceView | undefined, roots: readonly string[]): Draft => ({
  name: source?.name ?? '',
  kind: source?.kind === 'sftp' ? 'sftp' : 'folder',
  path: source?.path ?? roots[0] ?? '',
  host: source?.host ?? '',
  port: source?.port ?? 22,
  username: source?.username ?? '',
  password: '',
  key: '',
  patterns: source?.patterns.join(', ') ?? '',
  everySeconds: source?.everySeconds ?? 60,
  afterwards: source?.afterwards ?? 'leave',
  movedTo: source?.movedTo ?? 'taken',
  quietHours: source?.quietHours ?? 0,
});

interface FormProps {
  readonly source: SourceView | undefined;
  readonly roots: readonly string[];
  onClose(): void;
}

/** A place that files are taken from: where it is, which files, and what becomes of them there. */
export function SourceForm({ source, roots, onClose }: FormProps): ReactElement {
  const save = useAct('ground/intake/set-source');
  const [draft, setDraft] = useState(() => draftOf(source, roots));
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const { name, kind, path, host, port, username, password, key, everySeconds, afterwards, movedTo, quietHours } = draft;
    const secret = key.trim() === '' ? password : key;
    const patterns = draft.patterns.split(/[,\s]+/).filter(Boolean);
    const done = await save.run({
      ...{ name, kind, path, patterns, everySeconds, afterwards, quietHours, cutOffMinutes: source?.cutOffMinutes ?? 10 },
      ...(source ? { sourceId: source.id } : {}),
      ...(afterwards === 'move' ? { movedTo } : {}),
      ...(kind === 'sftp' ? { host, port, username, ...(secret === '' ? {} : { secret }) } : {}),
    });
    if (done !== undefined) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={source ? `Change ${source.name}` : 'Watch a place'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
        <TextInput
          label="Name"
          description="Who sends what, such as Northwind remits"
          required
          data-autofocus
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Radio.Group
          label="Where"
          value={draft.kind}
          onChange={(kind) => set(kind === 'sftp' ? { kind, path: '' } : { kind: 'folder', path: roots[0] ?? '' })}
        >
          <Radio value="folder" label="A folder of the machine that Claimwright runs on" mt={4} />
          <Radio value="sftp" label="A server, by SFTP" mt={4} />
        </Radio.Group>
        {draft.kind === 'sftp' ? <Server draft={draft} source={source} set={set} /> : null}
        <TextInput
          label="Folder"
          description={
            draft.kind === 'folder'
              ? `Within ${roots.join(', ') || 'nothing: whoever runs the machine names folders in CLAIMWRIGHT_WATCH'}`
              : 'As the server knows it, such as /outbound'
          }
          required
          value={draft.path}
          onChange={(event) => set({ path: event.currentTarget.value })}
        />
        <div className="setup-row">
          <TextInput
            label="Which files"
            description="Such as *.835, *.edi; empty for all"
            value={draft.patterns}
            onChange={(event) => set({ patterns: event.currentTarget.value })}
          />
          <NumberInput
            size="xs"
            label="Looked at every so many seconds"
            min={10}
            max={86_400}
            value={draft.everySeconds}
            onChange={(value) => set({ everySeconds: Number(value) })}
          />
          <NumberInput
            size="xs"
            label="Silent after so many hours"
            description="0: never"
            min={0}
            max={8760}
            value={draft.quietHours}
            onChange={(value) => set({ quietHours: Number(value) })}
          />
        </div>
        <Radio.Group
          label="What becomes of a file that was taken"
          value={draft.afterwards}
          onChange={(value) => set({ afterwards: value === 'move' || value === 'delete' ? value : 'leave' })}
        >
          <Radio value="leave" label="It stays where it is, and is not taken again" mt={4} />
          <Radio value="move" label="It is moved into another folder there" mt={4} />
          <Radio value="delete" label="It is deleted there; here it is kept" mt={4} />
        </Radio.Group>
        {draft.afterwards === 'move' ? (
          <TextInput
            label="Into which folder"
            required
            value={draft.movedTo}
            onChange={(event) => set({ movedTo: event.currentTarget.value })}
          />
        ) : null}
        {save.error ? <ErrorNote error={save.error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.busy}>
            {source ? 'Save' : 'Watch it'}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface ServerProps {
  readonly draft: Draft;
  readonly source: SourceView | undefined;
  set(part: Partial<Draft>): void;
}

function Server({ draft, source, set }: ServerProps): ReactElement {
  const kept = source?.hasSecret ? ' Empty: the one that is kept.' : '';
  return (
    <>
      <div className="setup-row">
        <TextInput
          label="Server"
          required
          placeholder="sftp.payer.example"
          value={draft.host}
          onChange={(event) => set({ host: event.currentTarget.value })}
        />
        <NumberInput size="xs" label="Port" min={1} max={65_535} value={draft.port} onChange={(value) => set({ port: Number(value) })} />
        <TextInput
          label="User"
          required
          autoComplete="off"
          value={draft.username}
          onChange={(event) => set({ username: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label="Private key"
        description={`OpenSSH or PEM, without a passphrase. Kept encrypted, and never shown again.${kept}`}
        autosize
        minRows={2}
        maxRows={5}
        spellCheck={false}
        value={draft.key}
        onChange={(event) => set({ key: event.currentTarget.value })}
      />
      <PasswordInput
        label="Or a password"
        description="Where the sender gives no key"
        autoComplete="off"
        value={draft.password}
        onChange={(event) => set({ password: event.currentTarget.value })}
      />
    </>
  );
}
