import { type ActorKind, isMachine } from './decide.ts';
import { ceilingOf, type Level, rank, type Workflow, workflowCards } from './workflow.ts';

/** One event of a scope's past, as far as a way back is told from it. */
export interface PastLevel {
  readonly level: Level;
  readonly byPerson: boolean;
  readonly cleared: boolean;
  /** Day number, so that ages are whole days. */
  readonly day: number;
  /** A trial's evidence carried it. */
  readonly evident: boolean;
}

export interface WayBack {
  readonly level: Level;
  /** When what carries it was shown; none where the level needs no evidence. */
  readonly shownOn?: number;
}

/**
 * The level that a scope had before people lowered it by hand, one after the other; undefined where nobody did. What the watch over the
 * machines lowered is no way back: a trial is. `wider` is what the scope stood on before it had a word of its own.
 */
export function wayBack(events: readonly PastLevel[], wider: { readonly level: Level; readonly shownOn?: number }): WayBack | undefined {
  const last = events.at(-1);
  if (last === undefined || last.cleared) return undefined;
  let best: WayBack | undefined;
  for (let i = events.length - 1; i >= 0; i -= 1) {
    const now = events[i];
    const before = events[i - 1];
    if (now === undefined || !now.byPerson || now.cleared) break;
    const from: WayBack =
      before === undefined || before.cleared ? wider : { level: before.level, ...shownFor(events.slice(0, i), before.level, wider) };
    if (rank(from.level) <= rank(now.level)) break;
    best = from;
  }
  return best;
}

/** The newest evidence that ever carried this level or a higher one; what the scope stood on before goes for it too. */
function shownFor(events: readonly PastLevel[], level: Level, wider: WayBack): { shownOn?: number } {
  const own = events.findLast((event) => event.evident && rank(event.level) >= rank(level));
  if (own) return { shownOn: own.day };
  return rank(wider.level) >= rank(level) && wider.shownOn !== undefined ? { shownOn: wider.shownOn } : {};
}

export interface Restoring {
  readonly actor: ActorKind;
  readonly workflow: Workflow;
  readonly back: WayBack | undefined;
  readonly today: number;
  /** Older evidence says nothing of the machine as it is now. */
  readonly days: number;
}

/** Why a level that was lowered by hand may not come back without a trial; undefined where it may. */
export function whyNotRestored({
  actor,
  workflow,
  back,
  today,
  days,
}: Restoring): { readonly says: string; readonly because: string } | undefined {
  if (isMachine(actor)) return { says: 'A machine never raises a level.', because: 'It may lower it; a person raises it.' };
  if (back === undefined) return { says: 'There is no level to come back to.', because: 'Nobody lowered it by hand since it was set.' };
  if (rank(back.level) > rank(ceilingOf(workflow)))
    return { says: `The ceiling of this workflow is ${ceilingOf(workflow)}.`, because: 'No setting and no evidence goes above it.' };
  if (rank(back.level) <= rank(workflowCards[workflow].initial) || back.level === 'shadow') return undefined;
  if (back.shownOn === undefined)
    return { says: 'No evidence carried that level.', because: 'What no trial has shown does not come back by itself.' };
  const age = today - back.shownOn;
  if (age > days)
    return { says: 'The evidence is too old.', because: `It is of ${age} days ago; ${days} days are the most that is asked here.` };
  return undefined;
}
