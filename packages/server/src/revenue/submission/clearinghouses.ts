import { type PlainDate, plainDate } from '@claimwright/core/ground/base';
import { nightDue, usualHours } from '@claimwright/core/revenue/submission';
import { z } from 'zod';
import { clearinghouseKinds } from '../../connectors/clearinghouse/port.ts';
import { type Command, type Ctx, command, notFound, Refusal } from '../../gate/index.ts';
import { isWithin, watchBounds } from '../../ground/intake/index.ts';
import { agreementKinds } from './schema.ts';
import { type ClearinghouseRow, clearinghouseRows, localTime, putClearinghouse } from './store.ts';

const said = (most: number) => z.string().trim().min(1).max(most);
/** What may stand in ISA06 and ISA08. */
const partnerId = z.string().regex(/^[A-Za-z0-9]{2,15}$/, 'Two to fifteen letters and digits.');
const hours = z.int().min(1).max(2_000);

const setInput = z.object({
  clearinghouseId: z.uuid().optional(),
  name: said(80),
  /** Paper: what goes there is printed and mailed by the practice. */
  kind: z.enum([...clearinghouseKinds, 'paper']),
  path: said(1000).optional(),
  answersPath: said(1000).optional(),
  host: said(250).optional(),
  port: z.int().min(1).max(65_535).optional(),
  username: said(120).optional(),
  /** Left out: the one that is kept already. */
  secret: z.string().min(1).max(20_000).optional(),
  hostKey: z
    .string()
    .regex(/^SHA256:[A-Za-z0-9+/]{43}$/)
    .optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  senderId: partnerId,
  senderName: said(60),
  contact: said(60),
  /** A contact without a number is none to whoever reads the file. */
  phone: z.string().regex(/^\d{10}$/, 'Ten digits.'),
  receiverId: partnerId,
  receiverName: said(60),
  /** Further ids that stand in its answers, of itself or of the practice. */
  answerIds: z.array(partnerId).max(20).default([]),
  test: z.boolean().default(false),
  /** It takes the claims of every payer that has no route of its own. */
  others: z.boolean().default(true),
  mostClaims: z.int().min(1).max(5_000).default(5_000),
  usual: z.object({ received: hours, clearinghouse: hours, payer: hours }).default(usualHours),
  nightlyAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  active: z.boolean(),
  /** Left out: there is none on file, and nothing is sent. */
  agreement: z.object({ kind: z.enum(agreementKinds), signedOn: z.iso.date(), endsOn: z.iso.date().optional() }).optional(),
});
type SetInput = z.infer<typeof setInput>;

/** Where claims go out. Whoever sets it up says where patients’ data goes: people only, and never in an exercise. */
export const setClearinghouse: Command = command<
  SetInput,
  ClearinghouseRow | undefined,
  ClearinghouseRow | undefined,
  { clearinghouseId: string }
>({
  name: 'revenue/submission/set-clearinghouse',
  summary: 'Set up a clearinghouse',
  permission: 'submissions.manage',
  workflow: 'submission',
  consequence: 'administers',
  whole: 'A clearinghouse',
  input: setInput as unknown as z.ZodType<SetInput>,
  load: async ({ tx }, { clearinghouseId }) => {
    const before = (await clearinghouseRows(tx)).find(({ id }) => id === clearinghouseId);
    if (clearinghouseId !== undefined && !before) throw notFound('clearinghouse');
    return before;
  },
  plan: (before, input, { actor, today }) => {
    refuseAgreement(input, today);
    if (input.kind === 'folder') refuseFolders(actor.tenant, input);
    else if (input.kind === 'sftp') refuseServer(input, before);
    else if (input.kind === 'api') refuseUrl(input, before);
    return before;
  },
  apply: async (ctx, before, { clearinghouseId, secret, ...input }) => {
    const id = clearinghouseId ?? ctx.newId();
    const { path, answersPath, host, port, username, hostKey, url, phone, nightlyAt, agreement, ...rest } = input;
    await putClearinghouse(ctx, id, {
      ...rest,
      ...{ path: path ?? null, answersPath: answersPath ?? null, host: host ?? null, port: port ?? null, username: username ?? null },
      ...{ hostKey: hostKey ?? null, url: url ?? null, phone, nightlyAt: nightlyAt ?? null, setAt: ctx.now },
      secret: secret ?? before?.secret ?? null,
      agreement: agreement?.kind ?? null,
      agreementSignedOn: plainDate(agreement?.signedOn ?? '') ?? null,
      agreementEndsOn: plainDate(agreement?.endsOn ?? '') ?? null,
      lastNight: before?.nightlyAt === (nightlyAt ?? null) ? before.lastNight : await nightBefore(ctx, nightlyAt),
    });
    return {
      result: { clearinghouseId: id },
      subjects: [`clearinghouse:${id}`],
      details: {
        ...{ kind: input.kind, active: input.active, new: before === undefined, test: input.test },
        agreement: input.agreement === undefined ? 'none' : `${input.agreement.kind} ${input.agreement.signedOn}`,
      },
      changes: [{ topic: 'batches' }],
    };
  },
});

/** What was due before somebody said when it is due, is due to nobody. */
const nightBefore = async (ctx: Ctx, nightlyAt: string | undefined): Promise<PlainDate | null> =>
  nightDue(nightlyAt ?? null, null, await localTime(ctx.tx, ctx.now)) ?? null;

function refuseAgreement({ agreement }: SetInput, today: PlainDate): void {
  if (agreement === undefined) return;
  if (agreement.signedOn > today)
    throw new Refusal('bad-input', 'The day of signing is in the future.', { fix: 'File the agreement when it is signed.' });
  if (agreement.endsOn !== undefined && agreement.endsOn < agreement.signedOn)
    throw new Refusal('bad-input', 'The agreement would end before it was signed.', { fix: 'Look at both days again.' });
}

function refuseFolders(tenant: string, { path, answersPath }: SetInput): void {
  const roots = watchBounds(process.env).rootsOf(tenant);
  for (const folder of [path, answersPath])
    if (folder === undefined || !isWithin(folder, roots))
      throw new Refusal('bad-input', 'This folder may not be used here.', {
        because: `Folders within ${roots.join(', ') || 'none'} may be; whoever runs the machine names them in CLAIMWRIGHT_WATCH.`,
        fix: 'Choose one of these for what goes out, and one for the answers.',
      });
}

const moved = (before: ClearinghouseRow | undefined, input: SetInput): boolean =>
  before !== undefined && (['host', 'port', 'username', 'url'] as const).some((part) => (before[part] ?? undefined) !== input[part]);

function refuseServer(input: SetInput, before: ClearinghouseRow | undefined): void {
  const { host, username, path, answersPath, hostKey, secret } = input;
  if (!host || !username || !path || !answersPath || /[\s/@]/.test(host))
    throw new Refusal('bad-input', 'A server, a user and two folders are needed.', {
      fix: 'Such as sftp.partner.example, /inbound and /outbound.',
    });
  if (hostKey === undefined)
    throw new Refusal('bad-input', 'The key of the server is needed.', {
      fix: 'Ask the clearinghouse for its fingerprint, written SHA256:….',
    });
  refuseMovedKey(input, before, secret);
}

function refuseUrl(input: SetInput, before: ClearinghouseRow | undefined): void {
  const url = input.url === undefined ? undefined : new URL(input.url);
  if (url === undefined || url.username !== '' || (url.protocol !== 'https:' && !watchBounds(process.env).inside.includes(url.hostname)))
    throw new Refusal('bad-input', 'This address cannot be used.', {
      because: 'Claims leave over HTTPS only, but for a server that whoever runs the machine named in CLAIMWRIGHT_SFTP_INSIDE.',
      fix: 'Give the address as the clearinghouse wrote it: https://….',
    });
  refuseMovedKey(input, before, input.secret);
}

/** A key goes only where it was given for. */
function refuseMovedKey(input: SetInput, before: ClearinghouseRow | undefined, secret: string | undefined): void {
  if (secret === undefined && (moved(before, input) || !before?.secret))
    throw new Refusal('bad-input', 'The key or the password is needed.', { fix: 'Put it in; after a change of server or user once more.' });
}
