import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { type Canonical, isPurpose, purposeOf } from '@claimwright/core/ground/governance';
import { type Logger, type LoggerOptions, pino } from 'pino';
import { jobRoads, nightRoad, submissionRoad } from './agents/job-roads.ts';
import { openSource } from './connectors/file-sources/index.ts';
import { withDemoFiles } from './demo-files.ts';
import { type Actor, append, commandLine, createGate, type Gate, systemActor, verifyRecord, type Witness } from './gate/index.ts';
import { importEdition } from './ground/codes/index.ts';
import { type TakingOut, takeOut } from './ground/exports/index.ts';
import { emergencyDesk, type Mail } from './ground/governance/emergency/index.ts';
import {
  firstPractice,
  identityRecord,
  type Membership,
  membershipsOf,
  needsSecondFactor,
  openSignIn,
  practices,
  type SignIn,
  signInDesk,
} from './ground/governance/index.ts';
import { watchKeys } from './ground/governance/keys/index.ts';
import { practiceFigures, pushTemplate } from './ground/governance/organisations/index.ts';
import { enrolBy, giveReset, takeUpInvitation } from './ground/governance/people/index.ts';
import { exportRecord, openKeeper, openWitness, streamsOf } from './ground/governance/record/index.ts';
import { serviceDesk } from './ground/governance/service-accounts/index.ts';
import {
  inTraining,
  makeTraining,
  refuseInTraining,
  trainingsOf,
  unmeasured,
  unmeasuredJobs,
} from './ground/governance/training-practice/index.ts';
import { receiveFile } from './ground/intake/receive-file.ts';
import { watchBounds, watchSources } from './ground/intake/sources/index.ts';
import { type ExportFormat, exportBooks, watchBooks } from './ground/ledger/index.ts';
import { jobHandlers } from './handlers.ts';
import type { DemoSignIn, Received, Served } from './http/served.ts';
import { type Jobs, openJobs } from './jobs/jobs.ts';
import { atTheirGates, type JobWork, narrowGate } from './jobs/narrow-gate.ts';
import { watchNights } from './oversight/compliance/index.ts';
import { decisionsOn } from './revenue/posting/index.ts';
import { watchSubmissions } from './revenue/submission/index.ts';
import { commands, exportables, queries } from './rooms.ts';
import type { BlobPort } from './store/blob.ts';
import { fileBlobs } from './store/blob-files.ts';
import { type Changes, openChanges } from './store/changes.ts';
import { type Access, withAdmin } from './store/provision.ts';

export { dataFolder } from './store/embedded.ts';
export { backupTo, resetDemoData } from './store/keeping.ts';
export { recoveryOf } from './store/keys/recovery.ts';
export { type Database, isAtWork, openDatabase } from './store/open-database.ts';
export { prepare } from './store/prepare.ts';
export { tidyTables } from './store/provision.ts';
export { type RestoreWish, restoreFrom } from './store/restore-from.ts';

import type { NoteBackup } from './store/keeping.ts';
import { rewrapHouseSecrets, signInSecret } from './store/keys/house-secrets.ts';
import { openSealedStore } from './store/keys/open-sealed-store.ts';
import { rewrapKeys } from './store/keys/renew.ts';
import { finishUpgrades } from './store/keys/rotation.ts';
import { idSource } from './store/new-id.ts';
import { signInPool } from './store/sign-in-pool.ts';
import type { Store, Tx } from './store/store.ts';
import { tenantIds, tenantsThatCount } from './store/tenants.ts';
import { openTelemetry, type Telemetry } from './telemetry/index.ts';
import { catchUp, upgrades } from './upgrades.ts';

/** The program, composed: everything but its doors to the outside. */
export interface Program {
  readonly access: Access;
  readonly store: Store;
  readonly blobs: BlobPort;
  readonly gate: Gate;
  readonly jobs: Jobs;
  readonly signIn: SignIn;
  readonly changes: Changes;
  readonly witness: Witness;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  readonly mail: Mail;
  clock(): Date;
  newId(): string;
  /** Looks for answers of clearinghouses now, instead of when it would have. */
  fetchAnswers(): Promise<void>;
  /** Takes up the work that waits in the queue. */
  work(concurrency: number): Promise<void>;
  close(): Promise<void>;
}

export interface ProgramOptions {
  readonly access: Access;
  readonly data: string;
  readonly log: Logger;
  /** Told once where a key file was made, and how far the sealing of old rows has come. */
  readonly say?: (line: string) => void;
  readonly mail?: Mail;
}

/** What every log of ours leaves out: whatever could hold a patient, a password or a session. */
export const logOptions: LoggerOptions = {
  base: { pid: process.pid },
  redact: { paths: ['headers', 'body', 'busboyOptions', '*.headers', '*.password', '*.cookie', '*.authorization'], remove: true },
  serializers: { req: () => undefined, res: () => undefined },
};

/** The log: a file beside the data, which holds addresses and codes and never a patient. */
export function openLog(data: string): Logger {
  const destination = pino.destination({ dest: join(data, 'claimwright.log'), mkdir: true, mode: 0o600, sync: false });
  return pino({ ...logOptions, level: process.env.CLAIMWRIGHT_LOG ?? 'info' }, destination);
}

/** Where mail goes out, where somebody has said so. */
const mailOf = (env: NodeJS.ProcessEnv): Mail => ({
  server: env.CLAIMWRIGHT_SMTP_URL,
  from: env.CLAIMWRIGHT_MAIL_FROM ?? 'claimwright@localhost',
  app: env.CLAIMWRIGHT_URL,
});

/** Opens every part on a database that `prepare` has made ready. */
export async function openProgram({ access, data, log, say, mail = mailOf(process.env) }: ProgramOptions): Promise<Program> {
  const store = await openSealedStore(access.appUrl, data, { say });
  const blobs = fileBlobs(join(data, 'blobs'), store.keys);
  await finishUpgrades({ store, blobs, upgrades, say });
  const secret = await withAdmin(access.adminUrl, (client) => signInSecret(client, store.keys.keeper));
  const jobs = await openJobs(access.appUrl, log);
  await catchUp(store, jobs);
  const changes = openChanges(access.appUrl);
  const pool = signInPool(access.appUrl);
  const clock = () => new Date();
  const newId = idSource(Date.now);
  const signIn = openSignIn(pool, secret, Date.now, identityRecord({ store, clock, newId }));
  const witness = openWitness({ data, place: process.env.CLAIMWRIGHT_CHECKPOINTS });
  const keeper = openKeeper({
    ...{ store, blobs, witness, clock, log, streams: streamsOf(process.env.CLAIMWRIGHT_STREAMS) },
    tenants: () => tenantsThatCount(store),
  });
  const telemetry = openTelemetry({ endpoint: process.env.OTEL_EXPORTER_OTLP_ENDPOINT, deadJobs: () => jobs.dead() });
  const bare = createGate({ store, blobs, commands, queries, witness, clock, newId, enqueue: jobs.enqueue, changed: changes.publish });
  const training = inTraining(store);
  const gate = unmeasured(telemetry.watchGate(bare), bare, training);
  const sourceWatch = watchSources({
    ...{ store, blobs, clock, log, open: openSource, bounds: watchBounds(process.env), changed: changes.publish },
    gate: narrowGate(gate, 'watch-sources', { lets: ['system'], commands: ['ground/intake/receive'] }),
    tenants: () => tenantIds(store),
  });
  const keyWatch = watchKeys({
    ...{ store, blobs, clock, log, actor: systemActor },
    gate: narrowGate(gate, 'rotate-keys', jobRoads['rotate-keys']),
    tenants: () => tenantIds(store),
  });
  const bookWatch = watchBooks({ store, clock, log, tenants: () => tenantIds(store) });
  const bounds = watchBounds(process.env);
  const submissionWatch = watchSubmissions({
    ...{ store, blobs, clock, log, bounds, decisionsOn, tenants: () => tenantsThatCount(store) },
    gate: narrowGate(gate, 'watch-submissions', submissionRoad),
  });
  const nightWatch = watchNights({
    ...{ store, clock, log, also: ['oversight/measures/count'], tenants: () => tenantsThatCount(store) },
    gate: narrowGate(gate, 'watch-nights', nightRoad),
  });
  const makeTraining = fillTraining({ store, blobs, clock, newId });
  const works = jobHandlers({ store, blobs, bounds, mail, signIn, rotate: keyWatch.work, makeTraining });
  const handlers = atTheirGates(gate, jobRoads, works);
  return {
    ...{ access, store, blobs, gate, jobs, signIn, changes, witness, log, clock, newId, telemetry, mail },
    fetchAnswers: submissionWatch.look,
    work: async (concurrency) => {
      await jobs.work(unmeasuredJobs(telemetry.watchJobs(handlers), handlers, training), { concurrency });
      keeper.start();
      keyWatch.start();
      sourceWatch.start();
      bookWatch.start();
      submissionWatch.start();
      nightWatch.start();
    },
    close: async () => {
      await keeper.stop();
      await keyWatch.stop();
      await sourceWatch.stop();
      await bookWatch.stop();
      await submissionWatch.stop();
      await nightWatch.stop();
      await jobs.stop();
      await signIn.flush();
      await Promise.all([changes.close(), pool.end(), telemetry.close()]);
      await store.close();
    },
  };
}

/** The job that fills a training practice, with the files of the small fictional practice. */
const fillTraining =
  (parts: Pick<Program, 'store' | 'blobs' | 'clock' | 'newId'>): JobWork =>
  (gate, data) =>
    makeTraining(
      {
        ...parts,
        fictional: withDemoFiles,
        receive: (narrow, actor, name, bytes) => receiveFile(narrow, parts.blobs, actor, name, bytes),
        actor: systemActor,
      },
      gate,
      data,
    );

/** What the HTTP side may ask of the program. */
export function served(program: Program, demo: readonly DemoSignIn[] | undefined): Served {
  const { store, gate, blobs, signIn, changes, jobs } = program;
  const desk = signInDesk(store, Date.now);
  const across = {
    gate,
    worksFor: (userId: string) => membershipsOf(store, userId),
    needsFactor: async (place: Membership, proof: string) => needsSecondFactor(await desk.policyOf(place), place.roles, { proof }),
  };
  // Nothing is taken out of a training practice, and nothing brought into it.
  const outside = async <T>(actor: Actor, work: () => Promise<T>): Promise<T> => {
    await store.inTenant(actor.tenant, refuseInTraining, { readOnly: true });
    return work();
  };
  return {
    gate,
    signIn,
    desk,
    services: serviceDesk({ gate, store, now: Date.now }),
    emergencies: emergencyDesk(store, Date.now),
    now: Date.now,
    worksFor: (userId) => membershipsOf(store, userId),
    trainsIn: (userId) => trainingsOf(store, userId),
    practices: () => practices(store),
    firstRun: async () => (await practices(store)).length === 0,
    demoSignIns: async () => {
      const all = await practices(store);
      return all.length > 0 && all.every((one) => one.demo) ? demo : undefined;
    },
    setUp: (input) => firstPractice(program, input),
    takeUpInvitation: (input, way) => takeUpInvitation({ ...program, enrol: enrolBy(signIn, way) }, input),
    resetPassword: (actor, userId, origin) => giveReset(program, actor, userId, origin),
    pushTemplate: (actor, input, proof) => pushTemplate(across, actor, input, proof),
    practiceFigures: (actor, proof) => practiceFigures(across, actor, proof),
    // A person's file may be a patient's: its bytes are not even kept where people practise.
    receive: (actor, name, bytes, as) =>
      outside(
        actor,
        () =>
          receiveFile(gate, blobs, actor, name, bytes, undefined, as) as Promise<{
            outcome: 'applied';
            result: Received;
            recordId: string;
          }>,
      ),
    importCodes: (actor, wish, files) => importEdition({ gate, store, blobs }, actor, wish, files),
    exportBooks: (actor, format) => outside(actor, () => books(program, actor, format)),
    exportList: (kind, actor, asked) => outside(actor, () => takeOut({ gate, note: noteExport(program) }, exportables[kind], actor, asked)),
    exportRecord: (actor, asked) => outside(actor, () => exportRecord(program, actor, asked)),
    subscribe: changes.subscribe,
    checkHealth: async () => {
      await store.rows('select 1');
      return { deadJobs: await jobs.dead() };
    },
    checkReady: async () => {
      const answers = (work: Promise<unknown>) =>
        work.then(
          () => true,
          () => false,
        );
      const parts = { database: await answers(store.rows('select 1')), jobs: await answers(jobs.dead()) };
      return { ready: Object.values(parts).every(Boolean), parts };
    },
    metrics: () => program.telemetry.metrics(),
  };
}

/** The books as they stand at this moment, streamed out of one transaction; the record says who took them. */
export async function books({ gate, store, newId, clock }: Program, actor: Actor, format: ExportFormat): Promise<AsyncIterable<string>> {
  await gate.admit('books.export', 'ground/ledger/export', actor, { whole: 'The export of the books' });
  await store.inTenant(actor.tenant, (tx) =>
    append(tx, {
      chain: 'reads',
      id: newId(),
      at: clock().toISOString(),
      actor: { kind: actor.kind, id: actor.id },
      what: 'ground/ledger/export',
      outcome: 'read',
      subjects: ['books'],
      purpose: 'operations',
      details: { format },
    }),
  );
  const out = new PassThrough({ encoding: 'utf8' });
  const writing = store.inTenant(
    actor.tenant,
    async (tx) => {
      for await (const piece of exportBooks(tx, format)) {
        if (out.destroyed) return;
        if (!out.write(piece)) await new Promise<void>((resolve) => out.once('drain', resolve).once('close', resolve));
      }
    },
    { readOnly: true },
  );
  writing.then(
    () => out.end(),
    (error: Error) => out.destroy(error),
  );
  return out;
}

/** That a list is taken out stands on the record by itself, beside the claims that were seen in it. */
const noteExport =
  ({ store, newId, clock }: Program): TakingOut['note'] =>
  async (actor, { what, kind, purpose, ...details }) => {
    const door = [exportables.claims, exportables.remits, exportables.postings]
      .flatMap(({ plain, identified }) => [plain, ...(identified ? [identified] : [])])
      .find(({ query }) => query === what);
    const serves = queries.find(({ name }) => name === what)?.serves;
    const unsaid = door && serves ? purposeOf(actor, door.right, serves) : undefined;
    await store.inTenant(actor.tenant, (tx) =>
      append(tx, {
        ...{ chain: 'reads', id: newId(), at: clock().toISOString(), actor: { kind: actor.kind, id: actor.id } },
        ...{ what, outcome: 'read', subjects: [`export:${kind}`], details },
        purpose: purpose !== undefined && isPurpose(purpose) ? purpose : (unsaid ?? 'operations'),
      }),
    );
  };

/** Wraps the data keys of every tenant, and the house's own secret, with the keeper's newest key; answers how many there are. */
export async function rewrapAll({ store, access }: Program): Promise<number> {
  const keys = await rewrapKeys(store, await tenantIds(store), true);
  return keys + (await withAdmin(access.adminUrl, (client) => rewrapHouseSecrets(client, store.keys.keeper)));
}

/** What is wrong with a tenant's record, for a restore to refuse it. */
export async function verifiedRecord(tx: Tx): Promise<readonly string[]> {
  const { chains, digests, checkpoints } = await verifyRecord(tx, Date.now);
  return [...chains.flatMap(({ says }) => says ?? []), ...digests.broken, ...checkpoints.broken];
}

/** That a backup was made is on the record of whose it is, from then on. */
export const noteBackup: NoteBackup = (tx, told) => noteByCommand(tx, 'ground/governance/backup', 'backup', told);

/** That they came back from a backup, of when, and whether its seal held. */
export const noteRestore = (tx: Tx, told: { readonly madeAt: string; readonly sealed: boolean }): Promise<void> =>
  noteByCommand(tx, 'ground/governance/restore', 'restore', told);

async function noteByCommand(tx: Tx, what: string, subject: string, details: { readonly [name: string]: Canonical }): Promise<void> {
  const id = idSource(Date.now)();
  const actor = { kind: 'person', id: commandLine };
  await append(tx, {
    ...{ chain: 'acts', id, at: new Date().toISOString(), actor, what, outcome: 'applied' },
    subjects: [subject],
    details,
  });
}
