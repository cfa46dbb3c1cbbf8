import { type ClaimToWrite, type ServiceLineToWrite, X12WriteError } from '@claimwright/x12';
import { type ClaimToSend, type CoverageToSend, type LineToSend, lineNoteOver, narrative, notesByLine, spelled } from '../claims/index.ts';
import { dated, liabilityIn, reference } from './write-claim-parts.ts';
import { partyOf, renderingOf } from './write-parties.ts';

/** Under these revenue codes a facility says by a HIPPS code at what rate a stay or episode is paid (Medicare claims processing manual, chapters 3, 6 and 10). */
const ratedUnder: ReadonlySet<string | undefined> = new Set(['0022', '0023', '0024']);

/** A dental code is an ADA code; all else but a facility's rate goes as HCPCS, of which CPT is the first level. */
const qualifierOf = ({ kind }: ClaimToSend, { revenueCode }: Pick<LineToSend, 'revenueCode'>): string => {
  if (kind === 'institutional' && ratedUnder.has(revenueCode)) return 'HP';
  return kind === 'dental' ? 'AD' : 'HC';
};

const procedureOf = (
  claim: ClaimToSend,
  line: Pick<LineToSend, 'revenueCode'>,
  { code, modifiers }: LineToSend['procedure'],
  description?: string,
): ServiceLineToWrite['procedure'] =>
  code === ''
    ? undefined
    : { qualifier: qualifierOf(claim, line), code, modifiers, ...(description !== undefined && { description: spelled(description) }) };

export function lineToWrite(line: LineToSend, claim: ClaimToSend, own: CoverageToSend): ServiceLineToWrite {
  const procedure = procedureOf(claim, line, line.procedure, line.description);
  const { kind } = claim;
  return {
    ...(procedure !== undefined && { procedure }),
    charged: line.billed,
    ...(kind === 'institutional' && line.revenueCode !== undefined && { revenueCode: line.revenueCode }),
    ...(kind !== 'dental' && { unit: line.unit }),
    units: line.units,
    ...(kind !== 'institutional' && line.placeOfService !== undefined && { placeOfService: line.placeOfService }),
    ...(kind === 'dental' && dentalParts(line)),
    pointers: kind === 'institutional' ? [] : line.pointers,
    dates: [...served(line), ...(kind === 'dental' ? dated('441', line.priorPlacedOn) : [])],
    references: reference('6R', line.lineControlNumber),
    amounts: [],
    notes: notesOf(line, claim),
    ...(kind !== 'dental' && line.attachments.length > 0 && { attachments: line.attachments }),
    ...(kind !== 'dental' && line.drug !== undefined && { drug: drugOf(line.drug) }),
    parties: {
      ...renderingOf(kind, line.rendering),
      ...(kind === 'professional' && partyOf('DK', line.ordering, { street: true, phone: true })),
    },
    otherPayments: claim.coverages.filter((other) => other !== own).flatMap((other) => paymentsOf(line, claim, other)),
  };
}

/** A kind of claim whose lines have no notes on the wire says them in its own. */
function notesOf(line: LineToSend, claim: ClaimToSend): readonly string[] {
  const over = lineNoteOver(claim, line);
  if (over > 0) throw new X12WriteError('2400 NTE', `the note of line ${line.number} is ${over} characters longer than a line takes`);
  return line.note === undefined || !notesByLine(claim.kind) ? [] : [narrative(line.note)];
}

const served = ({ servedOn, servedTo }: LineToSend): ServiceLineToWrite['dates'] =>
  servedOn === undefined ? [] : [{ qualifier: '472', date: servedOn, ...(servedTo !== undefined && { to: servedTo }) }];

const dentalParts = ({ teeth, oralCavities, prosthesis }: LineToSend): Partial<ServiceLineToWrite> => ({
  ...(teeth.length > 0 && { teeth }),
  ...(oralCavities.length > 0 && { oralCavities }),
  ...(prosthesis !== undefined && { prosthesis }),
});

const drugOf = ({ ndc, unit, quantity }: NonNullable<LineToSend['drug']>): NonNullable<ServiceLineToWrite['drug']> => ({
  ...{ qualifier: 'N4', code: ndc },
  ...{ quantity, unit },
});

/** What another payer decided of this line (SVD), under the number by which the claim names that payer. */
const paymentsOf = (
  line: LineToSend,
  claim: ClaimToSend,
  { payerId, decision }: CoverageToSend,
): ClaimToWrite['lines'][number]['otherPayments'] =>
  (decision?.lines ?? [])
    .filter(({ number }) => number === line.number)
    .map(({ paid, procedure, units, decidedOn = decision?.decidedOn, adjustments }) => {
      const decided = procedureOf(claim, line, procedure);
      return {
        ...{ payerId, paid, adjustments, liability: liabilityIn(adjustments) },
        ...(decided !== undefined && { procedure: decided }),
        ...(units !== undefined && { units }),
        ...(decidedOn !== undefined && { date: decidedOn }),
      };
    });
