import { readFile } from 'node:fs/promises';
import { plainDate } from '@claimwright/core/ground/base';
import {
  readTerm,
  type TermField,
  type TermsChange,
  type TermValues,
  termField,
  termFields,
  termGroups,
  termsOn,
  writeTerm,
} from '@claimwright/core/revenue/scrub';
import { Refusal } from '../gate/index.ts';
import { listText } from '../list-text.ts';
import type { PayerTermsView, TermsCommands, TermsEffect, TermsQueries, TermsSet } from '../revenue/scrub/terms/views.ts';
import { fileTrouble, Trouble } from '../trouble.ts';
import { say } from './outcome.ts';
import { atDesk, type Desk } from './with-program.ts';

interface Options {
  readonly json?: boolean;
  readonly practice?: string;
}

const askTerms = ({ program, actor }: Desk) =>
  program.gate.ask<TermsQueries['revenue/scrub/terms']['answer']>('revenue/scrub/terms', {}, actor, 'operations');
const askHistory = ({ program, actor }: Desk, payerId: string) =>
  program.gate.ask<TermsQueries['revenue/scrub/terms-history']['answer']>('revenue/scrub/terms-history', { payerId }, actor, 'operations');

function payerOf(payers: readonly PayerTermsView[], wanted: string): PayerTermsView {
  const same = (text: string) => text.toLowerCase() === wanted.toLowerCase();
  const [found, ...others] = payers.filter(({ name, ids }) => same(name) || ids.some(same));
  if (found !== undefined && others.length === 0) return found;
  throw new Trouble('usage', found === undefined ? `No payer goes by ${wanted}.` : `Several payers go by ${wanted}.`, {
    fix: `Name one by its number: ${(found === undefined ? payers : [found, ...others]).map(({ name, ids }) => `${ids[0]} (${name})`).join(', ')}.`,
  });
}

function dayOf(text: string | undefined) {
  const day = text === undefined ? undefined : plainDate(text);
  if (text !== undefined && day === undefined) throw new Trouble('usage', `${text} is no day, such as 2027-01-01.`);
  return day;
}

/** `payers terms show`: each term that is set, and what counts where none is. */
export function showTerms(
  wanted: string | undefined,
  { on, history, json, practice }: Options & { on?: string; history: boolean },
): Promise<number> {
  return atDesk('payers terms show', practice, async (desk) => {
    const { payers, today } = await askTerms(desk);
    const day = dayOf(on) ?? today;
    if (wanted === undefined) {
      for (const { name, ids, saved } of payers)
        console.log(`${ids.join(' ')}  ${name}: ${Object.keys(termsOn(saved, day)).length} of ${termFields.length} terms set`);
      return 0;
    }
    const payer = payerOf(payers, wanted);
    if (history) return tellHistory(desk, payer, json === true);
    const terms = termsOn(payer.saved, day);
    if (json) {
      console.log(JSON.stringify({ payer: payer.name, ids: payer.ids, on: day, terms }, null, 2));
      return 0;
    }
    console.log(`${payer.name} (${payer.ids.join(' ')}), services of ${day}`);
    for (const [group, title] of Object.entries(termGroups)) {
      console.log(`\n${title}`);
      for (const { id, column, unset } of termFields.filter((one) => one.group === group)) {
        const value = writeTerm(id, terms[id]);
        console.log(`  ${column.padEnd(18)} ${value === '' ? `(not set: ${unset})` : value}`);
      }
    }
    return 0;
  });
}

async function tellHistory(desk: Desk, { id, name }: PayerTermsView, json: boolean): Promise<number> {
  const { entries } = await askHistory(desk, id);
  if (json) console.log(JSON.stringify(entries, null, 2));
  else if (entries.length === 0) console.log(`Nobody has set a term of ${name} yet.`);
  else
    for (const { at, by, from, source, changed } of entries) {
      console.log(`${at} ${by}, ${from === undefined ? 'all days' : `from ${from}`}${source === undefined ? '' : `, ${source}`}`);
      for (const { field, before, after } of changed)
        console.log(`  ${termField[field].column}: ${before || 'not set'} → ${after || 'not set'}`);
    }
  return 0;
}

/** Terms as they are typed: `filing_days=90`. */
function typedTerms(given: readonly string[]): TermsChange {
  const change: { [field in TermField]?: TermValues[TermField] | null } = {};
  for (const text of given) {
    const at = text.indexOf('=');
    const column = text.slice(0, Math.max(at, 0));
    const term = termFields.find((one) => one.column === column);
    if (term === undefined)
      throw new Trouble('usage', at < 0 ? `${text} is not as in filing_days=90.` : `There is no term ${column}.`, {
        fix: `There are: ${termFields.map((one) => one.column).join(', ')}.`,
      });
    const read = readTerm(term.id, text.slice(at + 1));
    if ('wrong' in read) throw new Trouble('usage', `${column}: ${read.wrong}`, { fix: 'docs/payer-terms.md says how each is written.' });
    change[term.id] = read.value;
  }
  return change as TermsChange;
}

const effectWords = ({ drafts, found, gone, left }: TermsEffect): string =>
  `${drafts} drafts were looked at anew: ${found} findings are new, ${gone} are gone.${left > 0 ? ` ${left} more are looked at in the background.` : ''}`;

/** `payers terms set`. */
export function setTerms(
  wanted: string,
  given: readonly string[],
  { from, source, json, practice }: Options & { from?: string; source?: string },
): Promise<number> {
  const terms = typedTerms(given);
  const day = dayOf(from);
  return atDesk('payers terms set', practice, async (desk) => {
    const payer = payerOf((await askTerms(desk)).payers, wanted);
    const input = {
      ...{ payerId: payer.id, terms },
      ...(day === undefined ? {} : { from: day }),
      ...(source === undefined ? {} : { source }),
    };
    return tellSet(await desk.program.gate.act<TermsSet>('revenue/scrub/set-terms', input, desk.actor), payer, json === true);
  });
}

function tellSet({ result }: { readonly result: TermsSet }, { name }: PayerTermsView, json: boolean): number {
  if (json) console.log(JSON.stringify(result, null, 2));
  else if (result.changed.length === 0) console.log(`Nothing was changed: ${name} says so already.`);
  else {
    console.log(`${name}: ${result.changed.map((field) => termField[field].column).join(', ')} changed.`);
    for (const { field, from } of result.later)
      console.log(`From ${from} on ${termField[field].column} stays as it was set for those days.`);
    console.log(effectWords(result.effect));
  }
  return 0;
}

/** `payers terms undo`: the newest change, by setting what was before it. */
export function undoTerms(wanted: string, { practice }: Options): Promise<number> {
  return atDesk('payers terms undo', practice, async (desk) => {
    const payer = payerOf((await askTerms(desk)).payers, wanted);
    const [last] = (await askHistory(desk, payer.id)).entries;
    if (last?.undo === undefined) {
      say(`There is nothing to take back of ${payer.name}.`);
      return 1;
    }
    const { id: seen, undo: terms, from } = last;
    const input = { payerId: payer.id, terms, seen, ...(from === undefined ? {} : { from }) };
    return tellSet(await desk.program.gate.act<TermsSet>('revenue/scrub/set-terms', input, desk.actor), payer, false);
  });
}

/** `payers terms import`: 2 where a row cannot be read; then nothing is kept. */
export function importTerms(file: string, { json, practice }: Options): Promise<number> {
  return atDesk('payers terms import', practice, async ({ program, actor }) => {
    const bytes = await readFile(file).catch((error: unknown) => {
      throw fileTrouble(error, file);
    });
    try {
      type Imported = TermsCommands['revenue/scrub/import-terms']['result'];
      const { result } = await program.gate.act<Imported>('revenue/scrub/import-terms', { text: listText(bytes) }, actor);
      if (json) console.log(JSON.stringify(result, null, 2));
      else {
        console.log(`${result.payers} payers changed, ${result.same} rows say what was so already.`);
        console.log(effectWords(result.effect));
      }
      return 0;
    } catch (error) {
      if (error instanceof Refusal)
        for (const { at, says, fix } of error.findings) console.log(`error ${at}: ${says} ${fix ?? ''}`.trimEnd());
      throw error;
    }
  });
}
