import { plainDate } from '@claimwright/core/ground/base';
import { type Answer, adjudicationWords, type PairRow, pairVerdict, rowsInWords } from '@claimwright/core/ground/codes';
import type { CodeView, PairView } from '../http/api.ts';
import { Trouble } from '../trouble.ts';
import { days, nameOf } from './codes.ts';
import { atDesk, type Desk } from './with-program.ts';

interface Explaining {
  readonly on?: string;
  readonly with?: string;
  readonly json?: boolean;
  readonly practice?: string;
}

/** `codes explain`: 1 where no edition answers. With a second code, whether the two may stand beside each other, as the Edit explorer says it. */
export function explain(code: string, { on, with: other, json, practice }: Explaining): Promise<number> {
  if (on !== undefined && plainDate(on) === undefined) throw new Trouble('usage', `${on} is no day, such as 2026-03-01.`);
  if (other !== undefined && on === undefined)
    throw new Trouble('usage', 'Two codes are asked as of a day of service.', { fix: 'Say it: --on 2026-03-01.' });
  return atDesk('codes explain', practice, async (desk) => {
    const told = await desk.program.gate.ask<CodeView>('ground/codes/explain', { code, ...(on === undefined ? {} : { on }) }, desk.actor);
    const pair = other === undefined || on === undefined ? undefined : await askPair(desk, code, other, on);
    if (json) console.log(JSON.stringify(pair === undefined ? told : { ...told, pair }, null, 2));
    else {
      for (const line of linesOf(told)) console.log(line);
      if (pair !== undefined && other !== undefined && on !== undefined)
        for (const line of pairLines(code, other, on, pair)) console.log(line);
    }
    return told.editions.length > 0 ? 0 : 1;
  });
}

const askPair = ({ program, actor }: Desk, a: string, b: string, on: string): Promise<PairView> =>
  program.gate.ask<PairView>('ground/codes/pair', { a, b, on }, actor);

function linesOf({ code, on, editions, without }: CodeView): readonly string[] {
  const when = on ? ` on ${on}` : '';
  return [
    ...editions.flatMap((one) => [
      `${nameOf(one)}, ${days(one)} (${one.source})`,
      ...rowsInWords(
        one.table,
        one.lines.map(({ words }) => words),
      ).map((words) => `  ${words}`),
      ...(one.pairs ? [`  ${pairsSaid(one.pairs)}`] : []),
    ]),
    ...(editions.length === 0 ? [`No edition that is loaded names ${code}${when}.`] : []),
    ...(['pairs-practitioner', 'pairs-outpatient'] as const)
      .filter((table) => !without.includes(table) && editions.length > 0 && !editions.some((one) => one.table === table))
      .map((table) => `${table}: no pair names it${when}`),
    ...without.map((table) => `${table}: no edition loaded${on ? ` for ${on}` : ''}`),
  ];
}

const pairsSaid = ({ first, second }: { readonly first: number; readonly second: number }): string =>
  `${first + second} ${first + second === 1 ? 'pair names' : 'pairs name'} it: paid first in ${first}, not paid beside another in ${second}`;

function pairLines(a: string, b: string, on: string, view: PairView): readonly string[] {
  const { says, fix } = pairVerdict({ ...{ a: a.toUpperCase(), b: b.toUpperCase() }, ...view, day: on });
  const { anatomic, globalSurgery, other } = view.modifiers;
  const unlocks = view.settings.some(({ answers }) => answers.some((one) => one.is === 'found' && one.row.indicator === 1));
  return [
    '',
    says,
    ...(fix === '' ? [] : [fix]),
    ...view.settings.flatMap(({ setting, answers }) => answers.flatMap((one) => answerLines(setting, one))),
    ...(unlocks ? [`  modifiers that count: ${[...anatomic, ...globalSurgery, ...other].join(' ')}`] : []),
    ...view.units.map(({ code, answer }) => `  ${code}: ${unitsSaid(answer, on)}`),
  ];
}

const indicators = { 0: 'never, whatever the modifier', 1: 'with a modifier that fits', 9: 'withdrawn: no edit' } as const;

const answerLines = (setting: string, one: Answer<PairRow>): readonly string[] =>
  one.is === 'found'
    ? [
        `  ${setting}, ${one.edition.name}: ${one.row.column2} beside ${one.row.column1}: ${indicators[one.row.indicator]} (indicator ${one.row.indicator})`,
      ]
    : [];

function unitsSaid(answer: PairView['units'][number]['answer'], on: string): string {
  if (answer.is === 'no-edition') return `unit limits: no edition loaded for ${on}`;
  if (answer.is === 'absent') return 'no unit limit is published';
  const { units, adjudication } = answer.row;
  return `at most ${units} ${units === 1 ? 'unit' : 'units'}, ${adjudicationWords[adjudication]} (MAI ${adjudication})`;
}
