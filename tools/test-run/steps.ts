import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, type Step } from './step.ts';
import { readVitestReport } from './vitest-report.ts';

export function checkSteps(): Step[] {
  const packages = readdirSync(join(root, 'packages')).filter((name) => existsSync(join(root, 'packages', name, 'tsconfig.json')));
  const rooms = ['packages', 'tools', 'bench'].filter((name) => existsSync(join(root, name)));
  return [
    typesStep('root', 'tsconfig.json'),
    ...packages.map((name) => typesStep(name, join('packages', name, 'tsconfig.json'))),
    {
      name: 'format and lint',
      command: ['biome', 'ci', '--colors=off', '--reporter=concise', '--error-on-warnings', '--diagnostic-level=warn', '.'],
    },
    {
      name: 'import rules',
      command: ['depcruise', '--config', '.dependency-cruiser.mjs', '--output-type', 'err-long', ...rooms],
    },
    { name: 'nothing unused', command: ['knip'] },
  ];
}

/** Keeps what tsc learned, outside the tree that git sees, so that the second run is quick. */
function typesStep(name: string, project: string): Step {
  const cache = join('node_modules', '.cache', 'tsc', `${name}.tsbuildinfo`);
  return { name: `types: ${name}`, command: ['tsc', '-p', project, '--incremental', '--tsBuildInfoFile', cache, '--pretty', 'false'] };
}

export type VitestProject = 'unit' | 'database' | 'database-alone' | 'journey' | 'prove';

/** One run of vitest: of several projects together, so that no core waits for the last file of one of them. */
export function vitestStep(projects: readonly [VitestProject, ...VitestProject[]], env: Record<string, string> = {}): Step {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-tests-'));
  const report = join(folder, 'report.json');
  return {
    name: `tests: ${projects[0]}`,
    // A project may have no test file yet, or any more; that is no failure.
    command: [
      'vitest',
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    env,
    live: true,
    count: (status) => {
      const counts = readVitestReport(report, status);
      rmSync(folder, { recursive: true, force: true });
      return counts;
    },
  };
}

export function benchSteps(): Step[] {
  const files = readdirSync(join(root, 'bench')).filter((name) => name.endsWith('.ts'));
  return files.sort().map((name) => ({ name: `bench: ${name.replace(/[.]ts$/, '')}`, command: ['node', join('bench', name)], live: true }));
}
