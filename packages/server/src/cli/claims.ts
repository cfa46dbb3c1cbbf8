import { readFile } from 'node:fs/promises';
import { type Cents, toDecimal } from '@claimwright/core/ground/base';
import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import type { DraftView, PaperView } from '../revenue/claims/drafts/views.ts';
import { fileTrouble, Trouble } from '../trouble.ts';
import { namedDraft } from './named-draft.ts';
import { say } from './outcome.ts';
import { intoWholeFile } from './whole-file.ts';
import { atDesk } from './with-program.ts';

interface Printing {
  readonly output: string;
  readonly force: boolean;
  readonly right?: number;
  readonly down?: number;
  readonly scale?: number;
  readonly practice?: string;
}

/** `claims print`: a draft for the practice's own CMS-1500, ADA 2024 or UB-04 forms, into a file that is there whole or not at all. */
export function printDraft(named: string, { output, force, practice, ...alignment }: Printing): Promise<number> {
  return atDesk('claims print', practice, async (desk) => {
    const { program, actor } = desk;
    const draftId = await namedDraft(desk, named);
    const asked = await program.gate.ask<PaperView>('revenue/claims/paper', { draftId, ...alignment }, actor, 'payment');
    const { form, pages, findings, pdf } = asked;
    await intoWholeFile(output, force, async (file) => file.write(Buffer.from(pdf, 'base64')));
    say(`The claim is in ${output}: print it at its own size, on ${pages} of ${form}.`);
    for (const { at, says } of findings) say(`${at}: ${says}`);
    return 0;
  });
}

/** `claims bill-as`: who bills, who does, where, and what payers want, from a file (JSON). */
export function billAs(file: string, { practice }: { practice?: string }): Promise<number> {
  return atDesk('claims bill-as', practice, async ({ program, actor }) => {
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      throw fileTrouble(error, file);
    });
    await program.gate.act('revenue/claims/set-billing', jsonOf(text, file), actor);
    say('Claims that are made from now on say so.');
    return 0;
  });
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Trouble('not-readable', `${file} is no JSON.`, { cause });
  }
}

/** `claims expect`: what drafts should bring, line by line, with where each figure comes from or why it is not known. */
export function expectOf(named: readonly string[], { json, practice }: { json?: boolean; practice?: string }): Promise<number> {
  return atDesk('claims expect', practice, async (desk) => {
    const { program, actor } = desk;
    for (const name of named) {
      const draftId = await namedDraft(desk, name);
      const { claim } = await program.gate.ask<DraftView>('revenue/claims/draft', { draftId }, actor, 'payment');
      if (json)
        console.log(JSON.stringify({ draftId, lines: claim.lines.map(({ number, billed, expected }) => ({ number, billed, expected })) }));
      else for (const line of linesOfExpected(claim)) say(line);
    }
    return 0;
  });
}

function linesOfExpected({ patientControlNumber, lines }: ClaimToSend): string[] {
  const figure = (amount: Cents | undefined): string => (amount === undefined ? 'not known' : toDecimal(amount));
  return lines.flatMap(({ number, procedure, billed, expected }) => {
    const { allowed, payer, patient, because, source, parts = [], unknown = ['Nobody worked it out.'] } = expected ?? {};
    const code = [procedure.code, ...procedure.modifiers].join('-');
    return [
      `${patientControlNumber} line ${number} ${code}: billed ${toDecimal(billed)}, allowed ${figure(allowed)}, payer ${figure(payer)}, patient ${figure(patient)}`,
      ...(allowed === undefined ? [] : [`  allowed ${toDecimal(allowed)}: ${because} (${source})`]),
      ...parts.map((part) => `  ${part.of} ${toDecimal(part.amount)}: ${part.because} (${part.source})`),
      ...unknown.map((why) => `  not known: ${why}`),
    ];
  });
}
