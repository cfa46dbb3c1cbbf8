import type { ApiCommands } from '@claimwright/server/api';
import { Checkbox, NativeSelect, NumberInput, PasswordInput, Radio, Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ClearinghouseView } from './pages.ts';

type Input = ApiCommands['revenue/submission/set-clearinghouse']['input'];

/** What stands in the form, as typed. */
export interface Draft {
  readonly name: string;
  readonly kind: Input['kind'];
  readonly path: string;
  readonly answersPath: string;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly secret: string;
  readonly hostKey: string;
  readonly url: string;
  readonly senderId: string;
  readonly senderName: string;
  readonly contact: string;
  readonly phone: string;
  readonly receiverId: string;
  readonly receiverName: string;
  readonly test: boolean;
  readonly answerIds: string;
  readonly others: boolean;
  readonly received: number;
  readonly clearinghouse: number;
  readonly payer: number;
  readonly nightlyAt: string;
  readonly active: boolean;
  readonly agreement: '' | 'baa' | 'trading-partner';
  readonly signedOn: string;
  readonly endsOn: string;
}

const kindOf = (kind: string | undefined): Draft['kind'] => (kind === 'sftp' || kind === 'api' || kind === 'paper' ? kind : 'folder');

export const draftOf = (row: ClearinghouseView | undefined, root: string, practice: string): Draft => ({
  ...{
    name: row?.name ?? '',
    kind: kindOf(row?.kind),
    path: row?.path ?? (root && `${root}/out`),
    answersPath: row?.answersPath ?? (root && `${root}/in`),
  },
  ...{ host: row?.host ?? '', port: row?.port ?? 22, username: row?.username ?? '', secret: '', hostKey: row?.hostKey ?? '' },
  ...{ url: row?.url ?? '', senderId: row?.senderId ?? '', senderName: row?.senderName ?? practice, contact: row?.contact ?? '' },
  ...{ phone: row?.phone ?? '', receiverId: row?.receiverId ?? '', receiverName: row?.receiverName ?? '', test: row?.test ?? false },
  ...{ answerIds: row?.answerIds.join(' ') ?? '', others: row?.others ?? true },
  ...{ received: row?.usual.received ?? 24, clearinghouse: row?.usual.clearinghouse ?? 48 },
  ...{ payer: row?.usual.payer ?? 168, nightlyAt: row?.nightlyAt ?? '', active: row?.active ?? true },
  ...{ agreement: row?.agreement?.kind ?? '', signedOn: row?.agreement?.signedOn ?? '', endsOn: row?.agreement?.endsOn ?? '' },
});

export function inputOf(draft: Draft, row: ClearinghouseView | undefined): Input {
  const { name, kind, path, answersPath, host, port, username, secret, hostKey, url, nightlyAt, agreement, signedOn, endsOn } = draft;
  const { senderId, senderName, contact, phone, receiverId, receiverName, test, others, received, clearinghouse, payer, active } = draft;
  const folders = { path, answersPath };
  const answerIds = draft.answerIds.split(/[\s,]+/).filter((id) => id !== '');
  // What is mailed is signed by nobody.
  const names = kind === 'paper' ? { senderId: 'PAPER', receiverId: 'PAPER', receiverName: name } : { senderId, receiverId, receiverName };
  return {
    ...{ name, kind, senderName, contact, phone: phone.replace(/\D/g, ''), ...names, answerIds, test, others, active },
    ...{ usual: { received, clearinghouse, payer }, mostClaims: row?.mostClaims ?? 5_000 },
    ...(row ? { clearinghouseId: row.id } : {}),
    ...(kind === 'api' ? { url } : kind === 'paper' ? {} : folders),
    ...(kind === 'sftp' ? { host, port, username, hostKey } : {}),
    ...(kind === 'folder' || kind === 'paper' || secret === '' ? {} : { secret }),
    ...(nightlyAt === '' ? {} : { nightlyAt }),
    ...(agreement === '' ? {} : { agreement: { kind: agreement, signedOn, ...(endsOn === '' ? {} : { endsOn }) } }),
  };
}

export interface PartProps {
  readonly draft: Draft;
  set(part: Partial<Draft>): void;
}
type TextPart = { [K in keyof Draft]: Draft[K] extends string ? K : never }[keyof Draft];

/** One line of text of the form. */
function Line({
  draft,
  set,
  part,
  label,
  ...more
}: PartProps & { part: TextPart; label: string; description?: string; placeholder?: string; optional?: boolean; type?: string }) {
  const { optional, ...rest } = more;
  return (
    <TextInput
      {...rest}
      label={label}
      required={!optional}
      autoComplete="off"
      value={draft[part]}
      onChange={(event) => set({ [part]: event.currentTarget.value })}
    />
  );
}

const whereWords = {
  folder: 'A folder that its own program sends from',
  sftp: 'A server, by SFTP',
  api: 'An address, by its JSON API',
  paper: 'Paper: the practice prints the forms and mails them',
} as const;

export const NamePart = (own: PartProps): ReactElement => (
  <Line {...own} part="name" label="Name" description="Of the clearinghouse, or of the payer itself" />
);

/** How it is reached, and by which key. */
export function Where({
  draft,
  set,
  kept,
  roots,
}: PartProps & { readonly kept: boolean; readonly roots: readonly string[] }): ReactElement {
  const { kind } = draft;
  const own = { draft, set };
  const within = `Within ${roots.join(', ') || 'nothing: whoever runs the machine names folders in CLAIMWRIGHT_WATCH'}`;
  return (
    <>
      <Radio.Group
        label="How it is reached"
        value={kind}
        onChange={(value) => set(value === 'paper' ? { kind: 'paper', others: false } : { kind: kindOf(value) })}
      >
        {(['folder', 'sftp', 'api', 'paper'] as const).map((one) => (
          <Radio key={one} value={one} label={whereWords[one]} mt={4} />
        ))}
      </Radio.Group>
      {kind === 'api' ? <Line {...own} part="url" label="Address" placeholder="https://api.partner.example/v1" /> : null}
      {kind === 'sftp' ? (
        <>
          <div className="setup-row">
            <Line {...own} part="host" label="Server" placeholder="sftp.partner.example" />
            <NumberInput
              size="xs"
              label="Port"
              min={1}
              max={65_535}
              value={draft.port}
              onChange={(value) => set({ port: Number(value) })}
            />
            <Line {...own} part="username" label="User" />
          </div>
          <Line {...own} part="hostKey" label="Fingerprint of the server" description="As the clearinghouse wrote it: SHA256:…" />
        </>
      ) : null}
      {kind === 'api' || kind === 'paper' ? null : (
        <div className="setup-row">
          <Line {...own} part="path" label="Folder for claims" description={kind === 'folder' ? within : 'Such as /inbound'} />
          <Line {...own} part="answersPath" label="Folder of its answers" description={kind === 'folder' ? within : 'Such as /outbound'} />
        </div>
      )}
      {kind === 'sftp' ? (
        <Textarea
          label="Private key or password"
          description={`Kept encrypted, and never shown again.${kept ? ' Empty: the one that is kept.' : ''}`}
          autosize
          minRows={2}
          maxRows={5}
          spellCheck={false}
          value={draft.secret}
          onChange={(event) => set({ secret: event.currentTarget.value })}
        />
      ) : null}
      {kind === 'api' ? (
        <PasswordInput
          label="Key"
          description={`Kept encrypted, and never shown again.${kept ? ' Empty: the one that is kept.' : ''}`}
          autoComplete="off"
          value={draft.secret}
          onChange={(event) => set({ secret: event.currentTarget.value })}
        />
      ) : null}
    </>
  );
}

/** Under which names both know each other. */
export const Names = (own: PartProps): ReactElement => (
  <>
    {own.draft.kind === 'paper' ? (
      <Line {...own} part="senderName" label="The practice, as sender" />
    ) : (
      <>
        <div className="setup-row">
          <Line {...own} part="senderName" label="The practice, as sender" />
          <Line {...own} part="senderId" label="Its sender ID" description="ISA06" />
          <Line {...own} part="receiverName" label="Receiver" />
          <Line {...own} part="receiverId" label="Receiver ID" description="ISA08" />
        </div>
        <Line
          {...own}
          part="answerIds"
          label="Other IDs in its answers"
          description="Where it, or the practice, signs its answers otherwise; else they count as a stranger’s"
          optional
        />
      </>
    )}
    <div className="setup-row">
      <Line {...own} part="contact" label="Whom they call" />
      <Line {...own} part="phone" label="At the number" placeholder="555-555-0100" />
    </div>
  </>
);

/** Without an agreement nothing is sent. */
export const AgreementPart = ({ draft, set }: PartProps): ReactElement => (
  <div className="setup-row">
    <NativeSelect
      label="Agreement on file"
      description="Without one nothing is sent"
      value={draft.agreement}
      data={[
        { value: '', label: 'None yet' },
        { value: 'baa', label: 'Business associate agreement' },
        { value: 'trading-partner', label: 'Trading partner agreement of a payer' },
      ]}
      onChange={({ currentTarget: { value } }) => set({ agreement: value === 'baa' || value === 'trading-partner' ? value : '' })}
    />
    {draft.agreement === '' ? null : (
      <>
        <Line draft={draft} set={set} part="signedOn" label="Signed on" type="date" />
        <Line draft={draft} set={set} part="endsOn" label="Last day" type="date" optional />
      </>
    )}
  </div>
);

const hours = [
  ['received', 'That a file came (999)'],
  ['clearinghouse', 'The clearinghouse’s answer'],
  ['payer', 'The payer’s answer'],
] as const;

/** When it usually answers, and when the night’s batches are made ready. */
export const Times = ({ draft, set }: PartProps): ReactElement => (
  <>
    <div className="setup-row">
      {hours
        .filter(([part]) => draft.kind !== 'paper' || part === 'payer')
        .map(([part, label]) => (
          <NumberInput
            key={part}
            size="xs"
            label={label}
            description="Late after so many hours"
            min={1}
            max={2_000}
            value={draft[part]}
            onChange={(value) => set({ [part]: Number(value) })}
          />
        ))}
      <Line draft={draft} set={set} part="nightlyAt" label="Batches made ready at" description="Empty: by hand" type="time" optional />
    </div>
    <Checkbox
      label="Test files only: nobody pays them"
      checked={draft.test}
      onChange={(event) => set({ test: event.currentTarget.checked })}
    />
    <Checkbox
      label="Takes claims to every payer that has no route of its own"
      checked={draft.others}
      onChange={(event) => set({ others: event.currentTarget.checked })}
    />
    <Checkbox label="In use" checked={draft.active} onChange={(event) => set({ active: event.currentTarget.checked })} />
  </>
);
