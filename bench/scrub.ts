/**
 * Scrubs claims of three kinds, four lines each with twenty earlier services, with every edit and twenty payer rules, findings made; and runs
 * the same twenty rules through json-rules-engine: with the small tables of the tests, and, where code tables' files of their publishers are
 * named as arguments, with those too, each contender in a process of its own. CPU time counts. Writes medians into bench/RESULTS.md; CLAIMWRIGHT_DRY writes nothing.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { PlainDate } from '../packages/core/src/ground/base/index.ts';
import { type CodeTables, createCodeTables, periodOfName, TableReading } from '../packages/core/src/ground/codes/index.ts';
import { checkClaim, compileRules, plainPayer, type ScrubFacts } from '../packages/core/src/revenue/scrub/index.ts';
import { dental, medical, sampleTables, served, vision } from '../packages/core/src/revenue/scrub/testing/claims.ts';
import { samplePack } from '../packages/core/src/revenue/scrub/testing/pack.ts';
import { chance } from '../packages/core/src/revenue/scrub/testing/seeding.ts';
import { installContenders } from './contenders/install.ts';
import { machine, median, writeSection } from './results.ts';
import { givenOf, jsonRules } from './scrub/json-rules.ts';

/** Said to a process that measures one contender. */
const part = '--part';
const rounds = Number(process.env.CLAIMWRIGHT_ROUNDS ?? 5);
const different = 2_000;
const repeats = 20;
/** A worker has checked many claims before: compiled code is what counts. */
const warmUps = 5;
const on = '2024-08-01' as PlainDate;

function* partsOf(file: string): Generator<string> {
  const bytes = readFileSync(file);
  const plain = file.endsWith('.gz') ? gunzipSync(bytes) : file.endsWith('.zst') ? zstdDecompressSync(bytes) : bytes;
  for (let from = 0; from < plain.length; from += 1 << 18) yield plain.toString('latin1', from, from + (1 << 18));
}

/** Tables of the files; what practices license themselves comes from the tests' rows. */
function tablesOf(files: readonly string[]): CodeTables {
  if (files.length === 0) return sampleTables;
  const editions: Uint8Array[] = [];
  for (const file of files) {
    const reading = new TableReading();
    reading.begin(file);
    for (const text of partsOf(file)) reading.push(text);
    const not = reading.end();
    const as = reading.recognized;
    if (not || !as) throw new Error(`${file}: ${not?.says ?? 'nothing'}`);
    const from = periodOfName(as.table, file)?.from ?? ('2024-07-01' as PlainDate);
    for (const { bytes } of reading.build({ name: basename(file), from })) editions.push(bytes);
  }
  const loaded = createCodeTables(editions);
  return { ...loaded, procedure: sampleTables.procedure.bind(sampleTables) };
}

const codes = {
  medical: ['99213-25', '99214', '93000', '97110-GP', '97140-GP-59', 'J1100', '90471', 'Z6001', 'Z6003', 'Z2001-26'],
  dental: ['D0120', 'D1110', 'D2391#14:O', 'D2392#3:MO', 'D7140#17', 'D1351#19', 'D3330#30', 'D2740#8'],
  eyes: ['92014', '92015', '92250', '92134', 'V2020', 'V2100', '99213', '92133-59'],
};

/** Four lines each; most of them clean, as claims are. */
function claimsToCheck(tables: CodeTables): ScrubFacts[] {
  const { rules } = compileRules(samplePack.rules);
  const payer = {
    ...plainPayer('P100'),
    ...{ filingDays: 90, minutes: 'medicare' as const, authorizationFor: ['advanced imaging'] },
    frequencies: [{ of: ['check-up', 'adult cleaning'], times: 2, calendarYear: true, per: 'patient' as const }],
  };
  return Array.from({ length: different }, (_, seed) => {
    const c = chance(seed);
    const pick = (from: readonly string[]): string[] => {
      const start = c(from.length);
      return [0, 1, 2, 3].map((i) => from[(start + i) % from.length] ?? '');
    };
    const history = Array.from({ length: 20 }, (_, i) => {
      const [code = ''] = pick(codes[i % 2 === 0 ? 'medical' : 'dental']);
      return served(code, `2024-0${1 + c(6)}-1${c(9)}`, { claim: `E${i}` });
    });
    const changes = { history, rules, payer, jurisdiction: 'FL', line: { servedOn: on }, today: '2024-08-10' as PlainDate };
    const kind = seed % 4;
    const facts =
      kind < 2
        ? medical(pick(codes.medical), changes)
        : kind === 2
          ? dental(pick(codes.dental), changes)
          : vision(pick(codes.eyes), changes);
    const { claim, history: earlier }: Pick<ScrubFacts, 'claim' | 'history'> = JSON.parse(
      JSON.stringify({ claim: facts.claim, history: facts.history }),
    );
    return { ...facts, claim, history: earlier, tables };
  });
}

const seconds = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

/** Claims a second of CPU, and findings a claim. */
function ours(claims: readonly ScrubFacts[]): { perSecond: number; findings: number } {
  const begun = process.cpuUsage();
  let findings = 0;
  for (let repeat = 0; repeat < repeats; repeat++) for (const facts of claims) findings += checkClaim(facts).length;
  return { perSecond: (claims.length * repeats) / seconds(begun), findings: findings / (claims.length * repeats) };
}

interface Ours {
  readonly whole: number;
  readonly edits: number;
  readonly findings: number;
  readonly fired: number;
}
interface Theirs {
  readonly json: number;
  readonly fired: number;
}

/** In a process that does nothing else, as the server’s worker is: after a warm-up, with the rules and without. */
function measureOurs(tables: CodeTables): Ours {
  const claims = claimsToCheck(tables);
  const bare = claims.map(({ rules: _rules, ...facts }) => facts);
  const fired = claims.reduce((sum, facts) => sum + checkClaim(facts).filter(({ family }) => family === 'payer').length, 0);
  for (let i = 0; i < warmUps; i++) ours(claims);
  const { perSecond: whole, findings } = ours(claims);
  for (let i = 0; i < warmUps; i++) ours(bare);
  return { whole, findings, fired, edits: ours(bare).perSecond };
}

async function measureTheirs(tables: CodeTables): Promise<Theirs> {
  const theirs = await jsonRules();
  const given = claimsToCheck(tables).map(givenOf);
  const fired = await theirs(given);
  const begun = process.cpuUsage();
  await theirs(given);
  return { fired, json: given.length / seconds(begun) };
}

/** One contender over one set of tables, in a process of its own. */
function inOwnProcess<T>(who: 'ours' | 'theirs', files: readonly string[]): T {
  const said = execFileSync(process.execPath, [import.meta.filename, part, who, ...files], { encoding: 'utf8' });
  return JSON.parse(said);
}

interface Measured extends Omit<Ours, 'fired'>, Omit<Theirs, 'fired'> {
  readonly fired: readonly [number, number];
}

/** One after the other, round by round. */
function measure(files: readonly string[]): Measured {
  const all = Array.from({ length: rounds }, () => ({
    here: inOwnProcess<Ours>('ours', files),
    there: inOwnProcess<Theirs>('theirs', files),
  }));
  const [first] = all;
  if (first === undefined) throw new Error('no round');
  const of = (name: 'whole' | 'edits' | 'findings'): number => median(all.map(({ here }) => here[name]));
  return {
    ...{ whole: of('whole'), edits: of('edits'), findings: of('findings'), json: median(all.map(({ there }) => there.json)) },
    fired: [first.here.fired, first.there.fired],
  };
}

async function main(files: readonly string[]): Promise<void> {
  installContenders();
  const found = [measure([]), ...(files.length === 0 ? [] : [measure(files)])];
  const count = (n: number): string => Math.round(n).toLocaleString('en-US');
  console.log(found.map(({ whole, edits, json }) => [whole, edits, json].map(count).join(', ')).join('; '));
  if (process.env.CLAIMWRIGHT_DRY !== undefined) return;
  const row = (what: string, of: (one: Measured) => number, goal = ''): string =>
    `| ${what} | ${found.map((one) => count(of(one))).join(' | ')} | ${goal} |`;
  writeSection('scrub', [
    '## Scrubbing',
    '',
    `\`CLAIMWRIGHT_ROUNDS=${rounds} node bench/scrub.ts [FILE…]\` on ${machine()}; the small tables of the tests${files.length === 0 ? '' : `, and beside them those of ${files.map((file) => basename(file)).join(', ')}`}. ${count(different)} different claims of four lines with twenty earlier services each, read from text as the store has them, every edit, ${samplePack.rules.length} payer rules; ${found.map((one) => one.findings.toFixed(2)).join(' and ')} findings a claim are made. Each contender in a process of its own, in turn, after ${count(warmUps * repeats * different)} claims to warm up; a core’s CPU time; medians.`,
    '',
    `| claims a second | ${files.length === 0 ? 'small tables' : 'small tables | full tables'} | goal |`,
    `|---|${found.map(() => '---|').join('')}---|`,
    row(`every edit and ${samplePack.rules.length} rules, findings made`, ({ whole }) => whole, '100,000 (300,000 hoped for)'),
    row('every edit, no payer rules', ({ edits }) => edits),
    row(`the ${samplePack.rules.length} rules alone (by difference)`, ({ whole, edits }) => 1 / (1 / whole - 1 / edits)),
    row(`the same ${samplePack.rules.length} rules in json-rules-engine 7.3.1`, ({ json }) => json),
    '',
    `The rules fired ${found.map(({ fired: [here, there] }) => `${count(here)} times here and ${count(there)} times there`).join('; ')}.`,
  ]);
}

const [first, who, ...given] = process.argv.slice(2);
if (first !== part) await main(process.argv.slice(2));
else console.log(JSON.stringify(who === 'ours' ? measureOurs(tablesOf(given)) : await measureTheirs(tablesOf(given))));
