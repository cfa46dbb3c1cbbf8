import { type Lane, type Outcome, runSteps, totalsOf } from './step.ts';
import { benchSteps, checkSteps, vitestStep } from './steps.ts';
import { fetchMissing } from './system-packages.ts';

/** What each mode runs: the lanes one after another, the steps of a lane side by side as far as its width goes. */
const modes: Record<string, () => Lane[]> = {
  check: () => [
    { width: 2, steps: checkSteps() },
    { width: 1, steps: [vitestStep(['unit'])] },
  ],
  all: () => {
    fetchMissing();
    return [...(modes.check?.() ?? []), { width: 1, steps: [vitestStep(['database', 'database-alone']), vitestStep(['journey'])] }];
  },
  prove: () => {
    fetchMissing();
    return [{ width: 1, steps: [vitestStep(['prove'], { CLAIMWRIGHT_PROVE: 'full' })] }];
  },
  bench: () => [{ width: 1, steps: benchSteps() }],
};

const mode = process.argv[2] ?? 'all';
const lanes = modes[mode]?.();
if (!lanes) {
  console.error(`${mode} is no mode of this script: say one of ${Object.keys(modes).join(', ')}.`);
  process.exit(2);
}

const began = Date.now();
const outcomes: Outcome[] = [];
for (const lane of lanes) outcomes.push(...(await runSteps(lane)));
const total = totalsOf(outcomes);
for (const { name, notes } of outcomes) for (const note of notes) console.log(`${name}: ${note}`);
console.log(`${mode} took ${Math.round((Date.now() - began) / 1000)} s`);
console.log([`${total.passed} passed`, `${total.failed} failed`, ...(total.skipped > 0 ? [`${total.skipped} skipped`] : [])].join(', '));
process.exitCode = total.failed > 0 ? 1 : 0;
