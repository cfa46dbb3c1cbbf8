import { may, type Permission } from '@claimwright/core/ground/governance';
import type { Actor, Command, Query, Weight } from './define.ts';
import { Refusal } from './errors.ts';

/** What an actor needs to come in by a door, and what they are told where they have it not. */
export interface Door {
  readonly needs: Permission;
  readonly says: string;
}

export const doorOfCommand = (command: Command, actor: Actor): Door => ({
  needs: allowedBy(command, actor),
  says: 'Your role may not do this.',
});
export const doorOfQuery = (query: Query): Door => ({ needs: query.permission, says: 'Your role may not see this.' });

/** Why the actor may not come in; undefined where they may. Before anything is read: deny by default. */
export function refusedAt(door: Door, actor: Actor): Refusal | undefined {
  if (may(actor.roles, door.needs)) return undefined;
  return new Refusal('not-allowed', door.says, { because: `It needs the right “${door.needs}”.`, fix: 'Ask your office manager.' });
}

/**
 * What the access table says of this act in particular, once its plan is known: how much, where, whose work. Throws a Refusal. No
 * condition stands in the table yet.
 */
export function refuseBeyond(_actor: Actor, _command: Command, _weight: Weight): void {}

/** A machine that may only propose passes the door with the right to propose: autonomy then parks what it brought. */
const allowedBy = (command: Command, actor: Actor): Permission =>
  actor.kind === 'agent' && command.permission === 'postings.post' ? 'postings.propose' : command.permission;
