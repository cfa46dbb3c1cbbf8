import { z } from 'zod';
import { type Actor, type Gate, Refusal } from '../../../gate/index.ts';
import type { Membership } from '../store.ts';
import type { PracticeOfView, PushedView, TemplateView } from './views.ts';

const asked = z.object({ templateId: z.uuid(), preview: z.boolean().default(false) });

export interface PushParts {
  readonly gate: Gate;
  worksFor(userId: string): Promise<readonly Membership[]>;
}

/**
 * Gives the newest version of a template to every practice of the organisation. Each step is an act of this person at that practice's own
 * gate, with the roles that the practice lets them have, and stands on its record; a practice that refuses one step gets none of them.
 * A practice that has this version is left alone.
 */
export async function pushTemplate(parts: PushParts, actor: Actor, body: unknown): Promise<{ given: readonly PushedView[] }> {
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
    const there: Actor = { ...actor, tenant: row.practice, roles: places.get(row.practice)?.roles ?? [] };
    given.push(has.has(row.practice) ? { ...at, outcome: 'unchanged' } : { ...at, ...(await giveTo(gate, there, template, preview)) });
  }
  const news = given.flatMap(({ practice, outcome, because }) =>
    outcome === 'applied' || outcome === 'refused' ? [{ practice, outcome, ...(because === undefined ? {} : { because }) }] : [],
  );
  if (!preview && news.length > 0)
    await gate.act('ground/governance/organisations/note-push', { templateId, version: template.version, given: news }, actor);
  return { given };
}

async function giveTo(
  gate: Gate,
  actor: Actor,
  { templateId, version, steps }: TemplateView,
  preview: boolean,
): Promise<Pick<PushedView, 'outcome' | 'because'>> {
  try {
    for (const { command, input } of steps) await gate.act(command, input, actor, { preview: true });
    if (preview) return { outcome: 'previewed' };
    for (const [n, { command, input }] of steps.entries())
      await gate.act(command, input, actor, { idempotencyKey: `template/${templateId}/${version}/${n}` });
    return { outcome: 'applied' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { outcome: 'refused', because: [error.message, error.because].filter(Boolean).join(' ').slice(0, 500) };
  }
}
