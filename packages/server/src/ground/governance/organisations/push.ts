import { z } from 'zod';
import { type Actor, type Gate, Refusal } from '../../../gate/index.ts';
import type { Membership } from '../store.ts';
import { changeOf } from './narrower.ts';
import type { PracticeOfView, PushedView, StepChangeView, TemplateView } from './views.ts';

const asked = z.object({ templateId: z.uuid(), preview: z.boolean().default(false) });

export interface PushParts {
  readonly gate: Gate;
  worksFor(userId: string): Promise<readonly Membership[]>;
  /** Whether somebody who came in so must show a second factor before they act at this practice. */
  needsFactor(place: Membership, proof: string): Promise<boolean>;
}

/**
 * Gives the newest version of a template to every practice of the organisation. Each step is an act of this person at that practice's own
 * gate, with the roles that the practice lets them have and the second factor that it asks for, and stands on its record. At one practice
 * all steps happen in one transaction, or none; none of them loosens what the practice has set narrower for itself. A practice that has
 * this version is left alone.
 */
export async function pushTemplate(
  parts: PushParts,
  actor: Actor,
  body: unknown,
  proof: string,
): Promise<{ given: readonly PushedView[] }> {
  const { gate } = parts;
  await gate.admit('templates.push', 'ground/governance/organisations/note-push', actor);
  const parsed = asked.safeParse(body);
  if (!parsed.success) throw new Refusal('bad-input', 'Say which template: {"templateId": "…", "preview": true}.');
  const { templateId, preview } = parsed.data;
  const template = await gate.ask<TemplateView>('ground/governance/organisations/template', { templateId }, actor);
  const { rows } = await gate.ask<{ rows: PracticeOfView[] }>('ground/governance/organisations/practices', {}, actor);
  const places = new Map((await parts.worksFor(actor.id)).map((place) => [place.tenant, place]));
  const has = new Set(template.given.filter(({ outcome }) => outcome === 'applied').map(({ practice }) => practice));
  const given: PushedView[] = [];
  for (const row of rows) {
    const at = { practice: row.practice, name: row.name };
    const place = places.get(row.practice);
    if (has.has(row.practice)) given.push({ ...at, outcome: 'unchanged', changes: [] });
    else if (!place) given.push({ ...at, outcome: 'refused', because: 'You do not work for this practice.', changes: [] });
    else if (await parts.needsFactor(place, proof)) given.push({ ...at, outcome: 'refused', because: needsFactor, changes: [] });
    else given.push({ ...at, ...(await giveTo(gate, { ...actor, tenant: row.practice, roles: place.roles }, template, preview)) });
  }
  const news = given.flatMap(({ practice, outcome, because }) =>
    outcome === 'applied' || outcome === 'refused' ? [{ practice, outcome, ...(because === undefined ? {} : { because }) }] : [],
  );
  if (!preview && news.length > 0)
    await gate.act('ground/governance/organisations/note-push', { templateId, version: template.version, given: news }, actor);
  return { given };
}

const needsFactor = 'Your role needs a second factor here. Set one up under My account, sign in with it, then push again.';

async function giveTo(
  gate: Gate,
  actor: Actor,
  { templateId, version, steps }: TemplateView,
  preview: boolean,
): Promise<Omit<PushedView, 'practice' | 'name'>> {
  const changes: StepChangeView[] = [];
  const acts = steps.map(({ command, input }, n) => ({ name: command, input, idempotencyKey: `template/${templateId}/${version}/${n}` }));
  try {
    await gate.actAll(acts, actor, {
      preview,
      before: async (tx, act) => {
        changes.push({ summary: gate.commands.get(act.name)?.summary ?? act.name, ...(await changeOf(tx, act)) });
      },
    });
    return { outcome: preview ? 'previewed' : 'applied', changes };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const step = changes.length > 0 ? `${changes.at(-1)?.summary}: ` : '';
    return {
      outcome: 'refused',
      because: `${step}${[error.message, error.because, error.fix].filter(Boolean).join(' ')}`.slice(0, 500),
      changes: [],
    };
  }
}
