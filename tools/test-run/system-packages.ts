import { spawnSync } from 'node:child_process';
import { findProgram, outsidePrograms } from '../outside-programs.ts';

type Manager = { program: string; asRoot: boolean; commands: (names: string[]) => string[][] };

const managers: Manager[] = [
  {
    program: 'apt-get',
    asRoot: true,
    commands: (names) => [
      ['apt-get', 'update', '-q'],
      ['apt-get', 'install', '-q', '-y', '--no-install-recommends', ...names],
    ],
  },
  { program: 'dnf', asRoot: true, commands: (names) => [['dnf', 'install', '-y', ...names]] },
  { program: 'apk', asRoot: true, commands: (names) => [['apk', 'add', ...names]] },
  { program: 'brew', asRoot: false, commands: (names) => [['brew', 'install', ...names]] },
];

/** Fetches the outside programs that the tests use, where the machine lets us; says plainly what is skipped where it does not. */
export function fetchMissing(): void {
  const missing = outsidePrograms.filter((program) => !findProgram(program));
  if (missing.length === 0) return;
  const names = missing.map((program) => program.package);
  const manager = managers.find((one) => runs(one.program));
  if (!manager) {
    console.log(`Missing: ${names.join(', ')}; and no package manager that I know (${managers.map((one) => one.program).join(', ')}).`);
  } else if (manager.asRoot && process.getuid?.() !== 0) {
    console.log(`Missing: ${names.join(', ')}. To install: sudo ${manager.commands(names).at(-1)?.join(' ')}`);
  } else {
    for (const name of names) install(manager, name);
  }
  for (const program of missing.filter((one) => !findProgram(one))) console.log(`Skipped without ${program.package}: ${program.skips}.`);
}

function install(manager: Manager, name: string): void {
  for (const [program = '', ...args] of manager.commands([name])) {
    console.log(`Missing: ${name}. Running: ${[program, ...args].join(' ')}`);
    const { status, stderr } = spawnSync(program, args, {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 300_000,
    });
    if (status !== 0) {
      console.log(`  that failed: ${stderr?.trim().split('\n').at(-1) ?? 'no answer within five minutes'}`);
      return;
    }
  }
}

function runs(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}
