import { type entersBy, type Holder, type Permission, permissions, roleNames, routeAddresses, scopes } from '../access/index.ts';
import { type Consequence, isHarmless } from './consequence.ts';
import type { ActorKind } from './decide.ts';

/** A way into the program that is no command of its own: a route of HTTP, or a job. */
export interface Road {
  readonly name: string;
  /** Who comes by it; a right lets in whoever holds it. */
  readonly lets: Permission | 'anybody' | 'signed-in' | readonly ActorKind[];
  /** What it does itself. */
  readonly does: Consequence | undefined;
  /** The commands that it goes by; each is searched by itself. */
  readonly commands?: readonly string[];
  /** Why a machine is not let in, or does no harm, although the name of what it does would say so. A test of the server shows it. */
  readonly because?: string;
}

const ownAccount = 'It takes the session of a person who signed in; a key of a program has none.';
const ownToken = 'Whoever holds the secret that was sent to a person is taken for that person.';

/** What routes that change something do: all else reads. A route that is not here has no declared consequence, and is named. */
const does: readonly (readonly [route: RegExp, does: Consequence, because?: string])[] = [
  [/^POST \/api\/auth\/(?:invitation|password-reset)$/, 'administers', ownToken],
  [/^POST \/api\/auth\//, 'none'],
  [/^POST \/api\/account\//, 'administers', ownAccount],
  [/^POST \/api\/setup$/, 'administers', 'Only while there is no practice at all.'],
  [/^POST \/api\/intake\/upload$/, 'keeps-document'],
  // Keeps what it packed; in force it comes by its command, ground/codes/import-edition.
  [/^POST \/api\/codes\/import$/, 'keeps-document'],
  [/^POST \/api\/(?:service-accounts|sign-on|people|organisation)\b/, 'administers'],
  // Reads, with what is asked for in the body: addresses stand in other people's logs.
  [/^POST \/api\/exports\//, 'none'],
  [/^GET /, 'none'],
];

/** Every route but those of commands and questions, as the access table has it. */
export const routeRoads: readonly Road[] = Object.entries(routeAddresses).map(([name, [, lets]]): Road => {
  const [, what, because] = does.find(([route]) => route.test(name)) ?? [];
  return { name, lets: lets as Road['lets'], does: what, ...(because === undefined ? {} : { because }) };
});

/** The roads by which a machine does what needs a person, in words. */
export function checkRoads(
  roads: readonly Road[],
  commands: ReadonlyMap<string, Consequence>,
  enters: typeof entersBy,
): { readonly looked: number; readonly found: readonly string[] } {
  const found = roads.flatMap(({ name, lets, does: what, because, commands: by = [] }) => {
    const unknown = by.filter((one) => !commands.has(one)).map((one) => `${name}: goes by ${one}, which is no command`);
    if (what === undefined) return [...unknown, `${name}: declares no consequence`];
    if (isHarmless(what) || because !== undefined) return unknown;
    return [...unknown, ...machinesOn(lets, enters).map((who) => `${name}: the ${who} comes by it, and it “${what}” without a person`)];
  });
  return { looked: roads.length, found };
}

function machinesOn(lets: Road['lets'], enters: typeof entersBy): readonly ActorKind[] {
  const machines: readonly ActorKind[] = ['agent', 'service', 'system'];
  if (typeof lets !== 'string') return machines.filter((kind) => lets.includes(kind));
  const right = permissions.find((one) => one === lets);
  if (right === undefined) return machines;
  // As if somebody had given the machine every role and every scope by mistake.
  return machines.filter((kind) =>
    enters({ kind, id: 'm', roles: roleNames, ...(kind === 'service' ? { scopes } : {}) } satisfies Holder, right),
  );
}
