import { entersBy, type Permission, textOf } from '@claimwright/core/ground/governance';
import type { Actor, Command, Query, Weight } from './define.ts';
import { Refusal } from './errors.ts';

/** What an actor needs to come in by a door, and what they are told where they have it not. */
export interface Door {
  readonly needs: Permission;
  readonly says: string;
}

export const doorOfCommand = (command: Command, _actor: Actor): Door => ({
  needs: command.permission,
  says: 'Your role may not do this.',
});
export const doorOfQuery = (query: Query): Door => ({ needs: query.permission, says: 'Your role may not see this.' });

/** Why the actor may not come in; undefined where they may. Before anything is read: deny by default. */
export function refusedAt(door: Door, actor: Actor): Refusal | undefined {
  if (entersBy(actor, door.needs) !== undefined) return undefined;
  return new Refusal('not-allowed', door.says, {
    because: `It needs the right “${door.needs}”: to ${textOf(door.needs).says}.`,
    fix: 'Ask your office manager.',
  });
}

/**
 * What the access table says of this act in particular, once its plan is known: how much, where, whose work. Throws a Refusal. No
 * condition stands in the table yet.
 */
export function refuseBeyond(_actor: Actor, _command: Command, _weight: Weight): void {}
