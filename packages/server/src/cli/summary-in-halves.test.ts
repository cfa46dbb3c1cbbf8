import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSummary } from '@claimwright/x12';
import { afterAll, expect, test } from 'vitest';
import { claimsFile, remitFile } from '../../../x12/testing/files.ts';
import { summaryInHalves } from './summary-in-halves.ts';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-halves-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** One interchange of so many sets, each with a control number of its own. */
function fileOf(one: string, sets: number): string {
  const [from, to] = [one.indexOf('ST*'), one.indexOf('GE*')];
  const set = one.slice(from, to);
  const all = Array.from({ length: sets }, (_, i) =>
    set.replaceAll('0001~', `${String(i + 1).padStart(4, '0')}~`).replace('ST*837*0001', `ST*837*${String(i + 1).padStart(4, '0')}`),
  );
  return one.slice(0, from) + all.join('') + one.slice(to).replace('GE*1*', `GE*${sets}*`);
}

const plain = (path: string, text: string) => {
  const view = createSummary(path);
  view.push(new TextEncoder().encode(text));
  const { summary, status } = view.end();
  return { summary, status };
};

async function both(name: string, text: string) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return { halves: await summaryInHalves(path, { least: 0, threads: 2 }), whole: plain(path, text) };
}

test.each([
  ['remits', fileOf(remitFile(), 40)],
  ['claims, a line each', fileOf(claimsFile({ end: '~\n' }), 40)],
  ['with faults in both halves', fileOf(remitFile({ end: '~\r\n' }), 31).replaceAll('SVC*HC:93000*50*40', 'SVC*HC:93000*5X*40')],
])('%s: two halves come to what the whole comes to', async (name, text) => {
  const { halves, whole } = await both(name, text);
  expect(halves).toEqual(whole);
  expect(await summaryInHalves(join(folder, name), { least: 0, threads: 2, objects: true })).toEqual(whole);
  expect(whole.summary.sets.length).toBeGreaterThan(30);
});

const sound = fileOf(remitFile(), 40);
test.each([
  ['a group that counts other sets', sound.replace('GE*40', 'GE*39')],
  ['a control number twice', sound.replaceAll('0039~', '0002~')],
  ['two interchanges', sound + sound.replaceAll('000000001', '000000002')],
  ['an end that is missing', sound.slice(0, -30)],
  ['a hard-wrapped file', sound.replace(/(.{80})/g, '$1\n')],
  ['one set only', remitFile()],
  ['no X12', 'a letter '.repeat(100)],
])('%s is to be read in one piece', async (name, text) => {
  expect((await both(name, text)).halves).toBeUndefined();
});

test('a file that is not there, and standard input', async () => {
  expect(await summaryInHalves(join(folder, 'nothing'))).toBeUndefined();
  expect(await summaryInHalves('-')).toBeUndefined();
});
