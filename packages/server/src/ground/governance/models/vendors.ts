import { plainDate } from '@claimwright/core/ground/base';
import { modelPurposes } from '@claimwright/core/ground/governance/models';
import { z } from 'zod';
import { providerNames } from '../../../connectors/models/port.ts';
import { type Command, cannot, command, notFound, Refusal } from '../../../gate/index.ts';
import { addAgreement, addVendor, endAgreement, type ModelRow, modelRows, putBudget, putModel, vendorRows } from './store.ts';

const manages = { permission: 'models.manage', workflow: 'governance', consequence: 'administers' } as const;
const day = z.string().transform((text, check) => {
  const date = plainDate(text);
  if (date !== undefined) return date;
  check.addIssue('Write the day as 2026-03-31.');
  return z.NEVER;
});

const vendorInput = z.object({ name: z.string().trim().min(1).max(120), contact: z.string().trim().max(300).optional() });
const newVendor = command<z.infer<typeof vendorInput>, readonly { name: string }[], null, { vendorId: string }>({
  name: 'ground/governance/models/add-vendor',
  summary: 'Add a vendor',
  ...manages,
  whole: 'A vendor',
  input: vendorInput,
  load: (ctx) => vendorRows(ctx.tx),
  plan: (known, { name }) => {
    if (!known.some((one) => one.name.toLowerCase() === name.toLowerCase())) return null;
    throw cannot('This vendor is here already.', 'A vendor stands here once.', 'File the agreement with the one that is here.');
  },
  apply: async (ctx, _plan, input) => {
    const vendorId = await addVendor(ctx, input);
    return { result: { vendorId }, subjects: [`vendor:${vendorId}`], changes: [{ topic: 'models' }] };
  },
});

const agreementInput = z.object({
  vendorId: z.uuid(),
  kind: z.enum(['baa', 'own-machine']),
  product: z.string().trim().min(1).max(120),
  purposes: z.array(z.enum(modelPurposes)).min(1),
  signedOn: day,
  expiresOn: day.optional(),
  documentId: z.uuid().optional(),
});
type AgreementInput = z.infer<typeof agreementInput>;
const fileAgreement = command<AgreementInput, boolean, null, { agreementId: string }>({
  name: 'ground/governance/models/file-agreement',
  whole: 'An agreement',
  summary: 'File an agreement with a vendor',
  ...manages,
  input: agreementInput as unknown as z.ZodType<AgreementInput>,
  reversal: 'ground/governance/models/end-agreement',
  load: async (ctx, { vendorId }) => (await vendorRows(ctx.tx)).some(({ id }) => id === vendorId),
  plan: (known, { signedOn, expiresOn }, { today }) => {
    if (!known) throw notFound('vendor');
    if (signedOn > today) throw new Refusal('bad-input', 'The day of signing is in the future.', { fix: 'File it when it is signed.' });
    if (expiresOn !== undefined && expiresOn < signedOn)
      throw new Refusal('bad-input', 'It would end before it was signed.', { fix: 'Look at both days again.' });
    return null;
  },
  apply: async (ctx, _plan, { expiresOn, documentId, ...input }) => {
    const agreementId = await addAgreement(ctx, { ...input, expiresOn: expiresOn ?? null, documentId: documentId ?? null });
    return {
      result: { agreementId },
      subjects: [`agreement:${agreementId}`, `vendor:${input.vendorId}`],
      details: { kind: input.kind, purposes: input.purposes.join(' ') },
      changes: [{ topic: 'models' }],
    };
  },
});

const end = command<{ agreementId: string; reason: string }, null, null, { agreementId: string }>({
  name: 'ground/governance/models/end-agreement',
  summary: 'End an agreement with a vendor',
  ...manages,
  input: z.object({ agreementId: z.uuid(), reason: z.string().trim().min(1).max(500) }),
  load: async () => null,
  plan: () => null,
  apply: async (ctx, _plan, { agreementId, reason }) => {
    if (!(await endAgreement(ctx, agreementId)))
      throw cannot('There is no such agreement in force.', 'It was ended before, or belongs to another practice.', 'Look at the list.');
    return { result: { agreementId }, subjects: [`agreement:${agreementId}`], because: reason, changes: [{ topic: 'models' }] };
  },
});

const modelInput = z.object({
  modelId: z.uuid().optional(),
  vendorId: z.uuid(),
  product: z.string().trim().min(1).max(120),
  provider: z.enum(providerNames),
  url: z.string().trim().max(500),
  name: z.string().trim().min(1).max(200),
  /** Left out: the one that is kept already. */
  secret: z.string().max(500).optional(),
  /** Micro-dollars for a million tokens. */
  priceIn: z.int().min(0).max(1_000_000_000).default(0),
  priceOut: z.int().min(0).max(1_000_000_000).default(0),
  workflows: z.array(z.string().max(40)).default([]),
  keeps: z.enum(['with-decision', 'purge']).default('with-decision'),
  maySeeIdentified: z.boolean().default(false),
  active: z.boolean().default(true),
});
type ModelInput = z.infer<typeof modelInput>;

const setModel = command<ModelInput, { models: readonly ModelRow[]; vendor: boolean }, ModelRow | undefined, { modelId: string }>({
  name: 'ground/governance/models/set-model',
  // What is asked of it speaks of claims of all sites and payers.
  whole: 'A model',
  summary: 'Set up a language model',
  ...manages,
  input: modelInput as unknown as z.ZodType<ModelInput>,
  load: async (ctx, { vendorId }) => ({
    models: await modelRows(ctx.tx),
    vendor: (await vendorRows(ctx.tx)).some(({ id }) => id === vendorId),
  }),
  plan: ({ models, vendor }, { modelId, vendorId, product, provider, url, secret }) => {
    if (!vendor) throw notFound('vendor');
    const before = modelId === undefined ? undefined : models.find(({ id }) => id === modelId);
    if (modelId !== undefined && !before) throw notFound('model');
    refuseWrongUrl(provider, url);
    // A key goes only where it was given for: whoever may change the address must not be able to send it elsewhere.
    const moved =
      before && (before.url !== url || before.vendorId !== vendorId || before.product !== product || before.provider !== provider);
    if (moved && secret === undefined && before.secret !== '')
      throw new Refusal('bad-input', 'The address changed, so the key is needed again.', { fix: 'Type the vendor’s key once more.' });
    return before;
  },
  apply: async (ctx, before, { modelId, secret, ...input }) => {
    const id = modelId ?? ctx.newId();
    await putModel(ctx, id, { ...input, secret: secret ?? before?.secret ?? '', setAt: ctx.now, setBy: ctx.actor.name });
    return {
      result: { modelId: id },
      subjects: [`model:${id}`],
      details: { provider: input.provider, keeps: input.keeps, maySeeIdentified: input.maySeeIdentified, active: input.active },
      changes: [{ topic: 'models' }],
    };
  },
});

/** Patient data goes by TLS, or to this very machine. */
function refuseWrongUrl(provider: string, url: string): void {
  if (provider === 'bedrock' && /^[a-z]{2}(-[a-z]+)+-\d$/.test(url)) return;
  if (provider === 'anthropic' && url === '') return;
  const address = URL.parse(provider === 'bedrock' ? (url.split(' ')[1] ?? '') : url);
  const here = address !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname);
  if (address !== null && address.username === '' && (address.protocol === 'https:' || (address.protocol === 'http:' && here))) return;
  throw new Refusal('bad-input', 'This address cannot be used.', {
    because: 'Text goes by https, or to this very machine.',
    fix: 'Write it as https://…/v1; for Bedrock write the region.',
  });
}

const budgetInput = z.object({
  workflow: z.string().min(1).max(40),
  microDollarsAMonth: z.int().min(0).nullable(),
  callsAMinute: z.int().min(0).nullable(),
});
const setBudget = command<z.infer<typeof budgetInput>, null, null, { workflow: string }>({
  name: 'ground/governance/models/set-budget',
  summary: 'Set a budget for models',
  ...manages,
  input: budgetInput,
  load: async () => null,
  plan: () => null,
  apply: async (ctx, _plan, input) => {
    await putBudget(ctx, input);
    return {
      result: { workflow: input.workflow },
      subjects: ['budget'],
      details: { workflow: input.workflow, microDollarsAMonth: input.microDollarsAMonth ?? -1, callsAMinute: input.callsAMinute ?? -1 },
      changes: [{ topic: 'models' }],
    };
  },
});

export const vendorCommands: readonly Command[] = [newVendor, fileAgreement, end, setModel, setBudget];
