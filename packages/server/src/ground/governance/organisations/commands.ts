import { personRoles, whySecond } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Command, cannot, command, notFound } from '../../../gate/index.ts';
import { templated } from './narrower.ts';
import {
  type AffiliationRow,
  addAffiliation,
  addPushes,
  addTemplate,
  affiliationsOf,
  endAffiliation,
  isOrganisation,
  newestTemplates,
  organisationName,
} from './store.ts';
import type { TemplateStep } from './views.ts';

const governs = { workflow: 'governance', consequence: 'administers' } as const;
const roleList = z
  .array(z.enum(personRoles as readonly [string, ...string[]]))
  .min(1)
  .max(12);

// Its people come in with no limit.
const letIn = 'Letting an organisation in or out';

interface JoinInput {
  readonly organisation: string;
  readonly roles: readonly string[];
}
/** The practice's own word: without it no organisation sees anything of it. */
const join = command<JoinInput, readonly AffiliationRow[], null, { organisation: string; name: string }>({
  ...governs,
  name: 'ground/governance/organisations/join',
  summary: 'Let an organisation in',
  permission: 'organisation.join',
  whole: letIn,
  reversal: 'ground/governance/organisations/leave',
  input: z.object({ organisation: z.uuid(), roles: roleList }),
  load: (ctx) => affiliationsOf(ctx.tx),
  plan: (standing, { organisation }) => {
    if (standing.some((row) => row.organisation === organisation && row.endedAt === null))
      throw cannot('This organisation is let in already.', 'Your practice said so before.', 'End that first, to change as what.');
    return null;
  },
  second: (_plan, { roles: own }, { roles }) => whySecond(own, roles),
  weigh: () => ({ amount: 0, sites: [], payers: [] }),
  apply: async (ctx, _plan, { organisation, roles }) => {
    const name = await organisationName(ctx.tx, organisation);
    if (name === undefined || organisation === ctx.tx.tenant) throw notFound('organisation');
    const once = [...new Set(roles)];
    await addAffiliation(ctx, { id: ctx.newId(), organisation, roles: once });
    return { result: { organisation, name }, subjects: [`organisation:${organisation}`], details: { roles: once.join(' ') } };
  },
});

const leave = command<{ organisation: string; because: string }, readonly AffiliationRow[], AffiliationRow, { organisation: string }>({
  ...governs,
  name: 'ground/governance/organisations/leave',
  summary: 'End that an organisation is let in',
  permission: 'organisation.join',
  whole: letIn,
  input: z.object({ organisation: z.uuid(), because: z.string().trim().min(1).max(500) }),
  load: (ctx) => affiliationsOf(ctx.tx),
  plan: (rows, { organisation }) => {
    const standing = rows.find((row) => row.organisation === organisation && row.endedAt === null);
    if (!standing) throw notFound('organisation');
    return standing;
  },
  apply: async (ctx, { id }, { organisation, because }) => {
    await endAffiliation(ctx, id);
    return { result: { organisation }, subjects: [`organisation:${organisation}`], because };
  },
});

interface TemplateInput {
  readonly templateId?: string | undefined;
  readonly name: string;
  readonly steps: readonly TemplateStep[];
}
const step = z.object({ command: z.string().min(1).max(200), input: z.record(z.string(), z.unknown()) });
const writeTemplate = command<TemplateInput, number | undefined, number, { templateId: string; version: number }>({
  ...governs,
  name: 'ground/governance/organisations/write-template',
  summary: 'Write a template',
  permission: 'templates.write',
  input: z.object({ templateId: z.uuid().optional(), name: z.string().trim().min(1).max(120), steps: z.array(step).min(1).max(200) }),
  load: async (ctx, { templateId }) => {
    if (!(await isOrganisation(ctx.tx)))
      throw cannot(
        'A practice has no templates of its own.',
        'They are for the practices of an organisation.',
        'Change the settings here.',
      );
    if (templateId === undefined) return undefined;
    const [row] = await newestTemplates(ctx.tx, templateId);
    if (!row) throw notFound('template');
    return row.version;
  },
  plan: (version, { steps }) => {
    const odd = steps.find(({ command: name }) => !templated.includes(name));
    if (odd)
      throw cannot(
        'A template holds settings only.',
        `“${odd.command}” sets nothing that is shared.`,
        `Use one of: ${templated.join(', ')}.`,
      );
    return (version ?? 0) + 1;
  },
  apply: async (ctx, version, { templateId, name, steps }) => {
    const id = templateId ?? ctx.newId();
    await addTemplate(ctx, { id, version, name, steps });
    return { result: { templateId: id, version }, subjects: [`template:${id}`], details: { version, steps: steps.length } };
  },
});

const pushed = z.object({ practice: z.uuid(), outcome: z.enum(['applied', 'refused']), because: z.string().max(500).optional() });
interface PushInput {
  readonly templateId: string;
  readonly version: number;
  readonly given: readonly z.infer<typeof pushed>[];
}
/** What came of it, on the organisation's own record; each practice has its part on its own. */
const notePush = command<PushInput, null, null, null>({
  ...governs,
  name: 'ground/governance/organisations/note-push',
  summary: 'Give a template to practices',
  door: 'inside',
  permission: 'templates.push',
  input: z.object({ templateId: z.uuid(), version: z.int().positive(), given: z.array(pushed).max(5000) }),
  load: async () => null,
  plan: () => null,
  apply: async (ctx, _plan, { templateId, version, given }) => {
    await addPushes(
      ctx,
      given.map(({ practice, outcome, because }) => ({ templateId, version, practice, outcome, because: because ?? null })),
    );
    const applied = given.filter(({ outcome }) => outcome === 'applied').length;
    return { result: null, subjects: [`template:${templateId}`], details: { version, applied, refused: given.length - applied } };
  },
});

export const organisationCommands: readonly Command[] = [join, leave, writeTemplate, notePush];
