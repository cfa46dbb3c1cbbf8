import { type Actor, commandLine } from '../gate/index.ts';
import { person } from '../gate/person.ts';
import { openDatabase, openLog, openProgram, type Program, prepare, served } from '../main.ts';
import { Trouble } from '../trouble.ts';
import { say } from './outcome.ts';

/** A command's place at the gate: the program, and who acts in which practice. */
export interface Desk {
  readonly program: Program;
  readonly actor: Actor;
  /** True where no server runs, so that nobody else takes up the work that waits. */
  readonly alone: boolean;
}

/** Opens the data that a running server works on, or the database itself for as long as the command takes. */
export async function withProgram<T>(what: string, work: (program: Program, alone: boolean) => Promise<T>): Promise<T> {
  const database = await openDatabase(`claimwright ${what}`, { share: true, say });
  try {
    // A running server has made everything ready, and only it may change it.
    if (database.kind !== 'shared') await prepare(database.access);
    const program = await openProgram({ access: database.access, data: database.data, log: openLog(database.data), say });
    return await work(program, database.kind === 'embedded').finally(program.close);
  } finally {
    await database.close();
  }
}

/** The same, for one practice. Whoever may read the data folder may do what its office does, under a name of its own in the record. */
export async function atDesk<T>(what: string, wanted: string | undefined, work: (desk: Desk) => Promise<T>): Promise<T> {
  return withProgram(what, async (program, alone) => {
    const practice = await choose(await served(program, undefined).practices(), wanted);
    const actor = person('command-line', {
      id: commandLine,
      name: 'The command line',
      tenant: practice.tenant,
      roles: ['office-manager', 'compliance-officer'],
    });
    return work({ program, actor, alone });
  });
}

async function choose<P extends { readonly tenant: string; readonly name: string }>(
  all: readonly P[],
  wanted: string | undefined,
): Promise<P> {
  const found =
    wanted === undefined ? all : all.filter(({ name, tenant }) => tenant === wanted || name.toLowerCase() === wanted.toLowerCase());
  const [first] = found;
  if (first && found.length === 1) return first;
  if (all.length === 0) throw new Trouble('not-set-up', 'There is no practice yet.', { fix: 'npm start makes one.' });
  throw new Trouble('usage', wanted === undefined ? 'There are several practices.' : `There is no practice called ${wanted}.`, {
    fix: `Say one with --practice: ${all.map(({ name }) => name).join(', ')}`,
  });
}
