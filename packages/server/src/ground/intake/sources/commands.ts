import { z } from 'zod';
import { sourceKinds } from '../../../connectors/file-sources/port.ts';
import { type Command, command, notFound, Refusal } from '../../../gate/index.ts';
import { isWithin, watchBounds } from './roots.ts';
import { endSource, lookSoon, putSource, type SourceRow, setPaused, sourceById, stateById, trustHost } from './store.ts';

const fingerprint = z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'A fingerprint is written SHA256:… with 43 signs.');
const sourceInput = z.object({
  sourceId: z.uuid().optional(),
  name: z.string().trim().min(1).max(80),
  kind: z.enum(sourceKinds),
  path: z.string().trim().min(1).max(1000),
  host: z.string().trim().max(250).optional(),
  port: z.int().min(1).max(65_535).optional(),
  username: z.string().trim().max(120).optional(),
  /** A private key, or a password. Left out: the one that is kept already. */
  secret: z.string().max(20_000).optional(),
  hostKey: fingerprint.optional(),
  patterns: z.array(z.string().trim().min(1).max(120)).max(20).default([]),
  everySeconds: z.int().min(10).max(86_400).default(60),
  afterwards: z.enum(['leave', 'move', 'delete']).default('leave'),
  movedTo: z.string().trim().min(1).max(1000).optional(),
  cutOffMinutes: z.int().min(0).max(1440).default(10),
  quietHours: z.int().min(0).max(8760).default(0),
});
type SourceInput = z.infer<typeof sourceInput>;

/** Where files are taken from, and what becomes of them there. */
const setSource: Command = command<SourceInput, SourceRow | undefined, SourceRow | undefined, { sourceId: string }>({
  name: 'ground/intake/set-source',
  summary: 'Set up a place that files are taken from',
  permission: 'sources.manage',
  workflow: 'intake',
  consequence: 'administers',
  input: sourceInput as unknown as z.ZodType<SourceInput>,
  load: async ({ tx }, { sourceId }) => {
    const before = sourceId === undefined ? undefined : await sourceById(tx, sourceId);
    if (sourceId !== undefined && !before) throw notFound('source');
    return before;
  },
  plan: (before, input, { actor }) => {
    if (input.kind === 'folder') refuseFolder(actor.tenant, input);
    else refuseServer(input, before);
    if (input.afterwards === 'move' && input.movedTo === undefined)
      throw new Refusal('bad-input', 'Say into which folder taken files are moved.', { fix: 'Such as `taken`, within the folder itself.' });
    return before;
  },
  apply: async (ctx, before, { sourceId, secret, ...input }) => {
    const id = sourceId ?? ctx.newId();
    const server = input.kind === 'sftp';
    const moved = before !== undefined && (before.host !== (input.host ?? null) || before.port !== (input.port ?? 22));
    await putSource(
      ctx.tx,
      {
        ...{ id, name: input.name, kind: input.kind, path: input.path },
        host: server ? (input.host ?? null) : null,
        port: server ? (input.port ?? 22) : null,
        username: server ? (input.username ?? null) : null,
        secret: server ? (secret ?? before?.secret ?? null) : null,
        // Of another server nobody has said that it is the right one.
        hostKey: server ? (input.hostKey ?? (moved ? null : (before?.hostKey ?? null))) : null,
        ...{ patterns: input.patterns, everySeconds: input.everySeconds, afterwards: input.afterwards },
        movedTo: input.afterwards === 'move' ? (input.movedTo ?? null) : null,
        ...{ cutOffMinutes: input.cutOffMinutes, quietHours: input.quietHours, paused: before?.paused ?? false, endedAt: null },
        ...{ setAt: ctx.now, setBy: ctx.actor.name, actId: ctx.actId },
      },
      ctx.now,
    );
    return {
      result: { sourceId: id },
      subjects: [`source:${id}`],
      details: { kind: input.kind, afterwards: input.afterwards, new: before === undefined },
      changes: [{ topic: 'documents' }],
    };
  },
});

function refuseFolder(tenant: string, { path, movedTo }: SourceInput): void {
  const roots = watchBounds(process.env).rootsOf(tenant);
  if (!isWithin(path, roots))
    throw new Refusal('bad-input', 'This folder may not be watched here.', {
      because: `Folders within ${roots.join(', ') || 'none'} may be; whoever runs the machine names them in CLAIMWRIGHT_WATCH.`,
      fix: 'Choose one of these, or a folder within.',
    });
  if (movedTo !== undefined && (/[\\/\0]/.test(movedTo) || movedTo === '.' || movedTo === '..'))
    throw new Refusal('bad-input', 'Taken files are moved within the folder itself only.', {
      fix: 'Give the name of a folder in it, such as `taken`.',
    });
}

function refuseServer(input: SourceInput, before: SourceRow | undefined): void {
  const { host, username, secret, path, movedTo } = input;
  if (!host || !username || /[\s/@]/.test(host))
    throw new Refusal('bad-input', 'A server and a user are needed.', {
      fix: 'Such as sftp.payer.example, and the user that they gave you.',
    });
  if (/(?:^|\/)\.\.(?:\/|$)/.test(path) || /(?:^|\/)\.\.(?:\/|$)/.test(movedTo ?? ''))
    throw new Refusal('bad-input', 'A folder is written without `..`.', { fix: 'Write it as the server knows it, such as /outbound.' });
  // A key goes only where it was given for: whoever may change the address must not be able to send it elsewhere.
  const moved = before && (before.host !== host || before.username !== username || before.port !== (input.port ?? 22));
  if ((moved || !before?.secret) && !secret)
    throw new Refusal('bad-input', 'The key or the password is needed.', { fix: 'Put it in; after a change of server or user once more.' });
}

const named = z.object({ sourceId: z.uuid() });

interface Located {
  readonly row: SourceRow;
  /** The key that its server showed at the last look. */
  readonly offered: string | undefined;
}

/** A command on one source, that changes how it is looked at and nothing else. */
const onSource = <In extends { sourceId: string }>(
  definition: Pick<Command, 'name' | 'summary' | 'permission' | 'consequence'>,
  input: z.ZodType<In>,
  refuse: (row: SourceRow, input: In, offered: string | undefined) => void,
  change: (ctx: Parameters<Command['apply']>[0], input: In) => Promise<void>,
): Command =>
  command<In, Located, SourceRow, { sourceId: string }>({
    ...definition,
    workflow: 'intake',
    input,
    load: async ({ tx }, { sourceId }) => {
      const row = await sourceById(tx, sourceId);
      if (!row) throw notFound('source');
      return { row, offered: (await stateById(tx, sourceId))?.offeredKey ?? undefined };
    },
    plan: ({ row, offered }, given) => {
      refuse(row, given, offered);
      return row;
    },
    essence: ({ id }) => ({ id }),
    apply: async (ctx, row, given) => {
      await change(ctx, given);
      return { result: { sourceId: row.id }, subjects: [`source:${row.id}`], changes: [{ topic: 'documents' }] };
    },
  });

const nothing = () => undefined;
const manages = { permission: 'sources.manage', consequence: 'administers' } as const;

export const sourceCommands: readonly Command[] = [
  setSource,
  onSource(
    { name: 'ground/intake/pause-source', summary: 'Pause taking files from a place, or go on', ...manages },
    named.extend({ paused: z.boolean() }),
    nothing,
    ({ tx, now }, { sourceId, paused }) => setPaused(tx, sourceId, paused, now),
  ),
  onSource(
    { name: 'ground/intake/look-now', summary: 'Look for files at once', permission: 'documents.add', consequence: 'keeps-document' },
    named,
    ({ paused }) => {
      if (paused) throw new Refusal('cannot-do', 'This place is paused.', { fix: 'Let it go on first.' });
    },
    ({ tx, now }, { sourceId }) => lookSoon(tx, sourceId, now),
  ),
  onSource(
    { name: 'ground/intake/trust-host', summary: 'Say that a server is the right one', ...manages },
    named.extend({ hostKey: fingerprint }),
    ({ kind }, { hostKey }, offered) => {
      if (kind !== 'sftp') throw new Refusal('cannot-do', 'A folder has no such key.', {});
      if (hostKey !== offered)
        throw new Refusal('cannot-do', 'The server does not show this key.', {
          because: offered === undefined ? 'It showed none that waits to be confirmed.' : `It showed ${offered}.`,
          fix: 'Confirm the key that it shows, if that is the one that the sender told you; else confirm nothing, and ask them.',
        });
    },
    ({ tx, now }, { sourceId, hostKey }) => trustHost(tx, sourceId, hostKey, now),
  ),
  onSource(
    { name: 'ground/intake/end-source', summary: 'Take no more files from a place', ...manages },
    named,
    nothing,
    ({ tx, now }, { sourceId }) => endSource(tx, sourceId, now),
  ),
];
