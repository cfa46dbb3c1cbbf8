import type { ClaimLoop, ServiceLineLoop } from '@claimwright/x12';
import { cents } from '../../ground/base/index.ts';
import type { AdjustmentToSend, LineToSend } from '../claims/index.ts';
import { dayOf, readDay, readProvider, said } from './read-parties.ts';

export const readAdjustment = ({
  group,
  reason,
  amount,
  quantity,
}: ServiceLineLoop['otherPayments'][number]['adjustments'][number]): AdjustmentToSend => ({
  ...{ group, reason, amount: cents(amount) },
  ...(quantity !== undefined && { quantity }),
});

/** A line of an 837, of whichever kind. What its kind does not say (a dental line's unit) stands as it is meant. */
export function readLine(line: ServiceLineLoop, { claimType }: ClaimLoop): LineToSend {
  const control = said(line.references.find(({ qualifier }) => qualifier === '6R')?.id);
  const note = said(line.notes.join(' '));
  const { procedure, revenueCode, prosthesis, placeOfService, parties } = line;
  const served = line.dates.find(({ qualifier }) => qualifier === '472');
  const servedOn = readDay(line.dates, '472');
  const servedTo = dayOf(served?.to);
  const priorPlacedOn = readDay(line.dates, '441');
  return {
    number: line.index + 1,
    ...(control !== undefined && { lineControlNumber: control }),
    procedure: { code: procedure?.code ?? '', modifiers: procedure?.modifiers ?? [] },
    ...(procedure?.description !== undefined && { description: procedure.description }),
    ...(revenueCode !== undefined && { revenueCode }),
    billed: cents(line.charged),
    units: line.units ?? '1',
    unit: line.unit ?? 'UN',
    ...(servedOn !== undefined && { servedOn }),
    ...(servedTo !== undefined && { servedTo }),
    ...(placeOfService !== undefined && { placeOfService }),
    pointers: line.pointers,
    ...(note !== undefined && { note }),
    ...drugOf(line),
    teeth: (line.teeth ?? []).map(({ tooth, surfaces }) => ({ tooth, surfaces })),
    oralCavities: line.oralCavities ?? [],
    ...(prosthesis !== undefined && claimType === 'dental' && { prosthesis }),
    ...(priorPlacedOn !== undefined && { priorPlacedOn }),
    ...(parties['82'] !== undefined && { rendering: readProvider(parties['82']) }),
    ...(parties.DK !== undefined && { ordering: readProvider(parties.DK) }),
    attachments: (line.attachments ?? []).map(({ report, transmission, controlNumber }) => ({
      ...{ report, transmission: transmission ?? '' },
      ...(controlNumber !== undefined && { controlNumber }),
    })),
  };
}

function drugOf({ drug }: ServiceLineLoop): Pick<LineToSend, 'drug'> {
  if (drug?.qualifier !== 'N4') return {};
  return { drug: { ndc: drug.code, unit: drug.unit ?? '', quantity: drug.quantity ?? '' } };
}
