import { fromDecimal } from '@claimwright/core/ground/base';
import type { Ctx } from '../../../gate/index.ts';
import { documentsNamed } from '../../../ground/intake/index.ts';
import { patientsFound } from '../../../ground/parties/index.ts';
import { remitsOfNumber, remitsOfPatients } from '../../remits/index.ts';
import { remitsOfClaimPatients, type TraySought } from './store.ts';

/** `patients`: whether whoever asks may look for people. */
export async function traySought(tx: Ctx['tx'], typed: string | undefined, patients: boolean): Promise<TraySought | undefined> {
  const text = typed?.trim() ?? '';
  if (text === '') return undefined;
  const named = patients
    ? [...(await remitsOfPatients(tx, text)), ...(await remitsOfClaimPatients(tx, await patientsFound(tx, text)))]
    : [];
  const remitIds = [...new Set([...named, ...(await remitsOfNumber(tx, text))])];
  const amount = fromDecimal(text.replace(/^\$/, '').replaceAll(',', ''));
  return { text, remitIds, documentIds: await documentsNamed(tx, text), amount };
}
