import { spawnSync } from 'node:child_process';
import { findProgram, isRefused, outsidePrograms } from '../outside-programs.ts';

type Manager = { program: string; asRoot: boolean; refresh?: string[]; install: string[] };

const managers: Manager[] = [
  {
    program: 'apt-get',
    asRoot: true,
    refresh: ['apt-get', 'update', '-q'],
    install: ['apt-get', 'install', '-q', '-y', '--no-install-recommends'],
  },
  { program: 'dnf', asRoot: true, install: ['dnf', 'install', '-y'] },
  { program: 'apk', asRoot: true, install: ['apk', 'add'] },
  { program: 'brew', asRoot: false, install: ['brew', 'install'] },
];

/** Fetches the outside programs that the tests use, where the machine lets us; says plainly what is skipped where it does not. */
export function fetchMissing(): void {
  const missing = outsidePrograms.filter((program) => !findProgram(program));
  const wanted = missing.filter((program) => !isRefused(program)).map((program) => program.package);
  if (wanted.length > 0) fetch(wanted);
  for (const program of missing.filter((one) => !findProgram(one))) console.log(`Skipped without ${program.package}: ${program.skips}.`);
}

function fetch(names: string[]): void {
  console.log(`Missing on this machine: ${names.join(', ')}.`);
  const manager = managers.find((one) => answers(one.program));
  if (!manager) {
    console.log(`No package manager that I know is here (${managers.map((one) => one.program).join(', ')}).`);
  } else if (manager.asRoot && process.getuid?.() !== 0) {
    console.log(`Installing needs root: sudo ${[...manager.install, ...names].join(' ')}`);
  } else if (!manager.refresh || run(manager.refresh)) {
    // One at a time: a name that this system does not know must not keep the others away.
    for (const name of names) run([...manager.install, name]);
  }
}

function run([program = '', ...args]: string[]): boolean {
  console.log(`Running: ${[program, ...args].join(' ')}`);
  const { status, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 300_000,
  });
  if (status !== 0) console.log(`  that failed: ${stderr?.trim().split('\n').at(-1) || 'no answer within five minutes'}`);
  return status === 0;
}

function answers(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}
