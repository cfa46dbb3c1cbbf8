import { z } from 'zod';
import { partnerProtocols } from '../../../connectors/write-back/port.ts';
import { type Command, command, notFound, Refusal } from '../../../gate/index.ts';
import { agreementFor } from '../models/index.ts';
import { writeBackKinds } from './outbox.ts';
import { type PartnerRow, partnerRows, putPartner } from './store.ts';

const kinds = Object.keys(writeBackKinds) as (keyof typeof writeBackKinds)[];
const partnerInput = z.object({
  partnerId: z.uuid().optional(),
  name: z.string().trim().min(1).max(120),
  vendorId: z.uuid(),
  product: z.string().trim().min(1).max(120),
  protocol: z.enum(partnerProtocols),
  url: z.string().trim().max(500),
  /** Left out: the one that is kept already. */
  secret: z.string().max(500).optional(),
  kinds: z.array(z.enum(kinds)).default([]),
  active: z.boolean().default(false),
});
type PartnerInput = z.infer<typeof partnerInput>;
interface PartnerFacts {
  readonly partners: readonly PartnerRow[];
  readonly agreement: Awaited<ReturnType<typeof agreementFor>>;
}

/** Switched on only while an agreement with its vendor is on file; looked at again before each write. */
export const setPartner: Command = command<PartnerInput, PartnerFacts, PartnerRow | undefined, { partnerId: string }>({
  name: 'ground/governance/write-back/set-partner',
  summary: 'Set up a partner system',
  permission: 'partners.manage',
  workflow: 'governance',
  consequence: 'administers',
  whole: 'A partner system',
  input: partnerInput as unknown as z.ZodType<PartnerInput>,
  load: async (ctx, { vendorId, product }) => ({
    partners: await partnerRows(ctx.tx),
    agreement: await agreementFor(ctx, { vendorId, product, purpose: 'posting' }),
  }),
  plan: ({ partners, agreement }, { partnerId, url, secret, vendorId, product, protocol, active }) => {
    if (!agreement) throw notFound('vendor');
    if (active && 'code' in agreement)
      throw new Refusal('cannot-do', 'This partner cannot be switched on.', { because: agreement.because, fix: agreement.fix });
    const before = partnerId === undefined ? undefined : partners.find(({ id }) => id === partnerId);
    if (partnerId !== undefined && !before) throw notFound('partner');
    refuseWrongUrl(url);
    // A key goes only where it was given for: whoever may change the address must not be able to send it elsewhere.
    const moved =
      before && (before.url !== url || before.vendorId !== vendorId || before.product !== product || before.protocol !== protocol);
    if ((moved || !before) && secret === undefined)
      throw new Refusal('bad-input', 'The key is needed.', { fix: 'Type the partner’s key; after a change of address once more.' });
    return before;
  },
  apply: async (ctx, before, { partnerId, secret, ...input }) => {
    const id = partnerId ?? ctx.newId();
    await putPartner(ctx, id, { ...input, secret: secret ?? before?.secret ?? '', setAt: ctx.now, setBy: ctx.actor.name });
    return {
      result: { partnerId: id },
      subjects: [`partner:${id}`, `vendor:${input.vendorId}`],
      details: { protocol: input.protocol, kinds: input.kinds.join(' '), active: input.active },
      changes: [{ topic: 'write-backs' }],
    };
  },
});

/** Patient data goes by TLS, or to this very machine. */
function refuseWrongUrl(url: string): void {
  const address = URL.parse(url);
  const here = address !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname);
  const plain = address !== null && address.username === '' && address.search === '' && address.hash === '';
  if (plain && (address.protocol === 'https:' || (address.protocol === 'http:' && here))) return;
  throw new Refusal('bad-input', 'This address cannot be used.', {
    because: 'What is written back goes by https, or to this very machine.',
    fix: 'Write it as https://…',
  });
}
