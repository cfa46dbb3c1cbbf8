import { type Day, wireDay } from '../days.ts';
import type { Practice } from '../practice/practice.ts';
import { decimal, interchange, type Segment, type Separators, usual } from '../wire/segments.ts';
import type { ClaimCoverage, MadeClaim } from './claim.ts';

export interface Write837 {
  readonly day: Day;
  readonly control: string;
  readonly separators?: Separators;
}

/** All claims in one 005010X222A1 set, the way a practice hands a batch to its clearinghouse. Every patient is the subscriber. */
export function write837(practice: Practice, claims: readonly MadeClaim[], how: Write837): Uint8Array {
  const body: Segment[] = [
    ['BHT', '0019', '00', `B${how.control.padStart(9, '0')}`, wireDay(how.day), '0830', 'CH'],
    ['NM1', '41', '2', practice.name, '', '', '', '', '46', 'LAKESIDE'],
    ['PER', 'IC', 'BILLING OFFICE', 'TE', '4405550100'],
    ['NM1', '40', '2', 'PRETEND CLEARINGHOUSE', '', '', '', '', '46', 'PRETENDCH'],
    ...billing(practice),
  ];
  claims.forEach((claim, i) => {
    body.push(...subscriber(claim, i + 2), ...claimLoop(claim));
  });
  const envelope = {
    kind: 'HC',
    version: '005010X222A1',
    sender: 'LAKESIDE',
    receiver: 'PRETENDCH',
    day: wireDay(how.day),
    control: how.control,
    separators: how.separators ?? usual,
  } as const;
  return interchange(envelope, [{ set: '837', implementation: '005010X222A1', body }]);
}

function billing(practice: Practice): Segment[] {
  return [
    ['HL', '1', '', '20', '1'],
    ['PRV', 'BI', 'PXC', practice.taxonomy],
    ['NM1', '85', '2', practice.name, '', '', '', '', 'XX', practice.npi],
    ['N3', practice.street],
    ['N4', practice.town, practice.state, practice.zip],
    ['REF', 'EI', practice.taxId],
  ];
}

const sequence = ['P', 'S', 'T'];

function subscriber(claim: MadeClaim, hl: number): Segment[] {
  const [cover] = claim.coverages;
  if (!cover) throw new Error('a claim without coverage cannot be billed');
  return [
    ['HL', String(hl), '1', '22', '0'],
    ['SBR', 'P', '18', cover.group, '', '', '', '', '', cover.payer.filing],
    ['NM1', 'IL', '1', claim.patient.last, claim.patient.first, '', '', '', 'MI', cover.memberId],
    ['N3', claim.street],
    ['N4', claim.town, claim.practice.state, claim.practice.zip],
    ['DMG', 'D8', wireDay(claim.birthDate), claim.sex],
    ['NM1', 'PR', '2', cover.payer.name, '', '', '', '', 'PI', cover.payer.id],
  ];
}

function claimLoop(claim: MadeClaim): Segment[] {
  const { rendering } = claim;
  return [
    ['CLM', claim.control, decimal(claim.billed), '', '', [claim.placeOfService, 'B', '1'], 'Y', 'A', 'Y', 'Y'],
    ['HI', ...claim.diagnoses.map((code, i) => [i === 0 ? 'ABK' : 'ABF', code])],
    ...(rendering
      ? ([
          ['NM1', '82', '1', rendering.last, rendering.first, '', '', '', 'XX', rendering.npi],
          ['PRV', 'PE', 'PXC', rendering.taxonomy],
        ] satisfies Segment[])
      : []),
    ...facilityLoop(claim),
    ...claim.coverages.slice(1).flatMap((cover, i) => otherPayer(claim, cover, sequence[i + 1] ?? 'T')),
    ...claim.lines.flatMap((line): Segment[] => [
      ['LX', String(line.number)],
      ['SV1', ['HC', line.code, ...line.modifiers], decimal(line.billed), 'UN', String(line.units), '', '', line.pointers.map(String)],
      ['DTP', '472', 'D8', wireDay(line.servedOn)],
      ['REF', '6R', line.control],
    ]),
  ];
}

/** 2310C: where it was done, if that is not where the bill comes from. */
function facilityLoop({ facility, practice }: MadeClaim): Segment[] {
  if (!facility) return [];
  return [
    ['NM1', '77', '2', facility.name, '', '', '', '', 'XX', facility.npi],
    ['N3', facility.street],
    ['N4', facility.town, practice.state, practice.zip],
  ];
}

function otherPayer(claim: MadeClaim, cover: ClaimCoverage, rank: string): Segment[] {
  return [
    ['SBR', rank, '18', cover.group, '', '', '', '', '', cover.payer.filing],
    ['OI', '', '', 'Y', '', '', 'Y'],
    ['NM1', 'IL', '1', claim.patient.last, claim.patient.first, '', '', '', 'MI', cover.memberId],
    ['N3', claim.street],
    ['N4', claim.town, claim.practice.state, claim.practice.zip],
    ['NM1', 'PR', '2', cover.payer.name, '', '', '', '', 'PI', cover.payer.id],
  ];
}
