import { may, openInTraining, type Permission, permissionsOf } from '@claimwright/core/ground/governance';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Actor, Refusal } from '../gate/index.ts';
import { person } from '../gate/person.ts';
import { needsSecondFactor, strictest } from '../ground/governance/sign-in/practice/policy.ts';
import { type Session, type Standing, standing } from '../ground/governance/sign-in/sessions.ts';
import type { Me, NotSignedIn, SessionTimes } from './api.ts';
import type { Served, WorksFor } from './served.ts';
import { isSecure, keyIn } from './way.ts';

const notSignedIn = (because?: string): Refusal =>
  new Refusal('not-signed-in', 'Nobody is signed in.', { fix: 'Sign in first.', ...(because ? { because } : {}) });
const over = {
  idle: 'Nobody did anything for a while, so the session ended by itself.',
  longest: 'The session was as long as one may be.',
};

/** One practice's identity provider speaks for nobody at another. */
const elsewhere = ({ practice }: WorksFor, vouched: WorksFor | undefined): string =>
  `The sign-in of ${vouched?.practice ?? 'another practice'} opens nothing at ${practice}: sign in for ${practice} itself.`;

interface Here {
  readonly session: Session;
  readonly at: WorksFor;
  /** The practice by whose door they come: that of a training practice is its practice’s. */
  readonly door: WorksFor;
  readonly practices: readonly WorksFor[];
  /** Those of them that this session opens. */
  readonly opens: readonly WorksFor[];
  readonly standing: Standing;
  /** The practice asks for a second factor that this session did not show. */
  readonly needsFactor: boolean;
  /** The emergency access that is open for its person now. */
  readonly emergency: { readonly id: string; readonly endsAt: Date } | undefined;
}

/** The app says how long ago its person last touched a key or the mouse; other programs act when they ask. */
function idleFor(request: FastifyRequest): number {
  const seconds = Number(request.headers['idle-for'] ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 86_400) * 1000 : 0;
}

/** Who is there, where, and until when; `passively`: the asking itself is no sign of life. */
async function here(served: Served, request: FastifyRequest, passively: boolean): Promise<Here | undefined> {
  const session = await served.signIn.session(request.headers.cookie, isSecure(request));
  if (!session) return undefined;
  const practices = await served.worksFor(session.user.id);
  const opens = practices.filter((one) => session.vouchedBy === undefined || one.tenant === session.vouchedBy);
  // Somebody who works for several practices says which one; the browser keeps it for the tab.
  const wanted = request.headers['x-practice'] ?? (request.query as { practice?: unknown }).practice;
  const door = wanted === undefined ? (opens[0] ?? practices[0]) : practices.find(({ tenant }) => tenant === wanted);
  const found = door ? { at: door, door } : await practising(served, session.user.id, wanted, practices);
  const policies = await Promise.all(practices.map((practice) => served.desk.policyOf(practice)));
  const stands = standing(session, strictest(policies), served.now());
  if (stands.over) {
    await served.signIn.endOver(session, stands.over);
    throw notSignedIn(over[stands.over]);
  }
  if (!found) throw new Refusal('not-allowed', 'You do not work for this practice.', { fix: 'Ask its office manager to add you.' });
  if (!opens.includes(found.door)) throw notSignedIn(elsewhere(found.door, opens[0]));
  if (!passively) await served.signIn.seen(session, idleFor(request));
  const { at } = found;
  const needsFactor = needsSecondFactor(await served.desk.policyOf(found.door), at.roles, session);
  const takes = at.trainingOf === undefined && may(at.roles, 'emergency.take');
  const emergency = takes ? await served.emergencies.openFor(at.tenant, session.user.id) : undefined;
  return { session, ...found, practices, opens, standing: stands, needsFactor, emergency };
}

/** Whoever works at a practice practises in its training practice, as what they are there, and by the same door. */
async function practising(
  served: Served,
  userId: string,
  wanted: unknown,
  practices: readonly WorksFor[],
): Promise<Pick<Here, 'at' | 'door'> | undefined> {
  const training = (await served.trainsIn(userId)).find(({ tenant }) => tenant === wanted);
  const door = practices.find(({ tenant }) => tenant === training?.ofPractice);
  if (!training || !door) return undefined;
  const { tenant, practice, ofPractice } = training;
  return { at: { tenant, practice, demo: true, name: door.name, roles: door.roles, trainingOf: ofPractice }, door };
}

/** Whoever is signed in, for what they do to their own account: even before they have the second factor that they need. */
export async function personOf(
  served: Served,
  request: FastifyRequest,
): Promise<{ session: Session; at: WorksFor; needsFactor: boolean; fresh: boolean }> {
  const found = await here(served, request, false);
  if (!found) throw notSignedIn();
  const alone = found.practices.every(({ tenant }) => tenant === found.door.tenant);
  return { ...found, fresh: served.signIn.isFresh(found.session, alone) };
}

/** What reaches into several practices at once is for whoever showed who they are themselves. */
export async function refuseVouched(served: Served, request: FastifyRequest): Promise<void> {
  if (keyIn(request.headers) !== undefined) return;
  const found = await here(served, request, true);
  if (found?.session.vouchedBy !== undefined)
    throw new Refusal('not-allowed', 'This reaches into several practices.', {
      because: 'You came in by the identity provider of one of them.',
      fix: 'Sign in with your own password or passkey.',
    });
}

/** Who asks, and for which practice. Throws where nobody is signed in, or not well enough. */
export async function actorOf(served: Served, request: FastifyRequest, passively = false): Promise<Actor> {
  const key = keyIn(request.headers);
  if (key !== undefined) return programOf(served, key);
  const found = await here(served, request, passively);
  if (!found) throw notSignedIn();
  if (found.needsFactor)
    throw new Refusal('not-allowed', 'Your role needs a second factor here.', { fix: 'Set one up under My account, then go on.' });
  const { session, at, emergency } = found;
  return person('session', {
    ...{ id: session.user.id, name: at.name, tenant: at.tenant, roles: at.roles },
    ...(emergency ? { emergency: emergency.id } : {}),
    ...letInOf(session),
  });
}

const letInOf = ({ letInBy }: Session): { letInBy?: string } => (letInBy === undefined ? {} : { letInBy });

/** A program with a key. What is wrong with a key is told to nobody. */
async function programOf(served: Served, key: string): Promise<Actor> {
  const actor = await served.services.actorOf(key);
  if (actor) return actor;
  throw new Refusal('not-signed-in', 'This key opens nothing.', {
    because: 'It is unknown, over, or was revoked.',
    fix: 'Ask whoever administers the practice for another one.',
  });
}

export async function sessionTimes(served: Served, request: FastifyRequest, stay: boolean): Promise<SessionTimes> {
  const found = await here(served, request, !stay);
  if (!found) throw notSignedIn();
  const now = served.now();
  const { idleEndsAt, endsAt } = stay
    ? ((await here(served, request, true).then((again) => again?.standing)) ?? found.standing)
    : found.standing;
  const left = (until: Date) => Math.floor((until.getTime() - now) / 1000);
  return { idleSeconds: left(idleEndsAt), longestSeconds: left(endsAt) };
}

const whileOpen = ({ id, endsAt }: { id: string; endsAt: Date }) => ({
  ...{ id, endsAt: endsAt.toISOString() },
  secondsLeft: Math.max(0, Math.ceil((endsAt.getTime() - Date.now()) / 1000)),
});

/** What is closed in a training practice is not shown there. */
function rightsAt({ roles, trainingOf }: WorksFor, emergency: Here['emergency']): readonly Permission[] {
  const rights = permissionsOf(roles, emergency ? { emergency: emergency.id } : {});
  return trainingOf === undefined ? rights : openInTraining(rights);
}

/** The training practice of where somebody is; in it, whose it is. */
async function trainingFor(served: Served, userId: string, { at, door }: Here): Promise<Pick<Me, 'training'>> {
  if (at.trainingOf !== undefined) return { training: { of: { id: door.tenant, name: door.practice } } };
  const own = (await served.trainsIn(userId)).find(({ ofPractice }) => ofPractice === at.tenant);
  return own ? { training: { id: own.tenant } } : {};
}

/** Who am I, and the first run. */
export function sessionRoutes(app: FastifyInstance, served: Served): void {
  app.get('/api/me', { schema: { summary: 'Who is signed in' } }, async (request, reply): Promise<Me | NotSignedIn> => {
    const found = await here(served, request, true).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'not-signed-in') return error;
      throw error;
    });
    if (found && !(found instanceof Refusal)) {
      const { session, at, practices, opens, needsFactor, emergency } = found;
      const practice = { id: at.tenant, name: at.practice, demo: at.demo };
      const permissions = needsFactor ? [] : rightsAt(at, emergency);
      const notices = await served.signIn.notices(session.user.id);
      const limited =
        at.trainingOf === undefined && may(at.roles, 'emergency.take') && (await served.emergencies.isLimited(at.tenant, session.user.id));
      return {
        user: { ...session.user, name: at.name },
        practice,
        practices: practices.map((one) => ({
          id: one.tenant,
          name: one.practice,
          ...(opens.includes(one) ? {} : { closed: true as const }),
        })),
        roles: at.roles,
        permissions,
        ...(await trainingFor(served, session.user.id, found)),
        ...(notices.length > 0 ? { notices } : {}),
        ...(needsFactor ? { needs: 'second-factor' } : {}),
        ...(emergency ? { emergency: whileOpen(emergency) } : {}),
        ...(limited ? { limited } : {}),
      };
    }
    const demoSignIns = await served.demoSignIns();
    const signOn = (await served.desk.providers()).map(({ id, name }) => ({ id, name }));
    reply.code(401);
    return {
      code: 'not-signed-in',
      firstRun: await served.firstRun(),
      ...(demoSignIns ? { demoSignIns } : {}),
      ...(signOn.length > 0 ? { signOn } : {}),
      ...(found?.because === undefined ? {} : { because: found.because }),
    };
  });

  app.post('/api/setup', { bodyLimit: 8 << 20, schema: { summary: 'Make the first practice and its first person' } }, async (request) => {
    const { tenant } = await served.setUp(request.body);
    return { practice: tenant };
  });
}
