import { z } from 'zod';
import { type Ctx, notFound, type Query, query } from '../../../gate/index.ts';
import {
  affiliationsOf,
  lastCheckpoint,
  newestTemplates,
  organisationName,
  practicesOf,
  pushesOf,
  type TemplateRow,
  waitingHere,
} from './store.ts';
import type { AffiliationView, PracticeOfView, PracticeStandingView, TemplateView } from './views.ts';

const nothing = z.object({}) as unknown as z.ZodType<Record<string, never>>;

const affiliations = query<Record<string, never>, { rows: readonly AffiliationView[] }>({
  name: 'ground/governance/organisations/affiliations',
  summary: 'See which organisations are let in',
  permission: 'people.read',
  patientData: false,
  input: nothing,
  read: async ({ tx }) => {
    const rows: AffiliationView[] = [];
    for (const { organisation, roles, since, endedAt } of await affiliationsOf(tx))
      rows.push({
        ...{ organisation, roles, since: since.toISOString() },
        name: (await organisationName(tx, organisation)) ?? organisation,
        ...(endedAt === null ? {} : { endedAt: endedAt.toISOString() }),
      });
    return { rows };
  },
});

const practices = query<Record<string, never>, { rows: readonly PracticeOfView[] }>({
  name: 'ground/governance/organisations/practices',
  summary: 'See the practices of the organisation',
  permission: 'organisation.read',
  patientData: false,
  input: nothing,
  read: async ({ tx }) => ({
    rows: (await practicesOf(tx)).map(({ tenant, practice, since, roles }) => ({
      ...{ practice: tenant, name: practice, since: since.toISOString(), roles },
    })),
  }),
});

async function present(tx: Ctx['tx'], { id, version, name, steps, by, at }: TemplateRow): Promise<TemplateView> {
  const given = (await pushesOf(tx, id, version)).map(({ practice, outcome, because, at: when }) => ({
    ...{ practice, outcome, at: when.toISOString() },
    ...(because === null ? {} : { because }),
  }));
  return { templateId: id, version, name, steps, by, at: at.toISOString(), given };
}

const templates = query<Record<string, never>, { rows: readonly TemplateView[] }>({
  name: 'ground/governance/organisations/templates',
  summary: 'See the templates',
  permission: 'organisation.read',
  patientData: false,
  input: nothing,
  read: async ({ tx }) => {
    const rows: TemplateView[] = [];
    for (const row of await newestTemplates(tx)) rows.push(await present(tx, row));
    return { rows };
  },
});

const template = query<{ templateId: string }, TemplateView>({
  name: 'ground/governance/organisations/template',
  summary: 'See a template',
  permission: 'organisation.read',
  patientData: false,
  input: z.object({ templateId: z.uuid() }),
  read: async ({ tx }, { templateId }) => {
    const [row] = await newestTemplates(tx, templateId);
    if (!row) throw notFound('template');
    return present(tx, row);
  },
});

/** At a practice: what an organisation that it let in sees of its day. Counts and moments, no patient. */
const standing = query<Record<string, never>, PracticeStandingView>({
  name: 'ground/governance/organisations/standing',
  summary: 'See what waits, and when the record was signed',
  permission: 'access.read',
  patientData: false,
  input: nothing,
  read: async ({ tx }) => {
    const [waiting, signed] = [await waitingHere(tx), await lastCheckpoint(tx)];
    return { waiting, ...(signed === undefined ? {} : { lastCheckpoint: signed }) };
  },
});

export const organisationQueries: readonly Query[] = [affiliations, practices, templates, template, standing];
