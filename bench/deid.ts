/**
 * De-identifies labelled notes with our engine and with two npm packages, each in a process of its own, and writes recall, precision, kept clinical
 * words, speed and memory into bench/RESULTS.md. `CLAIMWRIGHT_NOTES` may name a file of public visit notes, into which labelled sentences go.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type IdentifierClass, identifierClasses, usDictionaries } from '@claimwright/core/ground/governance/deid';
import { installContenders } from './contenders/install.ts';
import { type Contender, contender, contenderNames } from './deid/contenders.ts';
import { handWritten, type LabelledNote, unseen } from './deid/corpus.ts';
import { generated } from './deid/generate.ts';
import { publicNotes } from './deid/public-notes.ts';
import { type Found, precision, recall, score } from './deid/score.ts';
import { strangeFirstNames, strangeSurnames } from './deid/surrogates.ts';
import { machine, writeSection } from './results.ts';

const corpora: { readonly [name: string]: () => readonly LabelledNote[] | undefined } = {
  'by hand': handWritten,
  'generated, names in our lists': () => [...generated('tune', 'known'), ...generated('test', 'known')],
  'generated, names in no list of ours': () => [...generated('tune', 'strange'), ...generated('test', 'strange')],
  'by a stranger, never tuned on': unseen,
  'public visit notes with sentences of ours': publicNotes,
};

interface Row {
  readonly notes: number;
  readonly labels: number;
  readonly recall: number;
  readonly precision: number;
  readonly retention: number;
}

interface Outcome {
  readonly corpora: { readonly [name: string]: Row | undefined };
  readonly classes: { readonly class: IdentifierClass; readonly labels: number; readonly recall: number; readonly precision: number }[];
  readonly speed: number;
  readonly peak: number;
}

async function spansOf(one: Contender, notes: readonly LabelledNote[]): Promise<Map<string, readonly Found[]>> {
  const spans = new Map<string, readonly Found[]>();
  for (const { text } of notes) spans.set(text, await one.find(text));
  return spans;
}

/** Runs one contender over everything, in this process. */
async function measure(name: string): Promise<Outcome> {
  const one = await contender(name);
  const rows: { [corpus: string]: Row | undefined } = {};
  const everything: LabelledNote[] = [];
  for (const [corpus, read] of Object.entries(corpora)) {
    const notes = read();
    if (!notes) continue;
    const spans = await spansOf(one, notes);
    const told = score(notes, (text) => spans.get(text) ?? []);
    const foreign = corpus.startsWith('public');
    rows[corpus] = {
      notes: notes.length,
      labels: told.all.labelled,
      recall: recall(told.all),
      precision: foreign ? Number.NaN : precision(told.all),
      retention: told.termsKept / told.terms,
    };
    if (!foreign) everything.push(...notes);
  }
  const spans = await spansOf(one, everything);
  const { classes } = score(everything, (text) => spans.get(text) ?? []);
  const perClass = identifierClasses.flatMap((as) => {
    const tally = classes.get(as);
    return tally && tally.labelled > 0 ? [{ class: as, labels: tally.labelled, recall: recall(tally), precision: precision(tally) }] : [];
  });
  const speed = await charactersASecond(one, everything);
  return { corpora: rows, classes: perClass, speed, peak: process.resourceUsage().maxRSS / 1024 };
}

/** Characters for each second of processor time, over the notes again and again for some seconds. */
async function charactersASecond(one: Contender, notes: readonly LabelledNote[]): Promise<number> {
  let characters = 0;
  const before = process.cpuUsage();
  const spent = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  while (spent() < 6) {
    for (const { text } of notes) {
      await one.find(text);
      characters += text.length;
      if (spent() > 20) return characters / spent();
    }
  }
  return characters / spent();
}

const percent = (share: number | null | undefined): string =>
  share === undefined || share === null || Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)} %`;

function report(outcomes: ReadonlyMap<string, Outcome>): void {
  const ours = outcomes.get('claimwright');
  if (!ours) throw new Error('our own run is missing');
  const lines = [
    '## De-identification',
    '',
    `\`node bench/deid.ts\` on ${machine()}; each in a process of its own, speed by processor time. A label is found when all its letters and digits`,
    'are covered; what is marked is right when it touches a label; a clinical word is kept when nothing touches it. No models, no network.',
    '',
    '| notes | reader | labels found (recall) | marked rightly (precision) | clinical words kept |',
    '|---|---|---|---|---|',
  ];
  for (const [corpus, row] of Object.entries(ours.corpora)) {
    for (const [name, outcome] of outcomes) {
      const one = outcome.corpora[corpus];
      lines.push(
        `| ${corpus}: ${row?.notes} notes, ${row?.labels} labels | ${name} | ${percent(one?.recall)} | ${percent(one?.precision)} | ${percent(one?.retention)} |`,
      );
    }
  }
  lines.push('', '| reader | million characters a CPU second | peak MB |', '|---|---|---|');
  for (const [name, { speed, peak }] of outcomes) lines.push(`| ${name} | ${(speed / 1e6).toFixed(2)} | ${Math.round(peak)} |`);
  lines.push('', '| class | labels | recall | precision of ours | recall of redact-pii | of openredaction |', '|---|---|---|---|---|---|');
  const others = contenderNames.slice(1).map((name) => outcomes.get(name));
  for (const { class: as, labels, recall: found, precision: right } of ours.classes) {
    const theirs = others.map((outcome) => percent(outcome?.classes.find((row) => row.class === as)?.recall));
    lines.push(`| ${as} | ${labels} | ${percent(found)} | ${percent(right)} | ${theirs.join(' | ')} |`);
  }
  writeSection('deid', lines);
}

/** The names that shall stand in no dictionary do not. */
function checkStrange(): void {
  const { flags } = usDictionaries();
  const held = [...strangeFirstNames, ...strangeSurnames].filter((name) => flags.has(name.toLowerCase()));
  if (held.length > 0) throw new Error(`These names stand in a dictionary after all: ${held.join(', ')}`);
}

const wanted = process.argv[2] === '--contender' ? process.argv[3] : undefined;
if (wanted) console.log(JSON.stringify(await measure(wanted)));
else {
  checkStrange();
  installContenders();
  const outcomes = new Map<string, Outcome>();
  for (const name of contenderNames) {
    const { stdout, status, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--contender', name], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
    const outcome: Outcome = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    outcomes.set(name, outcome);
    console.log(name, JSON.stringify(outcome.corpora), `${(outcome.speed / 1e6).toFixed(2)} MB/s`);
  }
  report(outcomes);
}
