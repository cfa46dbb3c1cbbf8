import { fromDecimal, type PlainDate, plainDate } from '@claimwright/core/ground/base';
import type { Ctx } from '../../../gate/index.ts';
import { documentsNamed } from '../../../ground/intake/index.ts';
import { patientsFound } from '../../../ground/parties/index.ts';
import { type FoundRemits, remitsOfClaimsPaid, remitsOfDay, remitsOfMember, remitsOfNumber, remitsOfPatients } from '../../remits/index.ts';
import { remitsOfClaimPatients, type TraySought } from './store.ts';

/** A day as billers write it (10/23/2026) or as lists have it (2026-10-23). */
function typedDay(text: string): PlainDate | undefined {
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  return plainDate(us ? `${us[3]}-${us[1]?.padStart(2, '0')}-${us[2]?.padStart(2, '0')}` : text);
}

/** Whether somebody who types this can only mean an amount: a file is not named by a piece of its day and its ending. */
const isPlainlyMoney = (text: string): boolean => /^[-+]?\$|\.\d{2}$/.test(text);

async function remitsOfPeople(tx: Ctx['tx'], text: string): Promise<FoundRemits> {
  const ours = await remitsOfClaimPatients(tx, await patientsFound(tx, text));
  const named = await remitsOfPatients(tx, text, ours.ids);
  return { ids: [...ours.ids, ...named.ids, ...(await remitsOfMember(tx, text))], more: named.more || ours.more };
}

/** `patients`: whether whoever asks may look for people. */
export async function traySought(tx: Ctx['tx'], typed: string | undefined, patients: boolean): Promise<TraySought | undefined> {
  const text = typed?.trim() ?? '';
  if (text === '') return undefined;
  const amount = fromDecimal(text.replace('$', ''));
  if (amount !== undefined && isPlainlyMoney(text))
    return { text, remitIds: await remitsOfClaimsPaid(tx, amount), documentIds: [], amount, onlyNewest: false };
  const day = typedDay(text);
  const people = patients ? await remitsOfPeople(tx, text) : { ids: [], more: false };
  const found = [...people.ids, ...(await remitsOfNumber(tx, text)), ...(day === undefined ? [] : await remitsOfDay(tx, day))];
  return { text, remitIds: [...new Set(found)], documentIds: await documentsNamed(tx, text), amount, onlyNewest: people.more };
}
