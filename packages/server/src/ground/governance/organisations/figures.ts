import { may } from '@claimwright/core/ground/governance';
import type { Actor, Gate } from '../../../gate/index.ts';
import type { SwitchboardView } from '../autonomy/views.ts';
import type { PushParts } from './push.ts';
import type { PracticeFiguresView, PracticeOfView, PracticeStandingView } from './views.ts';

/** The practices of an organisation with what this person may see of each: asked at each practice's own gate, with the roles it gave. */
export async function practiceFigures(parts: PushParts, actor: Actor, proof: string): Promise<{ rows: readonly PracticeFiguresView[] }> {
  const { gate } = parts;
  const { rows } = await gate.ask<{ rows: PracticeOfView[] }>('ground/governance/organisations/practices', {}, actor);
  const places = new Map((await parts.worksFor(actor.id)).map((place) => [place.tenant, place]));
  const figures: PracticeFiguresView[] = [];
  for (const row of rows) {
    const place = places.get(row.practice);
    if (!place) figures.push({ ...row, closed: 'It let nobody in with a role of yours.' });
    else if (await parts.needsFactor(place, proof))
      figures.push({ ...row, closed: 'It asks for a second factor: set one up under My account.' });
    else figures.push({ ...row, ...(await figuresAt(gate, { ...actor, tenant: row.practice, roles: place.roles })) });
  }
  return { rows: figures };
}

async function figuresAt(gate: Gate, actor: Actor): Promise<Partial<PracticeFiguresView>> {
  // What the table does not give is not asked for: a question that is refused would stand on that practice's record.
  const standing = may(actor.roles, 'access.read')
    ? await gate.ask<PracticeStandingView>('ground/governance/organisations/standing', {}, actor)
    : {};
  const board = may(actor.roles, 'autonomy.read') ? await gate.ask<SwitchboardView>('ground/governance/switchboard', {}, actor) : undefined;
  const work = may(actor.roles, 'remits.read') ? (await gate.ask<{ total: number }>('revenue/posting/work', {}, actor)).total : undefined;
  return {
    ...standing,
    ...(work === undefined ? {} : { work }),
    ...(board === undefined
      ? {}
      : {
          stopped: board.stoppedAll !== undefined,
          phases: board.workflows
            .filter(({ here }) => here)
            .map(({ workflow, name, level, stopped }) => ({ workflow, name, level, stopped })),
        }),
  };
}
