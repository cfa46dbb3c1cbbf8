import { describe, expect, test } from 'vitest';
import { checkMission, type MissionRow, missionIds, readMission } from './tidy/mission.ts';
import { trackedFiles } from './tidy/tracked-files.ts';

const files = trackedFiles();

test('every row of the mission is true', () => {
  const table = files.find(({ path }) => path === 'docs/mission.tsv');
  expect(checkMission(readMission(table?.text ?? ''), files)).toEqual([]);
});

describe('a row is untrue', () => {
  const rows = missionIds.map((id, index): MissionRow => ({ line: index + 2, id, capability: 'does it', status: 'not yet', tests: [] }));
  const [first] = rows;
  const problemsWith = (change: Partial<MissionRow>) => (first ? checkMission([{ ...first, ...change }, ...rows.slice(1)], files) : []);
  const here = 'tools/mission.test.ts';

  test('unless nothing is claimed', () => {
    expect(problemsWith({})).toEqual([]);
    expect(missionIds).toHaveLength(233);
  });

  test.each<[string, Partial<MissionRow>]>([
    ['when it works without a test', { status: 'works' }],
    ['when its test file does not exist', { status: 'works', tests: ['tools/nowhere.test.ts#any'] }],
    ['when its test does not exist', { status: 'works', tests: [`${here}#nothing of that name`] }],
    ['when its status is made up', { status: 'almost' }],
    ['when its id is there twice', { id: 'ING-02' }],
  ])('%s', (_, change) => {
    expect(problemsWith(change).length).toBeGreaterThan(0);
  });

  test('but not when its test runs', () => {
    expect(problemsWith({ status: 'works', tests: [`${here}#every row of the mission is true`] })).toEqual([]);
  });
});
