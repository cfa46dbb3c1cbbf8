/** What `../codes.ts` measures, in a process that holds nothing but the tables: loads every edition of a folder, and asks. */
import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { plainDate } from '../../packages/core/src/ground/base/index.ts';
import { createCodeTables, readEdition } from '../../packages/core/src/ground/codes/index.ts';
import { openedEdition } from '../../packages/server/src/ground/codes/editions/packed-edition.ts';

const questions = 2_000_000;

export interface Measured {
  readonly wall: number;
  readonly cpu: number;
  readonly grown: number;
  readonly resident: number;
  readonly most: number;
  readonly pairs: number;
  readonly absent: number;
  readonly limits: number;
}

const cpuMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

async function measure(folder: string): Promise<Measured> {
  const names = readdirSync(folder).sort();
  const before = process.memoryUsage.rss();
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const editions: Uint8Array[] = [];
  for (const name of names) editions.push(await openedEdition(createReadStream(join(folder, name), { highWaterMark: 1 << 18 })));
  const tables = createCodeTables(editions);
  const loaded = { wall: performance.now() - started, cpu: cpuMs(cpu) };
  const most = process.resourceUsage().maxRSS / 1024;
  globalThis.gc?.();
  const resident = process.memoryUsage.rss();
  const on = plainDate('2024-08-01');
  if (!on) throw new Error('no day');
  const heads = editions.map((bytes) => readEdition(bytes));
  const keys = heads.find(({ head }) => head.table === 'units-practitioner')?.sections.keys ?? new Float64Array(1);
  const codes = Array.from({ length: 997 }, (_, at) => unpack(keys[(at * 13) % keys.length] ?? 0));
  const perSecond = (ask: (a: string, b: string) => unknown): number => {
    const begun = process.cpuUsage();
    for (let at = 0; at < questions; at++) ask(codes[at % 997] ?? '', codes[(at * 7 + 3) % 991] ?? '');
    return questions / (cpuMs(begun) / 1000);
  };
  let found = 0;
  const pairs = perSecond((a, b) => {
    if (tables.pair('practitioner', a, b, on).is === 'found') found += 1;
  });
  const limits = perSecond((a) => tables.unitLimit('practitioner', a, on));
  return {
    ...loaded,
    ...{ grown: (resident - before) / 2 ** 20, resident: resident / 2 ** 20, most, pairs, limits },
    absent: 1 - found / questions,
  };
}

const signs = ' 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
function unpack(key: number): string {
  let [rest, code] = [key, ''];
  for (let at = 0; at < 10; at++) {
    code = (signs[rest % 37] ?? '') + code;
    rest = Math.floor(rest / 37);
  }
  return code.trim();
}

const [folder] = process.argv.slice(2);
if (folder !== undefined) process.send?.(await measure(folder));
