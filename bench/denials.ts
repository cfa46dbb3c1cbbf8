/**
 * Learns denials from histories whose truth is known, of several sizes and of chance alone, and from the twin's large practice, whose payer
 * denies by lot. CPU time of learning, and how near what can be known it comes. Writes into bench/RESULTS.md.
 */
import { addDays, type PlainDate } from '../packages/core/src/ground/base/index.ts';
import { judge, type Learned, learnDenials, type PastClaim } from '../packages/core/src/revenue/denials/index.ts';
import { type MadeClaim, madeHistory } from '../packages/core/src/revenue/denials/testing/made-history.ts';
import { adjudicateClaims, everydayMix, makeClaims, makePractice } from '../packages/twin/src/index.ts';
import { machine, writeSection } from './results.ts';

function timed(history: readonly PastClaim[]): { readonly learned: Learned; readonly seconds: number } {
  const before = process.cpuUsage();
  const learned = learnDenials(history);
  const { user, system } = process.cpuUsage(before);
  return { learned, seconds: (user + system) / 1e6 };
}

/** The best that anybody could do who knew the true chances. */
function best(history: readonly MadeClaim[], splitOn: string | undefined) {
  const after = history.filter(({ sentOn }) => splitOn !== undefined && sentOn >= splitOn);
  return judge(
    after.map(({ truth, denied }) => ({ probability: truth, denied })),
    0,
  );
}

/** Twenty months of claims and of what the twin's payer said of them. */
function twinHistory(months: number, each: number): PastClaim[] {
  const practice = makePractice('bench/denials', { patients: 3_000, providers: 12 });
  return Array.from({ length: months }, (_, month) => {
    const until = addDays('2024-01-28' as PlainDate, month * 28);
    const made = makeClaims({ seed: `bench/denials/${month}`, count: each, until, firstNumber: 1 + month * each, practice });
    const { remits } = adjudicateClaims(made.claims, {
      seed: `bench/denials/${month}`,
      from: addDays(until, 6),
      mix: everydayMix,
      claimsPerRemit: 7,
    });
    const decided = new Map<string, { readonly on: string; readonly denied: boolean }>();
    for (const { remit, truth } of remits)
      for (const { control, outcome, part } of truth.claims)
        if (control !== undefined && !decided.has(control) && part !== 'reversal')
          decided.set(control, { on: remit.paidOn, denied: outcome === 'denial' });
    return made.claims.flatMap((claim): PastClaim[] => {
      const answer = decided.get(claim.control);
      const served = claim.lines[0]?.servedOn;
      if (answer === undefined || served === undefined) return [];
      return [
        {
          ...{ payer: claim.coverages[0]?.payer.name ?? '', codes: claim.lines.map(({ code }) => code), families: [] },
          ...{ modifiers: [...new Set(claim.lines.flatMap(({ modifiers }) => modifiers))], place: claim.placeOfService },
          ...{ provider: claim.rendering?.npi ?? '', days: 3, billedCents: claim.billed, diagnoses: claim.diagnoses.length },
          ...{ sentOn: until, decidedOn: answer.on as PlainDate, denied: answer.denied },
        },
      ];
    });
  }).flat();
}

const three = (value: number | undefined): string => (value === undefined ? '—' : value.toFixed(3));
function row(name: string, history: readonly PastClaim[], truth?: readonly MadeClaim[]): string {
  const { learned, seconds } = timed(history);
  const { judgement, model, splitOn } = learned;
  const ideal = truth === undefined ? undefined : best(truth, splitOn);
  const says = model === undefined ? 'silent' : 'speaks';
  const line = [
    ...[name, history.length.toLocaleString('en-US'), `${seconds.toFixed(1)} s`, says, three(judgement?.auc), three(ideal?.auc)],
    ...[
      three(judgement?.brier),
      three(ideal?.brier),
      three(judgement?.baseBrier),
      judgement === undefined ? '—' : judgement.lift.toFixed(1),
    ],
  ].join(' | ');
  console.log(line, learned.silent ?? '');
  return `| ${line} |`;
}

const sizes = [1_000, 12_000, 60_000].map((size) => madeHistory(size, 3));
const chance = madeHistory(12_000, 4, true);
writeSection('denials', [
  '## Denials foretold (`node bench/denials.ts`)',
  '',
  `${machine()}. Tested on the last 30 % of each history, by time.`,
  '',
  '| history | claims | CPU to learn | it | AUC | best AUC | Brier | best Brier | base rate Brier | lift of the top tenth |',
  '|---|---|---|---|---|---|---|---|---|---|',
  ...sizes.map((history) => row('truth known', history, history)),
  row('chance alone', chance, chance),
  row('the twin, who denies by lot', twinHistory(20, 2_000)),
]);
