import ts from 'typescript';
import type { TrackedFile } from './tracked-files.ts';

export type MissionRow = { line: number; id: string; capability: string; status: string; tests: string[] };

/** How many capabilities each chapter of the mission has; T counts the traps, where a source of the mission is wrong. */
const chapters: Record<string, number> = {
  ING: 33,
  COD: 16,
  SCR: 14,
  ELG: 6,
  SUB: 5,
  PAY: 11,
  DEN: 11,
  CON: 6,
  ARC: 7,
  PA: 4,
  PAT: 8,
  REV: 12,
  GL: 25,
  COMP: 5,
  FC: 4,
  INV: 5,
  CMP: 7,
  ANA: 5,
  GOV: 21,
  OPS: 8,
  T: 20,
};
export const missionIds: string[] = Object.entries(chapters).flatMap(([chapter, last]) =>
  Array.from({ length: last }, (_, index) => `${chapter}-${String(index + 1).padStart(2, '0')}`),
);

const statuses = new Set(['works', 'partly', 'not yet']);

export function readMission(text: string): MissionRow[] {
  const lines = text.trimEnd().split('\n').slice(1);
  return lines.map((line, index) => {
    const [id = '', capability = '', status = '', tests = ''] = line.split('\t');
    return { line: index + 2, id, capability, status, tests: tests.split(/; (?=\S+#)/).filter((name) => name !== '') };
  });
}

/** What is untrue or missing in the mission's table; empty when every claim has a test that exists. */
export function checkMission(rows: MissionRow[], files: TrackedFile[]): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const say = (what: string) => problems.push(`docs/mission.tsv:${row.line} ${row.id} ${what}`);
    if (seen.has(row.id)) say('stands twice');
    seen.add(row.id);
    if (!missionIds.includes(row.id)) say('is no id of the mission');
    if (row.capability === '') say('names no capability');
    if (!statuses.has(row.status)) say(`has the status "${row.status}", allowed are ${[...statuses].join(', ')}`);
    if (row.status === 'works' && row.tests.length === 0) say('works, but names no test');
    for (const test of row.tests) {
      const problem = missingTest(test, files);
      if (problem) say(problem);
    }
  }
  return [...problems, ...missionIds.filter((id) => !seen.has(id)).map((id) => `docs/mission.tsv has no row ${id}`)];
}

function missingTest(test: string, files: TrackedFile[]): string | undefined {
  const [path = '', title] = test.split(/#(.*)/s);
  const file = files.find((candidate) => candidate.path === path);
  if (!/[.]test[.]tsx?$/.test(path) || !file) return `names ${path}, which is no test file here`;
  if (!title) return `names ${path} without "#test name"`;
  return titlesOf(file).has(title) ? undefined : `names "${title}", which ${path} does not run`;
}

/** The titles of the tests and groups in a file; those that are skipped outright prove nothing and are left out. */
function titlesOf({ path, text }: TrackedFile): Set<string> {
  const titles = new Set<string>();
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node) && /^(?:test|it|describe)\b(?!.*[.](?:skip|todo)\b)/.test(node.expression.getText())) {
      const [title] = node.arguments;
      if (title && ts.isStringLiteralLike(title)) titles.add(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return titles;
}
